"""Section 2 of lesson 02 as a claim: how much of the revenue hangs on how few customers."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import isolated, names_of
from kamlib.figures import lorenz_curve, percent, top_shares_bars
from kamlib.figures.house import counted
from kamlib.methods.concentration import Concentration, concentration
from kamlib.tables.company import Company
from kamlib.tables.ownership import owners

REFERENCES = (
    "Gini, C. (1914). Sulla misura della concentrazione e della variabilità dei caratteri.",
    "Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American "
    "Statistical Association 9.",
)
_MAY_NOT_SAY = (
    "“We depend on few customers, so we must find new ones.” Whether dependence is dear or cheap depends on margins and "
    "on who leaves. Nor: “eighty per cent from twenty per cent”, which is a saying; the share above was measured."
)


@claim(
    "2.2",
    "Dependence on a few",
    question="How much do we depend on a few accounts?",
    references=REFERENCES,
)
def dependence(company: Company) -> Statement:
    """State what the largest customer brings, and how many equal accounts these would be."""
    orders, parents = company.orders, _parents(company)
    found = concentration(orders, parents)
    owner = orders["account_id"] if parents is None else owners(orders["account_id"], parents)
    customers = orders["revenue"].groupby(owner).sum().sort_values(ascending=False, kind="stable")
    headline, may_say = _in_words(company, found, customers)
    counts_as = (
        "The file names no parents, so each account counts as a customer of its own: two accounts of one owner count twice."
        if parents is None
        else "A parent and its accounts count as one customer. Second entries of one firm are not merged here."
    )
    return Statement(
        headline=headline,
        may_say=may_say,
        may_not_say=_MAY_NOT_SAY,
        assumptions=tuple(one for one in (counts_as, found.note) if one),
        draw=lambda: (lorenz_curve(found), top_shares_bars(found)),
        lists={"Accounts by revenue": found.table.set_index("account_id")},
    )


def _in_words(company: Company, found: Concentration, customers: pd.Series) -> tuple[str, str]:
    total, accounts = float(customers.sum()), len(found.table)
    if not total > 0:
        return (
            "Revenue does not add up to more than zero, so nobody has a share of it.",
            "In this period refunds and credits took back all that was sold: no dependence can be measured.",
        )
    if len(customers) == 1:
        return (
            "All revenue comes from one customer.",
            f"Everything hangs on {_name(company, customers.index[0])}.",
        )
    share = percent(float(customers.iloc[0]) / total)
    fifth = percent(float(found.top_shares[0.20]))
    intervals: dict[Any, Any] = found.intervals.to_dict("index")
    low, high = (intervals["effective_accounts"][end] for end in ("low", "high"))
    equal = "{:,.0f}" if found.effective_accounts >= 10 else "{:,.1f}"
    sure = "" if math.isnan(low) else f" (95% interval {equal.format(low)} to {equal.format(high)})"
    return (
        f"The largest customer brings {share} of revenue; the largest fifth of {counted(accounts)} brings {fifth}.",
        f"The largest customer, {_name(company, customers.index[0])}, brings {share} of revenue. "
        f"The {counted(accounts)} are as concentrated as {equal.format(found.effective_accounts)} equal ones would be{sure}.",
    )


def _parents(company: Company) -> pd.Series | None:
    if not company.has("accounts", "parent_id"):
        return None
    parents = company.accounts.drop_duplicates("account_id").set_index("account_id")["parent_id"]
    return parents if parents.notna().any() else None


def _name(company: Company, customer: str) -> str:
    """Return the name of an account, or of a parent where the file gives one."""
    if company.has("accounts", "parent_id", "parent_name"):
        named = company.accounts.dropna(subset=["parent_id", "parent_name"]).set_index("parent_id")["parent_name"]
        if customer in named.index:
            return isolated(str(named.loc[[customer]].iloc[0]))
    return names_of(company, [customer])[0]
