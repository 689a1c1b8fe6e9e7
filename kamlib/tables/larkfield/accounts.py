"""Accounts and contacts: what the customer record card shows.

A few customers are entered twice, by another clerk, without their parent. Bigger customers show more of their people;
ties, groups and leaving stay hidden. Taught in lessons 01 (the record card), 02 and 16.
"""

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import REGIONS, Market
from kamlib.tables.larkfield.names import (
    MANAGERS,
    NEWCOMER,
    company_name,
    country_of,
    mistyped,
    parent_name,
    parent_stems,
    person_name,
)

_ROLES = ("buyer", "decider", "user", "specifier", "gatekeeper")
_DEPARTMENTS = {
    "buyer": ("Purchasing", "Materials", "Purchasing"),
    "decider": ("Management", "Management", "Finance"),
    "user": ("Installation", "Warehouse", "Sites"),
    "specifier": ("Design", "Estimating", "Projects"),
    "gatekeeper": ("Office", "Reception", "Accounts payable"),
}


def make_accounts(market: Market) -> pd.DataFrame:
    """Return the accounts table (contract columns), one row an account id."""
    rng = market.stream("accounts")
    parent = market["parent"]
    parents = int(parent.max()) + 1
    home = [int(market["region"][np.flatnonzero(parent == number)[0]]) if (parent == number).any() else 0
            for number in range(parents)]  # fmt: skip
    stems = parent_stems(rng, parents, home)
    parent_names = np.array([parent_name(rng, stem) for stem in stems] + [None], dtype=object)
    parent_ids = np.array([f"P{number + 1:03d}" for number in range(parents)] + [None], dtype=object)
    handed = ~np.isnan(market["handed_over"])
    table = pd.DataFrame(
        {
            "account_id": market.account_ids,
            "account_name": _names(rng, market, stems),
            "parent_id": parent_ids[parent],
            "parent_name": parent_names[parent],
            "account_type": np.where(market["distributor"], "distributor", "contractor"),
            "region": np.array(REGIONS, dtype=object)[market["region"]],
            "manager": np.where(handed, NEWCOMER, np.array(MANAGERS, dtype=object)[market["manager"]]),
            "opened_at": market.calendar.timestamps(market["opened"]),
        }
    )
    return table.astype(CONTRACTS["accounts"].dtypes())


def _names(rng: np.random.Generator, market: Market, stems: list[str]) -> list[str]:
    region, country, parent = market["region"], market["country"], market["parent"]
    taken: set[str] = set()
    bears_stem = rng.random(len(market)) < 0.55
    names = []
    for i in range(len(market)):
        stem = stems[parent[i]] if parent[i] >= 0 and bears_stem[i] else None
        names.append(company_name(rng, country_of(region[i], country[i]), stem, taken))
    for entry in np.flatnonzero(market["original"] >= 0):
        first = market["original"][entry]
        names[entry] = mistyped(rng, names[first], country_of(region[first], country[first]).form)
    return names


def make_contacts(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the contacts table (contract columns): one to seven people an account."""
    rng = market.stream("contacts")
    n, days = len(market), market.calendar.days
    count = 1 + rng.binomial(6, np.clip(0.06 + 0.55 * market["size_rank"] ** 2, 0, 1))
    account = np.repeat(np.arange(n), count)
    place = np.arange(len(account)) - np.repeat(np.cumsum(count) - count, count)
    other = 1 + (rng.random(len(account)) * (len(_ROLES) - 1)).astype(int)
    role = np.array(_ROLES, dtype=object)[np.where(place == 0, 0, other)]
    role[rng.random(len(account)) < 0.05] = None
    department = [_DEPARTMENTS[r][int(rng.integers(3))] if r else None for r in role]
    last = np.minimum(np.where(np.isnan(leaving.day), np.inf, leaving.day + 60), days)[account]
    last = np.floor(last - rng.triangular(2, 40 + 200 * market["neglect"][account], 620))
    spoken = np.where((last < market["opened"][account]) | (rng.random(len(account)) < 0.08), np.nan, last)
    region, country = market["region"], market["country"]
    table = pd.DataFrame(
        {
            "contact_id": [f"C{number + 1:04d}" for number in range(len(account))],
            "account_id": market.account_ids[account],
            "contact_name": [person_name(rng, country_of(region[i], country[i])) for i in account],
            "role": role,
            "department": department,
            "last_contacted_at": market.calendar.timestamps(spoken),
        }
    )
    return table.astype(CONTRACTS["contacts"].dtypes())
