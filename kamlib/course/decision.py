"""A decision that can be played: a budget, options an account, and an outcome that only the teaching company knows.

On the teaching company the play shows the money gained against doing nothing, against the best possible, and how much
of it was luck. On a client's file nobody knows the outcome yet, so the decision is recorded for the re-appraisal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from kamlib.figures.house import money
from kamlib.tables.company import Company
from kamlib.tables.markup import verbatim


@dataclass(frozen=True)
class Outcome:
    """What a decision brought: lines of (what, amount), a sentence, and the currency of the amounts.

    `amounts` is empty where the outcome is not known yet.
    """

    headline: str
    amounts: tuple[tuple[str, float], ...]
    currency: str
    remark: str = ""

    def __str__(self) -> str:
        lines = [f"  {label:<46}{money(amount, self.currency, 0):>16}" for label, amount in self.amounts]
        return "\n".join([self.headline, *lines, self.remark]).rstrip()

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(label)}</td>"
            f"<td style='text-align:right'>{escape(money(amount, self.currency, 0))}</td></tr>"
            for label, amount in self.amounts
        )
        return f"<p><b>{escape(self.headline)}</b></p><table>{rows}</table><p>{escape(self.remark)}</p>"


NOTHING_SPENT = "Nothing was spent: nothing gained, nothing lost."


def judged(net: float, best: float, habit: float, remark: str = "") -> str:
    """Return how much of what could be earned a plan earns, whether it beats the better habit, and what else is to be said.

    >>> judged(60, 80, 70, "One was dear.")
    'You reached 75% of what could be earned. That is no more than the better habit earns. One was dear. Do not take credit for the luck.'
    >>> judged(-10, 80, -50)
    'It loses less than the better habit: doing nothing would have been better. Do not blame luck for it.'
    """
    if net < 0:
        beaten = "It loses less than the better habit" if net > habit else "It loses money"
        return " ".join(
            filter(None, (f"{beaten}: doing nothing would have been better.", remark, "Do not blame luck for it."))
        )
    reached = f"You reached {net / best:.0%} of what could be earned." if best > 0 else ""
    against = f"That is {'more' if net > habit else 'no more'} than the better habit earns."
    return " ".join(filter(None, (reached, against, remark, "Do not take credit for the luck.")))


@dataclass(frozen=True)
class Decision:
    """A lesson's decision: what is decided, how a plan is refused in a sentence, how it is played and put on record.

    A record maps each thing decided on to the option chosen for it, both as text.
    """

    lesson: str
    question: str
    refuse: Callable[[Company, Any], str | None]
    outcome: Callable[[Company, Any], Outcome]
    record: Callable[[Any], dict[str, Any]] = lambda plan: plan.to_dict()


_DECISIONS: dict[str, Decision] = {}


def register(decision: Decision) -> Decision:
    """Make a decision known under its lesson."""
    _DECISIONS[decision.lesson] = decision
    return decision


def of_lesson(lesson: str) -> Decision:
    """Return a lesson's decision; a ValueError says where there is none."""
    from kamlib.course.exercise import exercises

    exercises(lesson)
    if lesson not in _DECISIONS:
        raise ValueError(f"Lesson {lesson} ends without a decision to play.")
    return _DECISIONS[lesson]
