"""Who is rated well, and who was only lucky: means of groups pulled towards all, the further the fewer answers they have.

A mean of five answers stands at an end of every list. The best guess of what a group will be rated next lies between its own
mean and that of all groups (Robinson 1991, "That BLUP is a good thing: the estimation of random effects"). Taught in lesson 09.
"""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered
from kamlib.methods.normal import Z


def shrunken_means(scores: pd.Series, groups: pd.Series, clusters: pd.Series | None = None) -> pd.DataFrame:
    """Return by group, the lowest shrunken mean first: answers, mean, weight (of its own answers), shrunken, low and high.

    A row a respondent, such as a customer, with its group, such as the manager who looks after it. With `clusters` those of
    one cluster within a group answer alike, so that five answers of one customer count for little more than one. The spreads
    of groups, of clusters and of answers are those of a mixed model by restricted maximum likelihood; low and high hold what a
    group is expected to be rated with 95 %. Raises ValueError for fewer than three groups, and for fewer answers than three
    more than groups.

    >>> scores = pd.Series([4, 5, 6, 5, 6, 6, 7, 6, 2.0])
    >>> table = shrunken_means(scores, pd.Series(list("aaaabbbbc")))
    >>> table["mean"].tolist(), bool(table.loc["c", "shrunken"] > 2)
    ([2.0, 5.0, 6.25], True)
    """
    used = pd.DataFrame({"score": scores.astype(float), "group": groups}).dropna()
    by_group = used.groupby("group")["score"]
    table = pd.DataFrame({"answers": by_group.size(), "mean": by_group.mean()}).rename_axis("group")
    if len(table) < 3 or len(used) < len(table) + 3:
        raise ValueError(
            f"{len(used):,} answers in {len(table):,} groups tell nothing of how groups differ: give three groups or more, and some "
            "answers in each."
        )
    used["cluster"] = numbered(clusters, used.index)
    spread = _spreads(used)
    parts = used.groupby(["group", "cluster"])["score"].agg(["size", "mean"])
    precision = 1 / (spread.cluster + spread.answer / parts["size"])
    of_group = 1 / precision.groupby("group").sum()
    own = (precision * parts["mean"]).groupby("group").sum() * of_group
    between = 1 / (spread.group + of_group)
    overall = float((between * own).sum() / between.sum())
    weight = spread.group * between
    shrunken = overall + weight * (own - overall)
    error = np.sqrt(weight * of_group + (1 - weight) ** 2 / between.sum())
    table = table.assign(weight=weight, shrunken=shrunken, low=shrunken - Z * error, high=shrunken + Z * error)
    return table.sort_values("shrunken", kind="stable")


class _Spreads(NamedTuple):
    """Variances of groups, of clusters within a group, and of answers within a cluster."""

    group: float
    cluster: float
    answer: float


def _spreads(used: pd.DataFrame) -> _Spreads:
    """Return the three variances; without two answers of one cluster anywhere, clusters and answers are one."""
    import statsmodels.api as sm

    apart = used.duplicated(["group", "cluster"]).any()
    model = sm.MixedLM.from_formula(
        "score ~ 1", used, groups="group", re_formula="1", vc_formula={"cluster": "0 + C(cluster)"} if apart else None
    )
    with warnings.catch_warnings():
        # Groups that differ by chance alone put their spread at 0, the end of its range, of which the model warns.
        warnings.simplefilter("ignore")
        fitted = model.fit(reml=True)
    return _Spreads(float(fitted.cov_re.iloc[0, 0]), float(fitted.vcomp[0]) if apart else 0.0, float(fitted.scale))
