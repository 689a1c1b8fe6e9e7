"""What a class will answer: the right answer, the number behind each mistake that has a name, and the hints.

Worked out from the exercise itself on the company at hand, so that a class with a seed of its own sees its own numbers.
Shown in the trainer's edition of every lesson.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from kamlib.course.checking import judge
from kamlib.course.exercise import Exercise, Guess, exercises, find, find_guess, guesses, lesson_of
from kamlib.course.expects import Money, Share
from kamlib.figures.house import money
from kamlib.tables.company import Company
from kamlib.tables.markup import marked, verbatim
from kamlib.widgets.predict import amount

_SHOWN = 4


@dataclass(frozen=True)
class Expected:
    """An exercise or a prediction on one company: what is right, and (answer, sentence) for each wrong way we know."""

    number: str
    question: str
    right: str
    wrong: tuple[tuple[str, str], ...] = ()
    hints: tuple[str, ...] = ()
    afterwards: str = ""

    def __str__(self) -> str:
        lines = [f"{self.number}: {self.question}", f"Right: {self.right}"]
        lines += [f"Wrong: {answer} - {sentence}" for answer, sentence in self.wrong]
        lines += [f"Hint {place}: {text}" for place, text in enumerate(self.hints, start=1)]
        return "\n".join([*lines, self.afterwards]).rstrip()

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        hints = "".join(f"<li>{marked(text)}</li>" for text in self.hints)
        return (
            f"<p><b>{escape(self.number)} · for the trainer:</b> {marked(self.question)}</p>"
            + (self._table() if self.wrong else f"<p>Right: <b>{escape(self.right)}</b></p>")
            + (f"<p>Hints, one at a time:</p><ol>{hints}</ol>" if hints else "")
            + (f"<p>{marked(self.afterwards)}</p>" if self.afterwards else "")
        )

    def _table(self) -> str:
        left = "<td style='text-align:left'>"
        rows = [f"<tr>{left}✔</td>{left}<b>{escape(self.right)}</b></td>{left}Right.</td></tr>"]
        rows += [f"<tr>{left}✘</td>{left}{escape(a)}</td>{left}{marked(said)}</td></tr>" for a, said in self.wrong]
        heads = "".join(f"<th style='text-align:left'>{head}</th>" for head in ("", "answer", "what the reader hears"))
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def expected(number: str, company: Company) -> Expected:
    """Return what to expect of exercise or prediction `number` on `company`; a ValueError says where there is none.

    >>> import kamlib
    >>> expected("2.8", kamlib.load("larkfield")).right.endswith("%")
    True
    """
    lesson = lesson_of(number)
    if number in guesses(lesson) and number not in exercises(lesson):
        return _of_guess(find_guess(number), company)
    return _of_exercise(find(number), company)


def _of_exercise(asked: Exercise, company: Company) -> Expected:
    try:
        right = asked(company)
    except Exception:  # whatever a file cannot answer, the check has the sentence for it
        return Expected(asked.number, asked.question, judge(asked, company, None).message, (), asked.hint_texts)
    wrong = []
    for mistake in asked.mistakes:
        try:
            given = mistake.way(company)
            same = asked.expects.same(given, right)
        except Exception:
            wrong.append(("breaks on this file", mistake.message))
            continue
        described = describe_answer(given, asked.expects, company.currency)
        wrong.append((f"{described} (here the same as right)" if same else described, mistake.message))
    return Expected(
        asked.number,
        asked.question,
        describe_answer(right, asked.expects, company.currency),
        tuple(wrong),
        asked.hint_texts,
    )


def _of_guess(asked: Guess, company: Company) -> Expected:
    try:
        truth = float(asked.truth(company))
    except Exception as error:
        return Expected(asked.number, asked.question, f"This file cannot answer it: {error}")
    written = amount(truth, asked.unit, company.currency)
    return Expected(asked.number, asked.question, written, afterwards=asked.afterwards)


def describe_answer(answer: Any, expects: Any, currency: str) -> str:
    """Return an answer in a few words: a number with its unit, or how many values and which come first.

    >>> from kamlib.course.expects import Number, accounts, share
    >>> describe_answer(0.62104, share, "EUR"), describe_answer(41.5, Number("days"), "EUR")
    ('0.621, that is 62.1%', '41.5 days')
    >>> describe_answer(-0.5, Number("points", example="−0.25"), "EUR")
    '-0.5 points'
    >>> describe_answer(["A3", "A1"], accounts, "EUR")
    '2: A1, A3'
    """
    if isinstance(answer, pd.Series):
        return _of_series(answer)
    if isinstance(answer, pd.DataFrame):
        return f"a table of {len(answer):,} rows: {', '.join(map(str, answer.columns[:_SHOWN]))}"
    if isinstance(answer, str):
        return answer
    if isinstance(answer, Collection | pd.Index | np.ndarray):
        return _listed(sorted(map(str, answer)))
    if not isinstance(answer, int | float | np.number):
        return str(answer)
    value = float(answer)
    if isinstance(expects, Share):
        return f"{value:.{expects.decimals}f}, that is {100 * value:.{expects.decimals - 2}f}%"
    if isinstance(expects, Money):
        return money(value, currency)
    unit = getattr(expects, "unit", "")
    number = f"{value:,.0f}" if value.is_integer() else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.2f}"
    return number if not unit or unit.startswith("a ") else f"{number} {unit}"


def _of_series(answer: pd.Series) -> str:
    if pd.api.types.is_numeric_dtype(answer) and len(answer):
        first = ", ".join(f"{label} {value:,.4g}" for label, value in answer.head(_SHOWN).items())
        return f"{len(answer):,} values, {answer.mean():,.4g} on average: {first}, …"
    return _listed([f"{label} {value}" for label, value in answer.items()])


def _listed(words: list[str]) -> str:
    return f"{len(words):,}: {', '.join(words[:_SHOWN])}{', …' if len(words) > _SHOWN else ''}" if words else "none"
