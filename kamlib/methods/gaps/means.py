"""Means and differences of means whose answers hang together: contacts of one parent, standards of one call.

The spread between clusters carries the interval, as survey statistics has it (Cochran 1977, "Sampling Techniques"); degrees of
freedom are clusters less one, and for two groups those of Welch (1947) and Satterthwaite. What every gap is measured with;
taught in lesson 10.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered


class Mean(NamedTuple):
    """A mean, its standard error (NaN for fewer than two clusters), and how many clusters it is of."""

    value: float
    error: float
    clusters: int

    @property
    def half_width(self) -> float:
        """Half of the 95 % interval, by Student's t."""
        from scipy import stats

        return float(stats.t.ppf(0.975, self.clusters - 1)) * self.error if self.clusters > 1 else math.nan


class Difference(NamedTuple):
    """A difference of two means with its 95 % interval and p; NaN where chance cannot be told."""

    value: float
    low: float
    high: float
    p: float


def clustered_mean(values: pd.Series, clusters: pd.Series | None = None) -> Mean:
    """Return the mean of `values` (no gaps) with an error that lets those of one cluster be alike.

    `clusters` has the values' index; who belongs to none is a cluster of its own.

    >>> clustered_mean(pd.Series([1.0, 1, 3, 3]), pd.Series(["a", "a", "b", "b"]))
    Mean(value=2.0, error=1.0, clusters=2)
    """
    places = numbered(clusters, values.index)
    groups = int(places.max()) + 1 if len(places) else 0
    if groups < 2:
        return Mean(float(values.mean()) if len(values) else math.nan, math.nan, groups)
    parts = np.bincount(places, values - values.mean())
    error = math.sqrt(groups / (groups - 1) * float((parts**2).sum())) / len(values)
    return Mean(float(values.mean()), error, groups)


def difference(first: pd.Series, second: pd.Series, clusters: pd.Series | None = None) -> Difference:
    """Return the mean of `first` less that of `second`, two groups of other people (no gaps).

    Where all of one small group tick the same box, its spread is not zero but unseen: it borrows the spread of the other.

    >>> difference(pd.Series([6.0, 7, 6]), pd.Series([3.0, 4, 5])).value.__round__(2)
    2.33
    """
    from scipy import stats

    one, other = clustered_mean(first, clusters), clustered_mean(second, clusters)
    gap = one.value - other.value
    if min(one.clusters, other.clusters) < 2 or not one.error + other.error > 0:
        return Difference(gap, math.nan, math.nan, math.nan)
    errors = [
        mean.error if mean.error > 0 else float(of.std()) / math.sqrt(mean.clusters)
        for mean, of in ((one, second), (other, first))
    ]
    squares = [error**2 for error in errors]
    freedom = sum(squares) ** 2 / sum(
        square**2 / (mean.clusters - 1) for square, mean in zip(squares, (one, other), strict=True)
    )
    error = math.sqrt(sum(squares))
    width = float(stats.t.ppf(0.975, freedom)) * error
    return Difference(gap, gap - width, gap + width, 2 * float(stats.t.sf(abs(gap) / error, freedom)))
