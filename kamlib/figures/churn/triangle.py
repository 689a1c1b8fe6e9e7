"""A picture of cohorts by age: who still orders. Used by lesson 04."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import colormaps

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent
from kamlib.figures.house.drawing import readable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_WRITTEN = 13
"""With more cohorts or ages than this, cells hold no numbers: they would be too small to read."""
MOST_TICKS = 14
_NAMES = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


def cohort_triangle(triangle: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw cohorts (rows) by age (columns), shaded by the share that ordered; `triangle` is that of `cohorts.triangle`.

    Cells of a period that is not over are hatched: they will still fill. Without any cohort it says so.
    """
    ax = axes(ax, width=8.2, height=2.2 + 0.28 * min(14, max(3, triangle["cohort_start"].nunique())))
    if triangle.empty:
        finding(ax, "There is no cohort: nobody has ordered yet")
        ax.set_axis_off()
        return describe(ax, "No cohort: there is no order up to this day.", triangle)
    shares = triangle.pivot(index="cohort_start", columns="age", values="active_share")
    period = _period(triangle)
    rows, columns = shares.shape
    mesh = ax.pcolormesh(
        np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5, np.ma.masked_invalid(shares.to_numpy(dtype=float)),
        cmap="Blues", vmin=0, vmax=1, edgecolors="white", linewidth=0.8 if rows <= 30 else 0,
    )  # fmt: skip
    mesh.set_rasterized(True)
    _write(ax, triangle, shares)
    ax.invert_yaxis()
    ax.grid(visible=False)
    ax.tick_params(length=0)
    step, sizes = -(-rows // MOST_TICKS), triangle.drop_duplicates("cohort_start").set_index("cohort_start")
    starts = zip(shares.index, sizes["cohort_accounts"].astype(int), strict=True)
    names = [f"{_named(start, period)} ({size:,})" for start, size in starts]
    ax.set_yticks(np.arange(rows)[::step], names[::step], fontsize=9)
    wide = -(-columns // MOST_TICKS)
    ax.set_xticks(np.arange(columns)[::wide], [f"{age}" for age in shares.columns[::wide]], fontsize=9)
    unit = f"{period}s"
    ax.set(
        xlabel=f"% that ordered, by {unit} since the first order; hatched: not over",
        ylabel=f"first {period} (how many)",
    )
    words = _words(triangle, period)
    finding(ax, words)
    first = sizes["cohort_accounts"]
    alt = f"Heat map of {rows:,} cohorts of {counted(int(first.sum()))} by age in {unit}: share that ordered. {words}."
    return describe(ax, alt, triangle)


def _write(ax: Axes, triangle: pd.DataFrame, shares: pd.DataFrame) -> None:
    from matplotlib.patches import Rectangle

    place = {start: row for row, start in enumerate(shares.index)}
    for row in triangle[~triangle["whole"]].to_dict("records"):
        corner = (row["age"] - 0.5, place[row["cohort_start"]] - 0.5)
        ax.add_patch(Rectangle(corner, 1, 1, fill=False, hatch="///", edgecolor=COLOURS["grey"], linewidth=0))
    if max(shares.shape) > MOST_WRITTEN:
        return
    for (row_at, column), value in np.ndenumerate(shares.to_numpy(dtype=float)):
        if np.isfinite(value):
            tone = readable(colormaps["Blues"](float(value)))
            ax.text(column, row_at, f"{100 * value:.0f}", ha="center", va="center", fontsize=9, color=tone)


def _words(triangle: pd.DataFrame, period: str) -> str:
    """Say what share of all cohorts that reached it ordered at the oldest age that half of all accounts reached."""
    later = triangle[(triangle["age"] > 0) & triangle["whole"]]
    if later.empty:
        return f"No cohort has lived through a whole {period} after its first"
    ages = later.groupby("age")[["accounts", "cohort_accounts"]].sum()
    everyone = triangle.loc[triangle["age"] == 0, "cohort_accounts"].sum()
    reached = ages[ages["cohort_accounts"] >= everyone / 2]
    ages = reached if len(reached) else ages
    shown = [ages.index[0], ages.index[-1]] if len(ages) > 1 else [ages.index[0]]
    shares = ages["accounts"] / ages["cohort_accounts"]
    told = [percent(float(shares.loc[age])) for age in shown]
    first = f"{told[0]} order again 1 {period} after their first" if shown[0] == 1 else f"{told[0]} after {shown[0]}"
    return first if len(told) == 1 else f"{first}, {told[1]} after {shown[1]}"


def _period(triangle: pd.DataFrame) -> str:
    row = triangle.iloc[0]
    start, end = row["cohort_start"], row["ends_at"]
    months = (12 * (end.year - start.year) + end.month - start.month + 1) // (row["age"] + 1)
    return _NAMES.get(months, f"{months} months")


def _named(start: pd.Timestamp, period: str) -> str:
    if period == "year":
        return f"{start.year}"
    return f"Q{start.quarter} {start.year}" if period == "quarter" else f"{start:%b %Y}"
