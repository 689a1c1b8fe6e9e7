"""A claim: what one section's numbers say of one company, what may be said of them, and what may not.

Written once and used twice: the lesson shows it under its section, with this company's numbers, and the client's report
delivers it with its pictures. Every lesson that ends in a report uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd
from matplotlib.axes import Axes

from kamlib.course.exercise import lesson_of
from kamlib.tables.company import Company
from kamlib.tables.markup import verbatim


@dataclass(frozen=True)
class Statement:
    """What a claim comes to on one company: sentences with numbers in them, and how to draw the pictures behind.

    `headline` is the finding in one sentence; `draw` returns described axes, and is called only where they are wanted.
    `lists` maps a title to a table that one works from (one account a row, the most important first).
    """

    headline: str
    may_say: str
    may_not_say: str
    assumptions: tuple[str, ...] = ()
    draw: Callable[[], tuple[Axes, ...]] = tuple
    lists: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"What you may say: {self.may_say}\nWhat you may not say: {self.may_not_say}"

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        return (
            f"<p><b>What you may say:</b> {escape(self.may_say)}</p>"
            f"<p><b>What you may not say:</b> {escape(self.may_not_say)}</p>"
        )


@dataclass(frozen=True)
class Claim:
    """A section's claim: its number, its title, which of the lesson's questions it answers, and where it is from.

    `question` is the text of one of `kamlib.tables.questions.QUESTIONS`; `references` are whole references.
    """

    number: str
    title: str
    question: str
    references: tuple[str, ...]
    state: Callable[[Company], Statement]


_CLAIMS: dict[str, Claim] = {}
State = Callable[[Company], Statement]


def claim(number: str, title: str, *, question: str, references: tuple[str, ...] = ()) -> Callable[[State], Claim]:
    """Make the decorated function, from a company to a `Statement`, the claim `number` ("2.1": lesson 02, section 1)."""

    def register(state: State) -> Claim:
        _CLAIMS[number] = Claim(number, title, question, references, state)
        return _CLAIMS[number]

    return register


def lessons_with_claims() -> list[str]:
    """Return the lessons that can be made into a report, in order."""
    from kamlib.course import claims as package

    names = (module.name for module in iter_modules(package.__path__))
    return sorted(name.removeprefix("lesson_") for name in names if name.startswith("lesson_"))


def claims(lesson: str) -> tuple[Claim, ...]:
    """Return a lesson's claims in the order of its sections."""
    if lesson in lessons_with_claims():
        import_module(f"kamlib.course.claims.lesson_{lesson}")
    numbers = sorted((number for number in _CLAIMS if lesson_of(number) == lesson), key=_place)
    return tuple(_CLAIMS[number] for number in numbers)


def find_claim(number: str) -> Claim:
    """Return claim `number`; a ValueError lists those its lesson has."""
    known = {one.number: one for one in claims(lesson_of(number))}
    if number not in known:
        raise ValueError(
            f"There is no claim {number!r} in lesson {lesson_of(number)}; it has {', '.join(known) or 'none'}."
        )
    return known[number]


def _place(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
