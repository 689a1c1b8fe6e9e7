"""How long accounts stay: the share still here after each length of time, those who have not left yet counted rightly.

An account still here has not told how long it will stay, only that it stayed so long already. It counts among those
who could have left up to that age and then drops out of the count (Kaplan and Meier 1958, "Nonparametric estimation
from incomplete observations"). Taught in lesson 04.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kamlib.methods.normal import Z

ALL = "all"
ROUNDING = 1e-9
"""A smaller part of those at risk is nobody."""


@dataclass(frozen=True, eq=False)
class Survival:
    """The curve of each group: `table` has group, time, at_risk, left, survival, low and high (95 %), by time.

    Without groups the only group is "all". Times are in the unit of the durations.
    """

    table: pd.DataFrame
    note: str

    @property
    def groups(self) -> list[Any]:
        """Return the names of the groups, in the order of the table."""
        return list(self.table["group"].unique())

    def at(self, times: float | Iterable[float]) -> pd.DataFrame:
        """Return the share still here after each of `times`: a row a time, a column a group; NaN beyond the last one.

        >>> kaplan_meier([2, 4, 4, 9], [1, 1, 0, 0]).at([0, 2, 5, 10])["all"].tolist()
        [1.0, 0.75, 0.5, nan]
        """
        wanted = np.atleast_1d(np.asarray(times if np.isscalar(times) else list(times), dtype=float))  # type: ignore[arg-type]
        if not np.isfinite(wanted).all() or (wanted < 0).any():
            raise ValueError("A time is negative or missing; give lengths of time from 0 on.")
        columns = {}
        for name, curve in self._curves():
            times_seen = curve["time"].to_numpy()
            steps = np.concatenate([[1.0], curve["survival"].to_numpy()])
            found = steps[np.searchsorted(times_seen, wanted, side="right")]
            # Once nobody is left the share stays 0; otherwise nothing is known beyond the longest observation.
            columns[name] = np.where((wanted > times_seen[-1]) & (steps[-1] > 0), np.nan, found)
        return pd.DataFrame(columns, index=pd.Index(wanted, name="time"))

    @property
    def median(self) -> pd.DataFrame:
        """Return by group when half have left, with its 95 % interval (NaN where the curve does not fall so far).

        The interval holds the times at which the band of the curve meets one half (Brookmeyer and Crowley 1982,
        "A confidence interval for the median survival time").

        >>> kaplan_meier([1, 2, 3, 4, 5], [1] * 5).median.loc["all", "median"]
        np.float64(3.0)
        """
        found = {
            name: [_first_at_half(curve, column) for column in ("survival", "low", "high")]
            for name, curve in self._curves()
        }
        table = pd.DataFrame.from_dict(found, orient="index", columns=["median", "low", "high"])
        return table.rename_axis("group")

    def restricted_mean(self, horizon: float) -> pd.Series:
        """Return by group the mean time an account stays within the first `horizon`: the area under its curve.

        Raises ValueError where a group was not watched so long, because its curve is not known there.

        >>> kaplan_meier([2, 4, 4, 9], [1, 1, 0, 0]).restricted_mean(4)["all"]
        np.float64(3.5)
        """
        if not (np.isfinite(horizon) and horizon > 0):
            raise ValueError(f"The horizon is {horizon!r}; give a length of time above 0.")
        means = {}
        for name, curve in self._curves():
            times, shares = curve["time"].to_numpy(), curve["survival"].to_numpy()
            if horizon > times[-1] and shares[-1] > 0:
                raise ValueError(
                    f"The horizon is {horizon:g}, but of {name} nobody was watched longer than {times[-1]:g}; "
                    "give a shorter horizon."
                )
            edges = np.concatenate([[0.0], np.minimum(times, horizon), [horizon]])
            means[name] = float(np.diff(edges) @ np.concatenate([[1.0], shares]))
        return pd.Series(means, name="restricted_mean", dtype=float).rename_axis("group")

    def _curves(self) -> Iterable[tuple[Any, pd.DataFrame]]:
        return self.table.groupby("group", sort=False, observed=True)

    def _repr_html_(self) -> str:
        import html

        return f"{self.median.to_html()}<p>{html.escape(self.note)}</p>"


def kaplan_meier(
    duration: Iterable[float],
    left: Iterable[bool],
    groups: Iterable[Any] | None = None,
    weights: Iterable[float] | None = None,
) -> Survival:
    """Estimate the share of accounts still here after each length of time, with 95 % log-log bands.

    `duration` is how long each account was watched (any unit, from 0 on), `left` whether it had left by then (False:
    still here). `groups` gives a curve for each group, `weights` how many accounts a row stands for. The band is
    computed on the scale of log(-log S), so it stays between 0 and 1 (Kalbfleisch and Prentice 1980, "The Statistical
    Analysis of Failure Time Data"), from Greenwood's variance (1926); where everyone has left there is none (NaN).

    >>> kaplan_meier([2, 4, 4, 9], [1, 1, 0, 0]).table[["time", "at_risk", "left", "survival"]]
       time  at_risk  left  survival
    0   2.0        4     1      0.75
    1   4.0        3     1      0.50
    2   9.0        1     0      0.50
    """
    lengths, gone = observed(duration, left)
    names, group = group_codes(groups, len(lengths))
    weight = None if weights is None else _weights(weights, len(lengths))
    if weight is None and (counted := in_whole_times(lengths, gone, group, len(names))):
        owner, time = np.nonzero(counted[0])
        everyone, leaving = (table[owner, time] for table in counted)
        time = time.astype(float)
    else:
        order = by_group_and_time(lengths, group, len(names))
        times, owners = lengths[order], group[order]
        last = np.flatnonzero(np.append((times[1:] != times[:-1]) | (owners[1:] != owners[:-1]), True))
        everyone = _between(last, None if weight is None else weight[order])
        leaving = _between(last, gone[order] if weight is None else (weight * gone)[order])
        owner, time = owners[last], times[last]
    at_risk = _still_here(everyone, owner)
    survival, low, high = _curve(at_risk, leaving, owner)
    columns = {
        "group": pd.Index(names, dtype=object).infer_objects().take(owner),
        "time": time,
        "at_risk": at_risk,
        "left": leaving,
        "survival": survival,
        "low": low,
        "high": high,
    }
    # Copied, a million rows would take as long again as they took to count.
    table = pd.DataFrame(columns, copy=False)
    return Survival(table, _note(everyone.sum(), leaving.sum()))


def observed(duration: Iterable[float], left: Iterable[bool]) -> tuple[np.ndarray, np.ndarray]:
    """Return durations as numbers and leaving as booleans, or raise ValueError with what is wrong."""
    lengths = np.asarray(duration if isinstance(duration, pd.Series | np.ndarray) else list(duration), dtype=float)
    gone = left if isinstance(left, pd.Series) else pd.Series(left if isinstance(left, np.ndarray) else list(left))
    if len(lengths) == 0:
        raise ValueError("There are no accounts to follow; give one duration for each account.")
    if len(gone) != len(lengths):
        raise ValueError(f"There are {len(lengths):,} durations and {len(gone):,} values of left; give one of each.")
    wrong = int((~np.isfinite(lengths) | (lengths < 0)).sum())
    if wrong:
        raise ValueError(f"{wrong:,} of {len(lengths):,} durations are negative or missing; give times from 0 on.")
    try:
        flags = gone.to_numpy(dtype=float)
    except (TypeError, ValueError):
        flags = np.full(len(gone), np.nan)
    if not ((flags == 0) | (flags == 1)).all():
        raise ValueError("Left holds something else than True and False; say for each account whether it has left.")
    return lengths, flags == 1


def group_codes(groups: Iterable[Any] | None, count: int) -> tuple[list[Any], np.ndarray]:
    """Return the names of the groups, sorted, and the number of each account's group; None is one group, "all"."""
    if groups is None:
        return [ALL], np.zeros(count, dtype=np.int64)
    named = (
        groups
        if isinstance(groups, pd.Series)
        else pd.Series(groups if isinstance(groups, np.ndarray) else list(groups))
    )
    if len(named) != count:
        raise ValueError(f"There are {count:,} durations and {len(named):,} groups; give one of each an account.")
    if named.isna().any():
        raise ValueError(f"{int(named.isna().sum()):,} accounts have no group; name one or leave them out.")
    codes, names = pd.factorize(named, sort=True)
    return list(names), codes.astype(np.int64, copy=False)


def _weights(weights: Iterable[float], count: int) -> np.ndarray:
    numbers = np.asarray(weights if isinstance(weights, pd.Series) else list(weights), dtype=float)
    if len(numbers) != count or not np.isfinite(numbers).all() or (numbers <= 0).any():
        raise ValueError("The weights do not fit; give for each row a number above 0: how many accounts it stands for.")
    return numbers


def by_group_and_time(lengths: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Return the places of the accounts by group, and within it by time."""
    order = np.argsort(lengths)
    # Small whole numbers are sorted by their digits, in one pass.
    small = group[order].astype(np.min_scalar_type(groups))
    return order if groups == 1 else order[np.argsort(small, kind="stable")]


def in_whole_times(
    lengths: np.ndarray, gone: np.ndarray, group: np.ndarray, groups: int
) -> tuple[np.ndarray, np.ndarray] | None:
    """Return how many were watched just so long, and how many of these left: a row a group, a column a whole time.

    Whole times below the number of accounts, such as days, need no sorting: they are counted. None for other times.
    """
    most = lengths.max()
    if most * groups >= len(lengths) or (lengths != np.floor(lengths)).any():
        return None
    times = int(most) + 1
    place = lengths.astype(np.intp) + times * group
    shape = (groups, times)
    everyone = np.bincount(place, minlength=times * groups).reshape(shape)
    return everyone, np.bincount(place[gone], minlength=times * groups).reshape(shape)


def _between(last: np.ndarray, values: np.ndarray | None) -> np.ndarray:
    """Return the sum of `values` (None: how many) after each place of `last` up to and with the next."""
    if values is None:
        return np.diff(last, prepend=-1)
    return np.add.reduceat(values, np.append(0, last[:-1] + 1), dtype=float if values.dtype == float else np.int64)


def _still_here(everyone: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Return how many of the same group were watched at least as long: a sum from the end of each group."""
    from_end = np.cumsum(everyone[::-1])[::-1]
    last = np.flatnonzero(np.append(owner[1:] != owner[:-1], True))
    after = np.append(from_end, 0)[last + 1]
    return from_end - after[np.searchsorted(last, np.arange(len(owner)))]


def _curve(at_risk: np.ndarray, leaving: np.ndarray, owner: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return survival and its band; each group starts again at 1."""
    survival, variance = np.empty(len(owner)), np.empty(len(owner))
    staying = at_risk - leaving
    # Sums of weights that are no whole numbers may miss each other by the last bit where the last ones leave.
    staying = np.where(staying > ROUNDING * at_risk, staying, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(leaving > 0, leaving / (at_risk * staying), 0.0)
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    for first, end in zip(starts, np.append(starts[1:], len(owner)), strict=True):
        part = slice(first, end)
        survival[part] = np.cumprod(staying[part] / at_risk[part])
        variance[part] = np.cumsum(spread[part])
    with np.errstate(divide="ignore", invalid="ignore"):
        width = Z * np.sqrt(variance) / np.log(survival)
        low, high = survival ** np.exp(-width), survival ** np.exp(width)
    # Before anyone left the curve is 1 and there is no spread; at 0 the scale ends.
    for band in (low, high):
        band[survival == 1] = 1.0
        band[survival <= 0] = np.nan
    return survival, low, high


def _first_at_half(curve: pd.DataFrame, column: str) -> float:
    # A product such as 4/5 * 5/8 may miss one half by the last bit.
    fallen = np.flatnonzero(curve[column].to_numpy() <= 0.5 + 1e-12)
    return float(curve["time"].iloc[fallen[0]]) if len(fallen) else float("nan")


def _note(accounts: float, leaving: float) -> str:
    if leaving == 0:
        return f"None of {accounts:,.0f} accounts has left yet: the curve stays at 100 % and has no band."
    return f"{leaving:,.0f} of {accounts:,.0f} accounts have left; the others count for as long as they were watched."
