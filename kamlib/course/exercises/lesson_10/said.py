"""What customers and staff said, a column a subject, as the wrong ways of lesson 10 need it."""

import pandas as pd

from kamlib.methods import survey


def now(company) -> pd.DataFrame:
    """Return the sampling frame of the last wave."""
    frame = survey.sampling_frame(company.responses, company.accounts)
    return frame[frame["wave"] == frame["wave"].max()]


def said(company, asks: str, every_wave: bool = False) -> pd.DataFrame:
    """Return what customers answered to one kind of items, in the last wave or in all."""
    scores = survey.by_subject(company.items, company.answers, asks)
    return scores if every_wave else scores[scores.index.isin(now(company).index)]


def of_staff(company, asks: str, department: str | None = None) -> pd.DataFrame:
    """Return what staff answered to one kind of items, all or one department."""
    rows = company.staff_responses
    rows = rows if department is None else rows[rows["department"] == department]
    return survey.by_subject(company.items, rows, asks, "staff_id")


def dimension(company) -> pd.Series:
    """Return the dimension of each subject."""
    return survey.subjects(company.items)["dimension"]


def items_of(company, name: str) -> list[str]:
    """Return the subjects of one dimension."""
    of = dimension(company)
    return list(of.index[of == name])
