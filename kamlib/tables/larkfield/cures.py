"""Four shortfalls and four cures: what each cure costs, and what it is worth against each shortfall.

A cure mends one gap of the chain: listening mends not knowing, a written standard mends knowing and not fixing, coaching mends
fixing and not doing, an honest day mends promising more than is done. Against another gap it does next to nothing. Taught in
lesson 10: its decision, which cure for which shortfall, is played against this table.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.market import REGIONS
from kamlib.tables.larkfield.opinions import WEIGHTS
from kamlib.tables.larkfield.outcomes import year_ahead
from kamlib.tables.larkfield.questionnaire import DIMENSIONS, EVENT_REGION, ITEMS, OVERRATED
from kamlib.tables.larkfield.repairs import EVERYWHERE, HELD_A_POINT
from kamlib.tables.larkfield.standards import planted
from kamlib.tables.larkfield.world import World

CLOSING = 15_000.0
"""What closing gaps may cost in all, in euro: the decision of lesson 10."""
CURES = {
    "listen": "managers visit ten customers each and hear what they expect",
    "write": "a standard is written, with what customers call good, and made known",
    "coach": "people are trained and given the time, and the standard is checked every week",
    "promise": "nobody names a day, or a thing, that is not planned yet",
}
"""The cures by name, each with its words, in the order of the gaps 1 to 4 that they mend."""
PUNCTUAL = "01"
_COST = {"listen": 2_500.0, "write": 3_000.0, "coach": 4_500.0, "promise": 3_000.0}
_CLOSES = {
    "listen": (0.65, 0.05, 0.02, 0.00),
    "write": (0.12, 0.65, 0.06, 0.04),
    "coach": (0.10, 0.12, 0.65, 0.10),
    "promise": (0.02, 0.00, 0.05, 0.70),
}
"""The share of a shortfall that each cure closes where it is of gap 1, 2, 3 or 4."""
_SHORT = (1.3, 0.95, 0.85, 2.0)
"""How many points are missing, by and large, where the gap is 1, 2, 3 or 4."""
TOLD = ["item", "words", "region", "cure", "cost", "worth_a_point"]


def cure_truth(world: World) -> pd.DataFrame:
    """Return a row a shortfall and cure: what is told of it, and what it is worth.

    Told: item, words, region, cure, cost (euro) and worth_a_point (euro of margin a year for one point more of this item). So: gap
    (1 to 4, where the shortfall really is), expected_gain (euro in the next twelve months, before its cost) and luck.
    """
    market = world.market
    rng = market.stream("cures")
    margin = year_ahead(world)[0]
    faults = planted(market)
    words = {item.code: item.words for item in ITEMS}
    rows = []
    for gap, (item, region) in enumerate(
        ((OVERRATED, EVERYWHERE), (faults.too_low, EVERYWHERE), (faults.unkept, EVERYWHERE), (PUNCTUAL, EVENT_REGION))
    ):
        inside = np.ones(len(market), bool) if region == EVERYWHERE else market["region"] == REGIONS.index(region)
        point = HELD_A_POINT * float(margin[inside].sum()) * _weight(item)
        worth = point * rng.uniform(0.8, 1.2)
        for cure in CURES:
            cost = _COST[cure] * rng.uniform(0.8, 1.2)
            gain = worth * _SHORT[gap] * _CLOSES[cure][gap] * rng.uniform(0.85, 1.15)
            rows.append(
                (item, words[item], region, cure, round(cost, -2), round(point, -1), gap + 1, round(gain, 2),
                 round(float(rng.triangular(0.6, 1.0, 1.4)), 4))
            )  # fmt: skip
    table = pd.DataFrame(rows, columns=[*TOLD, "gap", "expected_gain", "luck"])
    return table.sort_values("item", kind="stable", ignore_index=True).astype(
        dict.fromkeys(("item", "words", "region", "cure"), "str")
    )


def cures_told(truth: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what is told of the cures, a row a shortfall and cure; empty where there are none on offer.

    >>> cures_told({}).empty
    True
    """
    return truth["cures"][TOLD] if "cures" in truth else pd.DataFrame(columns=TOLD)


def _weight(item: str) -> float:
    """Return what one point of an item does to satisfaction: its part of what its dimension does."""
    dimension = next(one.dimension for one in ITEMS if one.code == item)
    asked = sum(one.dimension == dimension for one in ITEMS)
    return float(WEIGHTS[DIMENSIONS.index(dimension)]) / asked
