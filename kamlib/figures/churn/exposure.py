"""A picture of what something held seems to do to leaving, by the way it was counted. Used by lesson 04."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, NullLocator

from kamlib.figures.house import COLOURS, axes, describe, finding, write_ticks
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("hazard_ratio", "low", "high")
FURTHEST = 20.0
"""Beyond so many times as fast, or as slow, a ratio is known to be far away and no more: an arrow says so."""
_FEW_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
_MORE_TICKS = (0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 1.25, 1.5, 3, 4)


def exposure_effects(estimates: pd.DataFrame, *, truth: float | None = None, ax: Axes | None = None) -> Axes:
    """Draw hazard ratios with their 95 % intervals on a log axis, a row a way of counting, the first on top.

    `estimates` has hazard_ratio, low and high; its index says how each was counted. A row without a ratio is said in
    words. `truth` is the true ratio, where it is known. Raises ValueError for a column that is missing or no row.
    """
    absent = [name for name in COLUMNS if name not in estimates]
    if absent or estimates.empty:
        raise ValueError(f"The estimates need a row or more with {', '.join(COLUMNS)}; {_lacking(absent)}.")
    table = estimates[list(COLUMNS)].astype(float)
    ax = axes(ax, width=8.2, height=1.9 + 0.42 * len(table))
    near, far = _reach(table, truth)
    ax.set_xscale("log")
    ax.set(xlim=(near, far), ylim=(len(table) - 0.45, -0.75))
    _line(ax, 1.0, "no difference" if truth != 1 else "no difference, which is the truth", "grey", (truth or 0) > 1)
    if truth is not None and truth != 1:
        _line(ax, truth, f"the truth, {truth:.2f}", "green", truth < 1)
    names = [shorten(str(name)) for name in table.index]
    for place, row in enumerate(table.to_dict("records")):
        _row(ax, place, row["hazard_ratio"], row["low"], row["high"], truth)
    ax.set_yticks(np.arange(len(table)), names)
    ax.tick_params(axis="y", length=0, pad=8)
    ax.grid(axis="y", visible=False)
    ticks = sorted((*_FEW_TICKS, *_MORE_TICKS)) if far < 6 * near else _FEW_TICKS
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if near < tick < far]))
    ax.xaxis.set_minor_locator(NullLocator())
    write_ticks(ax.xaxis, "{:g}".format)
    ax.set_xlabel("leaving so many times as fast (hazard ratio, log axis; line: 95 % interval)")
    words = _title(table, truth)
    finding(ax, words)
    told = "; ".join(f"{name} {_said(row)}" for name, row in zip(table.index, table.to_dict("records"), strict=True))
    known = "" if truth is None else f" The truth is {truth:.2f}."
    return describe(ax, f"Hazard ratios by the way of counting: {told}.{known}", estimates)


def _lacking(absent: list[str]) -> str:
    return f"{', '.join(absent)} is missing" if absent else "there is none"


def _reach(table: pd.DataFrame, truth: float | None) -> tuple[float, float]:
    """Return from where to where the axis goes: all that is known, and never without room on both sides of 1."""
    ends = table.to_numpy().ravel()
    ends = np.clip(ends[np.isfinite(ends)], 1 / FURTHEST, FURTHEST)
    low, high = min([0.75, truth or 1.0, *ends]), max([1.35, truth or 1.0, *ends])
    return low / 1.15, high * 1.15


def _line(ax: Axes, at: float, words: str, tone: str, leftwards: bool) -> None:
    ax.axvline(at, color=COLOURS[tone], linewidth=1.2, linestyle="-" if words.startswith("the") else "--")
    ax.annotate(words, (at, -0.75), (-4 if leftwards else 4, -2), textcoords="offset points", va="top", fontsize=8.5,
                ha="right" if leftwards else "left", color=COLOURS[tone])  # fmt: skip


def _row(ax: Axes, place: int, ratio: float, low: float, high: float, truth: float | None) -> None:
    """Draw one interval; where it runs out of the picture an arrow points on."""
    said = _said({"hazard_ratio": ratio, "low": low, "high": high})
    beside: dict[str, Any] = {
        "xycoords": ax.get_yaxis_transform(),
        "textcoords": "offset points",
        "va": "center",
        "fontsize": 9,
    }
    ax.annotate(said, (1, place), (8, 0), annotation_clip=False, **beside)
    if not np.isfinite(ratio):
        return
    near, far = ax.get_xlim()
    misses = truth is not None and (truth < low or truth > high)
    tone = COLOURS["vermilion" if misses else "blue"]
    start, end = max(np.nan_to_num(low, nan=ratio), near), min(np.nan_to_num(high, nan=ratio), far)
    ax.plot([start, end], [place, place], color=tone, linewidth=2)
    for beyond, at, mark in ((low < near, near, "<"), (high > far, far, ">")):
        if beyond:
            ax.plot([at], [place], mark, color=tone, markersize=8, clip_on=False)
    if near <= ratio <= far:
        ax.plot([ratio], [place], "s" if misses else "o", color=tone, markersize=8, markeredgecolor="white")


def _said(row: Mapping[Any, float]) -> str:
    if not np.isfinite(row["hazard_ratio"]):
        return "no ratio: nothing to compare"
    if not (np.isfinite(row["low"]) or np.isfinite(row["high"])):
        return f"{_ratio(row['hazard_ratio'])} (no interval)"
    return f"{_ratio(row['hazard_ratio'])} ({_ratio(row['low'])} to {_ratio(row['high'])})"


def _ratio(value: float) -> str:
    if np.isnan(value):
        return "not known"
    if value > FURTHEST:
        return f"above {FURTHEST:.0f}"
    return f"{value:.2f}" if value >= 0.005 else "0.00"


def _title(table: pd.DataFrame, truth: float | None) -> str:
    known = table.dropna(subset="hazard_ratio")
    if known.empty:
        return "No way of counting gives a ratio: there is nothing to compare"
    if truth is None:
        first, last = known.iloc[0], known.iloc[-1]
        start = f"{_ratio(first['hazard_ratio'])} {shorten(str(known.index[0]), 40)}"
        if len(known) == 1:
            return f"Leaving goes {_ratio(first['hazard_ratio'])} times as fast, counted {known.index[0]}"
        return f"{start}, {_ratio(last['hazard_ratio'])} {shorten(str(known.index[-1]), 40)}: the same accounts"
    told = known.dropna()
    missing = told[(told["low"] > truth) | (told["high"] < truth)]
    if missing.empty:
        every = "Every" if len(told) > 1 else "The"
        return f"{every} interval holds the truth, {truth:.2f}" if len(told) else "No interval is known"
    name, row = shorten(str(missing.index[0]), 40), missing.iloc[0]
    if len(missing) > 1:
        return f"{len(missing)} of {len(told)} ways of counting miss the truth, {truth:.2f}"
    rest = "; the others hold it" if len(told) > 2 else "; the other holds it" if len(told) == 2 else ""
    return f"Counted {name}, {_ratio(row['hazard_ratio'])} misses the truth, {truth:.2f}{rest}"
