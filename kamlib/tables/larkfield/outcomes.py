"""Outcomes: the margin every account would bring in the next twelve months under each level of service.

Service helps where it answers a need: it keeps some of those about to leave because of us, and wins wallet from open
accounts that we neglect. It changes nothing for those who would stay and buy anyway, for those who already left, or
where the group changes its supplier. Standard service is enough where attention is missing; where expertise is
missing only key service has it. The decision of lesson 02 is played against this table.
"""

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.catalogue import CATEGORIES, volume
from kamlib.tables.larkfield.leaving import CAUSES, Leaving
from kamlib.tables.larkfield.market import GROUPS, Market
from kamlib.tables.larkfield.wallet import category_wallets
from kamlib.tables.larkfield.world import World

SERVICE_LEVELS = {"basic": 0.0, "standard": 900.0, "key": 4_500.0}
"""Cost of one year of each level for one account, in euro."""
BUDGET = 150_000.0
"""What a year of service may cost in all, in euro."""
_OFFER = 0.05
_OFFER_KEEPS = 0.5


def account_truth(world: World) -> pd.DataFrame:
    """Return the hidden facts of every account, one row an account id.

    `left_at`: left by AS_OF. `would_leave_at`: will leave within the year under basic service. `offer_gain`: margin
    that a 5 % discount for a year would add, in euro; negative where the account would have stayed at full price.
    """
    market, leaving = world.market, world.leaving
    calendar, n = market.calendar, len(market)
    ids = np.array([*market.account_ids, None], dtype=object)
    past = leaving.day < calendar.days
    # Second entries share the fate of the customer they belong to.
    self_or_first = np.where(market["original"] >= 0, market["original"], np.arange(n))
    left = np.where(past, leaving.day, np.nan)[self_or_first]
    ahead = np.where(past, np.nan, leaving.day)[self_or_first]
    _, lost, margin_rate, revenue = year_ahead(world)
    kept = np.where(persuadable(market, leaving), _OFFER_KEEPS * lost * (margin_rate - _OFFER), 0.0)
    text = {
        "account_id": market.account_ids,
        "group": np.array([g.name for g in GROUPS], dtype=object)[market["group"]],
        "duplicate_of": ids[market["original"]],
        "moved_to": ids[leaving.moved_to],
        "leaving_cause": np.array([*CAUSES, None], dtype=object)[leaving.cause][self_or_first],
        "needs": np.where(market["needs_expertise"], "expertise", "attention"),
    }
    times = {
        "left_at": left,
        "would_leave_at": ahead,
        "moved_at": leaving.moved_day,
        "handed_over_at": market["handed_over"],
    }
    return pd.DataFrame(
        {name: pd.array(values, dtype="str") for name, values in text.items()}
        | {name: calendar.timestamps(days) for name, days in times.items()}
        | {
            "gradual": (leaving.fade > 0)[self_or_first] & ~np.isnan(leaving.day)[self_or_first],
            "persuadable": persuadable(market, leaving),
            "ties": market["ties"],
            "wallet": np.round(category_wallets(market).sum(axis=1), 2),
            "wallet_share": np.where(market["original"] >= 0, 0.0, np.round(market["wallet_share"], 4)),
            "openness": np.round(market["openness"], 4),
            "neglect": np.round(market["neglect"], 4),
            "offer_gain": np.round(kept - _OFFER * revenue, 2),
        }
    )


def service_truth(world: World) -> pd.DataFrame:
    """Return expected and realised margin of the next twelve months, one row an account id and level, before its cost.

    The luck of an account is the same under every level, so that levels differ by service alone.
    """
    market = world.market
    base, gain = expected_margins(world)
    expected = np.round(base[:, None] + gain, 2)
    realised = np.round(expected * luck(market)[:, None], 2)
    levels = np.tile(np.array(list(SERVICE_LEVELS), dtype=object), len(market))
    return pd.DataFrame(
        {
            "account_id": pd.array(np.repeat(market.account_ids, len(SERVICE_LEVELS)), dtype="str"),
            "level": pd.array(levels, dtype="str"),
            "expected_margin": expected.ravel(),
            "realised_margin": realised.ravel(),
        }
    )


def wallet_truth(market: Market) -> pd.DataFrame:
    """Return what every account truly spends in a year on every category: account_id, category, annual_spend."""
    wallets = category_wallets(market)
    return pd.DataFrame(
        {
            "account_id": pd.array(np.repeat(market.account_ids, len(CATEGORIES)), dtype="str"),
            "category": pd.array(np.tile(np.array(CATEGORIES, dtype=object), len(market)), dtype="str"),
            "annual_spend": wallets.ravel(),
        }
    )


def expected_margins(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return each account's expected margin under basic service and what each level adds (accounts x levels), euro."""
    market = world.market
    base, kept, won = potentials(world)
    key = np.array([0.0, 0.0, 1.0])
    attention = np.array([0.0, 0.60, 1.0])
    expertise = np.array([0.0, 0.05, 1.0])
    response = np.where(market["needs_expertise"][:, None], expertise, attention)
    # Accounts in good hands get a little comfort from key service, worth less than it costs.
    comfort = (0.003 * base)[:, None] * key
    gain = np.where(market["original"][:, None] >= 0, 0.0, kept[:, None] * response + won[:, None] * response + comfort)
    return base, gain


def potentials(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each account's margin of the year ahead under basic service, and what could be kept and won, in euro."""
    market, leaving = world.market, world.leaving
    base, lost, margin_rate, revenue = year_ahead(world)
    # Keeping: only those who would leave because of us; the rest would stay anyway or go anyway.
    kept = np.where(persuadable(market, leaving), 0.75 * lost * margin_rate, 0.0)
    wallet = category_wallets(market).sum(axis=1)
    headroom = np.maximum(wallet - revenue - lost, 0.0)
    # Nothing is won where next to nothing is bought any more, and a small customer is no builder of hospitals.
    alive = np.where(revenue > 0, revenue / np.maximum(revenue + lost, 1.0), 0.0)
    reach = headroom / (1 + headroom / 220_000.0) * alive**2
    willing = np.clip((market["openness"] - 0.20) / 0.7, 0.0, 1.0) * (0.06 + 0.94 * market["neglect"])
    won = margin_rate * reach * np.minimum(2.0 * willing, 0.75)
    return base, kept, won


def persuadable(market: Market, leaving: Leaving) -> np.ndarray:
    """Tell who would leave within the year because of our service, and could be kept."""
    return (leaving.day >= market.calendar.days) & (leaving.cause == CAUSES.index("service"))


def year_ahead(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return margin, revenue lost by leaving, margin rate and revenue of the twelve months after AS_OF, basic service.

    The customer's second entry shares its margin in the proportion in which orders are booked on it.
    """
    market = world.market
    rate, revenue, full = year_had_they_stayed(world)
    gone = world.leaving.day < market.calendar.days
    revenue, full = np.where(gone, 0.0, revenue), np.where(gone, 0.0, full)
    for entry in np.flatnonzero(market["original"] >= 0):
        first = market["original"][entry]
        rate[entry], revenue[entry] = rate[first], 0.4 * revenue[first]
        revenue[first] *= 0.6
    return rate * revenue, full - revenue, rate, revenue


def orders_ahead(world: World) -> np.ndarray:
    """Return how many orders each account id is expected to place in the twelve months after AS_OF, basic service."""
    market = world.market
    placed = world.demand.orders[:, market.calendar.months :].sum(axis=1)
    placed = np.where(world.leaving.day < market.calendar.days, 0.0, placed)
    for entry in np.flatnonzero(market["original"] >= 0):
        first = market["original"][entry]
        placed[entry] = 0.4 * placed[first]
        placed[first] *= 0.6
    return placed


def year_had_they_stayed(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return margin rate, expected revenue of the twelve months after AS_OF, and what it would be had nobody left."""
    market, demand = world.market, world.demand
    assortment, articles = world.assortment, world.articles
    calendar, months = market.calendar, market.calendar.months
    ahead = slice(months, None)
    weight = 1 / (np.arange(1, assortment.after.shape[1] + 1)) ** 0.5 * (np.arange(assortment.after.shape[1]) < 4)
    usual = np.where(np.isnan(assortment.adopted)[:, None], assortment.before, assortment.after)
    grown = volume(calendar)[:, months + 5][articles.category[usual]] * weight
    factor = grown.sum(axis=1) / weight.sum() * calendar.price[months + 5]
    cost = (articles.unit_cost / articles.list_price)[usual] * calendar.cost[months + 5] / calendar.price[months + 5]
    rate = 1 - (cost * grown).sum(axis=1) / grown.sum(axis=1) / (1 - market["discount"])
    revenue = (demand.orders[:, ahead] * demand.value[:, ahead]).sum(axis=1) * factor
    full = (demand.staying[:, ahead] * demand.value[:, ahead]).sum(axis=1) * factor
    return rate, revenue, full


def luck(market: Market) -> np.ndarray:
    """Return each account's factor of luck: mean 1, usually within a third, now and then a windfall or a blow."""
    rng = market.stream("luck")
    ordinary = rng.triangular(0.65, 1.0, 1.35, len(market))
    rare = rng.choice([0.25, 0.5, 1.5, 1.75], len(market))
    return np.where(rng.random(len(market)) < 0.10, rare, ordinary)
