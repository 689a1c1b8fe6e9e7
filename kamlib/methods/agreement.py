"""Do raters see the same? Kappa for two and for many, Krippendorff's alpha, and intraclass correlations.

Two raters who each say "fine" nine times in ten agree four times in five by chance alone, so agreement in per cent says
little. Kappa takes chance off (Cohen 1960; Fleiss 1971), Krippendorff's alpha (2004, "Content Analysis") does it for any
number of raters with gaps, an intraclass correlation (Shrout and Fleiss 1979) for ratings in numbers. Taught in lesson 09.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pandas as pd

from kamlib.methods.normal import Z

Level = Literal["nominal", "ordinal", "interval"]
Weights = Literal["none", "linear", "quadratic"]
ICC = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
_MEANS = (
    "one rating, other raters for each case",
    "one rating, these raters drawn from many",
    "one rating, only these raters",
    "the mean of k ratings, other raters for each case",
    "the mean of k ratings, these raters drawn from many",
    "the mean of k ratings, only these raters",
)


def percent_agreement(ratings: pd.DataFrame) -> float:
    """Return the share of pairs of raters, over all cases, that gave the same rating.

    `ratings` has a row a case and a column a rater; a missing rating makes no pair.

    >>> percent_agreement(pd.DataFrame({"Ann": ["ok", "ok"], "Ben": ["ok", "late"]}))
    0.5
    """
    counts = _counts(ratings)
    rated = counts.sum(axis=1)
    pairs = float((rated * (rated - 1)).sum())
    return float((counts * (counts - 1)).sum() / pairs) if pairs else math.nan


def cohen_kappa(first: pd.Series, second: pd.Series, weights: Weights = "none", order: list | None = None) -> pd.Series:
    """Return Cohen's kappa of two raters with its 95 % interval: kappa, low, high.

    Cases that one of them did not rate are left out. With weights, near misses count less: the ratings must then have an
    order, that of `order` or of sorting them. NaN where both gave one rating to all cases: there was nothing to agree on.

    >>> first, second = pd.Series([1] * 25 + [2] * 25), pd.Series([1] * 20 + [2] * 5 + [1] * 10 + [2] * 15)
    >>> float(cohen_kappa(first, second)["kappa"].round(3))
    0.4
    """
    from statsmodels.stats.inter_rater import cohens_kappa

    both = pd.concat([first.rename("first"), second.rename("second")], axis=1).dropna()
    if both.empty:
        raise ValueError("The two raters have no case in common: give two columns of ratings of the same cases.")
    seen = order if order is not None else sorted(set(both["first"]) | set(both["second"]))
    if len(seen) < 2:
        return pd.Series({"kappa": math.nan, "low": math.nan, "high": math.nan})
    table = pd.crosstab(both["first"], both["second"]).reindex(index=seen, columns=seen, fill_value=0).to_numpy()
    kind = {"none": None, "linear": "linear", "quadratic": "quadratic"}[weights]
    # Where two agree on all, the variance comes out a hair below 0, and its root is no number.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = cohens_kappa(table, wt=kind)
    error = Z * math.sqrt(max(float(found.var_kappa), 0.0))
    return pd.Series({"kappa": found.kappa, "low": found.kappa - error, "high": found.kappa + error}).astype(float)


def fleiss_kappa(ratings: pd.DataFrame) -> float:
    """Return the kappa of several raters (Fleiss 1971); cases that not all of them rated are left out.

    >>> ratings = pd.DataFrame({"a": ["x", "y", "y"], "b": ["x", "y", "x"], "c": ["x", "y", "y"]})
    >>> round(fleiss_kappa(ratings), 3)
    0.55
    """
    from statsmodels.stats.inter_rater import fleiss_kappa as kappa

    counts = _counts(ratings.dropna())
    if len(counts) == 0 or counts.shape[1] < 2:
        return math.nan
    return float(kappa(counts))


def krippendorff_alpha(ratings: pd.DataFrame, level: Level = "nominal") -> float:
    """Return Krippendorff's alpha: 1 is agreement, 0 chance; for any number of raters, with gaps.

    `ratings` has a row a case and a column a rater. `level` says which misses are near: "ordinal" counts the ranks
    between two ratings, "interval" their distance. Cases with fewer than two ratings say nothing and are left out.

    >>> ratings = pd.DataFrame({"a": [1, 2, 3, 3], "b": [1, 2, 3, 3], "c": [None, 2, 3, 4]})
    >>> round(krippendorff_alpha(ratings), 3), round(krippendorff_alpha(ratings, "interval"), 3)
    (0.756, 0.896)
    """
    counts = _counts(ratings)
    counts = counts[counts.sum(axis=1) > 1]
    if len(counts) == 0:
        return math.nan
    rated = counts.sum(axis=1, keepdims=True)
    pairs = counts.T @ (counts / (rated - 1)) - np.diag((counts / (rated - 1)).sum(axis=0))
    overall = counts.sum(axis=0)
    everything = overall.sum()
    apart = _distance(pd.factorize(ratings.to_numpy().ravel(), sort=True)[1], overall, level)
    expected = float((np.outer(overall, overall) * apart).sum()) / (everything - 1)
    return float(1 - (pairs * apart).sum() / expected) if expected else math.nan


def intraclass(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return the six intraclass correlations of Shrout and Fleiss (1979): value, and in words what each is of.

    `ratings` has a row a case and a column a rater, all numbers; cases that not all rated are left out. Those of "these
    raters drawn from many" count a rater who is too kind as error, those of "only these raters" do not. Raises ValueError
    for fewer than two raters or cases.

    >>> ratings = pd.DataFrame({"a": [9, 6, 8, 7], "b": [2, 1, 4, 1], "c": [5, 3, 6, 2]})
    >>> intraclass(ratings)["value"].round(2).to_dict()["ICC(3,1)"]
    0.71
    """
    table = ratings.dropna().to_numpy(dtype=float)
    cases, raters = table.shape
    if cases < 2 or raters < 2:
        raise ValueError(f"{raters} raters and {cases} cases they all rated: two of each are the least.")
    middle = table.mean()
    between = raters * float(((table.mean(axis=1) - middle) ** 2).sum()) / (cases - 1)
    of_raters = cases * float(((table.mean(axis=0) - middle) ** 2).sum()) / (raters - 1)
    within = float(((table - table.mean(axis=1, keepdims=True)) ** 2).sum()) / (cases * (raters - 1))
    error = (within * cases * (raters - 1) - of_raters * (raters - 1)) / ((cases - 1) * (raters - 1))
    kinder = raters * (of_raters - error) / cases
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.array(
            [
                np.divide(between - within, between + (raters - 1) * within),
                np.divide(between - error, between + (raters - 1) * error + kinder),
                np.divide(between - error, between + (raters - 1) * error),
                np.divide(between - within, between),
                np.divide(between - error, between + (of_raters - error) / cases),
                np.divide(between - error, between),
            ]
        )
    return pd.DataFrame({"value": values, "of": _MEANS}, index=pd.Index(ICC, name="form"))


def _counts(ratings: pd.DataFrame) -> np.ndarray:
    """Return cases x different ratings: how many raters gave this one."""
    codes, seen = pd.factorize(ratings.to_numpy().ravel(), sort=True)
    places = codes.reshape(ratings.shape)
    return (
        np.stack([(places == number).sum(axis=1) for number in range(len(seen))], axis=1).astype(float)
        if len(seen)
        else np.zeros((len(ratings), 0))
    )


def _distance(values: np.ndarray, overall: np.ndarray, level: Level) -> np.ndarray:
    """Return how far each pair of ratings is apart, squared."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        numbers = values.astype(float)
        return (numbers[:, None] - numbers[None, :]) ** 2
    if level != "ordinal":
        raise ValueError(f"A level of {level!r}: give 'nominal', 'ordinal' or 'interval'.")
    rank = np.cumsum(overall) - overall / 2
    return (rank[:, None] - rank[None, :]) ** 2
