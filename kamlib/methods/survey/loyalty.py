"""Scores that companies report: the top box, satisfaction, effort and the net promoter score, each with its interval.

A score without an interval cannot be compared with last year's. The net promoter score (Reichheld 2003, "The one number
you need to grow"; a registered mark of Bain & Company, Satmetrix Systems and F. Reichheld) is a difference of two shares,
so its spread is that of a difference; it is no mean, and needs a scale from 0 to 10. Taught in lesson 09.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.methods.normal import Z

PROMOTER, PASSIVE = 9, 7
"""The least answers of a promoter and of a passive."""


@dataclass(frozen=True)
class Score:
    """A score with its 95 % interval, its standard error, and how many answers it is told from."""

    value: float
    low: float
    high: float
    standard_error: float
    answers: int


def top_box(answers: pd.Series, most: float, boxes: int = 1) -> Score:
    """Return the share of answers in the `boxes` best boxes of a scale that ends at `most` (Wilson's interval, 1927).

    >>> score = top_box(pd.Series([7, 6, 5, 7, None]), most=7, boxes=2)
    >>> score.value, score.answers
    (0.75, 4)
    """
    from statsmodels.stats.proportion import proportion_confint

    given = answers.dropna().astype(float)
    if (given > most).any():
        raise ValueError(f"There is an answer {given.max():g}, above {most:g}, the best of the scale: mend the scale.")
    if not len(given):
        return Score(math.nan, math.nan, math.nan, math.nan, 0)
    best = int((given > most - boxes).sum())
    share = best / len(given)
    low, high = proportion_confint(best, len(given), method="wilson")
    return Score(share, float(low), float(high), math.sqrt(share * (1 - share) / len(given)), len(given))


def mean_score(answers: pd.Series) -> Score:
    """Return the mean of the answers (satisfaction, effort) with the interval of Student's t.

    >>> score = mean_score(pd.Series([5, 6, 7.0]))
    >>> score.value, round(score.low, 2), round(score.high, 2)
    (6.0, 3.52, 8.48)
    """
    from scipy import stats

    given = answers.dropna().astype(float)
    if len(given) < 2:
        return Score(float(given.mean()), math.nan, math.nan, math.nan, len(given))
    error = float(given.std() / math.sqrt(len(given)))
    width = float(stats.t.ppf(0.975, len(given) - 1)) * error
    return Score(float(given.mean()), float(given.mean()) - width, float(given.mean()) + width, error, len(given))


def net_promoter(answers: pd.Series) -> Score:
    """Return promoters (9 and 10) less detractors (0 to 6), in points from −100 to 100, with its interval.

    The variance is that of a difference of two shares of one sample, p + d − (p − d)². Raises ValueError for answers
    that are no whole numbers from 0 to 10, and for those that look like a scale from 1 to 10 or 1 to 5.

    >>> score = net_promoter(pd.Series([10] * 110 + [8] * 60 + [3] * 30))
    >>> round(score.value, 1), round(score.standard_error, 3)
    (40.0, 5.196)
    """
    given = answers.dropna().astype(float)
    _on_eleven(given)
    if not len(given):
        return Score(math.nan, math.nan, math.nan, math.nan, 0)
    promoters, detractors = float((given >= PROMOTER).mean()), float((given < PASSIVE).mean())
    value = promoters - detractors
    error = math.sqrt(max(promoters + detractors - value**2, 0.0) / len(given))
    low, high = max(value - Z * error, -1.0), min(value + Z * error, 1.0)
    return Score(100 * value, 100 * low, 100 * high, 100 * error, len(given))


def two_waves(before: Score, after: Score) -> pd.Series:
    """Return the change between two independent samples: change, low, high (95 %) and p, in the scores' own unit.

    The same people asked twice are not independent: compare each with itself instead.

    >>> two_waves(Score(30, 0, 0, 5, 200), Score(40, 0, 0, 5, 200)).round(3)["p"]
    np.float64(0.157)
    """
    from scipy import stats

    change, error = after.value - before.value, math.hypot(before.standard_error, after.standard_error)
    if not error > 0:
        return pd.Series({"change": change, "low": math.nan, "high": math.nan, "p": math.nan})
    p = 2 * float(stats.norm.sf(abs(change) / error))
    return pd.Series({"change": change, "low": change - Z * error, "high": change + Z * error, "p": p})


def expected_repurchase(answers: pd.Series) -> Score:
    """Return the mean chance of buying again from answers on the eleven points of Juster (1966), 0 to 10.

    Juster's scale names a chance for each point: 0 is 1 in 100, 10 is 99 in 100, the rest tenths.

    >>> expected_repurchase(pd.Series([0, 5, 10])).value
    0.5
    """
    given = answers.dropna().astype(float)
    _on_eleven(given, guess=False)
    return mean_score((given / 10).clip(0.01, 0.99))


def _on_eleven(given: pd.Series, guess: bool = True) -> None:
    """Raise ValueError unless the answers are on a scale from 0 to 10."""
    wrong = given[(given < 0) | (given > 10) | (given != np.floor(given))]
    if len(wrong):
        raise ValueError(
            f"There is an answer {wrong.iloc[0]:g}, and this score needs whole numbers from 0 to 10. Was it 1 to 11? Take 1 off "
            "each. Was it 0 to 100? Ask again: sorted into eleven boxes it is another question."
        )
    if guess and len(given) >= 30 and given.max() <= 5:
        raise ValueError(
            f"No answer is above {given.max():g}: this looks like a scale of five. A net promoter score needs 0 to 10; report the "
            "share of the best box instead."
        )
    if guess and len(given) >= 200 and given.min() == 1 and (given == 1).mean() > 0.02:
        raise ValueError(
            "No answer is 0 and many are 1: this looks like a scale from 1 to 10. Do not shift it; its 6 is no 6 of the other "
            "scale. Report the shares as they are, and ask with 0 to 10 next time."
        )
