"""How many things does a questionnaire measure? Whether items share enough for factors, and the factors themselves.

Before any factor: the Kaiser-Meyer-Olkin measure (Kaiser 1974, "An index of factorial simplicity") and Bartlett's test
(1950). Factors by maximum likelihood, from statsmodels; an orthogonal or oblique rotation turns them so that each item
belongs to few. A factor is a name we give to what goes together: it is found, and its meaning is not. Taught in lesson 09.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

Rotation = Literal["none", "varimax", "oblimin"]


@dataclass(frozen=True, eq=False)
class Suitability:
    """Kaiser-Meyer-Olkin, overall and by item (`by_item`), and Bartlett's test that nothing correlates."""

    kmo: float
    by_item: pd.Series
    chi2: float
    degrees_of_freedom: int
    p: float

    def _repr_html_(self) -> str:
        from html import escape

        chance = "p below .001" if self.p < 0.001 else f"p {self.p:.3f}"
        words = (
            f"KMO {self.kmo:.2f} over all items (above .8 is good, below .5 is none). Bartlett's test that nothing correlates: "
            f"chi-squared {self.chi2:,.0f} with {self.degrees_of_freedom:,} degrees of freedom, {chance}."
        )
        return f"{self.by_item.to_frame().to_html(float_format='{:,.2f}'.format)}<p>{escape(words)}</p>"


@dataclass(frozen=True, eq=False)
class Factors:
    """Loadings (items x factors), uniqueness by item, and the correlations of the factors.

    Each factor is turned so that its loadings add up to more than zero, and the strongest comes first.
    """

    loadings: pd.DataFrame
    uniqueness: pd.Series
    correlations: pd.DataFrame
    converged: bool
    note: str

    def _repr_html_(self) -> str:
        from html import escape

        table = self.loadings.assign(uniqueness=self.uniqueness)
        return f"{table.to_html(float_format='{:,.2f}'.format)}<p>{escape(self.note)}</p>"


def suitability(scores: pd.DataFrame, complete: bool = True) -> Suitability:
    """Return whether the items of `scores` (a row a respondent) share enough for factors.

    With `complete` only respondents who answered every item count; otherwise each pair of items takes those who answered
    both. A KMO above .8 is good and below .5 is none. Raises ValueError for fewer than three items, fewer respondents than
    items, or items that say the same thing twice.

    >>> scores = pd.DataFrame({"a": [1, 2, 3, 4, 5.0], "b": [2, 2, 4, 5, 4], "c": [1, 3, 3, 5, 4]})
    >>> suitability(scores).degrees_of_freedom
    3
    """
    from scipy import stats

    correlation, answers = _correlation(scores, complete)
    inverse = np.linalg.inv(correlation)
    scale = np.sqrt(np.diag(inverse))
    partial = -inverse / np.outer(scale, scale)
    items = len(correlation)
    off = ~np.eye(items, dtype=bool)
    shared, alone = (correlation**2 * off).sum(axis=0), (partial**2 * off).sum(axis=0)
    freedom = items * (items - 1) // 2
    chi2 = -(answers - 1 - (2 * items + 5) / 6) * np.linalg.slogdet(correlation)[1]
    return Suitability(
        kmo=float(shared.sum() / (shared.sum() + alone.sum())),
        by_item=pd.Series(shared / (shared + alone), index=scores.columns, name="kmo"),
        chi2=float(chi2),
        degrees_of_freedom=freedom,
        p=float(stats.chi2.sf(chi2, freedom)),
    )


def factors(scores: pd.DataFrame, number: int, rotation: Rotation = "none") -> Factors:
    """Return `number` factors of the items of `scores` (a row a respondent; those who answered all count).

    An oblimin rotation lets factors correlate, as the parts of a service do. Raises ValueError for a number of factors
    that so many items cannot carry.

    >>> scores = pd.DataFrame({"a": [1, 2, 3, 4, 5.0], "b": [2, 2, 4, 5, 4], "c": [1, 3, 3, 5, 4], "d": [2, 1, 3, 4, 4]})
    >>> factors(scores, 1).loadings.shape
    (4, 1)
    """
    from statsmodels.multivariate.factor import Factor

    correlation, answers = _correlation(scores)
    items = len(correlation)
    # So many factors leave no degree of freedom to be wrong with.
    if not 1 <= number < items or (items - number) ** 2 < items + number:
        raise ValueError(f"{number} factors of {items} items: so many items carry fewer; give a smaller number.")
    with warnings.catch_warnings(record=True) as trouble:
        warnings.simplefilter("always")
        model = Factor(n_factor=number, corr=correlation, nobs=answers, method="ml")
        fitted = model.fit(start=_start(correlation, number))
    converged = not any("converge" in str(one.message).lower() for one in trouble)
    loadings, between = np.real(np.asarray(fitted.loadings)), np.eye(number)
    if rotation != "none" and number > 1:
        loadings, between = _rotated(loadings, rotation)
    loadings, between = _in_order(loadings, between)
    uniqueness = 1 - np.einsum("if,fg,ig->i", loadings, between, loadings)
    names = [f"factor {place + 1}" for place in range(number)]
    note = f"From {answers:,} respondents who answered all {items} items." + (
        "" if converged else " The fit did not converge: take fewer factors, or ask more people."
    )
    return Factors(
        pd.DataFrame(loadings, index=scores.columns, columns=names),
        pd.Series(uniqueness, index=scores.columns, name="uniqueness"),
        pd.DataFrame(between, index=names, columns=names),
        converged,
        note,
    )


def _start(correlation: np.ndarray, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return loadings and uniquenesses to begin from: those of Jöreskog (1967), the same in every run.

    Left to itself the fit begins by chance, and one that does not settle ends elsewhere each time.
    """
    unique = (1 - 0.5 * number / len(correlation)) / np.diag(np.linalg.inv(correlation))
    scale = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlation / np.outer(scale, scale))
    strongest = slice(None, -number - 1, -1)
    return scale[:, None] * vectors[:, strongest] * np.sqrt(np.maximum(values[strongest] - 1, 1e-3)), unique


def _rotated(loadings: np.ndarray, rotation: Rotation) -> tuple[np.ndarray, np.ndarray]:
    """Return turned loadings and the correlations of the turned factors."""
    from statsmodels.multivariate.factor_rotation import rotate_factors

    method = ("varimax",) if rotation == "varimax" else ("oblimin", 0, "oblique")
    turned, turn = rotate_factors(loadings, *method)
    turned, turn = np.real(turned), np.real(turn)
    # Turned loadings are L T'^-1, so the factors correlate as T'T.
    return turned, turn.T @ turn if rotation == "oblimin" else np.eye(loadings.shape[1])


def _in_order(loadings: np.ndarray, between: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return factors from the strongest to the weakest, each turned so that its loadings add up to more than zero."""
    sign = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    order = np.argsort(-(loadings**2).sum(axis=0), kind="stable")
    return (loadings * sign)[:, order], (between * np.outer(sign, sign))[np.ix_(order, order)]


def _correlation(scores: pd.DataFrame, complete: bool = True) -> tuple[np.ndarray, int]:
    used = scores.dropna(how="any" if complete else "all").astype(float)
    items = len(scores.columns)
    if items < 3 or len(used) <= items:
        raise ValueError(
            f"{items} items and {len(used):,} respondents who answered all of them tell no factors: three items are the "
            "least, and more respondents than items."
        )
    flat = [str(name) for name in used if used[name].nunique() < 2]
    if flat:
        raise ValueError(f"Everybody answered {flat[0]} alike: it correlates with nothing; leave it out.")
    correlation = used.corr().to_numpy()
    if np.linalg.cond(correlation) > 1 / math.sqrt(np.finfo(float).eps):
        raise ValueError("Some items say exactly what others say together: leave one of them out.")
    return correlation, len(used)
