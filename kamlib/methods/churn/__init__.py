"""Who is leaving: how long accounts stay, which groups differ, and what leaving goes with.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 04.
"""

from kamlib.methods.churn.alarm import AlarmCosts, alarm, alarm_costs
from kamlib.methods.churn.exposure import landmark, time_varying
from kamlib.methods.churn.hazards import Hazards, cox
from kamlib.methods.churn.lives import Lives, lives, revenue_by, tie_events
from kamlib.methods.churn.log_rank import LogRank, log_rank
from kamlib.methods.churn.rates import (
    annual_to_monthly,
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
    "Lives",
    "LogRank",
    "Shrinkage",
    "Survival",
    "alarm",
    "alarm_costs",
    "annual_to_monthly",
    "by_group",
    "cox",
    "expected_tenure",
    "funnel",
    "kaplan_meier",
    "landmark",
    "limits",
    "lives",
    "log_rank",
    "monthly_to_annual",
    "percent_to_points",
    "points_to_percent",
    "retention_for_tenure",
    "revenue_by",
    "shrink",
    "targets",
    "tie_events",
    "time_varying",
]
