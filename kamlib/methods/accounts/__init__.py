"""What we know of our accounts, and who they are: audit, worth of gaps, duplicates, roll-up, market profile, card.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 01.
"""

from kamlib.methods.accounts.accuracy import accuracy, sample_cells
from kamlib.methods.accounts.audit import STALE_AFTER_DAYS, Audit, knowledge_audit
from kamlib.methods.accounts.card import AccountCard
from kamlib.methods.accounts.cards import Cards, account_card
from kamlib.methods.accounts.completeness import completeness, same_day_answers
from kamlib.methods.accounts.duplicates import duplicate_candidates, merge_map
from kamlib.methods.accounts.gap_value import gap_values, value_of_knowing
from kamlib.methods.accounts.profile import MarketProfile, market_profile
from kamlib.methods.accounts.rollup import RollUp, roll_up

__all__ = [
    "STALE_AFTER_DAYS",
    "AccountCard",
    "Audit",
    "Cards",
    "MarketProfile",
    "RollUp",
    "account_card",
    "accuracy",
    "completeness",
    "duplicate_candidates",
    "gap_values",
    "knowledge_audit",
    "market_profile",
    "merge_map",
    "roll_up",
    "same_day_answers",
    "sample_cells",
    "value_of_knowing",
]
