"""What was promised, and what was delivered: late, early, and how often we promise what we do not keep.

The gap between what a company says and what it does is gap 4 of Parasuraman, Zeithaml and Berry (1985, "A conceptual model
of service quality"). It closes from two sides: deliver better, or promise less. Taught in lesson 10.
"""

from __future__ import annotations

import pandas as pd


def promise_gap(promises: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Return how promises were kept, for all or by the column `by`: promises, delivered, mean promised and taken days, gap
    (taken less promised), late_share (with Wilson's 95 % interval), late_days (mean of the late ones) and open (no delivery yet).

    `promises` has a row a promise: promised_at, promised_for and delivered_at (missing where it is still open). Open promises
    whose day has passed are late already; their days so far are not known here and count in `open` alone.

    >>> days = {"promised_at": ["2025-01-01"] * 2, "promised_for": ["2025-01-05"] * 2, "delivered_at": ["2025-01-04", "2025-01-08"]}
    >>> table = promise_gap(pd.DataFrame(days).astype("datetime64[us]"))
    >>> table.loc["all", ["promised_days", "taken_days", "gap", "late_share"]].tolist()
    [4.0, 5.0, 1.0, 0.5]
    """
    from statsmodels.stats.proportion import proportion_confint

    if lacking := [name for name in ("promised_at", "promised_for", "delivered_at") if name not in promises]:
        raise ValueError(
            f"The promises have no column {lacking[0]!r}: it takes promised_at, promised_for and delivered_at."
        )
    day = {name: promises[name].dt.normalize() for name in ("promised_at", "promised_for", "delivered_at")}
    over = (day["delivered_at"] - day["promised_for"]).dt.days
    rows = pd.DataFrame(
        {
            "promised_days": (day["promised_for"] - day["promised_at"]).dt.days,
            "taken_days": (day["delivered_at"] - day["promised_at"]).dt.days,
            "gap": over,
            "late": (over > 0).where(over.notna()).astype(float),
            "late_days": over.where(over > 0),
            "open": promises["delivered_at"].isna(),
        }
    )
    groups = rows.groupby("all" if by is None else promises[by]) if by is not None else rows.groupby(lambda _: "all")
    table = groups.agg(
        promises=("gap", "size"),
        delivered=("gap", "count"),
        promised_days=("promised_days", "mean"),
        taken_days=("taken_days", "mean"),
        gap=("gap", "mean"),
        late=("late", "sum"),
        late_days=("late_days", "mean"),
        open=("open", "sum"),
    )
    low, high = proportion_confint(table["late"], table["delivered"].where(table["delivered"] > 0), method="wilson")
    share = table.pop("late") / table["delivered"].where(table["delivered"] > 0)
    return table.assign(late_share=share, late_low=low, late_high=high)
