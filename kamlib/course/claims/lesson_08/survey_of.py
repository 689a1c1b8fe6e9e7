"""A company's survey as the claims of lessons 08 to 10 read it: who was invited in a wave, and what they said."""

from __future__ import annotations

import pandas as pd

from kamlib.methods import survey
from kamlib.tables.company import Company


def frame_of(company: Company) -> pd.DataFrame:
    """Return the sampling frame of all waves, with `score`: the satisfaction of those who said it."""
    frame = survey.sampling_frame(
        company.or_empty("responses"), company.or_empty("accounts"), company.or_empty("orders")
    )
    said = survey.scores_of(company.or_empty("items"), company.or_empty("answers"), "satisfaction")
    return frame.assign(score=said.mean(axis=1).reindex(frame.index))


def last_wave(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last wave; none where nobody was invited."""
    return frame[frame["wave"] == frame["wave"].max()] if len(frame) else frame


def top_of(company: Company) -> float:
    """Return the best answer of the scale of satisfaction."""
    items = company.or_empty("items")
    return float(items.loc[items["asks"] == "satisfaction", "most"].max()) if "asks" in items else float("nan")


def wave_in_words(wave: pd.DataFrame) -> str:
    """Return what to call a wave in a sentence.

    >>> wave_in_words(pd.DataFrame({"wave": ["2025-2"]})), wave_in_words(pd.DataFrame({"wave": ["one wave"]}))
    ('wave 2025-2', 'the survey')
    """
    name = str(wave["wave"].iloc[0])
    return "the survey" if name == "one wave" else f"wave {name}"
