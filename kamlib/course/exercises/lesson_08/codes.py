"""Lesson 08, debug me: a mean that took a code for an answer."""

import numpy as np

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_08.last_wave import got
from kamlib.course.expects import Number

ITEM = "p10"


@exercise(
    "8.11",
    "Do it properly: what is the mean of item p10 (“A complaint is settled without a second call.”) in the last wave, over those who "
    "could say?",
    expects=Number("points from 1 to 7", example="4.25", tolerance=5e-3),
)
def settled_at_once(company):
    """Return the mean of the item over its answers on the scale."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.scores_of(company.items, company.answers)
    return points.loc[points.index.isin(now), "p10"].mean()


@settled_at_once.mistake("99 is still in it as an answer. It stands for “don't know”.")
def with_codes(company):
    """Average the codes."""
    return float(got(company)[ITEM].mean())


@settled_at_once.mistake("You made 99 a 0. Who does not know does not say the worst: leave the answer out.")
def as_nothing(company):
    """Count the code as nothing."""
    return float(got(company)[ITEM].replace(99, 0).mean())


@settled_at_once.mistake(
    "You made 99 the middle of the scale, 4. Who does not know is not lukewarm: leave the answer out."
)
def as_the_middle(company):
    """Count the code as the middle."""
    return float(got(company)[ITEM].replace(99, 4).mean())


@settled_at_once.mistake("You made 99 the best of the scale, 7: leave the answer out.")
def as_the_best(company):
    """Cut the code at the end of the scale."""
    return float(got(company)[ITEM].clip(upper=7).mean())


@settled_at_once.mistake("You turned the item. It is worded like most: a 7 is good.")
def turned(company):
    """Turn an item that runs forwards."""
    return 8 - float(got(company)[ITEM].replace(99, np.nan).mean())


settled_at_once.hints(
    "What does the codebook say of 99?",
    "`methods.survey.scores_of` leaves codes out.",
    'The column "p10" of the rows of the last wave, then `.mean()`.',
)
