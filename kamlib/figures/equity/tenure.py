"""A picture of what serving costs by how long an account has been with us, once accounts alike in size are compared. Lesson 06.

Older accounts are larger, and large accounts cost less for each euro of sales whatever their age: so the share of revenue is
written beside, and the ratio between accounts of one size is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, NullLocator

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS, MOST_TOLD = 30, 6
FURTHEST = 10.0
"""Beyond so many times as dear, or as cheap, an interval leaves the picture, and an arrow says so."""
_TICKS = {
    2.2: (0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2),
    8.0: (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10),
    np.inf: (0.1, 0.2, 0.5, 1, 2, 5, 10),
}
"""Up to what reach, from the left end of the axis to the right, which ticks are far enough apart."""


def tenure_bars(by_tenure: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw what serving costs against the first band, between account-years alike in size, with 95 % intervals, a row a band.

    `by_tenure` is that of `equity.cost_by_tenure`: account_years, cost_share, ratio, low and high, its index the bands in
    words. The share of revenue stands beside. A ratio or a share that is not known is said in words.
    """
    table = by_tenure.head(MOST_ROWS)
    ax = axes(ax, width=8.2, height=1.7 + 0.5 * max(2, len(table)))
    words = _title(by_tenure)
    finding(ax, words)
    if table.empty:
        ax.set_axis_off()
        return describe(ax, f"{words}.", by_tenure)
    ends = table[["ratio", "low", "high"]].to_numpy(dtype=float)
    near, far = _reach(ends)
    ax.set_xscale("log")
    ax.set(xlim=(near, far), ylim=(len(table) - 0.5, -0.5))
    ax.axvline(1, color=COLOURS["ink"], linewidth=1)
    for place, row in enumerate(table.to_dict("records")):
        _row(ax, place, row, first=place == 0)
    ax.set_yticks(np.arange(len(table)), [shorten(str(band)) for band in table.index])
    ticks = next(ticks for reach, ticks in _TICKS.items() if far / near <= reach)
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if near < tick < far]))
    ax.xaxis.set_minor_locator(NullLocator())
    write_ticks(ax.xaxis, "{:g}".format)
    ax.set_xlabel(
        "cost of serving, so many times that of the first band\n(accounts of one size; line: 95% interval; log axis)"
    )
    ax.tick_params(axis="y", length=0, pad=8)
    ax.grid(axis="y", visible=False)
    told = "; ".join(f"{shorten(str(band))} {_beside(row).replace(chr(10), ', ')}" for band, row in
                     zip(table.index[:MOST_TOLD], table.to_dict("records"), strict=False))  # fmt: skip
    more = f"; and {counted(len(by_tenure) - MOST_TOLD, 'band')} more" if len(by_tenure) > MOST_TOLD else ""
    return describe(ax, f"{words}. Times the cost of the first band, by age: {told}{more}.", by_tenure)


def _reach(ends: np.ndarray) -> tuple[float, float]:
    """Return from where to where the axis goes: all that is known, with room on both sides of 1."""
    known = np.clip(ends[np.isfinite(ends)], 1 / FURTHEST, FURTHEST)
    return min([0.85, *known]) / 1.06, max([1.18, *known]) * 1.06


def _row(ax: Axes, place: int, row: Mapping[Any, Any], *, first: bool) -> None:
    ax.annotate(_beside(row), (1, place), (12, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
                va="center", fontsize=9, annotation_clip=False)  # fmt: skip
    ratio, low, high = (float(row[name]) for name in ("ratio", "low", "high"))
    if not np.isfinite(ratio):
        return
    clear = low > 1 or high < 1
    tone = COLOURS["grey" if first else "vermilion" if clear else "blue"]
    near, far = ax.get_xlim()
    if not np.isnan([low, high]).any():
        ax.plot(np.clip([low, high], near, far), [place, place], color=tone, linewidth=2.4)
        for beyond, at, mark in ((low < near, near, "<"), (high > far, far, ">")):
            if beyond:
                ax.plot([at], [place], mark, color=tone, markersize=8, clip_on=False)
    if near <= ratio <= far:
        ax.plot([ratio], [place], "s" if clear else "o", color=tone, markersize=8, markeredgecolor="white")


def _beside(row: Mapping[Any, Any]) -> str:
    """Say a band's ratio and, below it, its share of revenue and how many account-years it has."""
    share = f"{percent(row['cost_share'])} of revenue" if np.isfinite(row["cost_share"]) else "no revenue"
    below = f"{share}, {counted(row['account_years'], 'account-year')}"
    if not np.isfinite(row["ratio"]):
        return f"too few to compare\n{below}"
    if not (np.isnan(row["low"]) or np.isnan(row["high"])):
        return f"{_times(row['ratio'])} ({_times(row['low'])} to {_times(row['high'])})\n{below}"
    return f"{_times(row['ratio'])}{', by definition' if row['ratio'] == 1 else ' (no interval)'}\n{below}"


def _times(ratio: float) -> str:
    """Write so many times, without decimals nobody reads.

    >>> _times(0.934), _times(23.4), _times(float("inf"))
    ('0.93', 'above 10', 'above 10')
    """
    return f"above {FURTHEST:.0f}" if ratio > FURTHEST else f"{ratio:.2f}"


def _title(table: pd.DataFrame) -> str:
    """Say the share of revenue of the first and the last band, and whether it differs between accounts of one size."""
    if table.empty:
        return "There is no account-year to compare (0 account-years)"
    known = table[np.isfinite(table["cost_share"].astype(float))]
    if known.empty:
        costs = "Without revenue there is no share that serving costs"
    else:
        shares = [(shorten(str(band), 22), percent(share)) for band, share in known["cost_share"].iloc[[0, -1]].items()]
        costs = f"Serving costs {shares[0][1]} of revenue ({shares[0][0]})"
        costs += f" and {shares[1][1]} ({shares[1][0]})" if len(known) > 1 else ""
    if len(table) == 1:
        return f"{costs}; there is 1 band, and nothing to compare it with"
    told = table.iloc[1:].dropna(subset=["ratio", "low", "high"])
    if told.empty:
        return f"{costs}; between accounts of one size there are too few to compare"
    clear = told[(told["low"] > 1) | (told["high"] < 1)]
    if clear.empty:
        return f"{costs}; between accounts of one size there is no clear difference"
    most = clear.iloc[int(np.abs(np.log(clear["ratio"].to_numpy(dtype=float))).argmax())]
    change = f"{shorten(str(most.name), 22)} costs {_change(float(most['ratio']))}"
    if len(clear) == 1:
        return f"{costs}; between accounts of one size {change}"
    return f"{costs}; between accounts of one size {len(clear)} of {len(told)} older bands differ: {change}"


def _change(ratio: float) -> str:
    """Say how much less or more a ratio is.

    >>> _change(0.88), _change(1.3), _change(2.04)
    ('12% less', '30% more', '2.0 times as much')
    """
    if ratio >= 2:
        return f"{ratio:,.1f} times as much"
    return f"{percent(abs(ratio - 1))} {'less' if ratio < 1 else 'more'}"
