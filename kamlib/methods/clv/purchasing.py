"""What the models of buying at any time and leaving without a word share: how they are fitted, and what they are asked.

A model says what its likelihood is, where to start and what to remark; the climb is the same for all: from several starts,
and of very many customers first of a sample. Taught in lesson 05.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np
import pandas as pd

from kamlib.methods.clv.fitted import Fitted, described
from kamlib.methods.clv.histories import Histories
from kamlib.methods.clv.maximum import Maximum, Objective, maximise, nothing_to_climb

SAMPLE = 20_000
LARGE = 100_000
FEW = 30
"""With fewer customers that came back, parameters of buying and leaving are hardly told apart."""


@dataclass(frozen=True, eq=False)
class PurchaseModel(Fitted):
    """A model of buying and leaving; `times` names those of its parameters that are times."""

    times: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def probability_alive(self, summary: pd.DataFrame) -> pd.Series:
        """Return for each customer of a summary (frequency, recency, T) the probability that it has not left."""

    @abstractmethod
    def expected_purchases(self, summary: pd.DataFrame, periods: float) -> pd.Series:
        """Return how many purchases each customer of a summary is expected to make in the next `periods` units of time."""

    @abstractmethod
    def new_customer_purchases(self, periods: float) -> float:
        """Return how many repeat purchases a new customer is expected to make in its first `periods` units of time."""

    @classmethod
    @abstractmethod
    def likelihood(cls, told: Histories) -> Objective:
        """Return the log-likelihood of these histories, from the logarithms of the parameters."""

    @classmethod
    @abstractmethod
    def starts(cls, rate: float) -> list[np.ndarray]:
        """Return log parameters to climb from, the next only where one did not settle; `rate` is purchases a mean age."""

    @classmethod
    @abstractmethod
    def remarks(cls, told: Histories, best: Maximum) -> list[str]:
        """Return what a manager should know of a fit, sentence by sentence; empty ones are left out."""

    @classmethod
    def climb(cls, told: Histories, start: np.ndarray | None = None) -> Maximum:
        """Return the maximum of the likelihood of these histories; of very many, first of a sample of them."""
        if not told.frequency.any():
            return nothing_to_climb(len(cls.names))
        if start is None and told.customers > LARGE:
            start = np.log(cls.climb(told.sample(SAMPLE, np.random.default_rng(0))).params)
        likelihood = cls.likelihood(told)
        rate = max(told.purchases / (float((told.count * told.age).sum()) or 1.0), 1e-3)
        first, *others = cls.starts(rate) if start is None else [start]
        best = maximise(likelihood, first)
        for other in others:
            if best.settled:
                break
            tried = maximise(likelihood, other)
            best = tried if tried.settled or tried.log_likelihood > best.log_likelihood + 1e-6 else best
        return best

    @classmethod
    def fit(cls, told: Histories) -> Self:
        """Return the model fitted to these histories, its likelihood and times in the unit of the data."""
        best = cls.climb(told)
        shift = told.purchases * np.log(told.unit)
        found = replace(best, log_likelihood=best.log_likelihood - shift)
        note = _note(told, cls.remarks(told, best) if told.returned else [])
        return cls(**described(cls.names, found, told.unit, told.customers, note, times=cls.times))


def _note(told: Histories, remarks: list[str]) -> str:
    if not told.returned:
        return "Nobody came back, so there is no rhythm to learn, and no model."
    few = f"Only {told.returned:,} of {told.customers:,} customers came back: expect other numbers from the next ones."
    return " ".join(filter(None, [few if told.returned < FEW else "", *remarks]))
