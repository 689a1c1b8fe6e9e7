"""Lesson 04, exercise on staying: how long, when most have not left yet."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number


@exercise(
    "4.5",
    "Of the first three years since we first saw it, how many does an account stay, on average?",
    expects=Number("years", tolerance=0.005),
)
def years_of_three(company):
    """Return the mean time here within three years: the area under the survival curve."""
    seen = methods.cohorts.lives(company.orders, company.as_of)
    survival = methods.churn.kaplan_meier(seen["duration"], seen["left"])
    return survival.restricted_mean(3)["all"]


@years_of_three.mistake(
    "That is the mean over those who left, the only ones whose end you have seen: whoever stays long is not among them yet."
)
def of_those_gone(company):
    """Average the finished lives."""
    seen = _seen(company)
    return seen.loc[seen["left"], "duration"].mean()


@years_of_three.mistake(
    "That is how long those still here have been here. Nobody who left is in it, and their end is still to come."
)
def of_those_here(company):
    """Average the survivors."""
    seen = _seen(company)
    return seen.loc[~seen["left"], "duration"].mean()


@years_of_three.mistake(
    "You let every life end when we stopped watching. An account seen for one year and still here has not left after one."
)
def as_if_all_had_left(company):
    """Take the end of watching for the end of the life."""
    return _seen(company)["duration"].clip(upper=3).mean()


@years_of_three.mistake(
    "That turns a yearly rate into a length (one over the rate), as if it were the same at every age and had no limit: the "
    "question stops at three years."
)
def one_over_the_rate(company):
    """Use the formula of constant churn."""
    return methods.churn.expected_tenure(
        methods.cohorts.retention(company.orders, company.as_of, resamples=2).logo_retention
    )


@years_of_three.mistake(
    "That is the age since the account was opened, of those still here: they lived through years in which nobody could be "
    "seen leaving."
)
def since_opening(company):
    """Count from opening, survivors only."""
    seen = _seen(company).set_index("account_id")
    opened = company.accounts.set_index("account_id")["opened_at"]
    return ((company.as_of - opened.reindex(seen.index[~seen["left"]])).dt.days / 365.25).mean()


@years_of_three.mistake(
    "That is the share still here after three years. The question is how long they stay until then, in years."
)
def share_at_three(company):
    """Read the curve at three years."""
    seen = _seen(company)
    return methods.churn.kaplan_meier(seen["duration"], seen["left"]).at(3)["all"].iloc[0]


@years_of_three.mistake(
    "Three times the share still here leaves out those who left on the way: they stayed a while too. Take the area under the curve."
)
def three_times_the_share(company):
    """Count only who stayed to the end."""
    return 3 * share_at_three(company)


@years_of_three.mistake("Those are months. The question asks for years: divide by twelve.")
def in_months(company):
    """Answer in months."""
    return 12 * years_of_three(company)


@years_of_three.mistake(
    "That is how long accounts were watched, to their end or to the end of the file, and without the limit of three years: it "
    "says how long your file is."
)
def watched(company):
    """Average all that was watched."""
    return _seen(company)["duration"].mean()


years_of_three.hints(
    "methods.cohorts.lives(company.orders, company.as_of) has a row an account: how long it was watched, and whether it left.",
    "Those still here have no end yet, and those who left are not all: methods.churn.kaplan_meier counts both rightly.",
    'The mean within three years is the area under its curve: .restricted_mean(3)["all"].',
)


def _seen(company):
    return methods.cohorts.lives(company.orders, company.as_of)
