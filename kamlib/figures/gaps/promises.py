"""Picture of promises: by group the days that are named, the days that are taken, and the share that came too late. For lesson 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below, percent
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24


def promise_lines(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the result of `promise_gap`: a line a group from the days named to the days taken, with the share that came late.

    The latest on top; of more than 24 groups the latest are drawn. Groups without a delivery are left out.
    """
    shown = table.dropna(subset="late_share").sort_values("late_share", ascending=False, kind="stable").head(MOST_ROWS)
    ax = axes(ax, height=1.9 + 0.32 * max(2, len(shown)))
    places = np.arange(len(shown))
    ax.hlines(places, shown["promised_days"], shown["taken_days"], color=COLOURS["pale"], linewidth=5)
    ax.plot(shown["promised_days"], places, "s", color=COLOURS["blue"], label="days named")
    ax.plot(shown["taken_days"], places, "D", color=COLOURS["vermilion"], label="days taken")
    ends = shown[["promised_days", "taken_days"]].max(axis=1)
    for place, end, late in zip(places, ends, shown["late_share"], strict=True):
        ax.annotate(
            f"{percent(float(late))} late", (end, place), (9, 0), textcoords="offset points", va="center", fontsize=9
        )
    ax.set_yticks(places, [shorten(str(name), 30) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.margins(x=0.18)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("days from the order, mean")
    legend_below(ax)
    if len(shown):
        first = shown.iloc[0]
        finding(
            ax,
            f"{shorten(str(shown.index[0]), 30)}: {percent(float(first['late_share']))} came after the day that was named",
        )
    else:
        finding(ax, "Nothing was delivered yet")
    told = "; ".join(
        f"{name} {named:.1f} days named, {taken:.1f} taken, {percent(late)} late"
        for name, named, taken, late in zip(
            shown.index, shown["promised_days"], shown["taken_days"], shown["late_share"], strict=True
        )
    )
    return describe(ax, f"Promises of {len(table):,} groups: {told}.", table)
