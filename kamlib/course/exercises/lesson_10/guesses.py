"""Lesson 10, the numbers to predict before they are shown."""

import pandas as pd

from kamlib import methods
from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_10.said import now, of_staff, said


@prediction(
    "10.a",
    "Customers were asked 22 things: what they expect of an excellent supplier, and what they got. For how many of "
    "100 such items do they get "
    "*less* than they expect, surely?",
    unit="percent",
    low=0,
    high=100,
    afterwards="An expectation is nearly always at the top of the scale. So ask also what is just enough.",
)
def items_short(company):
    """Return the share of items that surely fall short in the last wave, in per cent."""
    groups = now(company)["parent"]
    table = methods.gaps.paired_gap(said(company, "perception"), said(company, "expectation"), groups)
    return 100 * float((table["high"] < 0).mean())


@prediction(
    "10.b",
    "“If a delivery will be late, we hear of it before we have to ask.” Of 100 of our people, how many believe that customers would agree "
    "(tick 6 or 7)?",
    unit="percent",
    low=0,
    high=100,
    afterwards="And the customers? That is the next number.",
)
def staff_believe(company):
    """Return the share of staff who believe that customers tick 6 or 7 on item 09, in per cent."""
    return 100 * float((of_staff(company, "staff belief of perception")["09"].dropna() >= 6).mean())


@prediction(
    "10.c",
    "Of 100 deliveries in the West in the last twelve months, how many came after the day that was named?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Are the lorries slow, or the promises bold? Look at both columns.",
)
def late(company):
    """Return the share of late deliveries in the West in the last year, in per cent."""
    made = company.promises.merge(company.accounts[["account_id", "region"]], on="account_id")
    made = made[made["promised_at"] > company.as_of - pd.DateOffset(years=1)]
    return 100 * float(methods.gaps.promise_gap(made, "region").loc["West", "late_share"])
