"""Segments of customers: RFM, the value-volume continuum, clusters, profiles, buying behaviour and the worth of tiers.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 02.
"""

from kamlib.methods.segments.buying import behaviour
from kamlib.methods.segments.choice import ClusterChoice, choose_k
from kamlib.methods.segments.clustering import cluster
from kamlib.methods.segments.features import features, scale
from kamlib.methods.segments.profile import profile, sentence
from kamlib.methods.segments.rfm import CELLS, Cell, Thresholds, cell_summary, cells, quintiles, rfm, score
from kamlib.methods.segments.rhythm import rhythm
from kamlib.methods.segments.value_volume import continuum, cut_sensitivity, tiers
from kamlib.methods.segments.worth import allocation_value, best_allocation, tier_count, worth_of_tiers

__all__ = [
    "CELLS",
    "Cell",
    "ClusterChoice",
    "Thresholds",
    "allocation_value",
    "behaviour",
    "best_allocation",
    "cell_summary",
    "cells",
    "choose_k",
    "cluster",
    "continuum",
    "cut_sensitivity",
    "features",
    "profile",
    "quintiles",
    "rfm",
    "rhythm",
    "scale",
    "score",
    "sentence",
    "tier_count",
    "tiers",
    "worth_of_tiers",
]
