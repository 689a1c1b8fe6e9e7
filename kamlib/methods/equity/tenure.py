"""Do old accounts cost less to serve? Account-years by how long an account had been with us, and a fair comparison.

Older accounts are those that stayed, and mostly larger ones, and a large account costs less for each euro of sales whatever
its age (Reinartz and Kumar 2000, "On the profitability of long-life customers", and 2002, "The mismanagement of customer
loyalty", found little or no such saving by age). So the bands are compared at the same sales: log cost on log sales and
band, least squares, with errors that allow for several years of one account, and for accounts of one group. Lesson 06.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.profit import with_margin, work
from kamlib.methods.profit.work import ASSUMED
from kamlib.tables.ownership import owners

YEAR = 365
BANDS = {"first year": 1, "2nd and 3rd year": 2, "4th to 6th year": 4, "7th year and later": 7}
"""Each band of tenure and the year of a relation with which it begins."""
_LEAST_CLUSTERS = 10


def account_years(
    orders: pd.DataFrame,
    as_of: pd.Timestamp,
    activities: pd.DataFrame | None = None,
    deliveries: pd.DataFrame | None = None,
    opened_at: pd.Series | None = None,
) -> pd.DataFrame:
    """Return a row an account and year of its relation with us: account_id, year, band, revenue, margin and cost.

    A relation's years count from 1, each of 365 days from the opening day (`opened_at`, by account_id) or, where there is
    none, from the first order; only whole years within the file are taken, in which the account bought: half a year costs
    less than its sales tell. `cost` is that of the diary and the drops, and not known (NaN) where a file holds neither: a
    cost assumed from sales could tell nothing about sales.

    >>> days = pd.to_datetime(["2020-01-01", "2020-06-01", "2021-06-01", "2023-01-01"])
    >>> lines = pd.DataFrame({"order_id": list("1234"), "account_id": list("AAAB"), "ordered_at": days, "revenue": 500.0})
    >>> account_years(lines, pd.Timestamp("2023-01-01"))[["account_id", "year", "band", "revenue"]].values.tolist()
    [['A', 1, 'first year', 1000.0], ['A', 2, '2nd and 3rd year', 500.0]]
    """
    seen = with_margin(orders)
    seen = seen[seen["ordered_at"].dt.normalize() <= as_of]
    first = seen.groupby("account_id")["ordered_at"].min().dt.normalize()
    born = first if opened_at is None else opened_at.reindex(first.index).fillna(first)
    born = born.where(born < first, first)

    def in_years(table: pd.DataFrame, when: str) -> pd.DataFrame:
        passed = (table[when].dt.normalize() - table["account_id"].map(born)).dt.days
        return table.assign(year=passed // YEAR + 1).dropna(subset="year").astype({"year": int})

    bought = in_years(seen, "ordered_at").groupby(["account_id", "year"])[["revenue", "margin"]].sum()
    jobs = in_years(work(seen, activities, deliveries), "performed_at")
    jobs = jobs[jobs["performed_at"] <= as_of + pd.Timedelta(days=1)]
    cost = jobs.groupby(["account_id", "year"])["cost"].sum()
    written = (jobs["resource"] != ASSUMED).any()
    table = bought.assign(cost=cost.reindex(bought.index, fill_value=0.0) if written else np.nan).reset_index()
    begins = table["account_id"].map(born) + pd.to_timedelta((table["year"] - 1) * YEAR, unit="D")
    whole = (begins >= first.min()) & (begins + pd.Timedelta(days=YEAR - 1) <= as_of)
    edges = [*BANDS.values(), np.inf]
    band = pd.cut(table["year"], edges, right=False, labels=list(BANDS)).astype("str")
    return table.assign(band=band)[whole].reset_index(drop=True)[
        ["account_id", "year", "band", "revenue", "margin", "cost"]
    ]


def cost_by_tenure(years: pd.DataFrame, parents: pd.Series | None = None) -> pd.DataFrame:
    """Return a row a band of tenure: account_years, revenue and cost (mean), cost_share, and ratio with low and high.

    `years` is that of `account_years`. `cost_share` is cost over revenue. `ratio` is what serving costs against the first
    band that is there, between account-years of the same sales, with a 95 % interval; NaN where there are too few accounts
    to tell. `parents` maps account_id to its group: groups, not years, are independent.
    """
    there = years[years["revenue"] > 0]
    bands = [band for band in BANDS if (there["band"] == band).any()]
    told = there.groupby("band").agg(
        account_years=("account_id", "size"), revenue=("revenue", "mean"), cost=("cost", "mean")
    )
    told = told.reindex(bands)
    told["cost_share"] = told["cost"] / told["revenue"]
    told.index = pd.Index(bands, name="tenure")
    return told.join(_alike(there[there["cost"] > 0], bands, parents))


def _alike(years: pd.DataFrame, bands: list[str], parents: pd.Series | None) -> pd.DataFrame:
    """Return the ratio of cost to that of the first band at the same sales, with its interval."""
    import statsmodels.api as sm

    table = pd.DataFrame(np.nan, index=pd.Index(bands, name="tenure"), columns=["ratio", "low", "high"])
    if not bands:
        return table
    table.loc[bands[0], "ratio"] = 1.0
    own = years["account_id"]
    group = own if parents is None else owners(own, parents)
    here = [band for band in bands[1:] if (years["band"] == band).any()]
    if not here or group.nunique() < max(_LEAST_CLUSTERS, 3 * len(bands)) or not (years["band"] == bands[0]).any():
        return table
    design = pd.DataFrame({band: (years["band"] == band).astype(float) for band in here})
    design["sales"] = np.log(years["revenue"].astype(float))
    fitted = sm.OLS(np.log(years["cost"].astype(float)), sm.add_constant(design)).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(group)[0]}
    )
    interval = fitted.conf_int()
    for band in here:
        table.loc[band] = np.exp([fitted.params[band], interval.loc[band, 0], interval.loc[band, 1]])
    return table
