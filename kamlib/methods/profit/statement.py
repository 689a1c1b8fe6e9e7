"""The profit and loss of one account, or of all, as steps from what the goods listed at down to profit.

Each step takes something off the one before: discounts, goods taken back, the cost of goods, and each kind of work. The
first steps are the price waterfall of Marn and Rosiello (1992, "Managing price, gaining profit"); the last are cost to
serve by kind of activity. Taught in lesson 03.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kamlib.methods.profit.accounts import margin_known, value_is
from kamlib.methods.profit.serving import cost_of_work

MOST_KINDS = 6
NO_MARGIN = "left before goods"
"""The last step where the cost of the goods is not known: what is left is no profit."""


@dataclass(frozen=True, eq=False)
class Waterfall:
    """The steps of a profit and loss: `table` has step, amount, level (money after it) and is_total, in order.

    `account_id` is None where it is that of all accounts; `basis` says what the last step stands on.
    """

    table: pd.DataFrame
    account_id: str | None
    basis: str

    @property
    def profit(self) -> float:
        """Money left at the end; before the cost of goods where that is not known, as `basis` says."""
        return float(self.table["level"].iloc[-1])


def waterfall(
    orders: pd.DataFrame,
    activities: pd.DataFrame | None,
    account_id: str | None = None,
    *,
    rate_per_minute: float | None = None,
) -> Waterfall:
    """Return the steps from list price (or sales) to profit, of one account or of all.

    `orders` and `activities` are contract tables of one period; steps the columns cannot tell are left out. Orders with
    a `list_price` a unit and a quantity on every line start from it. Goods taken back (lines below zero) are a step of
    their own; without them and without a list price, the steps begin with revenue. At most six kinds of work have a
    step; the rest are together. Raises ValueError for an unknown account.

    >>> orders = pd.DataFrame({"account_id": ["A", "A"], "revenue": [100.0, -20], "margin": [40.0, -5]})
    >>> work = pd.DataFrame({"account_id": ["A"], "activity": ["visit"], "minutes": [30.0]})
    >>> waterfall(orders, work, "A", rate_per_minute=1).table[["step", "amount", "level"]]
                  step  amount  level
    0            sales   100.0  100.0
    1       taken back   -20.0   80.0
    2          revenue    80.0   80.0
    3    cost of goods   -45.0   35.0
    4           margin    35.0   35.0
    5            visit   -30.0    5.0
    6           profit     5.0    5.0
    """
    cost, cost_is = cost_of_work(activities, rate_per_minute)
    basis, known = f"{value_is(orders)} less cost to serve: {cost_is}", margin_known(orders)
    work = activities if activities is not None and len(activities) else None
    if account_id is not None:
        orders = orders[orders["account_id"] == account_id]
        work = None if work is None else work[work["account_id"] == account_id]
        if orders.empty and (work is None or work.empty):
            raise ValueError(
                f"There is no account {account_id!r} in these orders and activities; give one of their ids."
            )
    steps = _sales(orders)
    if known:
        margin = float(orders["margin"].sum())
        steps += [("cost of goods", margin - float(orders["revenue"].sum()), False), ("margin", margin, True)]
    if work is not None:
        steps += [(kind, -amount, False) for kind, amount in _kinds(work, cost)]
    level, rows = 0.0, []
    for step, amount, is_total in steps:
        level = amount if is_total else level + amount
        rows.append((step, amount, level, is_total))
    rows.append(("profit" if known else NO_MARGIN, level, level, True))
    return Waterfall(pd.DataFrame(rows, columns=["step", "amount", "level", "is_total"]), account_id, basis)


def _sales(orders: pd.DataFrame) -> list[tuple[str, float, bool]]:
    revenue = orders["revenue"].astype(float)
    sold, back = float(revenue[revenue > 0].sum()), float(revenue[revenue < 0].sum())
    steps = [("sales", sold, False)]
    if {"list_price", "quantity"} <= set(orders) and orders[["list_price", "quantity"]].notna().all(axis=None):
        listed = float((orders["list_price"] * orders["quantity"])[revenue > 0].sum())
        steps = [("list price", listed, False), ("discount", sold - listed, False)]
    if back:
        steps.append(("taken back", back, False))
    if len(steps) == 1:  # sales are revenue, and a step that says it twice says nothing
        return [("revenue", sold, False)]
    return [*steps, ("revenue", float(revenue.sum()), True)]


def _kinds(work: pd.DataFrame, cost: pd.Series) -> list[tuple[str, float]]:
    spent = cost.reindex(work.index)
    if "activity" not in work:
        return [("cost to serve", float(spent.sum()))]
    kinds = spent.groupby(work["activity"].fillna("other work")).sum().sort_values(ascending=False, kind="stable")
    first = [(str(kind), float(amount)) for kind, amount in kinds.iloc[:MOST_KINDS].items()]
    rest = float(kinds.iloc[MOST_KINDS:].sum())
    return [*first, (f"{len(kinds) - MOST_KINDS} more kinds of work", rest)] if len(kinds) > MOST_KINDS else first
