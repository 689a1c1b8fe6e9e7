"""How many segments there are, if any: separated from chance, and found again when the accounts are drawn again.

Separation is the silhouette (Rousseeuw 1987) against features without groups, an idea of Tibshirani, Walther and Hastie
(2001, the gap statistic); stability is bootstrap refits (Hennig 2007) compared by the adjusted Rand index (Hubert and
Arabie 1985). Without both, there are no segments to name. Taught in lesson 02.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.methods.segments.clustering import Method, fit
from kamlib.methods.segments.features import check_complete
from kamlib.methods.segments.reference import Reference

LEAST_ACCOUNTS = 5
LEAST_SILHOUETTE = 0.25
"""Kaufman and Rousseeuw (1990, "Finding Groups in Data") read .25 or less as no substantial structure."""
LEAST_STABILITY = 0.80
LEAST_EXCESS = 0.05
"""Even flat and counted data without groups pass their own reference by up to .04; less than .05 helps nobody."""
SAMPLE = 2000
"""Accounts judged at most. On a real ledger of 4,300, samples of 1,000 changed the answer in 2 of 20 draws, 2,000 never."""


@dataclass(frozen=True, eq=False)
class ClusterChoice:
    """Which number of segments is both separated and stable, `None` if none is, the evidence and a note.

    `table` has a row for each k tried: silhouette, null (what features without groups reach on average), to_beat (the
    limit below which groups are not separated, see `choose_k`), stability (mean adjusted Rand index of refits),
    stability_low (its 2.5 % quantile), smallest (accounts in the smallest segment), separated, stable.
    """

    table: pd.DataFrame
    k: int | None
    note: str
    method: Method

    def _repr_html_(self) -> str:
        import html

        return f"<p>{html.escape(self.note)}</p>{self.table.to_html(float_format='{:.3f}'.format, index=False)}"


def choose_k(
    scaled: pd.DataFrame,
    ks: Iterable[int] = range(2, 9),
    method: Method = "k-means",
    resamples: int = 40,
    seed: int = 0,
) -> ClusterChoice:
    """Choose the number of segments, or none, by separation and stability together.

    Separated: the silhouette passes .25, .05 more than features without groups reach on average, and what they pass by
    chance, at any k, one time in twenty. Features without groups have the same columns, each blurred until it has one
    peak (counts stay counts), and the same correlations; shuffling the columns would destroy those, and so call every
    long cloud a set of segments. Stable: segments found again in bootstrap samples of the accounts agree with the first, mean adjusted Rand
    index at least .80. Every segment needs five accounts. Of several such k the best separated is chosen. Above 2,000
    accounts a random 2,000 are judged. Takes seconds; Ward and mixture longer.

    False alarms of k-means on 150 accounts without groups (100 runs each, k 2 to 6): flat 0, round 0, long cloud 2, long
    cloud with a feature of counts 11. So where a feature counts few orders, read "segments" with more doubt.
    """
    from threadpoolctl import threadpool_limits

    check_complete(scaled)
    if resamples < 20:
        raise ValueError(f"resamples is {resamples}; give at least 20, or the intervals mean nothing.")
    random = np.random.default_rng(seed)
    points = scaled.to_numpy(dtype=float)
    points = points[np.lexsort(points.T[::-1])]
    if len(points) > SAMPLE:
        points = points[np.sort(random.choice(len(points), SAMPLE, replace=False))]
    points = points[:, np.ptp(points, axis=0) > 0]
    most = min(len(np.unique(points, axis=0)) - 1, len(points) // LEAST_ACCOUNTS)
    tried = tuple(sorted({k for k in ks if 2 <= k <= most}))
    if not tried:
        return ClusterChoice(_evidence((), {}), None, _too_little(scaled), method)
    with threadpool_limits(limits=1):
        table = _judge(points, tried, method, resamples, random)
    good = table[table["separated"] & table["stable"] & (table["smallest"] >= LEAST_ACCOUNTS)]
    k = None if good.empty else int(good["k"].iloc[int(good["silhouette"].argmax())])
    sample = f" Judged on {len(points):,} of {len(scaled):,} accounts." if len(points) < len(scaled) else ""
    return ClusterChoice(table, k, _note(table, k) + sample, method)


def _judge(
    points: np.ndarray, ks: tuple[int, ...], method: Method, resamples: int, random: np.random.Generator
) -> pd.DataFrame:
    """Return the evidence for each k: separation against data without groups, and stability under resampling."""
    from sklearn.metrics import adjusted_rand_score

    seeds = iter(random.integers(0, 2**31, size=2 * resamples + 1).tolist())
    rules = fit(points, ks, method, next(seeds))
    found = {k: rules[k](points) for k in ks}
    reference = Reference(points, random)
    nulls = np.array([_without_groups(reference.draw(), ks, method, next(seeds)) for _ in range(resamples)])
    agreement = np.empty((resamples, len(ks)))
    for row in range(resamples):
        drawn = points[random.integers(0, len(points), len(points))]
        again = fit(drawn, tuple(k for k in ks if k <= len(np.unique(drawn, axis=0))), method, next(seeds))
        agreement[row] = [adjusted_rand_score(found[k], again[k](points)) if k in again else 0.0 for k in ks]
    average, spread = nulls.mean(axis=0), nulls.std(axis=0, ddof=1) + 1e-12
    # One limit for all k together: the largest excess over the k tried, which chance passes one time in twenty.
    limit = np.quantile(((nulls - average) / spread).max(axis=1), 0.95)
    return _evidence(
        ks,
        {
            "silhouette": _silhouettes(points, found),
            "null": average,
            "to_beat": np.maximum(LEAST_SILHOUETTE, average + np.maximum(LEAST_EXCESS, limit * spread)),
            "stability": agreement.mean(axis=0),
            "stability_low": np.quantile(agreement, 0.025, axis=0),
            "smallest": [int(np.bincount(found[k], minlength=k).min()) for k in ks],
        },
    )


def _evidence(ks: tuple[int, ...], columns: dict[str, object]) -> pd.DataFrame:
    names = ["silhouette", "null", "to_beat", "stability", "stability_low", "smallest"]
    table = pd.DataFrame({"k": pd.Series(ks, dtype="int64"), **{name: columns.get(name, []) for name in names}})
    table["separated"] = table["silhouette"] > table["to_beat"]
    table["stable"] = table["stability"] >= LEAST_STABILITY
    return table


def _without_groups(points: np.ndarray, ks: tuple[int, ...], method: Method, seed: int) -> list[float]:
    rules = fit(points, ks, method, seed)
    return _silhouettes(points, {k: rules[k](points) for k in ks})


def _silhouettes(points: np.ndarray, found: dict[int, np.ndarray]) -> list[float]:
    """Return the mean silhouette of each division of the same points; their distances are worked out once."""
    from sklearn.metrics import euclidean_distances

    apart = euclidean_distances(points)
    return [_silhouette(apart, labels) for labels in found.values()]


def _silhouette(apart: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean silhouette from distances: one product of matrices, a third of scikit-learn's time."""
    labels = np.unique(labels, return_inverse=True)[1]
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        return 0.0
    totals = apart @ np.eye(len(sizes))[labels]
    every, own = np.arange(len(labels)), sizes[labels]
    inside = totals[every, labels] / np.maximum(own - 1, 1)
    totals[every, labels] = np.inf
    nearest = (totals / sizes).min(axis=1)
    larger = np.maximum(inside, nearest)
    counts = (own > 1) & (larger > 0)
    return float(np.divide(nearest - inside, larger, out=np.zeros_like(larger), where=counts).mean())


def _too_little(scaled: pd.DataFrame) -> str:
    if len(scaled) >= 2 * LEAST_ACCOUNTS:
        return "No reliable segmentation found: almost all accounts are the same in these features."
    return (
        f"No reliable segmentation found: too few accounts ({len(scaled):,}); "
        f"every segment needs at least {LEAST_ACCOUNTS}."
    )


def _note(table: pd.DataFrame, k: int | None) -> str:
    if k is not None:
        row = table[table["k"] == k].iloc[0]
        return (
            f"{k} segments: separated (silhouette {row['silhouette']:.2f}; features without groups stay below "
            f"{row['to_beat']:.2f}) and stable (accounts drawn again give the same segments, agreement "
            f"{row['stability']:.2f} of 1)."
        )
    if not table["separated"].any():
        row = table.iloc[int((table["silhouette"] - table["to_beat"]).argmax())]
        why = (
            f"even {row['k']:.0f} segments (silhouette {row['silhouette']:.2f}) do not stand apart more than features "
            f"without groups can (limit {row['to_beat']:.2f})"
        )
    elif not (table["separated"] & table["stable"]).any():
        row = table.iloc[int(table["stability"].where(table["separated"], -1).argmax())]
        why = (
            f"{row['k']:.0f} segments are separated but not stable: accounts drawn again give other segments "
            f"(agreement {row['stability']:.2f} of 1, wanted {LEAST_STABILITY:.2f})"
        )
    else:
        why = f"one of the segments that are separated and stable holds fewer than {LEAST_ACCOUNTS} accounts"
    return f"No reliable segmentation found: {why}. Place the accounts on a continuum instead of naming groups."
