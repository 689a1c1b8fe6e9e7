"""Section 3 of lesson 08 as a claim: how many answered without reading, and what was not known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, last_wave
from kamlib.course.naming import isolated
from kamlib.figures import percent
from kamlib.figures.house import counted
from kamlib.methods import survey
from kamlib.tables.company import Company

CURRAN = (
    "Curran, P. G. (2016). Methods for the detection of carelessly invalid responses in survey data. Journal of Experimental Social "
    "Psychology 66."
)


@claim("8.4", "Who read the questions", question="Did anybody answer without reading?", references=(CURRAN,))
def reading(company: Company) -> Statement:
    """State how many questionnaires are straight lines or were too fast, and the item most left without an answer."""
    may_not = (
        "“We deleted them.” A flag is a reason to look and to report both numbers, with them and without: who is content with "
        "everything may honestly tick one box."
    )
    timed = _timed(company)
    assumed = (
        f"Too fast is less than {survey.FAST:g} seconds an item."
        if timed
        else "No times were kept: who was too fast is not looked at.",
    )
    found, gaps = flags(company)
    if found.empty:
        said = "Whether anybody answered without reading cannot be told: nobody answered items on what was got."
        return Statement(said, said, may_not, assumed)
    straight, fast = int(found["straight"].sum()), int(found["fast"].sum())
    flagged = int(found["flagged"].sum())
    hasty = f", {fast:,} too fast" if timed else ""
    headline = (
        f"{counted(flagged, 'questionnaire')} of {len(found):,} may not have been read: {counted(straight, 'straight line')}{hasty} "
        f"({percent(flagged / len(found), 1)})."
    )
    most = (
        f" “{isolated(str(gaps.index[0]))}” has most without an answer, {percent(float(gaps['share'].iloc[0]))}."
        if len(gaps)
        else ""
    )
    return Statement(headline, f"{headline}{most}", may_not, assumed)


def _timed(company: Company) -> bool:
    """Return whether it is known how long any questionnaire took."""
    responses = company.or_empty("responses")
    return "seconds" in responses and bool(responses["seconds"].notna().any())


def flags(company: Company) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the flags of each questionnaire of the last wave, and its items by how many did not answer them."""
    answers = company.or_empty("answers")
    book = survey.Codebook.of(company.or_empty("items"), "perception")
    ticked = survey.sheet(answers, book)
    ticked = ticked[ticked.index.isin(last_wave(frame_of(company)).index)]
    if ticked.empty or not book.names():
        return pd.DataFrame(columns=["straight", "fast", "flagged"]), pd.DataFrame(columns=["missing", "share"])
    responses = company.or_empty("responses").set_index("response_id")
    seconds = responses["seconds"] if "seconds" in responses else pd.Series(np.nan, responses.index)
    pace = seconds / answers.groupby("response_id").size()
    return survey.careless(ticked, book, pace), survey.item_nonresponse(ticked, book)
