"""Explorers of surveys: who stays silent, what weights cost, what goes together, what moves satisfaction, and waves of a score.

Used by lessons 08 and 09.
"""

from kamlib.widgets.survey.drivers import driver_measures
from kamlib.widgets.survey.loadings import factor_loadings
from kamlib.widgets.survey.silence import sample_and_silence
from kamlib.widgets.survey.tracker import wave_tracker
from kamlib.widgets.survey.weighting import weight_limits

__all__ = ["driver_measures", "factor_loadings", "sample_and_silence", "wave_tracker", "weight_limits"]
