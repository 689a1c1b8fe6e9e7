"""Lesson 05, the numbers to predict before they are shown."""

import pandas as pd

from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_05.renewals import _regular
from kamlib.methods import clv, equity


@prediction(
    "5.a",
    "80 % of accounts stay each year, money costs 10 % a year, and the first margin comes after a year. How many per cent of one "
    "year's margin is an account worth, without end?",
    unit="percent",
    low=0,
    high=1000,
    afterwards="Fewer than most people say. An account that stays five years on average is not worth five margins.",
)
def multiple(company):
    """Return the margin multiple in per cent."""
    return 100 * equity.margin_multiple(0.80, 0.10)


@prediction(
    "5.b",
    "Of 1,000 regular subscribers 326 are left after four renewals. How many will be left after twelve?",
    unit="count",
    low=0,
    high=326,
    afterwards="Whoever carried the rate on came out far too low. Those most likely to leave had left by then.",
)
def after_twelve(company):
    """Return how many of the published cohort were left after twelve renewals."""
    return float(_regular().loc[12])


@prediction(
    "5.c",
    "Fit the model to the first three quarters of the file and ask it for the last. By how many per cent does it miss all purchases "
    "together (below 0: it promised too few)?",
    unit="percent",
    low=-100,
    high=100,
    afterwards="A miss in one number can hide two that cancel. Look at the picture.",
)
def missed(company):
    """Return by how many per cent the model misses the held-out purchases."""
    held = clv.holdout(company.orders, split_day(company), company.as_of, unit="month")
    found = clv.fit_mbg_nbd(held.before.table)
    total = float(held.totals(found)["missed"])
    if total != total:
        raise ValueError("Nobody bought in the last quarter of this file, so there is nothing to miss.")
    return 100 * total


def split_day(company):
    """Return the day that ends the first three quarters of the file."""
    first = company.orders["ordered_at"].min().normalize()
    return first + pd.Timedelta(days=int(0.75 * (company.as_of - first).days))
