"""What moves one ordered answer? Odds of a better answer, for answers that have an order and no unit.

From "content" to "very content" is not the same step as from "angry" to "annoyed", and a mean treats it so. The
proportional-odds model (McCullagh 1980, "Regression models for ordinal data") uses the order alone: one point of an attribute
multiplies the odds of an answer above any threshold by the same ratio. That the ratio is the same at all thresholds is
supposed, and that what goes together also causes is not shown. Fitted by statsmodels. Taught in lesson 09.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered

MOST_LEVELS = 20
"""Different answers beyond which a scale is no list of ordered answers but a measure."""
ROUNDS, FLAT = 1000, 1e-4
"""Rounds of climbing, and the slope of the log-likelihood of one answer below which the top is reached."""

LEVEL, TIMES = "\0level", "\0times"
"""Columns of our own beside the attributes; no attribute is called so."""


@dataclass(frozen=True, eq=False)
class OrderedLogit:
    """A fitted proportional-odds model.

    `table` has by attribute the coefficient (log odds of a better answer a point) with its 95 % interval, low and high, and
    odds_ratio, e to the coefficient. `thresholds` stand between each two neighbouring answers, on the scale of the
    coefficients. `deviance` is −2 times the log-likelihood. Where `converged` is False the note says what cannot be used.
    """

    table: pd.DataFrame
    thresholds: pd.Series
    deviance: float
    answers: int
    converged: bool
    note: str

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.to_html(float_format='{:,.3f}'.format)}<p>{escape(self.note)}</p>"


def ordered_logit(
    attributes: pd.DataFrame,
    target: pd.Series,
    order: list | None = None,
    counts: pd.Series | None = None,
    clusters: pd.Series | None = None,
) -> OrderedLogit:
    """Return how one point of each attribute moves the odds of a better answer, the other attributes held.

    A row a respondent; who left one out does not count. `target` holds numbers, ordered categories, or words with `order`,
    the words from the worst to the best. `counts` says how many respondents a row stands for (whole numbers). With
    `clusters` intervals let those of one cluster answer alike. Raises ValueError for one answer only, answers without an
    order, attributes that are no numbers, never vary or repeat each other, and too few respondents.

    >>> speed = pd.DataFrame({"speed": [1, 2, 3, 4, 5, 6, 7, 8.0]})
    >>> found = ordered_logit(speed, pd.Series(["bad", "bad", "fair", "bad", "good", "fair", "good", "good"]),
    ...     order=["bad", "fair", "good"])
    >>> found.converged, found.table["odds_ratio"].round(2).to_dict()
    (True, {'speed': 3.3})
    """
    _check_attributes(attributes)
    names = _names(target, order)
    rows = pd.concat([attributes.astype(float), _levels(target, names), _times(target, counts)], axis=1)
    used = rows.replace([np.inf, -np.inf], np.nan).dropna()
    used = used[used[TIMES] > 0]
    values, times = used[list(attributes.columns)].to_numpy(), used[TIMES].to_numpy(dtype=int)
    seen, level = np.unique(used[LEVEL].to_numpy(dtype=int), return_inverse=True)
    words = [names[place] for place in seen]
    _check(values, times, words, attributes.columns)
    middle, unit = np.average(values, axis=0, weights=times), np.ptp(values, axis=0)
    scaled = (values - middle) / unit
    between = pd.Index([f"{_word(low)} | {_word(high)}" for low, high in pairwise(words)], name="between")
    apart = _without_end(scaled, level)
    if apart.any():
        return _no_numbers(attributes.columns, between, int(times.sum()), apart)
    groups = None if clusters is None else _groups(clusters, used.index).repeat(times)
    fitted, reached = _fit(scaled.repeat(times, axis=0), level.repeat(times), groups)
    slopes = len(attributes.columns)
    coefficient, ends = fitted.params[:slopes] / unit, np.asarray(fitted.conf_int())[:slopes] / unit[:, None]
    with np.errstate(over="ignore"):
        # In a tiny unit a point is a leap: odds beyond all numbers are infinite.
        ratio = np.exp(coefficient)
    table = pd.DataFrame(
        {"coefficient": coefficient, "low": ends[:, 0], "high": ends[:, 1], "odds_ratio": ratio},
        index=attributes.columns.rename("attribute"),
    )
    thresholds = fitted.model.transform_threshold_params(fitted.params)[1:-1] + middle @ coefficient
    converged = reached and bool(np.isfinite(ends).all())
    note = f"Told from {times.sum():,} respondents."
    if not converged:
        note += (
            " WARNING: the fit did not reach its best numbers: do not use them; leave attributes out or join answers."
        )
    return OrderedLogit(
        table, pd.Series(thresholds, between), -2 * float(fitted.llf), int(times.sum()), converged, note
    )


def _fit(scaled: np.ndarray, level: np.ndarray, groups: np.ndarray | None) -> tuple[Any, bool]:
    """Return the fitted model of statsmodels, and whether it came to the top."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    errors: dict[str, Any] = {}
    if groups is not None:
        errors = {"cov_type": "cluster", "cov_kwds": {"groups": groups}, "use_t": True}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # What a warning would say stands in the note.
        warnings.simplefilter("ignore")
        fitted = OrderedModel(level, scaled, distr="logit").fit(
            method="bfgs", maxiter=ROUNDS, gtol=1e-7, disp=False, **errors
        )
        told = fitted.mle_retvals
        slope = float(np.abs(told["gopt"]).max())
        return fitted, bool(told["converged"]) or slope < FLAT


def _without_end(scaled: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Return which attributes have a coefficient without end, because they sort the answers without an exception.

    Those that do so by themselves; where none does, those that do so together.
    """
    rows = np.unique(np.column_stack([scaled, level]), axis=0)
    values, level = rows[:, :-1], rows[:, -1].astype(int)
    together = _direction(values, level)
    if not together.any():
        return together
    alone = np.array([_direction(values[:, [place]], level).any() for place in range(values.shape[1])])
    return alone if alone.any() else together


def _direction(values: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Return which coefficients move in a direction along which no answer ever becomes less likely.

    None where there is no such direction. It is looked for by a linear programme, over coefficients and thresholds (Albert
    and Anderson 1984, "On the existence of maximum likelihood estimates in logistic regression models").
    """
    from scipy.optimize import linprog

    slopes, edges = values.shape[1], int(level.max())
    steps = []
    # An answer's upper threshold may not come nearer to it, nor its lower one.
    for sign, shift, inside in ((-1.0, 0, level < edges), (1.0, 1, level > 0)):
        step = np.zeros((int(inside.sum()), slopes + edges))
        step[:, :slopes] = -sign * values[inside]
        step[np.arange(len(step)), slopes + level[inside] - shift] = sign
        steps.append(step)
    limits = np.concatenate(steps)
    found = linprog(limits.sum(axis=0), A_ub=limits, b_ub=np.zeros(len(limits)), bounds=(-1, 1), method="highs")
    if found.x is None or found.fun > -1e-6:
        return np.zeros(slopes, dtype=bool)
    return np.abs(found.x[:slopes]) > 1e-6


def _no_numbers(names: pd.Index, between: pd.Index, answers: int, apart: np.ndarray) -> OrderedLogit:
    which = " and ".join(str(name) for name in names[apart])
    note = (
        f"WARNING: {which} sort{'s' if apart.sum() == 1 else ''} answers without one exception among {answers:,} respondents, so "
        "the odds have no end and no number tells them: say that in words, join answers, or leave it out."
    )
    columns = ["coefficient", "low", "high", "odds_ratio"]
    table = pd.DataFrame(np.nan, index=names.rename("attribute"), columns=columns)
    return OrderedLogit(table, pd.Series(np.nan, between), math.nan, answers, False, note)


def _names(target: pd.Series, order: list | None) -> list:
    """Return the answers from the worst to the best."""
    if order is not None:
        return list(order)
    if isinstance(target.dtype, pd.CategoricalDtype) and target.cat.ordered:
        return list(target.cat.categories)
    if pd.api.types.is_numeric_dtype(target):
        return sorted(target.dropna().unique())
    raise ValueError("The answers are words without an order: give `order`, the words from the worst to the best.")


def _word(answer: object) -> str:
    return f"{answer:g}" if isinstance(answer, float) else str(answer)


def _levels(target: pd.Series, names: list) -> pd.Series:
    """Return the place of each answer in their order, NaN for none."""
    given = target.astype(object)
    if len(odd := given[given.notna() & ~given.isin(names)]):
        raise ValueError(f"The answer {odd.iloc[0]!r} is not in the order given: name every answer once.")
    if len(set(names)) < len(names):
        raise ValueError("The order names an answer twice: name every answer once.")
    return given.map({name: place for place, name in enumerate(names)}).astype(float).rename(LEVEL)


def _times(target: pd.Series, counts: pd.Series | None) -> pd.Series:
    """Return how many respondents each row stands for."""
    if counts is None:
        return pd.Series(1.0, target.index, name=TIMES)
    times = counts.astype(float).rename(TIMES)
    if not ((times >= 0) & (times % 1 == 0)).all():
        raise ValueError("Counts are whole numbers from 0 up, one for each row: how many respondents it stands for.")
    return times


def _groups(clusters: pd.Series, index: pd.Index) -> np.ndarray:
    """Return the number of each row's cluster; who belongs to none is one of its own."""
    groups = numbered(clusters, index)
    if groups.max() < 1:
        raise ValueError("All respondents are of one cluster: at least two are needed to see how clusters differ.")
    return groups


def _check_attributes(attributes: pd.DataFrame) -> None:
    if not len(attributes.columns):
        raise ValueError("No attribute is given: name at least one column that may move the answer.")
    for name, column in attributes.items():
        if not pd.api.types.is_numeric_dtype(column):
            raise ValueError(f"{name} holds no numbers: give one column of 0 and 1 for each of its values but one.")


def _check(values: np.ndarray, times: np.ndarray, words: list, names: pd.Index) -> None:
    if len(words) < 2:
        said = f"Everybody answered {_word(words[0])!r} alike" if words else "Nobody answered all of it"
        raise ValueError(f"{said}: nothing can be told of what moves the answer.")
    if len(words) > MOST_LEVELS:
        raise ValueError(
            f"There are {len(words):,} different answers: up to {MOST_LEVELS} can be taken for ordered ones; use `effects` for a "
            "score with a unit."
        )
    if times.sum() < len(names) + len(words):
        raise ValueError(
            f"{int(times.sum()):,} respondents answered all {len(names)} attributes and the target: too few to tell anything."
        )
    if flat := [str(name) for name, column in zip(names, values.T, strict=True) if not np.ptp(column) > 0]:
        raise ValueError(f"Everybody answered {flat[0]} alike: it can move nothing; leave it out.")
    if len(names) > 1 and np.linalg.cond(np.corrcoef(values.repeat(times, axis=0), rowvar=False)) > 1e10:
        raise ValueError("Some attributes say exactly what others say together: leave one of them out.")
