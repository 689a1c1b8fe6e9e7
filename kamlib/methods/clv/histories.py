"""What a model of buying and leaving is fitted to: how often each customer came back, when last, since when it is known.

The three numbers are sufficient for all of them (Fader, Hardie and Lee 2005, "Counting your customers the easy way"), so
customers with equal numbers are one row with a count, which makes a fit of millions one of thousands. Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

COLUMNS = ("frequency", "recency", "T")


@dataclass(frozen=True, eq=False)
class Histories:
    """Distinct histories: `frequency` repeat purchases, `recency` age at the last one, `age` now, `count` customers.

    Arrays of one length, times in units of `unit` of the data's own: the mean age is 1, so that no fit sees large numbers.
    """

    frequency: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    count: np.ndarray
    unit: float

    @property
    def customers(self) -> int:
        """How many customers these histories are of."""
        return int(self.count.sum())

    @property
    def returned(self) -> int:
        """How many of them came back."""
        return int(self.count[self.frequency > 0].sum())

    @cached_property
    def purchases(self) -> float:
        """How many repeat purchases they made together."""
        # No product of BLAS: on long vectors its threads wait for each other for longer than the sum takes.
        return float((self.count * self.frequency).sum())

    @cached_property
    def by_frequency(self) -> tuple[np.ndarray, np.ndarray]:
        """The distinct frequencies, and how many customers have each."""
        values, place = np.unique(self.frequency, return_inverse=True)
        return values, np.bincount(place, self.count)

    def resampled(self, rng: np.random.Generator) -> Histories:
        """Return as many customers drawn with replacement."""
        return self._of(rng.multinomial(self.customers, self.count / self.count.sum()))

    def sample(self, size: int, rng: np.random.Generator) -> Histories:
        """Return so many customers drawn without replacement."""
        return self._of(rng.multivariate_hypergeometric(self.count.astype(np.int64), size, method="marginals"))

    def _of(self, count: np.ndarray) -> Histories:
        there = count > 0
        return replace(
            self,
            frequency=self.frequency[there],
            recency=self.recency[there],
            age=self.age[there],
            count=count[there].astype(float),
        )


def histories(summary: pd.DataFrame) -> Histories:
    """Return the distinct histories of a summary with frequency, recency and T (and `customers`, where rows are counted).

    Times are in one unit of any length. Raises ValueError in one sentence where a history cannot be: a count that is not
    whole, a last purchase after today, a repeat purchase at age 0.

    >>> told = histories(pd.DataFrame({"frequency": [0, 0, 2], "recency": [0.0, 0, 3], "T": [4.0, 4, 4]}))
    >>> told.count.tolist(), told.unit
    ([2.0, 1.0], 4.0)
    """
    x, recency, age, count = distinct(*checked(summary))
    unit = float(np.average(age, weights=count)) or 1.0
    return Histories(x, recency / unit, age / unit, count, unit)


def distinct(
    x: np.ndarray, recency: np.ndarray, age: np.ndarray, count: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return each history once, sorted, with how many customers have it.

    >>> [part.tolist() for part in distinct(*np.array([[2.0, 0, 0], [3, 0, 0], [4, 4, 4], [1, 1, 5]]))]
    [[0.0, 2.0], [0.0, 3.0], [4.0, 4.0], [6.0, 1.0]]
    """
    order = np.lexsort((recency, x, age))
    x, recency, age, count = x[order], recency[order], age[order], count[order]
    new = np.ones(len(x), dtype=bool)
    new[1:] = (np.diff(x) != 0) | (np.diff(recency) != 0) | (np.diff(age) != 0)
    first = np.flatnonzero(new)
    return x[first], recency[first], age[first], np.add.reduceat(count, first)


def checked(summary: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return frequency, recency, T and counts as arrays of floats, or raise ValueError with what is wrong."""
    absent = [name for name in COLUMNS if name not in summary]
    if absent:
        raise ValueError(f"The summary has no column {', '.join(absent)}; give frequency, recency and T by customer.")
    if not len(summary):
        raise ValueError("The summary holds no customer; give one row for each.")
    x, recency, age = (summary[name].to_numpy(dtype=float, na_value=np.nan) for name in COLUMNS)
    count = counts_of(summary)
    for wrong, words in (
        (~(np.isfinite(x) & np.isfinite(recency) & np.isfinite(age)), "have no frequency, recency or T"),
        ((x < 0) | (x != np.floor(x)), "have a frequency that is no count of repeat purchases (0, 1, 2, …)"),
        ((recency < 0) | (recency > age), "have a recency that does not lie between 0 and T (it is the age at the last purchase)"),
        ((x > 0) != (recency > 0), "have repeat purchases at age 0, or an age at the last of none (same-day purchases are one)"),
    ):  # fmt: skip
        _refuse(wrong, words)
    return x, recency, age, count


def counts_of(summary: pd.DataFrame) -> np.ndarray:
    """Return how many customers each row stands for: its `customers`, or one where nothing is counted.

    Raises ValueError where a count is not 1, 2, 3, …

    >>> counts_of(pd.DataFrame({"frequency": [0, 2]})).tolist()
    [1.0, 1.0]
    """
    if "customers" not in summary:
        return np.ones(len(summary))
    count = summary["customers"].to_numpy(dtype=float, na_value=np.nan)
    whole = np.isfinite(count) & (count >= 1) & (count == np.floor(count))
    _refuse(~whole, "count no whole number of customers (1, 2, …)")
    return count


def _refuse(wrong: np.ndarray, words: str) -> None:
    if wrong.any():
        raise ValueError(f"{int(wrong.sum()):,} of {len(wrong):,} rows {words}; mend or leave them out.")


def check_ahead(periods: float) -> None:
    """Raise ValueError where `periods` is no length of time ahead."""
    if not (np.isfinite(periods) and periods >= 0):
        raise ValueError(f"The time ahead is {periods!r}; give a length of 0 or more, in the unit of the summary.")
