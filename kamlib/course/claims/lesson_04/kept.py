"""Section 2 of lesson 04 as a claim: how many customers were kept, and how much of their revenue."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kamlib.course.claim import Statement, claim
from kamlib.figures import cohort_triangle, percent, retention_bridge
from kamlib.figures.house import counted, money
from kamlib.methods import cohorts
from kamlib.methods.cohorts.retention import Retention
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

REICHHELD = (
    "Reichheld, F. F. and Sasser, W. E. (1990). Zero defections: quality comes to services. Harvard Business Review 68."
)
LONG_FILE = 3.0
"""Years from which on cohorts are half-years; in a shorter file they are months."""
_MAY_NOT_SAY = (
    "“We keep more than all of our revenue, so nobody leaves.” Net retention can pass 100 % while customers leave in crowds: "
    "say how many, too. Nor a rate without its period: a year's rate is not twelve times a month's, and five points of "
    "defection are not five per cent of retention."
)


@claim(
    "4.2",
    "Customers and revenue kept",
    question="How many customers did we keep, and how much of their revenue?",
    references=(REICHHELD,),
)
def kept(company: Company) -> Statement:
    """State logo, gross and net revenue retention with their intervals, and the rate in a month."""
    orders, parents = company.orders, parents_of(company.or_empty("accounts"))
    found = cohorts.retention(orders, company.as_of, cohorts.stretch_days(orders, company.as_of), parents)
    years = (company.as_of - orders["ordered_at"].min()).days / 365.25
    triangle = cohorts.triangle(orders, company.as_of, 6 if years > LONG_FILE else 1, parents)
    headline, may_say = _in_words(found, company.currency)
    stretch = counted(found.days, "day")
    return Statement(
        headline=headline,
        may_say=may_say,
        may_not_say=_MAY_NOT_SAY,
        assumptions=(
            counts_as(len(parents) > 0),
            f"The last {stretch} are compared with the {stretch} before."
            if found.days == 365
            else f"The file is short, so its last {stretch} are compared with the {stretch} before: seasons may differ.",
            found.note,
        ),
        draw=lambda: (retention_bridge(found, company.currency), cohort_triangle(triangle)),
    )


def counts_as(known: bool) -> str:
    """Return, in a sentence, who counts as a customer: parents where they are known."""
    if known:
        return "A parent and its accounts count as one customer; orders that move between them are no loss."
    return "The file names no parents, so each account counts as a customer of its own."


def _in_words(found: Retention, currency: str) -> tuple[str, str]:
    before, stretch = int((found.table["start"] > 0).sum()), counted(found.days, "day")
    if not before:
        return (
            f"Nobody bought in the {stretch} before the last {stretch}, so there was nobody to keep.",
            "How many of today's customers stay will show when as much time has passed again.",
        )
    rates: dict[Any, Any] = found.intervals.to_dict("index")
    logo, gross, net = (_rate(row) for row in rates.values())
    who, lost = counted(before, "customer"), 1 - found.logo_retention
    month = 1 - found.logo_retention ** (365.25 / 12 / found.days)
    evenly = f" Lost evenly, that is {percent(month, 2)} a month." if 0 < lost < 1 else ""
    return (
        f"{percent(found.logo_retention)} of {who} bought again, and with what they bought on top they brought "
        f"{percent(found.net_revenue_retention)} of the revenue of the {stretch} before.",
        f"Of {who} of the {stretch} before, {logo} bought again.{evenly} Of the "
        f"{money(found.parts['start'], currency, 0)} they brought then, {gross} came again, and {net} with what they bought "
        "on top.",
    )


def _rate(row: Mapping[str, float]) -> str:
    between = (
        ""
        if math.isnan(row["low"]) or row["low"] == row["high"]
        else f" (95% interval {percent(row['low'])} to {percent(row['high'])})"
    )
    return f"{percent(row['estimate'])}{between}"
