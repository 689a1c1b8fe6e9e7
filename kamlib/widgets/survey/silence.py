"""Ask more people, or hear from those who are silent: what each does to what a survey says.

More answers make the interval narrower around what those who answer think. What the silent think moves the truth away from
it, and no number of answers of the same kind brings it back (lesson 08). The widest bar is all that the answers alone can
promise: the silent may all be content, or none of them (Manski 2003, "Partial Identification of Probability Distributions").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, percent, points, style, write_ticks
from kamlib.figures.house.drawing import CLEAR
from kamlib.methods.survey.sampling import margin_of_error
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

_RATES = [round(0.05 * place, 2) for place in range(1, 21)]
_APART = [round(0.05 * place, 2) for place in range(-6, 13)]
_ROWS = ("what we would report", "the truth", "all that the answers promise")


def sample_and_silence(population: int, satisfied: float = 0.72) -> Explorer:
    """Return an explorer of a survey of `population` people, of whom a share `satisfied` of those who answer is content.

    Sliders: how many are asked, which share answers, and how much less often the silent are content. Raises ValueError for
    fewer than ten people or a share outside of 0 to 1.
    """
    if population < 10 or not 0 < satisfied < 1:
        raise ValueError(
            f"{population:,} people, {satisfied:.0%} of those who answer content: give ten people or more, and a share between 0 and 1."
        )
    asked = np.unique(np.geomspace(10, population, 40).round()).astype(int).tolist()
    controls = [
        Slider("asked", "People asked", asked, min(asked, key=lambda n: abs(n - 0.3 * population)), "{:,}".format),
        Slider("rate", "Share that answers", _RATES, 0.3, percent),
        Slider("apart", "The silent are content less often, by", _APART, 0.2, _points),
    ]
    return Explorer("More answers, or other ones?", controls, _Painter(population, satisfied))


def _points(share: float) -> str:
    """Write a difference of shares.

    >>> _points(0.2), _points(-0.05), _points(0.01)
    ('20 points', '−5 points', '1 point')
    """
    return points(100 * share)


@dataclass(frozen=True)
class _Told:
    answers: int
    low: float
    high: float
    truth: float
    least: float
    most: float


class _Painter:
    def __init__(self, population: int, satisfied: float) -> None:
        self.population, self.satisfied = population, satisfied
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        axes.set(xlim=(0, 1), ylim=(2.6, -0.7), xlabel="share that is content")
        axes.set_yticks(range(3), list(_ROWS))
        write_ticks(axes.xaxis, percent)
        axes.grid(visible=False, axis="y")
        heading(axes, "bar: 95 % of chance, then what nobody can rule out; line: the truth")
        bar: dict[str, Any] = {"linewidth": 16, "solid_capstyle": "butt"}
        self.bounds = axes.plot([], [], color=COLOURS["pale"], **bar)[0]
        self.interval = axes.plot([], [], color=COLOURS["blue"], **bar)[0]
        self.middle = axes.plot([], [], "|", color="white", markersize=15, markeredgewidth=2)[0]
        self.truth = axes.plot([], [], color=COLOURS["vermilion"], linewidth=2)[0]
        self.point = axes.plot([], [], "D", color=COLOURS["vermilion"], markersize=10)[0]
        look: dict[str, Any] = {"fontsize": 9, "va": "bottom", "bbox": CLEAR, "zorder": 4}
        self.said = [axes.text(0, row, "", **look) for row in (-0.28, 0.74, 1.72)]
        self.moving: list[Artist] = [self.bounds, self.interval, self.middle, self.truth, self.point, *self.said]

    def _told(self, asked: int, rate: float, apart: float) -> _Told:
        answers = max(1, round(asked * rate))
        reach = margin_of_error(self.satisfied, answers, max(round(self.population * rate), answers))
        silent = float(np.clip(self.satisfied - apart, 0, 1))
        truth = rate * self.satisfied + (1 - rate) * silent
        sure = rate * self.satisfied
        low, high = max(self.satisfied - reach, 0.0), min(self.satisfied + reach, 1.0)
        return _Told(answers, low, high, truth, max(rate * low, 0.0), min(sure + (1 - rate) + rate * reach, 1.0))

    def update(self, asked: int, rate: float, apart: float) -> Frame:
        """Move the bars to one survey and say what it would report, what is true, and what it could promise."""
        told = self._told(asked, rate, apart)
        self.interval.set_data([told.low, told.high], [0, 0])
        self.middle.set_data([self.satisfied], [0])
        self.truth.set_data([told.truth, told.truth], [-0.5, 2.4])
        self.point.set_data([told.truth], [1])
        self.bounds.set_data([told.least, told.most], [2, 2])
        words = (
            f"{percent(told.low)} to {percent(told.high)}, from {told.answers:,} answers",
            percent(told.truth),
            f"{percent(told.least)} to {percent(told.most)}",
        )
        for text, place, word in zip(self.said, (told.low, told.truth, told.least), words, strict=True):
            right = place > 0.62
            # The truth's own number stands beside its line, the others may interrupt it.
            beside = (-0.015 if right else 0.015) * (text is self.said[1])
            text.set(text=word, x=min(place, 0.99) + beside, ha="right" if right else "left")
        inside = told.low <= told.truth <= told.high
        off = abs(self.satisfied - told.truth)
        verdict = (
            "the interval holds the truth"
            if inside
            else f"the interval misses the truth by {_points(off - (told.high - self.satisfied))}"
        )
        caption = (
            f"{asked:,} asked, {told.answers:,} answers: {percent(self.satisfied)} content, give or take "
            f"{_points((told.high - told.low) / 2)}. The silent make the truth {percent(told.truth)}: {verdict}."
        )
        alt = (
            f"Reported {words[0]}; the truth {words[1]}; without knowing the silent the answers promise no more than "
            f"{words[2]}. Asking more narrows the first and leaves the distance of {_points(off)} between answers and truth."
        )
        return Frame(caption, alt)
