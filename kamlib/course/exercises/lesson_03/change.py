"""Lesson 03, exercises on what changed: the price step of the bridge, and the drops that an order takes."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, money
from kamlib.methods import last_days
from kamlib.methods import profit as methods_profit


@exercise(
    "3.5",
    "How much of the change in revenue between the last two years is price: same account, same article, another price?",
    expects=money,
)
def price_effect(company):
    """Return the change of each article's average price to an account, times the units it bought in the last year."""
    from kamlib import methods

    earlier, later = methods.profit.two_years(company.orders, company.as_of)
    keys, columns = ["account_id", "product_id"], ["quantity", "revenue"]
    first, second = earlier.groupby(keys)[columns].sum(), later.groupby(keys)[columns].sum()
    both = first.merge(second, left_index=True, right_index=True, suffixes=("_0", "_1"))
    both = both[(both["quantity_0"] > 0) & (both["quantity_1"] > 0)]
    dearer = both["revenue_1"] / both["quantity_1"] - both["revenue_0"] / both["quantity_0"]
    return (dearer * both["quantity_1"]).sum()


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


@price_effect.mistake(
    "That is the price step of the picture above, where a parent with its accounts is one customer. Go account by account."
)
def by_owner(company):
    """Count owners."""
    parents = company.accounts.set_index("account_id")["parent_id"]
    before, after = methods_profit.two_years(company.orders, company.as_of)
    return methods_profit.bridge(before, after, parents, "revenue").effects["price"]


@price_effect.mistake(
    "You averaged the prices of the lines, where a line of 1 weighs as much as one of 1,000. An average price is revenue / "
    "quantity."
)
def line_prices(company):
    """Take the mean of unit_price."""
    keys = ["account_id", "product_id"]
    before, after = methods_profit.two_years(company.orders, company.as_of)
    price = pd.concat([part.groupby(keys)["unit_price"].mean() for part in (before, after)], axis=1).dropna()
    units = after.groupby(keys)["quantity"].sum().reindex(price.index)
    return ((price.iloc[:, 1] - price.iloc[:, 0]) * units).sum()


@price_effect.mistake(
    "You compared article by article, over all accounts: when those who pay more buy more, that looks like a price rise. "
    "Compare account by account as well."
)
def article_alone(company):
    """Forget the accounts."""
    before, after = methods_profit.two_years(company.orders, company.as_of)
    first, second = (part.groupby("product_id")[["quantity", "revenue"]].sum() for part in (before, after))
    both = first.merge(second, left_index=True, right_index=True, suffixes=("_0", "_1"))
    rise = both["revenue_1"] / both["quantity_1"] - both["revenue_0"] / both["quantity_0"]
    return (rise * both["quantity_1"]).sum()


@price_effect.mistake("The sign is the wrong way round: take the price of the last year, less that of the year before.")
def sign(company):
    """Turn the years."""
    return -price_effect(company)


@price_effect.mistake("That is a share, or the price of one unit. The question asks for the money, all units together.")
def share_of_change(company):
    """Divide by the change."""
    return price_effect(company) / whole_change(company)


def _both(company):
    before, after = methods_profit.two_years(company.orders, company.as_of)
    first, second = (
        part.groupby(["account_id", "product_id"])[["quantity", "revenue"]].sum() for part in (before, after)
    )
    both = first.merge(second, left_index=True, right_index=True, suffixes=("_0", "_1"))
    return both[(both["quantity_0"] > 0) & (both["quantity_1"] > 0)]


price_effect.hints(
    "One row for each account and article, with quantity and revenue of both years side by side.",
    "An average price is revenue / quantity. Keep rows with units above 0 in both years.",
    "(price this year − price last year) × units this year, added up.",
)


@exercise(
    "3.6",
    "How many drops did an order take on average over the last 365 days, goods taken back left out? To three decimals.",
    expects=Number("drops an order", tolerance=0.0005),
)
def drops_an_order(company):
    """Return the drops of the year, without those that took goods back, over the orders they belong to."""
    from kamlib import methods

    drops = methods.last_days(company.deliveries, company.as_of)
    brought = drops[drops["kind"] != "taken back"]
    return len(brought) / brought["order_id"].nunique()


@drops_an_order.mistake(
    "That is a mean of ratios: an account with one order weighs as much as one with fifty. Divide all drops by all orders."
)
def mean_of_ratios(company):
    """Average the accounts' drops an order."""
    by_account = _brought(company).groupby("account_id")
    return (by_account.size() / by_account["order_id"].nunique()).mean()


@drops_an_order.mistake("Goods taken back are in that: they are drops without an order. Leave them out.")
def with_returns(company):
    """Count returns too."""
    drops = last_days(company.deliveries, company.as_of)
    return len(drops) / drops["order_id"].nunique()


@drops_an_order.mistake(
    "You divided by the orders placed in the year. Some of them are not delivered yet, and some drops belong to older "
    "orders: count the different order_id among the drops themselves."
)
def by_orders_placed(company):
    """Divide by the orders of the year."""
    placed = last_days(company.orders, company.as_of)
    return len(_brought(company)) / placed["order_id"].nunique()


@drops_an_order.mistake("That is over all years: keep the drops of the last 365 days.")
def all_years(company):
    """Forget the year."""
    brought = company.deliveries[company.deliveries["kind"] != "taken back"]
    return len(brought) / brought["order_id"].nunique()


@drops_an_order.mistake("That is drops an account. Divide by the different orders.")
def by_accounts(company):
    """Divide by accounts."""
    brought = _brought(company)
    return len(brought) / brought["account_id"].nunique()


@drops_an_order.mistake("That is orders a drop: turn the fraction over.")
def upside_down(company):
    """Divide the wrong way round."""
    return 1 / drops_an_order(company)


@drops_an_order.mistake("You divided by order lines. An order has several: count different order_id.")
def by_lines(company):
    """Divide by lines."""
    lines = company.orders[company.orders["order_id"].isin(_brought(company)["order_id"])]
    return len(_brought(company)) / len(lines)


def _brought(company):
    drops = last_days(company.deliveries, company.as_of)
    return drops[drops["kind"] != "taken back"]


drops_an_order.hints(
    'One row of company.deliveries is one drop. Keep the year, and leave out kind "taken back".',
    "Count the rows. Then count the different orders they belong to.",
    'len(drops) / drops["order_id"].nunique(), all accounts together.',
)
