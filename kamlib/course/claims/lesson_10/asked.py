"""A questionnaire as the claims of lesson 10 read it: several kinds of items about the same, in the last wave that asked them all."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claims.lesson_08.survey_of import frame_of
from kamlib.methods import survey
from kamlib.tables.company import Company

FEWEST = 5
"""With fewer answers to an item no gap of it is told."""


def last_asked(company: Company, *asks: str) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """Return the scores of each kind, a column a subject they share, and the sampling frame of the wave's respondents.

    The wave is the last in which all kinds were asked; without any such wave the tables are empty.
    """
    items, answers = company.or_empty("items"), company.or_empty("answers")
    frame = frame_of(company)
    kinds = [survey.by_subject(items, answers, kind) for kind in asks]
    shared = [name for name in kinds[0] if all(name in one for one in kinds)]
    kinds = [one[shared].dropna(how="all") for one in kinds]
    waves = [set(frame["wave"].reindex(one.index).dropna()) for one in kinds]
    common = sorted(set.intersection(*waves))
    rows = frame[frame["wave"] == common[-1]] if common else frame.iloc[:0]
    kinds = [one[one.index.isin(rows.index)] for one in kinds]
    told = [name for name in shared if all(int(one[name].count()) >= FEWEST for one in kinds)]
    return [one[told] for one in kinds], rows


def of_staff(company: Company, asks: str, department: str | None = None) -> pd.DataFrame:
    """Return what staff answered to one kind of items, a column a subject; of one department where its name is given."""
    said = company.or_empty("staff_responses")
    if department is not None:
        said = said[said["department"] == department] if "department" in said else said.iloc[:0]
    said = said.sort_values("answered_at", kind="stable") if "answered_at" in said else said
    return survey.by_subject(
        company.or_empty("items"), said.drop_duplicates(["staff_id", "item"], keep="last"), asks, "staff_id"
    )


def labels(company: Company) -> dict[str, str]:
    """Return the label of each subject."""
    return dict(survey.subjects(company.or_empty("items"))["label"])
