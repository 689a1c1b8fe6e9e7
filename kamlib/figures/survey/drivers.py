"""A picture of what moves satisfaction: each attribute's share of what is explained, with how sure it is. For lesson 09."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kamlib.figures.house import COLOURS, axes, describe, finding, percent, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.survey.drivers import Drivers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 16


def driver_shares(result: Drivers, ax: Axes | None = None) -> Axes:
    """Draw each attribute's part of the explained variance (Shapley), with its 95 % interval, the largest on top."""
    table = result.table.head(MOST_ROWS)
    ax = axes(ax, height=1.7 + 0.32 * max(3, len(table)))
    places = np.arange(len(table))
    ax.barh(places, table["shapley"], height=0.62, color=COLOURS["sky"])
    if table["low"].notna().any():
        ax.hlines(places, table["low"], table["high"], color=COLOURS["ink"], linewidth=1.4)
    edge = table[["shapley", "high"]].max(axis=1)
    for place, (end, share) in enumerate(zip(edge, table["share"], strict=True)):
        ax.annotate(percent(share), (end, place), (6, 0), textcoords="offset points", va="center")
    ax.set_yticks(places, [shorten(str(name)) for name in table.index])
    ax.invert_yaxis()
    ax.margins(x=0.14)
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, percent)
    ax.set_xlabel("part of the variance explained (line: 95 %);\nbeside it, the share of all that is explained")
    first = table.index[0]
    finding(ax, f"{first} explains most of what is explained: {percent(float(table['share'].iloc[0]))}")
    # All of them are parts of the variance, and written as such.
    named = result.table.rename(columns={name: f"{name} share" for name in ("shapley", "johnson")})
    told = "; ".join(f"{name} {percent(float(share))}" for name, share in table["share"].items())
    return describe(ax, f"Shares of the explained variance by attribute: {told}. {result.note}", named)
