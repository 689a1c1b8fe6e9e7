"""Lesson 03, the numbers to predict before they are shown."""

from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_03.assumptions import profit_of, whale_of
from kamlib.methods import last_months, profit


@prediction(
    "3.a",
    "Our people and lorries are kept for the busiest month. Which share of their minutes is used for nobody?",
    unit="percent",
    low=0,
    high=100,
    afterwards="They are kept for the busiest month and paid in the quiet ones. Charged to the accounts, that time would make "
    "each look dearer whenever business is slow.",
)
def idle(company):
    """Return the percentage of minutes not used when people are kept for the busiest month."""
    work = profit.work(company.orders, company.get("activities"), company.get("deliveries"))
    return 100 * (1 - profit.sized_to_peak(last_months(work, company.as_of)).used_share)


@prediction(
    "3.b",
    "Which share of accounts costs more in a year than it brings?",
    unit="percent",
    low=0,
    high=100,
    afterwards="In most companies nobody has counted. Where what serving costs is only assumed, read the number as a question.",
)
def losing(company):
    """Return the percentage of accounts with a profit below zero."""
    table = profit_of(company)
    return 100 * float((table["profit"] < 0).mean())


@prediction(
    "3.c",
    "Rank accounts from best to worst and add up profit. How high does the sum rise, in percent of where it ends?",
    unit="percent",
    low=0,
    high=400,
    afterwards="What lies above 100 is earned by some accounts and lost again by others. Nobody sees it in a total.",
)
def peak(company):
    """Return the peak of the whale curve in percent of total profit; raises ValueError where there is no total."""
    curve = whale_of(company)
    if not curve.total > 0:
        raise ValueError("together the accounts leave no profit, so there is nothing to take a share of.")
    return 100 * curve.peak


@prediction(
    "3.d",
    "All loss-makers go; 60 % of what serves them stays. Which share of their loss is saved? (Below zero: it costs.)",
    unit="percent",
    low=-200,
    high=100,
    afterwards="Their margin goes at once and most of the cost stays. A loss on paper is a question, and seldom an answer.",
)
def really_saved(company):
    """Return what stopping all loss-makers saves in percent of their loss; raises ValueError where nobody makes one."""
    stop = profit.saved_by_stopping(profit_of(company), 0.6)
    if not stop.apparent > 0:
        raise ValueError("no account makes a loss on paper, so there is none to save.")
    return 100 * stop.saved / stop.apparent
