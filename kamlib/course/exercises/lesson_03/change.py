"""Lesson 03, exercises on what changed: the price step of the bridge, and what serving an order costs."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, money
from kamlib.methods import profit as methods_profit

YEAR = pd.Timedelta(days=365)


@exercise(
    "3.5",
    "How much of the change in revenue between the last two years is price: same account, same article, another price?",
    expects=money,
)
def price_effect(company):
    """Return the change of each article's average price to an account, times the units it bought in the last year."""
    from kamlib import methods

    before, after = methods.profit.two_years(company.orders, company.as_of)
    keys, columns = ["account_id", "product_id"], ["quantity", "revenue"]
    first, second = before.groupby(keys)[columns].sum(), after.groupby(keys)[columns].sum()
    both = first.join(second, how="inner", lsuffix="_0", rsuffix="_1")
    both = both[(both["quantity_0"] > 0) & (both["quantity_1"] > 0)]
    rise = both["revenue_1"] / both["quantity_1"] - both["revenue_0"] / both["quantity_0"]
    return (rise * both["quantity_1"]).sum()


@price_effect.mistake(
    "You multiplied by the units of the year before. Price is paid on what was bought this year: use this year's units."
)
def on_old_units(company):
    """Multiply by the first year's units."""
    both = _both(company)
    rise = both["revenue_1"] / both["quantity_1"] - both["revenue_0"] / both["quantity_0"]
    return (rise * both["quantity_0"]).sum()


@price_effect.mistake(
    "That is the change of the average unit, all articles and accounts together: when people buy dearer floors it rises "
    "though no price does. That part is mix. Compare article by article, account by account."
)
def average_unit(company):
    """Take the change in average revenue a unit."""
    before, after = methods_profit.two_years(company.orders, company.as_of)
    prices = [part["revenue"].sum() / part["quantity"].sum() for part in (before, after)]
    return (prices[1] - prices[0]) * after["quantity"].sum()


@price_effect.mistake("That is the whole change of revenue: price is one of its steps.")
def whole_change(company):
    """Take the whole change."""
    before, after = methods_profit.two_years(company.orders, company.as_of)
    return after["revenue"].sum() - before["revenue"].sum()


@price_effect.mistake(
    "That is the change of revenue of what was bought in both years, more or fewer units included. Hold units still."
)
def units_too(company):
    """Let units move as well."""
    both = _both(company)
    return (both["revenue_1"] - both["revenue_0"]).sum()


def _both(company):
    before, after = methods_profit.two_years(company.orders, company.as_of)
    first, second = (
        part.groupby(["account_id", "product_id"])[["quantity", "revenue"]].sum() for part in (before, after)
    )
    both = first.join(second, how="inner", lsuffix="_0", rsuffix="_1")
    return both[(both["quantity_0"] > 0) & (both["quantity_1"] > 0)]


price_effect.hints(
    "One row for each account and article, with quantity and revenue of both years side by side.",
    "An average price is revenue / quantity. Keep rows with units above 0 in both years.",
    "(price this year − price last year) × units this year, added up.",
)


@exercise(
    "3.6",
    "What does it cost to serve an order, on average over the last 365 days: all work together over all orders?",
    expects=Money(tolerance=0.05),
)
def cost_an_order(company):
    """Return the cost of all visits, calls and drops over the number of orders."""
    year_ago = company.as_of - pd.Timedelta(days=365)
    orders = company.orders[company.orders["ordered_at"] > year_ago]
    visits = company.activities[company.activities["performed_at"] > year_ago]
    drops = company.deliveries[company.deliveries["delivered_at"] > year_ago]
    return (visits["cost"].sum() + drops["cost"].sum()) / orders["order_id"].nunique()


@cost_an_order.mistake(
    "That is a mean of ratios: an account with one order weighs as much as one with fifty. Divide sum by sum."
)
def mean_of_ratios(company):
    """Average the accounts' costs an order."""
    table, orders = _year(company)
    return (table["cost_to_serve"] / orders.groupby("account_id")["order_id"].nunique()).mean()


@cost_an_order.mistake("You divided by order lines. An order has several: count different order_id.")
def by_lines(company):
    """Divide by lines."""
    table, orders = _year(company)
    return table["cost_to_serve"].sum() / len(orders)


@cost_an_order.mistake("That is the cost of an average drop. An order comes in one drop or in five.")
def by_drops(company):
    """Average the drops."""
    drops = company.deliveries[company.deliveries["delivered_at"] > company.as_of - YEAR]
    return drops["cost"].mean()


@cost_an_order.mistake("Only the lorries are in that: visits, calls and quotes are work for orders too.")
def lorries_alone(company):
    """Leave out the diary."""
    _, orders = _year(company)
    drops = company.deliveries[company.deliveries["delivered_at"] > company.as_of - YEAR]
    return drops["cost"].sum() / orders["order_id"].nunique()


def _year(company):
    from kamlib.course.exercises.lesson_03.whale import year_of_profit

    return year_of_profit(company)


cost_an_order.hints(
    "All cost of the year, divided once by the number of orders of the year.",
    "Cost is in two tables: activities and deliveries.",
    'orders["order_id"].nunique() counts orders; len(orders) would count lines.',
)
