"""By whom or what turnover is told apart: the manager, else the region, else when the customers were won.

Turnover needs somebody to answer for it, or it is everybody's business and nobody's. Where a file names neither manager
nor region, the quarter of the first order still tells old customers from new ones. Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

NAMES = ("manager", "region", "account_type")
WON = "quarter won"


def groups_of(accounts: pd.DataFrame, orders: pd.DataFrame, names: Sequence[str] = NAMES) -> pd.Series:
    """Return a group by account_id, from the first of `names` that this list of accounts knows; its name says which.

    Without any, the quarter of the first order ("quarter won"). Accounts without a group are missing (NaN).

    >>> lines = pd.DataFrame({"account_id": ["A", "B"], "ordered_at": pd.to_datetime(["2024-02-01", "2023-12-01"])})
    >>> groups_of(pd.DataFrame({"account_id": ["A", "B"]}), lines).to_dict()
    {'A': '2024 Q1', 'B': '2023 Q4'}
    """
    for name in names:
        if name in accounts and accounts[name].notna().any():
            return accounts.drop_duplicates("account_id").set_index("account_id")[name]
    first = orders.groupby("account_id")["ordered_at"].min()
    return first.dt.strftime("%Y Q").add(first.dt.quarter.astype(str)).rename(WON)
