"""Lesson 04, the decision: whom to call this month, on sixty hours.

A plan is a list of accounts, the first to call on top. The teaching company's truth holds how long each call takes and
what it earns or costs, so the list is worked from the top until the hours are gone, and held against calling nobody,
against two habits and against the best list there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kamlib.course.decision import Decision, Outcome, register
from kamlib.course.expects import accounts as ids_wanted
from kamlib.figures.house import counted
from kamlib.methods import last_days
from kamlib.methods.cohorts import silence
from kamlib.tables.company import Company
from kamlib.tables.larkfield import CALL_MINUTES, COST_A_MINUTE, KEEPING_HOURS

CALL_COST = CALL_MINUTES * COST_A_MINUTE
"""What one call is planned to cost, in the currency of the teaching company."""


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if ids_wanted.wrong_kind(plan):
        return "A plan is a list of account ids, the first to call on top: a list, an index or a column of them."
    if isinstance(plan, set | frozenset | dict):
        return "A plan needs an order, the first to call on top: give a list."
    called = pd.Series(list(plan), dtype="str")
    if called.duplicated().any():
        return f"Account {called[called.duplicated()].iloc[0]} stands on the list twice: call it once."
    known = set(company.accounts["account_id"]) if company.has("accounts") else set(company.orders["account_id"])
    if unknown := sorted(set(called) - known):
        return f"The list names {counted(len(unknown))} that we do not have, first {unknown[0]!r}: use account_id."
    return None


def outcome(company: Company, plan: Iterable[str]) -> Outcome:
    """Return what the calls of the month bring against calling nobody and against the best, or that they were recorded."""
    called = pd.Index(list(plan), dtype="str")
    if "calls_to_keep" not in company.truth:
        return _recorded(company, called)
    truth = company.truth["calls_to_keep"].set_index("account_id")
    made = in_the_hours(truth, called)
    gained, cost = float(made["expected_gain"].sum()), _cost(made)
    net = gained - cost
    largest, longest, best = (
        net_of(truth, rule) for rule in (largest_first(company), longest_silent_first(company), best_list(truth))
    )
    earned = f"{'earns' if net >= 0 else 'loses'} {abs(net):,.0f} {company.currency}"
    return Outcome(
        f"In {KEEPING_HOURS:.0f} hours you called {len(made):,} of the {counted(len(called))} on your list. "
        f"That {earned} in a year, against calling nobody.",
        (
            ("What the calls are expected to earn in a year", gained),
            ("What the hours cost", -cost),
            ("Your list against calling nobody", net),
            ("The largest accounts first", largest),
            ("The longest silent first", longest),
            ("The best list there is, for one who knew every answer", best),
            ("Luck in your year (what happened less what was to be expected)", _luck(made)),
        ),
        company.currency,
        _verdict(made, net, best, max(largest, longest)),
    )


def in_the_hours(truth: pd.DataFrame, plan: pd.Index) -> pd.DataFrame:
    """Return the truth of the calls that can be made in the hours, working the list from the top."""
    made = truth.reindex(plan)
    return made[made["minutes"].cumsum() <= 60 * KEEPING_HOURS]


def net_of(truth: pd.DataFrame, plan: pd.Index) -> float:
    """Return what a list earns in a year, less what its hours cost."""
    made = in_the_hours(truth, plan)
    return float(made["expected_gain"].sum()) - _cost(made)


def largest_first(company: Company) -> pd.Index:
    """Return the one habit: the accounts with the most revenue in the last 365 days first."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    revenue = year.groupby("account_id")["revenue"].sum()
    return revenue.sort_values(ascending=False, kind="stable").index


def longest_silent_first(company: Company) -> pd.Index:
    """Return the other habit: the accounts with the most days since their last order first."""
    days = silence(company.orders, company.as_of)["days_since_order"]
    return days.sort_values(ascending=False, kind="stable").index


def best_list(truth: pd.DataFrame) -> pd.Index:
    """Return the calls that pay, by true gain a true minute: the best list but for the last call that no longer fits."""
    pays = truth[truth["expected_gain"] > truth["minutes"] * COST_A_MINUTE]
    return (pays["expected_gain"] / pays["minutes"]).sort_values(ascending=False, kind="stable").index


def record(plan: Iterable[str]) -> dict[str, str]:
    """Return the list for the record, in its order."""
    return dict.fromkeys(map(str, plan), "call")


def _cost(made: pd.DataFrame) -> float:
    return float(made["minutes"].sum()) * COST_A_MINUTE


def _luck(made: pd.DataFrame) -> float:
    return float((made["realised_gain"] - made["expected_gain"]).sum())


def _verdict(made: pd.DataFrame, net: float, best: float, habit: float) -> str:
    if made.empty:
        return "Nobody was called: nothing gained, nothing spent, nobody woken."
    worth, woken = int((made["expected_gain"] > 0).sum()), int((made["expected_gain"] < 0).sum())
    idle = len(made) - worth - woken
    reached = f"You reached {net / best:.0%} of what the hours could earn. " if net >= 0 and best > 0 else ""
    against = "more" if net > habit else "no more"
    nothing = f", and for {idle:,} nothing could be done" if idle else ""
    return (
        f"{reached}That is {against} than the better habit earns. Of those you called, {worth:,} could be kept or won "
        f"back, {woken:,} would have stayed, and may now ask for a concession{nothing}. Do not take credit for the luck."
    )


def _recorded(company: Company, called: pd.Index) -> Outcome:
    planned = min(len(called), int(60 * KEEPING_HOURS // CALL_MINUTES))
    return Outcome(
        f"Recorded: {KEEPING_HOURS:.0f} hours hold the first {planned:,} calls of your list of {counted(len(called))}.",
        (),
        company.currency,
        "Nobody knows yet who would have stayed anyway. Leave a few out by lot, and compare them with the others in a year.",
    )


register(Decision("04", "Whom do we call this month, on 60 hours?", refuse, outcome, record))
