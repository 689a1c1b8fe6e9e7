"""Lesson 09, an exercise on rating our own people: what may be expected of the one whose customers rate lowest."""

import pandas as pd

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_09.said import satisfaction
from kamlib.course.expects import Number

YEAR = ("2025-1", "2025-2")


@exercise(
    "9.10",
    "Take the manager whose customers gave the lowest *mean* of satisfaction in the waves 2025-1 and 2025-2 together. Which satisfaction "
    "(1 to 7) may be *expected* of this manager's customers (`methods.survey.shrunken_means`, groups of accounts as clusters)?",
    expects=Number("points from 1 to 7", example="4.25", tolerance=5e-3),
)
def to_be_expected(company):
    """Return the shrunken mean of the manager whose own mean is lowest."""
    happy = methods.survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    rows = methods.survey.sampling_frame(company.responses, company.accounts).reindex(happy.index)
    managers = company.accounts.set_index("account_id")["manager"]
    looks_after = company.responses.set_index("response_id")["account_id"].map(managers).reindex(happy.index)
    both = rows["wave"].isin(["2025-1", "2025-2"])
    found = methods.survey.shrunken_means(happy[both], looks_after[both], rows["parent"][both])
    return found.loc[found["mean"].idxmin(), "shrunken"]


@to_be_expected.mistake(
    "That is the manager's own mean, of very few answers. Part of it is luck: expect something nearer to the others."
)
def own_mean(company):
    """Take the mean as it is."""
    return float(_found(company)["mean"].min())


@to_be_expected.mistake(
    "You took every answer for independent. Answers from one group of accounts are alike: hand in the groups as clusters."
)
def without_groups(company):
    """Forget the clusters."""
    found = _found(company, grouped=False)
    return float(found.loc[found["mean"].idxmin(), "shrunken"])


@to_be_expected.mistake("You used all waves. Asked are the two of 2025.")
def all_waves(company):
    """Forget the year."""
    found = _found(company, waves=None)
    return float(found.loc[found["mean"].idxmin(), "shrunken"])


@to_be_expected.mistake("You used the last wave alone. Asked are the two of 2025, taken together.")
def last_wave(company):
    """Take one wave."""
    found = _found(company, waves=YEAR[-1:])
    return float(found.loc[found["mean"].idxmin(), "shrunken"])


@to_be_expected.mistake("That is the mean of all answers. The manager's own answers count too, though little.")
def of_everybody(company):
    """Pull all the way."""
    found = _found(company)
    return float((found["mean"] * found["answers"]).sum() / found["answers"].sum())


@to_be_expected.mistake(
    "That is halfway between the manager's own mean and that of all. How far to go, the number of answers says."
)
def halfway(company):
    """Pull by half."""
    return (own_mean(company) + of_everybody(company)) / 2


@to_be_expected.mistake(
    "That is the lowest of what may be expected, which is another manager's. Asked is the one with the lowest `mean`."
)
def lowest_expected(company):
    """Look for the lowest in the wrong column."""
    return float(_found(company)["shrunken"].min())


@to_be_expected.mistake("That is for the manager who was rated highest. Asked is the lowest.")
def of_the_highest(company):
    """Take the other end."""
    found = _found(company)
    return float(found.loc[found["mean"].idxmax(), "shrunken"])


to_be_expected.hints(
    "Each answer belongs to an account, and each account to a manager.",
    "`methods.survey.shrunken_means(scores, managers, clusters)` has `mean` beside `shrunken`.",
    '`found.loc[found["mean"].idxmin(), "shrunken"]`.',
)


def _found(company, waves: tuple[str, ...] | None = YEAR, grouped: bool = True) -> pd.DataFrame:
    score = satisfaction(company)
    rows = methods.survey.sampling_frame(company.responses, company.accounts).reindex(score.index)
    accounts = company.responses.set_index("response_id")["account_id"].reindex(score.index)
    manager = accounts.map(company.accounts.set_index("account_id")["manager"])
    chosen = rows["wave"].isin(waves) if waves else rows["wave"].notna()
    return methods.survey.shrunken_means(
        score[chosen], manager[chosen], rows.loc[chosen, "parent"] if grouped else None
    )
