"""Buying at set occasions, or not, and leaving between two of them: the BG/BB.

Some buying happens only at occasions that come anyway: a yearly appeal, a season, an issue. At each a customer that is
still there buys with a chance of its own, and before each it may leave for good with another (Fader, Hardie and Shang
2010, "Customer-base analysis in a discrete-time noncontractual setting"). Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from kamlib.methods.clv.fitted import Fitted, described, running
from kamlib.methods.clv.histories import checked, distinct
from kamlib.methods.clv.maximum import in_logarithms, maximise

NAMES = ("alpha", "beta", "gamma", "delta")


@dataclass(frozen=True, eq=False)
class BetaGeometricBetaBinomial(Fitted):
    """The BG/BB: `alpha` and `beta` of the chances to buy at an occasion, `gamma` and `delta` of those to leave before it."""

    names: ClassVar[tuple[str, ...]] = NAMES

    def probability_alive(self, summary: pd.DataFrame) -> pd.Series:
        """Return for each customer of a summary the probability that it will still be there at the next occasion.

        >>> model = BetaGeometricBetaBinomial.of(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
        >>> rows = pd.DataFrame({"frequency": [0, 2, 6], "recency": [0, 4, 6], "T": 6})
        >>> model.probability_alive(rows).round(2).tolist()
        [0.11, 0.59, 0.93]
        """
        from scipy.special import betaln

        x, recency, n = _occasions(summary)[:3]
        alpha, beta, gamma, delta = self._values()
        there = (
            betaln(alpha + x, beta + n - x) - betaln(alpha, beta) + betaln(gamma, delta + n + 1) - betaln(gamma, delta)
        )
        log = _Mixture(np.array(self._values()), x, recency, n).log
        return pd.Series(np.exp(there - log), index=summary.index, name="probability_alive")

    def expected_purchases(self, summary: pd.DataFrame, periods: float) -> pd.Series:
        """Return at how many of the next `periods` occasions each customer of a summary is expected to buy."""
        from scipy.special import betaln

        x, recency, n = _occasions(summary)[:3]
        alpha, beta, gamma, delta = self._values()
        log = (
            betaln(alpha + x + 1, beta + n - x)
            - betaln(alpha, beta)
            - _Mixture(np.array(self._values()), x, recency, n).log
        )
        expected = np.exp(log) * (_still_there(gamma, delta, n + periods) - _still_there(gamma, delta, n))
        return pd.Series(expected, index=summary.index, name="expected_purchases")

    def new_customer_purchases(self, periods: float) -> float:
        """Return at how many of its first `periods` occasions a new customer is expected to buy again.

        >>> model = BetaGeometricBetaBinomial.of(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
        >>> round(model.new_customer_purchases(11), 3)
        3.388
        """
        alpha, beta, gamma, delta = self._values()
        none = np.zeros(1)
        there = _still_there(gamma, delta, none + periods) - _still_there(gamma, delta, none)
        return alpha / (alpha + beta) * float(there[0])


def fit_bg_bb(summary: pd.DataFrame) -> BetaGeometricBetaBinomial:
    """Fit the BG/BB to a summary: frequency, recency (occasion of the last purchase, 0 for none) and T (occasions so far).

    One row a customer, or with `customers` a group of equal ones. Raises ValueError where a row cannot be a history.
    """
    x, recency, n, count = distinct(*_occasions(summary))

    def likelihood(point: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        params = np.exp(point)
        return in_logarithms(params, *_Mixture(params, x, recency, n).slopes(count))

    best = maximise(likelihood, np.zeros(4))
    customers = int(count.sum())
    words = [] if (x > 0).any() else ["Nobody bought again, so there is nothing to learn: no number means anything."]
    words.append(running(NAMES, best))
    return BetaGeometricBetaBinomial(**described(NAMES, best, 1.0, customers, " ".join(filter(None, words))))


class _Mixture:
    """Each history as a sum over the occasion before which the customer left, or that it is still there."""

    def __init__(self, params: np.ndarray, x: np.ndarray, recency: np.ndarray, n: np.ndarray) -> None:
        from scipy.special import betaln

        alpha, beta, gamma, delta = self.params = params
        most = int((n - recency).max(initial=0))
        step = np.arange(most + 1)
        occasion = np.minimum(recency[:, None] + step, n[:, None])
        self.left = (step < (n - recency)[:, None]).astype(float)
        there = step <= (n - recency)[:, None]
        self.x, self.missed, self.stayed = x[:, None], occasion - x[:, None], occasion
        log = (
            betaln(alpha + self.x, beta + self.missed)
            - betaln(alpha, beta)
            + betaln(gamma + self.left, delta + self.stayed)
            - betaln(gamma, delta)
        )
        top = np.where(there, log, -np.inf).max(axis=1)
        weight = np.where(there, np.exp(log - top[:, None]), 0.0)
        total = weight.sum(axis=1)
        self.log, self.weight = top + np.log(total), weight / total[:, None]

    def slopes(self, count: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Return the log-likelihood, its gradient and its Hessian."""
        alpha, beta, gamma, delta = self.params
        first = [*_beta_slopes(alpha, beta, self.x, self.missed), *_beta_slopes(gamma, delta, self.left, self.stayed)]
        features = np.stack([np.broadcast_to(one, self.weight.shape) for one in first])
        mean = np.einsum("krn,rn->kr", features, self.weight)
        counted = self.weight * count[:, None]
        curve = np.einsum("krn,lrn,rn->kl", features, features, counted) - (mean * count) @ mean.T
        for place, (a, b, more_a, more_b) in (
            (0, (alpha, beta, self.x, self.missed)),
            (2, (gamma, delta, self.left, self.stayed)),
        ):
            own_a, own_b, shared = _beta_curves(a, b, more_a, more_b)
            curve[place, place] += (counted * (own_a + shared)).sum()
            curve[place + 1, place + 1] += (counted * (own_b + shared)).sum()
            curve[place, place + 1] += (counted * shared).sum()
            curve[place + 1, place] += (counted * shared).sum()
        return float(count @ self.log), mean @ count, curve


def _beta_slopes(a: float, b: float, more_a: np.ndarray, more_b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from scipy.special import digamma

    ends = digamma(a + b) - digamma(a + b + more_a + more_b)
    return digamma(a + more_a) - digamma(a) + ends, digamma(b + more_b) - digamma(b) + ends


def _beta_curves(
    a: float, b: float, more_a: np.ndarray, more_b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    from scipy.special import polygamma

    shared = polygamma(1, a + b) - polygamma(1, a + b + more_a + more_b)
    return polygamma(1, a + more_a) - polygamma(1, a), polygamma(1, b + more_b) - polygamma(1, b), shared


def _still_there(gamma: float, delta: float, n: np.ndarray) -> np.ndarray:
    """Return the expected number of the first `n` occasions that a new customer lives to see, but for a constant."""
    from scipy.special import gammaln

    if abs(gamma - 1) < 1e-5:  # the formula divides by γ − 1; what it tends to lies between its neighbours
        return (_still_there(1 - 2e-5, delta, n) + _still_there(1 + 2e-5, delta, n)) / 2
    log = gammaln(gamma + delta) - gammaln(1 + delta) + gammaln(1 + delta + n) - gammaln(gamma + delta + n)
    return np.asarray(-delta / (gamma - 1) * np.exp(log))


def _occasions(summary: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    x, recency, n, count = checked(summary)
    wrong = (recency != np.floor(recency)) | (n != np.floor(n)) | (x > recency)
    if wrong.any():
        raise ValueError(
            f"{int(wrong.sum()):,} of {len(x):,} rows do not count occasions: recency and T are whole numbers of them, and "
            "nobody buys more often than once at each."
        )
    return x, recency, n, count
