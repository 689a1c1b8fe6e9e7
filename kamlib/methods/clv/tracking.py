"""Does the model foretell what it has not seen? Fit on the first part, hold it against the second.

A model is fitted to what happened until a day and asked for the time after it. Three looks: the total week by week, those
with the same number of purchases before, and each customer (Fader, Hardie and Lee 2005). Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.methods.clv.purchasing import PurchaseModel
from kamlib.methods.clv.summary import Summary, summary
from kamlib.methods.segments.rhythm import purchases
from kamlib.tables.reductions import days_in


@dataclass(frozen=True, eq=False)
class Holdout:
    """The calibration summary (`before`), and by customer how many purchase days came after (`after`), in `periods`."""

    before: Summary
    after: pd.Series
    periods: float

    def by_frequency(self, model: PurchaseModel, most: int = 7) -> pd.DataFrame:
        """Return actual and expected purchases after, of customers with 0, 1, … `most` or more repeat purchases before."""
        expected = model.expected_purchases(self.before.table, self.periods)
        group = self.before.table["frequency"].clip(upper=most).rename("frequency")
        return pd.DataFrame({"customers": group.groupby(group).size(), "actual": self.after.groupby(group).mean(),
                             "expected": expected.groupby(group).mean()})  # fmt: skip

    def totals(self, model: PurchaseModel) -> pd.Series:
        """Return all purchases after: actual, expected, and by how much the model missed, as a share of the actual."""
        expected = float(model.expected_purchases(self.before.table, self.periods).sum())
        actual = float(self.after.sum())
        missed = (expected - actual) / actual if actual else float("nan")
        return pd.Series({"actual": actual, "expected": expected, "missed": missed})


def holdout(
    orders: pd.DataFrame, split: pd.Timestamp, end: pd.Timestamp, unit: str = "week", parents: pd.Series | None = None
) -> Holdout:
    """Return the summary up to `split`, and what the same customers did from the day after it to `end`.

    Raises ValueError where `end` is not after `split`.
    """
    if not pd.Timestamp(end) > pd.Timestamp(split):
        raise ValueError(f"The holdout ends on {end:%Y-%m-%d}, not after {split:%Y-%m-%d}; give a later end.")
    before = summary(orders, split, unit, parents)
    from kamlib.methods.cohorts.triangle import rolled_up

    days = purchases(rolled_up(orders, parents), pd.Timestamp(end))[["account_id", "day"]].drop_duplicates()
    later = days[days["day"] > pd.Timestamp(split)].groupby("account_id").size()
    after = later.reindex(before.table.index, fill_value=0).rename("purchases")
    return Holdout(before, after, (pd.Timestamp(end) - pd.Timestamp(split)).days / days_in(unit))


def tracking(model: PurchaseModel, born: pd.Series, periods: int) -> pd.Series:
    """Return the expected repeat purchases of all customers, added up to the end of each of the first `periods` units.

    `born` holds for each customer its first purchase, in the same units since the first of all.
    """
    times = np.arange(1, periods + 1)
    starts, count = np.unique(born.to_numpy(dtype=float), return_counts=True)
    spans = np.unique(np.maximum(times[:, None] - starts[None, :], 0.0))
    expected = dict(zip(spans, (model.new_customer_purchases(float(span)) for span in spans), strict=True))
    total = [
        sum(many * expected[max(time - start, 0.0)] for start, many in zip(starts, count, strict=True))
        for time in times
    ]
    return pd.Series(total, index=pd.Index(times, name="period"), name="expected_purchases")


def frequency_recency(model: PurchaseModel, frequency: int, age: float, cells: int = 20) -> pd.DataFrame:
    """Return the probability to be alive by frequency (rows, 0 to `frequency`) and recency (columns, 0 to `age`)."""
    recency = np.linspace(0, age, cells + 1)
    rows = pd.DataFrame(
        [(x, t if x else 0.0, age) for x in range(frequency + 1) for t in recency],
        columns=["frequency", "recency", "T"],
    )
    rows.loc[(rows["frequency"] > 0) & (rows["recency"] == 0), "recency"] = age / (100 * cells)
    alive = model.probability_alive(rows).to_numpy().reshape(frequency + 1, cells + 1)
    return pd.DataFrame(
        alive, index=pd.RangeIndex(frequency + 1, name="frequency"), columns=pd.Index(recency, name="recency")
    )


def tracked(
    model: PurchaseModel, held: Holdout, orders: pd.DataFrame, parents: pd.Series | None = None
) -> pd.DataFrame:
    """Return actual and expected repeat purchases of a holdout's customers, added up to the end of each whole period.

    Index period, from the first purchase of all; the last is the last whole one before the holdout ends.
    """
    from kamlib.methods.cohorts.triangle import rolled_up

    unit, told = days_in(held.before.unit), held.before.table
    born = (told["T"].max() - told["T"]).rename("born")
    last = int(told["T"].max() + held.periods)
    start = held.before.as_of - pd.Timedelta(days=round(float(told["T"].max()) * unit))
    end = start + pd.Timedelta(days=int(last * unit))
    days = purchases(rolled_up(orders, parents), end)[["account_id", "day"]].drop_duplicates()
    days = days[days["account_id"].isin(told.index)]
    repeat = days.loc[days["account_id"].map(days.groupby("account_id")["day"].min()) < days["day"], "day"]
    age = ((repeat - start).dt.days / unit).to_numpy(dtype=float)
    periods = pd.RangeIndex(1, last + 1, name="period")
    actual = np.searchsorted(np.sort(age), periods.to_numpy(), side="right")
    return pd.DataFrame({"actual": actual, "expected": tracking(model, born, last).to_numpy()}, index=periods)


def past_misses(model: PurchaseModel, held: Holdout, coverage: float = 0.8) -> tuple[float, float]:
    """Return by which factors actual purchases lay below and above the expected ones, for `coverage` of the customers.

    Of customers with half a purchase or more to expect; as the model missed then, it may miss again (the idea of conformal
    prediction: Vovk, Gammerman and Shafer 2005). NaN where there is no such customer. Raises ValueError for a coverage
    that is not between 0 and 1.
    """
    if not 0 < coverage < 1:
        raise ValueError(f"The coverage is {coverage}; give a share between 0 and 1, such as 0.8.")
    expected = model.expected_purchases(held.before.table, held.periods)
    asked = expected >= 0.5
    if not asked.any():
        return float("nan"), float("nan")
    ratio = held.after[asked] / expected[asked]
    return float(ratio.quantile((1 - coverage) / 2)), float(ratio.quantile((1 + coverage) / 2))
