"""The last wave of a company, as the wrong ways of lesson 08 need it: who was invited, who answered, how satisfied they are."""

import pandas as pd

from kamlib.methods import survey


def invited(company) -> pd.DataFrame:
    """Return the sampling frame of the last wave."""
    frame = survey.sampling_frame(company.responses, company.accounts, company.orders)
    return frame[frame["wave"] == frame["wave"].max()]


def satisfied(company) -> pd.DataFrame:
    """Return those of the last wave who said how satisfied they are, with it in `score`."""
    score = survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    return invited(company).assign(score=score).dropna(subset="score")


def got(company) -> pd.DataFrame:
    """Return the answers of the last wave on what was got, as ticked; 99 is "don't know"."""
    book = survey.Codebook.of(company.items, "perception")
    ticked = survey.sheet(company.answers, book)
    return ticked[ticked.index.isin(invited(company).index)]


def reliability_items(company) -> list[str]:
    """Return the codes of the items on reliability."""
    return survey.Codebook.of(company.items, "perception").names("reliability")
