"""Assortment: the articles an account buys again and again, and the day luxury vinyl enters them.

A straight rebuy repeats the first of these slots; a modified rebuy swaps one; a new task leaves them altogether.
Taught in lesson 02 (behaviour as a labelled proxy) and lesson 14 (next purchase).
"""

from dataclasses import dataclass

import numpy as np

from kamlib.tables.larkfield.catalogue import ACCESSORIES, LUXURY_VINYL, Catalogue
from kamlib.tables.larkfield.market import Market

SLOTS = 7


@dataclass(frozen=True)
class Assortment:
    """Articles by account and slot before and after `adopted` (day; NaN for never)."""

    before: np.ndarray
    after: np.ndarray
    adopted: np.ndarray

    def at(self, account: np.ndarray, slot: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return the article in each slot of each account on each day."""
        later = day >= self.adopted[account]
        return np.where(later, self.after[account, slot], self.before[account, slot])


def make_assortment(market: Market, articles: Catalogue) -> Assortment:
    """Draw every account's usual articles."""
    rng = market.stream("assortment")
    n, calendar = len(market), market.calendar
    category = pick(rng, market.mix, SLOTS)
    # Floors come first in an order, what goes with them after.
    category.sort(axis=1)
    lead = rng.integers(0, SLOTS, n)
    category[:, 0] = np.where(category[:, 0] == ACCESSORIES, ACCESSORIES, category[np.arange(n), lead])
    before = articles.of(category, rng.random((n, SLOTS)) ** 1.3)
    vinyl = articles.of(np.full(n, LUXURY_VINYL), rng.random(n))
    after = before.copy()
    after[np.arange(n), rng.integers(0, 3, n)] = vinyl
    adopts = rng.random(n) < np.where(market["group"] == 3, 0.55, 0.30)
    adopted = np.where(adopts, rng.uniform(0.15, 0.9, n) * calendar.days, np.nan)
    return Assortment(before, after, adopted)


def pick(rng: np.random.Generator, weights: np.ndarray, draws: int) -> np.ndarray:
    """Return `draws` categories for every row of `weights` (rows x categories)."""
    edges = np.cumsum(weights, axis=1)
    edges /= edges[:, -1:]
    return (rng.random((len(weights), draws))[:, :, None] > edges[:, None, :-1]).sum(axis=2)
