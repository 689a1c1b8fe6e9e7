"""A picture of how long accounts stay: the share still here after each length of time, by group. Used by lesson 04."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, CYCLE, axes, counted, describe, finding, lasting, percent, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.churn.survival import ALL, Survival

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_GROUPS = 6
ROW = 13
"""Points from one row of numbers, or of names, to the next."""
HEADER = 42
"""Points from the axis down to the words above the numbers: below the ticks and the axis' own label."""
BESIDE = 1.03
"""Where the names begin, right of the axes."""


def survival_curves(survival: Survival, *, unit: str = "years", ax: Axes | None = None) -> Axes:
    """Draw the share still here by age, a curve a group with its 95 % band, half marked, and how many were watched.

    `unit` is that of the durations, in the plural. Of more than six groups the six largest are drawn; the table behind
    holds all.
    """
    curves = dict(iter(survival.table.groupby("group", sort=False, observed=True)))
    sizes = pd.Series({name: float(curve["at_risk"].iloc[0]) for name, curve in curves.items()})
    largest = sizes.sort_values(ascending=False, kind="stable").index[:MOST_GROUPS]
    shown = {name: curves[name] for name in curves if name in largest}
    colours = dict(zip(shown, CYCLE, strict=False))
    ax = axes(ax, width=8.2, height=4.4 + 0.18 * len(shown))
    for name, curve in shown.items():
        _curve(ax, curve, colours[name], 0.18 if len(shown) <= 3 else 0.08)
    longest = max(float(curve["time"].max()) for curve in shown.values())
    ax.set(xlim=(0, longest * 1.005 or 1), ylim=(0, 1.02), ylabel="share still here (band: 95 %)")
    ax.set_xlabel(f"{unit} since the beginning", loc="left")
    write_ticks(ax.yaxis, percent)
    median = survival.median.loc[list(shown)]
    _halves(ax, median["median"], colours, unit)
    if list(shown) != [ALL]:
        _names(ax, shown, median["median"], colours, unit)
    _watched(ax, shown, colours, longest)
    rest = f" ({len(shown)} largest of {len(curves):,} groups)" if len(curves) > len(shown) else ""
    finding(ax, _title(survival, shown, median["median"], unit) + rest)
    told = "; ".join(
        _told(name, curve, half, unit)
        for (name, curve), half in zip(shown.items(), median.to_dict("records"), strict=True)
    )
    alt = f"Survival curves by {unit} since the beginning{rest}: {told}. {survival.note}"
    return describe(ax, alt, survival.table)


def _curve(ax: Axes, curve: pd.DataFrame, colour: str, alpha: float) -> None:
    # Every curve begins with all accounts, whatever happened first.
    time, share, low, high = (
        np.concatenate([[start], curve[column].to_numpy(dtype=float)])
        for column, start in (("time", 0.0), ("survival", 1.0), ("low", 1.0), ("high", 1.0))
    )
    ax.fill_between(time, low, high, step="post", color=colour, alpha=alpha, linewidth=0)
    ax.step(time, share, where="post", color=colour, linewidth=1.8)


def _halves(ax: Axes, median: pd.Series, colours: dict[Any, str], unit: str) -> None:
    """Mark where half have left; alone, the curve's mark says when."""
    reached = median.dropna()
    if reached.empty:
        return
    ax.axhline(0.5, color=COLOURS["grey"], linewidth=0.8, linestyle=":")
    for name, time in reached.items():
        ax.plot([time, time], [0, 0.5], color=colours[name], linewidth=0.9, linestyle=":")
        ax.plot([time], [0.5], "o", color=colours[name], markersize=6, markeredgecolor="white")
    if list(median.index) == [ALL]:
        time = float(reached.iloc[0])
        right = time > 0.65 * ax.get_xlim()[1]
        ax.annotate(f"half have left after {lasting(time, unit)}", (time, 0.5), (-7 if right else 7, 5),
                    textcoords="offset points", ha="right" if right else "left", va="bottom", fontsize=9)  # fmt: skip


def _names(ax: Axes, shown: dict[Any, pd.DataFrame], median: pd.Series, colours: dict[Any, str], unit: str) -> None:
    """Name the curves right of the axes, level with their ends, and apart where these lie close."""
    ends = pd.Series({name: float(curve["survival"].iloc[-1]) for name, curve in shown.items()}).sort_values()
    tall = ax.get_window_extent().height * 72 / ax.figure.dpi * 0.8  # words above and below take their part
    places = _apart(ends.to_numpy(), 2 * ROW / tall)
    for name, place in zip(ends.index, places, strict=True):
        last, end = float(shown[name]["time"].iloc[-1]), float(ends[name])
        half = float(median[name])
        when = f"half left after {lasting(half, unit)}" if np.isfinite(half) else "half not reached"
        ax.annotate(
            f"{shorten(str(name), 22)}\n{when}", (last, end), (BESIDE, place), textcoords="axes fraction",
            va="center", fontsize=8.5, color=COLOURS["ink"], annotation_clip=False, arrowprops={
                "arrowstyle": "-", "color": colours[name], "linewidth": 0.9, "shrinkA": 1, "shrinkB": 0,
                "relpos": (0, 0.5),
            },
        )  # fmt: skip


def _apart(wanted: np.ndarray, gap: float) -> np.ndarray:
    """Return places in ascending order near those `wanted`, at least `gap` from each other, and within 0 and 1.

    >>> _apart(np.array([0.5, 0.5, 0.52]), 0.1).round(2).tolist()
    [0.5, 0.6, 0.7]
    """
    places = np.maximum(wanted, gap / 2)
    for later in range(1, len(places)):
        places[later] = max(places[later], places[later - 1] + gap)
    places -= max(0.0, places[-1] - 1 + gap / 2)
    for earlier in range(len(places) - 2, -1, -1):
        places[earlier] = min(places[earlier], places[earlier + 1] - gap)
    return places


def _watched(ax: Axes, shown: dict[Any, pd.DataFrame], colours: dict[Any, str], longest: float) -> None:
    """Write below the axis how many of each group were watched at least so long."""
    ticks = [tick for tick in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(0, longest) if tick <= longest]
    ax.set_xticks(ticks)
    write_ticks(ax.xaxis, "{:,.6g}".format)
    below: dict[str, Any] = {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points", "fontsize": 8.5}
    ax.annotate("accounts watched at least so long", (0, 0), (0, -HEADER), color=COLOURS["grey"], va="top", **below)
    for row, (name, curve) in enumerate(shown.items()):
        down = -HEADER - 15 - ROW * row
        if list(shown) != [ALL]:
            beside = {**below, "xycoords": "axes fraction", "va": "top"}
            ax.annotate("■", (BESIDE, 0), (0, down), color=colours[name], **beside)
            ax.annotate(shorten(str(name), 21), (BESIDE, 0), (11, down), **beside)
        here = np.append(curve["at_risk"].to_numpy(dtype=float), 0.0)
        for tick, count in zip(ticks, here[np.searchsorted(curve["time"], ticks)], strict=True):
            ax.annotate(f"{count:,.0f}", (tick, 0), (0, down), ha="center", va="top", **below)


def _title(survival: Survival, shown: dict[Any, pd.DataFrame], median: pd.Series, unit: str) -> str:
    if not survival.table["left"].any():
        accounts = sum(curve["at_risk"].iloc[0] for curve in shown.values())
        longest = max(float(curve["time"].iloc[-1]) for curve in shown.values())
        return f"None of {counted(accounts)} has left, in up to {lasting(longest, unit)}"
    if list(shown) == [ALL]:
        (curve,) = shown.values()
        if np.isfinite(median[ALL]):
            return f"Half of the accounts have left after {lasting(float(median[ALL]), unit)}"
        return f"{_still_here(curve, 'of the accounts', unit)}"
    # Who loses half first, and who last? Where half is not reached, who is left least at an age that all reached.
    common = min(float(curve["time"].iloc[-1]) for curve in shown.values())
    share = survival.at(common)[list(shown)].iloc[0]
    order = sorted(shown, key=lambda name: (float(median.fillna(np.inf)[name]), float(share[name])))
    words = []
    for name in dict.fromkeys((order[0], order[-1])):
        half = float(median[name])
        said = f"half left after {lasting(half, unit)}" if np.isfinite(half) else _still_here(shown[name], "", unit)
        words.append(f"{shorten(str(name))}: {said}")
    return "; ".join(words)


def _still_here(curve: pd.DataFrame, of_whom: str, unit: str) -> str:
    last = curve.iloc[-1]
    return f"{percent(last['survival'])} {of_whom} are still here after {lasting(last['time'], unit)}".replace(
        "  ", " "
    )


def _told(name: Any, curve: pd.DataFrame, median: Mapping[Any, float], unit: str) -> str:
    who = "" if name == ALL else f"{name} "
    words = f"{who}({counted(curve['at_risk'].iloc[0])}) "
    if not np.isfinite(median["median"]):
        return words + _still_here(curve, "", unit)
    low, high = (lasting(median[side], "").strip() if np.isfinite(median[side]) else "" for side in ("low", "high"))
    between = f" (95 %: {low or 'not known'} to {high or 'not known'})" if low or high else ""
    return f"{words}half left after {lasting(median['median'], unit)}{between}"
