"""How long subscribers stay, year after year: the shifted beta-geometric.

At each renewal a customer leaves with a chance of its own, and chances differ (Fader and Hardie 2007, "How to project
customer retention"). Those most likely to leave leave first, so the rate rises with the years though nobody becomes more
loyal, and a line drawn through the first years promises too little. Taught in lesson 05.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from kamlib.methods.clv.fitted import Fitted, described, running
from kamlib.methods.clv.maximum import in_logarithms, maximise

NAMES = ("alpha", "beta")


@dataclass(frozen=True, eq=False)
class ShiftedBetaGeometric(Fitted):
    """The shifted beta-geometric: `alpha` and `beta` of the chances not to renew."""

    names: ClassVar[tuple[str, ...]] = NAMES

    def survival(self, periods: Iterable[float]) -> pd.Series:
        """Return the share of customers still there after each number of renewals.

        >>> ShiftedBetaGeometric.of(alpha=0.6681, beta=3.8061).survival([8, 12]).round(3).tolist()
        [0.46, 0.378]
        """
        from scipy.special import betaln

        alpha, beta = self._values()
        t = np.asarray(list(periods), dtype=float)
        share = np.exp(betaln(alpha, beta + t) - betaln(alpha, beta))
        return pd.Series(share, index=pd.Index(t, name="renewals"), name="survival")

    def retention(self, periods: Iterable[float]) -> pd.Series:
        """Return the share that renews at each renewal, the first being 1, of those still there before it.

        >>> ShiftedBetaGeometric.of(alpha=0.6681, beta=3.8061).retention([1, 7]).round(3).tolist()
        [0.851, 0.936]
        """
        alpha, beta = self._values()
        t = np.asarray(list(periods), dtype=float)
        return pd.Series((beta + t - 1) / (alpha + beta + t - 1), index=pd.Index(t, name="renewal"), name="retention")


def fit_sbg(surviving: Iterable[float]) -> ShiftedBetaGeometric:
    """Fit the shifted beta-geometric to how many of one cohort were still there: at the start, after each renewal.

    Raises ValueError where there is no renewal, or the numbers rise or fall below 0.

    >>> regular = [1000, 631, 468, 382, 326, 289, 262, 241]
    >>> fit_sbg(regular).params.round(4).to_dict()
    {'alpha': 0.7041, 'beta': 1.182}
    """
    there = np.asarray(list(surviving), dtype=float)
    if (
        len(there) < 2
        or not np.isfinite(there).all()
        or (there < 0).any()
        or (np.diff(there) > 0).any()
        or there[0] == 0
    ):
        raise ValueError(
            "The numbers of customers still there are no cohort: give its size, then those left after each renewal, never more."
        )
    lost, t = -np.diff(there), np.arange(1, len(there), dtype=float)
    best = maximise(lambda point: _likelihood(point, lost, t, there[-1]), np.zeros(2))
    words = [] if lost.sum() else ["Nobody has left yet: how the chances to leave differ cannot be learnt."]
    words.append(running(NAMES, best))
    return ShiftedBetaGeometric(**described(NAMES, best, 1.0, int(there[0]), " ".join(filter(None, words))))


def _likelihood(
    point: np.ndarray, lost: np.ndarray, t: np.ndarray, still: float
) -> tuple[float, np.ndarray, np.ndarray]:
    from scipy.special import betaln, digamma, polygamma

    alpha, beta = params = np.exp(point)
    # Each who left at renewal t adds B(α + 1, β + t − 1), each still there B(α, β + n), all over B(α, β).
    more_a = np.append(np.ones(len(t)), 0.0)
    more_b = np.append(t - 1, t[-1])
    count = np.append(lost, still)
    value = count @ (betaln(alpha + more_a, beta + more_b) - betaln(alpha, beta))
    ends = digamma(alpha + beta) - digamma(alpha + beta + more_a + more_b)
    shared = polygamma(1, alpha + beta) - polygamma(1, alpha + beta + more_a + more_b)
    gradient = np.array([
        count @ (digamma(alpha + more_a) - digamma(alpha) + ends), count @ (digamma(beta + more_b) - digamma(beta) + ends),
    ])  # fmt: skip
    both = count @ shared
    hessian = np.array([
        [count @ (polygamma(1, alpha + more_a) - polygamma(1, alpha)) + both, both],
        [both, count @ (polygamma(1, beta + more_b) - polygamma(1, beta)) + both],
    ])  # fmt: skip
    return in_logarithms(params, float(value), gradient, hessian)
