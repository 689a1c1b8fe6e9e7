"""Picture of the chain of gaps: from what is expected over what managers believe and write down to what is got. For lesson 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below
from kamlib.figures.house.drawing import LONGEST_BESIDE, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
_LEVELS = (
    ("expectation", "o", "ink", "customers expect"),
    ("belief", "<", "orange", "managers believe so"),
    ("standard", "s", "blue", "the standard aims at"),
    ("perception", "D", "vermilion", "customers got"),
)


def chain_lines(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the result of `gap_chain`: a line an item, with the four levels on it, the widest gap 5 on top.

    Of more than 24 items those that fall short most are drawn.
    """
    shown = table.sort_values("gap_5", kind="stable").head(MOST_ROWS)
    ax = axes(ax, height=1.9 + 0.28 * max(3, len(shown)))
    places = np.arange(len(shown))
    levels = shown[[name for name, *_ in _LEVELS]]
    ax.hlines(places, levels.min(axis=1), levels.max(axis=1), color=COLOURS["pale"], linewidth=4)
    for name, marker, tone, label in _LEVELS:
        ax.plot(shown[name], places, marker, color=COLOURS[tone], label=label, markersize=6)
    ax.set_yticks(places, [shorten(str(name), LONGEST_BESIDE) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("points of the scale")
    legend_below(ax, ncols=2)
    short = shown[shown["gap_5_high"] < 0]
    finding(ax, _said(short, len(table)))
    told = "; ".join(f"{name} {row['gap_5']:+.1f}, {row['lost_at']}" for name, row in shown.iterrows())
    return describe(ax, f"Chain of gaps of {len(table):,} items: {told}.".replace("-", "−"), table)


def _said(short: pd.DataFrame, items: int) -> str:
    if short.empty:
        return "Nothing is surely short of what customers expect"
    counts = short.loc[short["sure"], "lost_at"].value_counts()
    if counts.empty:
        return f"{len(short):,} of {items:,} fall short; where it is lost is not sure"
    return f"{len(short):,} of {items:,} fall short; most is lost by {counts.index[0]} ({int(counts.iloc[0]):,})"
