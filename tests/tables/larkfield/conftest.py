"""Larkfield from several seeds, generated once a worker."""

from dataclasses import dataclass
from functools import cache

import pandas as pd
import pytest

from kamlib.tables import larkfield

SEEDS = ("larkfield", "class-42", "7", "b")


@dataclass(frozen=True)
class Larkfield:
    """One seed's tables and truth, and a few views that several tests need."""

    seed: str
    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name].copy()

    @property
    def hidden(self) -> pd.DataFrame:
        return self.truth["accounts"].set_index("account_id")

    def orders_with_truth(self) -> pd.DataFrame:
        return self["orders"].merge(self.truth["accounts"], on="account_id")


@cache
def company(seed: str) -> Larkfield:
    return Larkfield(seed, larkfield.generate(seed), larkfield.truth(seed))


@pytest.fixture(params=SEEDS)
def larkfield_company(request) -> Larkfield:
    return company(request.param)


@pytest.fixture
def several() -> list[Larkfield]:
    """All seeds together, for facts too faint for one company of 300."""
    return [company(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def all_seeds() -> list[Larkfield]:
    """The same, for what is computed once a file."""
    return [company(seed) for seed in SEEDS]


@pytest.fixture
def dozen() -> list[Larkfield]:
    """Twelve seeds, for rules whose luck differs much from company to company."""
    return [company(seed) for seed in (*SEEDS, *map(str, range(20, 28)))]
