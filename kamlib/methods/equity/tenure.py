"""Do old accounts cost less to serve? Account-years by how long an account had been with us, and a fair comparison.

Older accounts are those that stayed, and mostly larger ones, and a large account costs less for each euro of sales whatever
its age (Reinartz and Kumar 2000, "On the profitability of long-life customers", and 2002, "The mismanagement of customer
loyalty", found little or no such saving by age). So the bands are compared at the same sales: log cost on log sales and
band, least squares, with errors that allow for several years of one account, and for accounts of one group. Lesson 06.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.equity.opening import opening_days
from kamlib.methods.profit import with_margin, work
from kamlib.methods.profit.work import ASSUMED
from kamlib.tables.ownership import owners

YEAR = 365
BANDS = {"first year": 1, "2nd and 3rd year": 2, "4th to 6th year": 4, "7th year and later": 7}
"""Each band of tenure and the year of a relation with which it begins."""
_DTYPES = {
    "account_id": "str",
    "year": "int64",
    "band": "str",
    "revenue": "float64",
    "margin": "float64",
    "cost": "float64",
}
_LEAST_CLUSTERS, _LEAST_IN_BAND = 10, 5
_SLACK = pd.Timedelta(days=31)
"""How long a record of work may begin after the first order, or end before the last day, and still be whole."""


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
    less than its sales tell, and so does a year before the diary or the drops were written down. `cost` is that of both,
    and not known (NaN) where a file holds neither, or a piece of work without its cost: a cost assumed from sales could
    tell nothing about sales.

    >>> days = pd.to_datetime(["2020-01-01", "2020-06-01", "2021-06-01", "2023-01-01"])
    >>> lines = pd.DataFrame({"order_id": list("1234"), "account_id": list("AAAB"), "ordered_at": days, "revenue": 500.0})
    >>> account_years(lines, pd.Timestamp("2023-01-01"))[["account_id", "year", "band", "revenue"]].values.tolist()
    [['A', 1, 'first year', 1000.0], ['A', 2, '2nd and 3rd year', 500.0]]
    """
    seen = with_margin(orders)
    seen = seen[seen["ordered_at"].dt.normalize() <= as_of]
    if seen.empty:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in _DTYPES.items()})
    begin, born = seen["ordered_at"].min().normalize(), opening_days(seen, opened_at)

    def in_years(table: pd.DataFrame, when: str) -> pd.DataFrame:
        passed = (table[when].dt.normalize() - table["account_id"].map(born)).dt.days
        return table.assign(year=passed // YEAR + 1).dropna(subset="year").astype({"year": int})

    bought = in_years(seen, "ordered_at").groupby(["account_id", "year"])[["revenue", "margin"]].sum()
    jobs = in_years(work(seen, activities, deliveries), "performed_at")
    jobs = jobs[jobs["performed_at"].dt.normalize() <= as_of]
    cost = jobs.groupby(["account_id", "year"])["cost"].sum(skipna=False)
    written = ((jobs["resource"] != ASSUMED) & jobs["cost"].notna()).any()
    table = bought.assign(cost=cost.reindex(bought.index, fill_value=0.0) if written else np.nan).reset_index()
    begins = table["account_id"].map(born) + pd.to_timedelta((table["year"] - 1) * YEAR, unit="D")
    since, until = _recorded(jobs, begin, as_of) if written else (begin, as_of)
    whole = (begins >= since) & (begins + pd.Timedelta(days=YEAR - 1) <= until)
    edges = [*BANDS.values(), np.inf]
    band = pd.cut(table["year"], edges, right=False, labels=list(BANDS)).astype("str")
    return table.assign(band=band)[whole].reset_index(drop=True)[list(_DTYPES)]


def _recorded(jobs: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return from when to when every kind of work was written down, give or take a month."""
    days = jobs.groupby("resource")["performed_at"].agg(["min", "max"])
    return max(since, (days["min"] - _SLACK).max()), min(until, (days["max"] + _SLACK).min())


def cost_by_tenure(years: pd.DataFrame, parents: pd.Series | None = None) -> pd.DataFrame:
    """Return a row a band of tenure: account_years, revenue and cost (mean), cost_share, and ratio with low and high.

    `years` is that of `account_years`. `cost_share` is cost over revenue. `ratio` is what serving costs against the first
    band that is there, between account-years of the same sales, with a 95 % interval; NaN where there are too few accounts
    to tell (fewer than five groups in a band, or ten in all). `parents` maps account_id to its group: groups, not years,
    are independent.
    """
    there = years[years["revenue"] > 0].reset_index(drop=True)
    bands = [band for band in BANDS if (there["band"] == band).any()]
    known = there["revenue"].where(there["cost"].notna())
    told = (
        there.assign(known=known)
        .groupby("band")
        .agg(
            account_years=("account_id", "size"),
            revenue=("revenue", "mean"),
            cost=("cost", "mean"),
            known=("known", "mean"),
        )
    )
    told = told.reindex(bands)
    told["cost_share"] = told["cost"] / told.pop("known")
    told.index = pd.Index(bands, name="tenure")
    return told.join(_alike(there[there["cost"] > 0], bands, parents))


def _alike(years: pd.DataFrame, bands: list[str], parents: pd.Series | None) -> pd.DataFrame:
    """Return the ratio of cost to that of the first band at the same sales, with its interval."""
    import statsmodels.api as sm
    from scipy.stats import t

    table = pd.DataFrame(np.nan, index=pd.Index(bands, name="tenure"), columns=["ratio", "low", "high"])
    if not bands:
        return table
    table.loc[bands[0], "ratio"] = 1.0
    own = years["account_id"]
    group = own if parents is None else owners(own, parents)
    # An error is told by how groups differ *within* a band: of a band of one account nothing is known but that account.
    groups = group.groupby(years["band"]).nunique().reindex(bands, fill_value=0)
    here = [band for band in bands[1:] if groups[band] >= _LEAST_IN_BAND]
    years = years[years["band"].isin([bands[0], *here])]
    group = group[years.index]
    if not here or group.nunique() < max(_LEAST_CLUSTERS, 3 * len(bands)) or groups[bands[0]] < _LEAST_IN_BAND:
        return table
    design = pd.DataFrame({band: (years["band"] == band).astype(float) for band in here})
    design["sales"] = np.log(years["revenue"].astype(float))
    fitted = sm.OLS(np.log(years["cost"].astype(float)), sm.add_constant(design)).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(group)[0]}
    )
    for band in here:
        # The smaller of the two bands says how well the error itself is known.
        apart = t.ppf(0.975, min(groups[band], groups[bands[0]]) - 1) * fitted.bse[band]
        table.loc[band] = np.exp(fitted.params[band] + np.array([0.0, -apart, apart]))
    return table
