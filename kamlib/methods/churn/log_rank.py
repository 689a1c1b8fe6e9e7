"""Do groups of accounts leave at different rates, or is it chance? The log-rank test over their whole curves.

At every time at which someone leaves, each group is expected to lose its share of those still here; the test adds up
what was lost against what was expected (Mantel 1966, "Evaluation of survival data and two new rank order statistics
arising in its consideration"). Taught in lesson 04.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kamlib.methods.churn.survival import group_codes, in_whole_times, observed

TOLERANCE = 1e-10
"""Variances smaller than this part of the largest are rounding."""


@dataclass(frozen=True, eq=False)
class LogRank:
    """The test and, by group, `table`: accounts, left (observed) and expected, were all groups alike.

    `p` is never a rounded 0: below the smallest number a computer holds it is that number, and `p_text` tells how small.
    """

    statistic: float
    degrees_of_freedom: int
    p: float
    log10_p: float
    table: pd.DataFrame
    note: str

    @property
    def p_text(self) -> str:
        """Return p in words that never say 0, however small it is."""
        if math.isnan(self.p):
            return "not known"
        if self.log10_p > -4:
            return f"{self.p:.4f}"
        exponent = math.floor(self.log10_p)
        lead = 10 ** (self.log10_p - exponent)
        return f"{lead:.3f}e{exponent:+03d}" if lead < 9.9995 else f"1.000e{exponent + 1:+03d}"

    def _repr_html_(self) -> str:
        import html

        return f"{self.table.to_html()}<p>{html.escape(self.note)}</p>"


def log_rank(duration: Iterable[float], left: Iterable[bool], groups: Iterable[Any]) -> LogRank:
    """Test whether groups of accounts leave alike, over all times; one duration, `left` and group an account.

    Times are of any unit, from 0 on. The variance is hypergeometric, as it must be where several leave at once. Curves
    that cross can differ and still give a small statistic: look at them too. Memory grows with groups times the number
    of distinct times at which someone left. Where nothing can be compared the numbers are NaN and the note says why.

    >>> test = log_rank([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1], list("aaabbb"))
    >>> round(test.statistic, 3), test.degrees_of_freedom, test.p_text
    (5.052, 1, '0.0246')
    """
    from scipy import stats

    lengths, gone = observed(duration, left)
    names, group = group_codes(groups, len(lengths))
    lost, expected, covariance = _expected(lengths, gone, group, len(names))
    # The differences add up to 0, and a group that met no other says nothing: the rank counts what can be told.
    freedom = int(np.linalg.matrix_rank(covariance, rtol=TOLERANCE, hermitian=True)) if covariance.any() else 0
    table = pd.DataFrame(
        {"accounts": np.bincount(group, minlength=len(names)), "left": lost, "expected": expected},
        index=pd.Index(names, name="group"),
    )
    if freedom == 0:
        why = "Nobody left while accounts of two groups were still here"
        if len(names) < 2 or not gone.any():
            why = "There is only one group" if len(names) < 2 else "Nobody has left yet"
        return LogRank(math.nan, 0, math.nan, math.nan, table, f"{why}, so the groups cannot be compared.")
    gap = lost - expected
    statistic = float(gap @ np.linalg.pinv(covariance, rcond=TOLERANCE, hermitian=True) @ gap)
    p = max(float(stats.chi2.sf(statistic, freedom)), math.ulp(0.0))
    result = LogRank(statistic, freedom, p, _log10_sf(statistic, freedom), table, "")
    return replace(result, note=_note(result))


def _expected(
    lengths: np.ndarray, gone: np.ndarray, group: np.ndarray, groups: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return by group how many left and were expected to, and the covariance of the differences."""
    if counted := in_whole_times(lengths, gone, group, groups):
        watched, lost_then = counted
        lost, leaving = lost_then.sum(axis=1), lost_then.sum(axis=0)
        # Whoever was watched as long or longer was at risk.
        at_risk = np.cumsum(watched[:, ::-1], axis=1)[:, ::-1][:, leaving > 0]
        leaving = leaving[leaving > 0]
    else:
        lost, leaving, at_risk = _in_order(lengths, gone, group, groups)
    everyone = at_risk.sum(axis=0)
    share = at_risk / everyone
    spread = leaving * (everyone - leaving) / np.maximum(everyone - 1, 1)
    # A product of so few rows is not worth waking the threads of a matrix library.
    own, shared = np.einsum("gt,t->g", share, spread), np.einsum("gt,ht,t->gh", share, share, spread)
    return lost, np.einsum("gt,t->g", share, leaving), np.diag(own) - shared


def _in_order(
    lengths: np.ndarray, gone: np.ndarray, group: np.ndarray, groups: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return by group how many left, by time how many did, and by group and time how many were at risk."""
    order = np.argsort(lengths)
    times, left, members = lengths[order], gone[order], group[order]
    first = np.flatnonzero(np.append(True, times[1:] != times[:-1]))
    leaving = np.add.reduceat(left, first, dtype=np.int64)
    first, leaving = first[leaving > 0], leaving[leaving > 0]
    at_risk = np.empty((groups, len(first)))
    at_risk[-1] = len(times) - first
    for number in range(groups - 1):
        at_risk[number] = np.cumsum((members == number)[::-1])[::-1][first]
        at_risk[-1] -= at_risk[number]
    return np.bincount(group[gone], minlength=groups), leaving, at_risk


def _log10_sf(statistic: float, freedom: int) -> float:
    """Return log10 of the chance of more than `statistic`, which may itself be too small to hold."""
    from scipy import special, stats

    ordinary = float(stats.chi2.sf(statistic, freedom))
    if ordinary > 1e-290:
        return math.log10(ordinary)
    # The incomplete gamma function is exp(-x) times a function of ordinary size (Tricomi's U).
    half, x = freedom / 2, statistic / 2
    logarithm = -x + math.log(special.hyperu(1 - half, 1 - half, x)) - special.gammaln(half)
    return float(logarithm / math.log(10))


def _note(test: LogRank) -> str:
    table = test.table[test.table["expected"] > 0]
    ratio = (table["left"] / table["expected"]).to_numpy()
    most, least = int(ratio.argmax()), int(ratio.argmin())
    if test.p >= 0.05:
        return (
            f"Differences as large as these are ordinary chance (p {test.p_text}): no group is shown to leave faster."
        )
    return (
        f"The groups do not leave alike (p {test.p_text}): {table.index[most]} lost {ratio[most]:.2f} times what was expected, "
        f"{table.index[least]} {ratio[least]:.2f} times. Why, the test does not say."
    )
