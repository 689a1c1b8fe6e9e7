"""Lesson 04, exercise on silence: how many of the silent came back."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise(
    "4.1",
    "Half a year (182 days) ago, some accounts had been silent for 90 days or more, but less than 365. Which share of them "
    "has ordered since?",
    expects=share,
)
def came_back(company):
    """Return the share of the accounts silent then that have ordered in the half-year since."""
    ledger = company.orders
    placed = ledger["ordered_at"].dt.normalize()
    half_a_year_ago = company.as_of - pd.Timedelta(days=182)
    last = placed[placed <= half_a_year_ago].groupby(ledger["account_id"]).max()
    silent = last.index[(half_a_year_ago - last).dt.days.between(90, 364)]
    since = ledger.loc[placed > half_a_year_ago, "account_id"].unique()
    return silent.isin(since).mean()


@came_back.mistake(
    "You took each account's last order in the whole file. Whoever came back is not silent in it, so nobody can have come "
    "back: use orders up to that day only."
)
def with_hindsight(company):
    """Judge the silence then by orders that came later."""
    placed = company.orders["ordered_at"].dt.normalize()
    then = company.as_of - pd.Timedelta(days=182)
    last = placed.groupby(company.orders["account_id"]).max()
    silent = last.index[(then - last).dt.days.between(90, 364)]
    return silent.isin(company.orders.loc[placed > then, "account_id"].unique()).mean()


@came_back.mistake("That is the share still silent: one minus it has ordered since.")
def still_silent(company):
    """Take the rest."""
    return 1 - came_back(company)


@came_back.mistake("That asks it of every account: begin with those that were silent.")
def of_everybody(company):
    """Forget who was silent."""
    placed = company.orders["ordered_at"].dt.normalize()
    then = company.as_of - pd.Timedelta(days=182)
    there = company.orders.loc[placed <= then, "account_id"]
    return pd.Series(there.unique()).isin(company.orders.loc[placed > then, "account_id"].unique()).mean()


@came_back.mistake("Those are silent today, not half a year ago: count the 90 days back from that day.")
def silent_today(company):
    """Look at today's silence."""
    placed = company.orders["ordered_at"].dt.normalize()
    last = placed.groupby(company.orders["account_id"]).max()
    silent = last[(company.as_of - last).dt.days.between(90, 364)]
    return (silent > company.as_of - pd.Timedelta(days=182)).mean()


@came_back.mistake(
    "Accounts silent for a year and more are in it: hardly one of these comes back. Keep them below 365 days."
)
def long_gone_too(company):
    """Set no upper end."""
    placed = company.orders["ordered_at"].dt.normalize()
    then = company.as_of - pd.Timedelta(days=182)
    last = placed[placed <= then].groupby(company.orders["account_id"]).max()
    silent = last.index[(then - last).dt.days >= 90]
    return silent.isin(company.orders.loc[placed > then, "account_id"].unique()).mean()


@came_back.mistake("That is the share of order lines: each account that was silent counts once.")
def of_lines(company):
    """Count lines."""
    placed = company.orders["ordered_at"].dt.normalize()
    then = company.as_of - pd.Timedelta(days=182)
    account = company.orders["account_id"]
    last = placed[placed <= then].groupby(account).max()
    silent = last.index[(then - last).dt.days.between(90, 364)]
    old = account[(placed <= then) & account.isin(silent)]
    return old.isin(account[placed > then].unique()).mean()


@came_back.mistake(
    "Those had ordered within the 90 days before that day: turn the comparison round, to 90 days or more."
)
def not_yet_silent(company):
    """Take the lively ones."""
    placed = company.orders["ordered_at"].dt.normalize()
    then = company.as_of - pd.Timedelta(days=182)
    last = placed[placed <= then].groupby(company.orders["account_id"]).max()
    lively = last.index[(then - last).dt.days < 90]
    return lively.isin(company.orders.loc[placed > then, "account_id"].unique()).mean()


@came_back.mistake("You divided by all accounts: of those that were silent, which share came back?")
def over_everybody(company):
    """Divide by everybody."""
    placed = company.orders["ordered_at"].dt.normalize()
    then = company.as_of - pd.Timedelta(days=182)
    last = placed[placed <= then].groupby(company.orders["account_id"]).max()
    silent = last.index[(then - last).dt.days.between(90, 364)]
    came = silent.isin(company.orders.loc[placed > then, "account_id"].unique()).sum()
    return came / company.orders["account_id"].nunique()


came_back.hints(
    "Stand on that day. Keep the orders up to it, and find the last one of each account.",
    "Silent: (that day - last).dt.days.between(90, 364). Since: the accounts with an order after that day.",
    "silent.isin(since).mean() is the share, once silent is an index of accounts and since a list of them.",
)
