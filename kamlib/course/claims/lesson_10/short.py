"""Section 1 of lesson 10 as a claim: where what customers got falls short of what they expect."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.measure import PARASURAMAN
from kamlib.course.claims.lesson_10.asked import labels, last_asked
from kamlib.course.naming import isolated
from kamlib.figures import gap_profile
from kamlib.figures.house import signed
from kamlib.methods import gaps, survey
from kamlib.tables.company import Company

CRONIN = "Cronin, J. J. and Taylor, S. A. (1992). Measuring service quality: a reexamination and extension. Journal of Marketing 56."


@claim(
    "10.1",
    "Where we fall short",
    question="Where do we fall short of what they expect?",
    references=(PARASURAMAN, CRONIN),
)
def short(company: Company) -> Statement:
    """State the widest gap with its interval, and how many items fall short; without expectations, what is rated lowest."""
    may_not = (
        "“Our largest gap is our most urgent problem.” What is expected is always near the top of the scale, so a gap is mostly what was "
        "got, turned round. Nor that a gap of one question may be compared with that of another company."
    )
    assumed = (
        "Respondent by respondent: who answered one of the two does not count.",
        "Contacts of one group are taken as one cluster.",
    )
    (got, wanted), rows = last_asked(company, "perception", "expectation")
    if got.empty or not got.shape[1]:
        return _got_alone(company, may_not)
    table = gaps.paired_gap(got, wanted, rows["parent"]).dropna(subset="low")
    table = table.rename(index=labels(company), columns={"first": "perception", "second": "expectation"})
    if table.empty:
        said = "Where we fall short cannot be told: too few answered both what they expect and what they got."
        return Statement(said, said, may_not, assumed)
    surely, row = int((table["high"] < 0).sum()), table.sort_values("gap", kind="stable").iloc[0]
    most = f"most: {isolated(str(row.name))} ({signed(float(row['gap']))})"
    headline = f"{surely:,} of {len(table):,} items surely fall short of what is expected; {most}."
    more = f" Its interval goes from {signed(float(row['low']))} to {signed(float(row['high']))}."
    return Statement(headline, f"{headline}{more}{_weighted(company, got, wanted, rows)}", may_not, assumed,
                     draw=lambda: (gap_profile(table),))  # fmt: skip


def _weighted(company: Company, got: pd.DataFrame, wanted: pd.DataFrame, rows: pd.DataFrame) -> str:
    dimension = survey.subjects(company.or_empty("items"))["dimension"]
    points = survey.by_subject(company.or_empty("items"), company.or_empty("answers"), "points")
    given = points[points.index.isin(rows.index)].mean().dropna()
    named = {str(item): str(dimension.loc[item]) for item in got.columns.astype(str)}
    if not set(named.values()) <= set(given.index) or not given.sum() > 0:
        return ""
    table = gaps.service_gaps(got, wanted, named, given, rows["parent"])
    first = table["weighted"].sort_values(kind="stable").index[0]
    return (
        f" Weighted by what customers say matters the gap is {signed(float(table['weighted'].sum()))}; "
        f"{isolated(str(first))} makes most of it."
    )


def _got_alone(company: Company, may_not: str) -> Statement:
    scores = survey.scores_of(company.or_empty("items"), company.or_empty("answers"))
    assumed = ("What is expected was not asked: what was got stands alone (SERVPERF).",)
    if scores.empty or scores.notna().sum().sum() == 0:
        said = "Where we fall short cannot be told: nobody was asked what they got."
        return Statement(said, said, may_not, assumed)
    book = survey.Codebook.of(company.or_empty("items"), "perception")
    mean = survey.on_hundred(scores, book).rename(columns=book.titles()).mean().dropna()
    lowest = f"{isolated(str(mean.idxmin()))} is rated lowest ({mean.min():.0f} of 100)"
    headline = f"Of what was got, {lowest}; the mean of all is {mean.mean():.0f}."
    return Statement(headline, f"{headline} Whether that is less than expected, nobody was asked.", may_not, assumed)
