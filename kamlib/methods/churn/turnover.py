"""Customer turnover by manager, region or category, and how much of the ranking is chance.

A branch with eight customers loses none or three by luck alone, so the smallest stand at the top and at the bottom of
every league table. The interval is that of Wilson (1927); the funnel of limits that narrow with numbers is from
Spiegelhalter (2005, "Funnel plots for comparing institutional performance"); pulling small groups towards the whole is
empirical Bayes (Efron and Morris 1977, "Stein's paradox in statistics") on the beta-binomial. Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kamlib.tables.ownership import owners

LIMITS = {"95": (0.025, 0.975), "998": (0.001, 0.999)}
INSIDE, WARNING, OUTSIDE = "within chance", "outside 95 %", "outside 99.8 %"
_NO_SPREAD = 1e6  # a strength of so many customers: the groups differ no more than chance makes them


@dataclass(frozen=True, eq=False)
class Funnel:
    """The groups with their limits and verdicts (`table`), limits by number (`curve`), the target and a note."""

    table: pd.DataFrame
    curve: pd.DataFrame
    target: float
    note: str


@dataclass(frozen=True, eq=False)
class Shrinkage:
    """The groups pulled towards the `pooled_rate` (`table`); `strength` is how many customers the pull weighs."""

    table: pd.DataFrame
    pooled_rate: float
    strength: float
    note: str


def by_group(left: pd.Series, groups: pd.Series, parents: Mapping[Any, Any] | pd.Series | None = None) -> pd.DataFrame:
    """Return customer turnover by group: n, left, rate, and Wilson's 95 % interval (low, high), highest rate first.

    `left` is true or false by account_id; `groups` names a group by account_id (an account in several groups may stand
    there several times). With `parents` (account_id -> parent_id) a parent counts once in each group, and has left it
    when all its accounts there have: children leave together, and counting each would promise too narrow limits.
    Raises ValueError where a verdict is missing or there is no account with a group.

    >>> left = pd.Series([True, False, False, True], index=list("ABCD"))
    >>> by_group(left, pd.Series(["North", "North", "South", "South"], index=list("ABCD"))).round(2)
           n  left  rate   low  high
    group
    North  2     1   0.5  0.09  0.91
    South  2     1   0.5  0.09  0.91
    """
    from statsmodels.stats.proportion import proportion_confint

    if not left.index.is_unique:
        raise ValueError("An account stands in `left` more than once; give one true or false for each account_id.")
    if not left.isin([True, False]).all():
        raise ValueError("Some accounts have no verdict in `left`; write true or false, or leave them out.")
    known = groups.dropna()
    rows = pd.DataFrame({"account_id": known.index, "group": known.to_numpy()})
    rows = rows[rows["account_id"].isin(left.index)].drop_duplicates()
    if rows.empty:
        raise ValueError("No account in `left` has a group; give a Series of groups indexed by account_id.")
    rows["left"] = rows["account_id"].map(left).astype("bool")
    rows["customer"] = rows["account_id"] if parents is None else owners(rows["account_id"], parents)
    customers = rows.groupby(["group", "customer"])["left"].all()
    by_name = customers.groupby("group")
    table = pd.DataFrame({"n": by_name.size(), "left": by_name.sum()}).astype("int64")
    table["rate"] = table["left"] / table["n"]
    low, high = proportion_confint(table["left"], table["n"], alpha=0.05, method="wilson")
    table["low"], table["high"] = np.clip(low, 0, 1).round(12), np.clip(high, 0, 1).round(12)
    return table.sort_values(["rate", "n"], ascending=False, kind="stable")


def limits(n: int | np.ndarray, target: float, chances: tuple[float, float] = LIMITS["95"]) -> np.ndarray:
    """Return the rates between which a group of `n` customers with the true rate `target` falls by chance (two columns).

    Binomial quantiles, interpolated between whole numbers as by Spiegelhalter (2005), cut at 0 and 1. The upper one is
    read from above, so that a whole number lies beyond a limit exactly when a number so extreme has at most the chance
    the limit says: interpolated straight, it would call 5 of 20 at a rate of 10 % rare, and 4 % of such groups have it.

    >>> limits(np.array([20, 2000]), 0.10).round(3).tolist()
    [[0.0, 0.278], [0.087, 0.114]]
    """
    from scipy.stats import binom

    sizes = np.atleast_1d(np.asarray(n, dtype=float))
    found = []
    for chance in chances:
        count = binom.ppf(chance, sizes, target)
        above, below = binom.cdf(count, sizes, target), binom.cdf(count - 1, sizes, target)
        found.append((count - (above - chance) / (above - below) + (chance > 0.5)) / sizes)
    return np.clip(np.column_stack(found), 0, 1)


def funnel(table: pd.DataFrame, target: float | None = None) -> Funnel:
    """Hold each group against what chance allows a group of its size around `target` (default: the pooled rate).

    `table` has n and left by group (`by_group`). The result adds low_95, high_95, low_998, high_998, verdict and side
    ("above" or "below" where outside). Of groups that do not differ at all one in twenty lies outside 95 %, and one in
    five hundred outside 99.8 %: only the last is worth asking why. Raises ValueError for a target that is no rate.
    """
    counts = _counts(table)
    target = float(counts["left"].sum() / counts["n"].sum()) if target is None else float(target)
    if not 0 <= target <= 1:
        raise ValueError(f"The target is {target}; give a share of customers from 0 to 1, such as 0.10.")
    sizes = np.unique(np.geomspace(1, max(2, counts["n"].max() * 1.1), 200).round()).astype("int64")
    judged, curve = table.assign(rate=counts["left"] / counts["n"]), pd.DataFrame({"n": sizes})
    for name, chances in LIMITS.items():
        for frame in (judged, curve):
            both = (
                limits(frame["n"].to_numpy(), target, chances) if 0 < target < 1 else np.full((len(frame), 2), target)
            )
            frame[f"low_{name}"], frame[f"high_{name}"] = both[:, 0], both[:, 1]
    outside = {name: _beyond(judged, name) for name in LIMITS}
    judged["verdict"] = np.where(outside["998"], OUTSIDE, np.where(outside["95"], WARNING, INSIDE))
    judged["side"] = np.where(outside["95"], np.where(judged["rate"] > target, "above", "below"), "")
    judged = judged.astype({"verdict": "str", "side": "str"})
    count, found = len(judged), int(outside["95"].sum())
    note = (
        f"{found} of {count} groups {'lies' if found == 1 else 'lie'} outside 95 %, "
        f"{int(outside['998'].sum())} outside 99.8 %; if all had the same true rate of {100 * target:.1f} %, chance alone "
        f"would put at most about {0.05 * count:.1f} and {0.002 * count:.2f} there."
    )
    return Funnel(judged, curve, target, note)


def shrink(table: pd.DataFrame) -> Shrinkage:
    """Pull each group's rate towards the pooled rate, the further the fewer customers it has.

    The true rates are taken as drawn from a beta distribution, fitted by maximum likelihood of the counts (`table` has
    n and left by group). The result adds rate, weight (of the group's own number, 0 to 1), shrunk, and the middle 95 %
    of what its true rate may be (shrunk_low, shrunk_high; with few groups too narrow, since the beta distribution is
    itself a guess). Where the groups differ no more than chance makes them, or
    there are fewer than three, everyone gets the pooled rate, and the note says so.
    """
    from scipy.special import expit
    from scipy.stats import beta

    counts = _counts(table)
    n, count = counts["n"].to_numpy(dtype=float), counts["left"].to_numpy(dtype=float)
    overall = float(count.sum() / n.sum())
    pooled, strength = overall, np.inf
    if len(counts) >= 3 and 0 < overall < 1:
        found = _fit(n, count, overall)
        if np.exp(found[1]) < _NO_SPREAD:
            pooled, strength = float(expit(found[0])), float(np.exp(found[1]))
    weight = np.zeros(len(n)) if np.isinf(strength) else n / (n + strength)
    shrunk = table.assign(rate=count / n, weight=weight, shrunk=weight * count / n + (1 - weight) * pooled)
    if np.isinf(strength):
        shrunk["shrunk_low"] = shrunk["shrunk_high"] = pooled
        note = (
            f"These {len(n)} groups differ no more than chance makes groups of their size differ: "
            f"the best guess for each is the pooled rate, {100 * pooled:.1f} %."
        )
    else:
        own, other = pooled * strength + count, (1 - pooled) * strength + n - count
        shrunk["shrunk_low"], shrunk["shrunk_high"] = beta.ppf(0.025, own, other), beta.ppf(0.975, own, other)
        note = (
            f"A group's own number counts as much as the pooled rate, {100 * pooled:.1f} %, "
            f"once it has {strength:,.0f} customers."
        )
    return Shrinkage(shrunk, pooled, float(strength), note)


def _fit(n: np.ndarray, count: np.ndarray, overall: float) -> np.ndarray:
    """Return the logit of the mean and the log of the strength of the beta distribution that fits best."""
    from scipy.optimize import minimize
    from scipy.special import betaln, expit, logit

    def badness(at: np.ndarray) -> float:
        mean, strength = expit(at[0]), np.exp(at[1])
        a, b = mean * strength, (1 - mean) * strength
        return -float(np.sum(betaln(count + a, n - count + b) - betaln(a, b)))

    # The likelihood can be flat towards no spread at all: start at both ends and keep the better.
    bounds = [(-12.0, 12.0), (np.log(0.1), np.log(10 * _NO_SPREAD))]
    fits = [
        minimize(badness, [float(logit(overall)), start], method="L-BFGS-B", bounds=bounds)
        for start in (np.log(5.0), np.log(100.0), np.log(2 * _NO_SPREAD))
    ]
    best = min(fits, key=lambda fit: float(fit.fun))
    return np.asarray(fits[-1].x if fits[-1].fun <= best.fun + 1e-6 else best.x)


def _beyond(judged: pd.DataFrame, name: str) -> pd.Series:
    tiny = 1e-12
    return (judged["rate"] > judged[f"high_{name}"] + tiny) | (judged["rate"] < judged[f"low_{name}"] - tiny)


def _counts(table: pd.DataFrame) -> pd.DataFrame:
    absent = [name for name in ("n", "left") if name not in table]
    if absent:
        raise ValueError(f"The table of groups has no column {absent[0]!r}; give n and left, as `by_group` does.")
    counts = table[["n", "left"]].astype(float)
    if counts.empty or not ((counts["n"] >= 1) & counts["left"].between(0, counts["n"])).all():
        raise ValueError("Each group needs at least one customer, and as many or fewer that left; check n and left.")
    return counts
