"""Lesson 09, an exercise on what an event did: the change of those it touched, less the change of the others."""

import numpy as np

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_09.said import by_dimension
from kamlib.course.expects import Number

BEFORE, AFTER = "2023-2", "2024-2"


@exercise(
    "9.9",
    "From wave 2023-2 to wave 2024-2: by how many points did *reliability* change in the West *beyond* what it changed elsewhere in the "
    "same time (`methods.survey.difference_in_differences`)?",
    expects=Number("points", example="−0.25", tolerance=1e-3),
)
def beyond_the_others(company):
    """Return the change of reliability in the West less the change elsewhere."""
    codes = methods.survey.Codebook.of(company.items, "perception")
    points = methods.survey.scores_of(company.items, company.answers)
    reliability = points[codes.names("reliability")].mean(axis=1)
    rows = methods.survey.sampling_frame(company.responses, company.accounts).reindex(points.index)
    two = rows["wave"].isin(["2023-2", "2024-2"])
    west = rows["region"] == "West"
    changes = methods.survey.difference_in_differences(
        reliability[two], rows["wave"][two], west[two], rows["parent"][two]
    )
    return changes.loc["difference", "change"]


@beyond_the_others.mistake(
    "That is the change in the West alone. What changed everywhere, such as the season, is in it: take off the change of the others."
)
def west_alone(company):
    """Forget the others."""
    means = _means(company)
    return means.loc[AFTER, True] - means.loc[BEFORE, True]


@beyond_the_others.mistake("That is what changed elsewhere. Take it off the change in the West.")
def others_alone(company):
    """Forget the West."""
    means = _means(company)
    return means.loc[AFTER, False] - means.loc[BEFORE, False]


@beyond_the_others.mistake(
    "That is by how much the West lies below the others *afterwards*. Some of it was there before: it is two differences, not one."
)
def after_alone(company):
    """Compare once."""
    means = _means(company)
    return means.loc[AFTER, True] - means.loc[AFTER, False]


@beyond_the_others.mistake(
    "Upside down: the change in the West less the change elsewhere. It fell further, so it lies below 0."
)
def wrong_sign(company):
    """Subtract the other way."""
    return -beyond_the_others(company)


@beyond_the_others.mistake(
    "You took off the change among *everybody*. The West is in that, and takes a part of its own fall away: take the others alone."
)
def less_everybody(company):
    """Leave the West among the others."""
    score, rows = _scored(company)
    mean = score.groupby(rows["wave"]).mean()
    return west_alone(company) - (mean[AFTER] - mean[BEFORE])


@beyond_the_others.mistake("You added the two changes. What changed elsewhere is taken *off*.")
def added(company):
    """Add."""
    return west_alone(company) + others_alone(company)


@beyond_the_others.mistake(
    "One item of reliability is worded the other way round: turn it (`scores_of`). As ticked, its fall counts as a rise."
)
def not_turned(company):
    """Use what was ticked."""
    return _beyond(company, _ticks(company).replace(99, np.nan).mean(axis=1))


@beyond_the_others.mistake("99 is in it as an answer, and one item is not turned: use `scores_of`, not the ticks.")
def ticks_alone(company):
    """Average whatever was ticked."""
    return _beyond(company, _ticks(company).mean(axis=1))


@beyond_the_others.mistake(
    "You kept those alone who answered every item. A respondent's score is the mean of what he or she answered."
)
def complete_alone(company):
    """Drop whoever left one out."""
    items = methods.survey.Codebook.of(company.items, "perception").names("reliability")
    scores = methods.survey.scores_of(company.items, company.answers)
    return _beyond(company, scores[items].dropna().mean(axis=1).reindex(scores.index))


@beyond_the_others.mistake(
    "Those are the last two waves of the file: so the function takes them where it is given all. Keep 2023-2 and 2024-2 first."
)
def last_two_waves(company):
    """Hand in every wave."""
    return _beyond(company, by_dimension(company)["reliability"], waves=None)


beyond_the_others.hints(
    "Four means: the West and the others, before and after.",
    'Keep two waves; `rows["region"] == "West"` says whom it touched.',
    'The row "difference" of `methods.survey.difference_in_differences(score, wave, touched, clusters)`, column "change".',
)


def _scored(company):
    score = by_dimension(company)["reliability"]
    return score, methods.survey.sampling_frame(company.responses, company.accounts).reindex(score.index)


def _ticks(company):
    book = methods.survey.Codebook.of(company.items, "perception")
    return methods.survey.sheet(company.answers, book)[book.names("reliability")]


def _beyond(company, score, waves=(BEFORE, AFTER)):
    rows = methods.survey.sampling_frame(company.responses, company.accounts).reindex(score.index)
    chosen = rows["wave"].isin(waves) if waves else rows["wave"].notna()
    score, rows = score[chosen], rows[chosen]
    found = methods.survey.difference_in_differences(score, rows["wave"], rows["region"] == "West", rows["parent"])
    return found.loc["difference", "change"]


def _means(company):
    score, rows = _scored(company)
    return score.groupby([rows["wave"], rows["region"] == "West"]).mean().unstack()
