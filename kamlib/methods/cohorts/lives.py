"""How long each account was watched, and whether it left: silence turned into lives that survival curves can read.

Without a contract nobody says goodbye, so a silence must be long before it counts as leaving; the time that it takes
to see who comes back is taken off the end of the file, for those still here too. The clock starts at the first order
in the file: an account that is older was not seen in the years before, and those that left then are in no file (right
censoring and left truncation: Klein and Moeschberger 2003, "Survival Analysis"). Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from kamlib.methods.segments.rhythm import purchases, until
from kamlib.tables.ownership import owners

YEAR = 365.25
QUIET_DAYS = 365
"""So many silent days count as leaving, where the file is long enough. A convention of ours."""
PART_OF_FILE = 3
"""In a shorter file a third of it counts as leaving: there must be time left to watch before it."""


def quiet_days(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> int:
    """Return how many silent days count as leaving: a year, or a third of a shorter file; at least one.

    >>> lines = pd.DataFrame({"ordered_at": pd.to_datetime(["2024-01-01"])})
    >>> quiet_days(lines, date(2024, 3, 31)), quiet_days(lines, date(2034, 1, 1))
    (30, 365)
    """
    known = until(orders, as_of)
    if known.empty:
        return QUIET_DAYS
    file_days = (pd.Timestamp(as_of).normalize() - known["ordered_at"].min().normalize()).days
    return int(min(QUIET_DAYS, max(1, file_days // PART_OF_FILE)))


def lives(
    orders: pd.DataFrame,
    as_of: date | pd.Timestamp,
    quiet: int | None = None,
    parents: Mapping[Any, Any] | pd.Series | None = None,
) -> pd.DataFrame:
    """Return a row an account: account_id, customer, began_at, ended_at, duration (years), left and size.

    An account left when its last order lies `quiet` days or more before `as_of` (default: `quiet_days`), and it left on
    the day of that order. All others are still here on the last day watched, `quiet` days before `as_of`; who first
    ordered after that day is not in the table. `size` ranks accounts from 0 to 1 by their median purchase day: what
    one buys at a time hardly grows with the years one stays, as all it ever bought does. `customer` is the last owner in
    `parents` (account_id -> parent_id). Lines taken back are no orders. Raises ValueError for a silence below a day.

    >>> days = pd.to_datetime(["2020-01-01", "2020-12-31", "2020-01-01", "2024-12-30"])
    >>> lines = pd.DataFrame({"account_id": list("AABB"), "ordered_at": days, "revenue": [5.0, 5.0, 9.0, 9.0]})
    >>> lives(lines, date(2024, 12, 31))[["account_id", "duration", "left", "size"]].round(2)
      account_id  duration   left  size
    0          A       1.0   True   0.5
    1          B       4.0  False   1.0
    """
    quiet = quiet_days(orders, as_of) if quiet is None else quiet
    if not quiet >= 1:
        raise ValueError(f"A silence of {quiet} days is no leaving; give a day or more, such as 365.")
    watched_until = pd.Timestamp(as_of).normalize() - pd.Timedelta(days=int(quiet))
    bought = purchases(orders, as_of)
    days = bought.groupby(["account_id", "day"], as_index=False)["revenue"].sum()
    by_account = days.groupby("account_id")
    found = by_account["day"].agg(began_at="min", last="max")
    found["typical"] = by_account["revenue"].median()
    found = found[found["began_at"] < watched_until]
    ended = found["last"].clip(upper=watched_until).astype("datetime64[us]")
    account = found.index.to_series()
    table = pd.DataFrame(
        {
            "account_id": account,
            "customer": account if parents is None else owners(account, parents),
            "began_at": found["began_at"],
            "ended_at": ended,
            "duration": (ended - found["began_at"]).dt.days / YEAR,
            "left": (found["last"] <= watched_until).astype("bool"),
            "size": found["typical"].rank(pct=True),
        }
    )
    return table.reset_index(drop=True).astype({"account_id": "str", "customer": "str"})
