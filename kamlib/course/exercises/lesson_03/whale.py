"""Lesson 03, exercises on the whale curve: whose profit it is, and how many customers lose money."""

import math

from kamlib.course.exercise import exercise
from kamlib.course.expects import Share, count
from kamlib.methods import last_days
from kamlib.methods import profit as methods_profit


def year_of_profit(company):
    """Return the profit table (`methods.profit.by_account`) of the last 365 days, and the orders it stands on."""
    orders = last_days(methods_profit.with_margin(company.orders), company.as_of)
    work = methods_profit.work(company.orders, company.get("activities"), company.get("deliveries"))
    return methods_profit.by_account(orders, last_days(work, company.as_of)), orders


# The share can pass 1: what the others lose, the best fifth must have earned before.
@exercise(
    "3.3",
    "Which share of the total profit of the last 365 days do the most profitable 20 % of accounts bring?",
    expects=Share("a share; it may pass 1", example="0.85"),
)
def best_fifth(company):
    """Return the profit of the most profitable fifth (rounded up) over the profit of all, in the last 365 days."""
    from kamlib import methods

    sold = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    done = methods.profit.work(company.orders, company.get("activities"), company.get("deliveries"))
    left = methods.profit.by_account(sold, methods.last_days(done, company.as_of))["profit"]
    fifth = math.ceil(len(left) / 5)
    return left.nlargest(fifth).sum() / left.sum()


@best_fifth.mistake(
    "That is their share of revenue. Revenue does not know what serving costs: divide profit by profit."
)
def share_of_revenue(company):
    """Sum revenue of the largest by revenue."""
    table, _ = year_of_profit(company)
    return table["revenue"].nlargest(math.ceil(len(table) / 5)).sum() / table["revenue"].sum()


@best_fifth.mistake(
    "You took the profit of the accounts with the most revenue. The most profitable are not the same ones: rank by profit."
)
def largest_by_revenue(company):
    """Rank by revenue, sum profit."""
    table, _ = year_of_profit(company)
    largest = table["revenue"].nlargest(math.ceil(len(table) / 5)).index
    return table.loc[largest, "profit"].sum() / table["profit"].sum()


@best_fifth.mistake("You divided by the profit of those who make one. The losses are part of the total: divide by all.")
def of_the_winners(company):
    """Divide by positive profit."""
    table, _ = year_of_profit(company)
    return table["profit"].nlargest(math.ceil(len(table) / 5)).sum() / table["profit"].clip(lower=0).sum()


@best_fifth.mistake("That is the margin before anything was delivered or visited: take off the cost to serve first.")
def of_margin(company):
    """Take margin for profit."""
    table, _ = year_of_profit(company)
    return table["margin"].nlargest(math.ceil(len(table) / 5)).sum() / table["margin"].sum()


@best_fifth.mistake("Those are 20 accounts. Asked are 20 % of them: a fifth of all rows of the table.")
def twenty_accounts(company):
    """Take twenty for twenty percent."""
    profit = year_of_profit(company)[0]["profit"]
    return profit.nlargest(20).sum() / profit.sum()


@best_fifth.mistake(
    "That is the dashed line: owners, each with all its accounts. Here every account stands for itself."
)
def of_owners(company):
    """Roll up to owners."""
    profit = _by_customer(company)
    return profit.nlargest(math.ceil(len(profit) / 5)).sum() / profit.sum()


@best_fifth.mistake(
    "You left out the accounts that cost work and bought nothing: they are accounts as well, and their cost is in the total."
)
def silent_ones_lost(company):
    """Keep only accounts that bought."""
    table, orders = year_of_profit(company)
    profit = table.loc[table.index.isin(orders["account_id"]), "profit"]
    return profit.nlargest(math.ceil(len(profit) / 5)).sum() / profit.sum()


@best_fifth.mistake("That is a fifth of those who earn. Take a fifth of all accounts, loss-makers counted.")
def fifth_of_the_winners(company):
    """Take a fifth of the accounts with a profit."""
    profit = year_of_profit(company)[0]["profit"]
    return profit.nlargest(math.ceil((profit > 0).sum() / 5)).sum() / profit.sum()


@best_fifth.mistake(
    "You took a fifth of all accounts on the list. Those without an order and without work in the year have no profit: take a "
    "fifth of the rows of the profit table."
)
def fifth_of_the_list(company):
    """Count every account there is."""
    profit = year_of_profit(company)[0]["profit"]
    return profit.nlargest(math.ceil(len(company.accounts) / 5)).sum() / profit.sum()


@best_fifth.mistake("You divided their profit by revenue. Divide profit by the profit of all.")
def over_revenue(company):
    """Divide by their revenue."""
    table, _ = year_of_profit(company)
    fifth = math.ceil(len(table) / 5)
    return table["profit"].nlargest(fifth).sum() / table["revenue"].nlargest(fifth).sum()


best_fifth.hints(
    "Rank by profit, not by revenue. How many accounts are a fifth?",
    'With profit from section 1: a fifth is math.ceil(len(profit) / 5) accounts; profit["profit"].nlargest(fifth) is what '
    "they bring.",
    "Divide by the sum of all profit, losses included. Do not be surprised by a large share.",
)


@exercise("3.4", "How many customers lose us money when a parent and its accounts count as one?", expects=count)
def losing_customers(company):
    """Return the number of customers (parents, or accounts without one) whose profit of the last 365 days is below 0."""
    from kamlib import methods

    sold = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    done = methods.profit.work(company.orders, company.get("activities"), company.get("deliveries"))
    left = methods.profit.by_account(sold, methods.last_days(done, company.as_of))["profit"]
    parent = company.accounts.set_index("account_id")["parent_id"].reindex(left.index)
    customer = parent.fillna(left.index.to_series())
    return int((left.groupby(customer).sum() < 0).sum())


@losing_customers.mistake("That counts accounts. A loss at one child may be the price of the profit at its sister.")
def accounts_counted(company):
    """Forget the parents."""
    return int((year_of_profit(company)[0]["profit"] < 0).sum())


@losing_customers.mistake(
    "Accounts without a parent are missing there: groupby drops empty keys without a word. Let each stand for itself."
)
def without_parent_dropped(company):
    """Group by parent and lose the rest."""
    profit = year_of_profit(company)[0]["profit"]
    parent = company.accounts.set_index("account_id")["parent_id"].reindex(profit.index)
    return int((profit.groupby(parent).sum() < 0).sum())


@losing_customers.mistake(
    "That counts customers with a losing account. Add up all accounts of a customer first, and look at the sum."
)
def with_a_losing_account(company):
    """Count owners of losing accounts."""
    profit = year_of_profit(company)[0]["profit"]
    parent = company.accounts.set_index("account_id")["parent_id"].reindex(profit.index)
    return int(parent.fillna(profit.index.to_series())[profit < 0].nunique())


@losing_customers.mistake(
    "Those are parents with a losing account, and accounts without a parent are missing. Give each of these a parent of its "
    "own, add up by parent, and look at the sums."
)
def parents_of_losers(company):
    """Count parents of losing accounts."""
    profit = year_of_profit(company)[0]["profit"]
    parent = company.accounts.set_index("account_id")["parent_id"].reindex(profit.index)
    return int(parent[profit < 0].nunique())


@losing_customers.mistake("Those are the customers who pay. Count the sums below 0.")
def paying(company):
    """Count the others."""
    return int((_by_customer(company) > 0).sum())


@losing_customers.mistake("That is how many customers there are: count those whose profit is below 0.")
def all_customers(company):
    """Count everybody."""
    return len(_by_customer(company))


def _by_customer(company):
    profit = year_of_profit(company)[0]["profit"]
    parent = company.accounts.set_index("account_id")["parent_id"].reindex(profit.index)
    return profit.groupby(parent.fillna(profit.index.to_series())).sum()


losing_customers.hints(
    "One row an account is not enough: you need one row a customer.",
    "parents is above the picture; parents.reindex(profit.index) puts it in the order of profit. Where it is missing, the "
    "account is its own customer: .fillna(profit.index.to_series()).",
    "Group profit by customer, add up, count the sums below 0.",
)
