"""What an account gained and when, counted in years from its first order: ties, its range, talks with us.

Each function returns the events that `exposure.time_varying` reads. What was there on the first day is held from then on,
and what came after an account was gone never counts. Structural ties and bundles are said to hold customers (Turnbull
and Wilson 1989, "Developing and protecting profitable customer relationships"); whether they do is for the data to say.
Taught in lesson 04.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.cohorts.lives import YEAR

TALKS = ("visit", "call")
"""Kinds of activity in which we spoke to the customer of our own accord."""


def ties_begun(contracts: pd.DataFrame, lives: pd.DataFrame) -> pd.DataFrame:
    """Return an event (account_id, time) for each contract when its first term began; a renewal is none.

    `contracts` has contract_id, account_id and started_at, `lives` is of `cohorts.lives`. Contracts of accounts without
    a life are left out.

    >>> lives = pd.DataFrame({"account_id": ["A"], "began_at": pd.to_datetime(["2020-01-01"])})
    >>> terms = pd.DataFrame({"contract_id": "K", "account_id": "A", "started_at": pd.to_datetime(["2022-01-01", "2023-01-01"])})
    >>> ties_begun(terms, lives).round(2)
      account_id  time
    0          A   2.0
    """
    first = contracts.groupby(["account_id", "contract_id"], as_index=False)["started_at"].min()
    return _since_beginning(first["account_id"], first["started_at"], lives)


def range_widened(orders: pd.DataFrame, lives: pd.DataFrame) -> pd.DataFrame:
    """Return an event (account_id, time) for each category when an account first bought it: the depth of its bundle.

    Without categories the articles stand in; without either there are no events. Lines taken back are no purchases.

    >>> lives = pd.DataFrame({"account_id": ["A"], "began_at": pd.to_datetime(["2020-01-01"])})
    >>> days = pd.to_datetime(["2020-01-01", "2020-12-31", "2021-12-31"])
    >>> lines = pd.DataFrame({"account_id": "A", "ordered_at": days, "revenue": 1.0, "category": ["x", "y", "x"]})
    >>> range_widened(lines, lives)["time"].round(2).tolist()
    [0.0, 1.0]
    """
    kinds = [name for name in ("category", "product_id") if name in orders and orders[name].notna().any()]
    if not kinds:
        return _since_beginning(orders["account_id"].iloc[:0], orders["ordered_at"].iloc[:0], lives)
    bought = orders[(orders["revenue"] >= 0) & orders[kinds[0]].notna()]
    first = bought.groupby(["account_id", kinds[0]], as_index=False)["ordered_at"].min()
    return _since_beginning(first["account_id"], first["ordered_at"].dt.normalize(), lives)


def talks(activities: pd.DataFrame, lives: pd.DataFrame, window: float = 0.25, lag: float = 0.0) -> pd.DataFrame:
    """Return events (account_id, time, change) that count the visits and calls of the last `window` years.

    With a `lag` (years) each talk counts so much later: the number held at a time is that of a window which ended `lag`
    years before. Raises ValueError for a window that is not above 0 or a lag below 0.

    >>> lives = pd.DataFrame({"account_id": ["A"], "began_at": pd.to_datetime(["2020-01-01"])})
    >>> rung = pd.DataFrame({"account_id": ["A"], "performed_at": pd.to_datetime(["2020-12-31"]), "activity": ["call"]})
    >>> talks(rung, lives, window=0.5, lag=1)[["time", "change"]].round(2).to_numpy().tolist()
    [[2.0, 1.0], [2.5, -1.0]]
    """
    if not window > 0 or not lag >= 0:
        raise ValueError(f"The window is {window} years and the lag {lag}; give a window above 0 and a lag from 0 on.")
    spoken = activities[activities["activity"].isin(TALKS)]
    came = _since_beginning(spoken["account_id"], spoken["performed_at"], lives)
    came["time"] += lag
    parts = [came.assign(change=1), came.assign(time=came["time"] + window, change=-1)]
    return pd.concat(parts, ignore_index=True)


def _since_beginning(account: pd.Series, when: pd.Series, lives: pd.DataFrame) -> pd.DataFrame:
    if not len(account) or not len(lives):
        return pd.DataFrame({"account_id": pd.Series(dtype="str"), "time": pd.Series(dtype=float)})
    began = account.map(lives.set_index("account_id")["began_at"])
    days = (when - began).dt.days.to_numpy(dtype=float, na_value=np.nan)
    events = pd.DataFrame({"account_id": account.astype("str").array, "time": days / YEAR})
    return events[began.notna().to_numpy()].reset_index(drop=True)
