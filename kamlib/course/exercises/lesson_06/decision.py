"""Lesson 06, the decision: where the next 50,000 goes, programme by programme.

A plan is a Series of additional money by programme. The teaching company's truth holds what more money does in each, so the
plan is held against keeping the money, against two habits and against knowing every curve.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib.course.decision import NOTHING_SPENT, Decision, Outcome, judged, register
from kamlib.figures.house import counted
from kamlib.methods import last_days
from kamlib.methods.equity import ResponseCurve, newcomers, pilot_costs, pilot_curve, spread, worth_of_newcomers
from kamlib.methods.profit import by_account, with_margin, work
from kamlib.tables.company import Company
from kamlib.tables.larkfield import DISCOUNT, KEPT_YEARS, LARGE, LARGE_ORDER, MIDDLE, NEXT_MONEY, YEARS, pilots_told

_CENT = 0.01


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if not isinstance(plan, pd.Series):
        return "A plan is a Series: additional money, by programme."
    if plan.index.has_duplicates:
        return f"{plan.index[plan.index.duplicated()][0]!r} stands in the plan twice: give it one amount."
    money = pd.to_numeric(plan, errors="coerce")
    if len(plan) and (money.isna().any() or (money < 0).any() or money.isin([float("inf")]).any()):
        return "Every programme needs an amount that is a number from 0 on: 0 adds nothing."
    told = pilots_told(company.truth).index
    if len(told) and (unknown := sorted(map(str, set(plan.index) - set(told)))):
        return f"There is no programme {unknown[0]!r} on trial; there are {', '.join(told)}."
    if len(told) and float(money.sum()) > NEXT_MONEY + _CENT:
        return f"The plan spends {money.sum():,.0f} {company.currency}; there are {NEXT_MONEY:,.0f}. Less is allowed."
    return None


def outcome(company: Company, plan: pd.Series) -> Outcome:
    """Return what a plan brings in three years against keeping the money, or that it was recorded."""
    if "pilots" not in company.truth:
        return Outcome(
            f"Recorded: additional money for {counted(len(plan), 'programme')}.",
            (),
            company.currency,
            "Nobody knows yet what it will bring. Leave a district drawn by lot without it, and compare in a year.",
        )
    truth = company.truth["pilots"].set_index("programme")
    net, spent = net_of(truth, plan), float(pd.to_numeric(plan).sum())
    luck = float((_brings(truth, plan) * (truth["luck"] - 1)).sum())
    keep, cheapest = net_of(truth, all_to_keeping(company)), net_of(truth, cheapest_on_average(company))
    best = net_of(truth, best_plan(truth))
    won = f"{'earn' if net >= 0 else 'lose'} {abs(net):,.0f} {company.currency}"
    more_on = counted(int((pd.to_numeric(plan) > 0).sum()), "programme")
    headline = f"You spend {spent:,.0f} {company.currency} more on {more_on}. They {won} in {YEARS} years, against keeping the money."
    return Outcome(
        headline if spent > 0 else f"You keep the {NEXT_MONEY:,.0f} {company.currency}.",
        (
            ("What it is expected to bring, served and discounted", net + spent),
            ("What you spend", -spent),
            ("Your plan against keeping the money", net),
            ("All on keeping accounts, “six times cheaper”", keep),
            ("All where the average account is cheapest", cheapest),
            ("The best there is, for one who knew every curve", best),
            ("Luck (what happened less what was to be expected)", luck),
        ),
        company.currency,
        _verdict(truth, plan, net, best, max(keep, cheapest)),
    )


def net_of(truth: pd.DataFrame, plan: pd.Series) -> float:
    """Return what a plan's money is expected to bring less itself."""
    return float(_brings(truth, plan).sum()) - float(pd.to_numeric(plan).sum())


def all_to_keeping(company: Company) -> pd.Series:
    """Return the one habit: everything on keeping, in proportion to the usual money."""
    usual = pilots_told(company.truth).loc[lambda told: told["aim"] == "keeping", "spending_usual"].astype(float)
    return NEXT_MONEY * usual / usual.sum()


def cheapest_on_average(company: Company) -> pd.Series:
    """Return the other habit: everything where an account costs least, counted over everybody who came or stayed."""
    return pd.Series({pilot_costs(pilots_told(company.truth))["counted"].idxmin(): NEXT_MONEY})


def best_plan(truth: pd.DataFrame) -> pd.Series:
    """Return the spread of one who knows every curve and every worth."""
    return spread(NEXT_MONEY, _curves(truth), truth["expected_value"], truth["spending_usual"])


def by_the_next_account(company: Company) -> pd.Series:
    """Return the careful rule: each euro where the next one brings most, by the trial and the file, and never more than was tried."""
    told = pilots_told(company.truth)
    curves = {str(name): pilot_curve(row) for name, row in told.iterrows()}
    tried = told["spending_double"] - told["spending_usual"]
    return spread(NEXT_MONEY, curves, worth_by_programme(company).clip(lower=0), told["spending_usual"], most=tried)


def worth_by_programme(company: Company) -> pd.Series:
    """Return what an account of each programme is worth, from the file: those won with a large first order, those kept by size."""
    told = pilots_told(company.truth)
    new = newcomers(company.orders, company.as_of, company.get("activities"), company.get("deliveries"))
    won = worth_of_newcomers(new[new["first_revenue"] >= LARGE_ORDER], DISCOUNT, YEARS)
    last_year = profit_of_last_year(company)
    kept = {"middle accounts": worth_of_kept(last_year, MIDDLE), "large accounts": worth_of_kept(last_year, LARGE)}
    return told["accounts"].map(kept).astype(float).fillna(won)


def profit_of_last_year(company: Company) -> pd.DataFrame:
    """Return revenue and profit of the last 365 days by account, served."""
    lines, jobs = (
        with_margin(company.orders),
        work(company.orders, company.get("activities"), company.get("deliveries")),
    )
    return by_account(last_days(lines, company.as_of), last_days(jobs, company.as_of))


def worth_of_kept(last_year: pd.DataFrame, revenue: tuple[float, float]) -> float:
    """Return what an account of a band of last year's revenue leaves in three years, served and discounted, if it is kept now."""
    inside = last_year.loc[last_year["revenue"].between(*revenue, inclusive="left"), "profit"]
    return float(inside.mean()) * KEPT_YEARS if len(inside) else 0.0


def _brings(truth: pd.DataFrame, plan: pd.Series) -> pd.Series:
    """Return what the additional money is expected to bring, programme by programme."""
    more = pd.to_numeric(plan).reindex(truth.index).fillna(0.0).astype(float)
    gained = [
        curve.share(usual + money) - curve.share(usual)
        for curve, usual, money in zip(_curves(truth).values(), truth["spending_usual"], more, strict=True)
    ]
    return truth["expected_value"] * pd.Series(gained, index=truth.index)


def _curves(truth: pd.DataFrame) -> dict[str, ResponseCurve]:
    """Return what more money truly does, by programme."""
    speed = truth["saturation"] / truth["spending_usual"]
    rows = zip(truth.index, truth["ceiling"], speed, strict=True)
    return {str(name): ResponseCurve(float(ceiling), float(rate)) for name, ceiling, rate in rows}


def _verdict(truth: pd.DataFrame, plan: pd.Series, net: float, best: float, habit: float) -> str:
    if float(pd.to_numeric(plan).sum()) == 0:
        return NOTHING_SPENT
    brings = _brings(truth, plan)
    money = pd.to_numeric(plan).reindex(truth.index).fillna(0.0)
    dear = int(((money > 0) & (brings < money)).sum())
    bring = "brings" if dear == 1 else "bring"
    said = f"{counted(dear, 'programme').capitalize()} of yours {bring} back less than the money added."
    return judged(net, best, habit, said)


register(Decision("06", "Where does the next 50,000 go?", refuse, outcome))
