"""Which rows belong to the last year, or to the last whole months: counted in days, whatever hour an order carries.

The last 365 days are the as-of day and the 364 before it. A comparison with "a year ago" on times that carry an hour
would let in part of a 366th day, and two pages of a report would show two totals. Used from lesson 01 on.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

YEAR = 365
WHEN = ("ordered_at", "performed_at", "delivered_at")


def last_days(table: pd.DataFrame, as_of: date | pd.Timestamp, days: int = YEAR) -> pd.DataFrame:
    """Return the rows of the `days` days that end with the day `as_of`; later rows are not yet known.

    `table` is a contract table with ordered_at, performed_at or delivered_at; a ValueError says so where it has none.

    >>> when = pd.to_datetime(["2024-12-31 09:00", "2025-01-01 00:00", "2025-12-31 18:00", "2026-01-01 08:00"])
    >>> last_days(pd.DataFrame({"ordered_at": when}), date(2025, 12, 31)).index.tolist()
    [1, 2]
    """
    return table[stretches_ago(table, as_of, days) == 0]


def stretches_ago(table: pd.DataFrame, as_of: date | pd.Timestamp, days: int = YEAR) -> pd.Series:
    """Return how many stretches of `days` days ago each row was: 0 for the last one; below 0 after `as_of`.

    `table` as for `last_days`.

    >>> when = pd.to_datetime(["2025-12-31 18:00", "2025-01-01 00:00", "2024-12-31 23:00", "2026-01-01 00:00"])
    >>> stretches_ago(pd.DataFrame({"ordered_at": when}), date(2025, 12, 31)).tolist()
    [0, 0, 1, -1]
    """
    return ((pd.Timestamp(as_of).normalize() - _day(table)).dt.days // days).rename("ago")


def stretch_days(orders: pd.DataFrame, as_of: date | pd.Timestamp, most: int = YEAR, stretches: int = 2) -> int:
    """Return how long `stretches` equal stretches may be that the file holds all of: a year each, or less.

    >>> lines = pd.DataFrame({"ordered_at": pd.to_datetime(["2024-01-01"])})
    >>> stretch_days(lines, date(2024, 4, 9)), stretch_days(lines, date(2034, 1, 1))
    (50, 365)
    """
    ago = (pd.Timestamp(as_of).normalize() - _day(orders)).dt.days
    known = ago[ago >= 0]
    return min(most, max(1, (int(known.max()) + 1) // stretches)) if len(known) else most


def last_months(table: pd.DataFrame, as_of: date | pd.Timestamp, months: int = 12) -> pd.DataFrame:
    """Return the rows of the last `months` whole calendar months up to `as_of`; a month cut short is left out.

    `table` as for `last_days`.

    >>> when = pd.to_datetime(["2024-11-30", "2024-12-01", "2025-11-30", "2025-12-08"])
    >>> last_months(pd.DataFrame({"ordered_at": when}), date(2025, 12, 9)).index.tolist()
    [1, 2]
    """
    until = (pd.Timestamp(as_of).normalize() + pd.Timedelta(days=1)).to_period("M").start_time
    day = _day(table)
    return table[(day >= until - pd.DateOffset(months=months)) & (day < until)]


def _day(table: pd.DataFrame) -> pd.Series:
    for name in WHEN:
        if name in table:
            return table[name].dt.normalize()
    raise ValueError(f"No column of this table tells when: it needs one of {', '.join(WHEN)}.")
