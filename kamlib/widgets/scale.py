"""An axis of amounts whose numbers move with the picture, so that what changes size still fills it.

The axes behind stay as they were drawn, from 0 to 1; the amounts, their marks and the line at zero are artists like any
other. Used by explorers whose amounts run from small to large (lessons 03 and 04).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS

MOST_MARKS = 8


class Scale:
    """The amounts along one side of `axes`, "x" or "y", each written for the reader by `write`.

    `move` gives it new ends; a call turns amounts into places from 0 to 1.
    """

    def __init__(self, axes: Axes, side: str, write: Callable[[float], str], *, marks: int = 5, widest: str) -> None:
        self.write, self.side = write, side
        self.marks = MaxNLocator(marks, steps=[1, 2, 2.5, 5, 10])
        self.low, self.high = 0.0, 1.0
        across = side == "x"
        axes.set(**{f"{side}lim": (0, 1)})
        # One invisible number keeps the room that the moving ones need.
        (axes.set_xticks if across else axes.set_yticks)([0.5], [widest])
        axes.tick_params(axis=side, length=0, labelcolor="none")  # type: ignore[arg-type]
        axes.grid(visible=False, axis=side)  # type: ignore[arg-type]
        together = axes.get_xaxis_transform() if across else axes.get_yaxis_transform()
        line: dict[str, Any] = {"transform": together, "zorder": 0.5, "linewidth": 0.6, "color": COLOURS["pale"]}
        draw = axes.vlines if across else axes.hlines
        self.lines = draw([0], 0, 1, **line)
        self.zero = draw([0], 0, 1, **{**line, "color": COLOURS["grey"], "linewidth": 1, "zorder": 1})
        look: dict[str, Any] = {"xycoords": together, "textcoords": "offset points", "annotation_clip": False}
        look |= {"ha": "center", "va": "top"} if across else {"ha": "right", "va": "center"}
        away = (0, -5) if across else (-5, 0)
        self.numbers = [axes.annotate("", (0, 0), away, **look) for _ in range(MOST_MARKS)]
        self.moving: list[Artist] = [self.lines, self.zero, *self.numbers]

    def move(self, low: float, high: float) -> None:
        """Let the side run from `low` to `high`; where both are one amount, that is all it shows."""
        self.low, self.high = (low, high) if high > low else (low - 0.5, low + 0.5)
        amounts = np.asarray(self.marks.tick_values(self.low, self.high)) if high > low else np.array([low])
        places = self(amounts)
        # A number at the very end would be cut by the edge of the picture.
        inside = (places >= 0) & (places <= (0.97 if self.side == "x" else 1))
        amounts, places = amounts[inside][:MOST_MARKS], places[inside][:MOST_MARKS]
        self.lines.set_segments([self._across(place) for place in places])
        self.zero.set_segments([self._across(float(self(0.0)))] if self.low <= 0 <= self.high else [])
        words = [self.write(float(amount)) for amount in amounts]
        for number, place, text in zip(self.numbers, places, words, strict=False):
            number.xy = (place, 0) if self.side == "x" else (0, place)
            number.set_text(text)
        for number in self.numbers[len(words) :]:
            number.set_text("")

    def __call__(self, amounts: Any) -> Any:
        """Return the places of `amounts`."""
        return (np.asarray(amounts, dtype=float) - self.low) / (self.high - self.low)

    def _across(self, place: float) -> list[tuple[float, float]]:
        return [(place, 0), (place, 1)] if self.side == "x" else [(0, place), (1, place)]
