"""The rhythm of buying: on which days an account buys, how far apart they are and how evenly they fall.

The coefficient of variation of the gaps tells clockwork (0) from chance (about 1) and from bursts (above); it is what
"regularity" means in counting models of purchases (Chatfield and Goodhardt 1973, "A consumer purchasing model with
Erlang inter-purchase times"). Taught in lesson 02.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd


def rhythm(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> pd.DataFrame:
    """Return how regularly each account buys: purchase_days, gap_days (median) and gap_variation, up to a day.

    gap_days needs two purchase days; gap_variation (standard deviation over mean) needs three, and is NaN below.

    >>> days = pd.to_datetime(["2024-01-01", "2024-01-11", "2024-01-21"])
    >>> orders = pd.DataFrame({"account_id": "A", "ordered_at": days, "revenue": 1.0})
    >>> rhythm(orders, date(2024, 2, 1)).loc["A"].tolist()
    [3.0, 10.0, 0.0]
    """
    accounts = pd.Index(sorted(until(orders, as_of)["account_id"].unique()), name="account_id")
    days = purchases(orders, as_of)[["account_id", "day"]].drop_duplicates().sort_values(["account_id", "day"])
    gaps = days.groupby("account_id")["day"].diff().dt.days
    by_account = gaps.groupby(days["account_id"])
    table = pd.DataFrame({"purchase_days": days.groupby("account_id").size()}, index=accounts)
    table["purchase_days"] = table["purchase_days"].fillna(0).astype("int64")
    table["gap_days"] = by_account.median()
    table["gap_variation"] = by_account.std(ddof=0) / by_account.mean()
    table.loc[table["purchase_days"] < 3, "gap_variation"] = np.nan
    return table


def until(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> pd.DataFrame:
    """Return the order lines placed on or before a day."""
    return orders[orders["ordered_at"].dt.normalize() <= pd.Timestamp(as_of).normalize()]


def purchases(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> pd.DataFrame:
    """Return the lines bought up to a day, with the calendar `day`; lines taken back (below zero) are none."""
    lines = until(orders, as_of)
    kept = lines["revenue"] >= 0
    if "quantity" in lines:
        kept &= ~(lines["quantity"] < 0)
    lines = lines.loc[kept].reset_index(drop=True)
    return lines.assign(day=lines["ordered_at"].dt.normalize())
