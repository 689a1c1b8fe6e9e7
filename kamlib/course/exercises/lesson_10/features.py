"""Lesson 10, an exercise on Kano's pairs: what a feature wins among those for whom it may be nothing."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_10.said import said
from kamlib.course.expects import share

FEATURE = "k2"


@exercise(
    "10.9",
    "Feature k2 is a sample of any floor next morning. Over all waves, what is its *Better* among the respondents of *distributors* "
    "(`methods.gaps.kano`, by account type)?",
    expects=share,
)
def better_for_distributors(company):
    """Return Kano's Better of feature k2 among distributors."""
    happy = methods.survey.by_subject(company.items, company.answers, "functional")["k2"]
    likely = methods.survey.by_subject(company.items, company.answers, "dysfunctional")["k2"]
    sent = company.responses.merge(company.accounts, on="account_id").set_index("response_id")["account_type"]
    return methods.gaps.kano({"k2": (happy, likely)}, sent).loc[("k2", "distributor"), "better"]


@better_for_distributors.mistake("That is for everybody. Two camps can hide in it: asked are the distributors.")
def for_everybody(company):
    """Forget the segment."""
    return float(methods.gaps.kano(_pairs(company)).loc[FEATURE, "better"])


@better_for_distributors.mistake("That is for the contractors. Asked are the distributors.")
def for_contractors(company):
    """Take the other segment."""
    return float(_of(company, "contractor")["better"])


@better_for_distributors.mistake(
    "You counted those who call it attractive. Who calls it one-dimensional is happy with it as well: Better has both."
)
def attractive_alone(company):
    """Forget the one-dimensional."""
    row = _of(company, "distributor")
    return float(row["attractive"] / row[["must-be", "one-dimensional", "attractive", "indifferent"]].sum())


@better_for_distributors.mistake("That is Worse without its sign: what missing it costs. Asked is what having it wins.")
def worse(company):
    """Take the other coefficient."""
    return -float(_of(company, "distributor")["worse"])


better_for_distributors.hints(
    "Better: who is pleased by it, of all who said anything but reverse or questionable.",
    "`methods.gaps.kano(pairs, segment)` takes the two answers of each feature and the segment of each respondent.",
    '`.loc[("k2", "distributor"), "better"]`.',
)


def _pairs(company):
    with_it, without = (said(company, kind, every_wave=True) for kind in ("functional", "dysfunctional"))
    return {FEATURE: (with_it[FEATURE], without[FEATURE])}


def _types(company):
    return company.responses.merge(company.accounts, on="account_id").set_index("response_id")["account_type"]


def _of(company, kind):
    return methods.gaps.kano(_pairs(company), _types(company)).loc[(FEATURE, kind)]
