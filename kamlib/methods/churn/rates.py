"""One rate of leaving in several coats: a year or a month, points or percent, retention or tenure.

A rate without its period says nothing, and a yearly rate is not twelve monthly ones: each month only those who are
still there can leave. Reichheld and Sasser (1990, "Zero defections: quality comes to services") count points of
defection; much that is quoted from them counts percent of retention. Taught in lesson 04.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def monthly_to_annual(monthly_churn: float) -> float:
    """Return the share that leaves in a year when this share of those still there leaves every month: 1 − (1 − m)¹².

    Both are shares from 0 to 1. Raises ValueError for anything else.

    >>> round(monthly_to_annual(0.02), 4)
    0.2153
    """
    return -math.expm1(12 * _log_kept(_share("monthly churn", monthly_churn)))


def annual_to_monthly(annual_churn: float) -> float:
    """Return the monthly share of leavers that adds up to this share in a year; the inverse of `monthly_to_annual`.

    Dividing by twelve is wrong: 24 % a year is not 2 % a month.

    >>> round(annual_to_monthly(0.24), 4)
    0.0226
    """
    return -math.expm1(_log_kept(_share("annual churn", annual_churn)) / 12)


def points_to_percent(defection_points: float, annual_retention: float) -> float:
    """Return by which share retention rises when defection falls by so many points (0.05 is five points).

    Five points fewer defections at 80 % retention are 85 %: six and a quarter per cent more retention.

    >>> points_to_percent(0.05, 0.80)
    0.0625
    """
    kept = _share("annual retention", annual_retention)
    if kept == 0:
        raise ValueError("Annual retention is 0, and nothing is a share of nothing; give a retention above 0.")
    _inside(kept + defection_points, annual_retention, "points", 100 * defection_points)
    return defection_points / kept


def percent_to_points(percent_of_retention: float, annual_retention: float) -> float:
    """Return by how many points defection falls when retention rises by this share of itself (0.05 is 5 %).

    It is the inverse of `points_to_percent`: 5 % more of 80 % are four points, not five.

    >>> round(percent_to_points(0.05, 0.80), 4)
    0.04
    """
    kept = _share("annual retention", annual_retention)
    _inside(kept * (1 + percent_of_retention), annual_retention, "per cent", 100 * percent_of_retention)
    return percent_of_retention * kept


def expected_tenure(annual_retention: float) -> float:
    """Return how many years a customer stays on average, its first counted, when the rate is the same every year.

    1 / (1 − retention): the mean of a geometric number of years; infinite where nobody leaves. Real customers differ:
    those most at risk leave first, so a rate measured on old customers promises new ones too long a stay.

    >>> expected_tenure(0.80)
    5.000000000000001
    """
    kept = _share("annual retention", annual_retention)
    return math.inf if kept == 1 else 1 / (1 - kept)


def retention_for_tenure(years: float) -> float:
    """Return the annual retention that gives this expected tenure in years; the inverse of `expected_tenure`.

    >>> retention_for_tenure(5)
    0.8
    """
    if not years >= 1:
        raise ValueError(f"The expected tenure is {years} years; with the first year counted it is 1 or more.")
    return 1 - 1 / years


def coats(annual_retention: float, change: float = 0.05) -> pd.Series:
    """Return one rate in its several coats, by name: a year and a month, and a change in points and in per cent.

    The last two tell how far retention falls, in per cent of itself, when it falls by `change` in points, and by how many
    points when it falls by `change` of itself. All NaN where the retention is not known (NaN).

    >>> coats(0.80).round(4).to_list()
    [0.8, 0.2, 0.0184, 0.0167, 0.0625, 0.04]
    """
    import pandas as pd

    names = [
        "kept in a year",
        "lost in a year",
        "lost in a month",
        "a twelfth of the year's loss",
        f"{100 * change:g} points less, in per cent",
        f"{100 * change:g} per cent less, in points",
    ]
    if math.isnan(annual_retention):
        return pd.Series(math.nan, index=names, name="share")
    kept = _share("annual retention", annual_retention)
    in_percent = change / kept if kept else math.nan
    values = [kept, 1 - kept, annual_to_monthly(1 - kept), (1 - kept) / 12, in_percent, change * kept]
    return pd.Series(values, index=names, name="share")


def _share(name: str, value: float) -> float:
    if not 0 <= value <= 1:
        raise ValueError(f"The {name} is {value}; give a share from 0 to 1, such as 0.15 for 15 %.")
    return float(value)


def _inside(retention: float, before: float, unit: str, change: float) -> None:
    if not -1e-12 <= retention <= 1 + 1e-12:
        raise ValueError(
            f"Retention is {100 * before:g} % and the change {change:g} {unit}; that would be {100 * retention:g} %, "
            "and retention lies from 0 to 100 %."
        )


def _log_kept(churn: float) -> float:
    return -math.inf if churn == 1 else math.log1p(-churn)
