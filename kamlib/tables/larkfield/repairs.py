"""Seven things that could be mended: what each was found to lift in a pilot, what it costs, and what it is worth.

A lift is worth what its dimension does to satisfaction, times what satisfaction holds of the margin of those it reaches. What
customers rate lowest, and what can be lifted most, need not be what moves them. Taught in lessons 08 and 09: the decision of
lesson 09, which two things to mend, is played against this table.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.market import REGIONS
from kamlib.tables.larkfield.opinions import WEIGHTS
from kamlib.tables.larkfield.outcomes import year_ahead
from kamlib.tables.larkfield.questionnaire import DIMENSIONS, EVENT_REGION
from kamlib.tables.larkfield.world import World

MENDING = 25_000.0
"""What mending may cost in all, in euro: the decision of lesson 09."""
HELD_A_POINT = 0.04
"""What a point of satisfaction holds of a year's margin, by and large: a planning number that the lesson gives."""
EVERYWHERE = "everywhere"
_PILOT_ERROR = 0.08


class Repair(NamedTuple):
    """Something to mend: its words, the dimension it lifts, where, by how many points by and large, and its cost (euro)."""

    words: str
    dimension: str
    region: str
    lift: float
    cost: float


_REPAIRS = {
    "loading": Repair("the West names a day only after loading is planned", "reliability", EVENT_REGION, 1.1, 10_000.0),
    "scanners": Repair("every batch is scanned when it is picked", "reliability", EVERYWHERE, 0.35, 15_000.0),
    "hotline": Repair("questions are answered on the same day", "responsiveness", EVERYWHERE, 0.50, 13_000.0),
    "messages": Repair(
        "the West tells customers of a delay before they ask", "responsiveness", EVENT_REGION, 0.8, 6_000.0
    ),
    "floor school": Repair("inside sales learns floors for two weeks", "assurance", EVERYWHERE, 0.45, 10_000.0),
    "one name": Repair("every account has somebody who answers by name", "empathy", EVERYWHERE, 0.65, 13_000.0),
    "sample rooms": Repair("sample rooms are built anew", "tangibles", EVERYWHERE, 1.2, 19_000.0),
}
TOLD = ["repair", "words", "dimension", "region", "cost", "lift", "margin"]


def repair_truth(world: World) -> pd.DataFrame:
    """Return a row a repair: what is told of it, and what it is worth.

    Told: repair, words, dimension, region, cost (euro), lift (points of 1 to 7 in its dimension, as a pilot found it) and margin
    (euro a year of the accounts it reaches). So: expected_gain (euro in the next twelve months, before its cost) and luck.
    """
    rng = world.market.stream("repairs")
    margin = year_ahead(world)[0]
    count = len(_REPAIRS)
    lift = np.array([repair.lift for repair in _REPAIRS.values()]) * rng.uniform(0.7, 1.3, count)
    cost = np.array([repair.cost for repair in _REPAIRS.values()]) * rng.uniform(0.8, 1.2, count)
    held = HELD_A_POINT * rng.uniform(0.75, 1.25)
    reached = np.array([float(margin[_inside(world, repair.region)].sum()) for repair in _REPAIRS.values()])
    weight = np.array([WEIGHTS[DIMENSIONS.index(repair.dimension)] for repair in _REPAIRS.values()])
    table = pd.DataFrame(
        {
            "repair": list(_REPAIRS),
            "words": [repair.words for repair in _REPAIRS.values()],
            "dimension": [repair.dimension for repair in _REPAIRS.values()],
            "region": [repair.region for repair in _REPAIRS.values()],
            "cost": np.round(cost, -2),
            "lift": np.round(lift + rng.normal(0, _PILOT_ERROR, count), 2),
            "margin": np.round(reached, -3),
            "expected_gain": np.round(held * reached * weight * lift, 2),
            "luck": np.round(rng.triangular(0.6, 1.0, 1.4, count), 4),
        }
    )
    return table.astype(dict.fromkeys(("repair", "words", "dimension", "region"), "str"))


def repairs_told(truth: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what is told of the repairs, indexed by repair; empty where there are none on offer.

    >>> repairs_told({}).empty
    True
    """
    told = truth["repairs"][TOLD] if "repairs" in truth else pd.DataFrame(columns=TOLD)
    return told.set_index("repair")


def _inside(world: World, region: str) -> np.ndarray:
    market = world.market
    if region == EVERYWHERE:
        return np.ones(len(market), dtype=bool)
    return market["region"] == REGIONS.index(region)
