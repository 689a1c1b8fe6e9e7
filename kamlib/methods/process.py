"""How often does work miss its limits, and what does missing cost? Defects per million, and a loss that grows with the square.

A process whose limits lie six standard deviations from its mean is called "six sigma"; by convention its mean is let drift by
1.5 of them (Harry and Schroeder 2000, "Six Sigma"). Taguchi (1986, "Introduction to Quality Engineering") lets the loss begin
where the target is missed, and not where a limit is. Taught in lesson 12.
"""

from __future__ import annotations

import pandas as pd


def defects_per_million(sigma: float, shift: float = 1.5) -> float:
    """Return how many of a million miss a limit that lies `sigma` standard deviations away, after a drift of `shift` towards it.

    >>> [round(defects_per_million(sigma), 1) for sigma in (3, 6)]
    [66807.2, 3.4]
    """
    from scipy.stats import norm

    return float(1e6 * norm.sf(sigma - shift))


def sigma_level(defects: int, opportunities: int, shift: float = 1.5) -> float:
    """Return how many standard deviations away the limit lies, counted from defects: infinite without any.

    Raises ValueError where the counts are no counts of defects among opportunities.

    >>> round(sigma_level(66_807, 1_000_000), 3)
    3.0
    """
    from scipy.stats import norm

    if not 0 <= defects <= opportunities or opportunities < 1:
        raise ValueError(f"{defects:,} defects in {opportunities:,} opportunities: give from 0 to all of at least one.")
    return float(norm.isf(defects / opportunities) + shift)


def taguchi_coefficient(cost: float, distance: float) -> float:
    """Return k, the loss of missing the target by one: from the `cost` at a known `distance`. Raises ValueError for distance 0.

    >>> round(taguchi_coefficient(150, 0.020))
    375000
    """
    if distance == 0:
        raise ValueError("At the target itself there is no loss: give the distance at which the cost arises.")
    return cost / distance**2


def taguchi_loss(values: pd.Series, target: float, coefficient: float) -> pd.Series:
    """Return the loss of each value, k (y − T)², in the money of `coefficient`.

    >>> taguchi_loss(pd.Series([0.50, 0.52]), 0.50, 375_000).round(6).tolist()
    [0.0, 150.0]
    """
    return coefficient * (values.astype(float) - target) ** 2
