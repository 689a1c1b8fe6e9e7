"""What each source says of each region, for the board: customers, staff, mystery calls, our own clock, complaints.

Each takes the tables that hold it and compares every region with all others; a source that cannot tell regions apart (no region,
or only one) has no rows. Taught in lesson 10.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods.gaps.board import against_the_rest

NOTHING = pd.DataFrame(columns=["n", "mean", "rest", "gap", "low", "high", "verdict"]).rename_axis("group")


def customers_say(frame: pd.DataFrame, satisfied: pd.Series) -> pd.DataFrame:
    """Return how satisfied the respondents of each region are; `frame` is a sampling frame, contacts of one parent are alike.

    >>> frame = pd.DataFrame({"region": list("WWNN"), "parent": list("abcd")})
    >>> customers_say(frame, pd.Series([2.0, 3, 6, 7]))["mean"].to_dict()
    {'N': 6.5, 'W': 2.5}
    """
    rows = frame.reindex(satisfied.index)
    return _judged(satisfied, rows["region"], rows["parent"])


def staff_say(scores: pd.Series, staff_responses: pd.DataFrame) -> pd.DataFrame:
    """Return how the staff of each region see their own work; `scores` has a value a staff_id."""
    if "region" not in staff_responses:
        return NOTHING
    region = staff_responses.drop_duplicates("staff_id").set_index("staff_id")["region"]
    return _judged(scores, region.reindex(scores.index))


def calls_say(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the share of standards met in the mystery visits of each region; those of one visit hang together."""
    if "region" not in visits or "met" not in visits:
        return NOTHING
    return _judged(visits["met"], visits["region"], visits["visit_id"])


def clock_says(promises: pd.DataFrame, accounts: pd.DataFrame, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the share of promises that were kept to the day in each region, of those made after `since`.

    >>> days = pd.DataFrame({"account_id": ["A", "A", "B", "B"], "promised_at": ["2025-01-01"] * 4, "promised_for": ["2025-01-05"] * 4,
    ...                      "delivered_at": ["2025-01-05", "2025-01-04", "2025-01-06", "2025-01-07"]})
    >>> days = days.astype({name: "datetime64[us]" for name in days if name.endswith(("_at", "_for"))})
    >>> clock_says(days, pd.DataFrame({"account_id": ["A", "B"], "region": ["N", "W"]}))["mean"].to_dict()
    {'N': 1.0, 'W': 0.0}
    """
    if "region" not in accounts or "delivered_at" not in promises:
        return NOTHING
    made = promises.dropna(subset=["promised_for", "delivered_at"])
    made = made if since is None else made[made["promised_at"] > since]
    kept = (made["delivered_at"].dt.normalize() <= made["promised_for"].dt.normalize()).astype(float)
    region = made["account_id"].map(accounts.set_index("account_id")["region"])
    return _judged(kept, region, made["account_id"])


def complaints_say(
    complaints: pd.DataFrame, orders: pd.DataFrame, accounts: pd.DataFrame, since: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return complaints per hundred orders of the accounts of each region, after `since`; more is worse.

    Who does not complain may be content, or may have given up: read this one last.
    """
    if "region" not in accounts or "raised_at" not in complaints or "ordered_at" not in orders:
        return NOTHING
    placed, raised = orders[orders["revenue"] > 0], complaints
    if since is not None:
        placed, raised = placed[placed["ordered_at"] > since], raised[raised["raised_at"] > since]
    ordered = placed.groupby("account_id")["order_id"].nunique()
    rate = 100 * raised["account_id"].value_counts().reindex(ordered.index, fill_value=0) / ordered
    return _judged(rate, accounts.set_index("account_id")["region"].reindex(ordered.index), worse="high")


def _judged(
    values: pd.Series, groups: pd.Series, clusters: pd.Series | None = None, worse: str = "low"
) -> pd.DataFrame:
    known = groups[values.notna()].dropna()
    return against_the_rest(values, groups, clusters, worse) if known.nunique() > 1 else NOTHING
