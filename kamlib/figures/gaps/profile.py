"""Pictures of gaps item by item: what was expected and what was got, and the zone between enough and desired. For lesson 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below
from kamlib.figures.house.drawing import LONGEST_BESIDE, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
_TONES = {"below": "vermilion", "within": "blue", "above": "green", "not told": "grey"}


def gap_profile(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the gaps of `paired_gap` (or `service_gaps`) with their 95 % intervals, the widest shortfall on top.

    Coloured where the interval leaves zero. Of more than 24 items those at either end are drawn.
    """
    ranked = table.sort_values("gap", kind="stable")
    shown = (
        ranked if len(ranked) <= MOST_ROWS else pd.concat([ranked.head(MOST_ROWS // 2), ranked.tail(MOST_ROWS // 2)])
    )
    ax = axes(ax, height=1.7 + 0.27 * max(3, len(shown)))
    places = np.arange(len(shown))
    short, more = (shown["high"] < 0).to_numpy(), (shown["low"] > 0).to_numpy()
    ax.axvline(0, color=COLOURS["ink"], linewidth=1)
    ax.hlines(places, shown["low"], shown["high"], color=COLOURS["pale"], linewidth=5)
    for chosen, tone, label in (
        (short, "vermilion", "less than expected"),
        (more, "green", "more than expected"),
        (~short & ~more, "grey", "not told apart"),
    ):
        ax.plot(shown["gap"][chosen], places[chosen], "o", color=COLOURS[tone], label=label)
    ax.set_yticks(places, [shorten(str(name), LONGEST_BESIDE) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("perception less expectation, in points (bar: 95 %)")
    legend_below(ax)
    below = int((table["high"] < 0).sum())
    widest = ranked.index[0]
    finding(ax, f"{below:,} of {len(table):,} fall short of what was expected; the widest gap is {widest}")
    told = "; ".join(f"{name} {row['gap']:+.2f}" for name, row in shown.iterrows()).replace("-", "−")
    return describe(ax, f"Gaps, perception less expectation: {told}.", table)


def tolerance_profile(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the zones of `tolerance` (from just enough to desired) as bars, and where each perception lies."""
    ranked = table.sort_values("adequacy", kind="stable")
    shown = (
        ranked if len(ranked) <= MOST_ROWS else pd.concat([ranked.head(MOST_ROWS // 2), ranked.tail(MOST_ROWS // 2)])
    )
    ax = axes(ax, height=1.7 + 0.27 * max(3, len(shown)))
    places = np.arange(len(shown))
    ax.hlines(places, shown["least"], shown["desired"], color=COLOURS["pale"], linewidth=9, label="enough to desired")
    for where, tone in _TONES.items():
        chosen = (shown["where"] == where).to_numpy()
        if chosen.any():
            ax.plot(shown["perception"][chosen], places[chosen], "o", color=COLOURS[tone], label=f"perception: {where}")
    ax.set_yticks(places, [shorten(str(name), LONGEST_BESIDE) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("points of the scale")
    legend_below(ax, ncols=3)
    counts = table["where"].value_counts()
    below, within = int(counts.get("below", 0)), int(counts.get("within", 0))
    finding(ax, f"{below:,} of {len(table):,} are below what is just enough, {within:,} within the zone of tolerance")
    told = "; ".join(f"{name} {row['perception']:.1f}, {row['where']}" for name, row in shown.iterrows())
    return describe(ax, f"Perception and the zone of tolerance of {len(table):,} items: {told}.", table)
