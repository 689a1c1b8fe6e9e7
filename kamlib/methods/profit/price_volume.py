"""Why this year is not last year: price, cost, volume, mix, new and leaving accounts, which add up to the change.

This is the price-volume-mix variance of management accounting (Horngren, "Cost Accounting: A Managerial Emphasis"), here
for each account and article. It splits a difference by a rule; it does not say what caused what: a price rise and the
customer it drove away are in two different steps. Taught in lesson 03.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.methods.profit.accounts import margin_known, value_is
from kamlib.methods.windows import stretch_days, stretches_ago
from kamlib.tables.ownership import owners

EFFECTS = ("price", "cost", "volume", "mix", "new", "leaving")


@dataclass(frozen=True, eq=False)
class Bridge:
    """The way from one period's money to the next.

    `effects` is money by effect, in order; `table` has one row an account: before, after, change and each effect.
    `measure` is margin or revenue; `basis` says what it and the units stand on.
    """

    before: float
    after: float
    effects: pd.Series
    table: pd.DataFrame
    measure: str
    basis: str


def bridge(
    before: pd.DataFrame, after: pd.DataFrame, parents: pd.Series | None = None, measure: str | None = None
) -> Bridge:
    """Split the change from one period's orders to another's into effects that add up to it.

    `before` and `after` are contract tables of two periods of equal length; `measure` is "margin" (default where every
    line has it) or "revenue". With `parents` (account_id to parent_id) an owner is one account, so that orders moved
    between its accounts are neither new nor leaving. By the rule:

    - leaving and new: all money of accounts with orders in one period only;
    - price: change of an article's average price to the account, times its units after; cost (margin only): the same
      of its average cost;
    - volume: change of the account's units, all articles together, at its average money a unit before;
    - mix: the rest, dearer or cheaper articles for the same units. An article an account buys in one period only has
      no price to compare: it is volume and mix. So is one whose units are not above zero, as when more came back.

    Without quantities on every line a unit is an order line, and "price" is the worth of a line. Raises ValueError
    where a period is empty or the measure is not in both.

    >>> year = {"account_id": ["A", "B"], "product_id": ["x", "x"]}
    >>> first = pd.DataFrame({**year, "quantity": [10.0, 5], "revenue": [100.0, 50]})
    >>> second = pd.DataFrame({**year, "account_id": ["A", "C"], "quantity": [8.0, 1], "revenue": [88.0, 10]})
    >>> bridge(first, second).effects.to_dict()
    {'price': 8.0, 'volume': -20.0, 'mix': 0.0, 'new': 10.0, 'leaving': -50.0}
    """
    measure, basis = _measure(before, after, measure)
    counted = all("quantity" in part and part["quantity"].notna().all() for part in (before, after))
    units = "units are quantities" if counted else "a unit is an order line (quantity absent or missing)"
    sides = {"_0": before, "_1": after}
    cells = pd.concat(
        [_cells(part, parents, measure, counted).add_suffix(side) for side, part in sides.items()], axis=1, sort=True
    )
    there = {side: cells[f"units{side}"].notna().groupby("account_id").any() for side in sides}
    cells = cells.fillna(0.0)
    money = cells.groupby("account_id").sum()
    stays = there["_0"] & there["_1"]
    split = _compared(cells).groupby("account_id").sum()
    table = pd.DataFrame({"before": money["value_0"], "after": money["value_1"]})
    table["change"] = table["after"] - table["before"]
    table["price"] = split["price"].where(stays, 0.0)
    if measure == "margin":
        table["cost"] = split["cost"].where(stays, 0.0)
    grown = (money["units_1"] - money["units_0"]) * (money["value_0"] / money["units_0"].where(money["units_0"] > 0))
    table["volume"] = grown.where(stays, 0.0).fillna(0.0)
    taken = table[[name for name in EFFECTS if name in table]].sum(axis=1)
    table["mix"] = (table["change"] - taken).where(stays, 0.0)
    table["new"] = table["after"].where(~there["_0"], 0.0)
    table["leaving"] = (-table["before"]).where(~there["_1"], 0.0)
    effects = pd.Series({name: math.fsum(table[name]) for name in EFFECTS if name in table}, name="effect")
    return Bridge(math.fsum(table["before"]), math.fsum(table["after"]), effects, table, measure, f"{basis}; {units}")


def two_years(orders: pd.DataFrame, as_of: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the orders of the 365 days before the last 365 days, and those of the last, up to and with `as_of`.

    >>> days = pd.to_datetime(["2023-06-01", "2024-06-01", "2025-06-01"])
    >>> [len(part) for part in two_years(pd.DataFrame({"ordered_at": days}), pd.Timestamp("2025-12-31"))]
    [1, 1]
    """
    ago = stretches_ago(orders, as_of)
    return orders[ago == 1], orders[ago == 0]


def two_stretches(orders: pd.DataFrame, as_of: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return the orders of two equal stretches up to and with `as_of`, and their days: years, or halves of a short file.

    A file of less than two years is cut in the middle; then seasons differ between the halves, and should be said.

    >>> days = pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-09"])
    >>> before, after, length = two_stretches(pd.DataFrame({"ordered_at": days}), pd.Timestamp("2025-04-10"))
    >>> len(before), len(after), length
    (2, 2, 50)
    """
    length = stretch_days(orders, as_of)
    ago = stretches_ago(orders, as_of, length)
    return orders[ago == 1], orders[ago == 0], length


def _compared(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the price and cost effect of each account's article, 0 where a period gives no price."""
    both = (cells["units_0"] > 0) & (cells["units_1"] > 0)
    ratio = (cells["units_1"] / cells["units_0"].where(both)).fillna(0.0)
    cost_0, cost_1 = cells["revenue_0"] - cells["value_0"], cells["revenue_1"] - cells["value_1"]
    return pd.DataFrame(
        {
            "price": (cells["revenue_1"] - cells["revenue_0"] * ratio).where(both, 0.0),
            "cost": (cost_0 * ratio - cost_1).where(both, 0.0),
        }
    )


def _cells(orders: pd.DataFrame, parents: pd.Series | None, measure: str, counted: bool) -> pd.DataFrame:
    account = orders["account_id"] if parents is None else owners(orders["account_id"], parents)
    article = next((orders[name] for name in ("product_id", "category") if name in orders), None)
    lines = pd.DataFrame(
        {
            "account_id": account.astype("str"),
            "article": "all" if article is None else article.astype("str").fillna("(no article)"),
            "units": orders["quantity"].astype(float) if counted else np.ones(len(orders)),
            "revenue": orders["revenue"].astype(float),
            "value": orders[measure].astype(float),
        }
    )
    return lines.groupby(["account_id", "article"]).sum()


def _measure(before: pd.DataFrame, after: pd.DataFrame, measure: str | None) -> tuple[str, str]:
    if before.empty or after.empty:
        raise ValueError("One of the two periods holds no orders: give two periods with orders in both.")
    both = pd.concat([part[part.columns.intersection(["revenue", "margin", "margin_is"])] for part in (before, after)])
    known = margin_known(before) and margin_known(after)
    if measure not in (None, "margin", "revenue") or (measure == "margin" and not known):
        raise ValueError(
            f"A bridge of {measure!r} cannot be built: give 'revenue', or 'margin' where every line has it."
        )
    chosen = measure or ("margin" if known else "revenue")
    return chosen, "revenue" if measure == "revenue" else value_is(both)
