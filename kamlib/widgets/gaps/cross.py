"""Move the cross of an importance-performance map, and see which attributes change their quadrant for no reason of theirs.

Where the cross stands decides what "concentrate here" means (lesson 10). Attributes whose interval meets the cross are drawn
hollow: the answers do not say on which side they are.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, style
from kamlib.figures.house.drawing import shorten
from kamlib.methods.gaps.priorities import QUADRANTS, importance_performance
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

_TONES = dict(zip(QUADRANTS, ("vermilion", "green", "grey", "orange"), strict=True))
MOST_NAMED = 12
_STOPS = 41


def importance_cross(
    importance: pd.DataFrame, performance: pd.DataFrame, scale: tuple[float, float] = (1.0, 7.0)
) -> Explorer:
    """Return an explorer of attributes by importance and performance, with the cross where the sliders put it.

    Both tables have a row a respondent and a column an attribute. It starts at the means of all attributes.
    """
    table = importance_performance(importance, performance, "means", scale)
    controls = []
    for name, label in (("up", "The cross of performance at"), ("across", "The cross of importance at")):
        stops = sorted(
            {round(float(one), 3) for one in np.linspace(*scale, _STOPS)} | {round(float(table[name].iloc[0]), 3)}
        )
        start = round(float(table[name].iloc[0]), 3)
        controls.append(Slider(name, label, stops, start, partial(_written, mean=start)))
    return Explorer("Where does the cross stand?", controls, _Painter(table))


def _written(value: float, mean: float) -> str:
    return f"{value:.2f} (mean of all)" if value == mean else f"{value:.2f}"


class _Painter:
    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self.x, self.y = table["performance"].to_numpy(), table["importance"].to_numpy()
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        for set_limits, values in ((axes.set_xlim, self.x), (axes.set_ylim, self.y)):
            low, high = np.nanmin(values), np.nanmax(values)
            room = 0.12 * max(high - low, 0.5)
            set_limits(low - room, high + room)
        self.ends = (axes.get_xlim(), axes.get_ylim())
        axes.set(xlabel="performance", ylabel="importance")
        heading(axes, "hollow: the answers do not say on which side of the cross it is")
        axes.plot([0, 100], [0, 100], ":", color=COLOURS["grey"], linewidth=1, scalex=False, scaley=False)
        self.lines = [axes.plot([], [], color=COLOURS["ink"], linewidth=1.2)[0] for _ in range(2)]
        self.dots = {
            (name, firm): axes.plot([], [], "o", markersize=9, color=COLOURS[tone], markeredgewidth=1.8,
                                    markerfacecolor=COLOURS[tone] if firm else "white")[0]
            for name, tone in _TONES.items() for firm in (True, False)
        }  # fmt: skip
        look: dict[str, Any] = {"fontsize": 9, "va": "center"}
        self._name(axes, look)
        self.moving: list[Artist] = [*self.lines, *self.dots.values()]

    def _name(self, axes: Any, look: dict[str, Any]) -> None:
        """Write the names once: attributes do not move, only the cross does."""
        (left, right), (bottom, top) = self.ends
        taken: list[tuple[float, float]] = []
        for name, x, y in zip(self.table.index, self.x, self.y, strict=True):
            place = ((x - left) / (right - left), (y - bottom) / (top - bottom))
            near = any(abs(place[0] - one) < 0.25 and abs(place[1] - other) < 0.05 for one, other in taken)
            if len(taken) >= MOST_NAMED or near:
                continue
            taken.append(place)
            far = place[0] > 0.6
            axes.annotate(shorten(str(name), 22), (x, y), (-9 if far else 9, 0), textcoords="offset points",
                          ha="right" if far else "left", **look)  # fmt: skip

    def update(self, up: float, across: float) -> Frame:
        """Put the cross at one place and sort the attributes by it."""
        table = self.table
        self.lines[0].set_data([up, up], self.ends[1])
        self.lines[1].set_data(self.ends[0], [across, across])
        matters, good = self.y >= across, self.x >= up
        quadrant = np.select([matters & ~good, matters & good, ~matters & ~good], QUADRANTS[:3], default=QUADRANTS[3])
        firm = ~(_holds(table, "performance", up) | _holds(table, "importance", across))
        for (name, told), dots in self.dots.items():
            chosen = (quadrant == name) & (firm == told)
            dots.set_data(self.x[chosen], self.y[chosen])
        here = [str(one) for one in table.index[quadrant == QUADRANTS[0]]]
        sure = int((firm & (quadrant == QUADRANTS[0])).sum())
        shown = f": {', '.join(here[:3])}{' and others' if len(here) > 3 else ''}" if here else ""
        caption = (
            f"{len(here):,} of {len(table):,} attributes ask for work{shown}. {sure:,} of them for sure; {int((~firm).sum()):,} "
            "attributes lie so near the cross that the answers do not tell."
        )
        counts = ", ".join(f"{name} {int((quadrant == name).sum())}" for name in QUADRANTS)
        return Frame(caption, f"Cross at performance {up:.2f} and importance {across:.2f}: {counts}. {caption}")


def _holds(table: pd.DataFrame, what: str, place: float) -> np.ndarray:
    """Return whether each interval holds `place`; one that is not known might."""
    low, high = table[f"{what}_low"].to_numpy(), table[f"{what}_high"].to_numpy()
    return np.isnan(low) | ((low <= place) & (place <= high))
