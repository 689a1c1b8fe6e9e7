"""What customers together are worth, and what getting, keeping and referring them does to it.

Each idea has a file of its own; this folder gathers their names. Taught in lessons 05 and 06.
"""

from kamlib.methods.equity.averages import average_costs, times_cheaper
from kamlib.methods.equity.balance import Balance, ResponseCurve, balance, lifetime_value
from kamlib.methods.equity.bucket import leaky_bucket, steady_base, with_referrals
from kamlib.methods.equity.kept_margin import margin_of_points
from kamlib.methods.equity.migration import migration_value, recency_chain, stopping_rule
from kamlib.methods.equity.multiple import (
    cohort_value,
    elasticities,
    margin_multiple,
    value_of_points,
)
from kamlib.methods.equity.newcomers import newcomers, worth_of_newcomers
from kamlib.methods.equity.opening import opening_days
from kamlib.methods.equity.pilots import pilot_costs, pilot_curve
from kamlib.methods.equity.referring import referral_rates
from kamlib.methods.equity.spreading import spread
from kamlib.methods.equity.tenure import account_years, cost_by_tenure

__all__ = [
    "Balance",
    "ResponseCurve",
    "account_years",
    "average_costs",
    "balance",
    "cohort_value",
    "cost_by_tenure",
    "elasticities",
    "leaky_bucket",
    "lifetime_value",
    "margin_multiple",
    "margin_of_points",
    "migration_value",
    "newcomers",
    "opening_days",
    "pilot_costs",
    "pilot_curve",
    "recency_chain",
    "referral_rates",
    "spread",
    "steady_base",
    "stopping_rule",
    "times_cheaper",
    "value_of_points",
    "with_referrals",
    "worth_of_newcomers",
]
