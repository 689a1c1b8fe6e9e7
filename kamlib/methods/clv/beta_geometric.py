"""Buying by chance, leaving after a purchase by chance: the BG/NBD, and its variant that lets first-timers leave at once.

While alive a customer buys at a rate of its own; after each repeat purchase it leaves with a chance of its own; rates are
gamma distributed over customers, chances beta (Fader, Hardie and Lee 2005, "Counting your customers the easy way: an
alternative to the Pareto/NBD model"). Whoever never came back cannot have left in this model, which is why it calls every
one-timer alive; in the MBG/NBD everyone may leave after the first purchase too (Batislam, Denizel and Filiztekin 2007,
"Empirical validation and comparison of models for customer base analysis"). Taught in lesson 05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from kamlib.methods.clv.fitted import running
from kamlib.methods.clv.histories import Histories, check_ahead, checked, histories
from kamlib.methods.clv.maximum import Maximum, Objective, in_logarithms
from kamlib.methods.clv.purchasing import PurchaseModel

NAMES = ("r", "alpha", "a", "b")
LARGE_PARAMETERS = 300.0
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(96)
BARELY = 1.0
"""A standard error of a logarithm above this: the interval spans a factor of fifty."""


@dataclass(frozen=True, eq=False)
class BetaGeometricNBD(PurchaseModel):
    """The BG/NBD: `r` and `alpha` (a time) of the buying rates, `a` and `b` of the chances to leave after a purchase."""

    names: ClassVar[tuple[str, ...]] = NAMES
    times: ClassVar[tuple[str, ...]] = ("alpha",)
    first_can_leave: ClassVar[int] = 0

    @classmethod
    def likelihood(cls, told: Histories) -> Objective:
        """Return the log-likelihood of these histories."""
        return _Likelihood(told, cls.first_can_leave)

    @classmethod
    def starts(cls, rate: float) -> list[np.ndarray]:
        """Return log parameters to climb from."""
        return [np.log([rate, 1.0, 0.8, 2.5]), np.log([0.3, 0.3 / rate, 0.3, 3.0])]

    @classmethod
    def remarks(cls, told: Histories, best: Maximum) -> list[str]:
        """Return what a manager should know of a fit."""
        leaves = best.params[2] / (best.params[2] + best.params[3])
        barely = best.settled and np.sqrt(np.diag(best.covariance))[3] > BARELY
        once = told.customers - told.returned
        return [
            "Hardly anybody seems to leave in these data; what would make them leave cannot be learnt here."
            if leaves < 1e-3
            else "",
            running(NAMES, best),
            "b is barely held by these data: read probabilities and expected purchases, not a and b." if barely else "",
            f"The BG/NBD calls all {once:,} who never came back alive: decide about them with another model."
            if once and not cls.first_can_leave
            else "",
        ]

    def probability_alive(self, summary: pd.DataFrame) -> pd.Series:
        """Return for each customer of a summary (frequency, recency, T) the probability that it has not left.

        >>> model = BetaGeometricNBD.of(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> row = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
        >>> round(float(model.probability_alive(row).iloc[0]), 4)
        0.7266
        """
        from scipy.special import expit

        x, recency, age, _ = checked(summary)
        odds = _log_odds_of_having_left(self._values(), x, recency, age, self.first_can_leave)
        return pd.Series(expit(-odds), index=summary.index, name="probability_alive")

    def expected_purchases(self, summary: pd.DataFrame, periods: float) -> pd.Series:
        """Return how many purchases each customer of a summary is expected to make in the next `periods` units of time.

        >>> model = BetaGeometricNBD.of(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> row = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
        >>> round(float(model.expected_purchases(row, 39).iloc[0]), 3)
        1.226
        """
        check_ahead(periods)
        r, alpha, a, b = self._values()
        x, _, age, _ = checked(summary)
        if_alive = _purchases(r + x, alpha + age, a, b + x + self.first_can_leave, periods)
        return (self.probability_alive(summary) * if_alive).rename("expected_purchases")

    def new_customer_purchases(self, periods: float) -> float:
        """Return how many repeat purchases a new customer is expected to make in its first `periods` units of time.

        >>> round(BetaGeometricNBD.of(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258).new_customer_purchases(78), 4)
        1.858
        """
        check_ahead(periods)
        r, alpha, a, b = self._values()
        first = b / (a + b) if self.first_can_leave else 1.0
        return first * float(
            _purchases(np.array([r]), np.array([alpha]), a, np.array([b + self.first_can_leave]), periods)[0]
        )

    def purchase_distribution(self, periods: float, most: int) -> pd.Series:
        """Return the probability that a new customer makes 0, 1, … `most` repeat purchases in `periods` units of time.

        >>> shares = BetaGeometricNBD.of(r=0.243, alpha=4.414, a=0.793, b=2.426).purchase_distribution(39, 2)
        >>> shares.round(4).tolist()
        [0.5738, 0.1994, 0.0854]
        """
        from scipy.special import betaln
        from scipy.stats import nbinom

        check_ahead(periods)
        r, alpha, a, b = self._values()
        k, count = self.first_can_leave, np.arange(most + 1)
        counts = nbinom(r, alpha / (alpha + periods))
        still = np.exp(betaln(a, b + count + k) - betaln(a, b)) * counts.pmf(count)
        left = np.exp(betaln(a + 1, b + count + k - 1) - betaln(a, b)) * counts.sf(count - 1)
        shares = still + np.where(count + k > 0, left, 0.0)
        return pd.Series(shares, index=pd.Index(count, name="purchases"), name="probability")


@dataclass(frozen=True, eq=False)
class ModifiedBetaGeometricNBD(BetaGeometricNBD):
    """The MBG/NBD: as the BG/NBD, but a customer may leave after its first purchase as well.

    Who never came back left at once or buys seldom, and few customers hardly tell which: of 1,000 like CDNOW's the 95 %
    intervals held r in 87 and b in 88 of 100, of 16,000 in 93 and 95. Read probabilities rather than r and b.
    """

    first_can_leave: ClassVar[int] = 1


def fit_bg_nbd(summary: pd.DataFrame) -> BetaGeometricNBD:
    """Fit the BG/NBD to a summary: one row a customer (or, with `customers`, a group of equal ones), times in one unit.

    Columns frequency (repeat purchases), recency (age at the last) and T (age now), as `clv.summary` gives. Never raises
    because a fit did not settle: see `converged` and `note`. Raises ValueError where a row cannot be a history.
    """
    return BetaGeometricNBD.fit(histories(summary))


def fit_mbg_nbd(summary: pd.DataFrame) -> ModifiedBetaGeometricNBD:
    """Fit the MBG/NBD to a summary, as `fit_bg_nbd` does the BG/NBD."""
    return ModifiedBetaGeometricNBD.fit(histories(summary))


class _Likelihood:
    """The log-likelihood with its slope and curvature; what hangs on the frequency alone is worked out once a frequency."""

    def __init__(self, told: Histories, first_can_leave: int) -> None:
        self.told, self.k = told, first_can_leave
        self.values, self.by_value = told.by_frequency
        self.can_leave = told.frequency + first_can_leave > 0

    def __call__(self, log_params: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        from scipy.special import betaln, digamma, gammaln, polygamma

        r, alpha, a, b = params = np.exp(log_params)
        told, n = self.told, self.told.count
        v, many, k = self.values, self.by_value, self.k
        x = told.frequency
        to_now, to_last = np.log(alpha + told.age), np.log(alpha + told.recency)
        odds = np.where(self.can_leave, _odds(params, x, to_last, to_now, k), -np.inf)
        left = 1 / (1 + np.exp(-odds))
        value = many @ (gammaln(r + v) - gammaln(r) + betaln(a, b + v + k) - betaln(a, b) + r * log_params[1]) + n @ (
            np.logaddexp(0.0, odds) - (r + x) * to_now
        )
        one_now, one_last = 1 / (alpha + told.age), 1 / (alpha + told.recency)
        # How the two ways to be silent, having left and being still there, differ in their slopes.
        gap = np.stack([
            to_now - to_last, (r + x) * (one_now - one_last), np.full(len(x), 1 / a), -1 / np.where(self.can_leave, b + x + k - 1, 1),
        ])  # fmt: skip
        ends = a + b + v + k
        gradient = (gap * (n * left)).sum(axis=1) + np.array([
            many @ (digamma(r + v) - digamma(r)) + many.sum() * log_params[1] - n @ to_now,
            many.sum() * r / alpha - n @ ((r + x) * one_now),
            many @ (digamma(a + b) - digamma(ends)),
            many @ (digamma(b + v + k) - digamma(ends) - digamma(b) + digamma(a + b)),
        ])  # fmt: skip
        hessian = (gap * (n * left * (1 - left))) @ gap.T
        both = many.sum()
        hessian[0, 0] += many @ (polygamma(1, r + v) - polygamma(1, r))
        cross = both / alpha - n @ one_now + (n * left) @ (one_now - one_last)
        hessian[0, 1] += cross
        hessian[1, 0] += cross
        hessian[1, 1] += -both * r / alpha**2 + n @ ((r + x) * (one_now**2 + left * (one_last**2 - one_now**2)))
        shared = many @ (polygamma(1, a + b) - polygamma(1, ends))
        hessian[2, 2] += shared - (n @ left) / a**2
        hessian[2, 3] += shared
        hessian[3, 2] += shared
        hessian[3, 3] += many @ (polygamma(1, b + v + k) - polygamma(1, b)) + shared + (n * left) @ gap[3] ** 2
        return in_logarithms(params, float(value), gradient, hessian)


def _odds(params: np.ndarray, x: np.ndarray, to_last: np.ndarray, to_now: np.ndarray, k: int) -> np.ndarray:
    r, _, a, b = params
    return np.log(a) - np.log(np.maximum(b + x + k - 1, 1e-300)) + (r + x) * (to_now - to_last)


def _log_odds_of_having_left(
    params: tuple[float, ...], x: np.ndarray, recency: np.ndarray, age: np.ndarray, k: int
) -> np.ndarray:
    alpha = params[1]
    odds = _odds(np.asarray(params), x, np.log(alpha + recency), np.log(alpha + age), k)
    return np.where(x + k > 0, odds, -np.inf)


def _purchases(shape: np.ndarray, time: np.ndarray, a: float, b: np.ndarray, periods: float) -> np.ndarray:
    """Return the expected purchases in `periods` of customers alive now, by the gamma and beta of what is known of each."""
    from scipy.special import hyp2f1

    if abs(a - 1) < 1e-5:  # the formula divides by a − 1; what it tends to lies between its neighbours
        return (_purchases(shape, time, 1 - 2e-5, b, periods) + _purchases(shape, time, 1 + 2e-5, b, periods)) / 2
    gone = time / (time + periods)
    with np.errstate(all="ignore"):
        # Euler's transformation of the published formula: it stays finite however long the time.
        fraction = gone ** (a - 1) * hyp2f1(a + b - 1 - shape, a - 1, a + b - 1, 1 - gone)
        found = (a + b - 1) / (a - 1) * (1 - fraction)
        most = shape / time * periods
        doubtful = ~(np.isfinite(found) & (found >= 0) & (found <= most * (1 + 1e-9))) | (
            shape + a + b > LARGE_PARAMETERS
        )
    if doubtful.any():
        found[doubtful] = _purchases_by_sum(shape[doubtful], time[doubtful], a, b[doubtful], periods)
    return np.asarray(found)


def _purchases_by_sum(shape: np.ndarray, time: np.ndarray, a: float, b: np.ndarray, periods: float) -> np.ndarray:
    """Return the same as a sum over chances to leave, below and above one half, where hypergeometric functions fail."""
    most = shape / time * periods

    def until_gone(chance: np.ndarray) -> np.ndarray:
        return np.asarray(-np.expm1(-shape[:, None] * np.log1p(chance * periods / time[:, None])) / chance)

    rare = np.minimum(1e-9 / np.maximum(most, 1e-300), 0.25)  # so rarely nobody leaves in the time
    below = _beta_mean(until_gone, np.full(len(b), a), b, rare, most)
    at_once = until_gone(np.ones((len(b), 1)))[:, 0]
    return below + _beta_mean(
        lambda stays: until_gone(1 - stays), b, np.full(len(b), a), np.full(len(b), 1e-12), at_once
    )


def _beta_mean(
    of: Callable[[np.ndarray], np.ndarray], a: np.ndarray, b: np.ndarray, low: np.ndarray, at_low: np.ndarray
) -> np.ndarray:
    """Return the part of the mean of `of` over a beta(a, b) that lies below one half; below `low` it is `at_low`."""
    from scipy.special import betainc, betaincinv, betaln

    end = np.log(np.clip(betaincinv(a, b, 1 - 1e-15), low * (1 + 1e-12), 0.5))
    start = np.minimum(np.log(np.maximum(low, betaincinv(a, b, 1e-16))), end)
    half = (end - start) / 2
    place = start[:, None] + half[:, None] * (_POINTS + 1)
    chance = np.exp(place)
    density = np.exp(a[:, None] * place + (b[:, None] - 1) * np.log1p(-chance) - betaln(a, b)[:, None])
    return np.asarray(at_low * betainc(a, b, np.exp(start)) + (of(chance) * density * _WEIGHTS).sum(axis=1) * half)
