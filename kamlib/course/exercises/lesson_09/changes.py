"""Lesson 09, exercises on waves: how many items changed for sure, and how far one region fell."""

import numpy as np

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_09.said import by_dimension
from kamlib.course.expects import Count, Number


@exercise(
    "9.5",
    "In the West, how many of the 22 items on what was got changed from wave 2023-2 to wave 2024-2, all items tested *together* at 5 % "
    "(`methods.survey.wave_changes`, `p_adjusted`; groups as clusters)?",
    expects=Count("items"),
)
def changed_for_sure(company):
    """Return how many items changed in the West, by Holm's p."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    points = methods.survey.scores_of(company.items, company.answers)
    rows = sent.reindex(points.index)
    chosen = rows["wave"].isin(["2023-2", "2024-2"]) & (rows["region"] == "West")
    rows = rows[chosen]
    changes = methods.survey.wave_changes(points[chosen], rows["wave"], clusters=rows["parent"])
    return (changes["p_adjusted"] < 0.05).sum()


@changed_for_sure.mistake(
    'You tested each item alone. Of twenty-two that did not change one is "significant" by chance: use `p_adjusted`.'
)
def each_alone(company):
    """Use the plain p."""
    return int((_changes(company)["p"] < 0.05).sum())


@changed_for_sure.mistake(
    "You tested everybody, not the West alone. What fell there is thinned by those for whom nothing changed."
)
def everybody(company):
    """Forget the region."""
    return int((_changes(company, region=None)["p_adjusted"] < 0.05).sum())


@changed_for_sure.mistake(
    "Those are the items whose mean fell. A mean falls or rises in every wave: ask whether it is more than chance."
)
def fell_at_all(company):
    """Count falls."""
    return int((_changes(company)["change"] < 0).sum())


changed_for_sure.hints(
    "Keep the answers of two waves and one region, and hand in the groups as clusters.",
    "`methods.survey.wave_changes(scores, wave, clusters=...)` compares the last two waves it is given.",
    "Count where `p_adjusted` lies below 0.05.",
)


@exercise(
    "9.6",
    "By how many points did *reliability* change in the West from wave 2023-2 to wave 2024-2? (Mean over respondents of the mean of "
    "the items they answered.)",
    expects=Number("points", example="−0.25", tolerance=5e-3),
)
def fall_in_the_west(company):
    """Return the change of the mean score of reliability in the West."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = methods.survey.Codebook.of(company.items, "perception")
    points = methods.survey.scores_of(company.items, company.answers)
    reliability = points[codes.names("reliability")].mean(axis=1)
    rows = sent.reindex(points.index)
    mean = reliability[rows["region"] == "West"].groupby(rows["wave"]).mean()
    return mean["2024-2"] - mean["2023-2"]


@fall_in_the_west.mistake("Upside down: after less before. Reliability fell, so the change is below 0.")
def wrong_sign(company):
    """Subtract the other way."""
    return -fall_in_the_west(company)


@fall_in_the_west.mistake("That is the change among everybody. Asked is the West.")
def of_everybody(company):
    """Forget the region."""
    return _fall(company, None)


@fall_in_the_west.mistake("That is by which share it fell. Asked are points: the difference.")
def as_a_share(company):
    """Divide by the score before."""
    mean = _means(company, "West")
    return mean["2024-2"] / mean["2023-2"] - 1


@fall_in_the_west.mistake("You compared with the wave before, 2024-1. Asked is the autumn a year before.")
def with_the_spring(company):
    """Take the wave before."""
    mean = _means(company, "West")
    return mean["2024-2"] - mean["2024-1"]


@fall_in_the_west.mistake(
    "You did not turn the reversed item: what got worse there went up, and took part of the fall away."
)
def not_turned(company):
    """Use what was ticked."""
    book = methods.survey.Codebook.of(company.items, "perception")
    ticked = methods.survey.sheet(company.answers, book).replace(99, np.nan)
    rows = methods.survey.sampling_frame(company.responses, company.accounts).reindex(ticked.index)
    score = ticked[book.names("reliability")].mean(axis=1)[rows["region"] == "West"]
    mean = score.groupby(rows["wave"]).mean()
    return mean["2024-2"] - mean["2023-2"]


@fall_in_the_west.mistake("That is the year *after* the move, to 2025-2. Asked is from 2023-2 to 2024-2.")
def a_year_later(company):
    """Take the wrong year."""
    mean = _means(company, "West")
    return mean["2025-2"] - mean["2024-2"]


fall_in_the_west.hints(
    "A respondent's score of reliability is the mean of five items.",
    "The sampling frame says wave and region of each questionnaire.",
    'Group the scores of the West by wave, and take "2023-2" off "2024-2".',
)


def _changes(company, region="West"):
    frame = methods.survey.sampling_frame(company.responses, company.accounts)
    scores = methods.survey.scores_of(company.items, company.answers)
    rows = frame.reindex(scores.index)
    chosen = rows["wave"].isin(["2023-2", "2024-2"]) & ((rows["region"] == region) if region else True)
    return methods.survey.wave_changes(scores[chosen], rows.loc[chosen, "wave"], clusters=rows.loc[chosen, "parent"])


def _means(company, region):
    score = by_dimension(company)["reliability"]
    rows = methods.survey.sampling_frame(company.responses, company.accounts).reindex(score.index)
    inside = score if region is None else score[rows["region"] == region]
    return inside.groupby(rows["wave"]).mean()


def _fall(company, region):
    mean = _means(company, region)
    return mean["2024-2"] - mean["2023-2"]
