"""Lesson 10, the decision: four shortfalls, four cures, one budget. Which cure for which shortfall?

A plan is a dict from item to cure. The teaching company's truth holds at which gap each item is really lost and what each cure
closes there, so the plan is held against doing nothing, against coaching everybody, against writing standards for everything, and
against knowing.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pandas as pd

from kamlib.course.claims.lesson_10.lost import chained
from kamlib.course.claims.lesson_10.promised import SURELY_LONGER, by_region, last_year, slow_and_bold
from kamlib.course.decision import NOTHING_SPENT, Decision, Outcome, judged, register
from kamlib.course.exercises.lesson_10.said import now, said
from kamlib.figures.house import counted
from kamlib.methods import gaps
from kamlib.tables.company import Company
from kamlib.tables.larkfield import CLOSING, CURES, EVERYWHERE, cures_told

_CENT = 0.01
_CLOSES = 0.65
"""The share of a shortfall that the right cure closes, by and large: the lesson gives it."""


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if not isinstance(plan, Mapping):
        return 'A plan is a dict from item to cure, such as {"09": "coach"}.'
    told = cures_told(company.truth)
    if not len(told):
        return None
    items = told["item"].unique()
    if odd := next((one for one in plan if one not in items), None):
        return f"{odd!r} is none of the shortfalls on offer: they are {', '.join(items)}."
    if odd := next((one for one in plan.values() if one not in CURES), None):
        return f"There is no cure {odd!r}; there are {', '.join(CURES)}."
    if (cost := float(_rows(told, plan)["cost"].sum())) > CLOSING + _CENT:
        return f"The plan costs {cost:,.0f} {company.currency}; there are {CLOSING:,.0f}. Less is allowed."
    return None


def outcome(company: Company, plan: Mapping[str, str]) -> Outcome:
    """Return what the cures bring in a year against doing nothing, or that they were recorded."""
    if "cures" not in company.truth:
        return Outcome(
            f"Recorded: {counted(len(plan), 'cure')}.",
            (),
            company.currency,
            "Nobody knows yet what they bring. Ask the same items again in half a year, of the same people, in two regions.",
        )
    truth = company.truth["cures"]
    chosen = _rows(truth, plan)
    net = net_of(truth, plan)
    coached, written = (net_of(truth, everywhere(company, cure)) for cure in ("coach", "write"))
    best = net_of(truth, best_plan(truth))
    right = int((chosen["cure"] == chosen["gap"].map(dict(enumerate(CURES, start=1)))).sum())
    luck = float((chosen["expected_gain"] * (chosen["luck"] - 1)).sum())
    won = f"{'earn' if net >= 0 else 'lose'} {abs(net):,.0f} {company.currency}"
    return Outcome(
        f"You cure {counted(len(plan), 'shortfall')}; {right:,} of the cures fit the gap. They {won} in a year, against doing nothing."
        if plan
        else "You cure nothing.",
        (
            ("What the cures are expected to bring in a year", float(chosen["expected_gain"].sum())),
            ("What they cost", -float(chosen["cost"].sum())),
            ("Your plan against doing nothing", net),
            ("Coaching everybody", coached),
            ("Writing a standard for everything", written),
            ("The best there is, for one who knew where it is lost", best),
            ("Luck (what happened less what was to be expected)", luck),
        ),
        company.currency,
        judged(net, best, max(coached, written)) if plan else NOTHING_SPENT,
    )


def net_of(truth: pd.DataFrame, plan: Mapping[str, str]) -> float:
    """Return what a plan is expected to bring in a year, less its cost."""
    rows = _rows(truth, plan)
    return float((rows["expected_gain"] - rows["cost"]).sum())


def everywhere(company: Company, cure: str) -> dict[str, str]:
    """Return a habit: one cure for every shortfall, the worst first, as far as the money lasts."""
    told = cures_told(company.truth)
    short = shortfalls(company)
    plan: dict[str, str] = {}
    for item in sorted(short, key=lambda one: short[one]):
        if float(_rows(told, {**plan, item: cure})["cost"].sum()) <= CLOSING:
            plan[item] = cure
    return plan


def by_the_chain(company: Company) -> dict[str, str]:
    """Return the careful rule: each shortfall its cure by the chain of gaps, where that is expected to pay, as the money lasts."""
    told = cures_told(company.truth)
    short, cures = shortfalls(company), diagnosed(company)
    rows = _rows(told, cures)
    net = {
        str(item): -_CLOSES * short[str(item)] * float(worth) - float(cost)
        for item, worth, cost in zip(rows["item"], rows["worth_a_point"], rows["cost"], strict=True)
    }
    plan: dict[str, str] = {}
    for item in sorted(net, key=lambda one: -net[one]):
        if net[item] > 0 and float(_rows(told, {**plan, item: cures[item]})["cost"].sum()) <= CLOSING:
            plan[item] = cures[item]
    return plan


def diagnosed(company: Company) -> dict[str, str]:
    """Return for each shortfall the cure of the link at which most is lost; a link 3 or 4 is told by our own clock."""
    cures = dict(zip(gaps.LINKS.values(), CURES, strict=False))
    found = {}
    for item, region in shortfall_regions(company).items():
        chain = chained(company, None if region == EVERYWHERE else region)
        link = str(chain.loc[item, "lost_at"]) if chain is not None and item in chain.index else ""
        cure = "write" if link == "no standard is written" else cures.get(link, "coach")
        # What is promised too short shows where the days named differ and the days taken do not.
        found[item] = "promise" if cure == "coach" and bold(company, region) else cure
    return found


def bold(company: Company, region: str) -> bool:
    """Return whether a region names shorter days than the others while it takes as long."""
    table = by_region(company, last_year(company))
    if region not in table.index:
        return False
    slow, short = slow_and_bold(table.T[region], table.drop(region))
    return short > max(slow, SURELY_LONGER)


def shortfall_regions(company: Company) -> dict[str, str]:
    """Return the region of each shortfall on offer."""
    told = cures_told(company.truth).drop_duplicates("item")
    return dict(zip(told["item"], told["region"], strict=True))


def shortfalls(company: Company) -> dict[str, float]:
    """Return by how many points each item on offer falls short in the last wave, where it is on offer (below zero)."""
    frame = now(company)
    got, wanted = said(company, "perception"), said(company, "expectation")
    gap = got - wanted
    regions = frame["region"].reindex(gap.index)
    return {
        item: float(gap.loc[regions == region, item].mean() if (regions == region).any() else gap[item].mean())
        for item, region in shortfall_regions(company).items()
    }


def best_plan(truth: pd.DataFrame) -> dict[str, str]:
    """Return the affordable plan that is expected to bring most, for one who knew."""
    items = list(truth["item"].unique())
    plans = (
        {item: cure for item, cure in zip(items, cures, strict=True) if cure}
        for cures in product(["", *CURES], repeat=len(items))
    )
    paid = (plan for plan in plans if float(_rows(truth, plan)["cost"].sum()) <= CLOSING + _CENT)
    return max(paid, key=lambda plan: net_of(truth, plan))


def _rows(table: pd.DataFrame, plan: Mapping[str, str]) -> pd.DataFrame:
    return table[table["item"].map(plan).eq(table["cure"])]


register(
    Decision(
        "10", "Which cure for which shortfall?", refuse, outcome, lambda plan: {str(k): str(v) for k, v in plan.items()}
    )
)
