"""Lesson 05, exercises on the summary: recency is an age, and the first purchase is not a repeat."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number
from kamlib.tables.reductions import days_in


@exercise(
    "5.4",
    "What is the recency of the average account, in the sense of these models, in months?",
    expects=Number("months", tolerance=0.14, relative=0.0033),
)
def mean_recency(company):
    """Return the mean age at the last purchase."""
    # The tolerance is four days: returns taken for purchases, or months of 30.4 days, are no misunderstanding of recency.
    told = methods.clv.summary(company.orders, company.as_of, unit="month")
    return told.table["recency"].mean()


@mean_recency.mistake(
    "That is how long ago the last purchase was. Recency is here the account's age at its last purchase: it counts from the first."
)
def ago(company):
    """Count back from today."""
    table = _table(company)
    return (table["T"] - table["recency"]).mean()


@mean_recency.mistake("That is T, the age of the account today. Recency stops at its last purchase.")
def age(company):
    """Take the age."""
    return _table(company)["T"].mean()


@mean_recency.mistake("Those are days. The question asks for months.")
def in_days(company):
    """Keep days."""
    return _table(company)["recency"].mean() * days_in("month")


@mean_recency.mistake("Those are weeks. The question asks for months.")
def in_weeks(company):
    """Keep weeks."""
    return _table(company)["recency"].mean() * days_in("month") / 7


@mean_recency.mistake(
    "That is how long ago the last purchase was, and in days. Recency is here the account's age at its last purchase, in months."
)
def ago_in_days(company):
    """Count back from today, in days."""
    table = _table(company)
    return (table["T"] - table["recency"]).mean() * days_in("month")


@mean_recency.mistake("You divided days by 30. A month is a twelfth of a year: 365.25 / 12, that is 30.44 days.")
def by_thirty(company):
    """Take every month for 30 days."""
    return _table(company)["recency"].mean() * days_in("month") / 30


@mean_recency.mistake("You took a month for four weeks. It is a twelfth of a year: 365.25 / 12, that is 30.44 days.")
def by_four_weeks(company):
    """Take every month for 28 days."""
    return _table(company)["recency"].mean() * days_in("month") / 28


@mean_recency.mistake("Those are years. The question asks for months.")
def in_years(company):
    """Turn into years."""
    return _table(company)["recency"].mean() / 12


@mean_recency.mistake("That is the share of its life at which the average account last bought. Asked are months.")
def share_of_life(company):
    """Divide by age."""
    table = _table(company)
    return (table["recency"] / table["T"].where(table["T"] > 0)).mean()


@mean_recency.mistake("That is the median. The question asks for the mean.")
def median(company):
    """Take the middle one."""
    return _table(company)["recency"].median()


mean_recency.hints(
    'methods.clv.summary(company.orders, company.as_of, unit="month").table has a row an account.',
    "One of its columns is the age at the last purchase, counted from the first.",
    "The mean of that column, recency.",
)


@exercise(
    "5.5",
    "How many repeat purchases (frequency) does the average account have?",
    expects=Number("purchases", tolerance=0.05),
)
def mean_frequency(company):
    """Return the mean number of purchase days after the first."""
    told = methods.clv.summary(company.orders, company.as_of, unit="month")
    return told.table["frequency"].mean()


@mean_frequency.mistake("You counted the first purchase too. A repeat purchase is one after it: everybody has a first.")
def all_purchases(company):
    """Count the first too."""
    return 1 + _table(company)["frequency"].mean()


@mean_frequency.mistake(
    "Those are orders less one, or all days with an order. Two orders on one day are one purchase, a day on which goods only came back "
    "is none, and the first is no repeat."
)
def orders_less_one(company):
    """Do not merge days."""
    return company.orders.groupby("account_id")["order_id"].nunique().mean() - 1


@mean_frequency.mistake("Those are orders, the first counted and days not merged. Take frequency from the summary.")
def all_orders(company):
    """Count orders."""
    return company.orders.groupby("account_id")["order_id"].nunique().mean()


@mean_frequency.mistake("Those are order lines: one order has several.")
def lines(company):
    """Count rows."""
    return company.orders.groupby("account_id").size().mean()


@mean_frequency.mistake(
    "Those are all days with an order, less one. A day on which goods only came back is no purchase: see the note of the summary."
)
def returns_counted(company):
    """Count days on which goods only came back."""
    days = company.orders["ordered_at"].dt.normalize()
    return days.groupby(company.orders["account_id"]).nunique().mean() - 1


@mean_frequency.mistake("Those are order lines less one: one order has several.")
def lines_less_one(company):
    """Count rows after the first."""
    return company.orders.groupby("account_id").size().mean() - 1


@mean_frequency.mistake("You left out those who bought once. They have a frequency too: 0.")
def repeaters_only(company):
    """Average over those who came back."""
    frequency = _table(company)["frequency"]
    return frequency[frequency > 0].mean()


@mean_frequency.mistake("You rounded to whole purchases. An average need not be whole: give it one decimal or more.")
def whole(company):
    """Round."""
    return round(mean_frequency(company))


@mean_frequency.mistake("That is the median account. The average is the mean.")
def middle_account(company):
    """Take the middle one."""
    return _table(company)["frequency"].median()


@mean_frequency.mistake("Those are all accounts together. Asked is the average one.")
def all_together(company):
    """Add up."""
    return _table(company)["frequency"].sum()


@mean_frequency.mistake("That is a rate, purchases a year. Asked is how many so far.")
def a_year(company):
    """Divide by years."""
    table = _table(company)
    return 12 * table["frequency"].sum() / table["T"].sum()


@mean_frequency.mistake("That is a rate, purchases a month. Asked is how many.")
def a_month(company):
    """Divide by age."""
    table = _table(company)
    return table["frequency"].sum() / table["T"].sum()


mean_frequency.hints(
    "The summary counts purchase days after the first: frequency.",
    "Orders of one day are one purchase, so counting orders gives more.",
    "The mean of the column frequency.",
)


def _table(company):
    return methods.clv.summary(company.orders, company.as_of, unit="month").table
