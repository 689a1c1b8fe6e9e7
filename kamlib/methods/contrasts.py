"""A difference of means, such as after less before, whose error lets those of one cluster be alike.

The spread comes of leaving out one cluster after the other. These errors (CR3: Bell and McCaffrey 2002, "Bias reduction in
standard errors for linear regression with multi-stage samples") keep their promise with some tens of clusters of unequal size,
where the usual sandwich is too small; unequal clusters count for fewer (Carter, Schnepel and Steigerwald 2017, "Asymptotic
behavior of a t-test robust to cluster heterogeneity"). Taught in lesson 09.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np


class Contrast(NamedTuple):
    """A weighted sum of means with its 95 % interval and p; NaN where one cluster holds all of a mean."""

    value: float
    low: float
    high: float
    p: float


def contrast(score: np.ndarray, cell: np.ndarray, weights: tuple[float, ...], codes: np.ndarray) -> Contrast:
    """Return the sum of the means of the cells, each times its weight.

    One entry a respondent: `score`, the number of its `cell` (from 0 up, one for each of `weights`) and of its cluster in
    `codes` (from 0 up, without holes). No cell may be empty.

    >>> found = contrast(np.array([4.0, 5, 6, 8]), np.array([0, 0, 1, 1]), (-1, 1), np.arange(4))
    >>> found.value, round(found.low, 1), round(found.high, 1)
    (2.5, -1.9, 6.9)
    """
    from scipy import stats

    cells, clusters = len(weights), int(codes.max()) + 1
    place, size = cell * clusters + codes, cells * clusters
    # A cell a row, a cluster a column.
    count = np.bincount(place, minlength=size).reshape(cells, clusters).astype(float)
    total = np.bincount(place, score, size).reshape(cells, clusters)
    answers, sums = count.sum(axis=1, keepdims=True), total.sum(axis=1, keepdims=True)
    factor = np.array(weights, dtype=float)
    value = float(factor @ (sums / answers)[:, 0])
    left = answers - count
    if (left == 0).any():
        return Contrast(value, math.nan, math.nan, math.nan)
    without = factor @ ((sums - total) / left)
    error = math.sqrt((clusters - 1) / clusters * float(((without - value) ** 2).sum()))
    if not error > 0:
        return Contrast(value, math.nan, math.nan, math.nan)
    part = factor**2 @ (count / answers**2)
    freedom = float(part.sum() ** 2 / (part**2).sum()) - 1
    width = float(stats.t.ppf(0.975, freedom)) * error
    return Contrast(value, value - width, value + width, 2 * float(stats.t.sf(abs(value) / error, freedom)))
