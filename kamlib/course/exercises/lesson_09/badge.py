"""Lesson 09, an exercise on what a name is worth: the price premium of a badge, among those who pay for it."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number


@exercise(
    "9.11",
    "In euro a square metre: what is the *name* of the design house worth to respondents of *distributors* "
    "(`methods.survey.part_worths`, with `price`)?",
    expects=Number("euro a square metre", example="2.50", tolerance=5e-3),
)
def premium_of_the_name(company):
    """Return the price premium of the name among distributors."""
    likely = methods.survey.scores_of(company.items, company.answers, "offer")
    cards = company.offers.pivot(index="item", columns="attribute", values="level")
    kinds = company.accounts.set_index("account_id")["account_type"]
    works_for = company.responses.set_index("response_id")["account_id"].map(kinds).reindex(likely.index)
    worth = methods.survey.part_worths(likely[works_for == "distributor"], cards, price="price")
    return worth.loc[("name", "design house"), "premium"]


@premium_of_the_name.mistake(
    "That is for everybody: a price that neither of the two would pay. Contractors lie far below it, distributors far above."
)
def for_everybody(company):
    """Forget the segment."""
    return _premium(company, None)


@premium_of_the_name.mistake("That is for the contractors. Asked are the distributors.")
def for_contractors(company):
    """Take the other segment."""
    return _premium(company, "contractor")


@premium_of_the_name.mistake(
    "That is the part-worth, in points of the rating. Asked are euro: over what one euro takes off."
)
def in_points(company):
    """Forget to divide."""
    return _premium(company, "distributor", "worth")


@premium_of_the_name.mistake(
    "You divided by the step from 26 to 34 euro. Asked is euro: divide by what *one* euro takes off."
)
def in_steps(company):
    """Count in steps of the design."""
    return premium_of_the_name(company) / 8


@premium_of_the_name.mistake("Upside down: that is how much of the name one euro buys. Divide the name by the euro.")
def upside_down(company):
    """Divide the other way."""
    return 1 / premium_of_the_name(company)


@premium_of_the_name.mistake(
    "Without its sign: a euro more takes points *off*, and what makes up for it is a price above 0."
)
def wrong_sign(company):
    """Keep the sign of the price."""
    return -premium_of_the_name(company)


@premium_of_the_name.mistake("That is what a day earlier is worth. Asked is the name.")
def of_a_day(company):
    """Take the other attribute."""
    return -float(_worths(company, "distributor").loc[("days", "a unit more"), "premium"])


@premium_of_the_name.mistake("That is what a day *more* costs. Asked is the name.")
def of_a_day_more(company):
    """Take the other attribute, with its sign."""
    return float(_worths(company, "distributor").loc[("days", "a unit more"), "premium"])


@premium_of_the_name.mistake(
    "You took off what the name is worth to contractors. Asked is what it is worth to distributors."
)
def less_the_contractors(company):
    """Compare the segments."""
    return _premium(company, "distributor") - _premium(company, "contractor")


@premium_of_the_name.mistake("That is the low end of its interval. Asked is the premium itself.")
def low_end(company):
    """Take the interval's low end."""
    return _premium(company, "distributor", "premium_low")


@premium_of_the_name.mistake("That is the high end of its interval. Asked is the premium itself.")
def high_end(company):
    """Take the interval's high end."""
    return _premium(company, "distributor", "premium_high")


premium_of_the_name.hints(
    "Part the respondents by the type of their account first.",
    'The profiles are `company.offers.pivot(index="item", columns="attribute", values="level")`.',
    'Row ("name", "design house"), column "premium", of `methods.survey.part_worths(rated, profiles, price="price")`.',
)


def _worths(company, kind: str | None):
    ratings = methods.survey.scores_of(company.items, company.answers, "offer")
    profiles = company.offers.pivot(index="item", columns="attribute", values="level")
    rows = company.responses.merge(company.accounts, on="account_id").set_index("response_id").reindex(ratings.index)
    chosen = ratings if kind is None else ratings[rows["account_type"] == kind]
    return methods.survey.part_worths(chosen, profiles, price="price")


def _premium(company, kind: str | None, column: str = "premium") -> float:
    return float(_worths(company, kind).loc[("name", "design house"), column])
