"""Lesson 01, exercise on the market questions: who takes part in buying, and how much hangs on those we never met."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import share
from kamlib.methods import last_days


@exercise(
    "1.6",
    "Which share of the last 365 days' revenue comes from accounts where we know nobody who decides?",
    expects=share,
)
def without_a_decider(company):
    """Return the revenue share of accounts without a contact in the role of decider."""
    from kamlib import methods

    orders, contacts = company.orders, company.contacts
    year = methods.last_days(orders, company.as_of)
    deciders = contacts[contacts["role"] == "decider"]
    met = year["account_id"].isin(deciders["account_id"])
    return year.loc[~met, "revenue"].sum() / year["revenue"].sum()


@without_a_decider.mistake("That is the share where we do know a decider: the rest to one is what you want.")
def with_one(company):
    """Take the known."""
    return 1 - without_a_decider(company)


@without_a_decider.mistake(
    "The merge repeated every order line once for each contact, so accounts with many people weigh too much. Use .isin()."
)
def merged(company):
    """Merge lines with people and count the money several times."""
    lines = _year(company).merge(company.contacts, on="account_id")
    by_account = lines.assign(met=lines["role"] == "decider").groupby("account_id")
    met, revenue = by_account["met"].any(), by_account["revenue"].sum()
    return revenue[~met].sum() / revenue.sum()


@without_a_decider.mistake("That is the share of accounts: each counts with its revenue, not once.")
def of_accounts(company):
    """Count accounts."""
    contacts = company.contacts
    buying = pd.Index(_year(company)["account_id"].unique())
    return (~buying.isin(contacts.loc[contacts["role"] == "decider", "account_id"])).mean()


@without_a_decider.mistake("That is the share of order lines: add up their revenue instead of counting them.")
def of_lines(company):
    """Count lines."""
    contacts = company.contacts
    return (~_year(company)["account_id"].isin(contacts.loc[contacts["role"] == "decider", "account_id"])).mean()


@without_a_decider.mistake("That is a share of people: find the accounts without a decider, then add up their revenue.")
def of_people(company):
    """Count contacts."""
    return (company.contacts["role"] != "decider").mean()


def _year(company):
    orders = company.orders
    return last_days(orders, company.as_of)


without_a_decider.hints(
    'The people are in company.contacts; their part in buying is the column "role".',
    'Which accounts have one? contacts[contacts["role"] == "decider"]["account_id"].',
    "For each order line of the year ask .isin() of those accounts; add up the revenue where the answer is no (~).",
)
