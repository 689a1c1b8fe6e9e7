"""Demand: how many orders of what size every account is expected to place in every month.

Base rate, season, trend, the ups and downs of single years (which do not last: regression to the mean), a hand-over
that costs orders for a while, fading before leaving, and orders that move between sister accounts. Months after
AS_OF carry no luck: they are what the decisions are judged by.
"""

from dataclasses import dataclass

import numpy as np

from kamlib.tables.larkfield.calendar import AHEAD
from kamlib.tables.larkfield.leaving import MONTH, Leaving
from kamlib.tables.larkfield.market import GROUPS, Market, years_ahead

_MOVED_REST = 0.06


@dataclass(frozen=True)
class Demand:
    """Expected orders a month and value of an order at the first prices; accounts x (months + 12).

    `staying` is the number of orders a month as it would be had nobody left.
    """

    orders: np.ndarray
    staying: np.ndarray
    value: np.ndarray


def make_demand(market: Market, leaving: Leaving) -> Demand:
    """Return the expected demand of every account in every month of the history and the year ahead."""
    calendar = market.calendar
    span = calendar.months + AHEAD
    middle = (calendar.bounds[:-1] + calendar.bounds[1:]) / 2
    years = np.arange(span) / 12
    strength = np.array([g.season for g in GROUPS])[market["group"]][:, None]
    season = np.maximum(1 + (calendar.season[None, :] - 1) * strength, 0.1)
    # A trend is felt from the middle of the history, so that size means the same for growers and others.
    trend = (1 + market["trend"])[:, None] ** (years - calendar.months / 24)[None, :]
    luck = _luck(market)
    staying = (market["orders_a_year"] / 12)[:, None] * season * trend * luck * _handover(market, middle)
    staying = np.where(market["original"][:, None] >= 0, 0.0, staying)
    value = (market["size"] / market["orders_a_year"])[:, None] * luck
    staying = staying * _moving(market, leaving, middle)
    staying = staying * _open_part(market["opened"], calendar.bounds)
    return Demand(staying * fading(leaving, middle, calendar.bounds), staying, value)


def _luck(market: Market) -> np.ndarray:
    """Return the square root of each account's fortune in each month: half falls on orders, half on their value."""
    rng = market.stream("fortune")
    years = years_ahead(market.calendar)
    fortune = rng.uniform(-0.5, 0.5, (len(market), years))
    fortune += np.where(rng.random((len(market), years)) < 0.12, rng.choice([-0.7, 0.6], (len(market), years)), 0.0)
    factor = np.exp(fortune / 2)[:, market.calendar.year]
    factor[:, market.calendar.months :] = 1.0
    return factor


def _handover(market: Market, middle: np.ndarray) -> np.ndarray:
    since = (middle[None, :] - market["handed_over"][:, None]) / MONTH
    return np.where((since >= 0) & (since < 9), 0.62 + 0.042 * since, 1.0)


def _moving(market: Market, leaving: Leaving, middle: np.ndarray) -> np.ndarray:
    factor = np.ones((len(market), len(middle)))
    givers = np.flatnonzero(leaving.moved_to >= 0)
    for giver in givers:
        after = middle >= leaving.moved_day[giver]
        taker = leaving.moved_to[giver]
        factor[giver, after] = _MOVED_REST
        factor[taker, after] += (1 - _MOVED_REST) * market["size"][giver] / market["size"][taker]
    return factor


def _open_part(opened: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Return the part of each month after the opening day."""
    length = np.diff(bounds)
    return np.clip((bounds[1:][None, :] - opened[:, None]) / length, 0, 1)


def fading(leaving: Leaving, middle: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Return the part of its purchases that each account still makes in each month: 1, falling, 0 once it left."""
    day = np.where(np.isnan(leaving.day), np.inf, leaving.day)[:, None]
    quiet = day - leaving.silence[:, None]
    fade = np.maximum(leaving.fade - leaving.silence, 1.0)[:, None]
    finite = np.where(np.isinf(quiet), 1e9, quiet)
    part = np.where(leaving.fade[:, None] > 0, np.clip((finite - middle[None, :]) / fade, 0, 1), 1.0)
    length = np.diff(bounds)
    return part * np.clip((np.where(np.isinf(day), 1e9, day) - bounds[:-1][None, :]) / length, 0, 1)
