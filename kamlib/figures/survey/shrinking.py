"""A picture of means of groups, as they came and as they may be expected: managers, branches, teams. For lesson 09."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding
from kamlib.figures.house.drawing import legend_below, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 30


def shrunken_scores(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw each group's own mean and what may be expected of it with its 95 % interval (`survey.shrunken_means`), the lowest on top.

    Of more than 30 groups the 15 at either end are drawn; the table behind holds all.
    """
    many = len(table) > MOST_ROWS
    shown = pd.concat([table.head(MOST_ROWS // 2), table.tail(MOST_ROWS // 2)]) if many else table
    ax = axes(ax, width=8.2, height=2.3 + 0.3 * max(len(shown), 3))
    places = np.arange(len(shown)) + (np.arange(len(shown)) >= MOST_ROWS // 2) * many
    ax.hlines(places, shown["low"], shown["high"], color=COLOURS["pale"], linewidth=5)
    ax.hlines(places, shown["mean"], shown["shrunken"], color=COLOURS["grey"], linewidth=1)
    ax.plot(shown["mean"], places, "o", markerfacecolor="white", markeredgecolor=COLOURS["grey"], label="own mean")
    ax.plot(shown["shrunken"], places, "o", color=COLOURS["blue"], label="to be expected, with its 95 %")
    ax.set_yticks(places, [f"{shorten(str(name), 26)} ({row['answers']:,.0f})" for name, row in shown.iterrows()])
    ax.set_ylim(places.max() + 0.7, -0.7)
    ax.set_xlabel("mean score (in brackets: answers)")
    if many:
        ax.annotate(f"{len(table) - MOST_ROWS:,} groups between", (0.5, MOST_ROWS // 2), va="center", ha="center",
                    xycoords=("axes fraction", "data"))  # fmt: skip
    ax.grid(axis="y", visible=False)
    legend_below(ax)
    own, fair = (f"{table[name].min():.2f} to {table[name].max():.2f}" for name in ("mean", "shrunken"))
    finding(ax, f"Own means from {own} leave {fair} to be expected")
    ends = "; ".join(
        f"{name} {row['mean']:.2f}, expected {row['shrunken']:.2f}" for name, row in table.iloc[[0, -1]].iterrows()
    )
    return describe(ax, f"Own means of {len(table):,} groups, {own}, and what may be expected, {fair}: {ends}.", table)
