"""A score by wave: as it came, and weighted so that regions and sizes stand as among all who were invited.

Weights mend what region and size have to do with answering, and nothing else. What can be said without supposing anything of the
silent are bounds (Manski 2003, "Partial Identification of Probability Distributions"). Taught in lesson 08.
"""

from __future__ import annotations

import math

import pandas as pd

from kamlib.methods.survey.weighting import rake

MARGINS = ("region", "size")


def wave_scores(frame: pd.DataFrame) -> pd.DataFrame:
    """Return by wave the mean score "as it came" and "weighted"; waves in which nobody gave a score are left out.

    `frame` is a sampling frame with a column `score`, missing where none was given. Weighted is missing where region and size
    are not known of everybody.

    >>> sent = {"wave": "1", "score": [6.0, 6.0, 3.0, None], "region": ["N", "N", "W", "W"], "size": None}
    >>> wave_scores(pd.DataFrame(sent)).loc["1"].tolist()
    [5.0, 4.5]
    """
    rows = {
        name: (float(wave["score"].mean()), weighted_score(wave))
        for name, wave in frame.groupby("wave")
        if wave["score"].notna().any()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["as it came", "weighted"])
    return table.rename_axis("wave").astype(float)


def weighted_score(wave: pd.DataFrame) -> float:
    """Return the mean score of one wave, raked to region and size of all who were invited.

    A margin that is not known of everybody, or holds a group that nobody answered for, is left out; NaN where none is left.
    """
    answered = wave.dropna(subset="score")
    names = [name for name in MARGINS if len(answered) and wave[name].notna().all()]
    names = [name for name in names if set(wave[name]) == set(answered[name])]
    if not names:
        return math.nan
    margins = {name: wave[name].value_counts().to_dict() for name in names}
    weights = rake(answered, margins).weights
    return float((weights * answered["score"]).sum() / weights.sum())


def bounds(satisfied: int, silent: int, invited: int) -> tuple[float, float]:
    """Return the lowest and the highest share of satisfied people among all invited that the answers leave possible.

    >>> bounds(satisfied=30, silent=40, invited=100)
    (0.3, 0.7)
    """
    if not 0 <= satisfied <= satisfied + silent <= invited or invited < 1:
        raise ValueError(f"{satisfied:,} satisfied and {silent:,} silent of {invited:,} invited do not add up.")
    return satisfied / invited, (satisfied + silent) / invited
