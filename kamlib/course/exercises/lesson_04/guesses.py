"""Lesson 04, the numbers to predict before they are shown."""

import numpy as np

from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_04.alarm import precision
from kamlib.course.exercises.lesson_04.still import came_back
from kamlib.course.exercises.lesson_04.ties import whole_life
from kamlib.methods import churn, cohorts

BRANCHES = 25


@prediction(
    "4.a",
    "Half a year ago some accounts had been silent for 90 to 364 days. Which share of them has ordered since?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Whoever had crossed them off the list would have been wrong about so many. A silence is a question, "
    "not an answer.",
)
def silent_who_came_back(company):
    """Return the percentage of the silent that came back."""
    return 100 * came_back(company)


@prediction(
    "4.b",
    "Look at accounts after half of the longest time that any of them was watched. Which share has left by then?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Counted with those still here in it. Whoever counts only the accounts that are gone finds 100 %, and "
    "whoever counts only those that are here finds none.",
)
def gone_half_way(company):
    """Return the percentage gone, by Kaplan and Meier, at half of the longest time anybody was watched."""
    seen = cohorts.lives(company.orders, company.as_of)
    survival = churn.kaplan_meier(seen["duration"], seen["left"])
    return 100 * (1 - survival.at(seen["duration"].max() / 2)["all"].iloc[0])


@prediction(
    "4.c",
    "Count ties over the whole life. For every 100 accounts without one that left, how many of as many tied ones did?",
    unit="count",
    low=0,
    high=200,
    afterwards="It looks as if ties held customers. Do not order any yet: read on.",
)
def tied_over_the_whole_life(company):
    """Return how often tied accounts left, for every 100 of the others, as everybody counts it first."""
    return 100 * whole_life(company)


@prediction(
    "4.d",
    "Deal the accounts into 25 branches by lot, so that none is better than another. Which share of its accounts does the "
    "worst of them lose in the year?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Nobody manages these branches. They are as good as each other, and still one of them would be asked to explain "
    "itself.",
)
def worst_by_lot(company):
    """Return the highest of 25 branches' rates of loss, in percent, when accounts are dealt by lot."""
    fate = cohorts.retention(company.orders, company.as_of, resamples=2).table
    lost = (fate["became"] == "left")[fate["start"] > 0]
    branch = np.random.default_rng(4).permutation(len(lost)) % BRANCHES
    return 100 * lost.groupby(branch).mean().max()


@prediction(
    "4.e",
    "An alarm rings when a silence is longer than about 19 of 20 of the account's own gaps. Half a year ago it rang. Which "
    "share of those it named has not ordered since?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Not 95, and even this flatters the alarm: half a year without an order is not yet leaving. The promise was about "
    "the gaps of accounts that stay. Far more stay than leave, so many that ring stay, too.",
)
def alarms_that_were_right(company):
    """Return the percentage of alarms that were right."""
    return 100 * precision(company)
