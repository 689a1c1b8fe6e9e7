"""Lesson 08, the decision: the score has risen. Whom of the silent do we call before the board acts on it?

A plan is a list of questionnaires that never came back. The board acts on what the lesson's rule then makes of answers and calls:
a rise pays a bonus and ends the repair in the West, anything else does not. The teaching company's truth holds what the silent
think, so the plan is held against believing the score as it came, against weights alone and against knowing everybody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from kamlib.course.decision import Decision, Outcome, register
from kamlib.figures.house import counted, signed
from kamlib.methods import survey
from kamlib.tables.company import Company
from kamlib.tables.larkfield import call_the_silent

CALLS, CALL_COST = 60, 15.0
"""How many calls there are people for, and what one costs, in the currency of the teaching company."""
BONUS, RISE = 40_000.0, 0.2
"""What the board pays if satisfaction rose by so many points or more."""
REPAIR = "loading"
"""The repair that the board ends when satisfaction has risen."""


def refuse(company: Company, plan: Any) -> str | None:
    """Return why a plan cannot be played, in a sentence, or None."""
    if isinstance(plan, str | dict) or not isinstance(plan, Iterable) or isinstance(plan, pd.DataFrame):
        return "A plan is a list of response_id: the questionnaires that never came back and that you have called."
    called = pd.Series(list(plan), dtype=object)
    if called.duplicated().any():
        return f"{called[called.duplicated()].iloc[0]!r} stands on the list twice: call everybody once."
    if len(called) > CALLS:
        return f"The list holds {len(called):,} calls; there are people for {CALLS}. Fewer are allowed."
    last = last_two(company)[1]
    silent = last.index[~last["answered"]]
    if unknown := [one for one in called if one not in silent]:
        return f"{unknown[0]!r} is no questionnaire of the last wave that never came back: choose among the silent."
    return None


def outcome(company: Company, plan: Iterable[str]) -> Outcome:
    """Return what the board does after the calls and what that is worth, or that the list was recorded."""
    called = list(plan)
    if "opinions" not in company.truth:
        return Outcome(
            f"Recorded: {counted(len(called), 'call')} to the silent.",
            (),
            company.currency,
            "Nobody knows yet what they will say. Ask them the one question over all, and let the next wave begin with it.",
        )
    said, true = change_told(company, called), true_change(company)
    repair = repair_earns(company)
    as_it_came, weighted = (worth(change, repair) for change in (change_as_it_came(company), change_weighted(company)))
    reached = len(call_the_silent(called, company.truth))
    acted = "pays the bonus and ends the repair" if rose(said) else "pays no bonus, and the repair goes on"
    mine = worth(said, repair) - CALL_COST * len(called)
    return Outcome(
        f"You made {counted(len(called), 'call')} and reached {reached:,}. Your report: satisfaction changed by "
        f"{signed(said)} in a year. The board {acted}.",
        (
            ("What the repair earns in a year, if it goes on", 0.0 if rose(said) else repair),
            ("What the bonus costs", -BONUS if rose(said) else 0.0),
            ("What the calls cost", -CALL_COST * len(called)),
            ("Your plan", mine),
            ("Believing the score as it came", as_it_came),
            ("Believing the weighted score", weighted),
            ("Knowing what everybody thinks", worth(true, repair)),
        ),
        company.currency,
        f"In truth satisfaction changed by {signed(true)}. As it came the score said {signed(change_as_it_came(company))}, weighted "
        f"{signed(change_weighted(company))}. {_verdict(len(called), reached, said, true)}",
    )


def last_two(company: Company) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frames of the wave a year ago and of the last one, with `score`, the satisfaction of those who said it."""
    frame = survey.sampling_frame(
        company.or_empty("responses"), company.or_empty("accounts"), company.or_empty("orders")
    )
    frame["score"] = survey.scores_of(company.or_empty("items"), company.or_empty("answers"), "satisfaction").mean(
        axis=1
    )
    waves = sorted(frame["wave"].unique())
    year_ago = waves[-3] if len(waves) > 2 else waves[0] if waves else ""
    return frame[frame["wave"] == year_ago], frame[frame["wave"] == (waves[-1] if waves else "")]


def change_as_it_came(company: Company) -> float:
    """Return the change of the mean among those who answered."""
    before, now = last_two(company)
    return float(now["score"].mean() - before["score"].mean())


def change_weighted(company: Company) -> float:
    """Return the change of the mean, both waves raked to region and size of all who were invited."""
    before, now = (survey.weighted_score(wave) for wave in last_two(company))
    return now - before


def change_told(company: Company, called: Iterable[str]) -> float:
    """Return the change as the lesson's rule reports it: those called speak for all who were silent, if any was reached.

    Hansen and Hurwitz (1946): the mean of those who answered and the mean of those called, each for its part of all invited. The
    wave before stands as it was weighted: everybody was called then.
    """
    before, now = last_two(company)
    says = call_the_silent(called, company.truth)
    if says.empty:
        return change_weighted(company)
    answered = now["score"].notna()
    share = float(answered.mean())
    score = share * float(now.loc[answered, "score"].mean()) + (1 - share) * float(says.mean())
    return score - survey.weighted_score(before)


def true_change(company: Company) -> float:
    """Return the change of what everybody thinks."""
    truth = company.truth["opinions"].set_index("response_id")["satisfied"]
    before, now = (float(truth.reindex(wave.index).mean()) for wave in last_two(company))
    return now - before


def repair_earns(company: Company) -> float:
    """Return what the repair is expected to earn in the next twelve months, less its cost."""
    repairs = company.truth["repairs"].set_index("repair")
    return float((repairs["expected_gain"] - repairs["cost"])[REPAIR])


def rose(change: float) -> bool:
    """Return whether the board takes a change for a rise."""
    return math.isfinite(change) and change >= RISE


def worth(change: float, repair: float) -> float:
    """Return what the board's action after a reported change is worth."""
    return -BONUS if rose(change) else repair


def _verdict(called: int, reached: int, said: float, true: float) -> str:
    if rose(said) == rose(true):
        if not called:
            return "The board did the right thing, and nobody knew why."
        return (
            f"The board did the right thing, for {CALL_COST * called:,.0f} of calls."
            if called > 30
            else ("The board did the right thing; with so few calls it might as well have been luck.")
        )
    if not reached:
        return "Nobody of the silent was heard, and the board acted on those who like us."
    return "Who was called thinks otherwise than the rest of the silent: were they drawn by lot?"


register(
    Decision(
        "08",
        "Whom do we call before we believe the score?",
        refuse,
        outcome,
        lambda plan: dict.fromkeys(map(str, plan), "call"),
    )
)
