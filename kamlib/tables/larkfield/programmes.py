"""Programmes: what Larkfield spent each year on getting and on keeping accounts, and how many came or stayed.

The years say how many came and how many were still there, and not how many of these would have come or stayed anyway:
an average, and no more. A year-end bonus goes to the larger half, nearly all of whom would stay; visits go to accounts
that fell silent, some of which are leaving. What more money would do is known from the trials of `pilots` alone. Taught
in lesson 06.
"""

from itertools import pairwise

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import Market
from kamlib.tables.larkfield.winning import AGENCY, FAIRS, INTRODUCED, accounts_won

YEAR = 365.25
_BONUS, _VISIT = 340.0, 260.0
"""What the bonus of a year and the visits of a year cost for an account, on average (euro)."""
_GETTING = (
    ("fairs", FAIRS, 14_000.0, 9.0),
    ("agency", AGENCY, 9_000.0, 12.0),
    ("introductions", INTRODUCED, 4_500.0, 2.2),
)
"""Name, way, what a usual year costs (euro), and how many prospects are approached for each that comes."""


def make_programmes(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the programmes table (contract columns): a row a programme and whole year of the history, in order."""
    rng = market.stream("programmes")
    calendar, won = market.calendar, accounts_won(market, leaving)
    years = calendar.months // 12
    edges = calendar.bounds[calendar.months - 12 * np.arange(years, -1, -1)]
    rows = []
    for begin, end in pairwise(edges):
        price = calendar.price[int(calendar.month_of(np.array([begin]))[0])]
        here = (market["opened"][won.account] >= begin) & (market["opened"][won.account] < end)
        for name, way, usual, each in _GETTING:
            came = int((here & (won.way == way)).sum())
            approached = came + rng.poisson(each * max(came, 1))
            rows.append((name, "getting", begin, end, usual * price * rng.uniform(0.75, 1.25), approached, came))
        rows += [
            _kept(market, leaving, rng, begin, end, price, name) for name in ("year-end bonus", "visits to the silent")
        ]
    table = pd.DataFrame(rows, columns=["programme", "aim", "begin", "end", "spending", "approached", "responded"])
    table["started_at"] = calendar.timestamps(table["begin"].to_numpy(dtype=float))
    table["ended_at"] = calendar.timestamps(table["end"].to_numpy(dtype=float) - 1)
    table["spending"] = table["spending"].astype(float).round(-1)
    columns = CONTRACTS["programmes"].dtypes()
    return table[list(columns)].astype(columns)


def _kept(
    market: Market, leaving: Leaving, rng: np.random.Generator, begin: float, end: float, price: float, name: str
) -> tuple[str, str, float, float, float, int, int]:
    """Return a keeping programme's year: whom it turned to, what it cost, and how many were there at the end."""
    left = np.where(np.isnan(leaving.day), np.inf, leaving.day)
    there = (market["opened"] < begin) & (left > begin) & (market["original"] < 0)
    silent = rng.random(len(market)) < np.where(left < end, 0.75, 0.10)
    larger = market["size_rank"] > 0.5
    whom, each = (there & larger, _BONUS) if name == "year-end bonus" else (there & silent, _VISIT)
    spending = whom.sum() * each * price * rng.uniform(0.9, 1.1)
    return name, "keeping", begin, end, spending, int(whom.sum()), int((whom & (left >= end)).sum())
