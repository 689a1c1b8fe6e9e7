"""After a large purchase: does the next order come more slowly, and sooner where we spoke to the buyer soon after?

A buyer who has spent much looks for reasons to have been right, and for reasons to regret it (Festinger 1957, "A Theory of
Cognitive Dissonance"); attention soon after the sale is said to help. The day by which we must have called is a landmark:
a purchase that was followed by another before that day is not asked, since nobody can call in time there. Taught in
lessons 04 and 13.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from kamlib.methods.churn.counting import COLUMNS, wider
from kamlib.methods.churn.gained import TALKS
from kamlib.methods.cohorts.lives import quiet_days
from kamlib.methods.segments.rhythm import purchases
from kamlib.tables.ownership import owners

LARGE = 2.0
SOON = 14
LEAST_BEFORE = 3


def after_purchase(
    orders: pd.DataFrame,
    as_of: date | pd.Timestamp,
    activities: pd.DataFrame | None = None,
    parents: pd.Series | None = None,
    soon: int = SOON,
) -> pd.DataFrame:
    """Return a row a purchase day that still waits for the next one `soon` days later.

    Columns: account_id, customer, day, large (at least twice the median of the account's purchase days before it),
    spoken (a visit or call within `soon` days after it), usual (log of its median gap so far, days), days (from then to
    the next purchase, or to as long as it was watched) and again (it came within `cohorts.quiet_days`). Purchases with
    fewer than three before them are left out: there is no usual yet.

    >>> days = pd.date_range("2024-01-01", periods=5, freq="30D")
    >>> lines = pd.DataFrame({"account_id": "A", "ordered_at": days, "revenue": [1.0, 1.0, 1.0, 5.0, 1.0]})
    >>> after_purchase(lines, date(2024, 12, 31))[["large", "days", "again"]].to_numpy().tolist()
    [[True, 16, True], [False, 121, False]]
    """
    quiet = quiet_days(orders, as_of)
    bought = purchases(orders, as_of)
    table = bought.groupby(["account_id", "day"], as_index=False)[["revenue"]].sum()
    by_account = table.groupby("account_id")
    gaps = by_account["day"].diff().dt.days
    usual, spent = (_so_far(values, table["account_id"]) for values in (gaps, table["revenue"]))
    earlier = spent.groupby(table["account_id"]).shift()
    last = pd.Timestamp(as_of).normalize()
    waits = (by_account["day"].shift(-1).fillna(last) - table["day"]).dt.days
    known = (by_account.cumcount() >= LEAST_BEFORE) & (waits > soon)
    parts = pd.DataFrame(
        {
            "account_id": table["account_id"],
            "customer": table["account_id"] if parents is None else owners(table["account_id"], parents),
            "day": table["day"],
            "large": table["revenue"] >= LARGE * earlier,
            "spoken": _spoken(table, activities, soon),
            "usual": np.log(usual),
            "days": waits.clip(upper=quiet + soon) - soon,
            "again": by_account["day"].shift(-1).notna() & (waits <= quiet + soon),
        }
    )
    return parts[known].reset_index(drop=True)


def next_order(after: pd.DataFrame) -> pd.DataFrame:
    """Return how many times as fast the next order comes after a large purchase, and where we spoke soon after one.

    `after` is of `after_purchase`. Columns as in `three_ways` (hazard_ratio above 1: sooner); `left` counts the orders
    that came. Accounts are compared with those of the same usual gap, and a customer's purchases are not independent. A
    longer wait after a large purchase can be regret, or a full warehouse: orders alone do not tell.
    """
    rows = {}
    large = after[after["large"]]
    for words, table, name in (
        ("after a large purchase", after, "large"),
        ("spoken to soon after a large purchase", large, "spoken"),
    ):
        told = [np.nan, np.nan, np.nan]
        if table[name].nunique() > 1 and table["again"].any():
            told = wider(table, "days", "again", [name, "usual"], clusters="customer")
        rows[words] = [*told, table["account_id"].nunique(), int(table["again"].sum())]
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).rename_axis("how the next order comes")


def _so_far(values: pd.Series, account: pd.Series) -> pd.Series:
    """Return for each row the median of its account's values up to that row."""
    return values.groupby(account).expanding().median().reset_index(level=0, drop=True).reindex(values.index)


def _spoken(table: pd.DataFrame, activities: pd.DataFrame | None, soon: int) -> np.ndarray:
    """Tell for each purchase whether a visit or call came within `soon` days after it."""
    if activities is None or activities.empty:
        return np.zeros(len(table), dtype=bool)
    rung = activities.loc[activities["activity"].isin(TALKS), ["account_id", "performed_at"]]
    rung = rung.assign(talk=rung["performed_at"].dt.normalize()).sort_values("talk")
    order = table.reset_index().sort_values("day")
    found = pd.merge_asof(
        order, rung[["account_id", "talk"]], left_on="day", right_on="talk", by="account_id", direction="forward",
        tolerance=pd.Timedelta(days=soon), allow_exact_matches=False,
    )  # fmt: skip
    return found.set_index("index")["talk"].notna().reindex(table.index).to_numpy()
