"""What each account leaves after the goods and the work for it: order margin less time-driven cost to serve.

Two accounts with the same revenue and the same discount can differ in profit, because one asks for more visits, quotes
and repairs of complaints (Kaplan and Anderson 2004, "Time-driven activity-based costing"). Taught in lesson 03.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods.levers import ASSUMED_MARGIN
from kamlib.methods.profit.serving import cost_of_work
from kamlib.methods.windows import stretch_days, stretches_ago

ASSUMED = "an assumed margin"
"""How a basis begins that stands on a margin nobody wrote down."""


def by_account(
    orders: pd.DataFrame, activities: pd.DataFrame | None, *, rate_per_minute: float | None = None
) -> pd.DataFrame:
    """Return what each account bought, what was left of it, what serving it cost, and its profit.

    `orders` and `activities` are contract tables of one period; `activities` may be None. Index account_id; columns in
    the orders' money: revenue, margin, cost_to_serve, profit; and `basis`, in every row, which says what profit stands
    on. An account that cost work and bought nothing stays, with revenue 0. Where any line lacks its margin, margin is
    NaN and profit is revenue less cost to serve: an upper limit, to be read as an order and not as money earned.
    `cost_of_work` says what a minute costs. Overhead is charged to nobody.

    >>> orders = pd.DataFrame({"account_id": ["A", "A"], "revenue": [100.0, 50], "margin": [40.0, 10]})
    >>> work = pd.DataFrame({"account_id": ["A", "B"], "minutes": [30.0, 20]})
    >>> by_account(orders, work, rate_per_minute=0.5).drop(columns="basis")
                revenue  margin  cost_to_serve  profit
    account_id
    A             150.0    50.0           15.0    35.0
    B               0.0     0.0           10.0   -10.0
    """
    cost, cost_is = cost_of_work(activities, rate_per_minute)
    known = margin_known(orders)
    columns = ["revenue", "margin"] if known else ["revenue"]
    # Sums of cents in binary miss zero by a last bit, and would make a loss-maker of who came out even.
    table = orders.groupby("account_id")[columns].sum().astype(float).round(6)
    if activities is not None and len(activities):
        served = cost.groupby(activities["account_id"]).sum().round(6)
        everybody = table.index.union(served.index).astype(table.index.dtype).rename("account_id")
        table = table.reindex(everybody, fill_value=0.0)
        table["cost_to_serve"] = served.reindex(everybody, fill_value=0.0)
    else:
        table["cost_to_serve"] = 0.0
    if not known:
        table.insert(1, "margin", float("nan"))
    value = table["margin" if known else "revenue"]
    return table.assign(
        profit=(value - table["cost_to_serve"]).round(6), basis=f"{value_is(orders)} less cost to serve: {cost_is}"
    )


def by_stretch(orders: pd.DataFrame, as_of: pd.Timestamp, stretches: int = 4) -> pd.DataFrame:
    """Return each account's margin by year, counted back from `as_of`: column 0 is the last 365 days, 1 those before.

    Where the file is shorter than that, a stretch is so much shorter that all of them are in it; the columns' name says
    how long one is, in days. Money, 0 in a stretch without orders; revenue where any line lacks its margin. Order lines
    after `as_of` are left out.

    >>> days = pd.to_datetime(["2024-01-02", "2025-06-01", "2024-06-01"])
    >>> orders = pd.DataFrame({"account_id": ["A", "A", "B"], "ordered_at": days, "revenue": [2.0, 9.0, 4.0]})
    >>> by_stretch(orders, pd.Timestamp("2025-12-31"), stretches=2).to_dict("index")
    {'A': {0: 9.0, 1: 2.0}, 'B': {0: 0.0, 1: 4.0}}
    """
    days = stretch_days(orders, as_of, stretches=stretches)
    ago = stretches_ago(orders, as_of, days)
    lines = orders.assign(ago=ago)[ago.between(0, stretches - 1)]
    measure = "margin" if margin_known(orders) else "revenue"
    table = lines.groupby(["account_id", "ago"])[measure].sum().unstack(fill_value=0)
    return table.reindex(columns=pd.RangeIndex(stretches, name=f"stretches of {days} days ago"), fill_value=0.0)


def with_margin(orders: pd.DataFrame) -> pd.DataFrame:
    """Return the order lines as they are where each has its margin; else the gaps filled, and called so.

    A line without its margin counts at the rate of the lines that have one. Where these bring less than half of revenue,
    or nothing, no rate is told: then every line counts at `ASSUMED_MARGIN` of revenue (that of lesson 00). A column
    `margin_is` says which, and every result repeats it in its basis. One rate for all hides who buys at which price.

    >>> lines = with_margin(pd.DataFrame({"account_id": ["A"], "revenue": [100.0]}))
    >>> float(lines["margin"].sum()), value_is(lines)
    (30.0, 'an assumed margin of 30% of revenue')
    >>> lines = with_margin(pd.DataFrame({"revenue": [100.0, 300.0, 50.0], "margin": [40.0, 120.0, None]}))
    >>> lines["margin"].tolist(), value_is(lines)
    ([40.0, 120.0, 20.0], 'margin (1 of 3 lines have none and count at 40.0% of revenue, as the others do)')
    """
    if margin_known(orders):
        return orders
    revenue = orders["revenue"].astype(float)
    known = orders["margin"].notna() if "margin" in orders else pd.Series(False, index=orders.index)
    told = float(revenue[known].sum())
    if not told > 0 or told < revenue.sum() / 2:
        return orders.assign(margin=ASSUMED_MARGIN * revenue, margin_is=f"{ASSUMED} of {ASSUMED_MARGIN:.0%} of revenue")
    rate = float(orders["margin"].sum()) / told
    words = (
        f"margin ({int((~known).sum()):,} of {len(orders):,} lines have none and count at {rate:.1%} of revenue, "
        "as the others do)"
    )
    return orders.assign(margin=orders["margin"].astype(float).fillna(rate * revenue), margin_is=words)


def margin_known(orders: pd.DataFrame) -> bool:
    """Return whether every order line has its margin."""
    return "margin" in orders and bool(orders["margin"].notna().all())


def value_is(orders: pd.DataFrame) -> str:
    """Say in words what an order line's worth is taken from.

    >>> value_is(pd.DataFrame({"revenue": [1.0, 2]}))
    'revenue (margin absent)'
    """
    if "margin_is" in orders and len(orders):
        return str(orders["margin_is"].iloc[0])
    if "margin" not in orders:
        return "revenue (margin absent)"
    missing = int(orders["margin"].isna().sum())
    return f"revenue (margin missing on {missing:,} of {len(orders):,} lines)" if missing else "margin"
