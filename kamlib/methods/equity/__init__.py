"""What customers together are worth, and what getting, keeping and referring them does to it.

Each idea has a file of its own; this folder gathers their names. Taught in lessons 05 and 06.
"""

from kamlib.methods.equity.balance import Balance, ResponseCurve, balance, lifetime_value
from kamlib.methods.equity.bucket import leaky_bucket, steady_base, with_referrals
from kamlib.methods.equity.migration import migration_value, recency_chain, stopping_rule
from kamlib.methods.equity.multiple import (
    cohort_value,
    elasticities,
    margin_multiple,
    value_of_points,
)
from kamlib.methods.equity.newcomers import newcomers, worth_of_newcomers

__all__ = [
    "Balance",
    "ResponseCurve",
    "balance",
    "cohort_value",
    "elasticities",
    "leaky_bucket",
    "lifetime_value",
    "margin_multiple",
    "migration_value",
    "newcomers",
    "recency_chain",
    "steady_base",
    "stopping_rule",
    "value_of_points",
    "with_referrals",
    "worth_of_newcomers",
]
