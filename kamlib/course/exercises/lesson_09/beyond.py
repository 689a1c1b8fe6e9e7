"""Lesson 09, an exercise on what an event did: the change of those it touched, less the change of the others."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_09.said import by_dimension
from kamlib.course.expects import Number

BEFORE, AFTER = "2023-2", "2024-2"


@exercise(
    "9.9",
    "From wave 2023-2 to wave 2024-2: by how many points did *reliability* change in the West *beyond* what it changed elsewhere in the "
    "same time (`methods.survey.difference_in_differences`)?",
    expects=Number("points, such as −0.25", tolerance=5e-3),
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


beyond_the_others.hints(
    "Four means: the West and the others, before and after.",
    'Keep two waves; `rows["region"] == "West"` says whom it touched.',
    'The row "difference" of `methods.survey.difference_in_differences(score, wave, touched, clusters)`, column "change".',
)


def _scored(company):
    score = by_dimension(company)["reliability"]
    return score, methods.survey.sampling_frame(company.responses, company.accounts).reindex(score.index)


def _means(company):
    score, rows = _scored(company)
    return score.groupby([rows["wave"], rows["region"] == "West"]).mean().unstack()
