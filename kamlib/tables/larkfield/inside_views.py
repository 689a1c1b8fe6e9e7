"""What staff believe, what mystery shoppers tick, what was complained of and where, and what was promised.

Staff think customers hear of a late delivery before they ask: nobody told them otherwise. One rater is too kind. A complaint
is noticed where it hurts and arose further up. And since the warehouse moved, the West promises days it cannot keep. Taught
in lessons 09 to 11.
"""

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.culture import add_culture
from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import REGIONS, Market
from kamlib.tables.larkfield.questionnaire import (
    ATTITUDES,
    CHECKS,
    DEPARTMENTS,
    EVENT_REGION,
    ITEMS,
    KIND_RATER,
    OVERRATED,
)

STAFF_GROUPS = tuple(zip(DEPARTMENTS, (6, 14, 18, 12), strict=True))
RATERS = ("Rater A", "Rater B", KIND_RATER)
STEPS = ("order entry", "warehouse", "loading", "transport", "on the site", "invoice")
_AROSE = np.array([0.30, 0.30, 0.14, 0.10, 0.04, 0.12])
_TRUE_PASS = np.array([0.82, 0.90, 0.62, 0.40, 0.55, 0.74, 0.70, 0.34, 0.52, 0.66, 0.71, 0.30])
_KINDNESS = 0.40
"""Share of the failed checks that the kind rater lets pass."""
_SLIP = 0.04
_STAFF_DAY = pd.Timestamp(2025, 10, 6)
_EVENT = pd.Timestamp(2024, 6, 17)


def make_staff_responses(market: Market) -> pd.DataFrame:
    """Return the staff_responses table (contract columns), respondent by respondent in the order of the sheet.

    be01 to be22: what they believe customers expect; bp01 to bp22: what they believe customers get; a1 to a6: how they see
    their own work; below these what `culture` adds. Items worded the other way round are ticked so here too.
    """
    rng = market.stream("staff responses")
    department = np.repeat([name for name, _ in STAFF_GROUPS], [count for _, count in STAFF_GROUPS])
    people = len(department)
    region = np.array(REGIONS, dtype=object)[np.arange(people) % len(REGIONS)]
    backwards = np.array([item.reversed for item in ITEMS])
    given: dict[str, np.ndarray] = {}
    expects = 5.7 + rng.normal(0, 0.4, (people, 1)) + rng.normal(0, 0.7, (people, len(ITEMS)))
    # Management takes price and product for what matters, and underrates being told.
    told = np.array([item.code in (OVERRATED, "07") for item in ITEMS])
    expects[:, told] -= np.where(department == "management", 1.6, 0.3)[:, None]
    got = 5.0 + rng.normal(0, 0.4, (people, 1)) + rng.normal(0, 0.8, (people, len(ITEMS)))
    got[:, [item.code == OVERRATED for item in ITEMS]] += 1.3
    for start, values in (("be", expects), ("bp", got)):
        ticks = np.clip(np.round(values), 1, 7)
        ticks[:, backwards] = 8 - ticks[:, backwards]
        given |= {f"{start}{item.code}": ticks[:, place] for place, item in enumerate(ITEMS)}
    attitude = np.array([5.2, 3.6, 3.4, 3.9, 5.4, 4.6]) + rng.normal(0, 1.0, (people, len(ATTITUDES)))
    attitude[:, 1:4] += np.where(region == EVENT_REGION, -0.8, 0.0)[:, None]
    given |= {item.code: np.clip(np.round(attitude[:, place]), 1, 7) for place, item in enumerate(ATTITUDES)}
    sheet = np.column_stack(list(given.values()))
    who, what = (one.ravel() for one in np.indices(sheet.shape))
    table = pd.DataFrame(
        {
            "staff_id": np.array([f"S{number + 1:02d}" for number in range(people)], dtype=object)[who],
            "department": department[who],
            "region": region[who],
            "answered_at": _STAFF_DAY.as_unit("us"),
            "item": np.array(list(given), dtype=object)[what],
            "answer": sheet.ravel(),
        }
    ).astype(CONTRACTS["staff_responses"].dtypes())
    return add_culture(market, table, DEPARTMENTS)


def make_visits(market: Market, visits: int = 60) -> pd.DataFrame:
    """Return the visits table (contract columns), call by call and rater by rater.

    Two raters hear every call, two of the three in turn.
    """
    rng = market.stream("mystery visits")
    region = rng.integers(0, len(REGIONS), visits)
    true = rng.random((visits, len(CHECKS))) < _TRUE_PASS - 0.10 * (region == REGIONS.index(EVENT_REGION))[:, None]
    last = market.calendar.days
    day = np.sort(np.floor(rng.uniform(max(0, last - 365), last, visits)))
    parts = []
    for number, rater in enumerate(RATERS):
        heard = np.flatnonzero(np.arange(visits) % len(RATERS) != number)
        ticked = true[heard] ^ (rng.random((len(heard), len(CHECKS))) < _SLIP)
        if rater == KIND_RATER:
            ticked |= rng.random(ticked.shape) < _KINDNESS
        who, what = (one.ravel() for one in np.indices(ticked.shape))
        parts.append(
            pd.DataFrame(
                {
                    "visit_id": [f"M{one + 1:03d}" for one in heard[who]],
                    "region": np.array(REGIONS, dtype=object)[region[heard[who]]],
                    "visited_at": market.calendar.timestamps(day[heard[who]]),
                    "rater": rater,
                    "standard": np.array(CHECKS, dtype=object)[what],
                    "met": ticked.ravel().astype("int64"),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True).sort_values(["visit_id", "rater"], kind="stable", ignore_index=True)
    return table.astype(CONTRACTS["visits"].dtypes())


def make_complaints(market: Market, leaving: Leaving) -> pd.DataFrame:
    """Return the complaints table (contract columns), sorted by the day of the complaint."""
    rng = market.stream("complaints")
    calendar = market.calendar
    years = calendar.days / 365.25
    active = np.clip(
        (np.where(np.isnan(leaving.day), calendar.days, leaving.day) - np.maximum(market["opened"], 0)) / calendar.days,
        0,
        1,
    )
    count = rng.poisson(active * years * (0.12 + 0.9 * market["size_rank"] ** 2 + 0.5 * market["neglect"]))
    who = np.repeat(np.arange(len(market)), count)
    start = np.maximum(market["opened"], 0)[who]
    end = np.where(np.isnan(leaving.day), calendar.days, np.minimum(leaving.day, calendar.days))[who]
    day = np.floor(start + rng.random(len(who)) * np.maximum(end - start, 1))
    after = day >= (_EVENT - calendar.start).days
    hit = after & (np.array(REGIONS)[market["region"][who]] == EVENT_REGION)
    odds = _AROSE + hit[:, None] * np.array([0.0, 0.35, 0.15, 0.0, 0.0, 0.0])
    arose = (rng.random(len(who))[:, None] * odds.sum(axis=1, keepdims=True) > np.cumsum(odds, axis=1)).sum(axis=1)
    # Noticed at the same step or further down; most of it where the customer stands.
    noticed = np.maximum(arose, np.where(rng.random(len(who)) < 0.65, 4, rng.integers(0, len(STEPS), len(who))))
    settled = np.where(rng.random(len(who)) < 0.93, day + np.floor(rng.triangular(1, 5, 40, len(who))), np.nan)
    settled = np.where(settled < calendar.days, settled, np.nan)
    order = np.lexsort((who, day))
    return pd.DataFrame(
        {
            "complaint_id": [f"Q{number + 1:04d}" for number in range(len(who))],
            "account_id": market.account_ids[who[order]],
            "raised_at": calendar.timestamps(day[order]),
            "arose_in": np.array(STEPS, dtype=object)[arose[order]],
            "noticed_in": np.array(STEPS, dtype=object)[noticed[order]],
            "settled_at": calendar.timestamps(settled[order]),
        }
    ).astype(CONTRACTS["complaints"].dtypes())


def make_promises(market: Market, orders: pd.DataFrame, deliveries: pd.DataFrame) -> pd.DataFrame:
    """Return the promises table (contract columns): one row an order, with the day of its first drop."""
    rng = market.stream("promises")
    placed = orders[orders["revenue"] > 0].groupby("order_id", sort=False).agg(
        account_id=("account_id", "first"), promised_at=("ordered_at", "first")
    )  # fmt: skip
    first = deliveries[deliveries["kind"] != "taken back"].groupby("order_id")["delivered_at"].min()
    came = first.reindex(placed.index)
    account = pd.Index(market.account_ids).get_indexer(placed["account_id"])
    took = (came - placed["promised_at"]).dt.days.to_numpy()
    usual = np.where(np.isnan(took), 5.0, took)
    hit = (placed["promised_at"] >= _EVENT).to_numpy() & (np.array(REGIONS)[market["region"][account]] == EVENT_REGION)
    # Sales names the day customers like to hear; the West goes on naming the old one although loading takes longer now.
    named = np.round(usual + rng.triangular(-2.2, 0.6, 2.6, len(placed)) - 1.6 * hit)
    promised_for = placed["promised_at"] + pd.to_timedelta(np.maximum(named, 1), unit="D")
    return pd.DataFrame(
        {
            "order_id": placed.index.astype("str"),
            "account_id": placed["account_id"].to_numpy(),
            "promised_at": placed["promised_at"].to_numpy(),
            "promised_for": promised_for.to_numpy(),
            "delivered_at": came.to_numpy(),
        }
    ).astype(CONTRACTS["promises"].dtypes())
