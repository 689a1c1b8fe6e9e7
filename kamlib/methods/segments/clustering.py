"""Segments cut by machine: k-means, Gaussian mixture or Ward's tree, numbered by size.

k-means is from Steinhaus (1956) and MacQueen (1967), the tree from Ward (1963, "Hierarchical grouping to optimize an
objective function"). An algorithm always returns as many groups as it is asked for; whether there are any is asked in
`choice`. Taught in lesson 02.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd

from kamlib.methods.segments.features import check_complete

Rule = Callable[[np.ndarray], np.ndarray]
Method = Literal["k-means", "mixture", "ward"]
METHODS: tuple[Method, ...] = ("k-means", "mixture", "ward")
MOST_WARD = 20_000


def cluster(scaled: pd.DataFrame, k: int, method: Method = "k-means", seed: int = 0) -> pd.Series:
    """Return each account's segment, 1 for the largest; the same whatever the order of the rows.

    `scaled` is the result of `scale`. Ward compares every pair and takes at most 20,000 accounts.

    >>> scaled = pd.DataFrame({"x": [0.0, 9.0, 0.1, 9.1, 0.2], "y": [0.0, 9.0, 0.2, 9.1, 0.1]})
    >>> cluster(scaled, 2).tolist()
    [1, 2, 1, 2, 1]
    """
    from threadpoolctl import threadpool_limits

    check_complete(scaled)
    points = scaled.to_numpy(dtype=float)
    different = len(np.unique(points, axis=0))
    if not 1 <= k <= different:
        raise ValueError(f"k is {k}; give a whole number from 1 to {different}, the number of different accounts.")
    by_value = np.lexsort(points.T[::-1])
    with threadpool_limits(limits=1):
        found = fit(points[by_value], (k,), method, seed)[k](points)
    # Equal sizes are told apart by where the segments lie, which no order of rows changes.
    places = {label: (-int((found == label).sum()), *points[found == label].mean(axis=0)) for label in np.unique(found)}
    rank = {label: number for number, label in enumerate(sorted(places, key=places.__getitem__), start=1)}
    return pd.Series([rank[label] for label in found], index=scaled.index, name="segment", dtype="int64")


def fit(points: np.ndarray, ks: tuple[int, ...], method: Method, seed: int) -> dict[int, Rule]:
    """Return for each k a rule that gives any point its segment (Ward: the nearest centre of the tree's branches)."""
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.mixture import GaussianMixture

    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}; choose {', '.join(METHODS)}.")
    if method == "ward":
        return _ward(points, ks)
    rules: dict[int, Rule] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for k in ks:
            if method == "k-means":
                model = KMeans(k, n_init=5, random_state=seed)
            else:
                # Counts repeat exactly; without a floor on the variance a component would close on one value.
                model = GaussianMixture(k, reg_covar=1e-3, random_state=seed)
            rules[k] = model.fit(points).predict
    return rules


def _ward(points: np.ndarray, ks: tuple[int, ...]) -> dict[int, Rule]:
    from scipy.cluster.hierarchy import cut_tree, linkage
    from scipy.spatial.distance import cdist

    if len(points) > MOST_WARD:
        raise ValueError(f"Ward compares every pair of {len(points):,} accounts; use k-means above {MOST_WARD:,}.")
    tree = linkage(points, "ward") if len(points) > 1 else None
    branches = cut_tree(tree, list(ks)) if tree is not None else np.zeros((1, 1), dtype=int)
    centres = {
        k: np.array([points[branch == label].mean(axis=0) for label in range(k)])
        for k, branch in zip(ks, branches.T, strict=True)
    }

    def nearest(k: int) -> Rule:
        return lambda found: cdist(found, centres[k]).argmin(axis=1)

    return {k: nearest(k) for k in ks}
