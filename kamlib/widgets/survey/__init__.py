"""Explorers of surveys: how many to ask and who stays silent, and waves of a score. Used by lessons 08 and 09."""

from kamlib.widgets.survey.silence import sample_and_silence
from kamlib.widgets.survey.tracker import wave_tracker

__all__ = ["sample_and_silence", "wave_tracker"]
