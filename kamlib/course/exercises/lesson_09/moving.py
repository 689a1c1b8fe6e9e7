"""Lesson 09, exercises on what moves satisfaction: a dimension's share of what is explained, and what only punishes."""

import numpy as np
import pandas as pd

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_09.said import by_dimension, satisfaction
from kamlib.course.expects import share


@exercise(
    "9.4",
    "Over all waves: of what the five dimensions explain of satisfaction, which *share* has reliability (`methods.survey.drivers`, "
    "Shapley)? A dimension's score is the mean of the items that somebody answered.",
    expects=share,
)
def share_of_reliability(company):
    """Return the Shapley share of reliability in what is explained."""
    codes = methods.survey.Codebook.of(company.items, "perception")
    points = methods.survey.scores_of(company.items, company.answers)
    parts = {name: points[codes.names(name)].mean(axis=1) for name in codes.dimensions}
    happy = methods.survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    found = methods.survey.drivers(pd.DataFrame(parts), happy, resamples=0)
    return found.table.loc["reliability", "share"]


@share_of_reliability.mistake(
    "That is its part of the *variance*: all parts add up to R². As a share of what is explained: divide by R²."
)
def part_of_variance(company):
    """Give the part of R²."""
    return float(_found(company).table.loc["reliability", "shapley"])


@share_of_reliability.mistake(
    "You squared its own correlation with satisfaction. What dimensions share is counted for each of them there, and the squares add up to "
    "more than is explained."
)
def alone(company):
    """Square the correlation."""
    return float(_found(company).table.loc["reliability", "correlation"] ** 2)


@share_of_reliability.mistake("You took the correlation. It is no share of anything.")
def correlation(company):
    """Give the correlation."""
    return float(_found(company).table.loc["reliability", "correlation"])


@share_of_reliability.mistake(
    "You squared correlations and made them add up to one. Dimensions that move together lend each other weight there: Shapley "
    "divides what they share."
)
def squares_over_their_sum(company):
    """Normalise the squared correlations."""
    squares = _found(company).table["correlation"] ** 2
    return float(squares["reliability"] / squares.sum())


@share_of_reliability.mistake(
    "Those are regression coefficients over their sum. What dimensions share goes to one of them, by chance to another in the next wave."
)
def coefficients(company):
    """Normalise the standardised coefficients."""
    used = by_dimension(company).assign(satisfied=satisfaction(company)).dropna()
    among = used.corr().to_numpy()
    beta = np.linalg.solve(among[:-1, :-1], among[:-1, -1])
    names = list(used.columns[:-1])
    return float(abs(beta[names.index("reliability")]) / np.abs(beta).sum())


@share_of_reliability.mistake(
    "You did not turn the items that are worded the other way round: use `scores_of`, not the ticks."
)
def not_turned(company):
    """Use what was ticked."""
    book = methods.survey.Codebook.of(company.items, "perception")
    ticked = methods.survey.sheet(company.answers, book).replace(99, np.nan)
    dimensions = pd.DataFrame({name: ticked[book.names(name)].mean(axis=1) for name in book.dimensions})
    return float(
        methods.survey.drivers(dimensions, satisfaction(company), resamples=0).table.loc["reliability", "share"]
    )


@share_of_reliability.mistake("That is in the last wave. Asked are all waves together.")
def last_wave(company):
    """Take one wave."""
    sent = methods.survey.sampling_frame(company.responses)
    last = by_dimension(company)[lambda rows: rows.index.isin(sent.index[sent["wave"] == sent["wave"].max()])]
    return float(methods.survey.drivers(last, satisfaction(company), resamples=0).table.loc["reliability", "share"])


@share_of_reliability.mistake(
    "That is the effect of a point on satisfaction. A share says how much of what is explained belongs to it."
)
def the_effect(company):
    """Give the coefficient."""
    return float(methods.survey.effects(by_dimension(company), satisfaction(company)).loc["reliability", "effect"])


share_of_reliability.hints(
    "Five columns, one a dimension, and satisfaction.",
    "`methods.survey.drivers(dimensions, satisfied, resamples=0)` has a table with `share`.",
    'The row "reliability", the column "share".',
)


def _found(company):
    return methods.survey.drivers(by_dimension(company), satisfaction(company), resamples=0)
