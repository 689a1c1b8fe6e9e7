"""Do two groups want the same? How far profiles of ratings match: in level, and in shape.

Cronbach and Gleser (1953, "Assessing similarity between profiles", Psychological Bulletin 50) part the distance of two profiles:
one may rate everything higher (level), or find other things important (shape). Staff who rate all half a point lower know their
customers; staff whose order is another do not. Kendall's W says how far all groups share one order. Taught in lesson 10.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd


def profile_match(profiles: pd.DataFrame) -> pd.DataFrame:
    """Return for each pair of columns of `profiles` (a row an item, a column a group, means on one scale): items, level, shape,
    distance.

    `level` is the mean of the first less the second, in points; `shape` Spearman's rank correlation of the two (−1 to 1, NaN where
    one rates all alike); `distance` the root of the mean squared difference, in points. Raises ValueError for fewer than two
    groups or three items that all have.

    >>> match = profile_match(pd.DataFrame({"managers": [5.0, 6, 7], "customers": [6.0, 7, 8]}))
    >>> match.iloc[0].tolist()
    [3.0, -1.0, 1.0, 1.0]
    """
    rated = profiles.dropna()
    if rated.shape[1] < 2 or len(rated) < 3:
        raise ValueError(
            f"{rated.shape[1]} groups and {len(rated)} items that all of them rated: a match takes two groups and three items."
        )
    rows = {}
    for first, second in combinations(rated.columns, 2):
        apart = rated[first] - rated[second]
        shape = rated[first].corr(rated[second], method="spearman")
        rows[first, second] = [len(rated), apart.mean(), shape, float((apart**2).mean() ** 0.5)]
    index = pd.MultiIndex.from_tuples(rows, names=["first", "second"])
    return pd.DataFrame(list(rows.values()), index=index, columns=["items", "level", "shape", "distance"]).astype(float)


def concordance(profiles: pd.DataFrame) -> float:
    """Return Kendall's W of the groups (columns) over the items (rows): 1 where all rank them alike, near 0 by chance.

    W follows from the mean of Spearman's correlations (Kendall and Babington Smith 1939), here with ties as they fall.

    >>> concordance(pd.DataFrame({"a": [1.0, 2, 3], "b": [4.0, 5, 9], "c": [2.0, 3, 4]}))
    1.0
    """
    shapes = profile_match(profiles)["shape"]
    groups = profiles.shape[1]
    return float(((groups - 1) * shapes.mean() + 1) / groups)
