"""What moves satisfaction? The share of its variance that each attribute explains, though attributes move together.

With attributes that correlate, regression weights change sign with the company they keep. Shapley shares average an
attribute's gain in R² over every order of entry (Lindeman, Merenda and Gold 1980; Grömping 2006, "Relative importance for
linear regression in R"); Johnson's weights (2000) come near to it for less work. Neither says that a change would be
followed by satisfaction: who is satisfied rates everything higher. Taught in lesson 09.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered

MOST = 16
"""Attributes beyond which every order of entry takes too long."""
COLLINEAR = 10.0
"""A variance inflation from which shares of single attributes are hardly told apart."""


@dataclass(frozen=True, eq=False)
class Drivers:
    """`table` by attribute, the largest share first: shapley and johnson (parts of R², they add up to it), share (of R²),
    low and high (95 % of shapley, resampled), correlation (with the target) and inflation (of its variance by the others).
    """

    table: pd.DataFrame
    r_squared: float
    answers: int
    note: str

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.to_html(float_format='{:,.3f}'.format)}<p>{escape(self.note)}</p>"


def drivers(
    attributes: pd.DataFrame, target: pd.Series, resamples: int = 200, clusters: pd.Series | None = None, seed: int = 0
) -> Drivers:
    """Return how much of the variance of `target` each attribute explains.

    One row a respondent; those who left one out do not count. With `clusters` whole clusters are resampled, such as the
    contacts of one parent; who belongs to none stands alone. Raises ValueError for fewer than two attributes, more than
    `MOST`, or too few respondents.

    >>> x = pd.DataFrame({"speed": [1, 2, 3, 4, 5.0, 6], "price": [2, 1, 4, 3, 6, 5.0]})
    >>> found = drivers(x, pd.Series([1, 2, 3, 4, 5, 6.0]), resamples=0)
    >>> round(float(found.table["shapley"].sum()), 6), found.table.index[0]
    (1.0, 'speed')
    """
    names = list(attributes.columns)
    used = pd.concat([attributes, target.rename("\0target")], axis=1).dropna().astype(float)
    _check(used, names)
    values = used.to_numpy()
    correlation = np.corrcoef(values, rowvar=False)
    shares = shapley(correlation)
    low, high = _interval(used, clusters, resamples, seed) if resamples else (np.full(len(names), np.nan),) * 2
    inflation = np.diag(np.linalg.inv(correlation[:-1, :-1]))
    table = pd.DataFrame(
        {
            "shapley": shares,
            "johnson": johnson(correlation),
            "share": shares / shares.sum() if shares.sum() > 0 else np.nan,
            "low": low,
            "high": high,
            "correlation": correlation[-1, :-1],
            "inflation": inflation,
        },
        index=pd.Index(names, name="attribute"),
    )
    note = f"{shares.sum():.0%} of the variance is explained, told from {len(used):,} respondents."
    if inflation.max() > COLLINEAR:
        note += (
            f" WARNING: {names[int(inflation.argmax())]} is nearly told by the other attributes (its variance is inflated "
            f"{inflation.max():,.0f} times): do not read single shares; join items into dimensions first."
        )
    return Drivers(table.sort_values("shapley", ascending=False, kind="stable"), float(shares.sum()), len(used), note)


def shapley(correlation: np.ndarray) -> np.ndarray:
    """Return each attribute's part of R², from the correlations of the attributes and, in the last row, the target.

    One matrix, or a stack of them (... x (p + 1) x (p + 1)); the result is (... x p). All subsets of a size are solved at
    once.

    >>> shapley(np.array([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]])).round(2).tolist()
    [0.36, 0.09]
    """
    stack = np.asarray(correlation, dtype=float)
    attributes = stack.shape[-1] - 1
    between, to_target = stack[..., :-1, :-1], stack[..., :-1, -1]
    explained = np.zeros((*stack.shape[:-2], 1 << attributes))
    for size in range(1, attributes + 1):
        subsets = np.array(list(combinations(range(attributes), size)))
        place = (1 << subsets).sum(axis=1)
        inside = between[..., subsets[:, :, None], subsets[:, None, :]]
        known = to_target[..., subsets]
        explained[..., place] = (np.linalg.solve(inside, known[..., None])[..., 0] * known).sum(axis=-1)
    return _gains(explained, attributes)


def johnson(correlation: np.ndarray) -> np.ndarray:
    """Return Johnson's relative weights (2000), parts of R², from the same correlations.

    >>> johnson(np.array([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]])).round(2).tolist()
    [0.36, 0.09]
    """
    values, vectors = np.linalg.eigh(correlation[:-1, :-1])
    root = (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T
    return root**2 @ np.linalg.solve(root, correlation[:-1, -1]) ** 2


def _gains(explained: np.ndarray, attributes: int) -> np.ndarray:
    """Return the mean gain of each attribute over all orders of entry."""
    from scipy.special import comb

    subsets = np.arange(1 << attributes)
    sizes = np.array([bin(number).count("1") for number in subsets])
    # So many orders of entry have just this subset before the attribute; the whole set comes before none.
    weight = np.append(1 / (attributes * comb(attributes - 1, sizes[:-1])), 0.0)
    parts = []
    for place in range(attributes):
        without = subsets[subsets & (1 << place) == 0]
        parts.append((explained[..., without | (1 << place)] - explained[..., without]) @ weight[without])
    return np.stack(parts, axis=-1)


def _interval(
    used: pd.DataFrame, clusters: pd.Series | None, resamples: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    values = used.to_numpy()
    groups = numbered(clusters, used.index)
    count = groups.max() + 1
    kept = []
    for _ in range(resamples):
        times = np.bincount(random.integers(count, size=count), minlength=count)[groups]
        spread = np.cov(values, rowvar=False, fweights=times)
        scale = np.sqrt(np.diag(spread))
        if (scale > 0).all():
            kept.append(spread / np.outer(scale, scale))
    usable = [one for one in kept if np.linalg.cond(one[:-1, :-1]) < 1e10]
    if len(usable) < 2:
        return (np.full(values.shape[1] - 1, np.nan),) * 2
    # A few at a time: all subsets of twelve attributes for every resample at once would fill the memory.
    shares = np.concatenate([shapley(np.stack(usable[first : first + 20])) for first in range(0, len(usable), 20)])
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return low, high


def _check(used: pd.DataFrame, names: list[str]) -> None:
    if not 2 <= len(names) <= MOST:
        raise ValueError(f"{len(names)} attributes: give from 2 to {MOST}, or join items into dimensions first.")
    if len(used) < len(names) + 2:
        raise ValueError(
            f"{len(used):,} respondents answered all {len(names)} attributes and the target: too few to tell anything."
        )
    flat = [str(name) for name in used if used[name].nunique() < 2]
    if flat:
        raise ValueError(
            f"Everybody answered {flat[0].replace(chr(0), 'the ')} alike: it can drive nothing; leave it out."
        )
    between = np.corrcoef(used[names].to_numpy(), rowvar=False)
    if np.linalg.cond(between) > 1e10:
        raise ValueError("Some attributes say exactly what others say together: leave one of them out.")
