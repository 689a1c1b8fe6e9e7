"""Where a reader stands in a lesson: exercises with tries, hints and solutions seen, guesses beside the truth, decisions.

A guess is held against the truth only once it is locked. Shown by `progress()` at the end of every lesson.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from kamlib.course.exercise import Exercise, Guess, exercises, guesses
from kamlib.course.record import Done, Tried
from kamlib.tables.company import Company
from kamlib.tables.markup import marked, verbatim
from kamlib.widgets.predict import amount

_CARD = (
    "margin:.3em 0;padding:.6em .9em;max-width:60em;overflow-x:auto;border-left:6px solid #1b7f4b;"
    "background:var(--jp-layout-color1,var(--vscode-editor-background,#fff));"
    "color:var(--jp-content-font-color1,var(--vscode-foreground,#1c1c1c))"
)
_CELL = "padding:2px 10px 2px 0;vertical-align:top;max-width:none;white-space:normal;text-align:"


@dataclass(frozen=True)
class Standing:
    """What was done of what a lesson asks; shows itself in a notebook and as text."""

    lesson: str
    done: Done
    company: Company | None = field(default=None, repr=False)
    trouble: str = ""

    @property
    def asked(self) -> dict[str, Exercise]:
        """The lesson's exercises, in the order of their numbers."""
        known = exercises(self.lesson)
        return {number: known[number] for number in sorted(known, key=by_number)}

    @property
    def passed(self) -> int:
        """How many of the lesson's exercises are passed."""
        return sum(self.done.of(number).passed for number in self.asked)

    def in_words(self) -> str:
        """Say how many exercises are passed: "3 of 8 passed"."""
        return f"{self.passed} of {len(self.asked)} passed"

    def __str__(self) -> str:
        lines = [f"Lesson {self.lesson}: {self.in_words()}."]
        lines += ["  " + " · ".join(filter(None, row)) for row in self._exercise_rows()]
        lines += ["  " + " · ".join(filter(None, row)) for row in self._guess_rows()]
        return "\n".join([*lines, *self._decision_lines(), self.trouble]).rstrip()

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        parts = [f"<p style='margin:0 0 .4em'><strong>Lesson {escape(self.lesson)}: {self.in_words()}.</strong></p>"]
        parts.append(_html_table(("", "exercise", "tries", "hints", "solution"), self._exercise_rows(), (2, 3)))
        if rows := self._guess_rows():
            parts.append(_html_table(("", "prediction", "your guess", "the truth"), rows, (2, 3)))
        parts += [f"<p style='margin:.4em 0 0'>{escape(line)}</p>" for line in (*self._decision_lines(), self.trouble)]
        return (
            f'<div class="kam-standing" role="group" aria-label="Your progress" style="{_CARD}">{"".join(parts)}</div>'
        )

    def _exercise_rows(self) -> list[tuple[str, ...]]:
        return [
            (
                f"{mark(self.done.of(number))} {number}",
                one.question,
                _count(self.done.of(number).tries, "try", "tries"),
                f"{self.done.of(number).hints} of {len(one.hint_texts)} hints" if self.done.of(number).hints else "",
                "solution seen" if self.done.of(number).solution_seen else "",
            )
            for number, one in self.asked.items()
        ]

    def _guess_rows(self) -> list[tuple[str, ...]]:
        known = guesses(self.lesson)
        return [
            (number, known[number].question, *self._guess(known[number])) for number in sorted(known, key=by_number)
        ]

    def _guess(self, guess: Guess) -> tuple[str, str]:
        """Return the guess and the truth in words; no truth before the guess is locked."""
        if guess.number not in self.done.guesses:
            return "not guessed yet", ""
        currency = self.company.currency if self.company else ""
        mine = amount(self.done.guesses[guess.number], guess.unit, currency)
        if self.company is None:
            return mine, ""
        try:
            return mine, amount(float(guess.truth(self.company)), guess.unit, currency)
        except Exception:  # what a client's file cannot answer was said where the guess was made
            return mine, "not known from this file"

    def _decision_lines(self) -> list[str]:
        if not self.done.decisions:
            return []
        last = self.done.decisions[-1]
        before = len(self.done.decisions) - 1
        again = f", after {_count(before, 'earlier one', 'earlier ones')}" if before else ""
        return [f"Decision taken{day(str(last.get('taken', '')), ' on ')}{again}: {plan_in_words(last.get('plan'))}."]


def mark(tried: Tried) -> str:
    """Return the sign of an exercise: ✔ passed, ✘ tried and not yet right, ○ not tried."""
    return "✔" if tried.passed else "✘" if tried.tries else "○"


def by_number(number: str) -> tuple[tuple[int, str], ...]:
    """Return what to sort exercise numbers by.

    >>> sorted(["2.10", "2.9", "2.a"], key=by_number)
    ['2.9', '2.10', '2.a']
    """
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in re.split(r"\.", number))


def plan_in_words(plan: Any) -> str:
    """Say what a plan chooses, without naming an account.

    >>> plan_in_words({"A1": "key", "A2": "basic", "A3": "basic"})
    '2 basic, 1 key'
    """
    if not isinstance(plan, dict) or not plan:
        return "recorded"
    counts = Counter(str(option) for option in plan.values())
    if len(counts) > 6:
        return f"{len(plan):,} choices"
    return ", ".join(f"{count:,} {option}" for option, count in counts.most_common())


def day(when: str, before: str = "", *, short: bool = False) -> str:
    """Return the day of a moment as people write it; empty where it is none.

    >>> day("2025-11-03T14:00:00+00:00", "on ")
    'on 3 November 2025'
    """
    try:
        moment = datetime.fromisoformat(when).astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    return f"{before}{moment.day} {moment:{'%b' if short else '%B'} %Y}"


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}" if count else ""


def _html_table(heads: tuple[str, ...], rows: list[tuple[str, ...]], right: tuple[int, ...]) -> str:
    def line(tag: str, cells: tuple[str, ...]) -> str:
        sides = ("right" if place in right else "left" for place in range(len(cells)))
        return "".join(
            f"<{tag} style='{_CELL}{side};{'white-space:nowrap' if place != 1 else ''}'>{(marked if place == 1 else escape)(text)}</{tag}>"
            for place, (text, side) in enumerate(zip(cells, sides, strict=True))
        )

    head = line('th scope="col"', heads).replace('</th scope="col">', "</th>")
    body = "".join(f"<tr style='background:transparent'>{line('td', row)}</tr>" for row in rows)
    return f"<table style='border-collapse:collapse;margin:0 0 .7em'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
