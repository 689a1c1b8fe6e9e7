"""Explorers of service gaps: zones of tolerance, the cross of importance, Kano by segment, the board of sources. For lesson 10."""

from kamlib.widgets.gaps.board import board_legs
from kamlib.widgets.gaps.cross import importance_cross
from kamlib.widgets.gaps.kano import kano_segments
from kamlib.widgets.gaps.profile import tolerance_zones

__all__ = ["board_legs", "importance_cross", "kano_segments", "tolerance_zones"]
