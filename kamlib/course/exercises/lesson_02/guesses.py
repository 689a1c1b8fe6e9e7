"""Lesson 02, the numbers to predict before they are shown."""

import pandas as pd

from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_02.dependence import largest_fifth
from kamlib.methods import segments


@prediction(
    "2.a",
    "Most recipes break ties by row order. Shuffle the rows: which share of accounts gets another frequency score?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Nothing about these customers changed but the order of rows in a file. A score must not do that.",
)
def scores_that_change(company):
    """Return the percentage of accounts whose score changes when ties are broken by row order and rows are shuffled."""
    order_count = company.orders.groupby("account_id")["order_id"].nunique()

    def scores(counts):
        return pd.qcut(counts.rank(method="first"), 5, labels=False)

    shuffled = scores(order_count.sample(frac=1, random_state=2)).reindex(order_count.index)
    return 100 * (scores(order_count) != shuffled).mean()


@prediction(
    "2.b",
    "Which share of revenue do the largest 20 % of accounts bring?",
    unit="percent",
    low=0,
    high=100,
    afterwards="80 is a figure of speech: every ledger has a number of its own, and it decides how exposed you are.",
)
def share_of_the_largest(company):
    """Return the percentage of revenue that the largest fifth bring."""
    return 100 * largest_fifth(company)


@prediction(
    "2.c",
    "Move both cuts by five points of rank. How many accounts change tier?",
    unit="count",
    low=0,
    high=200,
    afterwards="None of these customers did anything. Treat the accounts near a cut as what they are: near a cut.",
)
def tier_changes(company):
    """Return how many accounts change tier when both cuts move up by five points."""
    continuum = segments.continuum(company.orders)
    before = segments.tiers(continuum, cuts=(0.80, 0.50))
    after = segments.tiers(continuum, cuts=(0.85, 0.55))
    return int((before.astype(str) != after.astype(str)).sum())


@prediction(
    "2.d",
    "How many accounts are in the cell of the best: lately, often and for much?",
    unit="count",
    low=0,
    high=150,
    afterwards="A cell's size follows from its thresholds. Say the thresholds whenever you say the number.",
)
def best_cell(company):
    """Return how many accounts the first named cell holds under quintile thresholds."""
    table = segments.rfm(company.orders, company.as_of)
    named = segments.cells(segments.score(table, segments.quintiles(table)))
    return int((named.astype(str) == segments.CELLS[0].name).sum())
