"""The two halves of a segmentation explorer's picture: accounts as dots by group, and each group's shares.

Each half makes its artists once and moves them afterwards. Used by the explorers of lesson 02.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, percent, style, write_ticks

CUT: dict[str, Any] = {"color": COLOURS["ink"], "linewidth": 1.2, "linestyle": (0, (4, 3))}
"""How a line is drawn that the reader moves."""


def two_panels(left: float, right: float) -> tuple[Figure, Axes, Axes]:
    """Return a figure in the house style with two axes side by side, as wide as `left` is to `right`."""
    with style():
        figure = Figure(layout="constrained")
        first, second = figure.subplots(1, 2, width_ratios=[left, right])
    return figure, first, second


def heading(axes: Axes, words: str) -> None:
    """Head one half of the picture, in few words."""
    axes.set_title(words, loc="left", fontsize=9, fontweight="normal", color=COLOURS["grey"])


class Dots:
    """A dot an account at (`x`, `y`), in its group's colour and marker; a move only gives accounts other groups."""

    def __init__(self, axes: Axes, x: pd.Series, y: pd.Series, looks: Mapping[str, tuple[str, str]]) -> None:
        self.x, self.y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        size = float(np.clip(40 / max(len(self.x), 1) ** 0.35, 2.5, 9))
        self.lines = {
            name: axes.plot(
                [], [], marker, color=colour, markersize=size, markeredgecolor="white", markeredgewidth=0.4, label=name
            )[0]
            for name, (colour, marker) in looks.items()
        }
        self.moving: list[Artist] = list(self.lines.values())

    def move(self, groups: np.ndarray) -> None:
        """Put every account into its group, by name."""
        for name, line in self.lines.items():
            inside = groups == name
            line.set_data(self.x[inside], self.y[inside])


class Shares:
    """A row a group: its share of the accounts (ring), its share of the value (disc) and its number of accounts."""

    def __init__(self, axes: Axes, colours: Mapping[str, str], of_value: str) -> None:
        places = list(range(len(colours)))
        self.places = places
        axes.set(xlim=(-0.04, 1.22), ylim=(len(colours) - 0.4, -0.6), yticks=places)
        axes.set_yticks(places, list(colours))
        axes.set_xticks([0, 0.5, 1])
        write_ticks(axes.xaxis, percent)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", visible=False)
        axes.spines["left"].set_visible(False)
        heading(axes, f"share of accounts ○ and {of_value} ●")
        axes.set_xlabel("accounts", loc="right", fontsize=9, color=COLOURS["grey"])
        tones = list(colours.values())
        self.bridges = axes.hlines(places, 0, 0, colors=tones, linewidth=2, alpha=0.5)
        self.rings = axes.scatter([0] * len(tones), places, s=42, facecolors="white", edgecolors=tones, linewidths=1.6)
        self.discs = axes.scatter([0] * len(tones), places, s=42, color=tones, zorder=3)
        self.counts = [
            axes.text(1.22, place, "", ha="right", va="center", fontsize=9, color=COLOURS["ink"]) for place in places
        ]
        self.moving: list[Artist] = [self.bridges, self.rings, self.discs, *self.counts]

    def move(self, summary: pd.DataFrame) -> None:
        """Move to `summary`: a row a group in the order given, with accounts, account_share and value_share."""
        accounts = summary["account_share"].to_numpy(dtype=float)
        value = np.clip(np.nan_to_num(summary["value_share"].to_numpy(dtype=float)), 0, 1)
        self.bridges.set_segments([[(a, y), (v, y)] for a, v, y in zip(accounts, value, self.places, strict=True)])
        self.rings.set_offsets(np.column_stack([accounts, self.places]))
        self.discs.set_offsets(np.column_stack([value, self.places]))
        for text, count in zip(self.counts, summary["accounts"], strict=True):
            text.set_text(f"{count:,}")


def stops(values: pd.Series, start: float, *, count: int = 40) -> list[float]:
    """Return at most about `count` round numbers through the spread of `values`, ascending, `start` among them.

    >>> stops(pd.Series([1, 1, 2, 3, 9]), start=2)
    [1, 2, 3, 9]
    """
    spread = np.quantile(values.to_numpy(dtype=float), np.linspace(0.02, 0.98, count), method="nearest")
    rounded = {float(f"{value:.3g}") for value in spread}
    near = min(rounded, key=lambda value: abs(value - start))
    if abs(near - start) < 0.005 * abs(start):
        rounded.discard(near)  # the start itself stands for a stop that reads the same
    found = sorted({*rounded, float(start)})
    return [int(value) if value == int(value) else value for value in found]
