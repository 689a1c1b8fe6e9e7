"""How long an account has been silent, measured by its own rhythm; and what leaving means with a contract.

Ninety silent days are a farewell from one who buys weekly and nothing from one who buys twice a year. Without a
contract nobody says goodbye: there is only silence, and it ends for many (Reinartz and Kumar 2000, "On the
profitability of long-life customers in a noncontractual setting"). With a contract leaving has a day: the end of the
last one, not renewed. Taught in lesson 04.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from kamlib.methods.segments.rhythm import purchases, rhythm

LONGER = "silent for longer than usual"
WITHIN = "within its own rhythm"
UNKNOWN = "too few orders to say"
SPREADS = 2
"""So many spreads beyond the median gap, a silence is longer than usual."""


def silence(orders: pd.DataFrame, as_of: date | pd.Timestamp) -> pd.DataFrame:
    """Return for each account its silence in days beside its own rhythm, the longest in its own measure first.

    Columns by account_id: days_since_order (calendar days, up to `as_of`), purchase_days, gap_days (median gap),
    gap_spread (standard deviation of its gaps in days), usual_days (gap_days + 2 gap_spread), times_usual
    (days_since_order / gap_days) and label. Three purchase days are needed for a rhythm; below, the last four numbers
    are NaN and the label says so. The label is no verdict: an account silent for longer than usual has not left. And
    it comes up by chance alone: an account that keeps its rhythm is now and then late, and whoever looks on a chosen
    day meets long gaps more often than short ones.

    >>> days = pd.to_datetime(["2024-01-01", "2024-01-11", "2024-01-21", "2024-01-29"])
    >>> lines = pd.DataFrame({"account_id": list("AAAB"), "ordered_at": days, "revenue": 1.0})
    >>> silence(lines, date(2024, 2, 20))[["days_since_order", "times_usual"]].to_dict("index")
    {'A': {'days_since_order': 30, 'times_usual': 3.0}, 'B': {'days_since_order': 22, 'times_usual': nan}}
    """
    bought = purchases(orders, as_of)
    days = bought.groupby("account_id")["day"].agg(["min", "max"])
    found = rhythm(orders, as_of).loc[days.index]
    told = found["purchase_days"] >= 3
    mean_gap = (days["max"] - days["min"]).dt.days / (found["purchase_days"] - 1).where(told)
    table = pd.DataFrame({"days_since_order": (pd.Timestamp(as_of).normalize() - days["max"]).dt.days})
    table["purchase_days"] = found["purchase_days"]
    table["gap_days"] = found["gap_days"].where(told)
    table["gap_spread"] = found["gap_variation"] * mean_gap
    table["usual_days"] = table["gap_days"] + SPREADS * table["gap_spread"]
    table["times_usual"] = table["days_since_order"] / table["gap_days"]
    longer = table["days_since_order"] > table["usual_days"]
    labels = np.where(told, np.where(longer, LONGER, WITHIN), UNKNOWN)
    table["label"] = pd.Series(labels, index=table.index, dtype="str")
    order = ["times_usual", "days_since_order"]
    return table.sort_values(order, ascending=False, na_position="last", kind="stable")


def left(contracts: pd.DataFrame, as_of: date | pd.Timestamp, grace_days: int = 0) -> pd.DataFrame:
    """Return who has left, where a contract says so: by account_id the last day (ended_at) and true or false (left).

    `contracts` has account_id and ends_at, the last day it runs; missing means without an end. An account left when
    its last contract ended more than `grace_days` days before `as_of`: renewals are often signed late. Where accounts
    buy without a contract there is no such day, and `silence` is all there is. Raises ValueError without the columns.

    >>> ends = pd.to_datetime(["2024-01-31", "2024-12-31", "2024-01-31", None])
    >>> left(pd.DataFrame({"account_id": list("AABC"), "ends_at": ends}), date(2024, 3, 1))["left"].to_dict()
    {'A': False, 'B': True, 'C': False}
    """
    absent = [name for name in ("account_id", "ends_at") if name not in contracts]
    if absent:
        raise ValueError(f"The contracts have no column {absent[0]!r}: give account_id and ends_at, the last day.")
    if grace_days < 0:
        raise ValueError(f"The days of grace are {grace_days}; give 0 or more.")
    by_account = contracts.groupby("account_id")["ends_at"]
    open_ended = contracts["ends_at"].isna().groupby(contracts["account_id"]).any()
    table = pd.DataFrame({"ended_at": by_account.max().where(~open_ended)})
    over = pd.Timestamp(as_of).normalize() - pd.Timedelta(days=grace_days)
    table["left"] = (table["ended_at"] < over).astype("bool")
    return table
