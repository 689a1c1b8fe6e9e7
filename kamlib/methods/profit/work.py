"""All the work that accounts cost, in one table: visits and calls from the diary, drops from the lorries' lists.

Where a file holds neither, a time equation stands in (Kaplan and Anderson 2004, "Time-driven activity-based costing"):
so many minutes an order and so many a line, at a rate that makes serving all accounts cost an assumed share of sales.
That share is a guess, and is called one wherever it is used. Taught in lesson 03.
"""

from __future__ import annotations

import pandas as pd

ASSUMED_SHARE = 0.10
"""Share of sales that serving all accounts is taken to cost where nothing is written down: an assumption."""
ORDER_MINUTES, LINE_MINUTES = 15.0, 3.0
SELLING, DELIVERING, ASSUMED = "selling", "delivering", "assumed work"
COLUMNS = ["account_id", "performed_at", "activity", "minutes", "cost", "resource"]


def work(
    orders: pd.DataFrame, activities: pd.DataFrame | None = None, deliveries: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row a piece of work: account_id, performed_at, activity, minutes, cost, resource.

    All three are contract tables, the last two where a company has them. `resource` says whose time it is: selling
    (the diary), delivering (the drops), or assumed work, where neither is there. Cost is money, missing where not written.

    >>> line = {"order_id": "1", "account_id": "A", "ordered_at": pd.Timestamp("2025-05-01"), "revenue": 500.0}
    >>> work(pd.DataFrame([line]))[["activity", "minutes", "cost", "resource"]].values.tolist()
    [['an order', 18.0, 50.0, 'assumed work']]
    """
    parts = []
    if activities is not None and len(activities):
        parts.append(activities.assign(resource=SELLING))
    if deliveries is not None and len(deliveries):
        drops = deliveries.rename(columns={"delivered_at": "performed_at"})
        kind = deliveries["kind"] if "kind" in deliveries else pd.Series(pd.NA, index=deliveries.index, dtype="str")
        parts.append(drops.assign(activity=("drop " + kind).fillna("drop"), resource=DELIVERING))
    if not parts:
        return _assumed(orders)
    return pd.concat([part.reindex(columns=COLUMNS) for part in parts], ignore_index=True).astype({"cost": float})


def _assumed(orders: pd.DataFrame) -> pd.DataFrame:
    placed = orders.groupby("order_id", sort=False).agg(
        account_id=("account_id", "first"), performed_at=("ordered_at", "first"), lines=("account_id", "size")
    )
    minutes = ORDER_MINUTES + LINE_MINUTES * placed["lines"]
    sales = max(float(orders["revenue"].sum()), 0.0)
    rate = ASSUMED_SHARE * sales / float(minutes.sum()) if len(placed) else 0.0
    table = placed.assign(activity="an order", minutes=minutes, cost=minutes * rate, resource=ASSUMED)
    return table.reset_index(drop=True)[COLUMNS]
