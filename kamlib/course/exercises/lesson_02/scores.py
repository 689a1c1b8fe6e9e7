"""Lesson 02, exercises on recency, frequency and money."""

import numpy as np
import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, PerAccount


@exercise("2.1", "How many days ago, at the median, did an account last order?", expects=Number("days"))
def typical_silence(company):
    """Return the median over accounts of the days since the last order."""
    last = company.orders.groupby("account_id")["ordered_at"].max()
    days = (company.as_of - last.dt.normalize()).dt.days
    return days.median()


@typical_silence.mistake(
    "That takes every order line, so busy accounts count a hundred times: find each account's last."
)
def over_lines(company):
    """Forget to group."""
    return (company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days.median()


@typical_silence.mistake(
    "Those are the days since the first order: take the latest date of each account, not the earliest."
)
def since_the_first(company):
    """Take the earliest order."""
    first = company.orders.groupby("account_id")["ordered_at"].min()
    return (company.as_of - first.dt.normalize()).dt.days.median()


@typical_silence.mistake(
    "That is the mean, and a few long-silent accounts pull it up: the question asks for the median."
)
def mean_silence(company):
    """Take the mean."""
    last = company.orders.groupby("account_id")["ordered_at"].max()
    return (company.as_of - last.dt.normalize()).dt.days.mean()


typical_silence.hints(
    "Two steps: one date an account, then one number for all accounts.",
    'company.orders.groupby("account_id")["ordered_at"].max() gives the day of each account\'s last order.',
    "Take it from company.as_of, read the days with .dt.days, and ask for the median.",
)


@exercise("2.2", "Score each account's number of orders from 1 to 5.", expects=PerAccount("scores from 1 to 5"))
def frequency_scores(company):
    """Return 1 plus the number of thresholds strictly below each account's count of orders."""
    order_count = company.orders.groupby("account_id")["order_id"].nunique()
    thresholds = order_count.quantile([0.2, 0.4, 0.6, 0.8])
    return 1 + sum((order_count > threshold).astype(int) for threshold in thresholds)


@frequency_scores.mistake(
    "Accounts with as many orders got different scores: rank(method='first') breaks ties by row order."
)
def broken_ties(company):
    """Break ties by row order, as most recipes do."""
    order_count = company.orders.groupby("account_id")["order_id"].nunique()
    return pd.qcut(order_count.rank(method="first"), 5, labels=False) + 1


@frequency_scores.mistake(
    "That counts lines, so an order of ten articles looks like ten orders: count different order ids."
)
def of_lines(company):
    """Count lines."""
    lines = company.orders.groupby("account_id").size()
    return 1 + sum((lines > threshold).astype(int) for threshold in lines.quantile([0.2, 0.4, 0.6, 0.8]))


@frequency_scores.mistake("Upside down: the accounts that order most got a 1. Count the thresholds below, not above.")
def upside_down(company):
    """Score the wrong way round."""
    return 6 - frequency_scores(company)


@frequency_scores.mistake(
    "An account that sits on a threshold was lifted over it: compare strictly, with > and not >=."
)
def not_strictly(company):
    """Count thresholds at or below."""
    order_count = company.orders.groupby("account_id")["order_id"].nunique()
    thresholds = order_count.quantile([0.2, 0.4, 0.6, 0.8])
    return 1 + sum((order_count >= threshold).astype(int) for threshold in thresholds)


@frequency_scores.mistake(
    "Those are five equal steps from the fewest to the most orders: use the 20, 40, 60 and 80 % quantiles."
)
def equal_steps(company):
    """Cut the range, not the accounts, into five."""
    order_count = company.orders.groupby("account_id")["order_id"].nunique()
    thresholds = np.linspace(order_count.min(), order_count.max(), 6)[1:-1]
    return 1 + sum((order_count > threshold).astype(int) for threshold in thresholds)


frequency_scores.hints(
    "Count the different order_id of each account first; the result is a Series with one number an account.",
    "Its .quantile([0.2, 0.4, 0.6, 0.8]) are the four thresholds.",
    "An account's score is 1 plus the number of thresholds strictly below its count: add up four comparisons with >.",
)
