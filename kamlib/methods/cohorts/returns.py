"""Silence looked at from a day in the past: who was silent then, and who has ordered since.

What a silence means is learnt from those that ended. Only what was known on the day may be used to tell who was silent;
only what came after may be used to tell who came back. Whoever mixes the two tests a forecast on its own answers.
Taught in lesson 04.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from kamlib.methods.cohorts.silence import silence
from kamlib.methods.segments.rhythm import purchases

HALF_A_YEAR = 182


def came_back(orders: pd.DataFrame, as_of: date | pd.Timestamp, days_ago: int = HALF_A_YEAR) -> pd.DataFrame:
    """Return the silence of each account as it was `days_ago` days before `as_of`, and `ordered_since` (true or false).

    The columns are those of `silence`, worked out from orders up to that day alone. No row for an account whose first
    order came later. Raises ValueError for a day that is not in the past.

    >>> days = pd.to_datetime(["2024-01-01", "2024-03-01", "2024-01-01"])
    >>> lines = pd.DataFrame({"account_id": list("AAB"), "ordered_at": days, "revenue": 1.0})
    >>> came_back(lines, date(2024, 4, 1), days_ago=60)[["days_since_order", "ordered_since"]].to_dict("index")
    {'A': {'days_since_order': 31, 'ordered_since': True}, 'B': {'days_since_order': 31, 'ordered_since': False}}
    """
    if not days_ago >= 1:
        raise ValueError(f"{days_ago} days ago lies not in the past; give a number of days from 1 on.")
    then = pd.Timestamp(as_of).normalize() - pd.Timedelta(days=int(days_ago))
    table = silence(orders, then)
    bought = purchases(orders, as_of)
    since = bought.loc[bought["day"] > then, "account_id"].unique()
    table["ordered_since"] = table.index.isin(since)
    return table
