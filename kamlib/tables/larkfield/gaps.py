"""Gaps: what the answer to each question about each account would earn in a year, and what asking takes.

Most answers change nothing. What the books hold already (our own sales, our own costs) is quickly asked and earns
nothing; what the customer buys elsewhere takes an hour and pays where the wallet is open and we neglected it; what
annoys them pays where they are about to leave because of us. An answer that is right already earns nothing again, and
one that is old and wrong does more harm than none. The decision of lesson 01 is played against this table.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS as QUESTIONS
from kamlib.tables.larkfield.knowledge import STATES, knowledge_states
from kamlib.tables.larkfield.outcomes import potentials
from kamlib.tables.larkfield.world import World

HOURS = 40.0
"""Hours of asking in the month of lesson 01's decision."""


class Ask(NamedTuple):
    """One question: the minutes we plan for it, how much of what could be won, kept and earned its answer moves.

    `acts` is how often the answer leads to anything at all; luck decides when.
    """

    minutes: float
    won: float
    kept: float
    base: float
    acts: float


_ASKS = (
    Ask(20, 0.030, 0.090, 0.0005, 0.50),
    Ask(20, 0.015, 0.200, 0.0005, 0.50),
    Ask(5, 0.0, 0.0, 0.0, 0.20),
    Ask(40, 0.110, 0.0, 0.0005, 0.45),
    Ask(30, 0.0, 0.0, 0.0035, 0.20),
    Ask(35, 0.060, 0.040, 0.0010, 0.35),
    Ask(25, 0.025, 0.020, 0.0010, 0.40),
    Ask(15, 0.030, 0.0, 0.0005, 0.40),
    Ask(40, 0.120, 0.020, 0.0005, 0.45),
    Ask(15, 0.0, 0.130, 0.0005, 0.40),
    Ask(5, 0.0, 0.0, 0.0, 0.20),
    Ask(5, 0.0, 0.0, 0.0, 0.20),
    Ask(20, 0.0, 0.0, 0.0002, 0.20),
)
ASKING_MINUTES = {question: ask.minutes for question, ask in enumerate(_ASKS, start=1)}
"""Minutes we plan for getting an answer to each question, by its number; the month will take more or less."""
_WRONG_AND_OLD = 1.5


def gap_truth(world: World) -> pd.DataFrame:
    """Return what each answer would earn: account_id, question, minutes_to_ask, expected_gain, realised_gain.

    One row an account and question. Gains are margin of the twelve months after AS_OF, in euro, before the cost of
    asking: expected, and realised with luck (an answer leads to something or to nothing).
    """
    market = world.market
    rng = market.stream("gaps")
    minutes, won, kept, base, acts = (np.array(column)[None, :] for column in zip(*_ASKS, strict=True))
    shape = (len(market), len(QUESTIONS))
    potential = [np.where(market["original"] >= 0, 0.0, amount)[:, None] for amount in potentials(world)]
    worth = potential[0] * base + potential[1] * kept + potential[2] * won
    # Some accounts answer at length and some not at all, on the same question.
    worth = worth * rng.triangular(0.4, 0.9, 1.7, shape)
    taken = np.maximum(np.round(minutes * rng.triangular(0.6, 1.0, 1.7, shape)), 1)
    state, accurate = knowledge_states(market, world.leaving)
    old_and_wrong = (state == STATES.index("stale")) & ~accurate
    expected = np.round(np.where(accurate, 0.0, worth * np.where(old_and_wrong, _WRONG_AND_OLD, 1.0)), 2)
    realised = np.round(np.where(rng.random(shape) < acts, expected / acts, 0.0), 2)
    return pd.DataFrame(
        {
            "account_id": pd.array(np.repeat(market.account_ids, len(QUESTIONS)), dtype="str"),
            "question": np.tile(np.arange(1, len(QUESTIONS) + 1), len(market)),
            "minutes_to_ask": taken.ravel(),
            "expected_gain": expected.ravel(),
            "realised_gain": realised.ravel(),
        }
    )
