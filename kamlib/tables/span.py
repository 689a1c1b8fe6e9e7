"""How far back a ledger reaches: some questions need whole years of it, and a short file must say so.

Used by the questions of lesson 06 on, and by every method that compares one year with the next.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

GRACE = 7
"""Days by which a file may begin late: a first order seldom falls on the first day of a file."""


def days_held(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> int:
    """Return how many days the orders span, from the first to `as_of`, both counted; 0 without orders.

    >>> days_held(pd.DataFrame({"ordered_at": pd.to_datetime(["2025-12-01 10:00"])}), date(2025, 12, 31))
    31
    """
    if orders.empty:
        return 0
    return max(0, (pd.Timestamp(as_of).normalize() - orders["ordered_at"].min().normalize()).days + 1)


def reaches_back(orders: pd.DataFrame, as_of: date | pd.Timestamp, days: int) -> bool:
    """Tell whether the orders span `days` days up to `as_of`, or up to a week less.

    >>> lines = pd.DataFrame({"ordered_at": pd.to_datetime(["2024-01-04", "2025-12-31"])})
    >>> reaches_back(lines, date(2025, 12, 31), 730), reaches_back(lines, date(2025, 12, 31), 750)
    (True, False)
    """
    return days_held(orders, as_of) >= days - GRACE
