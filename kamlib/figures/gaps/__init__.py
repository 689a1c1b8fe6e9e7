"""Pictures of service gaps: expected against got, what matters against what is good, staff against customers, and Kano.

Each result has a function; this folder gathers their names. Used by lesson 10.
"""

from kamlib.figures.gaps.board import board_map
from kamlib.figures.gaps.chain import chain_lines
from kamlib.figures.gaps.maps import blind_spot_map, importance_map, kano_map
from kamlib.figures.gaps.profile import gap_profile, tolerance_profile
from kamlib.figures.gaps.promises import promise_lines

__all__ = [
    "blind_spot_map",
    "board_map",
    "chain_lines",
    "gap_profile",
    "importance_map",
    "kano_map",
    "promise_lines",
    "tolerance_profile",
]
