"""Move the target rate and the size of an imaginary group, and see what chance does to groups of its size.

A group is asked why only where chance would hardly do it (lesson 04): the target moves the funnel, and with it who lies
outside; the marker says how many leavers a group of any size may have by chance alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, percent, style, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.churn.turnover import INSIDE, LIMITS, OUTSIDE, WARNING, Funnel, funnel, limits
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

MOST_NAMED, FEW_NAMED = 6, 2
"""So many of those outside are named; of a crowd of them only the few furthest out."""
_LOOKS = {INSIDE: ("blue", "o"), WARNING: ("orange", "D"), OUTSIDE: ("vermilion", "s")}
_STEPS = (0.0025, 0.005, 0.01, 0.02)
_MOST_TARGETS = 50


def funnel_limits(table: pd.DataFrame) -> Explorer:
    """Return an explorer of which groups lie outside of chance around a target, and what chance allows any group.

    `table` has n and left by group, as from `churn.by_group`. Raises ValueError where a group has no customer or more
    leavers than customers.
    """
    pooled = funnel(table).target
    targets = _targets(pooled)
    start = min(targets, key=lambda target: abs(target - (pooled or 0.03)))
    sizes = _sizes(table["n"])
    small = max(10.0, float(table["n"].quantile(0.25)))
    controls = [
        Slider("target", "Target: share that leaves", targets, start, lambda rate: _rate(rate, pooled)),
        Slider("size", "An imaginary group of", sizes, min(sizes, key=lambda n: abs(n - small)), _customers),
    ]
    return Explorer("Who lies outside of chance?", controls, _Painter(table, targets, sizes))


def _targets(pooled: float) -> list[float]:
    """Return rates in even steps up to well above the pooled one, which is among them where it is a rate at all."""
    top = min(0.9, max(2.5 * pooled, 0.06))
    step = next((step for step in _STEPS if top / step <= _MOST_TARGETS), _STEPS[-1])
    even = [round(step * place, 4) for place in range(1, round(top / step) + 1)]
    if not 0 < pooled < 1:
        return even
    return sorted({rate for rate in even if abs(rate - pooled) > step / 3} | {pooled})


def _sizes(customers: pd.Series) -> list[int]:
    return np.unique(np.geomspace(1, max(40, 1.1 * customers.max()), 45).round()).astype(int).tolist()


def _rate(rate: float, pooled: float) -> str:
    return f"{percent(rate, 1)} (all together)" if rate == pooled else _share(rate)


def _share(rate: float) -> str:
    """Write a rate with as many digits as tell it from its neighbours.

    >>> _share(0.0025), _share(0.05)
    ('0.25%', '5.0%')
    """
    return percent(rate, 2 if rate < 0.02 else 1)


@dataclass(frozen=True, eq=False)
class _Judged:
    """The groups at one target: the dots of each verdict, and those beyond 99.8 %, furthest first."""

    dots: dict[str, np.ndarray]
    outside: pd.DataFrame


def _judged(found: Funnel) -> _Judged:
    table = found.table
    dots = {name: table.loc[table["verdict"] == name, ["n", "rate"]].to_numpy(dtype=float).T for name in _LOOKS}
    outside = table[table["verdict"] == OUTSIDE]
    furthest = ((outside["rate"] - found.target).abs() * np.sqrt(outside["n"])).to_numpy()
    return _Judged(dots, outside.iloc[np.argsort(-furthest, kind="stable")])


class _Painter:
    def __init__(self, table: pd.DataFrame, targets: list[float], sizes: list[int]) -> None:
        self.groups = len(table)
        found = {target: funnel(table, target) for target in targets}
        self.judged = {target: _judged(one) for target, one in found.items()}
        self.allowed = {target: _allowed(np.array(sizes), target) for target in targets}
        self.sizes = {size: place for place, size in enumerate(sizes)}
        self.edges = {target: _edges(sizes[-1], target) for target in targets}
        self.widest = max(1.05 * sizes[-1], 2.0)
        highest = found[targets[-1]].table
        typical = min(float(highest["high_998"].median()), 1.6 * targets[-1])
        self.top = min(1.04, 1.12 * max(float(highest["rate"].max()), typical, 0.05))
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        axes.set(xlim=(0, self.widest), ylim=(-0.02 * self.top, self.top))
        axes.set(xlabel="customers in the group", ylabel="share that left")
        write_ticks(axes.xaxis, "{:,.0f}".format)
        write_ticks(axes.yaxis, percent)
        heading(axes, "a group a mark: ● within chance, ◆ outside 95 % (dark band), ■ outside 99.8 % (light band)")
        pale: dict[str, Any] = {"color": COLOURS["pale"], "linewidths": 0}
        self.bands = {name: PolyCollection([], alpha=alpha, **pale) for name, alpha in (("998", 0.5), ("95", 1.0))}
        for band in self.bands.values():
            axes.add_collection(band)
        self.line = axes.plot([], [], color=COLOURS["ink"], linewidth=1)[0]
        self.dots = {
            verdict: axes.plot([], [], mark, color=COLOURS[tone], markersize=7, markeredgecolor="white")[0]
            for verdict, (tone, mark) in _LOOKS.items()
        }
        self.reach = axes.plot([], [], "-_", color=COLOURS["ink"], linewidth=2.5, markersize=12)[0]
        self.marker = axes.plot([], [], "d", color=COLOURS["ink"], markersize=9, markeredgecolor="white")[0]
        behind = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 1}
        look: dict[str, Any] = {"fontsize": 9, "va": "center", "bbox": behind}
        self.names = [axes.text(0, 0, "", **look) for _ in range(MOST_NAMED)]
        self.said = axes.text(0, 0.97 * self.top, "", fontsize=9, va="top", fontweight="bold", bbox=behind)
        self.moving: list[Artist] = [
            *self.bands.values(), self.line, *self.dots.values(), self.reach, self.marker, *self.names, self.said,
        ]  # fmt: skip

    def update(self, target: float, size: int) -> Frame:
        """Move the funnel to one target and the marker to one size, and say who is outside and what is allowed."""
        judged, allowed = self.judged[target], self.allowed[target]
        for name, band in self.bands.items():
            band.set_verts([self.edges[target][name]])
        self.line.set_data([0, self.widest], [target, target])
        for verdict, dots in self.dots.items():
            dots.set_data(*judged.dots[verdict])
        self._name(judged.outside)
        least, most, furthest = (int(allowed[name][self.sizes[size]]) for name in ("least", "most", "furthest"))
        self.reach.set_data([size, size], [least / size, most / size])
        self.marker.set_data([size], [min(target, self.top)])
        right = size > 0.6 * self.widest
        self.said.set_text(f"{_customers(size)}:\n{_leavers(least, most)}")
        self.said.set(x=size + (-1 if right else 1) * 0.012 * self.widest, ha="right" if right else "left")
        return self._words(target, judged, size, (least, most, furthest))

    def _name(self, outside: pd.DataFrame) -> None:
        """Write the names of those furthest outside beside their dots."""
        most = MOST_NAMED if len(outside) <= 2 * MOST_NAMED else FEW_NAMED
        rows = list(outside.head(most)[["n", "rate"]].itertuples(name=None))
        taken: list[tuple[float, float]] = []
        for text, (name, n, rate) in zip(self.names, [*rows, *[("", 0, 0.0)] * MOST_NAMED], strict=False):
            spot = (n / self.widest, rate / self.top)
            free = all(abs(spot[0] - x) > 0.25 or abs(spot[1] - y) > 0.05 for x, y in taken)
            text.set_text(shorten(str(name), 22) if free else "")
            taken.append(spot)
            right = spot[0] > 0.7
            text.set(x=n + (-1 if right else 1) * 0.014 * self.widest, y=rate, ha="right" if right else "left")

    def _words(self, target: float, judged: _Judged, size: int, allowed: tuple[int, int, int]) -> Frame:
        outside, rate = judged.outside, _share(target)
        groups = f"{self.groups:,} group{'' if self.groups == 1 else 's'}"
        beyond = (
            f"{len(outside):,} of {groups} {'is' if len(outside) == 1 else 'are'}"
            if len(outside)
            else f"none of {groups} is"
        )
        reach = f"A group of {_customers(size)} has {_leavers(*allowed[:2])} by chance"
        caption = (
            f"Around {rate} {beyond} beyond chance (99.8 %); chance alone would put about {0.002 * self.groups:.2g} "
            f"there. {reach} (95 %)."
        )
        rows = outside.head(5)[["n", "rate", "side"]].itertuples(name=None)
        sides = "; ".join(f"{name} {percent(share)} of {n:,} ({side})" for name, n, share, side in rows)
        warned = judged.dots[WARNING].shape[1]
        alt = (
            f"{groups.capitalize()} around a target of {rate}: {len(outside):,} outside 99.8 %, {warned:,} outside "
            f"95 % only. {f'Beyond chance: {sides}. ' if sides else ''}{reach} in 95 of 100 cases, and hardly ever "
            f"more than {allowed[2]:,}."
        )
        return Frame(caption, alt)


def _edges(most: int, target: float) -> dict[str, np.ndarray]:
    """Return the outline of each band, up to the largest group that can be imagined."""
    n = np.unique(np.geomspace(1, most, 160).round())
    both = {name: limits(n, target, chances) for name, chances in LIMITS.items()}
    return {
        name: np.column_stack([np.append(n, n[::-1]), np.append(reach[:, 0], reach[::-1, 1])])
        for name, reach in both.items()
    }


def _allowed(sizes: np.ndarray, target: float) -> dict[str, np.ndarray]:
    """Return by size the fewest and the most leavers within 95 %, and the most within 99.8 %."""
    tiny = 1e-9
    inner, outer = (limits(sizes, target, LIMITS[name]) * sizes[:, None] for name in ("95", "998"))
    return {
        "least": np.ceil(inner[:, 0] - tiny).astype(int),
        "most": np.floor(inner[:, 1] + tiny).astype(int),
        "furthest": np.floor(outer[:, 1] + tiny).astype(int),
    }


def _customers(count: int) -> str:
    return f"{count:,} customer{'' if count == 1 else 's'}"


def _leavers(least: int, most: int) -> str:
    """Write a range of leavers.

    >>> _leavers(0, 4), _leavers(0, 0), _leavers(1, 1)
    ('0 to 4 leavers', 'no leaver', '1 leaver')
    """
    if least == most:
        return "no leaver" if most == 0 else f"{most:,} leaver{'' if most == 1 else 's'}"
    return f"{least:,} to {most:,} leavers"
