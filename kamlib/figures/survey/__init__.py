"""Pictures of survey results: what drives satisfaction, what items measure together, and waves over time.

Each result has a function; this folder gathers their names. Used by lessons 08 and 09.
"""

from kamlib.figures.survey.drivers import driver_shares
from kamlib.figures.survey.loadings import loadings_map
from kamlib.figures.survey.response import response_bars, scores_by_wave
from kamlib.figures.survey.shrinking import shrunken_scores
from kamlib.figures.survey.waves import change_bars, wave_chart

__all__ = [
    "change_bars",
    "driver_shares",
    "loadings_map",
    "response_bars",
    "scores_by_wave",
    "shrunken_scores",
    "wave_chart",
]
