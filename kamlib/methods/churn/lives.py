"""Lives of accounts, from order lines alone: when each began, how long it was watched, and whether it ended.

Without a contract nobody says goodbye, so leaving is read from a silence: a labelled proxy, never proof (Reinartz and
Kumar 2000, "On the profitability of long-life customers in a noncontractual setting"). It is seen only once the silence
is long enough, so of the last stretch before today nobody can tell; there no life may be followed, or leaving would
look rarer than it is. Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from kamlib.methods.cohorts.triangle import rolled_up
from kamlib.methods.segments.rhythm import purchases
from kamlib.tables.ownership import owners, parents_of
from kamlib.tables.reductions import days_in

TIMES = 1.5
LEAST_DAYS = 180
NO_RHYTHM_DAYS = 365
"""The silence that means leaving where no account of the file has a rhythm."""
_MONTH = days_in("month")


@dataclass(frozen=True, eq=False)
class Lives:
    """A row a life (`table`), whose life each account's orders belong to (`customers`), and what to know of both.

    `table` has account_id, parent_id (the last owner: clusters for `cox`), age (months it was a customer already when
    the watch began; NaN where nobody knows), watched_from, last_order, purchase_days, silent_days, needed_days,
    duration (months watched) and left. `untold` counts accounts in no row: they were watched for less than the silence
    that would mean leaving.
    """

    table: pd.DataFrame
    customers: pd.Series
    untold: int
    note: str


def lives(
    orders: pd.DataFrame,
    as_of: date | pd.Timestamp,
    accounts: pd.DataFrame | None = None,
    parents: Mapping[Any, Any] | pd.Series | None = None,
    *,
    times: float = TIMES,
    least_days: int = LEAST_DAYS,
) -> Lives:
    """Return the life of each account that bought, up to `as_of`: duration in months (365.25 / 12 days) and left.

    The watch begins with the first purchase in the file. An account has left when it has been silent for longer than
    `needed_days`: `times` its longest silence before, and `least_days` at least (below three purchase days: what nine
    in ten of the others need); its last day is that of its last purchase. Everyone else was watched until `needed_days`
    before `as_of`, not until `as_of`: had it left since, it would not show yet. Whoever was not watched for so long is
    in no row. `accounts` (contract table) tells opened_at, for age, and parent_id. Orders that only moved to a sister
    account look like leaving, and no rule on orders tells them apart: `parents` maps account_id to the account or
    parent that stands for it, and makes one life of both. A contract is no sign of life here: only tied accounts could
    give it. Raises ValueError for `times` below 1 or `least_days` below 1.

    >>> days = pd.to_datetime(["2023-01-02", "2023-02-01", "2023-03-01", "2023-01-15", "2024-01-05", "2024-12-20"])
    >>> lines = pd.DataFrame({"account_id": list("AAABBB"), "ordered_at": days, "revenue": 9.0})
    >>> lives(lines, date(2024, 12, 31)).table[["account_id", "silent_days", "needed_days", "duration", "left"]].round(1)
      account_id  silent_days  needed_days  duration   left
    0          A          671          180       1.9   True
    1          B           11          533       6.0  False
    """
    if not times >= 1:
        raise ValueError(f"The silence needed is {times} times the longest one before; give a number from 1 on.")
    if not least_days >= 1:
        raise ValueError(f"The least silence is {least_days} days; give a whole number from 1 on, such as 180.")
    last = pd.Timestamp(as_of).normalize()
    bought = purchases(rolled_up(orders, parents), last)[["account_id", "day"]].drop_duplicates()
    table = _watched(bought.sort_values(["account_id", "day"]), last, times, least_days)
    ids = orders["account_id"].drop_duplicates()
    known = {} if parents is None else parents
    customers = pd.Series(owners(ids, known).to_numpy(), index=pd.Index(ids, name="account_id"), dtype="str")
    whole = _described(table, accounts, known)
    told = whole["duration"] > 0
    kept = whole[told].reset_index(drop=True)
    note = _note(kept, int((~told).sum()), customers.nunique() - len(whole), last)
    return Lives(kept, customers.rename("customer"), int((~told).sum()), note)


def tie_events(contracts: pd.DataFrame, found: Lives) -> pd.DataFrame:
    """Return the events of `time_varying`: for each contract account_id and time, in months since the watch began.

    `contracts` is a contract table: account_id, contract_id and started_at; a renewal is no second event. What was agreed
    before the watch began has a time below zero. A tie counts from its first day on, also once it has ended: letting
    one lapse can be the first step of leaving, and would then look like its cause. Contracts of accounts without a life
    are left out. Raises ValueError without the columns.

    >>> days = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"])
    >>> lines = pd.DataFrame({"account_id": "A", "ordered_at": days, "revenue": 9.0})
    >>> terms = pd.DataFrame({"contract_id": ["K", "K"], "account_id": "A", "started_at": days[1:]})
    >>> tie_events(terms, lives(lines, date(2024, 12, 31))).round(2)
      account_id  time
    0          A  1.02
    """
    absent = [name for name in ("account_id", "contract_id", "started_at") if name not in contracts]
    if absent:
        raise ValueError(f"The contracts have no column {', '.join(absent)}; give account_id, contract_id, started_at.")
    began = contracts.groupby(["account_id", "contract_id"], as_index=False)["started_at"].min()
    owner = began["account_id"].map(found.customers)
    time = _days_since_watched(pd.to_datetime(began["started_at"]), owner, found) / _MONTH
    events = pd.DataFrame({"account_id": owner, "time": time}).dropna()
    return events.sort_values(["account_id", "time"], ignore_index=True)


def revenue_by(orders: pd.DataFrame, found: Lives, age: float) -> pd.Series:
    """Return what each account bought in the first `age` months of its watch, per year: its size as known then.

    Size taken over a whole life is smaller for who left, because it left: use what was known at the landmark. Indexed by
    account_id, for the accounts watched longer than `age`; lines taken back are subtracted. Raises ValueError for an age
    that is not above 0.

    >>> days = pd.to_datetime(["2023-01-01", "2023-01-31", "2023-04-01"])
    >>> lines = pd.DataFrame({"account_id": "A", "ordered_at": days, "revenue": [10.0, 20.0, 500.0]})
    >>> revenue_by(lines, lives(lines, date(2024, 12, 31)), 2)
    account_id
    A    180.0
    Name: annual_revenue, dtype: float64
    """
    if not (np.isfinite(age) and age > 0):
        raise ValueError(f"The age is {age!r}; give a number of months above 0.")
    here = found.table[found.table["duration"] > age].set_index("account_id")
    owner = orders["account_id"].map(found.customers)
    since = _days_since_watched(orders["ordered_at"], owner, found)
    known = (since >= 0) & (since < age * _MONTH)
    revenue = orders.loc[known, "revenue"].groupby(owner[known]).sum().reindex(here.index, fill_value=0.0)
    return (revenue * 12 / age).rename("annual_revenue")


def _days_since_watched(times: pd.Series, owner: pd.Series, found: Lives) -> pd.Series:
    """Return the days from the beginning of each owner's watch to each time; NaN for an owner without a life."""
    began = found.table.set_index("account_id")["watched_from"].reindex(owner).set_axis(times.index)
    return (times.dt.normalize() - began).dt.days


def _watched(bought: pd.DataFrame, last: pd.Timestamp, times: float, least_days: int) -> pd.DataFrame:
    """Return the rhythm, the silence and the watch of each account from its purchase days, in order."""
    days = bought.groupby("account_id")["day"]
    longest = days.diff().dt.days.groupby(bought["account_id"]).max()
    table = pd.DataFrame({"watched_from": days.min(), "last_order": days.max(), "purchase_days": days.size()})
    table["silent_days"] = (last - table["last_order"]).dt.days
    own = np.ceil(times * longest).clip(lower=least_days).where(table["purchase_days"] >= 3)
    usual = own.quantile(0.9, interpolation="higher") if own.notna().any() else max(NO_RHYTHM_DAYS, least_days)
    table["needed_days"] = own.fillna(usual).astype("int64")
    table["left"] = table["silent_days"] > table["needed_days"]
    # Who left was here on the day of its last purchase too; who left on the last day that can be told was watched as
    # long as those who stayed.
    to_last = (table["last_order"] - table["watched_from"]).dt.days + 1
    to_told = (last - table["watched_from"]).dt.days - table["needed_days"]
    table["duration"] = to_last.where(table["left"], to_told) / _MONTH
    return table


def _described(table: pd.DataFrame, accounts: pd.DataFrame | None, parents: Any) -> pd.DataFrame:
    """Put account_id, parent_id and age before the other columns."""
    ids = table.index.to_series()
    listed = pd.DataFrame({"account_id": ids}) if accounts is None else accounts
    table.insert(0, "account_id", ids.astype("str"))
    table.insert(1, "parent_id", owners(ids, parents_of(listed)).astype("str"))
    age = pd.Series(np.nan, index=table.index)
    if "opened_at" in listed:
        opened = listed["opened_at"].groupby(owners(listed["account_id"], parents)).min().dt.normalize()
        age = (table["watched_from"] - opened.reindex(table.index)).dt.days.clip(lower=0) / _MONTH
    table.insert(2, "age", age)
    return table.reset_index(drop=True)


def _note(kept: pd.DataFrame, untold: int, never: int, last: pd.Timestamp) -> str:
    left = int(kept["left"].sum())
    sentences = [
        f"{left:,} of {len(kept):,} lives ended. Left means silent for too long: a proxy, and some will be back."
    ]
    if len(kept) > left:
        told = last - pd.Timedelta(days=int(kept.loc[~kept["left"], "needed_days"].median()))
        sentences.append(f"The others are followed until about {told:%d %B %Y}; who left since does not show yet.")
    if untold:
        sentences.append(f"{untold:,} accounts are left out: even had they left at once, it would not show yet.")
    if never:
        sentences.append(f"{never:,} accounts only sent goods back or bought later: they have no life.")
    return " ".join(sentences)
