"""The knowledge audit: thirteen questions a supplier should be able to answer about each account, and what we wrote.

Some answers are right, some were right years ago, some are missing, and some were filled in the evening before the
audit because completeness was measured (Goodhart's law). The truth keeps which is which. Taught in lesson 01.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS as QUESTIONS
from kamlib.tables.larkfield.catalogue import CATEGORIES
from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import GROUPS, Market
from kamlib.tables.larkfield.wallet import category_wallets

STATES = ("known", "stale", "filled in", "unknown")
_FILLER = ("ok", "n/a", "as last year", "good", "see file", "to be confirmed")
_SOURCES = ("visit", "call", "survey", "order history", "annual report", "hearsay")
_ZEALOUS = 2
"""The manager whose record cards are always complete."""

_VALUED = (
    ("stock on call", "delivery on the day", "one contact"),
    ("delivery to the site", "technical advice", "fast quotes"),
    ("lowest price", "payment terms", "lowest price"),
    ("technical advice", "samples", "new designs"),
)
_HARD = ("late confirmations", "short deliveries", "invoice errors", "slow samples", "nothing named")
_HEALTH = ("sound", "sound", "stretched", "pays late")
_PLANS = ("no change", "second site next year", "into healthcare interiors", "owner wants to sell", "fewer suppliers")
_WORK = (
    ("weekly replenishment", "fixed call-offs"),
    ("by project, site manager orders", "tender, then call-offs"),
    ("three quotes for every order", "buys on offers"),
    ("architect specifies, they order", "sample board first"),
)
_ELSE = ("underlay", "tools", "wall coverings", "door mats", "raised floors", "nothing else")


class Notes(NamedTuple):
    """The audit as arrays, accounts x questions."""

    state: np.ndarray
    accurate: np.ndarray
    day: np.ndarray
    source: np.ndarray
    answer: np.ndarray


def make_knowledge(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the knowledge table (contract columns): thirteen rows an account."""
    notes = _notes(market, leaving)
    table = pd.DataFrame(
        {
            "account_id": np.repeat(market.account_ids, len(QUESTIONS)),
            "question": np.tile(np.arange(1, len(QUESTIONS) + 1), len(market)),
            "answer": notes.answer.ravel(),
            "answered_at": market.calendar.timestamps(notes.day.ravel()),
            "source": notes.source.ravel(),
        }
    )
    return table.astype(CONTRACTS["knowledge"].dtypes())


def knowledge_truth(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return what each answer is worth: account_id, question, state (see STATES), accurate."""
    notes = _notes(market, leaving)
    return pd.DataFrame(
        {
            "account_id": pd.array(np.repeat(market.account_ids, len(QUESTIONS)), dtype="str"),
            "question": np.tile(np.arange(1, len(QUESTIONS) + 1), len(market)),
            "state": pd.array(np.array(STATES, dtype=object)[notes.state.ravel()], dtype="str"),
            "accurate": notes.accurate.ravel(),
        }
    )


def knowledge_states(market: Market, leaving: Leaving) -> tuple[np.ndarray, np.ndarray]:
    """Return the state (place in STATES) of each answer and whether it is right, accounts x questions."""
    notes = _notes(market, leaving)
    return notes.state, notes.accurate


def _notes(market: Market, leaving: Leaving) -> Notes:
    rng = market.stream("knowledge")
    shape, days = (len(market), len(QUESTIONS)), market.calendar.days
    ease = np.linspace(0.25, -0.30, len(QUESTIONS))[None, :]
    asked = rng.random(shape) < np.clip(0.38 + 0.35 * market["size_rank"][:, None] + ease, 0.05, 0.97)
    zealous = (market["manager"] == _ZEALOUS)[:, None]
    filled = ~asked & (rng.random(shape) < np.where(zealous, 0.75, 0.04))
    age = rng.triangular(5, 120, np.where(market["size_rank"] > 0.7, 700, 1400)[:, None], shape)
    day = days - 1 - np.floor(age)
    day = np.minimum(day, np.where(np.isnan(leaving.day), np.inf, leaving.day)[:, None])
    stale = asked & (days - day > 550)
    state = np.select([filled, ~asked, stale], [2, 3, 1], 0)
    accurate = (rng.random(shape) < np.select([state == 0, state == 1], [0.9, 0.5], 0.0)) & asked
    # The evening before the audit, one date for all.
    day = np.where(filled, days - 13, np.where(asked, day, np.nan))
    true = _answers(rng, market)
    other = true[rng.permutation(len(market))]
    filler = np.array(_FILLER, dtype=object)[rng.integers(0, len(_FILLER), shape)]
    answer = np.where(filled, filler, np.where(accurate, true, other))
    source = np.array(_SOURCES, dtype=object)[rng.integers(0, len(_SOURCES), shape)]
    source = np.where(filled, "account manager", source)
    source[state == 3] = None
    answer[state == 3] = None
    return Notes(state, accurate, day, source, answer)


def _answers(rng: np.random.Generator, market: Market) -> np.ndarray:
    """Return the true answer to every question, accounts x questions, as a manager would write it."""
    n, group = len(market), market["group"]
    ours = market["size"]
    wallets = category_wallets(market)
    gap = wallets - ours[:, None] * market.mix
    pick = rng.integers(0, 1_000_000, (n, len(QUESTIONS)))
    hours = 0.4 + 5 * market["size_rank"] * np.array([g.effort for g in GROUPS])[group]
    marks = np.minimum(10, 4 + np.round(5 - 5 * market["neglect"]).astype(int) + pick[:, 9] % 3)
    months = 6 + pick[:, 12] % 13
    columns = [
        [_VALUED[g][p % 3] for g, p in zip(group, pick[:, 0], strict=True)],
        [_HARD[p % len(_HARD)] for p in pick[:, 1]],
        [f"about €{round(s, -3):,.0f}" for s in ours],
        [f"about {5 * round(20 * s)} %" for s in market["wallet_share"]],
        [_HEALTH[p % len(_HEALTH)] for p in pick[:, 4]],
        [_PLANS[p % len(_PLANS)] for p in pick[:, 5]],
        [_WORK[g][p % 2] for g, p in zip(group, pick[:, 6], strict=True)],
        [_ELSE[p % len(_ELSE)] for p in pick[:, 7]],
        [f"mostly {CATEGORIES[c].lower()}" for c in gap.argmax(axis=1)],
        [f"{mark} of 10" for mark in marks],
        [f"about {h:.1f} hours a month" for h in hours],
        [f"margin about {round(38 - 90 * d)} %" for d in market["discount"]],
        [f"about €{round(2_000 + 0.15 * s, -3):,.0f} and {p} months" for s, p in zip(ours, months, strict=True)],
    ]  # fmt: skip
    return np.array(columns, dtype=object).T
