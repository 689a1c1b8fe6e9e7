"""Pilots: six programmes tried on sister branches drawn by lot, at nothing, at the usual money and at twice as much.

Only such a trial tells how many came or stayed *because of* a programme, and what more money adds: the usual money less
nothing, twice as much less the usual. Effects flatten towards a ceiling (Blattberg and Deighton 1996, "Manage marketing
by the customer equity test"), some soon and some late; those that look best on average are often those nearest to it. The
branches' counts hold chance. The decision of lesson 06, where the next 50,000 goes, is played against this table.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.activities import expected_cost
from kamlib.tables.larkfield.deliveries import expected_delivery
from kamlib.tables.larkfield.outcomes import orders_ahead, year_ahead
from kamlib.tables.larkfield.prospects import DISCOUNT, YEARS, worth_by_kind
from kamlib.tables.larkfield.world import World

NEXT_MONEY = 50_000.0
"""What may be spent on top of the usual, in euro: the decision of lesson 06."""
BRANCH_YEARS = 80
"""Forty sister branches in each arm of a trial, watched for two years."""
STAYS = 0.90
"""Share of accounts that stay from one year to the next once they were kept."""
KEPT_YEARS = sum(STAYS**age / (1 + DISCOUNT) ** (age + 1) for age in range(YEARS))
"""What the profit of a year counts for in an account that is kept now: leaving goes on, and money costs its interest."""
MIDDLE, LARGE = (15_000.0, 45_000.0), (45_000.0, 150_000.0)
"""Revenue of the last year (euro) of a middle and of a large account, from and to below."""
_LEAST_WORTH = 1_000.0


class Offer(NamedTuple):
    """A programme: its aim, whom it brings or keeps in words and as looked up, and the money of a usual year (euro)."""

    aim: str
    accounts: str
    usual: float
    kind: tuple[str, str] = ("", "")
    revenue: tuple[float, float] = (0.0, 0.0)


_OFFERS = {
    "fairs": Offer("getting", "contractors with a large first order", 12_000.0, ("contractor", "large")),
    "agency": Offer("getting", "distributors with a large first order", 9_000.0, ("distributor", "large")),
    "introductions": Offer("getting", "contractors with a large first order", 5_000.0, ("contractor", "large")),
    "year-end bonus": Offer("keeping", "middle accounts", 14_000.0, revenue=MIDDLE),
    "visits to the silent": Offer("keeping", "middle accounts", 9_000.0, revenue=MIDDLE),
    "second contact": Offer("keeping", "large accounts", 11_000.0, revenue=LARGE),
}
_LOOKED_AFTER = {"year-end bonus": (60, 0.87), "visits to the silent": (24, 0.58), "second contact": (26, 0.86)}
"""How many accounts a keeping programme turns to in a branch, and the share of them that would stay without it."""
_COME_ANYWAY = {"introductions": 1.6}
"""How many would come to a branch without the programme, on average."""
_REACH = 0.9
"""The largest share of those who would leave that any money could keep."""


def pilot_truth(world: World) -> pd.DataFrame:
    """Return a row a programme: what the trials told, and what is so.

    Told: programme, aim, accounts (whom it brings or keeps), branch_years (of each arm), spending_usual and spending_double
    (euro a branch and year), came_none, came_usual and came_double (accounts of all branches of the arm, in a year).
    So: `ceiling`, how many more any money could bring a branch in a year; `saturation`, how far the usual money has gone
    towards it (1 − exp(−saturation) of it); `expected_value` of one account over three years; and luck.
    """
    seed, rng = world.market.seed, world.market.stream("pilots")
    names = list(_OFFERS)
    # How near the ceiling a programme is, and what its next euro brings: the one high where the other is low, by and large.
    near = rng.permutation(np.linspace(0.35, 2.1, len(names)))
    near = near + rng.uniform(-0.12, 0.12, len(names))
    next_euro = np.exp(1.5 - 0.95 * near + rng.uniform(-0.45, 0.45, len(names)))
    won = worth_by_kind(seed)
    rows = []
    for name, u, brings in zip(names, near, next_euro, strict=True):
        offer, usual = _OFFERS[name], _OFFERS[name].usual
        worth = float(won.get(offer.kind, np.nan)) if offer.aim == "getting" else _worth_of_kept(world, offer.revenue)
        worth = worth if worth > _LEAST_WORTH else _LEAST_WORTH
        ceiling = brings * usual / (worth * u * np.exp(-u))
        turned_to, stay = _LOOKED_AFTER.get(name, (0, 0.0))
        if turned_to:
            ceiling = min(ceiling, _REACH * turned_to * (1 - stay))
        more = -ceiling * np.expm1(-u * np.arange(3))
        if turned_to:
            counts = rng.binomial(BRANCH_YEARS * turned_to, stay + more / turned_to)
        else:
            counts = rng.poisson(BRANCH_YEARS * (_COME_ANYWAY.get(name, 0.0) + more))
        luck = float(rng.triangular(0.6, 1.0, 1.4))
        rows.append(
            (name, offer.aim, offer.accounts, BRANCH_YEARS, usual, 2 * usual, *counts.tolist(), ceiling, u, worth, luck)
        )
    table = pd.DataFrame(rows, columns=[*TOLD, "ceiling", "saturation", "expected_value", "luck"])
    table = table.round({"ceiling": 4, "saturation": 4, "expected_value": 2, "luck": 4})
    return table.astype(dict.fromkeys(("programme", "aim", "accounts"), "str"))


TOLD = ["programme", "aim", "accounts", "branch_years", "spending_usual", "spending_double", "came_none", "came_usual",
        "came_double"]  # fmt: skip


def pilots_told(truth: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what the trials told, indexed by programme; empty where there were none.

    >>> pilots_told({}).empty
    True
    """
    told = truth["pilots"][TOLD] if "pilots" in truth else pd.DataFrame(columns=TOLD)
    return told.set_index("programme")


def _worth_of_kept(world: World, band: tuple[float, float]) -> float:
    """Return what an account of a band of revenue brings in three years, served and discounted, if it is kept now."""
    margin, lost, _, revenue = year_ahead(world)
    market = world.market
    delivering, _ = expected_delivery(market, orders_ahead(world))
    full = revenue + lost
    inside = (full >= band[0]) & (full < band[1]) & (revenue > 0) & (market["original"] < 0)
    if not inside.any():
        return float("nan")
    stays = np.divide(full, revenue, out=np.ones_like(full), where=revenue > 0)
    year = float(((margin - delivering) * stays - expected_cost(market))[inside].mean())
    return year * KEPT_YEARS
