"""Who leaves, when and how; and whose orders only move to a sister account.

Leaving clusters by parent (a group changes its supplier), rises after a hand-over to a new representative, and is
gradual for about half: fewer orders, then silence, and only then gone. Some parents merely move orders from one child
to another, which looks the same from a distance. Times are mixtures of triangles: no family that lesson 05 fits.
"""

from dataclasses import dataclass

import numpy as np

from kamlib.tables.larkfield.calendar import AHEAD
from kamlib.tables.larkfield.market import GROUPS, Market

CAUSES = ("parent", "service", "price", "closed")
MONTH = 365.25 / 12
TIE_HOLDS = 0.96
"""What each tie planned for an account, begun or not, does to its yearly chance of leaving of its own accord."""


@dataclass(frozen=True)
class Leaving:
    """Day of leaving (NaN: never within the year after AS_OF), the cause, the fade, and orders that moved.

    All arrays have one entry per account; `fade` is days over which purchases shrink (0: abrupt), `silence` the days
    without any order at the end of it; `moved_to` is the account that took the orders over, -1 for none.
    """

    day: np.ndarray
    cause: np.ndarray
    fade: np.ndarray
    silence: np.ndarray
    moved_to: np.ndarray
    moved_day: np.ndarray


def make_leaving(market: Market) -> Leaving:
    """Draw leaving and moving for every account of the market; second entries follow their original."""
    rng = market.stream("leaving")
    n, horizon = len(market), market.calendar.bounds[-1]
    day = _own(market, rng)
    cause = _causes(market, rng)
    parent_day = _by_parent(market, rng)
    by_parent = ~np.isnan(parent_day) & ~(day < parent_day)
    day = np.where(by_parent, parent_day, day)
    cause = np.where(by_parent, 0, cause)
    earliest = np.maximum(market["opened"], 0) + 5 * MONTH
    never = (day < earliest) | (day >= horizon)
    # The largest accounts stay: without them it would be another company.
    never |= (market["size_rank"] > 0.983) | (market["original"] >= 0)
    day = np.where(never, np.nan, np.floor(day))
    gradual = rng.random(n) < 0.55
    fade = np.where(gradual, rng.uniform(5, 11, n) * MONTH, 0.0)
    silence = np.where(gradual, rng.uniform(2.0, 4.0, n) * MONTH, 0.0)
    moved_to, moved_day = _moves(market, rng, ~np.isnan(day))
    return Leaving(day, np.where(np.isnan(day), -1, cause), fade, silence, moved_to, moved_day)


def _own(market: Market, rng: np.random.Generator) -> np.ndarray:
    n, calendar = len(market), market.calendar
    years = (calendar.months + AHEAD) / 12
    group = np.array([g.leaving for g in GROUPS])[market["group"]]
    handed = ~np.isnan(market["handed_over"])
    yearly = 0.048 * group * (1.30 - 0.75 * market["size_rank"]) * TIE_HOLDS ** market["ties"]
    yearly = yearly * (0.65 + 0.8 * market["neglect"]) * np.where(handed, 1.5, 1.0)
    leaves = rng.random(n) < 1 - (1 - np.minimum(yearly, 0.6)) ** years
    start, horizon = np.maximum(market["opened"], 0), calendar.bounds[-1]
    span = horizon - start
    late = start + span * rng.triangular(0.08, 0.75, 1.0, n)
    early = start + rng.triangular(5, 8, 15, n) * MONTH
    young = market["opened"] > 0
    day = np.where(young & (rng.random(n) < 0.35), early, late)
    after = market["handed_over"] + rng.triangular(2, 5, 14, n) * MONTH
    day = np.where(handed & (rng.random(n) < 0.55), after, day)
    return np.where(leaves, day, np.nan)


def _causes(market: Market, rng: np.random.Generator) -> np.ndarray:
    """Draw why an account would leave by itself: the more neglected, the more often it is our service."""
    draw = rng.random(len(market))
    service = 0.25 + 0.5 * market["neglect"]
    price = service + (1 - service) * np.where(market["group"] == 2, 0.75, 0.5)
    return np.where(draw < service, 1, np.where(draw < price, 2, 3))


def _by_parent(market: Market, rng: np.random.Generator) -> np.ndarray:
    parents = int(market["parent"].max()) + 1
    days = market.calendar.bounds[-1]
    years = (market.calendar.months + AHEAD) / 12
    switches = rng.random(parents) < 1 - 0.966**years
    when = np.where(switches, rng.uniform(0.1, 1.0, parents) * days, np.nan)
    own = when[market["parent"]] + rng.uniform(0, 5, len(market)) * MONTH
    follows = rng.random(len(market)) < 0.78
    return np.where((market["parent"] >= 0) & follows, own, np.nan)


def _moves(market: Market, rng: np.random.Generator, leaves: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pick a sixth of the parents to move one child's orders to a larger child, both of which stay."""
    n, calendar = len(market), market.calendar
    moved_to, moved_day = np.full(n, -1), np.full(n, np.nan)
    able = (market["parent"] >= 0) & ~leaves & (market["opened"] < 0) & ~np.isin(np.arange(n), market["original"])
    families = [np.flatnonzero(able & (market["parent"] == p)) for p in range(int(market["parent"].max()) + 1)]
    families = [children for children in families if len(children) > 1]
    if calendar.months < 12 or not families:
        return moved_to, moved_day
    chosen = rng.choice(len(families), max(1, round(len(families) / 6)), replace=False)
    for family in sorted(chosen):
        children = families[family]
        by_size = children[np.argsort(market["size"][children])]
        taker = by_size[-1]
        giver = by_size[-2]
        moved_to[giver] = taker
        moved_day[giver] = np.floor(rng.uniform(0.3, 0.8) * calendar.days)
    return moved_to, moved_day
