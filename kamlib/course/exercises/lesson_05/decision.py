"""Lesson 05, the decision: what we pay at most for a new account, lot by lot.

A plan is a Series of prices by lot. Where the most we pay is as high as what the seller asks, the lot is bought at the
asking price. The teaching company's truth holds what such accounts bring in three years, so the plan is held against
buying nothing, against two habits and against knowing every value.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib.course.decision import Decision, Outcome, judged, register
from kamlib.figures.house import counted
from kamlib.methods import last_days
from kamlib.methods.equity import newcomers, worth_of_newcomers
from kamlib.methods.profit import with_margin
from kamlib.tables.company import Company
from kamlib.tables.larkfield import DISCOUNT, LARGE_ORDER, YEARS, lots_on_offer

FIRST_ORDERS = 3.0
"""The habit: so many first orders' revenue for an account. A convention of ours."""


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if not isinstance(plan, pd.Series):
        return "A plan is a Series: the most you pay for an account, by lot."
    if plan.index.has_duplicates:
        return f"Lot {plan.index[plan.index.duplicated()][0]} stands in the plan twice: give it one price."
    prices = pd.to_numeric(plan, errors="coerce")
    if len(plan) and (prices.isna().any() or (prices < 0).any()):
        return "Every lot needs a price that is a number from 0 on: 0 buys nothing."
    lots = lots_on_offer(company.truth).index
    if len(lots) and (unknown := sorted(map(str, set(plan.index) - set(lots)))):
        return f"The plan names {counted(len(unknown), 'lot')} that nobody offers, first {unknown[0]!r}: use the lots' names."
    return None


def outcome(company: Company, plan: pd.Series) -> Outcome:
    """Return what the lots bought bring in three years against buying none, or that the prices were recorded."""
    if "prospects" not in company.truth:
        return Outcome(
            f"Recorded: the most you pay, for {counted(len(plan), 'kind')} of account.",
            (),
            company.currency,
            "Nobody knows yet what they will bring. Write down what each one cost, and compare in a year.",
        )
    truth = company.truth["prospects"].set_index("lot")
    bought = taken(truth, plan)
    paid = float((bought["accounts"] * bought["asked"]).sum())
    brings = float((bought["accounts"] * bought["expected_value"]).sum())
    luck = float((bought["accounts"] * (bought["realised_value"] - bought["expected_value"])).sum())
    first, average = net_of(truth, by_first_order(company)), net_of(truth, by_average(company))
    best = net_of(truth, truth["expected_value"])
    net = brings - paid
    won = f"{'earn' if net >= 0 else 'lose'} {abs(net):,.0f} {company.currency}"
    return Outcome(
        f"You bought {len(bought):,} of {len(truth):,} lots, {counted(int(bought['accounts'].sum()))}. They {won} in {YEARS} "
        "years, against buying none.",
        (
            ("What they are expected to bring, served and discounted", brings),
            ("What you paid", -paid),
            ("Your prices against buying nothing", net),
            (f"Paying {FIRST_ORDERS:.0f} first orders for an account", first),
            ("Paying what the average account is worth", average),
            ("The best there is, for one who knew every value", best),
            ("Luck (what happened less what was to be expected)", luck),
        ),
        company.currency,
        _verdict(bought, net, best, max(first, average)),
    )


def taken(truth: pd.DataFrame, plan: pd.Series) -> pd.DataFrame:
    """Return the lots whose asking price is not above the most the plan pays; a lot without a price is not bought."""
    most = pd.to_numeric(plan).reindex(truth.index).fillna(0.0)
    return truth[most >= truth["asked"]]


def net_of(truth: pd.DataFrame, plan: pd.Series) -> float:
    """Return what a plan's lots are expected to bring less what is paid for them."""
    bought = taken(truth, plan)
    return float((bought["accounts"] * (bought["expected_value"] - bought["asked"])).sum())


def by_first_order(company: Company) -> pd.Series:
    """Return the one habit: a multiple of the first order."""
    return FIRST_ORDERS * lots_on_offer(company.truth)["first_revenue"]


def by_average(company: Company) -> pd.Series:
    """Return the other habit: three times what an account of today left last year, the same for every lot."""
    year = last_days(with_margin(company.orders), company.as_of)
    worth = YEARS * year.groupby("account_id")["margin"].sum().mean()
    return pd.Series(worth, index=lots_on_offer(company.truth).index)


def by_past_accounts(company: Company) -> pd.Series:
    """Return the careful rule: what new accounts of the same type and first order brought, all regions together."""
    new = newcomers(company.orders, company.as_of, company.get("activities"), company.get("deliveries"))
    kind = company.accounts.set_index("account_id")["account_type"].reindex(new.index)
    large = new["first_revenue"] >= LARGE_ORDER
    prices = {}
    for row in lots_on_offer(company.truth).reset_index().to_dict("records"):
        alike = new[(kind == row["account_type"]) & (large == (row["first_order"] == "large"))]
        prices[row["lot"]] = worth_of_newcomers(alike, DISCOUNT, YEARS)
    return pd.Series(prices, dtype=float).fillna(0.0).clip(lower=0)


def _verdict(bought: pd.DataFrame, net: float, best: float, habit: float) -> str:
    if bought.empty:
        return "Nothing was bought: nothing gained, nothing lost."
    dear = int((bought["expected_value"] < bought["asked"]).sum())
    were = "was" if dear == 1 else "were"
    said = f"{counted(dear, 'lot').capitalize()} of those you bought {were} dearer than what comes back."
    return judged(net, best, habit, said)


register(Decision("05", "What do we pay at most for a new account?", refuse, outcome))
