"""A picture of how full the record cards are beside how true they are. Used by lesson 01."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, percent, write_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 20


def completeness_and_accuracy(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw for each row (a manager, a table …) how much is filled in and how much of what was checked is right.

    `table` is indexed by who or what: completeness (share filled, 0 to 1) beside the columns of `methods.accounts`'
    `accuracy`: n, accurate, share, low, high. More than 20 rows are cut to the 20 most complete; the table behind has all.
    """
    shown = table.sort_values("completeness", ascending=False, kind="stable").head(MOST_ROWS)
    ax = axes(ax, height=1.9 + 0.42 * max(len(shown), 2))
    places = np.arange(len(shown))
    ax.hlines(places, shown["low"], shown["high"], color=COLOURS["vermilion"], linewidth=2, alpha=0.7)
    ax.plot(
        shown["share"], places, "o", color=COLOURS["vermilion"], label="right, of those checked (line: 95% interval)"
    )
    ax.plot(
        shown["completeness"], places, "D", markersize=8, fillstyle="none", color=COLOURS["blue"], label="filled in"
    )
    ax.set_yticks(places, [str(name) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set(xlim=(-0.02, 1.02), xlabel="share of cells filled in; share of checked answers that are right")
    write_ticks(ax.xaxis, percent)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.5 / (0.5 + 0.42 * max(len(shown), 2))), ncols=2)
    gap = (table["completeness"] - table["share"]).astype(float)
    if gap.notna().any():
        row = table.iloc[int(gap.argmax())]
        finding(
            ax,
            f"{row.name}: {percent(row['completeness'])} filled in, {percent(row['share'])} of what was checked right",
        )
    else:
        finding(ax, "How much is filled in is known; how much of it is right is not: no cell was checked")
    words = "; ".join(
        f"{name} {percent(row['completeness'])} filled in, {_right(row)}" for name, row in shown.iterrows()
    )
    return describe(ax, f"Completeness and accuracy: {words or 'nothing to show'}.", table)


def _right(row: pd.Series) -> str:
    if not row["n"]:
        return "none checked"
    return f"{percent(row['share'])} of {row['n']:,.0f} checked right ({percent(row['low'])} to {percent(row['high'])})"
