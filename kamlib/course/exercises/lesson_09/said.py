"""What customers said, as the wrong ways of lesson 09 need it: answers by wave, and scores by dimension."""

import pandas as pd

from kamlib.methods import survey


def one_answer(company, asks: str, wave: str | None = None) -> pd.Series:
    """Return the answers to a question over all, in the last wave or another."""
    frame = survey.sampling_frame(company.responses)
    answers = survey.scores_of(company.items, company.answers, asks).mean(axis=1).dropna()
    return answers[answers.index.isin(frame.index[frame["wave"] == (wave or frame["wave"].max())])]


def by_dimension(company) -> pd.DataFrame:
    """Return each respondent's score by dimension, in all waves."""
    book = survey.Codebook.of(company.items, "perception")
    scores = survey.scores_of(company.items, company.answers)
    return pd.DataFrame({name: scores[book.names(name)].mean(axis=1) for name in book.dimensions})


def satisfaction(company) -> pd.Series:
    """Return everybody's satisfaction, in all waves."""
    return survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
