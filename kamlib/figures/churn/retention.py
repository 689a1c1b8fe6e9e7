"""A picture of what became of the revenue of the stretch before. Used by lesson 04."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, money, percent, short_money, write_ticks
from kamlib.methods.cohorts.retention import MEASURES, Retention

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STEPS = (("left", -1), ("contraction", -1), ("expansion", 1), ("returned", 1), ("new", 1))
_WORDS = {"contraction": "bought\nless", "expansion": "bought\nmore", "left": "silent\nsince", "returned": "came\nback"}


def retention_bridge(retention: Retention, currency: str, ax: Axes | None = None) -> Axes:
    """Draw the way from the revenue of the first stretch to that of the second, part by part, with the three rates."""
    ax = axes(ax, width=8.2, height=4.6)
    part = retention.parts
    if not part["start"] > 0:
        finding(ax, "Nothing to retain: nobody bought in the first stretch")
        ax.set_axis_off()
        return describe(ax, retention.note, part.to_frame())
    names = ["before", *(_WORDS.get(name, name) for name, _ in _STEPS), "now"]
    levels = np.concatenate([[part["start"]], part["start"] + np.cumsum([sign * part[name] for name, sign in _STEPS])])
    heights = np.array([part["start"], *(sign * part[name] for name, sign in _STEPS), part["end"]])
    bottoms = np.array([0.0, *levels[:-1], 0.0])
    tones = ["grey", *("vermilion" if sign < 0 else "green" for _, sign in _STEPS), "grey"]
    places = np.arange(len(names))
    ax.bar(places, heights, bottom=bottoms, color=[COLOURS[tone] for tone in tones], width=0.66)
    for place, level in zip(places[:-1], levels, strict=True):
        ax.plot([place - 0.33, place + 1.33], [level, level], color=COLOURS["grey"], linewidth=0.8)
    for place, bottom, height in zip(places, bottoms, heights, strict=True):
        top = max(bottom, bottom + height)
        sign = "" if place in (0, len(names) - 1) or height <= 0 else "+"
        ax.annotate(f"{sign}{short_money(height, currency)}", (place, top), (0, 3), textcoords="offset points",
                    ha="center", fontsize=9)  # fmt: skip
    ax.set_xticks(places, names)
    ax.set_ylim(0, 1.12 * max(levels.max(), part["end"]))
    ax.set_ylabel(f"revenue in {retention.days:,} days, {currency}")
    write_ticks(ax.yaxis, lambda value: short_money(value, currency))
    ax.grid(axis="x", visible=False)
    finding(ax, _title(retention))
    rates = "; ".join(_rate(retention.intervals, name) for name in MEASURES)
    steps = ", ".join(f"{name} {money(part[name], currency, 0)}" for name, _ in _STEPS)
    return describe(
        ax,
        f"Bridge from {money(part['start'], currency, 0)} in one stretch of {retention.days:,} days to "
        f"{money(part['end'], currency, 0)} in the next: {steps}. {rates}.",
        part.rename(currency).rename_axis("part").to_frame(),
    )


def _title(retention: Retention) -> str:
    return (
        f"{percent(retention.logo_retention)} of customers bought again, {percent(retention.gross_revenue_retention)} of "
        f"their revenue came again, {percent(retention.net_revenue_retention)} with what they bought on top"
    )


def _rate(intervals: pd.DataFrame, name: str) -> str:
    estimate, low, high = (float(intervals[column].loc[name]) for column in ("estimate", "low", "high"))
    between = f" ({percent(low)} to {percent(high)})" if np.isfinite(low) else ""
    return f"{name.replace('_', ' ')} {percent(estimate)}{between}"
