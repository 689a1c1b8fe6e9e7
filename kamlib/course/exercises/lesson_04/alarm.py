"""Lesson 04, exercise on the alarm: how often it was right when it rang half a year ago."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise(
    "4.9",
    "Half a year ago an alarm rang for every account silent for longer than usual (usual_days) that had ordered in the 365 "
    "days before. Which share of these alarms was right: no order since?",
    expects=share,
)
def precision(company):
    """Return the share of alarmed accounts that have not ordered since."""
    watch = methods.cohorts.came_back(company.orders, company.as_of)
    watch = watch[watch["days_since_order"] < 365]
    rang = watch[watch["days_since_order"] > watch["usual_days"]]
    return (~rang["ordered_since"]).mean()


@precision.mistake(
    "That is the recall: of those who have not ordered since, how many the alarm had named. The question begins with the alarms."
)
def recall(company):
    """Divide by the leavers."""
    watch = _watch(company)
    return (watch["days_since_order"] > watch["usual_days"])[~watch["ordered_since"]].mean()


@precision.mistake(
    "That is how often it was right about anybody. Most accounts are quiet and stay: an alarm that never rings scores as well."
)
def right_about_anybody(company):
    """Take the accuracy."""
    watch = _watch(company)
    return ((watch["days_since_order"] > watch["usual_days"]) == ~watch["ordered_since"]).mean()


@precision.mistake(
    "One clock for all: 90 days are long for one account and nothing for another. Use its own usual_days."
)
def one_clock(company):
    """Ring after ninety days."""
    watch = _watch(company)
    return (~watch.loc[watch["days_since_order"] >= 90, "ordered_since"]).mean()


@precision.mistake(
    "Accounts silent for years are in it, and about these anybody is right: keep those that had ordered in the year before."
)
def long_gone_too(company):
    """Keep the long gone."""
    watch = methods.cohorts.came_back(company.orders, company.as_of)
    return (~watch.loc[watch["days_since_order"] > watch["usual_days"], "ordered_since"]).mean()


@precision.mistake("Those are the false alarms: the accounts that did order since.")
def false_alarms(company):
    """Take the rest."""
    return 1 - precision(company)


@precision.mistake("That is how often the alarm rang. Asked is how often it was right when it did.")
def rang(company):
    """Count the alarms."""
    watch = _watch(company)
    return (watch["days_since_order"] > watch["usual_days"]).mean()


@precision.mistake("That is the share of all that have not ordered since, whether the alarm rang or not.")
def base_rate(company):
    """Forget the alarm."""
    return (~_watch(company)["ordered_since"]).mean()


precision.hints(
    "methods.cohorts.came_back(company.orders, company.as_of) shows the silence as it was then, and ordered_since.",
    "Keep days_since_order below 365, then the rows where it is above usual_days: for these the alarm rang.",
    "Of these rows, the mean of ~ordered_since (~ turns true into false).",
)


def _watch(company):
    watch = methods.cohorts.came_back(company.orders, company.as_of)
    return watch[watch["days_since_order"] < 365]
