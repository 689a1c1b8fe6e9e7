"""Explorers of account profit: from one year to the next, and what the price of work does to the whale (lesson 03)."""

from kamlib.widgets.profit.bridge import year_bridge
from kamlib.widgets.profit.whale import whale_rates

__all__ = ["whale_rates", "year_bridge"]
