"""Answers that stand for more than themselves: weights, means with the standard errors of the design, raking.

Where large customers answer and small ones do not, the plain mean is that of large customers. A weight says how many each
answer stands for; raking (Deming and Stephan 1940) finds weights that give the known margins of region and size. Standard
errors follow the design: strata, clusters, a finite population (Cochran 1977, "Sampling Techniques"; Taylor linearisation).
For several stages, replicate weights or calibration use a package made for it, such as survey in R. Taught in lesson 09.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

ROUNDS, CLOSE = 200, 1e-10


@dataclass(frozen=True)
class WeightedMean:
    """A mean with its standard error by the design and the 95 % interval (Student's t).

    `design_effect` is its variance over that of a simple random sample of so many; `degrees_of_freedom` are clusters less
    strata.
    """

    mean: float
    standard_error: float
    low: float
    high: float
    design_effect: float
    degrees_of_freedom: int
    answers: int


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights that give the wanted margins; `design_effect` is Kish's (1965), `rounds` how many it took.

    `margins` has a row a category: wanted and reached (counts). `note` says what was trimmed, or what could not be reached.
    """

    weights: pd.Series
    design_effect: float
    margins: pd.DataFrame
    rounds: int
    converged: bool
    note: str


def weighted_mean(
    values: pd.Series,
    weights: pd.Series | None = None,
    strata: pd.Series | None = None,
    clusters: pd.Series | None = None,
    population: pd.Series | float = math.inf,
) -> WeightedMean:
    """Return the mean of `values` with the standard error of the design; a missing value is left out, its cluster stays.

    All share one index. `clusters` are those drawn together or alike, such as contacts of one parent; `population` is how
    many clusters (or answers) there are in all, in each stratum. Raises ValueError where a stratum has a single cluster:
    its spread cannot be seen; join it to another.

    >>> told = weighted_mean(pd.Series([1.0, 2, 3, 4]))
    >>> told.mean, round(told.standard_error, 4), told.degrees_of_freedom
    (2.5, 0.6455, 3)
    """
    from scipy import stats

    rows = _rows(values, weights, strata, clusters, population)
    used = rows["value"].notna()
    weight = rows["weight"].where(used, 0.0)
    total = float(weight.sum())
    if not total > 0:
        raise ValueError("No answer has a weight above 0: there is no mean.")
    mean = float((weight * rows["value"].fillna(0.0)).sum()) / total
    rows["part"] = weight * (rows["value"].fillna(mean) - mean) / total
    by_cluster = rows.groupby(["stratum", "cluster"], sort=False).agg(part=("part", "sum"), all=("all", "first"))
    by_stratum = by_cluster.groupby(level="stratum", sort=False)
    drawn = by_stratum["part"].size()
    if (drawn < 2).any():
        raise ValueError(
            f"Stratum {drawn.index[drawn < 2][0]!r} has a single cluster: its spread cannot be seen; join it to another."
        )
    spread = by_stratum["part"].var(ddof=1) * drawn
    kept = 1 - drawn / by_stratum["all"].first()
    variance = float((spread * kept).sum())
    freedom = int(drawn.sum() - len(drawn))
    width = float(stats.t.ppf(0.975, freedom)) * math.sqrt(variance)
    return WeightedMean(
        mean,
        math.sqrt(variance),
        mean - width,
        mean + width,
        _effect(variance, rows, weight, mean),
        freedom,
        int(used.sum()),
    )


def post_stratified(groups: pd.Series, population: Mapping[object, float]) -> pd.Series:
    """Return weights that give each group its known number: what it has over how many of it answered.

    Raises ValueError for a group without a known number, or one that nobody answered for: no weight can mend that.

    >>> post_stratified(pd.Series(["a", "a", "b"]), {"a": 10, "b": 20}).tolist()
    [5.0, 5.0, 20.0]
    """
    counts = groups.value_counts()
    _same_groups(counts.index, population, str(groups.name or "the groups"))
    return (groups.map(dict(population)).astype(float) / groups.map(counts)).rename("weight")


def rake(
    answers: pd.DataFrame,
    margins: Mapping[str, Mapping[object, float]],
    start: pd.Series | None = None,
    most: float | None = None,
) -> Raked:
    """Return weights under which `answers` has the known margins: for each column named, how many there are of each value.

    `start` are the weights of the design (1 each by default). With `most`, no weight stays above so many times the mean:
    what is cut off is spread over the others, and the margins are then missed a little; the note says by how much.
    Raises ValueError where the margins count different totals, or name a value that nobody answered with.

    >>> sample = pd.DataFrame({"region": ["N", "N", "S"], "size": ["L", "S", "S"]})
    >>> raked = rake(sample, {"region": {"N": 60, "S": 40}, "size": {"L": 20, "S": 80}})
    >>> raked.weights.round(3).tolist()
    [20.0, 40.0, 40.0]
    """
    _check_margins(answers, margins)
    weights = np.ones(len(answers)) if start is None else start.to_numpy(dtype=float).copy()
    if not (np.isfinite(weights).all() and (weights > 0).all()):
        raise ValueError("A weight to start from is missing or not above 0; give each answer how many it stands for.")
    places = {name: pd.factorize(answers[name])[0] for name in margins}
    wanted = {name: _wanted(answers[name], known) for name, known in margins.items()}
    rounds, converged = 0, False
    while rounds < ROUNDS and not converged:
        rounds += 1
        for name, place in places.items():
            weights *= (wanted[name] / np.bincount(place, weights, minlength=len(wanted[name])))[place]
        if most is not None:
            weights = _trimmed(weights, most)
        off = [
            np.abs(np.bincount(place, weights, minlength=len(wanted[name])) / wanted[name] - 1).max()
            for name, place in places.items()
        ]
        converged = max(off) < CLOSE
    table = _reached(answers, margins, weights)
    off_by = float((table["reached"] / table["wanted"] - 1).abs().max())
    note = (
        ""
        if converged
        else f"The margins are missed by up to {off_by:.1%}"
        + (": weights were cut off." if most is not None else ": they do not fit together in this sample.")
    )
    return Raked(pd.Series(weights, index=answers.index, name="weight"), kish(weights), table, rounds, converged, note)


def kish(weights: pd.Series | np.ndarray) -> float:
    """Return by how much unequal weights swell a variance (Kish 1965): n times the sum of squares over the squared sum.

    >>> kish(np.array([1.0, 1.0, 2.0]))
    1.125
    """
    numbers = np.asarray(weights, dtype=float)
    return float(len(numbers) * (numbers**2).sum() / numbers.sum() ** 2)


def _rows(
    values: pd.Series,
    weights: pd.Series | None,
    strata: pd.Series | None,
    clusters: pd.Series | None,
    population: pd.Series | float,
) -> pd.DataFrame:
    """Return value, weight, stratum, cluster and how many clusters the stratum has in all, a row an answer."""
    weight = 1.0 if weights is None else weights.astype(float)
    rows = pd.DataFrame({"value": values.astype(float), "weight": weight})
    rows["stratum"] = 0 if strata is None else strata
    rows["cluster"] = np.arange(len(rows)) if clusters is None else clusters
    rows["all"] = population
    gaps = rows[["weight", "stratum", "cluster", "all"]].isna().any(axis=1)
    if gaps.any() or (rows["weight"] < 0).any():
        raise ValueError(
            f"{int((gaps | (rows['weight'] < 0)).sum()):,} answers lack a weight, a stratum or a cluster, or weigh less than "
            "nothing: fill these in first."
        )
    return rows


def _effect(variance: float, rows: pd.DataFrame, weight: pd.Series, mean: float) -> float:
    """Return the design effect: the variance over that of as many answers drawn at random from the same population."""
    used = weight > 0
    answers, people = int(used.sum()), float(weight.sum())
    spread = float((weight * (rows["value"].fillna(mean) - mean) ** 2).sum()) / people * answers / max(answers - 1, 1)
    # Weights that add up to no more than the answers are no numbers of people.
    left = (people - answers) / people if people > answers and np.isfinite(rows["all"]).all() else 1.0
    simple = spread / answers * left
    return variance / simple if simple > 0 else math.nan


def _same_groups(found: pd.Index, known: Mapping[object, float], name: str) -> None:
    if unknown := [value for value in found if value not in known]:
        raise ValueError(f"Nobody said how many there are of {unknown[0]!r} in {name}: give its number.")
    if silent := [value for value in known if value not in found]:
        raise ValueError(
            f"Nobody of {silent[0]!r} in {name} answered: join it to another group; no weight can mend that."
        )


def _check_margins(answers: pd.DataFrame, margins: Mapping[str, Mapping[object, float]]) -> None:
    if not margins:
        raise ValueError("No margin is given: name a column and how many there are of each of its values.")
    for name, known in margins.items():
        if name not in answers:
            raise ValueError(f"The answers have no column {name!r} to rake to.")
        if answers[name].isna().any():
            raise ValueError(
                f"{int(answers[name].isna().sum()):,} answers have no {name}: fill it in or leave them out."
            )
        _same_groups(pd.Index(answers[name].unique()), known, name)
    totals = {name: float(sum(known.values())) for name, known in margins.items()}
    (first, total), *others = totals.items()
    if wrong := next((name for name, other in others if not math.isclose(other, total, rel_tol=1e-6)), None):
        raise ValueError(
            f"{first} counts {total:,g} people and {wrong} {totals[wrong]:,g}: margins must count the same ones."
        )


def _wanted(column: pd.Series, known: Mapping[object, float]) -> np.ndarray:
    return np.array([known[value] for value in pd.factorize(column)[1]], dtype=float)


def _trimmed(weights: np.ndarray, most: float) -> np.ndarray:
    """Return weights cut at `most` times their mean, what is cut off spread over the others."""
    limit = most * weights.mean()
    cut = np.minimum(weights, limit)
    below = cut < limit
    if below.any():
        cut[below] *= (weights.sum() - cut[~below].sum()) / cut[below].sum()
    return cut


def _reached(answers: pd.DataFrame, margins: Mapping[str, Mapping[object, float]], weights: np.ndarray) -> pd.DataFrame:
    told = pd.Series(weights, index=answers.index)
    parts = {
        name: pd.DataFrame(
            {"wanted": pd.Series(dict(known), dtype=float), "reached": told.groupby(answers[name]).sum()}
        )
        for name, known in margins.items()
    }
    return pd.concat(parts, names=["margin", "value"])
