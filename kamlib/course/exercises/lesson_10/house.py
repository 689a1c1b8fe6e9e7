"""Lesson 10, an exercise on our own house: what a year and a training did to one principle, the same people asked twice."""

import math

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number
from kamlib.methods.normal import Z

TRAINED, PRINCIPLE = "customer service", "c10"


@exercise(
    "10.10",
    "In the spring of 2025 customer service was trained, and given leave to decide. Their rating of principle c10 changed from autumn 2024 "
    "to autumn 2025. How sure is this change? Give *half* of its 95 % interval (`methods.gaps.paired_gap`: the same people twice).",
    expects=Number("points", example="0.25", tolerance=2e-3),
)
def margin_of_the_change(company):
    """Return half of the interval of the paired change of c10 in customer service."""
    few = company.staff_responses[company.staff_responses["department"] == "customer service"]
    came = few["answered_at"].dt.year
    before, after = (
        methods.survey.by_subject(company.items, few[came == year], "principle", "staff_id")[["c10"]]
        for year in (2024, 2025)
    )
    counts = methods.gaps.paired_gap(after, before).loc["c10"]
    return (counts["high"] - counts["low"]) / 2


@margin_of_the_change.mistake(
    "You took the two autumns for other people. The same people twice: how much they differ from one another drops out."
)
def unpaired(company):
    """Compare two groups."""
    before, after = _both(company)
    row = methods.gaps.two_groups(after, before, ("after", "before")).loc[PRINCIPLE]
    return float(row["high"] - row["low"]) / 2


@margin_of_the_change.mistake("That is the change itself. Asked is how far it may be off: half of its interval.")
def the_change(company):
    """Give the change."""
    before, after = _both(company)
    return float((after - before)[PRINCIPLE].mean())


@margin_of_the_change.mistake("That is the whole interval. Half of it is asked.")
def the_whole(company):
    """Give the width."""
    return 2 * margin_of_the_change(company)


@margin_of_the_change.mistake("You took everybody. Asked is customer service, who were trained.")
def everybody(company):
    """Forget the department."""
    before, after = _both(company, None)
    row = methods.gaps.paired_gap(after, before).loc[PRINCIPLE]
    return float(row["high"] - row["low"]) / 2


@margin_of_the_change.mistake(
    "You used 1.96. Of so few people the margin is wider: Student's t, with one degree of freedom less than there are people."
)
def with_the_normal(company):
    """Use the normal distribution."""
    before, after = _both(company)
    change = (after - before)[PRINCIPLE].dropna()
    return Z * float(change.std()) / math.sqrt(len(change))


@margin_of_the_change.mistake(
    "You took two standard errors. Of so few people it is a little more: Student's t, with one degree of freedom less than people."
)
def two_errors(company):
    """Double the standard error."""
    return 2 * one_error(company)


@margin_of_the_change.mistake(
    "That is the standard deviation: how much people differ in their change. The margin of their *mean* is smaller."
)
def deviation(company):
    """Forget the root of n."""
    before, after = _both(company)
    return float((after - before)[PRINCIPLE].std())


@margin_of_the_change.mistake(
    "You took the two autumns for other people, and 1.96. The same people twice: take the change of each, and Student's t."
)
def unpaired_with_the_normal(company):
    """Forget both."""
    return Z * math.hypot(*(float(one[PRINCIPLE].sem()) for one in _both(company)))


@margin_of_the_change.mistake("That is the margin of principle c01. Asked is c10.")
def of_the_first(company):
    """Read the first row."""
    before, after = _both(company, principle="c01")
    row = methods.gaps.paired_gap(after, before).loc["c01"]
    return float(row["high"] - row["low"]) / 2


@margin_of_the_change.mistake("That is one standard error. The margin of 95 % is about two of them.")
def one_error(company):
    """Give the standard error."""
    before, after = _both(company)
    change = (after - before)[PRINCIPLE].dropna()
    return float(change.std()) / math.sqrt(len(change))


margin_of_the_change.hints(
    "Each person is compared with himself.",
    "Keep the rows of customer service, once those of 2024 and once those of 2025 (`answered_at.dt.year`).",
    "`methods.gaps.paired_gap(after, before)`, and half of `high` less `low`.",
)


def _both(company, department=TRAINED, principle=PRINCIPLE):
    rows = company.staff_responses
    rows = rows if department is None else rows[rows["department"] == department]
    year = rows["answered_at"].dt.year
    return [
        methods.survey.by_subject(company.items, rows[year == one], "principle", "staff_id")[[principle]]
        for one in (2024, 2025)
    ]
