"""Pictures of leaving and staying: silence, cohorts by age, survival, revenue kept, groups against chance, alarms.

Each result has a function; this folder gathers their names. Used by lesson 04.
"""

from kamlib.figures.churn.alarm import alarm_cost_curve
from kamlib.figures.churn.exposure import exposure_effects
from kamlib.figures.churn.retention import retention_bridge
from kamlib.figures.churn.returns import came_back_bars
from kamlib.figures.churn.survival import survival_curves
from kamlib.figures.churn.triangle import cohort_triangle
from kamlib.figures.churn.turnover import funnel_plot, shrinkage_plot

__all__ = [
    "alarm_cost_curve",
    "came_back_bars",
    "cohort_triangle",
    "exposure_effects",
    "funnel_plot",
    "retention_bridge",
    "shrinkage_plot",
    "survival_curves",
]
