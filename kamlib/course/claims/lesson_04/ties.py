"""Section 4 of lesson 04 as a claim: whether ties keep accounts, by three ways of counting."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import exposure_effects
from kamlib.figures.house import counted
from kamlib.methods import churn, cohorts
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

SUISSA = "Suissa, S. (2008). Immortal time bias in pharmaco-epidemiology. American Journal of Epidemiology 167."
ANDERSON = (
    "Anderson, J. R., Cain, K. C. and Gelber, R. D. (1983). Analysis of survival by tumor response. Journal of Clinical "
    "Oncology 1."
)
COX = "Cox, D. R. (1972). Regression models and life-tables. Journal of the Royal Statistical Society, Series B 34."
LOOKED_AT = 2.0
_MAY_NOT_SAY = (
    "“Accounts with more ties leave less often, so ties keep them.” Whoever stays longer has had more time to gather ties, "
    "so that is what one finds where ties do nothing. Nor “ties do nothing”: with so few that left, a real effect can hide in "
    "the interval. Only a trial would tell."
)


@claim("4.4", "Do ties keep them", question="Do ties keep them?", references=(SUISSA, ANDERSON, COX))
def ties(company: Company) -> Statement:
    """State the ratio of leaving per tie counted over the whole life, and counted honestly."""
    lives = cohorts.lives(company.orders, company.as_of, parents=parents_of(company.or_empty("accounts")))
    events, what = held(company, lives)
    ways = churn.three_ways(lives, events, at=looked_at(lives))
    headline, may_say = _in_words(ways, what, lives)
    return Statement(
        headline=headline,
        may_say=may_say,
        may_not_say=_MAY_NOT_SAY,
        assumptions=(
            f"Counted is each {what} from the day it began. Accounts are compared with others that buy as much at a time; "
            "those of one parent are not taken as independent.",
            "Left means silent to the end of the file, for as long as the file allows: an account that will come back counts as "
            "left.",
        ),
        draw=lambda: (exposure_effects(ways),),
    )


def held(company: Company, lives: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return what accounts gained and when, and its name: contracts, else the range they buy."""
    if company.has("contracts", "started_at") and len(company.contracts):
        return churn.ties_begun(company.contracts, lives), "tie"
    kind = "category" if company.has("orders", "category") else "article"
    return churn.range_widened(company.orders, lives), kind


def looked_at(lives: pd.DataFrame) -> float:
    """Return the age at which it is asked what is held: two years, or half of the longest life in a shorter file."""
    longest = lives["duration"].max() if len(lives) else 0.0
    return min(LOOKED_AT, round(float(longest) / 2, 3))


def _in_words(ways: pd.DataFrame, what: str, lives: pd.DataFrame) -> tuple[str, str]:
    rows: list[dict[Any, Any]] = ways.to_dict("records")
    naive, later, came = rows
    if math.isnan(naive["hazard_ratio"]) or math.isnan(came["hazard_ratio"]):
        left = int(lives["left"].sum())
        return (
            f"Whether one {what} more keeps accounts cannot be told from this file.",
            f"Too little differs between {counted(len(lives))}, of which {left:,} left: in what they held, or in who left.",
        )
    honest, when = (came, "counted as they came") if math.isnan(later["hazard_ratio"]) else (later, str(ways.index[1]))
    age = f", {when}," if honest is later else " counted as they came"
    return (
        f"Counted over the whole life, accounts seem to leave {naive['hazard_ratio']:.2f} times as fast for each {what}; "
        f"{when}, {_ratio(honest)}.",
        f"For each {what}{age} accounts left {_ratio(honest)} times as fast: {_verdict(honest)} Counted over the whole life it "
        f"would be {naive['hazard_ratio']:.2f}, and the difference is the counting.",
    )


def _ratio(row: Mapping[str, float]) -> str:
    return f"{row['hazard_ratio']:.2f} (95% interval {row['low']:.2f} to {row['high']:.2f})"


def _verdict(row: Mapping[str, float]) -> str:
    if row["high"] < 1:
        return "fewer leave, though why, the file does not say."
    if row["low"] > 1:
        return "more leave, though why, the file does not say."
    return "no effect is shown, and one of either kind may be there."
