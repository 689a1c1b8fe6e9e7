"""An exercise: a question to a company, its reference solution, the wrong ways people take, and hints.

The answer is computed from the company in front of the reader, so a new seed gives every class numbers of its own, and
the check still knows what is right and which mistake was made. Every lesson uses it.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from kamlib.course.expects import Expected
from kamlib.tables.company import Company

Way = Callable[[Company], Any]
Found = TypeVar("Found")


@dataclass(frozen=True)
class Mistake:
    """A wrong way that people take, and the sentence that names it."""

    message: str
    way: Way


@dataclass
class Exercise:
    """A numbered question with its reference solution, named mistakes and hints."""

    number: str
    question: str
    expects: Expected
    reference: Way
    mistakes: list[Mistake] = field(default_factory=list)
    hint_texts: tuple[str, ...] = ()

    def __call__(self, company: Company) -> Any:
        """Return the right answer for this company."""
        return self.reference(company)

    def mistake(self, message: str) -> Callable[[Way], Way]:
        """Register a wrong way under the sentence that a reader who takes it should hear."""

        def register(way: Way) -> Way:
            self.mistakes.append(Mistake(message, way))
            return way

        return register

    def hints(self, *texts: str) -> None:
        """Set the hints, from the vaguest to the plainest."""
        self.hint_texts = texts

    def solution_code(self, name: str = "answer") -> str:
        """Return the reference solution as a reader would write it in a cell."""
        body = re.sub(r"\A.*?\bcompany\b[^\n]*:\n", "", inspect.getsource(self.reference), count=1, flags=re.DOTALL)
        body = re.sub(r'\A\s*"""[^"]*"""\n', "", body)
        return re.sub(r"^return (?=.*\Z)", f"{name} = ", textwrap.dedent(body).strip(), flags=re.MULTILINE)


@dataclass(frozen=True)
class Guess:
    """A number to predict before it is shown: the question, its unit and range, and what to say afterwards."""

    number: str
    question: str
    unit: str
    low: float
    high: float
    truth: Way
    afterwards: str


_EXERCISES: dict[str, Exercise] = {}
_GUESSES: dict[str, Guess] = {}


def exercise(number: str, question: str, expects: Expected) -> Callable[[Way], Exercise]:
    """Make the decorated function the reference solution of exercise `number`."""

    def register(reference: Way) -> Exercise:
        _EXERCISES[number] = Exercise(number, question, expects, reference)
        return _EXERCISES[number]

    return register


def prediction(number: str, question: str, unit: str, low: float, high: float, afterwards: str) -> Callable[[Way], Way]:
    """Make the decorated function the truth that guess `number` is held against."""

    def register(truth: Way) -> Way:
        _GUESSES[number] = Guess(number, question, unit, low, high, truth, afterwards)
        return truth

    return register


def lesson_of(number: str) -> str:
    """Return the lesson that exercise or guess `number` belongs to.

    >>> lesson_of("2.1"), lesson_of("14.3")
    ('02', '14')
    """
    return number.partition(".")[0].zfill(2)


def exercises(lesson: str) -> dict[str, Exercise]:
    """Return the exercises of a lesson by number, in order."""
    _read(lesson)
    return {number: _EXERCISES[number] for number in _in_order(_EXERCISES) if lesson_of(number) == lesson}


def guesses(lesson: str) -> dict[str, Guess]:
    """Return the predictions of a lesson by number, in order."""
    _read(lesson)
    return {number: _GUESSES[number] for number in _in_order(_GUESSES) if lesson_of(number) == lesson}


def lessons_with_exercises() -> list[str]:
    """Return the lessons that have exercises, in order."""
    from kamlib.course import exercises as package

    names = (module.name for module in iter_modules(package.__path__))
    return sorted(name.removeprefix("lesson_") for name in names if name.startswith("lesson_"))


def find(number: str) -> Exercise:
    """Return exercise `number`; a ValueError lists those its lesson has."""
    return _one_of(exercises(lesson_of(number)), number, "exercise")


def find_guess(number: str) -> Guess:
    """Return guess `number`; a ValueError lists those its lesson has."""
    return _one_of(guesses(lesson_of(number)), number, "prediction")


def _one_of(there: dict[str, Found], number: str, what: str) -> Found:
    if number not in there:
        known = ", ".join(there) or "none"
        raise ValueError(f"There is no {what} {number!r} in lesson {lesson_of(number)}; it has {known}.")
    return there[number]


def _in_order(numbers: Iterable[str]) -> list[str]:
    """Sort as a reader counts.

    >>> _in_order(["3.10", "3.9", "3.b", "3.a"])
    ['3.9', '3.a', '3.b', '3.10']
    """
    return sorted(numbers, key=lambda number: (len(number), number))


def _read(lesson: str) -> None:
    if lesson in lessons_with_exercises():
        import_module(f"kamlib.course.exercises.lesson_{lesson}")
