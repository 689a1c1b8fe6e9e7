"""Move the target rate and the size of an imaginary group, and see what chance does to groups of its size.

A group is asked why only where chance would hardly do it (lesson 04): the target moves the funnel, and with it who lies
outside; the marker says how many leavers a group of any size may have by chance alone.
"""

from __future__ import annotations

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
    start = min(targets, key=lambda target: abs(target - pooled))
    sizes = _sizes(table["n"])
    quarter = float(table["n"].quantile(0.25))
    controls = [
        Slider("target", "Target: share that leaves", targets, start, lambda rate: _rate(rate, pooled)),
        Slider(
            "size", "Customers in an imaginary group", sizes, min(sizes, key=lambda n: abs(n - quarter)), "{:,}".format
        ),
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
    return (
        f"{percent(rate, 1)} (all together)" if rate == pooled else percent(rate, 2 if round(1000 * rate, 6) % 1 else 1)
    )


class _Painter:
    def __init__(self, table: pd.DataFrame, targets: list[float], sizes: list[int]) -> None:
        self.funnels = {target: funnel(table, target) for target in targets}
        self.allowed = {target: _allowed(np.array(sizes), target) for target in targets}
        self.sizes = {size: place for place, size in enumerate(sizes)}
        self.edges = {target: _edges(found.curve) for target, found in self.funnels.items()}
        self.widest = max(1.05 * sizes[-1], 2.0)
        highest = self.funnels[targets[-1]].table
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
        found, allowed = self.funnels[target], self.allowed[target]
        for name, band in self.bands.items():
            band.set_verts([self.edges[target][name]])
        self.line.set_data([0, self.widest], [target, target])
        for verdict, dots in self.dots.items():
            rows = found.table[found.table["verdict"] == verdict]
            dots.set_data(rows["n"], rows["rate"])
        outside = self._name(found)
        least, most, furthest = (int(allowed[name][self.sizes[size]]) for name in ("least", "most", "furthest"))
        self.reach.set_data([size, size], [least / size, most / size])
        self.marker.set_data([size], [min(target, self.top)])
        right = size > 0.6 * self.widest
        self.said.set_text(f"{_customers(size)}:\n{_leavers(least, most)}")
        self.said.set(x=size + (-1 if right else 1) * 0.012 * self.widest, ha="right" if right else "left")
        return self._words(found, outside, size, (least, most, furthest))

    def _name(self, found: Funnel) -> pd.DataFrame:
        """Write the names of those furthest outside beside their dots; return all beyond 99.8 %, furthest first."""
        table = found.table
        far = ((table["rate"] - found.target).abs() * np.sqrt(table["n"])).sort_values(ascending=False).index
        outside = table.loc[far][lambda rows: rows["verdict"] == OUTSIDE]
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
        return outside

    def _words(self, found: Funnel, outside: pd.DataFrame, size: int, allowed: tuple[int, int, int]) -> Frame:
        table, target = found.table, percent(found.target, 1)
        groups = f"{len(table):,} group{'' if len(table) == 1 else 's'}"
        beyond = (
            f"{len(outside):,} of {groups} {'is' if len(outside) == 1 else 'are'}"
            if len(outside)
            else f"none of {groups} is"
        )
        reach = f"A group of {_customers(size)} has {_leavers(*allowed[:2])} by chance"
        caption = (
            f"Around {target} {beyond} beyond chance (99.8 %); chance alone would put about {0.002 * len(table):.2g} there. "
            f"{reach} (95 %)."
        )
        rows = outside.head(5)[["n", "rate", "side"]].itertuples(name=None)
        sides = "; ".join(f"{name} {percent(rate)} of {n:,} ({side})" for name, n, rate, side in rows)
        warned = int((table["verdict"] == WARNING).sum())
        alt = (
            f"{groups.capitalize()} around a target of {target}: {len(outside):,} outside 99.8 %, {warned:,} outside 95 % "
            f"only. {f'Beyond chance: {sides}. ' if sides else ''}{reach} in 95 of 100 cases, and hardly ever more than "
            f"{allowed[2]:,}."
        )
        return Frame(caption, alt)


def _edges(curve: pd.DataFrame) -> dict[str, np.ndarray]:
    n = curve["n"].to_numpy(dtype=float)
    return {
        name: np.column_stack(
            [np.append(n, n[::-1]), np.append(curve[f"low_{name}"], curve[f"high_{name}"].to_numpy()[::-1])]
        )
        for name in LIMITS
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
