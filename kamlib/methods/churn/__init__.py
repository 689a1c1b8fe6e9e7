"""Who is leaving: how long accounts stay, which groups differ, and what leaving goes with.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 04.
"""

from kamlib.methods.churn.aftermath import after_purchase, next_order
from kamlib.methods.churn.alarm import AlarmCosts, alarm, alarm_costs
from kamlib.methods.churn.counting import attention, three_ways
from kamlib.methods.churn.exposure import landmark, time_varying
from kamlib.methods.churn.gained import range_widened, talks, ties_begun
from kamlib.methods.churn.grouping import groups_of
from kamlib.methods.churn.hazards import Hazards, cox
from kamlib.methods.churn.indicators import indicators, signs
from kamlib.methods.churn.league import categories_of, fifths_after, league
from kamlib.methods.churn.log_rank import LogRank, log_rank
from kamlib.methods.churn.rates import (
    annual_to_monthly,
    coats,
    expected_tenure,
    monthly_to_annual,
    percent_to_points,
    points_to_percent,
    retention_for_tenure,
)
from kamlib.methods.churn.survival import Survival, kaplan_meier
from kamlib.methods.churn.targets import targets
from kamlib.methods.churn.turnover import Funnel, Shrinkage, by_group, funnel, limits, shrink

__all__ = [
    "AlarmCosts",
    "Funnel",
    "Hazards",
    "LogRank",
    "Shrinkage",
    "Survival",
    "after_purchase",
    "alarm",
    "alarm_costs",
    "annual_to_monthly",
    "attention",
    "by_group",
    "categories_of",
    "coats",
    "cox",
    "expected_tenure",
    "fifths_after",
    "funnel",
    "groups_of",
    "indicators",
    "kaplan_meier",
    "landmark",
    "league",
    "limits",
    "log_rank",
    "monthly_to_annual",
    "next_order",
    "percent_to_points",
    "points_to_percent",
    "range_widened",
    "retention_for_tenure",
    "shrink",
    "signs",
    "talks",
    "targets",
    "three_ways",
    "ties_begun",
    "time_varying",
]
