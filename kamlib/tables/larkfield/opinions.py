"""What every contact really thinks in every wave, whether asked or not, and how likely it is to answer.

Opinions of one parent resemble each other, and those of one account more so. Who is neglected finds us slow; who will leave
over service says so in the year before. Answering depends on size and region, which weights can cure; from the wave in which
only a link was sent, on satisfaction itself too, which no weight can. Neither is in any table. Taught in lessons 08 to 10.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.leaving import Leaving
from kamlib.tables.larkfield.market import REGIONS, Market
from kamlib.tables.larkfield.questionnaire import DIMENSIONS, EVENT_REGION, EVENT_WAVE, LINK_ONLY_FROM

WEIGHTS = np.array([0.34, 0.26, 0.16, 0.14, 0.10])
"""What each dimension really does to satisfaction, in the order of DIMENSIONS."""
REACHED = 0.7
"""Share of the silent whom a few calls find."""
_MONTHS_AND_DAYS = ((3, 11), (9, 16))
_FIRST_YEAR = 2023
_BASE = np.array([4.9, 5.0, 5.2, 4.7, 4.3])
_OF_REGION = np.array([0.0, 0.45, -0.05])
_OF_SIZE = 1.0
"""What region and size do to opinions: the larger are better looked after. They also answer more, and so flatter us."""
_SHIFT = np.array([-1.4, -0.7, 0.0, 0.0, 0.0])
_BEFORE_LEAVING = 365


@dataclass(frozen=True)
class Opinions:
    """One row a contact and wave in which its account was a customer: arrays of equal length.

    `quality` is rows x dimensions on the scale of 1 to 7, not rounded and not cut; `satisfied` what follows of it;
    `answers` the chance that the invitation is answered. `waves` are the names, `wave_day` the day of each row's invitation.
    """

    contact: np.ndarray
    account: np.ndarray
    wave: np.ndarray
    wave_day: np.ndarray
    waves: tuple[str, ...]
    quality: np.ndarray
    satisfied: np.ndarray
    answers: np.ndarray


def make_opinions(market: Market, leaving: Leaving, contacts: pd.DataFrame) -> Opinions:
    """Draw what the people of the contacts table think, wave by wave."""
    rng = market.stream("opinions")
    waves = _waves(market)
    account = pd.Index(market.account_ids).get_indexer(contacts["account_id"])
    own = _lasting(rng, market, account)
    parts = []
    for number, (_, day) in enumerate(waves):
        gone = np.where(np.isnan(leaving.day), np.inf, leaving.day)[account]
        here = np.flatnonzero((market["opened"][account] < day - 90) & (gone > day) & (market["original"][account] < 0))
        parts.append((here, np.full(len(here), number), np.full(len(here), day)))
    contact, wave, wave_day = (
        np.concatenate([part[place] for part in parts]).astype(int) if parts else np.empty(0, dtype=int)
        for place in range(3)
    )
    who = account[contact]
    names = tuple(name for name, _ in waves)
    quality = own[contact] + _of_the_time(market, leaving, who, wave_day, since(names, EVENT_WAVE, wave))
    quality = quality + rng.normal(0, 0.25, quality.shape)
    satisfied = quality @ WEIGHTS + rng.normal(0, 0.3, len(contact))
    return Opinions(
        contact, who, wave, wave_day, names, quality, satisfied,
        _willing(market, who, satisfied, since(names, LINK_ONLY_FROM, wave)),
    )  # fmt: skip


def opinion_truth(market: Market, opinions: Opinions, contacts: pd.DataFrame) -> pd.DataFrame:
    """Return a row an invitation: who and when, what is thought, and what a telephone call would bring.

    response_id, contact_id, account_id, wave, satisfied (1 to 7), chance_to_answer; `reached` says whether a call finds the
    person, and `says` what is then said of satisfaction, 1 to 7.
    """
    rng = market.stream("telephone")
    rows = len(opinions.contact)
    reached = rng.random(rows) < REACHED
    says = np.clip(np.round(opinions.satisfied + rng.normal(0, 0.45, rows)), 1, 7)
    return pd.DataFrame(
        {
            "response_id": [f"R{number + 1:05d}" for number in range(rows)],
            "contact_id": contacts["contact_id"].to_numpy()[opinions.contact],
            "account_id": market.account_ids[opinions.account],
            "wave": np.array(opinions.waves, dtype=object)[opinions.wave] if opinions.waves else [],
            "satisfied": np.round(np.clip(opinions.satisfied, 1, 7), 4),
            "chance_to_answer": np.round(opinions.answers, 4),
            "reached": reached,
            "says": says,
        }
    ).astype({"response_id": "str", "contact_id": "str", "account_id": "str", "wave": "str"})


def _waves(market: Market) -> list[tuple[str, int]]:
    """Return the name and the day number of each wave within the history."""
    calendar, found = market.calendar, []
    for year in range(_FIRST_YEAR, 2026):
        for half, (month, day) in enumerate(_MONTHS_AND_DAYS, start=1):
            number = (pd.Timestamp(year, month, day) - calendar.start).days
            if 0 <= number < calendar.days - 45:
                found.append((f"{year}-{half}", number))
    return found


def since(names: tuple[str, ...], first: str, wave: np.ndarray) -> np.ndarray:
    """Return for each row whether its wave is `first` or later."""
    return np.array([name >= first for name in names], dtype=bool)[wave] if len(wave) else np.empty(0, dtype=bool)


def _lasting(rng: np.random.Generator, market: Market, account: np.ndarray) -> np.ndarray:
    """Return what each contact thinks in quiet times, contacts x dimensions."""
    n, parents = len(market), int(market["parent"].max()) + 2
    shared = rng.normal(0, 0.40, parents)[market["parent"]] * (market["parent"] >= 0) + rng.normal(0, 0.40, n)
    slow = -1.5 * (market["neglect"] - 0.45)
    place = _OF_REGION[market["region"]] + _OF_SIZE * (market["size_rank"] - 0.5)
    of_account = _BASE + (shared + place)[:, None] + slow[:, None] * np.array([0.2, 0.8, 0.2, 1.0, 0.0])
    of_contact = rng.normal(0, 0.45, (len(account), 1)) + rng.normal(0, 0.30, (len(account), len(DIMENSIONS)))
    return of_account[account] + of_contact


def _of_the_time(market: Market, leaving: Leaving, who: np.ndarray, day: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return what the moved warehouse and a coming farewell over service do to each row, rows x dimensions."""
    hit = after & (np.array(REGIONS)[market["region"][who]] == EVENT_REGION)
    farewell = np.where(np.isnan(leaving.day), np.inf, leaving.day)[who] - day
    cross = (farewell < _BEFORE_LEAVING) & (leaving.cause[who] == 1)
    return hit[:, None] * _SHIFT + np.where(cross, -1.1, 0.0)[:, None]


def _willing(market: Market, who: np.ndarray, satisfied: np.ndarray, link_only: np.ndarray) -> np.ndarray:
    """Return the chance that each row's invitation is answered."""
    region = np.array([0.0, 0.6, -0.5])[market["region"][who]]
    logit = -0.75 + 2.4 * (market["size_rank"][who] - 0.5) + region
    logit = logit + np.where(link_only, 1.1 * (satisfied - 4.7) - 0.2, 0.0)
    return 1 / (1 + np.exp(-logit))
