"""Customers by the period they began in and the age they reached: who still orders, and for how much.

A rate of repeat orders over all customers mixes old with new; a cohort is only ever compared at its own age. The
triangle is open at its lower right, where the future is, and its last edge is often a period that is not over. Used
since the life tables of Halley (1693) for people. Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from kamlib.tables.ownership import owners


def triangle(
    orders: pd.DataFrame,
    as_of: date | pd.Timestamp,
    months: int = 1,
    parents: Mapping[Any, Any] | pd.Series | None = None,
) -> pd.DataFrame:
    """Return cohorts by age: its accounts and revenue, the share active, and when.

    Columns: cohort_start, age (in periods), cohort_accounts, accounts, revenue, active_share, ends_at, whole.
    `orders` is a contract table; a period is `months` calendar months (1, 3 or 12), counted from January. Every age
    that a cohort reached by `as_of` has a row, also where nobody ordered. `active_share` is the share of the cohort
    with an order at that age; whoever is missing at one age can be back at the next: silence is not leaving. `ends_at` is the
    last day of the period, and `whole` is false where that was after `as_of`. `parents` maps account_id to parent_id and counts parents.
    Raises ValueError for a period that is not a whole number of months.

    >>> from kamlib.tables.reductions import example
    >>> triangle(example(), pd.Timestamp("2024-04-30"))[["age", "accounts", "active_share", "whole"]]
       age  accounts  active_share  whole
    0    0         2           1.0   True
    1    1         0           0.0   True
    """
    from kamlib.tables import engine

    if not (isinstance(months, int) and 1 <= months <= 12):
        raise ValueError(f"A period of {months!r} months makes no cohorts; give 1, 3 or 12 months.")
    lines = rolled_up(orders, parents)
    found = engine.run("retention_triangle", orders=lines, as_of=as_of, months=months)
    reached = _reached(found, pd.Timestamp(as_of).normalize(), months)
    table = reached.merge(found.drop(columns="cohort_accounts"), how="left", on=["cohort_start", "age"])
    table["accounts"] = table["accounts"].fillna(0).astype("int64")
    table["revenue"] = table["revenue"].fillna(0.0)
    table["active_share"] = table["accounts"] / table["cohort_accounts"]
    columns = ["cohort_start", "age", "cohort_accounts", "accounts", "revenue", "active_share", "ends_at", "whole"]
    return table[columns]


def rolled_up(orders: pd.DataFrame, parents: Mapping[Any, Any] | pd.Series | None) -> pd.DataFrame:
    """Return the order lines with each account's last owner as its account_id; unchanged without `parents`."""
    if parents is None or not len(parents):
        return orders
    return orders.assign(account_id=owners(orders["account_id"], parents).astype("str"))


def _reached(found: pd.DataFrame, as_of: pd.Timestamp, months: int) -> pd.DataFrame:
    """Return a row for each cohort and age that began by `as_of`."""
    sizes = found.drop_duplicates("cohort_start")[["cohort_start", "cohort_accounts"]]
    starts = sizes["cohort_start"].dt
    last = (12 * as_of.year + as_of.month - 1 - (12 * starts.year + starts.month - 1)) // months
    table = sizes.loc[sizes.index.repeat(last + 1)].reset_index(drop=True)
    table["age"] = table.groupby("cohort_start").cumcount().astype("int64")
    starts = table["cohort_start"].dt
    # Counted in whole months: a month has no fixed length in days.
    after = 12 * starts.year + starts.month - 1 + months * (table["age"] + 1)
    following = pd.to_datetime({"year": after // 12, "month": after % 12 + 1, "day": 1})
    table["ends_at"] = (following - pd.Timedelta(days=1)).astype("datetime64[us]")
    table["whole"] = (table["ends_at"] <= as_of).astype("bool")
    return table
