"""A guess before the answer: the reader commits to a number, and only then sees the truth beside it.

Predicting first makes a result stick better than reading it (Crouch, Fagen, Callan and Mazur 2004, "Classroom
demonstrations: Learning tools or entertainment?"). Used by every lesson from 02 on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from numbers import Real
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kamlib.figures.house import money, points

UNITS = ("percent", "points", "count", "money")


class Prediction(anywidget.AnyWidget):
    """A question, a slider and a button that locks the guess; then guess and truth, side by side, and one sentence.

    `unit` is "percent" (0 to 100), "points" (of a score or of per cent), "count" or "money" (with its `currency`), `low` and
    `high` bound the slider. `truth` is called once, when the guess is locked; it may raise, and its sentence is then shown.
    `afterwards` says what the truth means, `guessed` is a guess locked before, and `on_lock` is called with a new one. Raises
    ValueError for an unknown unit or an empty range.
    """

    _esm = Path(__file__).with_name("predict.js")
    _css = Path(__file__).with_name("live.css")
    question = traitlets.Unicode().tag(sync=True)
    texts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    start = traitlets.Int().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        question: str,
        unit: str,
        low: float,
        high: float,
        truth: Callable[[], float],
        afterwards: str,
        guessed: float | None = None,
        on_lock: Callable[[float], object] | None = None,
        currency: str = "EUR",
    ) -> None:
        if unit not in UNITS:
            raise ValueError(f"The unit is {unit!r}; give one of {', '.join(UNITS)}.")
        if not low < high:
            raise ValueError(f"The guess goes from {low:,g} to {high:,g}: give a range that rises.")
        self._unit, self._currency, self._low, self._high = unit, currency, low, high
        self._truth, self._afterwards, self._on_lock = truth, afterwards, on_lock
        self._stops = _stops(low, high)
        self.guessed: float | None = None
        super().__init__(question=question, texts=[self._write(s) for s in self._stops], start=len(self._stops) // 2)
        self.on_msg(self._asked)
        if guessed is not None:
            self._reveal(float(guessed))

    def guess(self, value: float) -> str:
        """Lock `value` (40 for 40 percent) and return the answer in words; a guess locked before stays.

        Raises ValueError when `value` is no number.
        """
        if self.guessed is None:
            number = float(value) if isinstance(value, Real) else math.nan
            if not math.isfinite(number):
                raise ValueError(
                    f"A guess is one number, such as {self._stops[len(self._stops) // 2]:g}; not {value!r}."
                )
            self._reveal(number)
            if self._on_lock is not None:
                self._on_lock(number)
        return self._in_words()

    def _asked(self, _: Any, message: Mapping[str, Any], __: Any) -> None:
        if message.get("kind") == "lock":
            self.guess(self._stops[message["place"]])

    def _reveal(self, guessed: float) -> None:
        self.guessed = guessed
        try:
            truth = float(self._truth())
            if not math.isfinite(truth):
                raise ValueError("the number is not known.")
        except Exception as error:  # whatever a client's file cannot answer, the reader gets its sentence
            self.result = {"guess": self._write(guessed), "words": f"This file cannot answer it: {error}"}
            return
        low, high = min(self._low, truth, guessed), max(self._high, truth, guessed)
        self.result = {
            "guess": self._write(guessed),
            "guess_share": (guessed - low) / (high - low),
            "truth": self._write(truth, exact=True),
            "truth_share": (truth - low) / (high - low),
            "zero_share": max(-low, 0.0) / (high - low),
            "words": f"{self._distance(guessed, truth)} {self._afterwards}",
        }

    def _distance(self, guessed: float, truth: float) -> str:
        off = guessed - truth
        if abs(off) < 0.005 * (self._high - self._low):
            return "Your guess is as good as exact."
        size = self._write(abs(off))
        if self._unit in ("percent", "points"):
            # Less than half a point would be written as none.
            size = points(abs(off), 0 if abs(off) >= 0.5 else 1)
        return f"Your guess is {size} too {'high' if off > 0 else 'low'}."

    def _write(self, value: float, exact: bool = False) -> str:
        return amount(value, self._unit, self._currency, exact=exact)

    def _in_words(self) -> str:
        if not self.result:
            return f"{self.question}\nGuess first: move the slider and lock it, or call .guess(number)."
        both = f"Your guess: {self.result['guess']}."
        if "truth" in self.result:
            both += f" The truth: {self.result['truth']}."
        return f"{self.question}\n{both} {self.result['words']}"

    def __repr__(self) -> str:
        """Return the question, and the answer once the guess is locked."""
        return self._in_words()


def amount(value: float, unit: str, currency: str, *, exact: bool = True) -> str:
    """Write a guess, or with `exact` a truth, in its unit.

    >>> amount(6.93, "points", "EUR"), amount(1, "points", "EUR"), amount(40, "percent", "EUR", exact=False)
    ('6.9 points', '1 point', '40%')
    """
    if unit == "money":
        return money(value, currency, 0)
    if unit == "points":
        return points(value, 1)
    if unit == "percent":
        return f"{value:,.1f}%" if exact else f"{value:,.3g}%"
    return f"{value:,.0f}"


def _stops(low: float, high: float) -> list[float]:
    """Return about a hundred round numbers from `low` to `high`.

    >>> _stops(0, 100)[:3], len(_stops(0, 100)), _stops(0, 150)[-1], _stops(0, 3)
    ([0.0, 1.0, 2.0], 101, 150.0, [0.0, 1.0, 2.0, 3.0])
    """
    rough = (high - low) / 100
    scale = 10.0 ** math.floor(math.log10(rough))
    step = max(1.0, next(size * scale for size in (1, 2, 5, 10) if size * scale >= rough * 0.999))
    count = math.floor((high - low) / step + 1e-9)
    inside = [low + step * place for place in range(count + 1)]
    return inside if inside[-1] >= high - 1e-9 else [*inside, high]
