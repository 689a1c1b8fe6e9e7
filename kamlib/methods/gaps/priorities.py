"""What to mend first? Importance against performance, and what an importance is worth that customers only state.

Martilla and James (1977, "Importance-performance analysis") put both on a map: important and weak is where to work. Where
the cross stands decides what lands where, so both usual places are offered, and intervals show which attributes are not
told from it. Stated importance names what everybody takes for granted; derived importance, what moves satisfaction among
those who answered: they differ, and both are wanted. Taught in lesson 10.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pandas as pd

from kamlib.methods.normal import Z

QUADRANTS = ("concentrate here", "keep up", "low priority", "possible overkill")


def importance_performance(
    importance: pd.DataFrame,
    performance: pd.DataFrame,
    cross: Literal["means", "middle"] | tuple[float, float] = "means",
    scale: tuple[float, float] = (1.0, 7.0),
) -> pd.DataFrame:
    """Return by attribute importance and performance with 95 % intervals, the quadrant, whether it is sure, and the gap.

    Both tables have a row a respondent and a column an attribute. The cross stands at the means of all attributes, in the
    `middle` of the scale, or at (importance, performance) given. `sure`: neither interval holds the cross. `gap` is performance
    less importance, on one scale: below the diagonal, what matters more than we do well.

    >>> one, two = pd.DataFrame({"on time": [7.0, 6], "price": [3.0, 4]}), pd.DataFrame({"on time": [3.0, 2], "price": [5.0, 6]})
    >>> importance_performance(one, two)["quadrant"].tolist()
    ['concentrate here', 'possible overkill']
    """
    names = list(importance.columns.intersection(performance.columns, sort=False))
    if not names:
        raise ValueError("Importance and performance have no attribute in common: name their columns alike.")
    table = pd.DataFrame(index=pd.Index(names, name="attribute"))
    for what, answers in (("importance", importance[names]), ("performance", performance[names])):
        error = answers.std() / np.sqrt(answers.notna().sum())
        table[what] = answers.mean()
        table[f"{what}_low"], table[f"{what}_high"] = table[what] - Z * error, table[what] + Z * error
    across, up = _cross(table, cross, scale)
    matters, good = table["importance"] >= across, table["performance"] >= up
    quadrant = np.select([matters & ~good, matters & good, ~matters & ~good], QUADRANTS[:3], default=QUADRANTS[3])
    held = [
        (table[f"{what}_low"] <= place) & (place <= table[f"{what}_high"]) | table[f"{what}_low"].isna()
        for what, place in (("importance", across), ("performance", up))
    ]
    return table.assign(
        quadrant=quadrant,
        sure=~(held[0] | held[1]),
        gap=table["performance"] - table["importance"],
        across=across,
        up=up,
    )


def stated_and_derived(stated: pd.Series, derived: pd.Series) -> pd.DataFrame:
    """Return both importances as ranks, and what each attribute is: basic (stated high, derived low), key (both high), hidden
    (derived high alone) or minor.

    >>> stated = pd.Series({"safe": 9.0, "fast": 8.0, "friendly": 3.0, "free coffee": 1.0})
    >>> stated_and_derived(stated, pd.Series({"safe": 0.0, "fast": 0.3, "friendly": 0.4, "free coffee": 0.1}))["kind"].tolist()
    ['basic', 'key', 'hidden', 'minor']
    """
    both = pd.DataFrame({"stated": stated, "derived": derived}).dropna()
    if both.empty:
        raise ValueError("Stated and derived importance have no attribute in common: name them alike.")
    high = both >= both.median()
    kinds = np.select(
        [high["stated"] & high["derived"], high["stated"], high["derived"]], ["key", "basic", "hidden"], default="minor"
    )
    ranks = both.rank(ascending=False, method="min").astype("int64").add_suffix("_rank")
    return both.join(ranks).assign(kind=kinds).rename_axis("attribute")


def _cross(
    table: pd.DataFrame, cross: Literal["means", "middle"] | tuple[float, float], scale: tuple[float, float]
) -> tuple[float, float]:
    if cross == "means":
        return float(table["importance"].mean()), float(table["performance"].mean())
    if cross == "middle":
        return sum(scale) / 2, sum(scale) / 2
    if isinstance(cross, tuple) and len(cross) == 2 and all(map(math.isfinite, cross)):
        return cross
    raise ValueError(f"A cross at {cross!r}: give 'means', 'middle', or (importance, performance).")
