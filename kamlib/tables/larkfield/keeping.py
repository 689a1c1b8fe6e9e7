"""Calls to keep: what a retention call made on AS_OF would earn, and the minutes it takes.

A call keeps some of those who would leave within the year because of our service, most where attention is what they
miss, and brings some back who left for that reason in the last months: the longer gone, the fewer. It keeps nobody
whose group changes supplier, who closes, or who only wants a lower price. And it wakes those who would have stayed:
some ask for a concession, bargain hunters and those we see often most of all. The decision of lesson 04 is played
against this table.
"""

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.leaving import CAUSES
from kamlib.tables.larkfield.outcomes import potentials, year_had_they_stayed
from kamlib.tables.larkfield.world import World

KEEPING_HOURS = 60.0
"""Hours for retention calls in the month of lesson 04's decision."""
CALL_MINUTES = 90.0
"""Minutes we plan for one retention call with what prepares and follows it; the month will take more or less."""
_KEEPS = 0.6
_BRINGS_BACK = 0.6
_WITHIN = 180.0
_WORKS = 0.55
_ASKS = 0.25


def keeping_truth(world: World) -> pd.DataFrame:
    """Return what calling each account would do: account_id, minutes, expected_gain, realised_gain.

    Gains are margin of the twelve months after AS_OF against not calling, in euro, before the cost of the call:
    expected, and realised with luck (the call works or not; the customer asks for a concession or not).
    """
    market, leaving = world.market, world.leaving
    n = len(market)
    rng = market.stream("calls_to_keep")
    minutes = np.round((rng.triangular(40, 80, 130, n) + 30 * market["size_rank"]) / 5) * 5
    base, could_keep, _ = potentials(world)
    rate, _, full = year_had_they_stayed(world)
    gone = np.where(leaving.cause == CAUSES.index("service"), market.calendar.days - leaving.day, np.inf)
    back = np.where(gone > 0, np.maximum(1 - gone / _WITHIN, 0), 0.0) * _BRINGS_BACK * rate * full
    saved = (_KEEPS * could_keep + back) * np.where(market["needs_expertise"], 0.7, 1.0) * rng.uniform(0.7, 1.3, n)
    woken = base * rng.triangular(0, 0.002, 0.012, n) * np.where(market["group"] == 2, 2.5, 1 - market["neglect"])
    expected = np.where(np.isnan(leaving.day), -woken, saved)
    # A second entry is the same telephone: what its call earns is counted with the first.
    expected = np.round(np.where(market["original"] >= 0, 0.0, expected), 2)
    odds = np.where(expected > 0, _WORKS, _ASKS)
    realised = np.round(np.where(rng.random(n) < odds, expected / odds, 0.0), 2)
    return pd.DataFrame(
        {
            "account_id": pd.array(market.account_ids, dtype="str"),
            "minutes": minutes,
            "expected_gain": expected,
            "realised_gain": realised,
        }
    )
