"""What the work for an account cost, from the time it took: time-driven activity-based costing.

Kaplan and Anderson (2004, "Time-driven activity-based costing") need two numbers: what a minute of the people costs, and
how many minutes the work takes. The rate is cost over the minutes people can really work (practical capacity), so that
idle time stays visible as cost of its own and no account is charged for it. Taught in lesson 03.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kamlib.methods.profit.work import ASSUMED, ASSUMED_SHARE


@dataclass(frozen=True)
class Capacity:
    """What a period's people cost a minute, how much of their time was used, and what the rest cost.

    Costs are money a period. `unused_cost` belongs to no account: it is below zero where more minutes were written down
    than people have.
    """

    rate_per_minute: float
    practical_minutes: float
    used_minutes: float
    used_cost: float
    unused_minutes: float
    unused_cost: float
    note: str

    @property
    def used_share(self) -> float:
        """Share of the practical minutes that were used."""
        return self.used_minutes / self.practical_minutes

    def _repr_html_(self) -> str:
        from html import escape

        rows = {"can be worked": self.practical_minutes, "used": self.used_minutes, "not used": self.unused_minutes}
        table = pd.DataFrame({"hours": pd.Series(rows) / 60, "cost": pd.Series(rows) * self.rate_per_minute})
        words = f"A minute costs {self.rate_per_minute:,.2f}. {self.note}"
        return f"{table.to_html(float_format='{:,.0f}'.format)}<p>{escape(words)}</p>"


def capacity(activities: pd.DataFrame, practical_minutes: float, cost: float) -> Capacity:
    """Return the rate of a minute, the capacity used and the cost of what was not used.

    `activities` is a contract table; `practical_minutes` (what people can work: 80 % of paid time is a usual guess) and
    `cost` (money) are for the period it covers. Raises ValueError where either makes no sense.

    >>> done = capacity(pd.DataFrame({"minutes": [300.0, 420]}), practical_minutes=960, cost=480)
    >>> done.rate_per_minute, done.used_cost, done.unused_cost
    (0.5, 360.0, 120.0)
    """
    if not (math.isfinite(practical_minutes) and practical_minutes > 0 and math.isfinite(cost) and cost >= 0):
        raise ValueError(
            f"A capacity of {practical_minutes:,g} minutes at a cost of {cost:,g} gives no rate: give the minutes people "
            "can work (above 0) and what they cost (0 or more)."
        )
    rate, used = cost / practical_minutes, float(activities["minutes"].sum())
    left = practical_minutes - used
    note = (
        f"{used / practical_minutes:.0%} of the minutes people can work went to accounts; the rest is cost of capacity "
        "not used, and charged to no account."
        if left >= 0
        else f"{used:,.0f} minutes are written down and people have {practical_minutes:,.0f}: the rate is too low, or "
        "the minutes too many."
    )
    return Capacity(rate, float(practical_minutes), used, used * rate, left, left * rate, note)


def sized_to_peak(work: pd.DataFrame, rate_per_minute: float | None = None) -> Capacity:
    """Return the capacity of people kept all year for the busiest month, as lorries and crews are.

    `work` is the result of `work` for whole months; a minute costs `rate_per_minute` (money), by default what the work
    cost on average. Raises ValueError where no minutes are written down.

    >>> days = pd.to_datetime(["2025-01-10", "2025-02-10"])
    >>> work = pd.DataFrame({"performed_at": days, "minutes": [60.0, 30.0], "cost": [60.0, 30.0]})
    >>> done = sized_to_peak(work)
    >>> done.practical_minutes, done.unused_cost
    (120.0, 30.0)
    """
    by_month = work.groupby(work["performed_at"].dt.to_period("M"))["minutes"].sum()
    if not float(by_month.sum()) > 0:
        raise ValueError("No minutes of work are written down: bring a diary or a list of drops with minutes above 0.")
    months = (by_month.index.max() - by_month.index.min()).n + 1
    practical = months * float(by_month.max())
    rate = float(cost_of_work(work)[0].sum()) / float(by_month.sum()) if rate_per_minute is None else rate_per_minute
    return capacity(work, practical, practical * rate)


@dataclass(frozen=True, eq=False)
class Rates:
    """What a minute of each resource costs, and how many each account takes.

    `a_minute` is money by resource; `minutes` has account_id as index and a column a resource; `rest` is money by
    account that the average rate does not tell, such as a long way: all together it adds up to nothing.
    """

    a_minute: pd.Series
    minutes: pd.DataFrame
    rest: pd.Series


def rates(work: pd.DataFrame) -> Rates:
    """Return what a minute of each resource costs on average, from all work (the result of `work`) of a period.

    >>> work = pd.DataFrame({"account_id": ["A", "B"], "resource": "selling", "minutes": [60.0, 40], "cost": [80.0, 20]})
    >>> found = rates(work)
    >>> found.a_minute.to_dict(), found.rest.to_dict()
    ({'selling': 1.0}, {'A': 20.0, 'B': -20.0})
    """
    cost = cost_of_work(work)[0]
    spent = pd.DataFrame({"minutes": work["minutes"].astype(float), "cost": cost}).groupby(work["resource"]).sum()
    a_minute = (spent["cost"] / spent["minutes"].where(spent["minutes"] > 0)).fillna(0.0).rename("a_minute")
    minutes = work["minutes"].groupby([work["account_id"], work["resource"]]).sum().unstack(fill_value=0)
    rest = cost.groupby(work["account_id"]).sum() - minutes @ a_minute
    return Rates(a_minute, minutes.astype(float), rest.rename("rest"))


def cost_of_work(activities: pd.DataFrame | None, rate_per_minute: float | None = None) -> tuple[pd.Series, str]:
    """Return what each activity cost (same index), and in words where that comes from.

    The activity's own `cost` counts where it is there; else its minutes times `rate_per_minute` (money); else, where
    other activities of the same `resource` have a cost, times their cost a minute: a lorry's minute tells nothing of a
    desk's. Without any of these work counts 0, and the words say so.

    >>> work = pd.DataFrame({"minutes": [60.0, 30], "cost": [66.0, None]})
    >>> cost_of_work(work, rate_per_minute=1)[0].tolist()
    [66.0, 30.0]
    """
    if rate_per_minute is not None and not (math.isfinite(rate_per_minute) and rate_per_minute >= 0):
        raise ValueError(f"A minute at {rate_per_minute!r} is no rate; give money a minute, 0 or more.")
    if activities is None or activities.empty:
        return pd.Series(dtype=float, name="cost"), "cost to serve not in this file, counted as 0"
    minutes = activities["minutes"].astype(float).fillna(0.0)
    if "cost" not in activities or activities["cost"].isna().all():
        if rate_per_minute is None:
            return (0 * minutes).rename("cost"), "minutes have no cost and no rate is given, cost to serve counted as 0"
        return (minutes * rate_per_minute).rename("cost"), f"minutes at {rate_per_minute:,.4g} each"
    cost = activities["cost"].astype(float)
    gaps = cost.isna()
    if "resource" in activities and (activities["resource"] == ASSUMED).all():
        return cost.rename("cost"), f"assumed, {ASSUMED_SHARE:.0%} of sales spread by orders and lines"
    if not gaps.any():
        return cost.rename("cost"), "cost of each piece of work"
    if rate_per_minute is not None:
        words = f"{int(gaps.sum()):,} of {len(cost):,} have none and count their minutes at {rate_per_minute:,.4g}"
        return cost.fillna(minutes * rate_per_minute).rename("cost"), f"cost of each piece of work; {words}"
    whose = activities["resource"] if "resource" in activities else pd.Series("work", index=activities.index)
    timed = pd.DataFrame({"cost": cost[~gaps], "minutes": minutes[~gaps]}).groupby(whose[~gaps]).sum()
    a_minute = timed["cost"] / timed["minutes"].where(timed["minutes"] > 0)
    of_its_own = whose.map(a_minute).fillna(0.0)
    unpriced = [
        f"{int(missing.sum()):,} of {int((whose == name).sum()):,} pieces of {name} have none and count "
        + (f"their minutes at {rate:,.4g}" if (rate := a_minute.get(name, float("nan"))) > 0 else "0: no rate is known")
        for name, missing in gaps.groupby(whose)
        if missing.any()
    ]
    return cost.fillna(minutes * of_its_own).rename("cost"), "; ".join(["cost of each piece of work", *unpriced])
