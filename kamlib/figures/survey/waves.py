"""Pictures of waves: a score over time within its usual spread, and what changed between two waves. For lesson 09."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
SURE = 0.05


def wave_chart(chart: pd.DataFrame, score: str, ax: Axes | None = None) -> Axes:
    """Draw the values of `individuals_chart` by wave between its limits; `score` names what is measured."""
    ax = axes(ax)
    places = np.arange(len(chart))
    low, middle, high = (float(chart[name].iloc[0]) for name in ("lower", "centre", "upper"))
    ax.axhspan(low, high, color=COLOURS["pale"], alpha=0.6, linewidth=0, label="usual spread")
    ax.axhline(middle, color=COLOURS["grey"], linewidth=1, label="mean of the waves")
    ax.plot(places, chart["value"], "-o", color=COLOURS["blue"], label=score)
    out = chart["outside"].to_numpy()
    ax.plot(places[out], chart["value"][out], "s", color=COLOURS["vermilion"], markersize=9, label="outside")
    step = max(1, -(-len(chart) // 8))
    ax.set_xticks(places[::step], [str(name) for name in chart.index[::step]])
    ax.set_ylabel(score)
    legend_below(ax, 30, ncols=4)
    outside = int(out.sum())
    if outside:
        finding(ax, f"{score} left its usual spread in {', '.join(str(one) for one in chart.index[out][:3])}")
    else:
        finding(ax, f"{score} moves within its usual spread: no wave stands out")
    told = "; ".join(f"{name} {value:,.2f}" for name, value in chart["value"].items())
    return describe(
        ax, f"{score} by wave: {told}. Usual spread {low:,.2f} to {high:,.2f}; outside: {outside:,}.", chart
    )


def change_bars(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the changes of `wave_changes` with their 95 % intervals, the largest fall on top.

    Sure falls have the colour of alarm and point down, sure rises are green and point up.
    """
    shown = table.dropna(subset=["change"]).sort_values("change", kind="stable")
    shown = shown if len(shown) <= MOST_ROWS else pd.concat([shown.head(MOST_ROWS // 2), shown.tail(MOST_ROWS // 2)])
    ax = axes(ax, height=1.7 + 0.27 * max(3, len(shown)))
    places, sure = np.arange(len(shown)), (shown["p_adjusted"] < SURE).to_numpy()
    ax.axvline(0, color=COLOURS["ink"], linewidth=1)
    ax.hlines(places, shown["low"], shown["high"], color=COLOURS["pale"], linewidth=5)
    fell = (shown["change"] < 0).to_numpy()
    for chosen, mark, tone, label in (
        (~sure, "o", "grey", "may be chance"),
        (sure & fell, "v", "vermilion", "fell for sure"),
        (sure & ~fell, "^", "green", "rose for sure"),
    ):
        if chosen.any():
            ax.plot(shown["change"][chosen], places[chosen], mark, color=COLOURS[tone], label=label, markersize=7)
    ax.set_yticks(places, [shorten(str(name)) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("change since the wave before (bar: 95 %)")
    if len(shown):
        legend_below(ax)
    count, changed = len(table), int((table["p_adjusted"] < SURE).sum())
    finding(ax, f"{changed:,} of {count:,} items changed for sure, all of them tested together")
    told = "; ".join(f"{name} {row['change']:+.2f}" for name, row in shown[sure].iterrows()) or "none"
    return describe(ax, f"Changes of {count:,} items between two waves. Changed for sure: {told}.", table)
