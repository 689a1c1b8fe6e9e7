"""A picture of the leaky bucket: the base year by year, who came and who left, and the level at which it settles. Lesson 06."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, legend_below, percent, write_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ABOVE = 2.5
"""A level more than so many times as high as the base ever is would flatten the picture: it is said and not drawn."""


def bucket_plot(table: pd.DataFrame, steady: float, ax: Axes | None = None) -> Axes:
    """Draw the base at the end of each year as a line, the new above and those who left below zero, and where it settles.

    `table` is that of `equity.leaky_bucket`, `steady` that of `equity.steady_base`. A level without end is not drawn.
    """
    ax = axes(ax, width=7.8, height=4.4)
    if table.empty:
        finding(ax, "No year is given: there is nothing to draw (0 years)")
        ax.set_axis_off()
        return describe(ax, "0 years of the bucket.", table)
    years = np.arange(len(table) + 1)
    base = np.array([float(table["start"].iloc[0]), *table["end"].astype(float)])
    new, left = table["new"].to_numpy(dtype=float), table["left"].to_numpy(dtype=float)
    ax.bar(years[1:], new, width=0.6, color=COLOURS["green"], label="new in the year")
    ax.bar(years[1:], -left, width=0.6, color=COLOURS["orange"], label="left in the year")
    ax.plot(years, base, "-o" if len(table) <= 30 else "-", color=COLOURS["blue"], markersize=5, label="accounts")
    ax.axhline(0, color=COLOURS["grey"], linewidth=1)
    top = max(float(np.nanmax([base.max(), new.max()])), 1.0)
    drawn = _settles(table, steady) and math.isfinite(steady) and steady <= MOST_ABOVE * top
    if drawn:
        ax.axhline(steady, color=COLOURS["ink"], linewidth=1.4, linestyle="--")
        ax.annotate(f"settles\nat {steady:,.0f}", (1, steady), (5, 0), xycoords=ax.get_yaxis_transform(), va="center",
                    textcoords="offset points", fontsize=9, annotation_clip=False)  # fmt: skip
    low = float(np.nanmax(left))
    ceiling = 1.08 * max(top, steady if drawn else 0)
    ax.set(xlim=(-0.5, years[-1] + 0.5), ylim=(-1.15 * low if low else -0.02 * ceiling, ceiling))
    ax.set(xlabel="years from now", ylabel="accounts (below zero: left)")
    ax.xaxis.set_major_locator(MaxNLocator(12, integer=True))
    ax.grid(axis="x", visible=False)
    write_ticks(ax.yaxis, lambda value: f"{value:,.6g}".replace("-", "−"))
    legend_below(ax)
    words = _title(table, base, steady)
    finding(ax, words)
    far = " That level is beyond the picture." if math.isfinite(steady) and steady > MOST_ABOVE * top else ""
    return describe(
        ax,
        f"Base of accounts over {counted(len(table), 'year')}, from {base[0]:,.0f} to {base[-1]:,.0f}. New in the first year "
        f"{new[0]:,.0f}, left {left[0]:,.0f}; in the last {new[-1]:,.0f} and {left[-1]:,.0f}. {words}.{far}",
        table,
    )


def _settles(table: pd.DataFrame, steady: float) -> bool:
    """Say whether there is a level: where nobody comes and nobody leaves, every base stays as it is."""
    return not (math.isnan(steady) or (steady == 0 and not table["left"].any() and table["start"].any()))


def _title(table: pd.DataFrame, base: np.ndarray, steady: float) -> str:
    there = table[table["start"] > 0]
    leaving = (there["left"] / there["start"]).agg(["min", "max"]).to_numpy() if len(there) else np.array([])
    if not leaving.size:
        rate = "nobody there to leave"
    else:
        rate = "nobody leaving" if leaving[1] == 0 else f"{_between(*(percent(share) for share in leaving))} leaving"
    new = _between(*(f"{number:,.0f}" for number in (table["new"].min(), table["new"].max())))
    first, last = f"{base[0]:,.0f}", f"{base[-1]:,.0f}"
    way = "stay" if first == last else "grow to" if base[-1] > base[0] else "shrink to"
    many = f"{counted(base[0])} {way.replace(' ', 's ') if base[0] == 1 and ' ' in way else way}"
    words = f"With {new} new a year and {rate}, {many} {last} in {counted(len(table), 'year')}"
    if not _settles(table, steady):
        return words
    return f"{words}; they {f'settle at {steady:,.0f}' if math.isfinite(steady) else 'would grow without end'}"


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
