"""A picture of what moves satisfaction: each attribute's share of what is explained, with how sure it is. For lesson 09."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, percent, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.survey.drivers import Drivers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 16


def driver_shares(result: Drivers, ax: Axes | None = None) -> Axes:
    """Draw each attribute's share of what is explained (Shapley), with its 95 % interval, the largest on top."""
    whole = _in_shares(result)
    table = whole.head(MOST_ROWS)
    ax = axes(ax, height=1.7 + 0.32 * max(3, len(table)))
    places = np.arange(len(table))
    ax.barh(places, table["share"], height=0.62, color=COLOURS["sky"])
    if table["low"].notna().any():
        ax.hlines(places, table["low"], table["high"], color=COLOURS["ink"], linewidth=1.4)
    edge = table[["share", "high"]].max(axis=1)
    for place, (end, share) in enumerate(zip(edge, table["share"], strict=True)):
        ax.annotate(percent(share), (end, place), (6, 0), textcoords="offset points", va="center")
    ax.set_yticks(places, [shorten(str(name)) for name in table.index])
    ax.invert_yaxis()
    ax.margins(x=0.14)
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, percent)
    ax.set_xlabel(f"share of what is explained, which is {percent(result.r_squared)} of the variance (line: 95 %)")
    first = table.index[0]
    finding(ax, f"{first} explains most of what is explained: {percent(float(table['share'].iloc[0]))}")
    told = "; ".join(f"{name} {percent(float(share))}" for name, share in table["share"].items())
    return describe(ax, f"Shares of the explained variance by attribute: {told}. {result.note}", whole)


def _in_shares(result: Drivers) -> pd.DataFrame:
    """Return shares of what is explained with their ends, and the correlation: one unit, where the result has two."""
    table = result.table
    ends = {end: table[end] / result.r_squared if result.r_squared > 0 else np.nan for end in ("low", "high")}
    return table[["share", "correlation"]].assign(**ends)[["share", "low", "high", "correlation"]]
