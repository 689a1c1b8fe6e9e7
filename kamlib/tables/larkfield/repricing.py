"""Repricing: what each account would earn in the year ahead if we raised its price, served it cheaper or released it.

A rise is swallowed where the account pays less than others of its size, buys mostly from us and is no bargain hunter;
elsewhere part of its orders goes. Serving cheaper means one drop an order and a telephone call where a visit was; it
costs bargain hunters' custom next to nothing, and that of accounts that need expertise a good deal. Releasing an
account ends its margin at once, while most of what serving it cost are lorries and salaries that stay. What others
would say of it is not modelled. The decision of lesson 03 is played against this table.
"""

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.activities import expected_cost
from kamlib.tables.larkfield.deliveries import expected_delivery
from kamlib.tables.larkfield.leaving import CAUSES
from kamlib.tables.larkfield.outcomes import luck, orders_ahead, year_ahead
from kamlib.tables.larkfield.world import World

REPRICING = ("leave_as_it_is", "reprice", "serve_cheaper", "release")
RISE = 0.05
"""How much `reprice` raises every price of the account."""
OVERHEAD_STAYS = 0.6
"""Share of the cost of serving (people, lorries) that stays for the year when the work is no longer done."""
_CALLS_SAVE = 0.45
_GOES = 0.6


def repricing_truth(world: World) -> pd.DataFrame:
    """Return four rows an account: account_id, option, expected_profit and realised_profit.

    Profit is margin less the cost of serving over the twelve months after AS_OF, in euro; the luck of an account is
    the same under every option, but for whether it takes a rise ill.
    """
    market = world.market
    n = len(market)
    rng = market.stream("repricing")
    first = np.where(market["original"] >= 0, market["original"], np.arange(n))
    base, _, _, revenue = year_ahead(world)
    # Those who leave within the year are visited until they do.
    served = np.clip((world.leaving.day - market.calendar.days) / 365, 0, 1)
    selling = expected_cost(market) * np.where(np.isnan(served), 1.0, served)[first]
    delivering, in_parts = expected_delivery(market, orders_ahead(world))
    cost, saved = selling + delivering, _CALLS_SAVE * selling + in_parts * delivering
    resents = _resents(world, rng.uniform(-0.02, 0.02, n))[first]
    misses = _misses(world, rng.uniform(0.5, 1.5, n))[first]
    goes = np.where(rng.random(n)[first] < resents / _GOES, _GOES, 0.0)
    chance = luck(market)
    profits = []
    for margin, part in ((base, resents), (base * chance, goes)):
        income = revenue * (margin / np.where(base == 0, 1.0, base))
        leave = margin - cost
        reprice = (margin + RISE * income) * (1 - part) - cost
        cheaper = margin * (1 - misses) - cost + saved * (1 - OVERHEAD_STAYS)
        profits.append(np.column_stack([leave, reprice, cheaper, -OVERHEAD_STAYS * cost]))
    return pd.DataFrame(
        {
            "account_id": pd.array(np.repeat(market.account_ids, len(REPRICING)), dtype="str"),
            "option": pd.array(np.tile(np.array(REPRICING, dtype=object), n), dtype="str"),
            "expected_profit": np.round(profits[0], 2).ravel(),
            "realised_profit": np.round(profits[1], 2).ravel(),
        }
    )


def _resents(world: World, stray: np.ndarray) -> np.ndarray:
    """Return the part of its orders that each account is expected to take elsewhere after a rise."""
    market = world.market
    below = market["discount"] - (0.05 + 0.19 * market["size_rank"] ** 2)
    part = 0.03 + 0.07 * (1 - market["wallet_share"]) + 4 * np.maximum(0.015 - below, 0) + stray
    part += np.where(market["group"] == 2, 0.32, 0.0)
    price_leaver = (world.leaving.day >= market.calendar.days) & (world.leaving.cause == CAUSES.index("price"))
    return np.clip(np.where(price_leaver, 0.55, part), 0.0, _GOES)


def _misses(world: World, stray: np.ndarray) -> np.ndarray:
    """Return the part of its margin that each account takes away when it is served cheaper."""
    market = world.market
    usual = np.where(market["needs_expertise"], 0.10, 0.04)
    return np.where(market["group"] == 2, 0.004, usual) * stray
