"""Buying by chance, leaving at any time by chance: the Pareto/NBD.

While alive a customer buys at a rate of its own (gamma over customers) and leaves at a rate of its own (gamma too), seen by
nobody (Schmittlein, Morrison and Colombo 1987, "Counting your customers: who are they and what will they do next?"). The
likelihood is an integral over the day it may have left. It is written with hypergeometric functions elsewhere, which fail
for large counts; here it is summed on a few points of a scale on which it has one peak, so it stays finite. Taught in
lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from kamlib.methods.clv.fitted import running
from kamlib.methods.clv.histories import Histories, check_ahead, checked, histories
from kamlib.methods.clv.maximum import Maximum, Objective, in_logarithms
from kamlib.methods.clv.purchasing import PurchaseModel

NAMES = ("r", "alpha", "s", "beta")
NODES = 40
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(NODES)
_NOTHING = 45.0
"""What lies so many powers of e below the highest point adds nothing to a double."""
_ROWS = 256
"""Rows worked on at a time: what they need stays in the cache, and is not fetched anew from the system."""


@dataclass(frozen=True, eq=False)
class ParetoNBD(PurchaseModel):
    """The Pareto/NBD: `r` and `alpha` (a time) of the buying rates, `s` and `beta` (a time) of the leaving rates."""

    names: ClassVar[tuple[str, ...]] = NAMES
    times: ClassVar[tuple[str, ...]] = ("alpha", "beta")

    @classmethod
    def likelihood(cls, told: Histories) -> Objective:
        """Return the log-likelihood of these histories."""
        return lambda point: _likelihood(told, point)

    @classmethod
    def starts(cls, rate: float) -> list[np.ndarray]:
        """Return log parameters to climb from."""
        return [np.log([rate, 1.0, 0.6, 1.0]), np.log([0.5, 0.5 / rate, 0.3, 3.0])]

    @classmethod
    def remarks(cls, told: Histories, best: Maximum) -> list[str]:
        """Return what a manager should know of a fit."""
        barely = best.settled and np.sqrt(np.diag(best.covariance))[2:].max() > 1.0
        return [
            "Hardly anybody seems to leave in these data; how fast they would cannot be learnt here."
            if best.params[2] / best.params[3] < 1e-3
            else "",
            running(NAMES, best),
            "s and beta are barely held by these data: read probabilities and expected purchases, not these two."
            if barely
            else "",
        ]

    def probability_alive(self, summary: pd.DataFrame) -> pd.Series:
        """Return for each customer of a summary (frequency, recency, T) the probability that it has not left.

        >>> model = ParetoNBD.of(r=0.55, alpha=10.58, s=0.61, beta=11.67)
        >>> row = pd.DataFrame({"frequency": [26], "recency": [30.86], "T": [31.0]})
        >>> round(float(model.probability_alive(row).iloc[0]), 4)
        0.9979
        """
        x, recency, age, _ = checked(summary)
        params = np.array(self._values())
        alive = np.empty(len(x))
        for part in _parts(len(x)):
            alive[part] = _Row(params, x[part], recency[part], age[part]).alive
        return pd.Series(alive, index=summary.index, name="probability_alive")

    def expected_purchases(self, summary: pd.DataFrame, periods: float) -> pd.Series:
        """Return how many purchases each customer of a summary is expected to make in the next `periods` units of time.

        >>> model = ParetoNBD.of(r=0.5534, alpha=10.578, s=0.6061, beta=11.669)
        >>> row = pd.DataFrame({"frequency": [26], "recency": [30.86], "T": [31.0]})
        >>> round(float(model.expected_purchases(row, 52).iloc[0]), 2)
        25.46
        """
        r, alpha, s, beta = self._values()
        x, _, age, _ = checked(summary)
        if_alive = (r + x) / (alpha + age) * _time_alive(s, beta + age, periods)
        return (self.probability_alive(summary) * if_alive).rename("expected_purchases")

    def new_customer_purchases(self, periods: float) -> float:
        """Return how many repeat purchases a new customer is expected to make in its first `periods` units of time.

        >>> round(ParetoNBD.of(r=0.5534, alpha=10.578, s=0.6061, beta=11.669).new_customer_purchases(39), 3)
        1.214
        """
        r, alpha, s, beta = self._values()
        return r / alpha * float(_time_alive(s, np.array([beta]), periods)[0])

    def purchase_distribution(self, periods: float, most: int) -> pd.Series:
        """Return the probability that a new customer makes 0, 1, … `most` repeat purchases in `periods` units of time.

        >>> shares = ParetoNBD.of(r=0.5534, alpha=10.578, s=0.6061, beta=11.669).purchase_distribution(39, 200)
        >>> round(float(shares.sum()), 6)
        1.0
        """
        from scipy.stats import nbinom

        r, alpha, s, beta = self._values()
        count = np.arange(most + 1)
        span = np.log1p(periods / beta)
        day = beta * np.expm1(span * (_POINTS + 1) / 2)
        chance = s * np.exp(-s * np.log1p(day / beta)) * span / 2 * _WEIGHTS
        left = (nbinom.pmf(count[:, None], r, alpha / (alpha + day[None, :])) * chance).sum(axis=1)
        still = nbinom.pmf(count, r, alpha / (alpha + periods)) * np.exp(-s * span)
        return pd.Series(left + still, index=pd.Index(count, name="purchases"), name="probability")


def fit_pareto_nbd(summary: pd.DataFrame) -> ParetoNBD:
    """Fit the Pareto/NBD to a summary: one row a customer (or, with `customers`, a group of equal ones).

    Columns frequency (repeat purchases), recency (age at the last) and T (age now), times in one unit. Never raises because
    a fit did not settle: see `converged` and `note`. Raises ValueError where a row cannot be a history.
    """
    return ParetoNBD.fit(histories(summary))


def _likelihood(told: Histories, log_params: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    from scipy.special import digamma, gammaln, polygamma

    r, alpha, s, beta = params = np.exp(log_params)
    many = told.count.sum()
    values, by_value = told.by_frequency
    value = by_value @ (gammaln(r + values) - gammaln(r)) + many * (r * log_params[1] + s * log_params[3])
    gradient = np.array([
        by_value @ (digamma(r + values) - digamma(r)) + many * log_params[1],
        many * r / alpha, many * log_params[3], many * s / beta,
    ])  # fmt: skip
    hessian = np.diag([
        by_value @ (polygamma(1, r + values) - polygamma(1, r)), -many * r / alpha**2, 0.0, -many * s / beta**2,
    ])  # fmt: skip
    hessian[0, 1] = hessian[1, 0] = many / alpha
    hessian[2, 3] = hessian[3, 2] = many / beta
    for part in _parts(len(told.frequency)):
        row = _Row(params, told.frequency[part], told.recency[part], told.age[part])
        one, slope, curve = row.slopes(told.count[part])
        value, gradient, hessian = value + one, gradient + slope, hessian + curve
    return in_logarithms(params, float(value), gradient, hessian)


class _Row:
    """The part of the likelihood that hangs on times: still alive, or left on one of the days between."""

    def __init__(self, params: np.ndarray, x: np.ndarray, recency: np.ndarray, age: np.ndarray) -> None:
        self.params, self.x = params, x
        r, alpha, s, beta = params
        low = min(alpha, beta)
        start, end = np.log(low + recency), np.log(low + age)
        self._height = lambda v, rows: (
            v - (r + x[rows]) * np.log(alpha - low + np.exp(v)) - (s + 1) * np.log(beta - low + np.exp(v))
        )
        end = self._cut(start, end)
        half = (end - start) / 2
        points = start[:, None] + half[:, None] * (_POINTS + 1)
        # The last column is "still alive"; the others are days on which it may have left.
        self.to = np.empty((2, len(x), NODES + 1))
        later = np.exp(points)
        for to, scale in zip(self.to, (alpha, beta), strict=True):
            np.add(later, scale - low, out=to[:, :-1])
            to[:, -1] = scale + age
        self.log_to = np.log(self.to)
        to_alpha, to_beta = self.log_to
        heights = -(r + x)[:, None] * to_alpha - s * to_beta
        with np.errstate(divide="ignore"):
            heights[:, :-1] += points - to_beta[:, :-1] + np.log(s * half)[:, None]
        top = heights.max(axis=1)
        weight = np.exp(heights - top[:, None])
        weight[:, :-1] *= _WEIGHTS
        total = weight.sum(axis=1)
        self.log = top + np.log(total)
        self.weight = weight / total[:, None]
        self.alive = self.weight[:, -1]

    def _cut(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return the ends, drawn in to where the integrand has fallen to nothing (it has one peak and falls ever faster)."""
        rows = np.flatnonzero(self._height(end, slice(None)) < self._height(start, slice(None)) - _NOTHING)
        if len(rows):
            floor = self._height(start, slice(None))[rows] - _NOTHING
            low, high = start[rows], end[rows].copy()
            for _ in range(30):
                middle = (low + high) / 2
                above = self._height(middle, rows) > floor
                low, high = np.where(above, middle, low), np.where(above, high, middle)
            end = end.copy()
            end[rows] = high
        return end

    def slopes(self, count: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Return the sum over rows of the logarithm, its gradient and its Hessian."""
        r, _, s, _ = self.params
        dead = np.append(np.ones(NODES), 0.0)
        near = 1 / self.to
        # What each parameter adds to the height of a day, its sign turned, in the order of the parameters.
        features = np.stack([
            self.log_to[0], (r + self.x)[:, None] * near[0], self.log_to[1] - dead / s, (s + dead) * near[1],
        ])  # fmt: skip
        mean = np.einsum("krn,rn->kr", features, self.weight)
        counted = self.weight * count[:, None]
        flat = features.reshape(4, -1)
        curve = (flat * counted.ravel()) @ flat.T - (mean * count) @ mean.T
        to_alpha, to_beta = counted * near
        cross = -to_alpha.sum(), -to_beta.sum()
        curve[0, 1] += cross[0]
        curve[1, 0] += cross[0]
        curve[1, 1] += np.vdot(to_alpha, features[1])
        curve[2, 2] -= (counted @ dead).sum() / s**2
        curve[2, 3] += cross[1]
        curve[3, 2] += cross[1]
        curve[3, 3] += np.vdot(to_beta, features[3])
        return float(count @ self.log), -mean @ count, curve


def _parts(rows: int) -> list[slice]:
    return [slice(first, first + _ROWS) for first in range(0, rows, _ROWS)]


def _time_alive(s: float, beta: np.ndarray, periods: float) -> np.ndarray:
    """Return the expected time still alive within `periods`, of customers alive now whose leaving rate is gamma(s, beta)."""
    check_ahead(periods)
    shrunk = np.log1p(periods / beta)
    if abs(s - 1) < 1e-8:
        return np.asarray(beta * shrunk)
    return np.asarray(-beta / (s - 1) * np.expm1(-(s - 1) * shrunk))
