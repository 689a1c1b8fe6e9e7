"""Lesson 01, the numbers to predict before they are shown."""

from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_01.assumptions import ASSUMPTIONS
from kamlib.methods import accounts, last_days


@prediction(
    "1.a",
    "Thirteen questions about every account. Which share has an answer from the last eighteen months?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Most rooms guess more. We remember the accounts we know, and they come to mind because we know them.",
)
def answered(company):
    """Return the percentage of cells with a fresh answer."""
    audit = accounts.knowledge_audit(company.or_empty("knowledge"), company.accounts, company.as_of)
    return 100 * audit.fresh_share


@prediction(
    "1.b",
    "Take the one day on which most answers were written. Which share of all answers is from that day?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Nobody learns that much in a day. Somebody may have typed up a year of notes, or filled in forms.",
)
def on_one_day(company):
    """Return the percentage of answers written on the busiest day."""
    days = accounts.same_day_answers(company.or_empty("knowledge"))
    return 100 * days.groupby("answered_at")["answers"].sum().max() / days["answers"].sum() if len(days) else 0.0


@prediction(
    "1.c",
    "Put the accounts of one parent together. By how many percent does the number of customers fall?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Nobody left. There were never as many customers as accounts, and each that remains weighs more.",
)
def fewer_customers(company):
    """Return by how many percent the number of customers falls when parents are rolled up."""
    levels = accounts.roll_up(company.orders, company.accounts).levels["customers"]
    return 100 * (1 - levels["parents rolled up"] / levels["accounts as entered"])


@prediction(
    "1.d",
    "Sort the gaps by what an hour of asking is worth. Which share of the asking brings half of the worth?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Most of the asking is worth little, under these assumptions. That is why a full card is a poor target.",
)
def asking_for_half(company):
    """Return the percentage of minutes that hold half of the expected value, the best hours first."""
    audit = accounts.knowledge_audit(company.or_empty("knowledge"), company.accounts, company.as_of)
    gaps = accounts.gap_values(audit, yearly_revenue(company), ASSUMPTIONS)
    if not gaps["expected_value"].sum() > 0:
        return 0.0
    half = gaps["expected_value"].cumsum() <= gaps["expected_value"].sum() / 2
    return 100 * gaps.loc[half, "minutes"].sum() / gaps["minutes"].sum()


def yearly_revenue(company):
    """Return each account's revenue of the last 365 days."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    return year.groupby("account_id")["revenue"].sum()
