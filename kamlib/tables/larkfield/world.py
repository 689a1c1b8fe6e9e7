"""The hidden world of a company: its market, who leaves, what is demanded, which articles are usual.

Everything that is so before any table is written down. Tables and outcomes are drawn from it; none of it is drawn
from them.
"""

from dataclasses import dataclass

from kamlib.tables.larkfield.assortment import Assortment, make_assortment
from kamlib.tables.larkfield.catalogue import Catalogue, catalogue
from kamlib.tables.larkfield.demand import Demand, make_demand
from kamlib.tables.larkfield.leaving import Leaving, make_leaving
from kamlib.tables.larkfield.market import Market, make_market


@dataclass(frozen=True)
class World:
    """Everything that is so before any table is written down."""

    market: Market
    leaving: Leaving
    demand: Demand
    assortment: Assortment
    articles: Catalogue


def make_world(seed: str | int, accounts: int, months: int, part: int = 0, first: int = 0) -> World:
    """Draw the hidden world of one company, or of one part of a large one."""
    market = make_market(seed, accounts, months, part, first)
    leaving = make_leaving(market)
    articles = catalogue()
    return World(market, leaving, make_demand(market, leaving), make_assortment(market, articles), articles)
