"""Lesson 02, exercises on value: volume against margin, what a service level must bring, and code that runs and is wrong."""

import math

from kamlib.course.exercise import exercise
from kamlib.course.expects import accounts, share
from kamlib.methods import last_days

KEY_SERVICE = 4500


@exercise("2.5", "Which accounts are in the top fifth by units but not in the top fifth by margin?", expects=accounts)
def busy_not_rich(company):
    """Return the accounts among the largest fifth by quantity and not among the largest fifth by margin."""
    totals = company.orders.groupby("account_id")[["quantity", "margin"]].sum()
    fifth = math.ceil(len(totals) / 5)
    high_volume = totals.nlargest(fifth, "quantity").index
    high_value = totals.nlargest(fifth, "margin").index
    return high_volume.difference(high_value)


@busy_not_rich.mistake(
    "That compares units with revenue: value is the margin, what is left after the cost of the goods."
)
def revenue_for_margin(company):
    """Take revenue for value."""
    totals = company.orders.groupby("account_id")[["quantity", "revenue"]].sum()
    fifth = math.ceil(len(totals) / 5)
    return totals.nlargest(fifth, "quantity").index.difference(totals.nlargest(fifth, "revenue").index)


@busy_not_rich.mistake("The other way round: those bring margin without volume, and you want volume without margin.")
def rich_not_busy(company):
    """Take the difference the wrong way."""
    totals = company.orders.groupby("account_id")[["quantity", "margin"]].sum()
    fifth = math.ceil(len(totals) / 5)
    return totals.nlargest(fifth, "margin").index.difference(totals.nlargest(fifth, "quantity").index)


@busy_not_rich.mistake("Those are in both top fifths: you want the ones that are in the first and not in the second.")
def both(company):
    """Take the intersection."""
    totals = company.orders.groupby("account_id")[["quantity", "margin"]].sum()
    fifth = math.ceil(len(totals) / 5)
    return totals.nlargest(fifth, "quantity").index.intersection(totals.nlargest(fifth, "margin").index)


@busy_not_rich.mistake("That ranks by the margin of an average line: add the margin up over the account's lines.")
def average_margin(company):
    """Average the margin of lines."""
    lines = company.orders.groupby("account_id")
    volume, value = lines["quantity"].sum(), lines["margin"].mean()
    fifth = math.ceil(len(volume) / 5)
    return volume.nlargest(fifth).index.difference(value.nlargest(fifth).index)


busy_not_rich.hints(
    'One row an account, two columns: the sums of "quantity" and of "margin".',
    "A fifth is math.ceil(len(totals) / 5) accounts; .nlargest(fifth, column).index names them.",
    "high_volume.difference(high_value) keeps those of the first that are not in the second.",
)


@exercise("2.7", "By which share must the margin of the 30 best accounts rise before key service pays?", expects=share)
def break_even(company):
    """Return the cost of key service for 30 accounts over the margin they brought in the last 365 days."""
    from kamlib import methods

    orders = company.orders
    year = methods.last_days(orders, company.as_of)
    margin = year.groupby("account_id")["margin"].sum().nlargest(30)
    return 30 * 4500 / margin.sum()


@break_even.mistake("That sets the cost against revenue: only margin can pay for service.")
def against_revenue(company):
    """Divide by revenue."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    return 30 * KEY_SERVICE / year.groupby("account_id")["revenue"].sum().nlargest(30).sum()


@break_even.mistake("A year's cost against the margin of all years: keep the lines of the last 365 days.")
def against_all_years(company):
    """Forget that cost is per year."""
    return 30 * KEY_SERVICE / company.orders.groupby("account_id")["margin"].sum().nlargest(30).sum()


@break_even.mistake("That sets one account's cost against the margin of thirty: all thirty get the service.")
def one_for_thirty(company):
    """Count the cost once."""
    return break_even(company) / 30


@break_even.mistake("That sets the cost for thirty against the margin of every account: only theirs can rise.")
def against_everybody(company):
    """Divide by everybody's margin."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    return 30 * KEY_SERVICE / year["margin"].sum()


break_even.hints(
    "At break-even the extra margin equals the cost: share x margin = cost.",
    "The cost is 30 x 4,500 a year. So the margin must be one year's, too.",
    "Lines of the last 365 days, margin by account, .nlargest(30).sum(): divide the cost by it.",
)


@exercise("2.8", "What is this company's margin rate: margin over revenue, all lines together?", expects=share)
def margin_rate(company):
    """Return total margin over total revenue."""
    return company.orders["margin"].sum() / company.orders["revenue"].sum()


@margin_rate.mistake("Still the mean over accounts: a tiny account weighs as much as the largest. Divide sum by sum.")
def mean_over_accounts(company):
    """Average the accounts' rates."""
    totals = company.orders.groupby("account_id")[["margin", "revenue"]].sum()
    return (totals["margin"] / totals["revenue"]).mean()


@margin_rate.mistake("That is the mean over lines: a line of 20 weighs as much as one of 20,000. Divide sum by sum.")
def mean_over_lines(company):
    """Average the lines' rates."""
    lines = company.orders[company.orders["revenue"] != 0]
    return (lines["margin"] / lines["revenue"]).mean()


@margin_rate.mistake(
    "The middle account's rate is a fair answer to another question: here every amount of money counts once."
)
def median_account(company):
    """Take the median account."""
    totals = company.orders.groupby("account_id")[["margin", "revenue"]].sum()
    return (totals["margin"] / totals["revenue"]).median()


margin_rate.hints(
    "Run the code: does it crash? No. So ask of each step what one number stands for.",
    "rates holds one rate an account. What does its mean do with a large account and a small one?",
    "Add up all margin, add up all revenue, and divide once.",
)
