"""Lesson 02, the decision: which accounts get which level of service on a fixed budget.

The teaching company's truth holds what every account would bring in the next twelve months under each level, so a plan
can be held against doing nothing, against the habit of serving the largest, and against the best plan there is.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib.course.decision import Decision, Outcome, register
from kamlib.methods.segments.worth import allocation_value, best_allocation
from kamlib.tables.company import Company
from kamlib.tables.larkfield import BUDGET, SERVICE_LEVELS

COSTS = pd.Series(SERVICE_LEVELS, dtype=float)
CHEAPEST = str(COSTS.idxmin())


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if not isinstance(plan, pd.Series):
        return "A plan is a Series: account_id as index, a level of service as value."
    known = set(company.accounts["account_id"])
    if plan.index.has_duplicates:
        return f"Account {plan.index[plan.index.duplicated()][0]} stands in the plan twice: give it one level."
    if unknown := [one for one in plan.index if one not in known]:
        return f"{unknown[0]!r} is no account ({len(unknown):,} such in the plan): use account_id as index."
    if wrong := sorted({str(level) for level in plan} - set(SERVICE_LEVELS)):
        return f"{wrong[0]!r} is no level of service: the levels are {', '.join(SERVICE_LEVELS)}."
    cost = plan.map(COSTS).sum()
    if cost > BUDGET:
        return f"This plan costs {cost:,.0f} {company.currency} a year and the budget is {BUDGET:,.0f}: serve fewer accounts."
    return None


def outcome(company: Company, plan: pd.Series) -> Outcome:
    """Return what the plan brings against doing nothing and against the best, or that it was recorded."""
    if "service" not in company.truth:
        served = int((plan != CHEAPEST).sum())
        return Outcome(
            f"Recorded: {served:,} accounts above {CHEAPEST} service.",
            (),
            company.currency,
            "Nobody knows the outcome yet. Play it again in a year, on next year's file, for the re-appraisal.",
        )
    service = company.truth["service"]
    expected = service.pivot(index="account_id", columns="level", values="expected_margin")
    realised = service.pivot(index="account_id", columns="level", values="realised_margin")
    plan = plan.reindex(expected.index, fill_value=CHEAPEST)
    gained = _net_gain(expected, plan)
    best = _net_gain(expected, best_allocation(expected, COSTS, BUDGET))
    habit = _net_gain(expected, _largest_first(company, expected.index))
    luck = _net_gain(realised, plan) - gained
    return Outcome(
        f"Your plan {'earns' if gained >= 0 else 'loses'} {abs(gained):,.0f} {company.currency} a year against {CHEAPEST} "
        "service for all.",
        (
            (f"Margin under {CHEAPEST} service for all", expected[CHEAPEST].sum()),
            ("Extra margin your plan brings", gained + plan.map(COSTS).sum()),
            ("What the service costs", -plan.map(COSTS).sum()),
            ("Your plan against doing nothing", gained),
            ("Key service to the largest, as is the habit", habit),
            ("The best plan there is on this budget", best),
            ("Luck in your year (what happened less what was to be expected)", luck),
        ),
        company.currency,
        _verdict(gained, best, habit),
    )


def _net_gain(outcomes: pd.DataFrame, plan: pd.Series) -> float:
    """Return margin under the plan, less its cost, less margin under the cheapest level for all."""
    return float(allocation_value(plan, outcomes, COSTS)["net"] - outcomes[CHEAPEST].sum())


def _largest_first(company: Company, accounts: pd.Index) -> pd.Series:
    """Return the habit: the dearest level for the accounts with the most revenue, as far as the budget goes."""
    dearest = str(COSTS.idxmax())
    revenue = company.orders.groupby("account_id")["revenue"].sum().reindex(accounts, fill_value=0.0)
    plan = pd.Series(CHEAPEST, index=accounts)
    plan[revenue.nlargest(int(BUDGET // COSTS[dearest])).index] = dearest
    return plan


def _verdict(gained: float, best: float, habit: float) -> str:
    if gained < 0:
        reached = "The service costs more than it brings."
    else:
        reached = f"You reached {gained / best:.0%} of what the budget could earn." if best > 0 else ""
    against = "better" if gained > habit else "no better"
    return f"{reached} That is {against} than serving the largest. Do not take credit for the luck."


register(Decision("02", "Which accounts get which level of service on a fixed budget?", refuse, outcome))
