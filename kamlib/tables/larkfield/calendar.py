"""Larkfield's calendar: months, seasons and prices.

Building is quiet in winter and in August. Prices rose most in 2022 and 2023, which hides that less of the mature
floors is sold: revenue stands still while the square metres fall. Shown in lessons 02, 07 and 15.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

AS_OF = pd.Timestamp("2025-12-31").as_unit("us")
AHEAD = 12
"""Months after AS_OF that the hidden truth reaches, for the decisions."""

SEASON = np.array([0.58, 0.74, 1.06, 1.10, 1.16, 1.20, 1.04, 0.52, 1.22, 1.24, 1.12, 0.62])
SEASON = SEASON / SEASON.mean()
_PRICE_RISES = {2022: 0.09, 2023: 0.07, 2024: 0.03, 2025: 0.03}
_ORDINARY_RISE = 0.02
_COST_RISES = {2022: 0.11, 2023: 0.06, 2024: 0.025, 2025: 0.03}


@dataclass(frozen=True)
class Calendar:
    """The months from the first day of the first one to AS_OF, and the twelve after it."""

    months: int

    def __post_init__(self) -> None:
        if self.months < 1:
            raise ValueError(f"months is {self.months}; the company needs a history of at least 1 month.")

    @cached_property
    def first_days(self) -> pd.DatetimeIndex:
        """First day of every month, history and the months ahead, and of the month after the last."""
        start = (AS_OF + pd.Timedelta(days=1)) - pd.DateOffset(months=self.months)
        return pd.date_range(start, periods=self.months + AHEAD + 1, freq="MS")

    @property
    def start(self) -> pd.Timestamp:
        """First day of the history."""
        return self.first_days[0]

    @cached_property
    def bounds(self) -> np.ndarray:
        """Day number (0 = first day of the history) at which every month begins."""
        return np.asarray((self.first_days - self.start).days, dtype=float)

    @property
    def days(self) -> int:
        """Number of days in the history."""
        return int(self.bounds[self.months])

    @cached_property
    def season(self) -> np.ndarray:
        """Seasonal factor of every month, mean about 1."""
        return SEASON[np.asarray(self.first_days.month[:-1]) - 1]

    @cached_property
    def year(self) -> np.ndarray:
        """Index of the calendar year of every month, 0 for the first."""
        return np.asarray(self.first_days.year[:-1] - self.first_days.year[0])

    @cached_property
    def price(self) -> np.ndarray:
        """List price index of every month, 1 in the first."""
        return self._index(_PRICE_RISES)

    @cached_property
    def cost(self) -> np.ndarray:
        """Index of what the goods cost us, 1 in the first month; it runs ahead of prices in 2022."""
        return self._index(_COST_RISES)

    def _index(self, rises: dict[int, float]) -> np.ndarray:
        steps = [
            1 + rises.get(day.year, _ORDINARY_RISE) if day.month == 3 and number else 1.0
            for number, day in enumerate(self.first_days[:-1])
        ]
        return np.cumprod(steps)

    def month_of(self, day: np.ndarray) -> np.ndarray:
        """Return the place of the month of each day number, within the history."""
        return np.clip(np.searchsorted(self.bounds, day, side="right") - 1, 0, self.months - 1)

    def timestamps(self, days: np.ndarray) -> np.ndarray:
        """Return day numbers as dates in microseconds; NaN becomes a missing date."""
        whole = np.where(np.isnan(days), 0, np.floor(days)).astype("timedelta64[D]")
        dates = (np.datetime64(self.start.date(), "D") + whole).astype("datetime64[us]")
        return np.where(np.isnan(days), np.datetime64("NaT", "us"), dates)
