"""Targets for turnover that respect small numbers: what could next year be told apart from luck?

"Halve your losses" means three customers instead of six, and three come up by luck when nothing has changed. A target
is fair where reaching it would show, and missing it would too: it needs power (Neyman and Pearson 1933) before it needs
ambition. Taught in lesson 04.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

JUDGED, POOL, THERE = "can be judged in a year", "needs more years, or a larger group", "already there"
LUCK, POWER = 0.05, 0.80
MOST_YEARS = 50


def targets(table: pd.DataFrame, wanted: float) -> pd.DataFrame:
    """Return for each group what its number of leavers next year could prove, were the rate to fall to `wanted`.

    `table` has n and left by group (`turnover.by_group`), better with `shrunk` (`turnover.shrink`): the yearly rate that
    stays if nothing changes; without it the pooled rate stands for all, since a small group's own rate is mostly luck.
    The result has n, unchanged (that rate), wanted, expected_left (customers at the wanted rate), luck (chance to
    reach the target though nothing changed), convincing_left (at most so many leavers happen with a chance of 5 % or
    less if nothing changed; missing where even none would prove nothing), power (chance to show it where the rate has
    truly fallen), years (of such customers until the power is 80 %; missing above 50) and verdict.
    Raises ValueError for a wanted rate that is not above 0 and below 1.

    >>> branches = pd.DataFrame({"n": [20, 2000], "left": [3, 300]}, index=["small", "large"])
    >>> targets(branches, 0.10)[["luck", "convincing_left", "power", "years"]].round(2)
           luck  convincing_left  power  years
    small   0.4                0   0.12     15
    large   0.0              273   1.00      1
    """
    if not 0 < wanted < 1:
        raise ValueError(f"The wanted rate is {wanted}; give a share of customers above 0 and below 1, such as 0.10.")
    absent = [name for name in ("n", "left") if name not in table]
    if absent:
        raise ValueError(f"The table of groups has no column {absent[0]!r}; give n and left, as `by_group` does.")
    pooled = table["left"].sum() / table["n"].sum()
    unchanged = table["shrunk"] if "shrunk" in table else pd.Series(pooled, index=table.index)
    rows = [_one(int(n), float(rate), wanted) for n, rate in zip(table["n"], unchanged, strict=True)]
    found = pd.DataFrame(rows, index=table.index)
    return found.astype({"convincing_left": "Int64", "years": "Int64", "verdict": "str"})


def _one(n: int, unchanged: float, wanted: float) -> dict[str, object]:
    from scipy.stats import binom

    row = {"n": n, "unchanged": unchanged, "wanted": wanted, "expected_left": n * wanted}
    if unchanged <= wanted:
        return {**row, "luck": math.nan, "convincing_left": pd.NA, "power": math.nan, "years": pd.NA, "verdict": THERE}
    years = np.arange(1, MOST_YEARS + 1)
    most = _convincing(n * years, unchanged)
    power = np.where(most >= 0, binom.cdf(most, n * years, wanted), 0.0)
    # Power saws up and down with whole numbers: the first year from which it stays above is what can be promised.
    short = np.flatnonzero(power < POWER)
    enough = 1 if not len(short) else int(years[short[-1]]) + 1
    return {
        **row,
        "luck": float(binom.cdf(math.floor(n * wanted + 1e-9), n, unchanged)),
        "convincing_left": int(most[0]) if most[0] >= 0 else pd.NA,
        "power": float(power[0]),
        "years": enough if enough <= MOST_YEARS else pd.NA,
        "verdict": JUDGED if power[0] >= POWER else POOL,
    }


def _convincing(n: np.ndarray, rate: float) -> np.ndarray:
    """Return the largest number of leavers whose chance, with all below it, is at most 5 %; −1 where there is none."""
    from scipy.stats import binom

    count = binom.ppf(LUCK, n, rate)
    return np.where(binom.cdf(count, n, rate) > LUCK, count - 1, count)
