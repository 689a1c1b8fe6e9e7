"""Eight offers of one floor that differ in name, days and price by design, and how likely each would be passed on.

Contractors lay what the drawing says; the customers of distributors stand in a showroom, and a name on the carton says who they
are. What each attribute is really worth is kept as truth. Taught in lesson 09.
"""

from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.market import Market

OFFERS_FROM = "2025-2"
"""The wave from which offers are rated."""
NAMES = ("none", "design house")
DAYS, PRICES = (2, 10), (26, 34)
LEAST, MOST = 0, 10
_A_EURO, _A_DAY = -0.18, -0.09
_NAME = {"contractor": 0.15, "distributor": 1.1}


class Offer(NamedTuple):
    """One offer: its item, the name on the carton, days until it lies on the site, and its price (euro a square metre)."""

    item: str
    name: str
    days: int
    price: int


OFFERS = tuple(Offer(f"o{place}", *levels) for place, levels in enumerate(product(NAMES, DAYS, PRICES), start=1))


def words_of(offer: Offer) -> str:
    """Return the item's words.

    >>> words_of(OFFERS[0])
    'Oak vinyl without a name on the carton, on the site in 2 days, 26 euro a square metre: how likely would you pass it on?'
    """
    name = "with the name of a design house on the carton" if offer.name == NAMES[1] else "without a name on the carton"
    return f"Oak vinyl {name}, on the site in {offer.days} days, {offer.price} euro a square metre: how likely would you pass it on?"


def make_offers() -> pd.DataFrame:
    """Return the offers table (contract columns), offer by offer; the same for every seed."""
    rows = [
        (offer.item, attribute, str(getattr(offer, attribute)))
        for offer in OFFERS
        for attribute in ("name", "days", "price")
    ]
    columns = CONTRACTS["offers"].dtypes()
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def rate_offers(market: Market, account: np.ndarray, asked: np.ndarray) -> dict[str, np.ndarray]:
    """Return the ticks of each respondent by item, from `LEAST` to `MOST`; NaN where the wave did not ask.

    `account` is the place of each respondent's account, `asked` whether the questionnaire had the offers.
    """
    rng = market.stream("offers")
    distributor = market["distributor"][account].astype(bool)
    for_name = np.where(distributor, _NAME["distributor"], _NAME["contractor"]) + rng.normal(0, 0.4, len(account))
    likes = 5.0 + rng.normal(0, 1.2, len(account))
    given = {}
    for offer in OFFERS:
        told = likes + for_name * (offer.name == NAMES[1])
        told = told + _A_DAY * (offer.days - np.mean(DAYS)) + _A_EURO * (offer.price - np.mean(PRICES))
        ticks = np.clip(np.round(told + rng.normal(0, 1.0, len(account))), LEAST, MOST)
        given[offer.item] = np.where(asked, ticks, np.nan)
    return given


def offer_truth() -> pd.DataFrame:
    """Return what each attribute is really worth: account_type, attribute, points (of the rating) and euro (a square metre)."""
    rows = [
        (kind, attribute, points, points / -_A_EURO)
        for kind, name in _NAME.items()
        for attribute, points in (("name", name), ("days", _A_DAY))
    ]
    table = pd.DataFrame(rows, columns=["account_type", "attribute", "points", "euro"])
    return table.astype({"account_type": "str", "attribute": "str"}).round(4)
