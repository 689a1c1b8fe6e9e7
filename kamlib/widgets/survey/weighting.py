"""Weight the answers by region, by size or by both, and cut the largest weights: what it does to the score, and what it costs.

Unequal weights make fewer answers of many: 200 with a design effect of 2 know as much as 100. Cutting large weights buys some of
that back and gives some of the bias back with it (lesson 08).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, style
from kamlib.methods.survey.weighting import kish, rake, weighted_mean
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

NOTHING = "nothing"
NO_LIMIT = np.inf
_LIMITS = [1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, NO_LIMIT]


def weight_limits(score: pd.Series, answered: pd.DataFrame, margins: Mapping[str, Mapping[object, float]]) -> Explorer:
    """Return an explorer of one score under several weightings.

    `score` and `answered` have a row a respondent; `margins` says for columns of `answered` how many there are of each value
    among all who were invited. Raises ValueError where nobody gave a score, or for a margin that `rake` refuses.
    """
    used = answered[score.notna().reindex(answered.index, fill_value=False)]
    if len(used) < 2:
        raise ValueError(f"{len(used)} answers with a score: two are the least.")
    names = list(margins)
    ways = [NOTHING, *names, *([" and ".join(names)] if len(names) > 1 else [])]
    controls: list[Control] = [
        Choice("by", "Weighted by", ways, ways[-1]),
        Slider("most", "No weight above … times the mean", _LIMITS, NO_LIMIT, _limit),
    ]
    return Explorer("What do weights cost?", controls, _Painter(score[used.index], used, margins, ways))


def _limit(most: float) -> str:
    """Write a limit.

    >>> _limit(2.5), _limit(NO_LIMIT)
    ('2.5', 'no limit')
    """
    return "no limit" if np.isinf(most) else f"{most:g}"


@dataclass(frozen=True)
class _Told:
    mean: float
    low: float
    high: float
    effect: float
    largest: float
    missed: float


class _Painter:
    def __init__(
        self,
        score: pd.Series,
        answered: pd.DataFrame,
        margins: Mapping[str, Mapping[object, float]],
        ways: list[str],
    ) -> None:
        self.answers = len(score)
        self.found = {
            (way, most): _told(score, answered, _of(margins, way, ways), most) for way in ways for most in _LIMITS
        }
        every = self.found.values()
        low, high = min(one.low for one in every), max(one.high for one in every)
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        room = 0.08 * max(high - low, 0.1)
        axes.set(xlim=(low - room, high + room), ylim=(1.7, -0.7), xlabel="mean score")
        axes.set_yticks([0, 1], ["as it came", "weighted"])
        axes.grid(visible=False, axis="y")
        heading(axes, "mean with its 95 % interval; grey: every answer counts once")
        bar: dict[str, Any] = {"linewidth": 16, "solid_capstyle": "butt"}
        plain = self.found[NOTHING, NO_LIMIT]
        axes.plot([plain.low, plain.high], [0, 0], color=COLOURS["pale"], **bar)
        axes.plot([plain.mean], [0], "|", color=COLOURS["ink"], markersize=15, markeredgewidth=2)
        self.bar = axes.plot([], [], color=COLOURS["orange"], **bar)[0]
        self.middle = axes.plot([], [], "|", color="white", markersize=15, markeredgewidth=2)[0]
        words: dict[str, Any] = {"fontsize": 10, "fontweight": "bold", "ha": "center", "va": "bottom"}
        axes.text(plain.mean, -0.12, f"{plain.mean:.2f}", **words)
        self.said = axes.text(0, 0.88, "", **words)
        self.moving: list[Artist] = [self.bar, self.middle, self.said]

    def update(self, by: str, most: float) -> Frame:
        """Draw one weighting beside the score as it came, and say what it costs."""
        told, plain = self.found[by, most], self.found[NOTHING, NO_LIMIT]
        self.bar.set_data([told.low, told.high], [1, 1])
        self.middle.set_data([told.mean], [1])
        self.said.set(text=f"{told.mean:.2f}", x=told.mean)
        worth = self.answers / told.effect
        margins = "the margins are met" if told.missed < 5e-4 else f"the margins are missed by up to {told.missed:.0%}"
        limit = _limit(most) if np.isinf(most) else f"no weight above {most:g} times the mean"
        caption = (
            f"Weighted by {by}, {limit}: {told.mean:.2f} "
            f"({told.low:.2f} to {told.high:.2f}), as it came {plain.mean:.2f}. The largest weight is {told.largest:.1f} times the mean; "
            f"{self.answers:,} answers know as much as {worth:,.0f} alike ones; {margins}."
        )
        alt = (
            f"As it came {plain.mean:.2f} ({plain.low:.2f} to {plain.high:.2f}); weighted by {by}, {limit}: {told.mean:.2f} "
            f"({told.low:.2f} to {told.high:.2f}), design effect {told.effect:.2f}."
        )
        return Frame(caption, alt)


def _of(margins: Mapping[str, Mapping[object, float]], way: str, ways: list[str]) -> dict[str, Mapping[object, float]]:
    if way == NOTHING:
        return {}
    return dict(margins) if way == ways[-1] else {way: margins[way]}


def _told(score: pd.Series, answered: pd.DataFrame, margins: dict[str, Mapping[object, float]], most: float) -> _Told:
    weights, missed = pd.Series(1.0, score.index), 0.0
    if margins:
        raked = rake(answered, margins, most=None if np.isinf(most) else most)
        weights = raked.weights
        missed = float((raked.margins["reached"] / raked.margins["wanted"] - 1).abs().max())
    found = weighted_mean(score, weights)
    largest = float(weights.max() / weights.mean())
    return _Told(found.mean, found.low, found.high, kish(weights), largest, missed)
