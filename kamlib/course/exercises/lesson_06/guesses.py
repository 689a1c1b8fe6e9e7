"""Lesson 06, the numbers to predict before they are shown."""

from kamlib.course.exercise import prediction
from kamlib.methods import equity, top_fifth
from kamlib.tables.larkfield import pilots_told


@prediction(
    "6.a",
    "In a trial, branches drawn by lot gave their middle accounts a year-end bonus. Of 100 accounts that stayed with it, how many "
    "stayed because of it?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Nearly all of them would have stayed without it. The bonus was paid to them all the same.",
)
def because_of_it(company):
    """Return the share of accounts kept by the bonus, of those that stayed with it, in per cent."""
    told = pilots_told(company.truth)
    if "year-end bonus" not in told.index:
        raise ValueError("Nobody tried a bonus by lot here, so nobody knows. Guess all the same, and ask for a trial.")
    bonus = told.loc["year-end bonus"]
    return max(0.0, 100 * float(bonus["came_usual"] - bonus["came_none"]) / float(bonus["came_usual"]))


@prediction(
    "6.b",
    "85 % of accounts stay each year, money costs 10 % a year, the first margin comes after a year. Now five points fewer leave. By "
    "how many per cent does the value of an account rise?",
    unit="percent",
    low=0,
    high=200,
    afterwards="It lies within the claim. Wait until base, discount and timing change.",
)
def five_points(company):
    """Return the rise of the margin multiple in per cent."""
    return 100 * equity.value_of_points(0.05, 0.85, 0.10)


@prediction(
    "6.c",
    "Take the best fifth of the accounts by revenue, of the year before last. How many per cent of them were in the best fifth again "
    "last year?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Part of what made them the best fifth was that year.",
)
def again(company):
    """Return the share of the best fifth that is the best fifth again, in per cent."""
    found = top_fifth.year_after(company.orders, company.as_of)["still_best"]
    if found != found:
        raise ValueError("This file holds less than two years, so nobody can be followed from one to the next.")
    return 100 * float(found)


@prediction(
    "6.d",
    "A company with 1,000 accounts wins 100 a year and loses 20 % of its accounts a year. How many accounts does it have in the end?",
    unit="count",
    low=0,
    high=2000,
    afterwards="The base goes where as many leave as come, wherever it began.",
)
def in_the_end(company):
    """Return the base at which as many leave as come."""
    return equity.steady_base(100, 0.20)
