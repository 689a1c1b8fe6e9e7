"""Lesson 02, exercises on concentration: how much hangs on a few customers."""

import math

from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise("2.3", "Which share of all revenue do the largest 20 % of accounts bring?", expects=share)
def largest_fifth(company):
    """Return the revenue share of the fifth of accounts with the most revenue."""
    revenue = company.orders.groupby("account_id")["revenue"].sum()
    fifth = math.ceil(len(revenue) / 5)
    return revenue.nlargest(fifth).sum() / revenue.sum()


@largest_fifth.mistake("That is the largest fifth of order lines: add up each account's revenue before you rank.")
def of_lines(company):
    """Rank lines."""
    revenue = company.orders["revenue"]
    return revenue.nlargest(math.ceil(len(revenue) / 5)).sum() / revenue.sum()


@largest_fifth.mistake("That is the smallest fifth: you sorted upwards and took the first ones.")
def the_smallest(company):
    """Sort the wrong way."""
    revenue = company.orders.groupby("account_id")["revenue"].sum()
    return revenue.nsmallest(math.ceil(len(revenue) / 5)).sum() / revenue.sum()


@largest_fifth.mistake("That is the fifth of accounts that order most often: rank them by revenue.")
def the_busiest(company):
    """Rank by orders."""
    accounts = company.orders.groupby("account_id").agg(orders=("order_id", "nunique"), revenue=("revenue", "sum"))
    return accounts.nlargest(math.ceil(len(accounts) / 5), "orders")["revenue"].sum() / accounts["revenue"].sum()


@largest_fifth.mistake(
    "That is the share of accounts it takes to bring 80 % of revenue: the question runs the other way."
)
def the_other_way(company):
    """Ask how many accounts bring 80 %."""
    revenue = company.orders.groupby("account_id")["revenue"].sum().sort_values(ascending=False)
    return (revenue.cumsum() < 0.80 * revenue.sum()).mean()


largest_fifth.hints(
    "One number an account first: its revenue over all its lines.",
    "How many accounts are a fifth? math.ceil(len(revenue) / 5) of them.",
    "revenue.nlargest(fifth).sum() is what they bring; divide it by what all bring.",
)


@exercise(
    "2.4",
    "Which share of revenue does the largest customer bring, when a parent and its accounts are one customer?",
    expects=share,
)
def largest_customer(company):
    """Return the revenue share of the largest parent, an account without a parent standing for itself."""
    accounts = company.accounts.set_index("account_id")
    customer = accounts["parent_id"].fillna(accounts.index.to_series())
    revenue = company.orders.groupby(company.orders["account_id"].map(customer))["revenue"].sum()
    return revenue.max() / revenue.sum()


@largest_customer.mistake("That is the largest account on its own: put the accounts of one parent together first.")
def not_rolled_up(company):
    """Forget the parents."""
    revenue = company.orders.groupby("account_id")["revenue"].sum()
    return revenue.max() / revenue.sum()


@largest_customer.mistake(
    "Accounts without a parent fell out of the total: grouping drops missing ids. Let them stand for themselves."
)
def orphans_lost(company):
    """Group by a column with missing values."""
    parent = company.orders["account_id"].map(company.accounts.set_index("account_id")["parent_id"])
    revenue = company.orders.groupby(parent)["revenue"].sum()
    return revenue.max() / revenue.sum()


@largest_customer.mistake("That is the share of order lines: add up their revenue instead of counting them.")
def of_lines_counted(company):
    """Count lines instead of money."""
    accounts = company.accounts.set_index("account_id")
    customer = accounts["parent_id"].fillna(accounts.index.to_series())
    return company.orders["account_id"].map(customer).value_counts(normalize=True).max()


@largest_customer.mistake(
    "That is the average revenue of a customer against the largest: divide the largest by the total."
)
def of_the_mean(company):
    """Compare with the mean."""
    accounts = company.accounts.set_index("account_id")
    customer = accounts["parent_id"].fillna(accounts.index.to_series())
    revenue = company.orders.groupby(company.orders["account_id"].map(customer))["revenue"].sum()
    return revenue.mean() / revenue.max()


largest_customer.hints(
    "Who is the customer of each account? Its parent, or the account itself where parent_id is missing.",
    'accounts["parent_id"].fillna(accounts.index.to_series()) says so, once account_id is the index of accounts.',
    'Map each line\'s account_id to its customer, group by that, add up "revenue", and divide the largest by the total.',
)
