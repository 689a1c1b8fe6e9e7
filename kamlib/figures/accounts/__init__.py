"""Pictures of what we know of accounts, what gaps are worth, who the customers are, and the market in six panels.

Each result has a function; this folder gathers their names. Used by lesson 01.
"""

from kamlib.figures.accounts.gaps import gap_value_bars
from kamlib.figures.accounts.knowledge import coverage_bars, knowledge_heatmap
from kamlib.figures.accounts.profile import market_profile_panels
from kamlib.figures.accounts.rollup import rollup_levels
from kamlib.figures.accounts.trust import completeness_and_accuracy

__all__ = [
    "completeness_and_accuracy",
    "coverage_bars",
    "gap_value_bars",
    "knowledge_heatmap",
    "market_profile_panels",
    "rollup_levels",
]
