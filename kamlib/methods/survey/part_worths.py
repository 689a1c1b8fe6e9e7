"""What is a name worth? Offers that differ by design are rated, and the ratings taken apart into what each attribute adds.

Nobody says what a name on the carton is worth; who rates offers tells it. A part-worth is what a level adds to the rating, the
others held (Green and Rao 1971, "Conjoint measurement for quantifying judgmental data"). Over what a euro takes off, it is a
price premium. Taught in lesson 09.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered

UNIT = "a unit more"
"""The level by which an attribute of numbers goes."""


def part_worths(
    ratings: pd.DataFrame, profiles: pd.DataFrame, clusters: pd.Series | None = None, price: str | None = None
) -> pd.DataFrame:
    """Return by attribute and level what it adds to the rating, with its 95 % interval, and what that is worth in money.

    `ratings` has a row a respondent and a column an offer; `profiles` a row an offer and a column an attribute. An attribute of
    numbers has one row, its worth that of a unit more; one of words has a row for each level but the first, which the others are
    compared with. Each respondent is compared with himself, so that who rates everything high counts like everybody. Columns:
    worth, low, high (points of the rating), and where `price` names the attribute that is paid, premium, premium_low and
    premium_high in its unit (Fieller 1954; NaN where the price itself is not sure to matter). With `clusters` errors allow for
    those of one cluster answering alike. Raises ValueError for offers without profile, and for a design in which an attribute
    follows from the others.

    >>> profiles = pd.DataFrame({"name": ["no", "yes", "no", "yes"], "price": [20, 20, 30, 30]}, index=list("abcd"))
    >>> ratings = pd.DataFrame([[6, 8, 4, 6], [5, 6, 2, 5], [9, 11, 8, 9.0]], columns=list("abcd"))
    >>> part_worths(ratings, profiles, price="price").round(2)[["worth", "premium"]].iloc[0].to_dict()
    {'worth': 1.83, 'premium': 10.0}
    """
    import statsmodels.api as sm
    from scipy import stats

    if unknown := [str(name) for name in ratings if name not in profiles.index]:
        raise ValueError(
            f"Of the offer {unknown[0]!r} there is no profile: give a row with the level of each of its attributes."
        )
    design = _design(profiles.loc[list(ratings.columns)])
    if design.empty or np.linalg.matrix_rank(design.to_numpy() - design.to_numpy().mean(axis=0)) < design.shape[1]:
        raise ValueError(
            "These offers differ in nothing, or one attribute follows from the others: nobody could tell what it is worth."
        )
    long = ratings.stack().dropna().astype(float)
    who, what = long.index.get_level_values(0), long.index.get_level_values(1)
    offered = design.loc[what].set_axis(long.index)
    # Each compared with himself: the mean of the offers that he rated is taken off.
    model = sm.OLS(long - long.groupby(who).transform("mean"), offered - offered.groupby(who).transform("mean"))
    groups = pd.Series(numbered(clusters, ratings.index), ratings.index).loc[who].to_numpy()
    if len(np.unique(groups)) < 2:
        raise ValueError(
            "Offers rated by one respondent or one group tell nothing of others: give the ratings of two or more."
        )
    fitted = model.fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    ends = fitted.conf_int()
    table = pd.DataFrame({"worth": fitted.params, "low": ends[0], "high": ends[1]})
    table.index = design.columns.set_names(["attribute", "level"])
    if price is None:
        return table
    if (price, UNIT) not in table.index:
        raise ValueError(f"{price!r} is no attribute of numbers in these offers: name the one that is paid.")
    quantile = float(stats.t.ppf(0.975, len(np.unique(groups)) - 1))
    place = int(table.index.isin([(price, UNIT)]).argmax())
    ends = _premiums(table["worth"].to_numpy(), np.asarray(fitted.cov_params()), place, quantile)
    return table.assign(premium=ends[0], premium_low=ends[1], premium_high=ends[2])


def _design(profiles: pd.DataFrame) -> pd.DataFrame:
    """Return a column an attribute and level, named by both: numbers as they are, words as 1 where an offer has them."""
    columns = {}
    for name in profiles:
        numbers = pd.to_numeric(profiles[name], errors="coerce")
        if numbers.notna().all():
            columns[(name, UNIT)] = numbers.astype(float)
            continue
        for level in pd.unique(profiles[name].dropna())[1:]:
            columns[(name, str(level))] = (profiles[name] == level).astype(float)
    return pd.DataFrame(columns)


def _premiums(worth: np.ndarray, covariance: np.ndarray, paid: int, quantile: float) -> tuple[np.ndarray, ...]:
    """Return what each worth is in units of the price, and the ends of Fieller's interval of a ratio; NaN for the price."""
    slope = worth[paid]
    a = slope**2 - quantile**2 * covariance[paid, paid]
    b = worth * slope - quantile**2 * covariance[:, paid]
    inside = b**2 - a * (worth**2 - quantile**2 * np.diag(covariance))
    root = np.sqrt(np.where((inside >= 0) & (a > 0), inside, np.nan))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = -worth / slope, (-b - root) / a, (-b + root) / a
    for one in found:
        one[paid] = np.nan
    return found
