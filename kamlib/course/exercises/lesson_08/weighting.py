"""Lesson 08, exercises on weights: a raked mean, and how far the silent could move a share."""

import numpy as np

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_08.last_wave import invited, satisfied
from kamlib.course.expects import Number, share


@exercise(
    "8.9",
    "Weight the satisfaction of the last wave so that regions and sizes stand as among all who were *invited* "
    "(`methods.survey.rake`). What is the weighted mean?",
    expects=Number("points from 1 to 7", example="4.25", tolerance=3e-3),
)
def raked_mean(company):
    """Return the mean satisfaction, raked to region and size."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts, company.orders)
    sent["score"] = methods.survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    now = sent[sent["wave"] == sent["wave"].max()]
    came = now.dropna(subset="score")
    counts = {name: now[name].value_counts().to_dict() for name in ("region", "size")}
    raked = methods.survey.rake(came, counts)
    return (raked.weights * came["score"]).sum() / raked.weights.sum()


@raked_mean.mistake("That is the mean as it came. Those who answered stand for themselves alone: weight them first.")
def unweighted(company):
    """Do not weight."""
    return float(satisfied(company)["score"].mean())


@raked_mean.mistake(
    "You weighted to regions alone. Large accounts answer more than small ones in every region: rake to both."
)
def regions_alone(company):
    """Use one margin."""
    return _raked(company, satisfied(company), invited(company), ("region",))


@raked_mean.mistake("You weighted to sizes alone. Rake to region and size.")
def sizes_alone(company):
    """Use the other margin."""
    return _raked(company, satisfied(company), invited(company), ("size",))


@raked_mean.mistake(
    "Upside down: you gave most weight to those who answer most. A weight is how many each answer stands for: invited over answered."
)
def by_response(company):
    """Weight by the response rate of the cell."""
    last, people = invited(company), satisfied(company)
    rate = last.groupby(["region", "size"])["answered"].mean()
    weight = people.set_index(["region", "size"]).index.map(rate).to_numpy()
    return float(np.average(people["score"], weights=weight))


@raked_mean.mistake("You weighted by revenue: that is the satisfaction of a euro, not of a customer.")
def by_revenue(company):
    """Weight by what the account buys."""
    people = satisfied(company)
    revenue = company.orders.groupby("account_id")["revenue"].sum()
    weight = people["account_id"].map(revenue).fillna(0.0).clip(lower=0.0)
    return float(np.average(people["score"], weights=weight))


raked_mean.hints(
    "Of which region and size were those invited, and those who answered?",
    "`methods.survey.rake(answered, margins)` wants for each column how many there are of each value among all invited.",
    '`margins = {name: last[name].value_counts().to_dict() for name in ("region", "size")}`, then the mean with `raked.weights`.',
)


@exercise(
    "8.10",
    "Suppose nothing about the silent: they may all be satisfied (6 or 7), or none of them. What is the *lowest* share of satisfied people "
    "among all invited in the last wave that the answers leave possible?",
    expects=share,
)
def worst_case(company):
    """Return the satisfied answers over all invited."""
    sent = methods.survey.sampling_frame(company.responses)
    sent["score"] = methods.survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    now = sent[sent["wave"] == sent["wave"].max()]
    return (now["score"] >= 6).sum() / len(now)


@worst_case.mistake("That is the share of those who answered. The silent are people too: divide by all invited.")
def of_those_who_answered(company):
    """Divide by the answers."""
    return float((satisfied(company)["score"] >= 6).mean())


@worst_case.mistake("That is the *highest* share possible: there all the silent are satisfied.")
def best_case(company):
    """Count the silent as satisfied."""
    last, people = invited(company), satisfied(company)
    return ((people["score"] >= 6).sum() + len(last) - len(people)) / len(last)


@worst_case.mistake("That is the response rate. Of those who answered, only the satisfied count.")
def response_rate(company):
    """Give the response rate."""
    return len(satisfied(company)) / len(invited(company))


@worst_case.mistake("You counted 5 as satisfied. Satisfied are 6 and 7.")
def from_five(company):
    """Take three boxes."""
    return (satisfied(company)["score"] >= 5).sum() / len(invited(company))


@worst_case.mistake("You counted 7 alone. Satisfied are 6 and 7.")
def seven_alone(company):
    """Take one box."""
    return (satisfied(company)["score"] >= 7).sum() / len(invited(company))


@worst_case.mistake(
    "That is the low end of the 95 % interval: what chance may do among those who answer. The silent can do far more."
)
def low_end(company):
    """Take the interval."""
    return methods.survey.top_box(satisfied(company)["score"], most=7, boxes=2).low


worst_case.hints(
    "In the worst case nobody who was silent is satisfied.",
    "Then the satisfied are those who said so.",
    "Divide them by everybody who was invited in the last wave.",
)


def _raked(company, people, population, names=("region", "size")):
    margins = {name: population[name].value_counts().to_dict() for name in names}
    raked = methods.survey.rake(people, margins)
    return float((raked.weights * people["score"]).sum() / raked.weights.sum())
