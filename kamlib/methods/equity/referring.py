"""Who brings whom: how many new accounts an account brings in a year, by how long it has been with us.

A referral is an event like any other: so many, over so many account-years watched, with an interval for a count (Garwood
1936). What it is worth follows from the chain of referrals, less those who would have come anyway (Kumar, Petersen and
Leone 2010, "Driving profitability by encouraging customer referrals"). Taught in lesson 06.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

YEAR = 365.25
EDGES = (0.0, 3.0, 7.0, np.inf)
BANDS = ("first three years", "4 to 7 years", "8 years and more")


def referral_rates(
    referrals: pd.DataFrame | None, opened_at: pd.Series, ended_at: pd.Series, begin: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    """Return referrals a year by tenure of the account that brings: account_years, referrals, a_year, low, high (95 %).

    `opened_at` and `ended_at` are dates by account_id (ended missing while the account is there). A referral counts where
    the time is watched: from `begin` to `end`, and while the account that brings is there. The last row, "all", holds every
    tenure. Index tenure.

    >>> day = pd.Timestamp
    >>> brought = pd.DataFrame({"account_id": ["B"], "referred_by": ["A"], "referred_at": [day("2021-01-01")]})
    >>> opened = pd.Series({"A": day("2020-01-01"), "B": day("2021-01-01")})
    >>> left = pd.Series({"A": pd.NaT, "B": pd.NaT})
    >>> referral_rates(brought, opened, left, day("2020-01-01"), day("2022-01-01"))["referrals"].to_dict()
    {'first three years': 1, '4 to 7 years': 0, '8 years and more': 0, 'all': 1}
    """
    # Where nobody has left, or there is nobody, a column of dates may have lost its type.
    opened = pd.to_datetime(opened_at.dropna())
    until = pd.to_datetime(ended_at.reindex(opened.index)).fillna(end)
    until = until.where(until < end, end)
    first = (begin - opened).dt.days.clip(lower=0) / YEAR
    last = np.maximum((until - opened).dt.days / YEAR, first)
    watched = [float((last.clip(low, high) - first.clip(low, high)).sum()) for low, high in pairwise(EDGES)]
    counts = [0] * len(BANDS)
    if referrals is not None and len(referrals):
        when, by = referrals["referred_at"], referrals["referred_by"]
        since, left = by.map(opened), by.map(until)
        watched_then = (when >= since.where(since > begin, begin)) & (when.dt.normalize() <= left)
        age = (when - since)[watched_then].dt.days / YEAR
        counts = np.histogram(age, [*EDGES[:-1], 1_000.0])[0].tolist()
    return _rates([*watched, sum(watched)], [*counts, sum(counts)])


def _rates(years: list[float], counts: list[int]) -> pd.DataFrame:
    from scipy.stats import chi2

    table = pd.DataFrame({"account_years": years, "referrals": counts}, index=pd.Index([*BANDS, "all"], name="tenure"))
    watched = table["account_years"].where(table["account_years"] > 0)
    low = np.where(table["referrals"] > 0, chi2.ppf(0.025, 2 * table["referrals"]) / 2, 0.0)
    return table.assign(
        a_year=table["referrals"] / watched,
        low=low / watched,
        high=chi2.ppf(0.975, 2 * table["referrals"] + 2) / 2 / watched,
    )
