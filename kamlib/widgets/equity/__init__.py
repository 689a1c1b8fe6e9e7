"""Explorers of customer equity: what five points of retention are worth, and getting against keeping. For lesson 06."""

from kamlib.widgets.equity.budgets import two_budgets
from kamlib.widgets.equity.points import five_points

__all__ = ["five_points", "two_budgets"]
