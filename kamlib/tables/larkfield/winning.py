"""How each new account came: at a fair, through the agency, brought by another account, or of its own accord.

Whoever is new with us talks of us: accounts bring others about twice as often in their first three years as later, so
the oldest are not those that bring most. Four in ten of those brought would have come anyway, which no table shows.
Taught in lesson 06.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import Market

WAYS = ("fairs", "agency", "introductions", "of its own accord")
FAIRS, AGENCY, INTRODUCED = 0, 1, 2
_ODDS = (0.26, 0.18, 0.34, 0.22)
_ANYWAY = 0.4
_TALKATIVE = 3 * 365.25


@dataclass(frozen=True)
class Won:
    """Accounts won within the history: their place, the way they came, who brought them (-1: nobody), when, and if anyway."""

    account: np.ndarray
    way: np.ndarray
    by: np.ndarray
    day: np.ndarray
    anyway: np.ndarray


def accounts_won(market: Market, leaving: Leaving) -> Won:
    """Draw how the accounts opened within the history came; a second entry of a customer is no new account."""
    rng = market.stream("winning")
    opened = market["opened"]
    account = np.flatnonzero((opened > 0) & (market["original"] < 0))
    account = account[np.argsort(opened[account], kind="stable")]
    way = rng.choice(len(WAYS), len(account), p=_ODDS)
    day = np.maximum(opened[account] - np.floor(rng.triangular(3, 14, 60, len(account))), 0)
    draw, anyway = rng.random(len(account)), rng.random(len(account)) < _ANYWAY
    by = np.full(len(account), -1)
    left = np.where(np.isnan(leaving.day), np.inf, leaving.day)
    for place in np.flatnonzero(way == INTRODUCED):
        age = day[place] - opened
        weight = np.where(age < _TALKATIVE, 2.0, 1.0) * np.where(
            market["distributor"] == market["distributor"][account[place]], 3.0, 1.0
        )
        weight = np.where((age > 60) & (left > day[place]) & (market["original"] < 0), weight, 0.0)
        if weight.sum() > 0:
            by[place] = int(np.searchsorted(np.cumsum(weight), draw[place] * weight.sum(), side="right"))
        else:
            way[place] = len(WAYS) - 1
    return Won(account, way, by, day, anyway)


def make_referrals(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the referrals table (contract columns), sorted by the day of the introduction."""
    won = accounts_won(market, leaving)
    brought = np.flatnonzero(won.by >= 0)
    table = pd.DataFrame(
        {
            "account_id": market.account_ids[won.account[brought]],
            "referred_by": market.account_ids[won.by[brought]],
            "referred_at": market.calendar.timestamps(won.day[brought]),
        }
    )
    table = table.sort_values(["referred_at", "account_id"], kind="stable", ignore_index=True)
    return table.astype(CONTRACTS["referrals"].dtypes())


def winning_truth(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return how every account won in the history came: account_id, way, and would_have_come (also without its way)."""
    won = accounts_won(market, leaving)
    return pd.DataFrame(
        {
            "account_id": pd.array(market.account_ids[won.account], dtype="str"),
            "way": pd.array(np.array(WAYS, dtype=object)[won.way], dtype="str"),
            "would_have_come": won.anyway & (won.by >= 0) | (won.way == len(WAYS) - 1),
        }
    )
