"""When a relation began: the day the account was opened, or its first order where nobody wrote the day down.

A file that begins in the middle of relations shows old accounts as if they were new; the opening day tells them apart. Used in
lesson 06.
"""

from __future__ import annotations

import pandas as pd


def opening_days(orders: pd.DataFrame, opened_at: pd.Series | None = None) -> pd.Series:
    """Return the first day of each account that ordered, by account_id; an opening day after the first order was no opening.

    `opened_at` holds days by account_id, as far as they are known.

    >>> days = pd.to_datetime(["2024-03-01", "2024-05-01"])
    >>> lines = pd.DataFrame({"account_id": ["A", "B"], "ordered_at": days})
    >>> opening_days(lines, pd.Series({"A": pd.Timestamp("2019-01-01")})).dt.year.to_dict()
    {'A': 2019, 'B': 2024}
    """
    first = orders["ordered_at"].dt.normalize().groupby(orders["account_id"]).min()
    if opened_at is None:
        return first.rename("opened_at")
    # Where nobody has an opening day, a column of dates may have lost its type.
    written = pd.to_datetime(opened_at).reindex(first.index)
    return written.where(written < first, first).rename("opened_at")
