"""Pictures of segments: RFM cells, the value-volume continuum, clusters, buying behaviour and the worth of tiers.

Each result has a function; this folder gathers their names. Used by lesson 02.
"""

from kamlib.figures.segments.buying import buying_mix
from kamlib.figures.segments.clusters import cluster_choice, segment_profile
from kamlib.figures.segments.rfm import cell_bars, rfm_grid
from kamlib.figures.segments.value_volume import cut_sensitivity, value_volume
from kamlib.figures.segments.worth import tier_worth

__all__ = [
    "buying_mix",
    "cell_bars",
    "cluster_choice",
    "cut_sensitivity",
    "rfm_grid",
    "segment_profile",
    "tier_worth",
    "value_volume",
]
