"""The catalogue: four categories of commercial flooring, their articles, list prices and margins.

Luxury vinyl grows, carpet tile and sheet vinyl are mature and lose volume, accessories follow the floors and earn the
best margin. Used from lesson 02 (behaviour) to lesson 14 (next purchase).
"""

from dataclasses import dataclass

import numpy as np

from kamlib.tables.larkfield.calendar import Calendar

CATEGORIES = ("Carpet tile", "Sheet vinyl", "Luxury vinyl", "Accessories")
LUXURY_VINYL, ACCESSORIES = 2, 3
_PREFIX = ("CT", "SV", "LV", "AC")
_ARTICLES = 14
_ANNUAL_VOLUME = np.array([0.985, 0.972, 1.075, 1.0])
_LOWEST_PRICE = np.array([16.0, 11.0, 19.0, 6.0])
_HIGHEST_PRICE = np.array([34.0, 24.0, 42.0, 58.0])
_COST_SHARE = np.array([0.585, 0.60, 0.535, 0.43])
PACK = np.array([5, 10, 4, 1])
"""Units in a pack: square metres of floor, pieces of accessories."""


@dataclass(frozen=True)
class Catalogue:
    """Articles as arrays; the index of an article is its place in all of them."""

    product_id: np.ndarray
    category: np.ndarray
    list_price: np.ndarray
    unit_cost: np.ndarray

    def of(self, category: np.ndarray, place: np.ndarray) -> np.ndarray:
        """Return the index of the article at `place` (0 to 1) within each category."""
        return category * _ARTICLES + np.minimum((place * _ARTICLES).astype(int), _ARTICLES - 1)


def catalogue() -> Catalogue:
    """Return the articles at the prices of the first month; the same for every seed.

    >>> articles = catalogue()
    >>> str(articles.product_id[0]), round(float(articles.list_price[0]), 2)
    ('CT01', 16.0)
    """
    category = np.repeat(np.arange(len(CATEGORIES)), _ARTICLES)
    number = np.tile(np.arange(_ARTICLES), len(CATEGORIES))
    low, high = _LOWEST_PRICE[category], _HIGHEST_PRICE[category]
    list_price = np.round(low * (high / low) ** (number / (_ARTICLES - 1)), 2)
    # Dearer articles earn a little more; every third one is bought in and earns less.
    share = _COST_SHARE[category] - 0.004 * number + np.where(number % 3 == 2, 0.05, 0.0)
    ids = np.array([f"{_PREFIX[c]}{n + 1:02d}" for c, n in zip(category, number, strict=True)], dtype=object)
    return Catalogue(ids, category, list_price, np.round(list_price * share, 2))


def volume(calendar: Calendar) -> np.ndarray:
    """Return the volume index, categories x months: 1 in the first month."""
    years = np.arange(len(calendar.first_days) - 1) / 12
    return _ANNUAL_VOLUME[:, None] ** years[None, :]
