"""Explorers of leaving: groups by what they held, groups against chance, and when an alarm should ring (lesson 04)."""

from kamlib.widgets.churn.alarm import alarm_threshold
from kamlib.widgets.churn.funnel import funnel_limits
from kamlib.widgets.churn.landmark import survival_landmark

__all__ = ["alarm_threshold", "funnel_limits", "survival_landmark"]
