"""Section 2 of lesson 09 as a claim: whether the items carry as many factors as dimensions were meant."""

from __future__ import annotations

import numpy as np

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.measure import backwards
from kamlib.figures import loadings_map, percent
from kamlib.figures.house import counted
from kamlib.methods import survey
from kamlib.tables.company import Company

KAISER = "Kaiser, H. F. (1974). An index of factorial simplicity. Psychometrika 39."
MOST = 6


@claim("9.2", "What goes together", question="Which items go together?", references=(KAISER,))
def together(company: Company) -> Statement:
    """State how much the items share, and how many load on one factor alone."""
    may_not = (
        "“There are five factors.” Their number is chosen. Nor that a factor is what its name says: the name is ours, the correlations are "
        "theirs."
    )
    assumed = (
        "Who left an item out does not count, nor who ticked one box all the way down: such answers make a factor of the items "
        "worded the other way round.",
        "As many factors as the codebook has dimensions, turned so that they may correlate.",
        "All waves together.",
    )
    found = factored(company)
    if found is None:
        said = "Which items go together cannot be told: it takes three items and many more people who answered all of them."
        return Statement(said, said, may_not, assumed)
    fit, factors = found
    strong = (factors.loadings.abs() >= 0.4).sum(axis=1)
    number, items = factors.loadings.shape[1], len(factors.loadings)
    headline = (
        f"{counted(number, 'factor')} explain{'s' if number == 1 else ''} {percent(1 - float(factors.uniqueness.mean()))} of "
        f"{items:,} items (KMO {fit.kmo:.2f}); {int((strong == 1).sum()):,} load on just one."
    )
    return Statement(
        headline,
        f"{headline} {factors.note} {backwards(company)}".strip(),
        may_not,
        assumed,
        draw=lambda: (loadings_map(factors),),
    )


def factored(company: Company) -> tuple[survey.Suitability, survey.Factors] | None:
    """Return how suitable the items are, and their factors; None where there is too little."""
    book = survey.Codebook.of(company.or_empty("items"), "perception")
    ticked = survey.sheet(company.or_empty("answers"), book)
    if ticked.empty or not book.names():
        return None
    scores = book.scored(ticked)[~survey.careless(ticked, book)["straight"]]
    scores = scores.loc[:, scores.nunique() > 1].dropna()
    items = scores.shape[1]
    number = min(max(len([name for name in book.dimensions if name]), 1), MOST)
    while number > 1 and (items - number) ** 2 < items + number:
        number -= 1
    if items < 3 or len(scores) < 5 * items:
        return None
    try:
        fit = survey.suitability(scores)
        factors = survey.factors(scores.rename(columns=book.titles()), number, "oblimin" if number > 1 else "none")
    except (ValueError, np.linalg.LinAlgError):
        return None
    return fit, factors
