"""Lesson 01, the decision: which gaps to fill in forty hours of asking.

A plan is a list of gaps, the first to ask first. The teaching company's truth holds how long each asking takes and what
the answer earns, so the list is worked from the top until the hours are gone, and held against asking nothing, against
two habits and against the best list there is.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib.course.decision import Decision, Outcome, register
from kamlib.figures.house import counted
from kamlib.methods import last_days
from kamlib.methods.accounts import knowledge_audit
from kamlib.tables.company import Company
from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS
from kamlib.tables.larkfield import ASKING_MINUTES, COST_A_MINUTE, HOURS

CELL = ["account_id", "question"]


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if not isinstance(plan, pd.DataFrame) or not set(CELL) <= set(plan.columns):
        return "A plan is a table with the columns account_id and question, one gap a row, the first to ask on top."
    if plan.duplicated(CELL).any():
        twice = plan.loc[plan.duplicated(CELL), CELL].iloc[0]
        return f"Question {twice['question']} at account {twice['account_id']} stands in the plan twice: ask it once."
    if unknown := sorted(set(plan["account_id"].astype(str)) - set(company.accounts["account_id"])):
        return f"The plan names {counted(len(unknown))} that we do not have, first {unknown[0]!r}: use account_id."
    numbers = set(range(1, len(KNOWLEDGE_QUESTIONS) + 1))
    if wrong := [one for one in plan["question"] if one not in numbers]:
        return f"{wrong[0]!r} is no question: they are numbered from 1 to {len(KNOWLEDGE_QUESTIONS)}."
    return None


def outcome(company: Company, plan: pd.DataFrame) -> Outcome:
    """Return what the answers of the month bring against asking nothing and against the best, or that it was recorded."""
    if "gaps" not in company.truth:
        return _recorded(company, plan)
    truth = company.truth["gaps"].set_index(CELL)
    asked = in_the_hours(truth, plan)
    gained, cost = float(asked["expected_gain"].sum()), _cost(asked)
    net = gained - cost
    habit, easy, best = (
        _net(truth, rule) for rule in (largest_first(company), easiest_first(company), best_list(truth))
    )
    luck = float(asked["realised_gain"].sum()) - gained
    return Outcome(
        f"In {HOURS:.0f} hours you asked {len(asked):,} of the {len(plan):,} questions on your list. "
        f"They {'earn' if net >= 0 else 'lose'} {abs(net):,.0f} {company.currency} in a year.",
        (
            ("What the answers are expected to earn in a year", gained),
            ("What the hours cost", -cost),
            ("Your list against asking nothing", net),
            ("The gaps of the largest accounts first", habit),
            ("The easiest questions first", easy),
            ("The best list there is, for one who knew every answer", best),
            ("Luck in your year (what happened less what was to be expected)", luck),
        ),
        company.currency,
        _verdict(asked, net, best, habit),
    )


def in_the_hours(truth: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Return the truth of the gaps that can be asked in the hours, working the plan from the top."""
    asked = truth.reindex(pd.MultiIndex.from_frame(plan[CELL]))
    return asked[asked["minutes_to_ask"].cumsum() <= 60 * HOURS]


def largest_first(company: Company) -> pd.DataFrame:
    """Return the habit: every gap of the account with the most revenue in the last year, then of the next."""
    orders, gaps = company.orders, _gaps(company)
    year = last_days(orders, company.as_of)
    revenue = year.groupby("account_id")["revenue"].sum()
    order = gaps.assign(revenue=gaps["account_id"].map(revenue).fillna(0.0))
    return order.sort_values("revenue", ascending=False, kind="stable")[CELL]


def easiest_first(company: Company) -> pd.DataFrame:
    """Return the other habit: the gaps that take the fewest minutes first, which fills most cells."""
    gaps = _gaps(company)
    return gaps.assign(minutes=gaps["question"].map(ASKING_MINUTES)).sort_values("minutes", kind="stable")[CELL]


def best_list(truth: pd.DataFrame) -> pd.DataFrame:
    """Return all gaps by true gain a true minute: the best list but for the last answer that no longer fits."""
    rate = truth["expected_gain"] / truth["minutes_to_ask"]
    return rate.sort_values(ascending=False, kind="stable").index.to_frame(index=False)


def _gaps(company: Company) -> pd.DataFrame:
    cells = knowledge_audit(company.or_empty("knowledge"), company.accounts, company.as_of).cells
    return cells[cells["state"] != "fresh"]


def _cost(asked: pd.DataFrame) -> float:
    return float(asked["minutes_to_ask"].sum()) * COST_A_MINUTE


def _net(truth: pd.DataFrame, plan: pd.DataFrame) -> float:
    asked = in_the_hours(truth, plan)
    return float(asked["expected_gain"].sum()) - _cost(asked)


def _verdict(asked: pd.DataFrame, net: float, best: float, habit: float) -> str:
    if asked.empty:
        return "Nobody was asked anything."
    nothing = float((asked["expected_gain"] < 1).mean())
    reached = f"You reached {net / best:.0%} of what the hours could earn. " if net >= 0 else ""
    against = "more" if net > habit else "no more"
    return (
        f"{reached}That is {against} than the largest accounts first earn. {nothing:.0%} of the answers told "
        "nothing that anybody could act on. Do not take credit for the luck."
    )


def _recorded(company: Company, plan: pd.DataFrame) -> Outcome:
    planned = plan[CELL].assign(minutes=plan["question"].map(ASKING_MINUTES))
    asked = planned[planned["minutes"].cumsum() <= 60 * HOURS]
    return Outcome(
        f"Recorded: {HOURS:.0f} hours of asking hold the first {len(asked):,} questions of your list, "
        f"at {counted(asked['account_id'].nunique())}.",
        (),
        company.currency,
        "Nobody knows yet what the answers are worth. Note which of them changed what you did, and look again in a year.",
    )


def record(plan: pd.DataFrame) -> dict[str, str]:
    """Return the list for the record, in its order: at which account, which question."""
    pairs = plan[CELL].itertuples(index=False, name=None)
    return {f"{account} {question}": f"question {question}" for account, question in pairs}


register(Decision("01", "You have 40 hours of asking this month: which gaps do you fill?", refuse, outcome, record))
