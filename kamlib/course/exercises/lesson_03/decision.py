"""Lesson 03, the decision: which three accounts to reprice, serve cheaper or release.

The teaching company's truth holds what every account would bring in the next twelve months under each option, so a plan
can be held against leaving everything as it is, against two habits, and against the best three there are.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib.course.decision import Decision, Outcome, register
from kamlib.course.exercises.lesson_03.assumptions import profit_of
from kamlib.figures.house import counted
from kamlib.tables.company import Company
from kamlib.tables.larkfield import REPRICING

MOST = 3
AS_IT_IS = REPRICING[0]


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if not isinstance(plan, pd.Series):
        return f"A plan is a Series: account_id as index, one of {', '.join(REPRICING)} as value."
    if plan.index.has_duplicates:
        return f"Account {plan.index[plan.index.duplicated()][0]} stands in the plan twice: give it one option."
    known = set(company.accounts["account_id"]) if company.has("accounts") else set(company.orders["account_id"])
    if unknown := [one for one in plan.index if one not in known]:
        return f"{unknown[0]!r} is no account ({len(unknown):,} such in the plan): use account_id as index."
    if wrong := sorted({str(option) for option in plan} - set(REPRICING)):
        return f"{wrong[0]!r} is no option: they are {', '.join(REPRICING)}."
    changed = int((plan != AS_IT_IS).sum())
    return f"Your plan changes {counted(changed)}; there is time for {MOST}." if changed > MOST else None


def outcome(company: Company, plan: pd.Series) -> Outcome:
    """Return what the plan brings against leaving all as it is and against the best, or that it was recorded."""
    changed = plan[plan != AS_IT_IS]
    if "repricing" not in company.truth:
        return Outcome(
            f"Recorded: {counted(len(changed))} to change.",
            (),
            company.currency,
            "Nobody knows the outcome yet. Write down what each must bring, and look again in a year, on next year's file.",
        )
    truth = company.truth["repricing"]
    gains = {kind: _gains(truth, kind) for kind in ("expected_profit", "realised_profit")}
    expected = gains["expected_profit"]
    gained = _of(expected, changed)
    best = float(expected.max(axis="columns").nlargest(MOST).sum())
    released, raised = (_of(expected, habit) for habit in habits(company))
    luck = _of(gains["realised_profit"], changed) - gained
    return Outcome(
        f"Your plan {'earns' if gained >= 0 else 'loses'} {abs(gained):,.0f} {company.currency} a year against leaving "
        "everything as it is.",
        (
            *zip((f"{account}: {option}".replace("_", " ") for account, option in changed.items()),
                 _each(expected, changed), strict=True),
            ("Your plan against leaving everything as it is", gained),
            ("Releasing the three with the largest loss", released),
            ("Raising the price of the three with the most revenue", raised),
            ("The best three changes there are", best),
            ("Luck in your year (what happened less what was to be expected)", luck),
        ),
        company.currency,
        _verdict(gained, best, released),
    )  # fmt: skip


def habits(company: Company) -> tuple[pd.Series, pd.Series]:
    """Return the two habits as plans: release the three with the largest loss, raise the price of the three largest."""
    table = profit_of(company)
    released = pd.Series("release", index=table["profit"].nsmallest(MOST).index)
    return released, pd.Series("reprice", index=table["revenue"].nlargest(MOST).index)


def _gains(truth: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return accounts x options: profit against leaving the account as it is."""
    profit = truth.pivot(index="account_id", columns="option", values=kind)
    return profit.sub(profit[AS_IT_IS], axis="index")


def _of(gains: pd.DataFrame, plan: pd.Series) -> float:
    return float(_each(gains, plan).sum())


def _each(gains: pd.DataFrame, plan: pd.Series) -> pd.Series:
    """Return what each account of the plan gains under its option."""
    options = {str(option): gains[str(option)].reindex(plan.index) for option in plan.unique()}
    return pd.Series(
        [float(options[str(option)].iloc[place]) for place, option in enumerate(plan)], index=plan.index, dtype=float
    )


def _verdict(gained: float, best: float, released: float) -> str:
    if gained < 0:
        reached = (
            "What you changed costs more than it brings: leave a loss alone until you know what would end with it."
        )
    else:
        reached = f"You reached {gained / best:.0%} of what three changes could earn." if best > 0 else ""
    against = "better" if gained > released else "no better"
    return f"{reached} That is {against} than letting the three worst go. Do not take credit for the luck."


register(Decision("03", "Which three accounts do we reprice, serve cheaper, or release?", refuse, outcome))
