"""Prospects: a dozen lots of new accounts on offer, and what such accounts bring in their first three years.

A lot holds prospects of one type, one region and one size of first order. They are drawn as Larkfield's own new accounts
were: mostly small, some leaving early, some growing. Whoever sells the lots asks for more where the first order is
larger, and does not know how long anybody stays. A region makes no difference here, whatever the averages of a few past
accounts seem to say. The decision of lesson 05 is played against this table.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.activities import expected_cost
from kamlib.tables.larkfield.assortment import make_assortment
from kamlib.tables.larkfield.catalogue import catalogue
from kamlib.tables.larkfield.deliveries import expected_delivery
from kamlib.tables.larkfield.demand import make_demand
from kamlib.tables.larkfield.leaving import make_leaving
from kamlib.tables.larkfield.market import REGIONS, Market, make_market
from kamlib.tables.larkfield.outcomes import luck, year_had_they_stayed
from kamlib.tables.larkfield.streams import stream
from kamlib.tables.larkfield.world import World

YEARS = 3
"""Years over which a new account has to earn what was paid for it."""
DISCOUNT = 0.10
"""Discount a year; what a month earns is discounted from its end."""
LARGE_ORDER = 2_000.0
"""A first order of so much revenue (euro) or more is a large one."""
TYPES = ("contractor", "distributor")
SIZES = ("small", "large")
_DRAWN = 1_600
_HISTORY = 48


def prospect_truth(seed: str | int) -> pd.DataFrame:
    """Return twelve lots: lot, account_type, region, first_order, first_revenue, accounts, asked, expected_value, realised_value.

    `first_revenue` is the mean first order of the lot and `asked` what the seller wants for an account; both values are
    margin less serving over an account's first 36 months, discounted, in euro an account, before what was paid.
    """
    rng = stream(seed, "prospects")
    frame = _drawn(seed, rng)
    kinds = [(kind, region, size) for kind in TYPES for region in REGIONS for size in SIZES]
    # What is planted for a type and a size holds in every region.
    by_kind = frame.groupby(["account_type", "first_order"])
    firsts, values = by_kind["first"].mean(), by_kind["expected"].mean()
    rows = []
    for number, (kind, region, size) in enumerate(kinds, start=1):
        large = size == "large"
        alike = frame.loc[(frame["account_type"] == kind) & (frame["first_order"] == size), "realised"]
        first_revenue, value = float(firsts.loc[(kind, size)]), float(values.loc[(kind, size)])
        accounts = int(rng.integers(6, 21) if large else rng.integers(15, 46))
        realised = float(rng.choice(alike.to_numpy(), accounts).mean())
        # Sellers price by the first order, and more than in proportion where it is large.
        asked = round(first_revenue * float(rng.uniform(2.2, 4.8) if large else rng.uniform(1.4, 3.2)), -1)
        rows.append((f"L{number:02}", kind, region, size, first_revenue, accounts, asked, value, realised))
    names = ["lot", "account_type", "region", "first_order", "first_revenue", "accounts", "asked", "expected_value",
             "realised_value"]  # fmt: skip
    table = pd.DataFrame(rows, columns=names).round(2)
    return table.astype(dict.fromkeys(("lot", "account_type", "region", "first_order"), "str"))


def lots_on_offer(truth: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what a buyer is told of each lot, indexed by lot; empty where nobody offers any.

    >>> lots_on_offer({}).empty
    True
    """
    seen = ["lot", "account_type", "region", "first_order", "first_revenue", "accounts"]
    lots = truth["prospects"][seen] if "prospects" in truth else pd.DataFrame(columns=seen)
    return lots.set_index("lot")


def worth_by_kind(seed: str | int) -> pd.Series:
    """Return what an account won is expected to bring in three years, served and discounted, by account_type and first_order."""
    drawn = _drawn(seed, stream(seed, "prospects"))
    return drawn.groupby(["account_type", "first_order"])["expected"].mean().rename("expected_value")


def _drawn(seed: str | int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw prospects: what each is, its first order, and what it brings, expected and with luck."""
    world = _newcomers(seed, rng)
    market = world.market
    expected = _value(world)
    placed = np.floor(market["opened"] / 365.25 * 12).astype(int)
    usual = world.demand.value[np.arange(len(market)), placed]
    first = np.round(usual * rng.triangular(0.3, 0.8, 1.9, len(market)), 2)
    return pd.DataFrame(
        {
            "account_type": np.array(TYPES, dtype=object)[market["distributor"].astype(int)],
            "region": np.array(REGIONS, dtype=object)[market["region"]],
            "first_order": np.where(first >= LARGE_ORDER, "large", "small"),
            "first": first,
            "expected": expected,
            "realised": expected * luck(market),
        }
    )


def _newcomers(seed: str | int, rng: np.random.Generator) -> World:
    """Draw a world in which every account is new in the first year, sized as new accounts are."""
    drawn = make_market(f"{seed} prospects", _DRAWN, _HISTORY)
    new = rng.random(_DRAWN) >= 0.64 + 0.34 * drawn["size_rank"] ** 2
    accounts = drawn.accounts[new].reset_index(drop=True)
    accounts["opened"] = np.floor(rng.uniform(0, 365, len(accounts)))
    accounts["original"] = -1
    accounts["handed_over"] = np.nan
    market: Market = replace(drawn, accounts=accounts, mix=drawn.mix[new])
    leaving = make_leaving(market)
    articles = catalogue()
    return World(market, leaving, make_demand(market, leaving), make_assortment(market, articles), articles)


def _value(world: World) -> np.ndarray:
    """Return each account's discounted margin less serving over its first 36 months, in euro."""
    market, demand = world.market, world.demand
    calendar = market.calendar
    rate, _, _ = year_had_they_stayed(world)
    months = calendar.months
    age = (calendar.bounds[1 : months + 1][None, :] - market["opened"][:, None]) / (365.25 / 12)
    counts = (age > 0) & (age <= 12 * YEARS)
    weight = np.where(counts, (1 + DISCOUNT) ** (-np.maximum(age, 0) / 12), 0.0)
    revenue = demand.orders[:, :months] * demand.value[:, :months] * calendar.price[:months]
    here = np.divide(demand.orders, demand.staying, out=np.zeros_like(demand.orders), where=demand.staying > 0)
    visits = expected_cost(market)[:, None] / 12 * (here[:, :months] > 0)
    drops, _ = expected_delivery(market, np.ones(len(market)))
    served = visits + drops[:, None] * demand.orders[:, :months]
    return ((revenue * rate[:, None] - served) * weight).sum(axis=1)
