"""The hidden truth of every account: who it is, how much it buys, what it buys elsewhere, how we treat it.

Four behavioural groups exist, but weakly: every account strays from its group. Sizes are a mixture of locals,
regionals and nationals, flat-topped on a log scale: neither gamma nor lognormal. Nothing here is shown to a student
before a decision is played; tables see the market only through orders, activities, surveys and notes.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from kamlib.tables.larkfield.calendar import AHEAD, Calendar
from kamlib.tables.larkfield.catalogue import CATEGORIES
from kamlib.tables.larkfield.streams import stream

REGIONS = ("Central", "North", "West")
COUNTRIES = (("PL", "CZ", "SI"), ("SE", "NO", "FI"), ("NL", "FR", "DE", "IE"))


class Group(NamedTuple):
    """The middle of one behavioural group; its accounts scatter around it."""

    name: str
    shares: tuple[float, float]  # of distributors, of contractors
    shape: int
    season: float
    lines: float
    new_task: float
    modified: float
    burst: float
    trend: float
    openness: float
    discount: float
    leaving: float
    effort: float
    mix: tuple[float, float, float, float]


GROUPS = (
    Group("stockist", (0.58, 0.10), 4, 0.75, 3.4, 0.03, 0.12, 1.0, -0.02, 0.40, 0.00, 0.7, 0.9,
          (0.36, 0.30, 0.18, 0.16)),
    Group("project builder", (0.10, 0.40), 2, 1.25, 2.7, 0.50, 0.15, 3.6, 0.00, 0.45, 0.02, 1.0, 1.1,
          (0.40, 0.22, 0.26, 0.12)),
    Group("bargain hunter", (0.20, 0.26), 1, 1.00, 1.8, 0.15, 0.35, 1.0, -0.03, 0.12, 0.06, 1.6, 1.6,
          (0.34, 0.46, 0.12, 0.08)),
    Group("specialist", (0.12, 0.24), 2, 1.00, 3.0, 0.18, 0.30, 1.5, 0.07, 0.72, -0.02, 0.7, 1.0,
          (0.16, 0.12, 0.50, 0.22)),
)  # fmt: skip


@dataclass(frozen=True)
class Market:
    """The hidden truth of one company (or of one part of a large one).

    `accounts` has one row per account id in id order, its index 0, 1, 2, …; a second entry of the same customer has
    `original` >= 0 and no life of its own. `mix` is accounts x categories.
    """

    seed: str | int
    part: int
    first: int
    calendar: Calendar
    accounts: pd.DataFrame
    mix: np.ndarray

    def __len__(self) -> int:
        return len(self.accounts)

    def __getitem__(self, column: str) -> np.ndarray:
        """Return one hidden column as an array."""
        return self.accounts[column].to_numpy()

    @property
    def account_ids(self) -> np.ndarray:
        """Ids shown to the world, in row order."""
        return np.array([f"A{self.first + place + 1:04d}" for place in range(len(self))], dtype=object)

    def stream(self, table: str) -> np.random.Generator:
        """Return the random stream of one table of this part."""
        return stream(self.seed, table, self.part)


def make_market(seed: str | int, accounts: int, months: int, part: int = 0, first: int = 0) -> Market:
    """Draw the hidden truth of `accounts` accounts over `months` months to AS_OF and the year after it.

    Raises ValueError when there is no account or no month.
    """
    if accounts < 1:
        raise ValueError(f"accounts is {accounts}; the company needs at least 1 account.")
    calendar = Calendar(months)
    rng = stream(seed, "market", part)
    frame = pd.DataFrame({"parent": _parents(rng, accounts)})
    _kinds(rng, frame)
    _sizes(rng, frame)
    _relations(rng, frame)
    _openings(rng, frame, calendar)
    mix = _mixes(rng, frame)
    _duplicates(rng, frame, calendar)
    _managers(rng, frame, calendar)
    return Market(seed, part, first, calendar, frame, mix)


def _parents(rng: np.random.Generator, accounts: int) -> np.ndarray:
    """Return the parent's number for each account, -1 for the fifth or so that belongs to none."""
    parents = max(1, round(accounts / 5))
    belonging = max(parents, round(accounts * 0.82))
    weights = np.arange(1, parents + 1) ** -0.6
    owners = np.r_[np.arange(parents), rng.choice(parents, belonging - parents, p=weights / weights.sum())]
    return rng.permutation(np.r_[owners, np.full(accounts - belonging, -1)])


def _kinds(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Draw type, region, country and group; children of one parent resemble each other."""
    n, parent = len(frame), frame["parent"].to_numpy()
    like_parent = (parent >= 0) & (rng.random(n) < 0.7)
    places = parent.max() + 2
    own, family = rng.random((3, n)), rng.random((3, places))[:, parent]
    draw = np.where(like_parent, family, own)
    distributor = draw[0] < 0.38
    frame["distributor"] = distributor
    frame["region"] = (draw[1] * len(REGIONS)).astype(int)
    counts = np.array([len(c) for c in COUNTRIES])[frame["region"].to_numpy()]
    frame["country"] = (rng.random(n) * counts).astype(int)
    edges = np.cumsum([group.shares for group in GROUPS], axis=0)
    edge = np.where(distributor[None, :], edges[:, :1], edges[:, 1:])
    frame["group"] = np.minimum((draw[2][None, :] >= edge).sum(axis=0), len(GROUPS) - 1)


def _sizes(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Draw a year's purchases at the first prices: locals, regionals, nationals, spread evenly within each."""
    n = len(frame)
    place = (rng.permutation(n) + rng.random(n)) / n
    # Larger customers are a little more often distributors: nudge the place, then spread evenly again.
    nudged = place + 0.10 * frame["distributor"].to_numpy() + 0.08 * (frame["group"].to_numpy() == 3)
    place = (np.argsort(np.argsort(nudged)) + rng.random(n)) / n
    knots = np.array([0.0, 0.30, 0.62, 0.84, 0.95, 0.985, 1.0])
    logs = np.log(np.array([4_000.0, 10_500.0, 23_000.0, 55_000.0, 135_000.0, 245_000.0, 550_000.0]))
    frame["size"] = np.exp(np.interp(place, knots, logs))
    frame["size_rank"] = place
    frame["trend"] = np.array([g.trend for g in GROUPS])[frame["group"].to_numpy()] + rng.uniform(-0.05, 0.05, n)
    orders = 4.4 * (frame["size"] / 5_000) ** 0.50 * np.exp(rng.uniform(-0.45, 0.45, n))
    frame["orders_a_year"] = np.minimum(orders, 60)


def _relations(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Draw ties, wallet, openness, neglect, discount: what service could change and what it could not."""
    n, rank = len(frame), frame["size_rank"].to_numpy()
    group = frame["group"].to_numpy()
    # Ties follow size; they hardly hold anyone by themselves.
    frame["ties"] = rng.binomial(4, 0.08 + 0.72 * rank**1.6)
    loyal = rng.random(n) < 0.22 + 0.50 * rank**3
    share = np.where(loyal, rng.uniform(0.62, 0.95, n), rng.uniform(0.12, 0.50, n))
    frame["wallet_share"] = share
    frame["openness"] = np.clip(
        np.array([g.openness for g in GROUPS])[group] + rng.uniform(-0.28, 0.28, n) - 0.1 * loyal, 0.0, 1.0
    )
    frame["neglect"] = np.clip(0.72 - 0.42 * rank + rng.uniform(-0.45, 0.45, n), 0.0, 1.0)
    frame["needs_expertise"] = rng.random(n) < np.array([0.15, 0.75, 0.12, 0.60])[group]
    discount = 0.05 + 0.19 * rank**2 + np.array([g.discount for g in GROUPS])[group] + rng.uniform(-0.035, 0.035, n)
    frame["discount"] = np.round(np.clip(discount, 0.0, 0.34), 3)


def _openings(rng: np.random.Generator, frame: pd.DataFrame, calendar: Calendar) -> None:
    """Draw the opening day: most accounts are older than the history, some are won within it."""
    n = len(frame)
    old = rng.random(n) < 0.64 + 0.34 * frame["size_rank"].to_numpy() ** 2
    before = -rng.triangular(20, 900, 5200, n)
    within = rng.uniform(0, 0.92 * calendar.days, n)
    frame["opened"] = np.floor(np.where(old, before, within))


def _mixes(rng: np.random.Generator, frame: pd.DataFrame) -> np.ndarray:
    """Draw how an account splits its money over the categories; who gives us less wallet buys fewer of them."""
    n = len(frame)
    centre = np.array([g.mix for g in GROUPS])[frame["group"].to_numpy()]
    mix = centre * np.exp(rng.uniform(-0.9, 0.9, (n, len(CATEGORIES))))
    narrow = rng.random((n, len(CATEGORIES))) < (0.62 * (1 - frame["wallet_share"].to_numpy()))[:, None]
    narrow[np.arange(n), centre.argmax(axis=1)] = False
    mix = np.where(narrow, 0.0, mix)
    return mix / mix.sum(axis=1, keepdims=True)


def _duplicates(rng: np.random.Generator, frame: pd.DataFrame, calendar: Calendar) -> None:
    """Enter about one account in fifty twice: the second entry takes some orders of the first, nothing of its own."""
    n = len(frame)
    frame["original"] = -1
    pairs = n // 50
    if not pairs:
        return
    # The larger and livelier half: a second entry of an account that hardly buys could not be noticed.
    size = frame["size"].to_numpy()
    candidates = np.flatnonzero((frame["opened"] < calendar.days * 0.4) & (size > np.median(size)))
    candidates = candidates[size[candidates] < np.quantile(size, 0.97)]
    pairs = min(pairs, len(candidates))
    originals = rng.choice(candidates, pairs, replace=False)
    small = np.flatnonzero(size < np.quantile(size, 0.4))
    entries = rng.choice(small, pairs, replace=False)
    frame.loc[entries, "original"] = originals
    for column in ("parent", "distributor", "region", "country", "group"):
        frame.loc[entries, column] = frame.loc[originals, column].to_numpy()
    frame.loc[entries, "parent"] = -1
    frame.loc[entries, "ties"] = 0
    frame.loc[entries, "opened"] = np.floor(rng.uniform(0.15, 0.5, pairs) * calendar.days)


def _managers(rng: np.random.Generator, frame: pd.DataFrame, calendar: Calendar) -> None:
    """Give every account one of its region's two managers; one manager's accounts go to a newcomer mid-way."""
    n = len(frame)
    frame["manager"] = frame["region"].to_numpy() * 2 + (rng.random(n) < 0.5)
    frame["handed_over"] = np.nan
    leaver = int(np.bincount(frame["manager"]).argmax()) if n < 30 else 5
    when = calendar.bounds[max(1, round(calendar.months * 0.55))]
    frame.loc[(frame["manager"] == leaver) & (frame["opened"] < when), "handed_over"] = when


def years_ahead(calendar: Calendar) -> int:
    """Return how many calendar years the history and the year ahead touch."""
    return int(calendar.year[calendar.months + AHEAD - 1]) + 1
