"""Explorers of service gaps: what matters against what is good with a cross to move, and Kano by segment. For lesson 10."""

from kamlib.widgets.gaps.cross import importance_cross
from kamlib.widgets.gaps.kano import kano_segments

__all__ = ["importance_cross", "kano_segments"]
