"""The customer survey as it comes back: who was invited, who answered and when, and every answer as it was ticked.

Two waves a year. Each asks what customers got, item by item, and four questions over all; the autumn wave also what they
expect, what is just enough, how they share a hundred points over the dimensions, and Kano's pairs. Some tick one box all
the way down, some do not know, and two items are worded the other way round. Taught in lessons 08 to 10.
"""

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.market import Market
from kamlib.tables.larkfield.offers import OFFERS_FROM, rate_offers
from kamlib.tables.larkfield.opinions import WEIGHTS, Opinions, since
from kamlib.tables.larkfield.questionnaire import DIMENSIONS, DONT_KNOW, ITEMS, KANO

STRAIGHT, NO_EXPERIENCE, NO_ANSWER = 0.045, 0.22, 0.012
_SELDOM = ("04", "10")
"""Items on damage and complaints: who never had one does not know."""
_PLACE = np.array([DIMENSIONS.index(item.dimension) for item in ITEMS])
_KANO_ODDS = {
    "must-be": (0.70, 0.18, 0.04, 0.08),
    "attractive": (0.06, 0.14, 0.66, 0.14),
    "indifferent": (0.04, 0.04, 0.10, 0.82),
}
_OF_DISTRIBUTORS = {"k2": (0.05, 0.08, 0.33, 0.54)}
"""Distributors have sample rooms of their own: what delights a contractor leaves them cold."""
_KANO_PAIRS = {"must-be": (3, 5), "one-dimensional": (1, 5), "attractive": (1, 3), "indifferent": (3, 3)}
_COMMENTS = (
    "Delivery came two days late and nobody called.",
    "Had to ask three times for the invoice to be corrected.",
    "Crew left the stairwell full of packaging.",
    "Always reachable, always friendly.",
    "Samples next morning would help us win projects.",
    "Since the warehouse moved, dates are a lottery.",
    "Good advice on the school floor, thank you.",
    "Prices are fine; please keep the dates.",
)


def make_responses(market: Market, opinions: Opinions, contacts: pd.DataFrame) -> pd.DataFrame:
    """Return the responses table (contract columns): one row an invitation, wave by wave."""
    rng = market.stream("responses")
    rows = len(opinions.contact)
    came = rng.random(rows) < opinions.answers
    # The less inclined answer after the reminder, a fortnight later.
    late = rng.random(rows) > 0.35 + 0.5 * opinions.answers
    lag = np.where(late, rng.integers(15, 33, rows), rng.integers(0, 11, rows))
    straight = _straight(market, rows)
    asked = np.array([len(ITEMS) + 4 + _autumn(name) * (2 * len(ITEMS) + 11) for name in opinions.waves])
    seconds = (asked[opinions.wave] if rows else np.empty(0)) * np.where(
        straight, rng.uniform(0.7, 1.6, rows), rng.triangular(4, 6.5, 14, rows)
    )
    says = came & (rng.random(rows) < 0.18)
    unhappy = opinions.satisfied < 4.4
    place = np.where(unhappy, rng.integers(0, 3, rows), rng.integers(3, len(_COMMENTS), rows))
    return pd.DataFrame(
        {
            "response_id": [f"R{number + 1:05d}" for number in range(rows)],
            "wave": np.array(opinions.waves, dtype=object)[opinions.wave] if rows else [],
            "contact_id": contacts["contact_id"].to_numpy()[opinions.contact],
            "account_id": market.account_ids[opinions.account],
            "invited_at": market.calendar.timestamps(opinions.wave_day.astype(float)),
            "answered_at": market.calendar.timestamps(np.where(came, opinions.wave_day + lag, np.nan)),
            "seconds": np.where(came, np.round(seconds), np.nan),
            "comment": pd.Series(np.array(_COMMENTS, dtype=object)[place]).where(says),
        }
    ).astype(CONTRACTS["responses"].dtypes())


def make_answers(market: Market, opinions: Opinions, responses: pd.DataFrame) -> pd.DataFrame:
    """Return the answers table (contract columns), respondent by respondent, as ticked; 99 is "don't know".

    Items: p01 to p22 what was got, e01 to e22 what is expected, m01 to m22 what is just enough, i_ and a dimension its share
    of a hundred points, k1f and k1d (and so on) Kano's pairs, overall, recommend, effort, repurchase, and o1 to o8 offers.
    """
    rng = market.stream("answers")
    came = np.flatnonzero(responses["answered_at"].notna().to_numpy())
    straight = _straight(market, len(responses))[came]
    quality, satisfied = opinions.quality[came], opinions.satisfied[came]
    autumn = (
        np.array([_autumn(name) for name in opinions.waves], dtype=bool)[opinions.wave[came]] if len(came) else came
    )
    given: dict[str, np.ndarray] = {}
    offset = np.linspace(-0.35, 0.35, len(ITEMS))[np.argsort(np.argsort([hash_of(item.code) for item in ITEMS]))]
    got = quality[:, _PLACE] + offset + rng.normal(0, 0.8, (len(came), len(ITEMS)))
    got[:, [item.code == "09" for item in ITEMS]] -= 0.9
    one_box = np.round(np.clip(satisfied + 0.8, 1, 7))[:, None]
    _tick(given, "p", got, one_box, straight, np.ones(len(came), dtype=bool), rng)
    wants = 5.9 + 0.45 * WEIGHTS[_PLACE] / WEIGHTS.mean() - 0.45 + rng.normal(0, 0.35, (len(came), 1))
    wants = wants + rng.normal(0, 0.5, (len(came), len(ITEMS)))
    enough = wants - rng.uniform(0.6, 2.0, (len(came), len(ITEMS)))
    _tick(given, "e", wants, one_box, straight, autumn, rng)
    _tick(given, "m", enough, one_box, straight, autumn, rng)
    _points(given, autumn, rng)
    _pairs(given, autumn, market["distributor"][opinions.account[came]], rng)
    given["overall"] = _ticked(satisfied + rng.normal(0, 0.45, len(came)), 1, 7)
    given["recommend"] = _ticked(1.6 + 1.35 * (satisfied - 1) + rng.normal(0, 1.1, len(came)), 0, 10)
    given["effort"] = _ticked(8.6 - quality[:, 1] - 0.2 * quality[:, 3] + rng.normal(0, 0.8, len(came)), 1, 7)
    given["repurchase"] = _ticked(3.2 + 1.25 * (satisfied - 1) + rng.normal(0, 1.2, len(came)), 0, 10)
    given |= rate_offers(market, opinions.account[came], since(opinions.waves, OFFERS_FROM, opinions.wave[came]))
    return _long(given, responses["response_id"].to_numpy()[came])


def hash_of(code: str) -> int:
    """Return a fixed number that looks random, so that hard and easy items do not stand in the order they are asked."""
    return int(code) * 7919 % 101


def _straight(market: Market, rows: int) -> np.ndarray:
    """Return which rows tick one box all the way down; the same for the sheet and its seconds."""
    return market.stream("straight lines").random(rows) < STRAIGHT


def _autumn(wave: str) -> bool:
    return wave.endswith("-2")


def _ticked(values: np.ndarray, least: int, most: int) -> np.ndarray:
    return np.clip(np.round(values), least, most)


def _tick(
    given: dict[str, np.ndarray], start: str, wanted: np.ndarray, one_box: np.ndarray, straight: np.ndarray,
    asked: np.ndarray, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Put the ticks of all items of one kind into `given`: turned where worded the other way, 99 where not known."""
    ticks = _ticked(wanted, 1, 7)
    backwards = [item.reversed for item in ITEMS]
    ticks[:, backwards] = 8 - ticks[:, backwards]
    ticks = np.where(straight[:, None], one_box, ticks)
    if start == "p":
        seldom = np.array([item.code in _SELDOM for item in ITEMS])
        unknown = rng.random(ticks.shape) < np.where(seldom, NO_EXPERIENCE, 0.01)
        ticks = np.where(unknown & ~straight[:, None], DONT_KNOW, ticks)
    left_out = rng.random(ticks.shape) < NO_ANSWER
    for place, item in enumerate(ITEMS):
        given[f"{start}{item.code}"] = np.where(asked & ~left_out[:, place], ticks[:, place], np.nan)


def _points(given: dict[str, np.ndarray], asked: np.ndarray, rng: np.random.Generator) -> None:
    """Share a hundred points over the dimensions, in whole fives that add up."""
    raw = rng.gamma(40 * WEIGHTS, size=(len(asked), len(WEIGHTS)))
    fives = np.round(20 * raw / raw.sum(axis=1, keepdims=True))
    fives[:, 0] += 20 - fives.sum(axis=1)
    for place, name in enumerate(DIMENSIONS):
        given[f"i_{name}"] = np.where(asked, 5 * fives[:, place], np.nan)


def _pairs(given: dict[str, np.ndarray], asked: np.ndarray, distributor: np.ndarray, rng: np.random.Generator) -> None:
    """Draw Kano's pairs, 1 (like) to 5 (dislike), from the class each respondent puts a feature in."""
    kinds = list(_KANO_PAIRS)
    for feature in KANO:
        usual = _KANO_ODDS[feature.dimension]
        odds = np.where(distributor[:, None], _OF_DISTRIBUTORS.get(feature.code, usual), usual)
        kind = (rng.random(len(asked))[:, None] > odds.cumsum(axis=1)).sum(axis=1).clip(max=len(kinds) - 1)
        pair = np.array([_KANO_PAIRS[name] for name in kinds])[kind].astype(float)
        near = np.where((pair == 3) & (rng.random(pair.shape) < 0.4), rng.choice([2.0, 4.0], pair.shape), pair)
        given[f"{feature.code}f"] = np.where(asked, near[:, 0], np.nan)
        given[f"{feature.code}d"] = np.where(asked, near[:, 1], np.nan)


def _long(given: dict[str, np.ndarray], ids: np.ndarray) -> pd.DataFrame:
    """Return one row an answer, respondent by respondent in the order of the sheet; what was left out has no row."""
    sheet = np.column_stack(list(given.values())) if given else np.empty((0, 0))
    who, what = np.nonzero(~np.isnan(sheet))
    return pd.DataFrame(
        {
            "response_id": ids[who],
            "item": np.array(list(given), dtype=object)[what],
            "answer": sheet[who, what],
        }
    ).astype(CONTRACTS["answers"].dtypes())
