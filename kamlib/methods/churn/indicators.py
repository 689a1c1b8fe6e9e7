"""Signs that an account may be leaving, and what each is worth: how many it names, how many of these it names rightly.

Preventive care needs a sign that comes before the failure. A sign is judged by its precision (of those it names, how many
were leaving), its recall (of the leavers, how many it names) and by what its false alarms cost. A sign that is rarely
wrong about those who stay is still mostly wrong where few are leaving (Bar-Hillel 1980, "The base-rate fallacy in
probability judgments"). Taught in lesson 04, and in lesson 12 for processes.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from kamlib.methods.cohorts.lives import quiet_days
from kamlib.methods.cohorts.silence import LONGER, silence
from kamlib.methods.segments.rhythm import until

SILENT, FELL, COMPLAINED = "silent for longer than usual", "bought less than half of a year ago", "complained"
HALF, YEAR = 182, 365


def signs(
    orders: pd.DataFrame, as_of: date | pd.Timestamp, activities: pd.DataFrame | None = None, quiet: int | None = None
) -> pd.DataFrame:
    """Return by account_id which signs it shows on a day, true or false; only what was known by then is used.

    A column each: silent for longer than its own rhythm (`cohorts.silence`), revenue of the last half-year below half
    of that in the same half-year a year before, and, with `activities`, a complaint in the last half-year. Accounts with
    no order in the last `quiet` days (default: `cohorts.quiet_days`) are left out: a sign there comes too late.

    >>> days = pd.to_datetime(["2023-03-01", "2024-03-01", "2024-06-01"])
    >>> lines = pd.DataFrame({"account_id": list("AAB"), "ordered_at": days, "revenue": [90.0, 40.0, 10.0]})
    >>> signs(lines, date(2024, 6, 30), quiet=200)["bought less than half of a year ago"].to_dict()
    {'A': True, 'B': False}
    """
    quiet = quiet_days(orders, as_of) if quiet is None else quiet
    table = silence(orders, as_of)
    table = table[table["days_since_order"] < quiet]
    last, before = (_revenue(orders, as_of, since) for since in (0, YEAR))
    shown = pd.DataFrame({SILENT: table["label"] == LONGER}, index=table.index)
    last, before = last.reindex(shown.index, fill_value=0.0), before.reindex(shown.index, fill_value=0.0)
    shown[FELL] = (before > 0) & (last < before / 2)
    if activities is not None:
        day = activities["performed_at"].dt.normalize()
        recent = day.between(pd.Timestamp(as_of).normalize() - pd.Timedelta(days=HALF), pd.Timestamp(as_of))
        complained = activities.loc[recent & (activities["activity"] == "complaint"), "account_id"]
        shown[COMPLAINED] = shown.index.isin(complained)
    return shown.astype("bool")


def indicators(shown: pd.DataFrame, leaving: pd.Series, call_cost: float = 0.0) -> pd.DataFrame:
    """Return what each sign is worth: a row a column of `shown`.

    `shown` (true or false by account_id and sign) and `leaving` (was it leaving?) are compared where an account stands in
    both. The result has accounts, alarms, caught, precision with Wilson's 95 % interval (low, high), recall and
    cost_of_one (what all calls cost for each leaver among them, in the currency of `call_cost`; infinite without any). Where
    there is nobody to compare it is all 0 and NaN.

    >>> shown = pd.DataFrame({"silent": [True, True, False, False]}, index=list("ABCD"))
    >>> leaving = pd.Series([True, False, True, False], index=list("ABCD"))
    >>> indicators(shown, leaving, call_cost=50)[["alarms", "precision", "recall", "cost_of_one"]].iloc[0].tolist()
    [2.0, 0.5, 0.5, 100.0]
    """
    from statsmodels.stats.proportion import proportion_confint

    both = shown.index.intersection(leaving.index)
    rang, went = shown.loc[both], leaving.loc[both].astype("bool")
    table = pd.DataFrame({"alarms": rang.sum(), "caught": rang.mul(went, axis=0).sum()}).astype("int64")
    table.insert(0, "accounts", len(both))
    alarms, caught = table["alarms"].to_numpy(float), table["caught"].to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        table["precision"] = caught / alarms
        low, high = proportion_confint(caught, np.maximum(alarms, 1), method="wilson")
        table["low"], table["high"] = np.where(alarms > 0, low, np.nan), np.where(alarms > 0, high, np.nan)
        table["recall"] = caught / (went.sum() if went.any() else np.nan)
        table["cost_of_one"] = np.where(alarms > 0, call_cost * alarms / caught, np.nan)
    return table.rename_axis("sign")


def _revenue(orders: pd.DataFrame, as_of: date | pd.Timestamp, since: int) -> pd.Series:
    """Return by account the revenue of the half-year that ended `since` days before."""
    lines = until(orders, as_of)
    age = (pd.Timestamp(as_of).normalize() - lines["ordered_at"].dt.normalize()).dt.days
    half = lines[(age >= since) & (age < since + HALF)]
    return half.groupby("account_id")["revenue"].sum()
