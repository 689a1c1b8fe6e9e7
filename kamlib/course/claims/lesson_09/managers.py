"""Section 6 of lesson 09 as a claim: whose customers may be expected to be satisfied, with luck taken off."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of
from kamlib.course.naming import isolated
from kamlib.figures import shrunken_scores
from kamlib.methods import survey
from kamlib.tables.company import Company

ROBINSON = "Robinson, G. K. (1991). That BLUP is a good thing: the estimation of random effects. Statistical Science 6."
LEAST = 25
"""Answers below which no list of managers is made."""


@claim("9.6", "Whose customers are satisfied", question="Whose customers are satisfied?", references=(ROBINSON,))
def managers(company: Company) -> Statement:
    """State the two ends of the list of managers as they came and as they may be expected."""
    may_not = (
        "“Talk to the one at the end of the list.” Few answers stand at the end by luck, and whoever has the difficult customers stands "
        "there too: it measures no person."
    )
    assumed = ("The last two waves. Accounts are counted for the manager who looks after them today.",)
    found = expected(company)
    if found is None:
        said = "Whose customers are satisfied cannot be told: it takes three managers or more, and some answers from the accounts of each."
        return Statement(said, said, may_not, assumed)
    low, high = found.iloc[0], found.iloc[-1]
    headline = (
        f"Of {len(found):,} managers, customers of {isolated(str(low.name))} may be expected to rate us lowest, "
        f"{low['shrunken']:.2f} ({low['low']:.2f} to {low['high']:.2f}); those of {isolated(str(high.name))} highest, "
        f"{high['shrunken']:.2f}."
    )
    apart = (
        "The two ends can be told apart."
        if low["high"] < high["low"]
        else "Chance may have made the two ends of the list."
    )
    own = f"Their own means are {low['mean']:.2f} of {low['answers']:,.0f} answers and {high['mean']:.2f} of {high['answers']:,.0f}."
    return Statement(headline, f"{headline} {own} {apart}", may_not, assumed, draw=lambda: (shrunken_scores(found),))


def expected(company: Company) -> pd.DataFrame | None:
    """Return the shrunken means of satisfaction by manager in the last two waves; None where there is too little."""
    accounts, frame = company.or_empty("accounts"), frame_of(company)
    if "manager" not in accounts or frame.empty:
        return None
    lately = frame[frame["wave"].isin(sorted(frame["wave"].unique())[-2:])]
    manager = lately["account_id"].map(accounts.dropna(subset="manager").set_index("account_id")["manager"])
    rated = lately.assign(manager=manager).dropna(subset=["score", "manager"])
    if len(rated) < LEAST or rated["manager"].nunique() < 3 or len(rated) < rated["manager"].nunique() + 3:
        return None
    if rated["score"].nunique() < 2:
        return None
    return survey.shrunken_means(rated["score"], rated["manager"], rated["parent"])
