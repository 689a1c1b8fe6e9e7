"""Three explorers of segmentation: RFM thresholds, the number of clusters, and the value-volume cut. Lesson 02."""

from kamlib.widgets.segments.clusters import cluster_count
from kamlib.widgets.segments.cut import value_volume_cut
from kamlib.widgets.segments.thresholds import rfm_thresholds

__all__ = ["cluster_count", "rfm_thresholds", "value_volume_cut"]
