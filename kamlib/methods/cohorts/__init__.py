"""Cohorts and retention: who came back, who is silent, and what became of last year's revenue.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 04.
"""

from kamlib.methods.cohorts.lives import lives, quiet_days
from kamlib.methods.cohorts.retention import MEASURES, PARTS, Retention, retention
from kamlib.methods.cohorts.returns import came_back
from kamlib.methods.cohorts.silence import left, silence
from kamlib.methods.cohorts.triangle import rolled_up, triangle
from kamlib.methods.windows import stretch_days

__all__ = [
    "MEASURES",
    "PARTS",
    "Retention",
    "came_back",
    "left",
    "lives",
    "quiet_days",
    "retention",
    "rolled_up",
    "silence",
    "stretch_days",
    "triangle",
]
