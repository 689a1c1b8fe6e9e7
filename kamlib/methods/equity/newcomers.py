"""What new accounts brought, year by year of their life: the evidence for what the next one is worth.

Only accounts whose first order is seen are new; whoever orders in the first months of the file was probably here before.
Each year of age is averaged over all that were watched through it, those that had left by then at nothing: leaving them
out would value survivors, and nobody can buy only survivors. Taught in lesson 05.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.profit import with_margin

YEAR = 365
SETTLING = 180
"""Days after the file's first order within which a first order is taken for one of an older account's."""


def newcomers(
    orders: pd.DataFrame, as_of: pd.Timestamp, *costs: pd.DataFrame | None, settling: int = SETTLING
) -> pd.DataFrame:
    """Return a row an account won in the file: won_at, first_revenue, years_watched, and profit in year_1, year_2, year_3.

    `costs` are tables with account_id, cost and a day (performed_at or delivered_at), whose cost is taken off the margin.
    A year that is not over is NaN. Index account_id.

    >>> days = pd.to_datetime(["2020-01-01", "2021-01-01", "2021-06-01"])
    >>> lines = pd.DataFrame({"account_id": ["old", "A", "A"], "ordered_at": days, "revenue": 10.0, "margin": 4.0})
    >>> newcomers(lines, pd.Timestamp("2022-06-01"))["year_1"].to_dict()
    {'A': 8.0}
    """
    day = orders["ordered_at"].dt.normalize()
    seen = with_margin(orders).assign(day=day)[lambda lines: lines["day"] <= as_of]
    won = seen.groupby("account_id")["day"].min()
    won = won[won > won.min() + pd.Timedelta(days=settling)] if len(won) else won
    if won.empty:
        names = ["first_revenue", "years_watched", "year_1", "year_2", "year_3"]
        return pd.DataFrame({"won_at": won} | {name: pd.Series(dtype=float) for name in names}, index=won.index)
    table = pd.DataFrame({"won_at": won})
    first = seen[seen["day"] == seen["account_id"].map(won)]
    table["first_revenue"] = first.groupby("account_id")["revenue"].sum().reindex(won.index)
    table["years_watched"] = (pd.Timestamp(as_of) - won).dt.days / YEAR
    flows = [seen[["account_id", "day"]].assign(money=seen["margin"])]
    for cost in costs:
        if cost is not None and len(cost) and "cost" in cost:
            when = "performed_at" if "performed_at" in cost else "delivered_at"
            flows.append(pd.DataFrame({"account_id": cost["account_id"], "day": cost[when], "money": -cost["cost"]}))
    flow = pd.concat(flows)
    flow["money"] = flow["money"].astype(float)
    age = (flow["day"] - flow["account_id"].map(won)).dt.days // YEAR + 1
    for year in (1, 2, 3):
        brought = flow[age == year].groupby("account_id")["money"].sum().reindex(won.index, fill_value=0.0)
        table[f"year_{year}"] = np.where(table["years_watched"] >= year, brought, np.nan)
    return table


def worth_of_newcomers(new: pd.DataFrame, annual_discount_rate: float, years: int = 3) -> float:
    """Return what a new account was worth on average over `years` years, each year's money discounted from its end.

    NaN where nobody was watched for a year; a later year that nobody was watched through counts as the one before it.

    >>> table = pd.DataFrame({"year_1": [100.0, 60.0], "year_2": [40.0, None], "year_3": [None, None]})
    >>> round(worth_of_newcomers(table, 0.10, years=2), 2)
    105.79
    """
    if years not in (1, 2, 3):
        raise ValueError(f"The horizon is {years!r} years; give 1, 2 or 3.")
    means = new[[f"year_{year}" for year in range(1, years + 1)]].astype(float).mean().ffill()
    return float(sum(mean / (1 + annual_discount_rate) ** year for year, mean in enumerate(means, start=1)))
