"""Section 4 of lesson 05 as a claim: what the base and its accounts are worth over the next three years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_05.alive import usable
from kamlib.course.naming import names_of
from kamlib.figures import money, percent
from kamlib.figures.house import counted
from kamlib.methods import clv
from kamlib.methods.profit import with_margin
from kamlib.methods.profit.accounts import value_is
from kamlib.tables.company import Company

GAMMA = "Fader, P. S. and Hardie, B. G. S. (2013). The gamma-gamma model of monetary value."
MONTHS, DISCOUNT = 36, 0.10


@claim(
    "5.4",
    "What accounts are worth",
    question="What is an account worth over the years ahead?",
    references=(GAMMA,),
)
def worth(company: Company) -> Statement:
    """State the value of the base over 36 months, and how much of it is with the most valuable tenth."""
    value = values(company)
    may_not = (
        "“This account is worth so much.” The value is what accounts with this history bring on average. Nor that it holds for a "
        "new account. What it cost to win them is spent and no part of it; what it costs to serve them is not taken off."
    )
    assumed = (
        f"Margins of {MONTHS} months, each at the end of its month, discounted at {DISCOUNT:.0%} a year.",
        f"Value is {value_is(with_margin(company.orders))}, at one rate of margin for all accounts.",
    )
    total = float(value.sum())
    if value.empty or not np.isfinite(total) or total <= 0:
        said = "What the accounts are worth cannot be told: too few came back, or no margin was left."
        return Statement(said, said, may_not, assumed)
    tenth = value.nlargest(max(1, len(value) // 10))
    first = names_of(company, tenth.index[:1])[0]
    headline = (
        f"The {counted(len(value))} are expected to bring {money(total, company.currency, 0)} of margin in {MONTHS} months, in "
        "money of today."
    )
    told = value.sort_values(ascending=False).round(2).to_frame("value")
    return Statement(
        headline,
        f"{headline} {percent(float(tenth.sum()) / total)} of it is with the {counted(len(tenth))} worth most; first stands {first}.",
        may_not,
        assumed,
        lists={"Accounts by value, the most valuable first": told},
    )


def values(company: Company, months: int = MONTHS) -> pd.Series:
    """Return the value of each account over so many months; empty where no model can be fitted."""
    table = clv.summary(company.orders, company.as_of, unit="month").table
    buying, spend = clv.fit_mbg_nbd(table), clv.fit_gamma_gamma(table)
    if not usable(buying) or not np.isfinite(spend.mean_spend):
        return pd.Series(dtype=float, name="value")
    orders = with_margin(company.orders)
    revenue = float(orders["revenue"].sum())
    rate = float(orders["margin"].sum()) / revenue if revenue else 0.0
    return clv.value(buying, table, rate * spend.expected_spend(table), months, (1 + DISCOUNT) ** (1 / 12) - 1, "end")
