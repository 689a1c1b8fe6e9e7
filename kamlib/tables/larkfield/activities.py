"""Activities: visits, calls, quotes, samples and complaints, with their minutes and cost.

Attention follows size, then trouble: accounts already fading get most of it, too late. Bargain hunters ask for many
quotes. The one who answers for an account changes at the hand-over. Taught in lessons 03, 04 and 16.
"""

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.leaving import MONTH, Leaving
from kamlib.tables.larkfield.market import GROUPS, Market
from kamlib.tables.larkfield.names import MANAGERS, NEWCOMER
from kamlib.tables.larkfield.rhythm import renewals

KINDS = ("visit", "call", "quote", "sample", "complaint")
_MINUTES = np.array([110.0, 18.0, 50.0, 35.0, 80.0])
_EXPENSES = np.array([48.0, 0.0, 0.0, 22.0, 15.0])
COST_A_MINUTE = 0.85
_KIND_BY_GROUP = np.array(
    [
        [0.24, 0.50, 0.12, 0.07, 0.07],
        [0.22, 0.36, 0.26, 0.10, 0.06],
        [0.12, 0.36, 0.40, 0.04, 0.08],
        [0.22, 0.32, 0.16, 0.25, 0.05],
    ]
)


def make_activities(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the activities table (contract columns), sorted by day."""
    rng = market.stream("activities")
    calendar, months = market.calendar, market.calendar.months
    who, day = renewals(rng, _attention(market, leaving), calendar.bounds[: months + 1], np.full(len(market), 2))
    day = np.floor(day)
    weekday = (calendar.start.weekday() + day) % 7
    day = np.maximum(day - np.where(weekday == 5, 1, np.where(weekday == 6, 2, 0)), 0)
    order = np.lexsort((who, day))
    who, day = who[order], day[order]
    fading = leaving.day[who] - day < leaving.fade[who] + 1
    odds = np.cumsum(_KIND_BY_GROUP[market["group"][who]] + np.where(fading, 0.10, 0.0)[:, None] * np.eye(5)[4], axis=1)
    kind = (rng.random(len(who))[:, None] * odds[:, -1:] > odds[:, :-1]).sum(axis=1)
    minutes = np.maximum(np.round(_MINUTES[kind] * rng.triangular(0.4, 0.8, 2.4, len(who)) / 5) * 5, 5)
    cost = np.round(minutes * COST_A_MINUTE + _EXPENSES[kind] * rng.uniform(0.6, 1.5, len(who)), 2)
    table = pd.DataFrame(
        {
            "activity_id": [f"V{number + 1:05d}" for number in range(len(who))],
            "account_id": market.account_ids[who],
            "performed_at": calendar.timestamps(day),
            "activity": np.array(KINDS, dtype=object)[kind],
            "minutes": minutes,
            "cost": cost,
            "staff": _staff(market, who, day),
        }
    )
    return table.astype(CONTRACTS["activities"].dtypes())


def _attention(market: Market, leaving: Leaving) -> np.ndarray:
    """Return the expected activities of each account in each month of the history."""
    bounds = market.calendar.bounds[: market.calendar.months + 1]
    middle = ((bounds[:-1] + bounds[1:]) / 2)[None, :]
    base = _usual(market)
    day = np.where(np.isnan(leaving.day), 1e9, leaving.day)[:, None]
    fading = (middle > day - leaving.fade[:, None] + MONTH) & (middle < day + 2 * MONTH) & (leaving.fade > 0)[:, None]
    factor = np.where(fading, 2.8, np.where(middle > day + 2 * MONTH, 0.05, 1.0))
    return base[:, None] * factor * (middle >= market["opened"][:, None])


def _usual(market: Market) -> np.ndarray:
    """Return how many activities a month each account has while nothing is the matter."""
    effort = np.array([g.effort for g in GROUPS])[market["group"]]
    base = 0.34 * (market["size"] / 20_000) ** 0.42 * effort * (1.45 - 1.1 * market["neglect"])
    return np.where(market["original"] >= 0, 0.06, base)


def expected_cost(market: Market) -> np.ndarray:
    """Return what serving each account is expected to cost in a year, in euro, while nothing is the matter."""
    # The means of the triangular and uniform draws above.
    each = 1.2 * _MINUTES * COST_A_MINUTE + 1.05 * _EXPENSES
    return 12 * _usual(market) * (_KIND_BY_GROUP[market["group"]] * each).sum(axis=1)


def _staff(market: Market, who: np.ndarray, day: np.ndarray) -> np.ndarray:
    own = np.array(MANAGERS, dtype=object)[market["manager"][who]]
    return np.where(day >= market["handed_over"][who], NEWCOMER, own)
