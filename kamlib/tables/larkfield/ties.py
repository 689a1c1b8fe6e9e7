"""Ties: agreements that bind an account, planned for all of its life, begun only while it lives.

Who leaves early never sees the later ones begin, so whoever counts ties over a whole life finds that they keep
customers (immortal time: Suissa 2008, "Immortal time bias in pharmaco-epidemiology"), though beginning one changes
nothing here. Two effects are planted and told apart:

- beginning a tie: hazard ratio 1, between accounts alike in size and in the number of ties planned for them;
- each tie planned, begun or not: the yearly chance of leaving of one's own accord (not with the group) times 0.96.

So a fair comparison by size alone lies between the two, close to 1. Ties are offered from the first month of the
history. Taught in lesson 04.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.leaving import MONTH, TIE_HOLDS, Leaving
from kamlib.tables.larkfield.market import Market

TIES = ("framework agreement", "stock on call", "electronic ordering", "joint range")
FRAMEWORK, STOCK = 0, 1
START_EFFECT = 1.0
_LATEST = 60 * MONTH
_LAPSES = 0.06


@dataclass(frozen=True)
class Planned:
    """Every tie ever planned: index of the account, place in TIES, and the day it is to begin."""

    account: np.ndarray
    tie: np.ndarray
    start: np.ndarray


def planned_ties(market: Market) -> Planned:
    """Draw which ties are planned and when they begin: of leaving nothing is known here, and nothing is used."""
    rng = market.stream("ties")
    order = rng.random((len(market), len(TIES))).argsort(axis=1)
    after = rng.uniform(0.5 * MONTH, _LATEST, (len(market), len(TIES)))
    account, place = np.nonzero(np.arange(len(TIES))[None, :] < market["ties"][:, None])
    start = np.maximum(market["opened"], 0)[account] + after[account, place]
    return Planned(account, order[account, place], np.floor(start))


def begun(planned: Planned, market: Market, leaving: Leaving) -> np.ndarray:
    """Tell which ties have begun by AS_OF: their account was still there on the day."""
    left = np.where(np.isnan(leaving.day), np.inf, leaving.day)[planned.account]
    return planned.start < np.minimum(left, market.calendar.days)


def tie_truth(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return every tie planned: account_id, tie, planned_at, begun, start_effect and plan_effect (hazard ratios).

    `start_effect` is what beginning the tie does to leaving, given the account's size and its planned ties: 1.
    `plan_effect` is what having it planned at all does to the yearly chance of leaving of one's own accord: 0.96.
    """
    planned = planned_ties(market)
    return pd.DataFrame(
        {
            "account_id": pd.array(market.account_ids[planned.account], dtype="str"),
            "tie": pd.array(np.array(TIES, dtype=object)[planned.tie], dtype="str"),
            "planned_at": market.calendar.timestamps(planned.start),
            "begun": begun(planned, market, leaving),
            "start_effect": np.full(len(planned.start), START_EFFECT),
            "plan_effect": np.full(len(planned.start), TIE_HOLDS),
        }
    )


def effect_of_ties(truth: Mapping[str, pd.DataFrame]) -> float | None:
    """Return what beginning a tie truly does to leaving (a hazard ratio), or None where nobody knows it.

    >>> effect_of_ties({"ties": pd.DataFrame({"start_effect": [1.0]})}), effect_of_ties({})
    (1.0, None)
    """
    return float(truth["ties"]["start_effect"].mean()) if len(truth.get("ties", ())) else None


def make_contracts(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the contracts table (contract columns): one row a term, sorted by its first day.

    Framework agreements run for one to three years and are renewed while the account is there; a few lapse though it
    stays, and the last may outlive the custom. The others are open, and not every one is closed when an account left.
    """
    rng = market.stream("contracts")
    planned, calendar = planned_ties(market), market.calendar
    which = np.flatnonzero(begun(planned, market, leaving))
    which = which[np.lexsort((planned.account[which], planned.start[which]))]
    account, tie, start = planned.account[which], planned.tie[which], planned.start[which]
    left = np.where(np.isnan(leaving.day), np.inf, leaving.day)[account]
    length = np.round(rng.choice([12, 24, 36], len(which)) * MONTH)
    kept = rng.geometric(_LAPSES, len(which))
    closed = np.floor(left + rng.uniform(10, 120, len(which)))
    closed = np.where((rng.random(len(which)) < 0.7) & (closed < calendar.days), closed, np.nan)
    part = np.where(tie == FRAMEWORK, rng.uniform(0.5, 0.9, len(which)), rng.uniform(0.1, 0.4, len(which)))
    until = np.minimum(left, calendar.days)
    terms = np.where(tie == FRAMEWORK, np.minimum(np.ceil((until - start) / length), kept), 1).astype(int)
    row = np.repeat(np.arange(len(which)), terms)
    place = np.arange(len(row)) - np.repeat(np.cumsum(terms) - terms, terms)
    first = start[row] + place * length[row]
    agreed = market["size"][account[row]] * part[row] * calendar.price[calendar.month_of(first)]
    table = pd.DataFrame(
        {
            "contract_id": np.array([f"K{number + 1:04d}" for number in range(len(which))], dtype=object)[row],
            "account_id": market.account_ids[account[row]],
            "kind": np.array(TIES, dtype=object)[tie[row]],
            "started_at": calendar.timestamps(first),
            "ends_at": calendar.timestamps(np.where(tie[row] == FRAMEWORK, first + length[row] - 1, closed[row])),
            "annual_value": np.where(tie[row] <= STOCK, np.maximum(np.round(agreed / 500) * 500, 500), np.nan),
        }
    )
    table = table.sort_values(["started_at", "contract_id"], kind="stable", ignore_index=True)
    return table.astype(CONTRACTS["contracts"].dtypes())
