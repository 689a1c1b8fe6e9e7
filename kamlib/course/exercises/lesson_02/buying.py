"""Lesson 02, exercise on buying behaviour: how much of the business is the same articles again."""

from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise(
    "2.6",
    "After an account's first day of ordering, which share of its lines are articles it has had before?",
    expects=share,
)
def rebought(company):
    """Return the share of later lines whose article the same account had ordered on an earlier day."""
    orders = company.orders
    first_order = orders.groupby("account_id")["ordered_at"].transform("min")
    first_of_article = orders.groupby(["account_id", "product_id"])["ordered_at"].transform("min")
    later = orders["ordered_at"] > first_order
    return (orders["ordered_at"] > first_of_article)[later].mean()


@rebought.mistake("The first day's lines are still in the total, and they can never be repeats: leave them out.")
def with_the_first_day(company):
    """Keep the first day in the denominator."""
    orders = company.orders
    first_of_article = orders.groupby(["account_id", "product_id"])["ordered_at"].transform("min")
    return (orders["ordered_at"] > first_of_article).mean()


@rebought.mistake("That asks whether anybody had the article before: ask it of the same account.")
def by_anybody(company):
    """Group by article alone."""
    orders = company.orders
    first_order = orders.groupby("account_id")["ordered_at"].transform("min")
    first_of_article = orders.groupby("product_id")["ordered_at"].transform("min")
    return (orders["ordered_at"] > first_of_article)[orders["ordered_at"] > first_order].mean()


@rebought.mistake("That is the share of new articles: the rest to one is what you want.")
def the_new_ones(company):
    """Count the new instead of the repeated."""
    return 1 - rebought(company)


@rebought.mistake("That compares categories: a new article in a known category is no straight rebuy.")
def by_category(company):
    """Compare categories."""
    orders = company.orders
    first_order = orders.groupby("account_id")["ordered_at"].transform("min")
    first_of_category = orders.groupby(["account_id", "category"])["ordered_at"].transform("min")
    return (orders["ordered_at"] > first_of_category)[orders["ordered_at"] > first_order].mean()


rebought.hints(
    "For each line you need two dates: when this account first ordered anything, and when it first ordered this article.",
    '.groupby([...])["ordered_at"].transform("min") puts such a first date beside every line.',
    "Keep the lines later than the account's first date; of those, the mean of (ordered_at > first date of the article).",
)
