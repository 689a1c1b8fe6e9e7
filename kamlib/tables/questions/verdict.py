"""What a file can answer of a lesson's questions: fully, by proxy, or not at all, said before any analysis.

Most disappointments with customer numbers begin with a question that the file could never answer. So each lesson's
questions name the columns they need and the next best thing, and the verdict adds the smallest difference that this
many accounts could show (Cohen 1988, two-sided test at 5 %, power 80 %). Used at the head of every lesson.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.markup import verbatim
from kamlib.tables.ownership import owners, parents_of
from kamlib.tables.questions.know import KNOW
from kamlib.tables.questions.question import Need, Question
from kamlib.tables.questions.value import VALUE
from kamlib.tables.questions.voice import VOICE
from kamlib.tables.span import days_held, reaches_back

if TYPE_CHECKING:
    import pandas as pd

    from kamlib.tables.company import Company

QUESTIONS: dict[str, tuple[Question, ...]] = KNOW | VALUE | VOICE
"""What each lesson asks of a file."""
YEAR = 365


@dataclass(frozen=True)
class Finding:
    """One line of a verdict: the question, `answerable`, `by proxy` or `not`, and why or what to ask for."""

    question: str
    status: str
    remark: str


@dataclass(frozen=True)
class Verdict:
    """What a company's tables can answer of one lesson, and the smallest difference they could show."""

    company: str
    lesson: str
    findings: tuple[Finding, ...]
    smallest_difference: str

    def __str__(self) -> str:
        lines = [f"{one.status:>10}  {one.question} {one.remark}".rstrip() for one in self.findings]
        head = f"What {self.company} can answer of lesson {self.lesson}"
        return "\n".join(filter(None, [head, *lines, self.smallest_difference]))

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        cell = "<td style='text-align:left'>"
        rows = "".join(
            f"<tr>{cell}{escape(f.question)}</td>{cell}<b>{f.status}</b></td>{cell}{escape(f.remark)}</td></tr>"
            for f in self.findings
        )
        head = "<tr>" + "".join(f"<th style='text-align:left'>{name}</th>" for name in _HEADS) + "</tr>"
        caption = f"What {escape(self.company)} can answer of lesson {self.lesson}"
        told = f"<p>{escape(self.smallest_difference)}</p>" if self.smallest_difference else ""
        return f"<table><caption>{caption}</caption>{head}{rows}</table>{told}"


_HEADS = ("question", "this file", "remark")


def verdict(company: Company, lesson: str) -> Verdict:
    """Return, question by question, what a company's tables can answer of `lesson` (two digits, such as "02").

    >>> import kamlib
    >>> kamlib.load("larkfield").can_answer("02").findings[0].status
    'answerable'
    """
    if lesson not in QUESTIONS:
        raise ValueError(f"Lesson {lesson!r} asks nothing of a file; {', '.join(QUESTIONS)} do.")
    findings = tuple(_judge(company, question) for question in QUESTIONS[lesson])
    # A questionnaire has no revenue to differ.
    told = "" if lesson in VOICE and not company.has("orders") else _smallest_difference(company)
    return Verdict(company.name, lesson, findings, told)


_NOUNS = {
    "recommend": "a recommendation",
    "repurchase": "a repurchase",
    "perception": "what was got",
    "expectation": "what is expected",
    "minimum": "what is just enough",
    "points": "points for what matters",
    "offer": "an offer",
    "functional": "how a feature would please",
    "dysfunctional": "how its lack would displease",
    "staff belief of perception": "what staff believe customers would say",
    "staff belief of expectation": "what staff believe customers expect",
}
"""What an item of each kind asks for, where its name does not say it."""


def _judge(company: Company, question: Question) -> Finding:
    def all_there(needs: tuple[Need, ...]) -> bool:
        there = all(company.has(table, *columns) for table, columns in needs)
        return there and all(company.missing(table, column) < 1 for table, column in _measured(needs))

    if question.years and company.has("orders"):
        held = days_held(company.orders, company.as_of)
        if not reaches_back(company.orders, company.as_of, YEAR * question.years):
            short = f"The file holds {held:,} days of orders: ask for {question.years} years."
            return Finding(question.text, "not", short)
    asked = _asked(company) if question.asks else set()
    lacking = sorted(set(question.asks) - asked) if company.has("answers") else []
    unasked = ""
    if lacking:
        kind = lacking[0]
        unasked = f'No item asks for {_NOUNS.get(kind, kind)}: ask it, or write asks = "{kind}" in the line of the item that does.'
    makes_do = bool(question.proxy_asks) and set(question.proxy_asks) <= asked
    if lacking and not makes_do:
        return Finding(question.text, "not", unasked)
    ask = f"Ask for {question.ask_for}." if question.ask_for else ""
    if not lacking and all_there(question.needs):
        return Finding(question.text, "answerable", _gaps(company, question.needs))
    for needs, means in ((question.closer, question.closer_means), (question.proxy, question.proxy_means)):
        if needs and all_there(needs):
            words = (means, _gaps(company, needs), unasked or ask)
            return Finding(question.text, "by proxy", " ".join(filter(None, words)))
    return Finding(question.text, "not", ask or "Ask for the orders.")


def _asked(company: Company) -> set[str]:
    """Return the kinds of items that somebody answered, customers or staff; one whose kind nobody wrote down asks what was got."""
    if not (company.has("items") and company.has("answers")):
        return set()
    items, said = company.items, set(company.answers["item"]) | set(company.or_empty("staff_responses")["item"])
    answered = items[items["item"].isin(said)]
    kinds = answered["asks"] if "asks" in answered else answered["item"].map({})
    return set(kinds.fillna("perception").astype("str"))


def _measured(needs: tuple[Need, ...]) -> list[tuple[str, str]]:
    """Return the columns of numbers among the needs: a gap in them is a number nobody knows, and never "none"."""
    return [
        (table, column)
        for table, columns in needs
        for column in columns
        if CONTRACTS[table][column].kind in ("money", "number", "whole")
    ]


def _gaps(company: Company, needs: tuple[Need, ...]) -> str:
    """Return, in a sentence, which numbers are missing on part of the rows; "" where all are there."""
    shares = [(table, column, company.missing(table, column)) for table, column in _measured(needs)]
    words = [
        f"{column} is missing on {_percent(share)} of the rows of {table}" for table, column, share in shares if share
    ]
    return f"Mind the gaps: {'; '.join(words)}." if words else ""


def _percent(share: float) -> str:
    """Write a share of rows, and never a few as none.

    >>> _percent(0.034), _percent(0.0002)
    ('3%', 'fewer than 1%')
    """
    return f"{share:.0%}" if share >= 0.01 else "fewer than 1%"


def _smallest_difference(company: Company) -> str:
    """Return, in a sentence, the difference in typical revenue that two equal groups of accounts could show."""
    if not company.has("orders"):
        return "Without orders no difference in revenue can be shown."
    revenue = company.orders.groupby("account_id")["revenue"].sum()
    spread, independent = _spread_and_size(company, revenue[revenue > 0])
    if independent < 8 or spread == 0:
        return (
            f"{independent} independent customers with sales are too few to compare groups: describe, do not conclude."
        )
    factor = math.exp(_smallest_effect(independent) * spread)
    return (
        f"{len(revenue):,} accounts, {independent:,} of them independent: between two equal groups, typical revenue must "
        f"differ by a factor of {factor:.1f} before this file would show it four times in five."
    )


def _smallest_effect(customers: int) -> float:
    """Return the difference, in standard deviations, that two equal groups of so many customers show in four of five."""
    from scipy.optimize import brentq
    from statsmodels.stats.power import TTestIndPower

    def lacking(effect: float) -> float:
        return float(TTestIndPower().power(effect, customers / 2, 0.05)) - 0.8

    # Searched near what the normal curve says: from afar the search of statsmodels at some sizes loses its way.
    near = 2.8 * math.sqrt(4 / customers)
    return float(brentq(lacking, 0.9 * near, 1.5 * near))


def _spread_and_size(company: Company, revenue: pd.Series) -> tuple[float, int]:
    """Return the spread of log revenue and how many accounts stand for themselves (a group counts once)."""
    import numpy as np

    parents = parents_of(company.or_empty("accounts"))
    customers = owners(revenue.index.to_series(), parents)
    spread = float(np.log(revenue).std()) if len(revenue) > 1 else 0.0
    return spread, int(customers.nunique())
