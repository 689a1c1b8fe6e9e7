"""Section 3 of lesson 04 as a claim: how long customers stay, those still here counted rightly."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_04.kept import counts_as
from kamlib.figures import percent, survival_curves
from kamlib.figures.house import counted, lasting
from kamlib.methods import churn, cohorts
from kamlib.methods.churn.survival import Survival
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

KAPLAN = (
    "Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American "
    "Statistical Association 53."
)
MANTEL = (
    "Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its consideration. Cancer "
    "Chemotherapy Reports 50."
)
AGES = (3.0, 2.0, 1.0, 0.5, 0.25)
WATCHED = 0.25
"""An age is reported where at least so large a part of the customers were watched for so long."""
_MAY_NOT_SAY = (
    "“Our customers stay so many years on average”, from those who left, or from those still here: the first are the quick "
    "ones, and the others have not told yet. Nor that they stay because of us: the curve shows how long, not why."
)


@claim("4.3", "How long they stay", question="How long do accounts stay?", references=(KAPLAN, MANTEL))
def staying(company: Company) -> Statement:
    """State the share of customers still here at an age that enough of them reached, with its interval."""
    orders, parents = company.orders, parents_of(company.or_empty("accounts"))
    quiet = cohorts.quiet_days(orders, company.as_of)
    lives = cohorts.lives(cohorts.rolled_up(orders, parents), company.as_of, quiet)
    clock = (
        "The clock starts at the first order in the file: who was here before is older. Silent to the end for "
        f"{counted(quiet, 'day')} or more counts as left; those days serve only to see who comes back."
    )
    if lives.empty:
        return Statement(
            "Nobody was watched for long enough to say how long customers stay.",
            "The first orders lie too near to the end of the file: how long these customers stay will show.",
            _MAY_NOT_SAY,
            (clock,),
        )
    survival = churn.kaplan_meier(lives["duration"], lives["left"])
    headline, may_say = _in_words(survival, lives)
    return Statement(
        headline=headline,
        may_say=may_say,
        may_not_say=_MAY_NOT_SAY,
        assumptions=(clock, counts_as(len(parents) > 0)),
        draw=lambda: (survival_curves(survival),),
    )


def _in_words(survival: Survival, lives: pd.DataFrame) -> tuple[str, str]:
    many, gone = counted(len(lives), "customer"), int(lives["left"].sum())
    longest = _lasting(float(lives["duration"].max()))
    if not gone:
        return (
            f"Nobody of {many} has left, in up to {longest} of watching.",
            f"In up to {longest} of watching, nobody of {many} was silent for long enough to count as gone.",
        )
    age = _age(lives)
    if not age:
        return (
            f"Of {many}, {percent(gone / len(lives))} ordered on one day only, and nobody was watched for longer.",
            f"{counted(gone, 'customer')} of {len(lives):,} came once and did not come back.",
        )
    row = survival.table[survival.table["time"] <= age].tail(1)
    share, low, high = (float(row[name].iloc[0]) if len(row) else 1.0 for name in ("survival", "low", "high"))
    between = f" (95% interval {percent(low)} to {percent(high)})" if 0 < share < 1 else ""
    return (
        f"{percent(share)} of {many} were still here {_lasting(age)} after their first order in the file.",
        f"{_lasting(age)} after their first order in the file, {percent(share)}{between} of {many} were still here. In all, "
        f"{gone:,} left; the others count for as long as they were watched.",
    )


def _age(lives: pd.DataFrame) -> float:
    """Return the greatest of the round ages that enough customers were watched for, else half of the longest."""
    longest = float(lives["duration"].max())
    reached = [age for age in AGES if longest >= age and ((lives["duration"] >= age) | lives["left"]).mean() >= WATCHED]
    return reached[0] if reached else longest / 2


def _lasting(years: float) -> str:
    return lasting(years, "years") if years >= 1 else lasting(12 * years, "months")
