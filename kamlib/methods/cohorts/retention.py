"""Retention of customers and of revenue between two equal stretches of time, with every euro accounted for.

Three numbers that are often given as one: how many customers came back (logo retention), how much of last year's
revenue they brought again at most (gross), and with what they bought on top (net). Net retention can pass 100 % while
customers leave in crowds. The three are at home where customers subscribe; here there is no contract, so "left" only
says: bought in the first stretch and nothing in the second. Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from kamlib.methods.cohorts.triangle import rolled_up
from kamlib.methods.concentration import FEW_GROUPS

PARTS = ("kept", "contraction", "left", "expansion", "new", "returned")
MEASURES = ("logo_retention", "gross_revenue_retention", "net_revenue_retention")
_UNIT = 1_000_000  # money is counted in whole millionths, so that the parts add up without a rest


@dataclass(frozen=True, eq=False)
class Retention:
    """What became of the customers of the stretch before: `table` by customer, `parts` in money, the three rates.

    `intervals` holds estimate, low and high (95 %) by measure. `days` is the length of each of the two stretches.
    """

    table: pd.DataFrame
    parts: pd.Series
    logo_retention: float
    gross_revenue_retention: float
    net_revenue_retention: float
    intervals: pd.DataFrame
    days: int
    note: str


def retention(
    orders: pd.DataFrame,
    as_of: date | pd.Timestamp,
    window: int = 365,
    parents: Mapping[Any, Any] | pd.Series | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> Retention:
    """Compare the `window` days up to `as_of` with the `window` days before them, customer by customer.

    A customer of a stretch is one whose revenue in it is above zero. `parts` holds start, the six parts, end, and the
    refunds of those who are customers of neither kind; in whole millionths of the currency
    start = kept + contraction + left and end = kept + expansion + new + returned. `returned` bought before both
    stretches and not in the first: not new. Children are rolled up to their parents (`parents`: account_id ->
    parent_id), so orders moved from child to child are no leaving, and whole parents are resampled for the intervals of
    revenue; that of customers is Wilson's (1927), which is sound where all came back.
    Without a customer before, the rates are NaN and the note says so. Raises ValueError for a window below a day.

    >>> days = pd.to_datetime(["2023-06-01", "2023-06-01", "2024-06-01", "2024-06-02"])
    >>> lines = pd.DataFrame({"account_id": list("ABAC"), "ordered_at": days, "revenue": [60.0, 40.0, 75.0, 5.0]})
    >>> found = retention(lines, date(2024, 12, 31))
    >>> found.logo_retention, found.gross_revenue_retention, found.net_revenue_retention
    (0.5, 0.6, 0.75)
    """
    if not (isinstance(window, int | np.integer) and window >= 1):
        raise ValueError(f"A window of {window!r} days cannot be compared; give a whole number of days, such as 365.")
    table, first_day = _by_customer(rolled_up(orders, parents), pd.Timestamp(as_of).normalize(), int(window))
    sums = table[["start", *PARTS, "end", "refunds_before", "refunds_after"]].sum()
    base = table[table["start"] > 0]
    rates = _rates(np.ones((1, len(base))), base)[0]
    low, high = _interval(base, resamples, seed)
    intervals = pd.DataFrame({"estimate": rates, "low": low, "high": high}, index=pd.Index(MEASURES, name="measure"))
    money = list(table.columns.drop("became"))
    return Retention(
        table=pd.concat([table["became"], table[money] / _UNIT], axis="columns"),
        parts=(sums / _UNIT).rename("revenue"),
        logo_retention=float(rates[0]),
        gross_revenue_retention=float(rates[1]),
        net_revenue_retention=float(rates[2]),
        intervals=intervals,
        days=int(window),
        note=_note(len(base), first_day, pd.Timestamp(as_of).normalize() - pd.Timedelta(days=2 * int(window) - 1)),
    )


def _by_customer(orders: pd.DataFrame, last: pd.Timestamp, window: int) -> tuple[pd.DataFrame, pd.Timestamp]:
    day = orders["ordered_at"].dt.normalize()
    known = day <= last
    age = (last - day[known]).dt.days
    stretch = np.select([age < window, age < 2 * window], ["after", "before"], "earlier")
    lines = pd.DataFrame({"account_id": orders.loc[known, "account_id"], "stretch": stretch})
    lines["millionths"] = (orders.loc[known, "revenue"] * _UNIT).round().astype("int64")
    sums = lines.pivot_table(index="account_id", columns="stretch", values="millionths", aggfunc="sum", fill_value=0)
    sums = sums.reindex(columns=["earlier", "before", "after"], fill_value=0).astype("int64")
    before, after = sums["before"].clip(lower=0), sums["after"].clip(lower=0)
    was, is_ = before > 0, after > 0
    kept = np.minimum(before, after)
    table = pd.DataFrame(
        {
            "start": before,
            "kept": kept,
            "contraction": (before - kept).where(is_, 0),
            "left": before.where(~is_, 0),
            "expansion": (after - kept).where(was, 0),
            "new": after.where(~was & (sums["earlier"] <= 0), 0),
            "returned": after.where(~was & (sums["earlier"] > 0), 0),
            "end": after,
            "refunds_before": sums["before"].clip(upper=0),
            "refunds_after": sums["after"].clip(upper=0),
        }
    )
    conditions = [was & ~is_, was & (after < before), was & (after > before), was]
    became = np.select(conditions, ["left", "shrank", "grew", "same"], "")
    became = np.where(table["new"] > 0, "new", np.where(table["returned"] > 0, "returned", became))
    table.insert(0, "became", pd.Series(became, index=table.index, dtype="str"))
    touched = (sums["before"] != 0) | (sums["after"] != 0)
    return table[touched].rename_axis(columns=None), day.min()


def _rates(weights: np.ndarray, base: pd.DataFrame) -> np.ndarray:
    """Return the three rates for each row of `weights`: how often each customer of the first stretch is counted."""
    start = base["start"].to_numpy(dtype=float)
    kept = base["kept"].to_numpy(dtype=float)
    came = (base["left"] == 0).to_numpy(dtype=float)
    end = kept + base["expansion"].to_numpy(dtype=float)
    if not len(base):
        return np.full((len(weights), 3), np.nan)
    money = weights @ start
    return np.column_stack([weights @ came / weights.sum(axis=1), weights @ kept / money, weights @ end / money])


def _interval(base: pd.DataFrame, resamples: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the 95 % intervals: of customers Wilson's, of revenue over resampled customers; NaN for fewer than two."""
    from statsmodels.stats.proportion import proportion_confint

    count = len(base)
    if count < 2:
        return np.full(3, np.nan), np.full(3, np.nan)
    random = np.random.default_rng(seed)
    chances = np.full(count, 1 / count)
    # One resample at a time: all of them at once would not fit for a ledger of a million customers.
    draws = np.concatenate(
        [_rates(random.multinomial(count, chances, size=1).astype(float), base) for _ in range(resamples)]
    )
    low, high = np.quantile(draws, [0.025, 0.975], axis=0)
    # Resamples of customers that all came back show no doubt at all; of shares Wilson (1927) is the better judge.
    low[0], high[0] = proportion_confint((base["left"] == 0).sum(), count, method="wilson")
    return low, np.minimum(high, np.where(np.arange(3) == 0, 1.0, np.inf))


def _note(customers: int, first_day: pd.Timestamp, wanted: pd.Timestamp) -> str:
    sentences = []
    if customers == 0:
        sentences.append("Nobody bought in the first stretch, so there is nothing to retain.")
    elif customers < FEW_GROUPS:
        many = "1 independent customer" if customers == 1 else f"{customers} independent customers"
        sentences.append(f"Only {many}: the intervals of revenue are too narrow.")
    if pd.notna(first_day) and first_day > wanted:
        sentences.append(
            f"The file begins on {first_day:%d %B %Y}, after the first stretch did ({wanted:%d %B %Y}): it holds too "
            "little of the revenue before, and growth and new customers look larger than they were."
        )
    sentences.append("Left means no revenue in the second stretch; without a contract that is silence, not a farewell.")
    return " ".join(sentences)
