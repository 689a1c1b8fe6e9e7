"""The exercise of lesson 00, start here: what one row of a ledger is."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import count


@exercise("0.1", "How many accounts placed an order in the last 365 days?", expects=count)
def active_accounts(company):
    """Return how many different accounts ordered after the day 365 days before the as-of date."""
    orders = company.orders
    recent = orders[orders["ordered_at"] > company.as_of - pd.Timedelta(days=365)]
    return recent["account_id"].nunique()


@active_accounts.mistake("That counts order lines: an order has several lines and an account many orders. Count ids.")
def of_lines(company):
    """Count rows."""
    orders = company.orders
    return len(orders[orders["ordered_at"] > company.as_of - pd.Timedelta(days=365)])


@active_accounts.mistake("That counts orders. One account orders many times: count different account ids.")
def of_orders(company):
    """Count orders."""
    orders = company.orders
    return orders.loc[orders["ordered_at"] > company.as_of - pd.Timedelta(days=365), "order_id"].nunique()


@active_accounts.mistake("That is every account that ever ordered: keep only the lines of the last 365 days first.")
def of_all_time(company):
    """Forget the year."""
    return company.orders["account_id"].nunique()


@active_accounts.mistake("Those are the accounts that did not order in the last 365 days: turn the comparison round.")
def of_the_quiet(company):
    """Count those who ordered only before."""
    orders = company.orders
    recent = orders[orders["ordered_at"] > company.as_of - pd.Timedelta(days=365)]
    return orders["account_id"].nunique() - recent["account_id"].nunique()


active_accounts.hints(
    "Each row of company.orders is one line of an order. Which rows are recent enough?",
    "Keep the rows whose ordered_at is later than company.as_of minus pd.Timedelta(days=365).",
    'Then take the column "account_id" of what is left and ask for .nunique(), the number of different values.',
)
