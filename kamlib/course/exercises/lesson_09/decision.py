"""Lesson 09, the decision: which things to mend, with one budget.

A plan is a list of repairs. The teaching company's truth holds what each is expected to bring in a year, so the plan is held
against doing nothing, against mending what customers rate lowest, against mending what can be lifted most, and against knowing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pandas as pd

from kamlib.course.decision import NOTHING_SPENT, Decision, Outcome, judged, register
from kamlib.course.exercises.lesson_09.said import by_dimension, satisfaction
from kamlib.figures.house import counted
from kamlib.methods import survey
from kamlib.tables.company import Company
from kamlib.tables.larkfield import HELD_A_POINT, MENDING, repairs_told

_CENT = 0.01


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if isinstance(plan, str | dict) or not isinstance(plan, Iterable) or isinstance(plan, pd.DataFrame):
        return 'A plan is a list of repairs, such as ["hotline"].'
    chosen = [str(one) for one in plan]
    if twice := next((one for one in chosen if chosen.count(one) > 1), None):
        return f"{twice!r} stands in the plan twice: it can be mended once."
    told = repairs_told(company.truth)
    if len(told) and (unknown := [one for one in chosen if one not in told.index]):
        return f"There is no repair {unknown[0]!r}; there are {', '.join(told.index)}."
    if len(told) and float(told.loc[chosen, "cost"].sum()) > MENDING + _CENT:
        spent = float(told.loc[chosen, "cost"].sum())
        return f"The plan costs {spent:,.0f} {company.currency}; there are {MENDING:,.0f}. Less is allowed."
    return None


def outcome(company: Company, plan: Iterable[str]) -> Outcome:
    """Return what the repairs bring in a year against mending nothing, or that they were recorded."""
    chosen = [str(one) for one in plan]
    if "repairs" not in company.truth:
        return Outcome(
            f"Recorded: {counted(len(chosen), 'repair')}.",
            (),
            company.currency,
            "Nobody knows yet what they bring. Mend in one region first, drawn by lot, and ask both in the next wave.",
        )
    truth = company.truth["repairs"].set_index("repair")
    net = net_of(truth, chosen)
    lowest, largest, best = (
        net_of(truth, rule) for rule in (lowest_rated(company), most_lift(company), best_plan(truth))
    )
    luck = float((truth.loc[chosen, "expected_gain"] * (truth.loc[chosen, "luck"] - 1)).sum())
    won = f"{'earn' if net >= 0 else 'lose'} {abs(net):,.0f} {company.currency}"
    return Outcome(
        f"You mend {', '.join(chosen)}. They {won} in a year, against mending nothing."
        if chosen
        else "You mend nothing.",
        (
            ("What the repairs are expected to bring in a year", net + float(truth.loc[chosen, "cost"].sum())),
            ("What they cost", -float(truth.loc[chosen, "cost"].sum())),
            ("Your plan against mending nothing", net),
            ("Mending what customers rate lowest", lowest),
            ("Mending what can be lifted most", largest),
            ("The best there is, for one who knew what moves them", best),
            ("Luck (what happened less what was to be expected)", luck),
        ),
        company.currency,
        judged(net, best, max(lowest, largest)) if chosen else NOTHING_SPENT,
    )


def net_of(truth: pd.DataFrame, plan: Iterable[str]) -> float:
    """Return what a plan is expected to bring in a year, less its cost."""
    rows = truth.loc[list(plan)]
    return float((rows["expected_gain"] - rows["cost"]).sum())


def affordable(told: pd.DataFrame, worth: pd.Series) -> list[str]:
    """Return the repairs in the order of their worth, as long as the money lasts."""
    chosen, left = [], MENDING
    for name in worth.sort_values(ascending=False, kind="stable").index:
        if told.loc[name, "cost"] <= left:
            chosen.append(str(name))
            left -= float(told.loc[name, "cost"])
    return chosen


def lowest_rated(company: Company) -> list[str]:
    """Return the one habit: mend the dimension that customers of the last wave rate lowest, then the next."""
    told, score = repairs_told(company.truth), by_dimension(company).mean()
    return affordable(told, -told["dimension"].map(score))


def most_lift(company: Company) -> list[str]:
    """Return the other habit: mend where the pilot lifted the score most."""
    told = repairs_told(company.truth)
    return affordable(told, told["lift"])


def by_what_moves(company: Company) -> list[str]:
    """Return the careful rule: the affordable set whose gain, told by the survey and the pilots, exceeds its cost most."""
    told = repairs_told(company.truth)
    return _best(told, expected(company) - told["cost"])


def expected(company: Company) -> pd.Series:
    """Return what each repair may be expected to bring: lift, times what a point of the dimension does, times what that holds.

    What a point of a dimension does to satisfaction is the coefficient of the regression of satisfaction on the five dimensions:
    an effect is wanted here, not a share.
    """
    told = repairs_told(company.truth)
    effect = survey.effects(by_dimension(company), satisfaction(company))["effect"]
    return told["lift"] * told["dimension"].map(effect) * HELD_A_POINT * told["margin"]


def best_plan(truth: pd.DataFrame) -> list[str]:
    """Return the affordable set that is expected to bring most, for one who knew."""
    return _best(truth, truth["expected_gain"] - truth["cost"])


def _best(told: pd.DataFrame, net: pd.Series) -> list[str]:
    names = [str(name) for name in told.index]
    sets = (list(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size))
    return max(
        (one for one in sets if told.loc[one, "cost"].sum() <= MENDING + _CENT), key=lambda one: float(net[one].sum())
    )


register(
    Decision("09", "Which things do we mend?", refuse, outcome, lambda plan: dict.fromkeys(map(str, plan), "mend"))
)
