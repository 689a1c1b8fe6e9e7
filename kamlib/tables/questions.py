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

if TYPE_CHECKING:
    import pandas as pd

    from kamlib.tables.company import Company

Need = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A lesson's question: the columns it needs, what may stand in for them, and what to ask the client for."""

    text: str
    needs: tuple[Need, ...]
    proxy: tuple[Need, ...] = ()
    proxy_means: str = ""
    ask_for: str = ""


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
        return "\n".join([f"What {self.company} can answer of lesson {self.lesson}", *lines, self.smallest_difference])

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
        return f"<table><caption>{caption}</caption>{head}{rows}</table><p>{escape(self.smallest_difference)}</p>"


_HEADS = ("question", "this file", "remark")
_ORDERS: Need = ("orders", ())
_MARGIN: Need = ("orders", ("margin",))
_MINUTES: Need = ("activities", ("minutes",))
_DROPS: Need = ("deliveries", ("minutes",))

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "01": (
        Question(
            "What do we know of each account, and how old is it?",
            (("knowledge", ("answer", "answered_at")),),
            ask_for="what is written down about each account: account, question, answer, date and source",
        ),
        Question(
            "Is what we wrote down true?",
            (("knowledge", ("answer", "answered_at", "source")), ("accounts", ("manager",))),
            (("knowledge", ("answer", "answered_at")),),
            "For all answers together: nobody knows who wrote them.",
            "the date and source of each answer, who answers for each account, and an hour of telephone to check a sample",
        ),
        Question(
            "How many customers do we really have?",
            (("accounts", ("account_name", "parent_id")), _ORDERS),
            (("accounts", ("account_name",)), _ORDERS),
            "Names alone: second entries can be looked for, groups cannot.",
            "which accounts belong to which group",
        ),
        Question(
            "Who buys what, why, how and where, and who takes part?",
            (
                ("orders", ("category",)),
                ("accounts", ("account_type", "region")),
                ("contacts", ("role",)),
                ("knowledge", ("answer",)),
            ),
            (_ORDERS,),
            "Some of the six questions only: a panel stays open where the file cannot tell.",
            "type and region of each account, who takes part in buying there, and what they told us",
        ),
        Question(
            "Which gap is worth filling first?",
            (("knowledge", ("answer", "answered_at")), _ORDERS),
            (_ORDERS,),
            "As if nothing were known, since no answers are in the file.",
            "what is written down about each account",
        ),
    ),
    "02": (
        Question("Who bought lately, often and for much?", (_ORDERS,)),
        Question("How much do we depend on a few accounts?", (_ORDERS,)),
        Question(
            "Which accounts bring high value and high volume?",
            (("orders", ("margin", "quantity")),),
            (_ORDERS,),
            "Revenue stands for value, because margins are missing.",
            "the cost of goods, or the margin, of each order line",
        ),
        Question("Do the accounts fall into groups of their own accord?", (_ORDERS,)),
        Question(
            "How does each account buy?",
            (("orders", ("product_id", "category")), ("contacts", ("role",))),
            (("orders", ("product_id",)),),
            "Order history alone: a proxy for how the customer decides.",
            "who takes part in buying at each account, and the product category of each line",
        ),
        Question(
            "What is it worth to treat tiers differently?",
            (_MARGIN, ("activities", ("cost",))),
            (_ORDERS,),
            "Under an assumed margin and an assumed cost of service.",
            "the hours spent on each account, and what an hour costs",
        ),
    ),
    "03": (
        Question(
            "Who pays, and who erodes what the others bring?",
            (_MARGIN, _MINUTES),
            (_ORDERS,),
            "What serving costs is assumed, and where margins are missing one rate for all: a what-if, no finding.",
            "the margin of each order line, a diary of visits, calls and quotes, and a list of deliveries with minutes",
        ),
        Question(
            "What does serving each account cost?",
            (_MINUTES, _DROPS),
            (_ORDERS,),
            "From a diary or a list of deliveries alone, or from orders and lines, at an assumed cost of each.",
            "a diary of visits, calls, quotes and complaints, and a list of deliveries, each with minutes and cost",
        ),
        Question(
            "Was it price, volume, mix or leaving that changed our sales?",
            (("orders", ("product_id", "quantity")),),
            (_ORDERS,),
            "Accounts won, lost, grown and shrunk: price cannot be told from volume.",
            "the article and quantity of each order line",
        ),
        Question(
            "What would stopping an account really save?",
            (_MARGIN, ("activities", ("minutes", "cost")), ("deliveries", ("cost",))),
            (_MARGIN,),
            "Under an assumed cost of serving, most of which stays.",
            "the margin of each line, what serving costs, and which of these costs end with an account",
        ),
        Question(
            "Is our time well spent?",
            (_MARGIN, _MINUTES),
            (_ORDERS, _MINUTES),
            "Sales stand for margin.",
            "the minutes spent on each account, and the margin of each order line",
        ),
    ),
    "04": (
        Question(
            "Who has left, and who is only silent?",
            (_ORDERS, ("contracts", ("ends_at",))),
            (_ORDERS,),
            "Silence against each account's own rhythm: a guess, and never proof of leaving.",
            "the contracts with the day each one ends, and the accounts that gave notice",
        ),
        Question(
            "How many customers did we keep, and how much of their revenue?",
            (_ORDERS, ("accounts", ("parent_id",))),
            (_ORDERS,),
            "Each account as a customer of its own: groups are not known.",
            "which accounts belong to which group",
        ),
        Question(
            "How long do accounts stay?",
            (_ORDERS, ("accounts", ("opened_at",))),
            (_ORDERS,),
            "From the first order in the file: whoever was here before looks younger.",
            "the day each account was opened",
        ),
        Question(
            "Do ties keep them?",
            (_ORDERS, ("contracts", ("kind", "started_at")), ("accounts", ("opened_at",))),
            (("orders", ("category",)),),
            "The range an account buys stands for its ties.",
            "the contracts, each with its kind and the day it began",
        ),
        Question(
            "Does a manager or a branch lose more accounts than chance would?",
            (_ORDERS, ("accounts", ("manager", "region"))),
            (_ORDERS, ("accounts", ("region",))),
            "By region alone: nobody knows who answered for whom.",
            "who answers for each account, and since when",
        ),
        Question(
            "Whom should we call this month?",
            (_MARGIN, ("activities", ("activity", "performed_at"))),
            (_ORDERS,),
            "By silence and sales alone: what went wrong between us is not in the file.",
            "the margin of each line, and the visits, calls, quotes and complaints with their days",
        ),
    ),
    "05": (
        Question(
            "When does an account pay back what it cost to win?",
            (_MARGIN,),
            (_ORDERS,),
            "Margin is assumed as a share of revenue.",
            "the margin of each line, and what is spent on winning accounts",
        ),
        Question(
            "Is there a contract, and which model fits?",
            (_ORDERS, ("contracts", ("started_at", "ends_at"))),
            (_ORDERS,),
            "Without contracts nobody says goodbye: buying and silence are all there is.",
            "the contracts, with the day each one began and ends",
        ),
        Question(
            "Is an account still alive, and how often will it buy?",
            (_ORDERS, ("accounts", ("parent_id",))),
            (_ORDERS,),
            "Each account as a customer of its own: groups are not known.",
            "which accounts belong to which group",
        ),
        Question(
            "What is an account worth over the years ahead?",
            (_MARGIN,),
            (_ORDERS,),
            "Margin is assumed as a share of revenue.",
            "the margin of each line",
        ),
        Question(
            "How sure are we of an account's value?",
            (_MARGIN, ("accounts", ("opened_at",))),
            (_ORDERS,),
            "Held against purchases only, from the first order in the file.",
            "the day each account was opened, and the margin of each line",
        ),
    ),
}


def verdict(company: Company, lesson: str) -> Verdict:
    """Return, question by question, what a company's tables can answer of `lesson` (two digits, such as "02").

    >>> import kamlib
    >>> kamlib.load("larkfield").can_answer("02").findings[0].status
    'answerable'
    """
    if lesson not in QUESTIONS:
        raise ValueError(f"Lesson {lesson!r} asks nothing of a file; {', '.join(QUESTIONS)} do.")
    findings = tuple(_judge(company, question) for question in QUESTIONS[lesson])
    return Verdict(company.name, lesson, findings, _smallest_difference(company))


def _judge(company: Company, question: Question) -> Finding:
    def all_there(needs: tuple[Need, ...]) -> bool:
        there = all(company.has(table, *columns) for table, columns in needs)
        return there and all(company.missing(table, column) < 1 for table, column in _measured(needs))

    ask = f"Ask for {question.ask_for}." if question.ask_for else ""
    if all_there(question.needs):
        return Finding(question.text, "answerable", _gaps(company, question.needs))
    if question.proxy and all_there(question.proxy):
        words = (question.proxy_means, _gaps(company, question.proxy), ask)
        return Finding(question.text, "by proxy", " ".join(filter(None, words)))
    return Finding(question.text, "not", ask or "Ask for the orders.")


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
        return "Without orders no difference can be shown at all."
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
