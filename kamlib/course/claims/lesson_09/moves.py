"""Section 3 of lesson 09 as a claim: what moves satisfaction, with shares and how sure they are."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.measure import backwards
from kamlib.course.claims.lesson_08.survey_of import frame_of
from kamlib.figures import driver_shares, percent
from kamlib.methods import survey
from kamlib.tables.company import Company

LINDEMAN = (
    "Lindeman, R. H., Merenda, P. F. and Gold, R. Z. (1980). Introduction to Bivariate and Multivariate Analysis."
)
JOHNSON = (
    "Johnson, J. W. (2000). A heuristic method for estimating the relative weight of predictor variables in multiple regression. "
    "Multivariate Behavioral Research 35."
)
MOST = 12


@claim("9.3", "What moves satisfaction", question="What moves satisfaction?", references=(LINDEMAN, JOHNSON))
def moves(company: Company) -> Statement:
    """State the two largest shares with their intervals."""
    may_not = (
        "“Mend it, and satisfaction rises by its share.” A share says what goes with satisfaction among those who answered. "
        "What mending does, "
        "only mending shows: in one region first, drawn by lot."
    )
    assumed = (
        "Dimensions are means of the items answered, in all waves together. Groups are resampled as one where they are known.",
    )
    found = driven(company)
    if found is None:
        said = "What moves satisfaction cannot be told: it takes two dimensions, the one question over all, and many who answered."
        return Statement(said, said, may_not, assumed)
    table = found.table
    first, second = table.iloc[0], table.iloc[1]
    headline = (
        f"Of what is explained ({percent(found.r_squared)} of satisfaction), {first.name} has {percent(float(first['share']))} and "
        f"{second.name} {percent(float(second['share']))}."
    )
    apart = (
        "They can be told apart."
        if float(first["low"]) > float(second["high"])
        else "Which of the two is first, chance may decide."
    )
    return Statement(
        headline,
        f"{headline} {apart} {backwards(company)}".strip(),
        may_not,
        (*assumed, found.note),
        draw=lambda: (driver_shares(found),),
    )


def driven(company: Company) -> survey.Drivers | None:
    """Return the drivers of satisfaction by dimension (by item where there are no dimensions); None where there is too little."""
    book = survey.Codebook.of(company.or_empty("items"), "perception")
    scores = book.scored(survey.sheet(company.or_empty("answers"), book))
    named = [name for name in book.dimensions if name]
    if len(named) >= 2:
        scores = pd.DataFrame({name: scores[book.names(name)].mean(axis=1) for name in named}, index=scores.index)
    else:
        scores = scores.rename(columns=book.titles())
    frame = frame_of(company)
    said = frame["score"].reindex(scores.index)
    used = pd.concat([scores, said], axis=1).dropna()
    varied = [name for name in scores if used[name].nunique() > 1][:MOST]
    if len(varied) < 2 or len(used) < 10 * len(varied) or used["score"].nunique() < 2:
        return None
    return survey.drivers(scores[varied], said, clusters=frame["parent"])
