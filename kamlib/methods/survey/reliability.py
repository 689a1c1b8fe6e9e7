"""Do the items of a scale say the same thing? Cronbach's alpha with its interval, item by item, and omega.

Alpha is the share of a sum's variance that its items have in common (Cronbach 1951, "Coefficient alpha and the internal
structure of tests"); its interval is Feldt's (1965, "The approximate sampling distribution of Kuder-Richardson
reliability"). It rises with the number of items, it does not say that they measure one thing, and one item that runs
backwards can take it below zero. Taught in lesson 09.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Reliability:
    """Alpha of a scale: raw (from covariances) with its 95 % interval, and standardised (from correlations).

    `table` has a row an item: item_rest (its correlation with the sum of the others) and alpha_if_dropped. `answers` is
    how many respondents it is told from. `note` warns where an item runs against the others.
    """

    alpha: float
    low: float
    high: float
    standardised: float
    table: pd.DataFrame
    answers: int
    note: str

    def _repr_html_(self) -> str:
        from html import escape

        words = f"Alpha {self.alpha:.2f} (95 % {self.low:.2f} to {self.high:.2f}). {self.note}"
        return f"{self.table.to_html(float_format='{:,.2f}'.format)}<p>{escape(words)}</p>"


def reliability(scores: pd.DataFrame, complete: bool = True) -> Reliability:
    """Return the reliability of the sum of all columns of `scores` (a row a respondent, all items on one scale).

    With `complete` only respondents who answered every item count; otherwise each pair of items takes those who answered
    both, which uses more answers and may give covariances that fit no real respondents. Turn items round before
    (`Codebook.scored`). Raises ValueError for fewer than two items or three respondents, or an item that never varies.

    >>> scores = pd.DataFrame({"a": [1, 2, 3, 4.0], "b": [2, 2, 4, 5.0], "c": [1, 3, 3, 5.0]})
    >>> round(reliability(scores).alpha, 3)
    0.959
    """
    used = scores.dropna() if complete else scores.dropna(how="all")
    items = len(scores.columns)
    if items < 2 or len(used) < 3:
        raise ValueError(
            f"{items} items and {len(used):,} respondents give no reliability: two items and three respondents are the least."
        )
    covariance = _covariance(used)
    flat = [str(name) for name, spread in zip(scores.columns, np.diag(covariance), strict=True) if not spread > 0]
    if flat:
        raise ValueError(f"Everybody answered {flat[0]} alike (or nobody did): it tells nothing; leave it out.")
    alpha = _alpha(covariance)
    low, high = feldt_interval(alpha, len(used), items)
    spread = np.sqrt(np.diag(covariance))
    with_sum = covariance.sum(axis=1)
    rest = covariance.sum() - 2 * with_sum + spread**2
    with np.errstate(invalid="ignore"):
        item_rest = (with_sum - spread**2) / (spread * np.sqrt(rest))
    dropped = [
        _alpha(np.delete(np.delete(covariance, place, 0), place, 1)) if items > 2 else math.nan
        for place in range(items)
    ]
    table = pd.DataFrame({"item_rest": item_rest, "alpha_if_dropped": dropped}, index=scores.columns.rename("item"))
    correlation = covariance / np.outer(spread, spread)
    return Reliability(
        alpha,
        low,
        high,
        _alpha(correlation),
        table,
        len(used),
        _note(table, correlation, alpha, len(scores), len(used)),
    )


def feldt_interval(alpha: float, respondents: int, items: int) -> tuple[float, float]:
    """Return the 95 % interval of an alpha (Feldt 1965).

    >>> [round(end, 3) for end in feldt_interval(0.8, 100, 5)]
    [0.731, 0.856]
    """
    from scipy import stats

    freedom = (respondents - 1, (respondents - 1) * (items - 1))
    low, high = (1 - (1 - alpha) * stats.f.ppf(side, *freedom) for side in (0.975, 0.025))
    return float(low), float(high)


def omega(scores: pd.DataFrame) -> float:
    """Return McDonald's omega (1999) of the respondents who answered all: the share of the sum due to one common factor.

    Unlike alpha it does not suppose that all items are equally good. From a maximum-likelihood factor of the
    correlations; NaN where its fit does not converge.

    >>> scores = pd.DataFrame({"a": [1, 2, 3, 4, 5.0], "b": [2, 2, 4, 5, 4], "c": [1, 3, 3, 5, 4], "d": [2, 1, 3, 4, 4]})
    >>> 0.8 < omega(scores) < 1
    True
    """
    from kamlib.methods.survey.factors import factors

    found = factors(scores, 1)
    common = float(found.loadings.iloc[:, 0].sum()) ** 2
    return common / (common + float(found.uniqueness.sum())) if found.converged else math.nan


def _covariance(scores: pd.DataFrame) -> np.ndarray:
    return scores.astype(float).cov().to_numpy()


def _alpha(covariance: np.ndarray) -> float:
    items, everything = len(covariance), float(covariance.sum())
    if not everything > 0:
        return math.nan
    return items / (items - 1) * (1 - float(np.trace(covariance)) / everything)


def _note(table: pd.DataFrame, correlation: np.ndarray, alpha: float, asked: int, used: int) -> str:
    words = []
    if used < asked:
        words.append(f"{asked - used:,} of {asked:,} respondents left an item out and do not count.")
    backwards = _backwards(table.index, correlation)
    if backwards:
        which = ", ".join(backwards)
        words.append(
            f"WARNING: {which} run{'s' if len(backwards) == 1 else ''} against the others. Was the item worded the other way "
            "round, and not turned? Alpha means nothing before that is settled."
        )
    elif not alpha > 0:
        words.append("The items have nothing in common: their sum is no scale.")
    return " ".join(words)


def _backwards(names: pd.Index, correlation: np.ndarray) -> list[str]:
    """Return the items whose sign in the strongest common component is the rarer one.

    With several items turned the wrong way a correlation with the rest of the sum says little, because that sum is spoilt
    too; the first principal component is not.
    """
    if not np.isfinite(correlation).all():
        return []
    first = np.linalg.eigh(correlation)[1][:, -1]
    minority = first < 0 if (first > 0).sum() >= (first < 0).sum() else first > 0
    # A loading near zero has no direction to speak of.
    return [
        str(name) for name, against, size in zip(names, minority, np.abs(first), strict=True) if against and size > 0.1
    ]
