"""The best fifth: what it holds over a month, a year or the whole file, and whether it is the same one next year.

"Eighty per cent from twenty" is a Pareto law with one exponent, log 5 / log 4 = 1.16, and it is quoted without the length of
the look, on which the share depends (Schmittlein, Cooper and Morrison 1993, "Truth in concentration in the land of (80/20)
laws"). And a fifth that is chosen for a good year had good luck too: the next year it holds less. Taught in lesson 06.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from kamlib.methods.concentration import accounts_in, top_share
from kamlib.methods.windows import YEAR, last_days, stretches_ago
from kamlib.tables.span import days_held, reaches_back

FIFTH = 0.20
SPANS = (30, 91, 365, 1096, 1826)
"""Days of a month, a quarter, one, three and five years."""
ALPHA = math.log(5) / math.log(4)


def pareto_share(fraction: float, alpha: float = ALPHA) -> float:
    """Return the share that the top `fraction` holds under a Pareto law: fraction ** (1 − 1 / alpha).

    >>> round(pareto_share(0.20), 2), round(pareto_share(0.04), 2)
    (0.8, 0.64)
    """
    if not (0 <= fraction <= 1 and alpha > 1):
        raise ValueError(
            f"A fraction of {fraction} at an exponent of {alpha}: give a share from 0 to 1, and more than 1."
        )
    return float(fraction ** (1 - 1 / alpha))


def by_span(orders: pd.DataFrame, as_of: pd.Timestamp, spans: Iterable[int] = SPANS) -> pd.DataFrame:
    """Return, by length of the look in days, how many customers bought and which share of revenue the best fifth of them hold.

    A customer of a span is an account whose revenue in it is above zero. Spans longer than the file are cut to it, once.
    Index days; columns customers and top_fifth.

    >>> days = pd.to_datetime(["2024-12-31"] * 5 + ["2024-06-01"])
    >>> lines = pd.DataFrame({"account_id": list("ABCDEA"), "ordered_at": days, "revenue": [6.0, 1, 1, 1, 1, 10]})
    >>> by_span(lines, pd.Timestamp("2024-12-31"), (30, 365)).round(2).reset_index().values.tolist()
    [[30.0, 5.0, 0.6], [214.0, 5.0, 0.8]]
    """
    there = days_held(orders, as_of)
    rows = {}
    for span in spans:
        days = min(int(span), there)
        revenue = (
            last_days(orders, as_of, days).groupby("account_id")["revenue"].sum()
            if days > 0
            else pd.Series(dtype=float)
        )
        revenue = revenue[revenue > 0]
        if len(revenue):
            rows[days] = (len(revenue), top_share(revenue, FIFTH))
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["customers", "top_fifth"])
    return table.rename_axis("days").astype({"customers": int, "top_fifth": float})


def year_after(orders: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Return what became of the best fifth of the year before, in the last 365 days.

    By name: customers (of the year before), chosen, share_then, share_now (of all revenue of each year), still_best (share of
    the chosen that are among the best fifth again), chosen_now (share that the new best fifth holds). Shares are NaN where
    the file does not reach back two years.

    >>> days = pd.to_datetime(["2023-01-03"] * 5 + ["2024-06-01"] * 5)
    >>> lines = pd.DataFrame({"account_id": list("ABCDE") * 2, "ordered_at": days, "revenue": [6.0, 1, 1, 1, 1, 4, 5, 1, 1, 1]})
    >>> year_after(lines, pd.Timestamp("2024-12-31"))[["share_then", "share_now", "still_best"]].round(2).tolist()
    [0.6, 0.33, 0.0]
    """
    names = ["customers", "chosen", "share_then", "share_now", "still_best", "chosen_now"]
    ago = stretches_ago(orders, as_of)
    here, then = (orders[ago == year].groupby("account_id")["revenue"].sum()[lambda sums: sums > 0] for year in (0, 1))
    if then.empty or here.empty or not reaches_back(orders, as_of, 2 * YEAR):
        return pd.Series([len(then), 0, *[math.nan] * 4], index=names, name="value")
    best = _best(then)
    again = here.reindex(best).fillna(0.0).sum() / here.sum()
    still = len(best.intersection(_best(here))) / len(best)
    values = [len(then), len(best), top_share(then, FIFTH), float(again), still, top_share(here, FIFTH)]
    return pd.Series(values, index=names, name="value")


def _best(revenue: pd.Series) -> pd.Index:
    """Return the accounts of the best fifth; of equals, those first by id."""
    ranked = revenue.sort_index().sort_values(ascending=False, kind="stable")
    return ranked.index[: accounts_in(FIFTH, len(ranked))]
