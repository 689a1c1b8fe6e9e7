"""What a customer spends when it buys: the gamma-gamma model of mean spend.

A customer's purchases scatter around a mean of its own, and means differ between customers (Fader and Hardie 2013, "The
gamma-gamma model of monetary value"). One that bought twice tells little of its mean, so its estimate is drawn towards
everybody's. It holds only where spend and frequency have nothing to do with each other: look at `correlation`. Taught in
lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pandas as pd

from kamlib.methods.clv.fitted import Fitted, described, running
from kamlib.methods.clv.histories import counts_of
from kamlib.methods.clv.maximum import Maximum, in_logarithms, maximise, nothing_to_climb

NAMES = ("p", "q", "gamma")
TOGETHER = 0.3
"""From this correlation of spend with frequency on, value is no product of the two. A convention of ours."""


@dataclass(frozen=True, eq=False)
class GammaGamma(Fitted):
    """The gamma-gamma model: `p` of one customer's spends, `q` and `gamma` (money) of how customers differ."""

    correlation: float = float("nan")
    names: ClassVar[tuple[str, ...]] = NAMES

    @property
    def mean_spend(self) -> float:
        """What the average customer spends at a purchase, in money; infinite where q is 1 or less.

        >>> round(GammaGamma.of(p=6.25, q=3.74, gamma=15.44).mean_spend, 2)
        35.22
        """
        p, q, gamma = self._values()
        return p * gamma / (q - 1) if q > 1 else float("inf")

    def expected_spend(self, summary: pd.DataFrame) -> pd.Series:
        """Return what each customer of a summary (frequency, monetary_value) is expected to spend at a purchase.

        Whoever never came back is given everybody's mean.

        >>> model = GammaGamma.of(p=6.25, q=3.74, gamma=15.44)
        >>> model.expected_spend(pd.DataFrame({"frequency": [2, 0], "monetary_value": [22.35, 0.0]})).round(2).tolist()
        [24.66, 35.22]
        """
        p, q, gamma = self._values()
        x = summary["frequency"].to_numpy(dtype=float)
        spent = np.where(x > 0, summary["monetary_value"].to_numpy(dtype=float), 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = p * (gamma + x * spent) / (p * x + q - 1)
        mean = np.where(x > 0, mean, self.mean_spend)
        return pd.Series(np.where(p * x + q <= 1, np.inf, mean), index=summary.index, name="expected_spend")


def fit_gamma_gamma(summary: pd.DataFrame) -> GammaGamma:
    """Fit the gamma-gamma model to the customers of a summary that came back: frequency and monetary_value, their mean spend.

    With `customers`, a row counts so many. Customers without a repeat purchase say nothing of spend here; rows whose mean
    spend is 0 or less are left out, and the note counts them; where nobody is left, parameters are NaN and the note says so.
    Raises ValueError without the two columns, or where a count is not whole.
    """
    absent = [name for name in ("frequency", "monetary_value") if name not in summary]
    if absent:
        raise ValueError(f"The summary has no column {absent[0]}; give frequency and monetary_value by customer.")
    x, spent = (summary[name].to_numpy(dtype=float, na_value=np.nan) for name in ("frequency", "monetary_value"))
    count = counts_of(summary)
    returned = x > 0
    used = returned & (spent > 0) & np.isfinite(spent)
    unused = int(count[returned & ~used].sum())
    if not used.any():
        return GammaGamma(
            **described(
                NAMES, nothing_to_climb(3), 1.0, 0, "No customer came back and spent anything: there is no mean."
            )
        )
    x, spent, count = x[used], spent[used], count[used]
    unit = float(count @ spent / count.sum())
    best = maximise(_Likelihood(x, spent / unit, count), np.log([2.0, 2.5, 1.5]))
    shift = float(count.sum()) * np.log(unit)
    found = replace(best, log_likelihood=best.log_likelihood - shift)
    correlation = _correlation(x, spent, count)
    fields = described(NAMES, found, unit, int(count.sum()), _note(best, correlation, unused), times=("gamma",))
    return GammaGamma(**fields, correlation=correlation)


class _Likelihood:
    """The log-likelihood with its slope and curvature; what hangs on the frequency alone is worked out once a frequency."""

    def __init__(self, x: np.ndarray, spent: np.ndarray, count: np.ndarray) -> None:
        self.x, self.count, self.money = x, count, x * spent
        self.values, place = np.unique(x, return_inverse=True)
        self.by_value = np.bincount(place, count)
        self.constants = -float(count @ np.log(spent)), float(count @ (x * np.log(self.money)))

    def __call__(self, point: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        from scipy.special import digamma, gammaln, polygamma

        p, q, gamma = params = np.exp(point)
        v, by, many = self.values, self.by_value, self.by_value.sum()
        shape, ends = p * v, p * v + q
        total = gamma + self.money
        counted = self.count * np.log(total)
        logs, x_logs = counted.sum(), counted @ self.x
        over = self.count / total
        ones, x_ones = over.sum(), over @ self.x
        constant, of_p = self.constants
        value = by @ (gammaln(ends) - gammaln(shape)) + p * (of_p - x_logs) - q * logs + constant
        to_ends, curve = digamma(ends), polygamma(1, ends)
        gradient = np.array([
            by @ (v * (to_ends - digamma(shape))) + of_p - x_logs,
            by @ to_ends - logs + many * (point[2] - digamma(q)),
            many * q / gamma - p * x_ones - q * ones,
        ])  # fmt: skip
        hessian = np.empty((3, 3))
        hessian[0, 0] = by @ (v**2 * (curve - polygamma(1, shape)))
        hessian[0, 1] = hessian[1, 0] = by @ (v * curve)
        hessian[0, 2] = hessian[2, 0] = -x_ones
        hessian[1, 1] = by @ curve - many * polygamma(1, q)
        hessian[1, 2] = hessian[2, 1] = many / gamma - ones
        hessian[2, 2] = -many * q / gamma**2 + (over / total) @ (p * self.x + q)
        return in_logarithms(params, float(value + many * (q * point[2] - gammaln(q))), gradient, hessian)


def _correlation(x: np.ndarray, spent: np.ndarray, count: np.ndarray) -> float:
    many = count.sum()
    a, b = x - count @ x / many, spent - count @ spent / many
    spread = np.sqrt((count @ a**2) * (count @ b**2))
    return float(count @ (a * b) / spread) if spread > 0 else float("nan")


def _note(best: Maximum, correlation: float, unused: int) -> str:
    words = []
    if unused:
        words.append(f"{unused:,} customers that came back spent 0 or less and are left out.")
    words.append(running(NAMES, best))
    if best.params[1] <= 1:
        words.append("q is 1 or less: customers differ so much that their mean spend is not finite; use medians.")
    if np.isfinite(correlation) and abs(correlation) > TOGETHER:
        words.append(f"Spend and frequency go together ({correlation:.2f}): value is no product of the two here.")
    return " ".join(filter(None, words))
