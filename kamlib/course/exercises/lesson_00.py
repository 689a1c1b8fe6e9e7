"""Lesson 00, start here: what one row is, what an average is of, who came back, and what a lower price must bring."""

import pandas as pd

from kamlib.course.exercise import exercise, prediction
from kamlib.course.expects import count, money, share
from kamlib.methods import last_days

CUT = 0.05


@exercise("0.1", "How many accounts placed an order in the last 365 days?", expects=count)
def active_accounts(company):
    """Return how many different accounts ordered on the as-of date or the 364 days before it."""
    orders = company.orders
    recent = orders[orders["ordered_at"] >= company.as_of - pd.Timedelta(days=364)]
    return recent["account_id"].nunique()


@active_accounts.mistake("That counts order lines: an order has several lines and an account many orders. Count ids.")
def of_lines(company):
    """Count rows."""
    return len(last_days(company.orders, company.as_of))


@active_accounts.mistake("That counts orders. One account orders many times: count different account ids.")
def of_orders(company):
    """Count orders."""
    return last_days(company.orders, company.as_of)["order_id"].nunique()


@active_accounts.mistake("That is every account that ever ordered: keep only the lines of the last 365 days first.")
def of_all_time(company):
    """Forget the year."""
    return company.orders["account_id"].nunique()


@active_accounts.mistake(
    "That counts order lines, and those of all years: keep the last 365 days, then count account ids."
)
def of_all_lines(company):
    """Count every row there is."""
    return len(company.orders)


@active_accounts.mistake("That counts orders, and those of all years: keep the last 365 days, then count account ids.")
def of_all_orders(company):
    """Count every order there is."""
    return company.orders["order_id"].nunique()


@active_accounts.mistake("Those are the accounts that did not order in the last 365 days: turn the comparison round.")
def of_the_quiet(company):
    """Count those who ordered only before."""
    orders = company.orders
    recent = last_days(orders, company.as_of)
    return orders["account_id"].nunique() - recent["account_id"].nunique()


active_accounts.hints(
    "Each row of company.orders is one line of an order. Which rows are recent enough?",
    'Keep the rows that are recent enough: orders[orders["ordered_at"] >= first_day].',
    'Then take the column "account_id" of what is left and ask for .nunique(), the number of different values.',
)


@exercise(
    "0.2",
    "Every price falls by 5 %. By which share must volume rise before margin is what it was? Take the last 365 days.",
    expects=share,
)
def volume_needed(company):
    """Return the rise in volume that keeps the margin of the last 365 days, when every price falls by 5 %."""
    orders = company.orders
    this_year = orders[orders["ordered_at"] >= company.as_of - pd.Timedelta(days=364)]
    margin_share = this_year["margin"].sum() / this_year["revenue"].sum()
    return 0.05 / (margin_share - 0.05)


def _margin_share(company):
    orders = company.orders
    lines = last_days(orders, company.as_of)
    return lines["margin"].sum() / lines["revenue"].sum()


@volume_needed.mistake(
    "That is the cut itself. But the cut comes out of the margin alone: what does a unit leave before, and what after?"
)
def as_much(company):
    """Take the cut itself."""
    return CUT


@volume_needed.mistake("That keeps the revenue. Every unit more has to be bought, too: keep the margin.")
def revenue_kept(company):
    """Keep revenue."""
    return 1 / (1 - CUT) - 1


@volume_needed.mistake(
    "You divided by the old margin of a unit. After the cut a unit brings less: divide by the margin share less 0.05."
)
def old_margin(company):
    """Divide by the margin before the cut."""
    return CUT / _margin_share(company)


@volume_needed.mistake("Still on the new price: of 100 before, 95 are left, and the cost of the goods is what it was.")
def old_share_of_new_price(company):
    """Take the margin share for one of the new price."""
    return CUT / (_margin_share(company) * (1 - CUT))


@volume_needed.mistake("You added the 5 % to the margin share: a lower price makes the margin of a unit smaller.")
def wrong_sign(company):
    """Add instead of taking off."""
    return CUT / (_margin_share(company) + CUT)


@volume_needed.mistake("The right sum on the margin of all years: keep the lines of the last 365 days first.")
def of_all_years_margin(company):
    """Forget the year."""
    orders = company.orders
    return CUT / (orders["margin"].sum() / orders["revenue"].sum() - CUT)


volume_needed.hints(
    "Take a unit sold at 100. What is left of it before the cut, and what after?",
    'Before: of the lines of the last 365 days, as in 0.1, ["margin"].sum() over ["revenue"].sum(). After: 0.05 less.',
    "Before = (1 + rise) x after. So the rise is 0.05 / (margin share - 0.05).",
)


@exercise(
    "0.3",
    "Of the accounts that ordered in the year before the last 365 days, which share has ordered again since?",
    expects=share,
)
def came_back(company):
    """Return the share of last year's accounts that are among this year's."""
    orders = company.orders
    first_day = company.as_of - pd.Timedelta(days=364)
    this_year = orders[orders["ordered_at"] >= first_day]
    older = orders[orders["ordered_at"] < first_day]
    year_before = older[older["ordered_at"] >= first_day - pd.Timedelta(days=365)]
    accounts = pd.Series(year_before["account_id"].unique())
    return accounts.isin(this_year["account_id"]).mean()


def _two_years(company):
    """Return the account ids of the last 365 days and of the 365 before, each once."""
    return set(last_days(company.orders, company.as_of)["account_id"]), set(_year_before(company)["account_id"])


def _year_before(company):
    """Return the orders of the 365 days before the last 365."""
    return last_days(company.orders, company.as_of - pd.Timedelta(days=365))


@came_back.mistake(
    "That divides this year's number of accounts by last year's: new ones hide those who left. Follow the same accounts."
)
def numbers_compared(company):
    """Divide the counts."""
    now, before = _two_years(company)
    return len(now) / len(before)


@came_back.mistake("Turned round: that is the share of this year's accounts that are old. Start from the year before.")
def from_this_year(company):
    """Start from the wrong year."""
    now, before = _two_years(company)
    return len(now & before) / len(now)


@came_back.mistake("That is the share that did not come back: take it from 1, or leave out the not.")
def stayed_away(company):
    """Take those who left."""
    now, before = _two_years(company)
    return len(before - now) / len(before)


@came_back.mistake("That is a share of order lines, so a busy account counts many times: take each account once.")
def lines_of_those(company):
    """Forget to take each account once."""
    now, _ = _two_years(company)
    return _year_before(company)["account_id"].isin(now).mean()


@came_back.mistake("That divides by every account that ever ordered: only those of the year before can come back.")
def of_everybody(company):
    """Divide by all."""
    now, before = _two_years(company)
    return len(now & before) / company.orders["account_id"].nunique()


@came_back.mistake(
    "You began with every account that ordered before this year: begin with those of the year before alone."
)
def of_all_older(company):
    """Take all years before for the year before."""
    orders, days = company.orders, company.orders["ordered_at"]
    older = set(orders.loc[days < company.as_of - pd.Timedelta(days=364), "account_id"])
    return len(older & _two_years(company)[0]) / len(older)


came_back.hints(
    "Begin with the accounts of the year before, each once. How many of these same accounts are there this year, too?",
    'accounts = pd.Series(year_before["account_id"].unique()) takes each of them once.',
    'accounts.isin(this_year["account_id"]) says True or False for each; .mean() is the share of True.',
)


@exercise("0.4", "What did an order bring on average in the last 365 days?", expects=money)
def average_order(company):
    """Return revenue of the last 365 days over the number of different orders in them."""
    orders = company.orders
    this_year = orders[orders["ordered_at"] >= company.as_of - pd.Timedelta(days=364)]
    return this_year["revenue"].sum() / this_year["order_id"].nunique()


@average_order.mistake(
    "That is the average line. An order has several lines: divide by the number of different orders."
)
def average_line(company):
    """Take the mean of the column."""
    return last_days(company.orders, company.as_of)["revenue"].mean()


@average_order.mistake(
    "That is the colleague's number: the average line of all years. Both the line and the years are wrong."
)
def colleagues_number(company):
    """Hand in what stands on the slide."""
    return company.orders["revenue"].mean()


@average_order.mistake("That is what an account brought in the year: divide by orders, not by accounts.")
def average_account(company):
    """Divide by accounts."""
    orders = company.orders
    this_year = last_days(orders, company.as_of)
    return this_year["revenue"].sum() / this_year["account_id"].nunique()


@average_order.mistake("That is the average order of all years: keep only the lines of the last 365 days first.")
def average_of_all_years(company):
    """Forget the year."""
    return company.orders["revenue"].sum() / company.orders["order_id"].nunique()


@average_order.mistake("You divided a year's money by the orders of all years: take both from the same rows.")
def years_mixed(company):
    """Divide the year by everything."""
    orders = company.orders
    this_year = last_days(orders, company.as_of)
    return this_year["revenue"].sum() / orders["order_id"].nunique()


@average_order.mistake("That is all the money of the year: one step is missing, divide it by the number of orders.")
def total_alone(company):
    """Forget to divide."""
    return last_days(company.orders, company.as_of)["revenue"].sum()


average_order.hints(
    "An average is one number divided by another. Which money, and how many of what?",
    'The money is this_year["revenue"].sum(), where this_year holds the lines of the last 365 days.',
    'Divide it by this_year["order_id"].nunique(), the number of different orders.',
)


@prediction(
    "0.a",
    "Keep one row for each order and throw the rest away. Which share of the rows of orders would be left?",
    unit="percent",
    low=0,
    high=100,
    afterwards="Whoever counts rows and says orders is wrong by that much. At 100 % a row is an order, and the file has "
    "lost its lines.",
)
def rows_left(company):
    """Return the percentage of order lines that would be left with one row an order."""
    return 100 * company.orders["order_id"].nunique() / len(company.orders)


@prediction(
    "0.b",
    "Every price rises by 1 %, and for once nobody buys less. By how many per cent does the year's profit rise?",
    unit="percent",
    low=0,
    high=20,
    afterwards="The whole rise is profit, because no cost rises with it. So a small margin makes price a long lever, both ways.",
)
def profit_of_one_percent(company):
    """Return the percentage by which profit rises when prices rise by 1 % and volume stays."""
    from kamlib.methods.levers import base_year, one_percent

    year = base_year(company.orders, company.as_of, company.get("activities"))
    return 100 * one_percent(year).loc["price", "share_of_profit"]
