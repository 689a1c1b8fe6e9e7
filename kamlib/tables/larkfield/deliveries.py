"""Deliveries: every drop of the lorries, its minutes and its cost, which hardly follow size.

A floor is heavy: two people and a lorry bring it, to a warehouse or up the stairs of a building site. Some accounts let
every order come in several drops, some live far away, a few collect. So what an order costs us differs tenfold between
accounts that pay the same price, and large accounts are found at both ends of the whale curve. Taught in lesson 03.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.market import Market

DROPS = ("to the warehouse", "to the site", "collected", "taken back")
WAREHOUSE, SITE, COLLECTED, BACK = range(len(DROPS))
LORRY_YEAR_COST = 124_875.0
"""What a lorry and its crew of two cost in a year, in euro, used or not."""
LORRY_YEAR_MINUTES = 92_500.0
"""Minutes in a year that a crew can really work: about 200 days of 7.7 hours, of 250 days of 8 hours paid."""
LORRY_COST_A_MINUTE = LORRY_YEAR_COST / LORRY_YEAR_MINUTES
_ON_SITE = np.array([0.15, 0.85, 0.45, 0.70])
_LOADING, _A_LINE = 25.0, 6.0
_UNLOADING, _STAIRS = 25.0, 60.0
_MINUTES_A_KM = 1.5  # there and back, shared with what else is on the lorry
_COST_A_KM = 1.35
_LIFT = 75.0
_USUAL_LINES = 2.7


@dataclass(frozen=True)
class Habits:
    """How each account has its orders delivered: arrays with one entry an account.

    `extra` is the expected number of drops an order beyond the first, `km` the way there.
    """

    site: np.ndarray
    collects: np.ndarray
    extra: np.ndarray
    km: np.ndarray

    @cached_property
    def kind(self) -> np.ndarray:
        """Place in DROPS of each account's usual drop."""
        return np.where(self.collects, COLLECTED, np.where(self.site, SITE, WAREHOUSE))

    def minutes(self, account: np.ndarray, kind: np.ndarray, lines: np.ndarray) -> np.ndarray:
        """Return the expected minutes of drops of `kind` with so many order lines each."""
        away = kind != COLLECTED
        there = _MINUTES_A_KM * self.km[account] + np.where(kind == SITE, _STAIRS, _UNLOADING)
        return _LOADING + _A_LINE * lines + np.where(away, there, 0.0)

    def expenses(self, account: np.ndarray, kind: np.ndarray) -> np.ndarray:
        """Return what drops of `kind` cost beside the crew's time, in euro: the way, and a lift on a site."""
        return np.where(kind == COLLECTED, 0.0, _COST_A_KM * self.km[account] + np.where(kind == SITE, _LIFT, 0.0))


def habits(market: Market) -> Habits:
    """Draw how each account has its orders delivered; a second entry has the habits of its first."""
    rng = market.stream("delivery habits")
    n, group = len(market), market["group"]
    first = np.where(market["original"] >= 0, market["original"], np.arange(n))
    site = rng.random(n) < _ON_SITE[group]
    collects = (rng.random(n) < 0.08) & ~site
    # Who buys most can ask for most: large accounts have more of their orders called off in parts.
    often = np.array([0.12, 0.32, 0.20, 0.14])[group] + 0.14 * market["size_rank"] ** 3
    in_parts = (rng.random(n) < often) & ~collects
    extra = np.where(in_parts, rng.triangular(0.9, 2.0, 6.0, n), rng.uniform(0.0, 0.3, n))
    km = np.round(rng.triangular(8, 35, 165, n))
    return Habits(site[first], collects[first], np.where(collects, 0.0, extra)[first], km[first])


def make_deliveries(market: Market, orders: pd.DataFrame) -> pd.DataFrame:
    """Return the deliveries table (contract columns) of these orders, sorted by day."""
    rng = market.stream("deliveries")
    usual, calendar = habits(market), market.calendar
    heads = orders.groupby("order_id", sort=False).agg(
        account_id=("account_id", "first"), day=("ordered_at", "first"), lines=("order_line", "size"),
        revenue=("revenue", "sum"),
    )  # fmt: skip
    account = pd.Index(market.account_ids).get_indexer(heads["account_id"])
    back = (heads["revenue"] < 0).to_numpy()
    drops = np.where(back, 1, 1 + rng.poisson(usual.extra[account]))
    order = np.repeat(np.arange(len(heads)), drops)
    place = np.arange(len(order)) - np.repeat(np.cumsum(drops) - drops, drops)
    who = account[order]
    kind = np.where(back[order], BACK, usual.kind[who])
    minutes = usual.minutes(who, kind, heads["lines"].to_numpy()[order] / drops[order])
    minutes = np.round(minutes * rng.triangular(0.6, 0.9, 1.5, len(order)) / 5) * 5
    cost = np.round(minutes * LORRY_COST_A_MINUTE + usual.expenses(who, kind), 2)
    placed = ((heads["day"] - calendar.start) / pd.Timedelta(days=1)).to_numpy()[order]
    day = np.floor(placed + rng.triangular(1, 3, 9, len(order)) + place * rng.triangular(2, 5, 14, len(order)))
    weekday = (calendar.start.weekday() + day) % 7
    day = day + np.where(weekday == 5, 2, np.where(weekday == 6, 1, 0))
    seen = np.flatnonzero(day < calendar.days)
    seen = seen[np.lexsort((seen, day[seen]))]
    table = pd.DataFrame(
        {
            "delivery_id": [f"D{number + 1:06d}" for number in range(len(seen))],
            "account_id": market.account_ids[who[seen]],
            "order_id": heads.index.to_numpy()[order[seen]],
            "delivered_at": calendar.timestamps(day[seen]),
            "kind": np.array(DROPS, dtype=object)[kind[seen]],
            "minutes": minutes[seen],
            "cost": cost[seen],
        }
    )
    return table.astype(CONTRACTS["deliveries"].dtypes())


def expected_delivery(market: Market, orders_a_year: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the expected cost of delivering so many orders of each account, in euro, and the share of extra drops."""
    usual, everybody = habits(market), np.arange(len(market))
    drops = 1 + usual.extra
    minutes = usual.minutes(everybody, usual.kind, _USUAL_LINES / drops)
    one = minutes * LORRY_COST_A_MINUTE + usual.expenses(everybody, usual.kind)
    return orders_a_year * drops * one, usual.extra / drops
