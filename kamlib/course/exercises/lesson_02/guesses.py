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
    afterwards="Nothing about these customers changed but the order of the rows. With few ties, few scores move. In the open "
    "ledger CDNOW, where most customers bought once or twice, 45 % do.",
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
    "Move both cuts up by five points of rank. Which share of accounts changes tier?",
    unit="percent",
    low=0,
    high=100,
    afterwards="None of these customers did anything. Treat the accounts near a cut as what they are: near a cut.",
)
def tier_changes(company):
    """Return the percentage of accounts that change tier when both cuts move up by five points."""
    continuum = segments.continuum(company.orders)
    before = segments.tiers(continuum, cuts=(0.80, 0.50))
    after = segments.tiers(continuum, cuts=(0.85, 0.55))
    return 100 * (before != after).mean()


@prediction(
    "2.d",
    "Which share of accounts is in the cell of the best: lately, often and for much?",
    unit="percent",
    low=0,
    high=100,
    afterwards="More than chance would put there: who orders often mostly brings much, and has ordered lately. "
    "A cell's size follows from its thresholds. Say the thresholds whenever you say the number.",
)
def best_cell(company):
    """Return the percentage of accounts that the first named cell holds under quintile thresholds."""
    table = segments.rfm(company.orders, company.as_of)
    named = segments.cells(segments.score(table, segments.quintiles(table)))
    return 100 * (named == segments.CELLS[0].name).mean()
