"""How an answer is judged: in stages, from "not done yet" to the name of the mistake.

Not done yet -> type -> shape and units -> right -> a named mistake -> wrong. Right is tested before the mistakes,
because on some data a wrong way gives the right number. Judging never raises: whatever goes wrong inside is said in a
sentence. Every lesson uses it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from numbers import Real
from typing import Any

from kamlib.course.exercise import Exercise
from kamlib.course.expects import Names
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.markup import marked, verbatim

_LOOK = {
    "right": ("✔", "#1b7f4b"),
    "not done": ("…", "#5f6b7a"),
    "not possible": ("–", "#5f6b7a"),
}
_WRONG = ("✘", "#b3541e")
_ROUNDED = 5e-4


@dataclass(frozen=True)
class Feedback:
    """What a check says: the stage it reached, its sentence, and which mistake it recognised (counted from 1)."""

    number: str
    stage: str
    message: str
    mistake: int | None = None

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.stage == "right"

    def __str__(self) -> str:
        return f"{_LOOK.get(self.stage, _WRONG)[0]} {self.number}: {self.message}"

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        # A mistake's sentence is the course's own; others may hold what a client typed.
        words = marked(self.message) if self.stage == "mistake" else escape(self.message)
        mark, colour = _LOOK.get(self.stage, _WRONG)
        return (
            f'<div role="status" style="border-left:6px solid {colour};padding:.5em .9em;margin:.3em 0;'
            'background:var(--jp-layout-color1,#fff);color:var(--jp-ui-font-color1,#1c1c1c)">'
            f"<strong>{mark} {escape(self.number)}</strong>&ensp;{words}</div>"
        )


def judge(exercise: Exercise, company: Company, answer: Any) -> Feedback:
    """Return what a check of `answer` says; never raises."""

    def say(stage: str, message: str, mistake: int | None = None) -> Feedback:
        return Feedback(exercise.number, stage, message, mistake)

    if answer is ...:
        return say("not done", "Not done yet: put your answer in place of the three dots.")
    try:
        right = exercise(company)
    except MissingTable as missing:
        return say("not possible", f"This file cannot answer it: {missing}")
    except KeyError as missing:
        return say("not possible", f"This file cannot answer it: it has no column {missing}.")
    except Exception as error:
        return say("not possible", f"The reference could not be worked out on this file ({error}).")
    if isinstance(right, Real) and not math.isfinite(float(right)):
        return say("not possible", "This file cannot answer it: it holds too little, and there is no such number.")
    try:
        return _compare(exercise, company, answer, right, say)
    except Exception as error:
        return say("type", f"This answer could not be compared ({error}). Is it what the question asks for?")


def _compare(exercise: Exercise, company: Company, answer: Any, right: Any, say: Any) -> Feedback:
    expects = exercise.expects
    if problem := expects.wrong_kind(answer):
        return say("type", problem)
    if problem := expects.wrong_shape(answer, right):
        # A number that a wrong way gives is that way, whatever its shape.
        number = isinstance(answer, Real)
        near = number and _named(exercise, company, lambda way: math.isclose(answer, way, rel_tol=_ROUNDED))
        return say("mistake", *near) if near else say("shape", problem)
    if expects.same(answer, right):
        return say("right", "Right.")
    if named := _named(exercise, company, lambda way: expects.same(answer, way) and not expects.same(way, right)):
        return say("mistake", *named)
    # A whole number that another way gives as well was named above.
    if (
        isinstance(answer, Real)
        and isinstance(right, Real)
        and abs(float(answer)) > 1
        and float(answer) == round(float(right))
    ):
        return say("shape", "Near. If yours is rounded, give a digit more, or the code that works it out.")
    if isinstance(answer, Real) and answer != 0 and expects.same(-answer, right):
        return say("wrong", "Right but for its sign: is it above zero, or below?")
    apart = f": {expects.apart(answer, right)}" if isinstance(expects, Names) else "."
    return say("wrong", f"Not right, and not a mistake I know{apart} Look again, or ask hint({exercise.number!r}).")


def _named(exercise: Exercise, company: Company, agrees: Callable[[Any], bool]) -> tuple[str, int] | None:
    """Return the sentence and the place (from 1) of the first mistake whose answer `agrees`.

    A way may well break on some file, or give what cannot be compared, and then it was not this one.
    """
    for place, mistake in enumerate(exercise.mistakes, start=1):
        with suppress(Exception):
            if agrees(mistake.way(company)):
                return mistake.message, place
    return None
