"""Was it what we did? The change of those whom something happened to, less the change of the others in the same time.

After less before counts the season, the new questionnaire and everybody's mood as ours. Who was chosen because the score was
bad gets better by itself (Galton 1886, regression to the mean). The change of others who were asked alike takes that off, as far
as both would have moved alike without it (Snow 1855; Card and Krueger 1994, "Minimum wages and employment"). Taught in lesson 09.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.clusters import numbered
from kamlib.methods.contrasts import contrast


def difference_in_differences(
    score: pd.Series, wave: pd.Series, touched: pd.Series, clusters: pd.Series | None = None
) -> pd.DataFrame:
    """Return the change of those `touched`, that of the others, and the difference of the two, each with its 95 % interval and p.

    A row a respondent; `wave` sorts in time and its last two count; `touched` is True for those to whom it happened. With
    `clusters` errors allow for those of one cluster answering alike; who belongs to none stands alone. Index: touched, others,
    difference; columns before, after (not for the difference), change, low, high, p. Raises ValueError where one of the four
    groups has fewer than two answers.

    >>> score = pd.Series([5, 5, 3, 4, 6, 6, 6, 7.0])
    >>> table = difference_in_differences(score, pd.Series([1, 1, 2, 2] * 2), pd.Series([True] * 4 + [False] * 4))
    >>> table["change"].tolist()
    [-1.5, 0.5, -2.0]
    """
    used = pd.DataFrame({"score": score.astype(float), "wave": wave, "touched": touched}).dropna()
    known = sorted(used["wave"].unique())
    if len(known) < 2:
        raise ValueError("There is one wave: give answers of two or more, with the wave of each respondent.")
    used = used[used["wave"].isin(known[-2:])]
    cell = 2 * used["touched"].astype(int).to_numpy() + (used["wave"] == known[-1]).astype(int).to_numpy()
    counts = np.bincount(cell, minlength=4)
    if counts.min() < 2:
        who, when = "those touched" if counts[2:].min() < 2 else "the others", known[-2:][int(counts.argmin()) % 2]
        raise ValueError(
            f"Of {who} {counts.min():,} answered in {when}: a change takes two answers before and two after."
        )
    codes, values = numbered(clusters, used.index), used["score"].to_numpy()
    means = np.bincount(cell, values) / counts
    rows = {}
    for name, first in (("touched", 2), ("others", 0)):
        inside = (cell == first) | (cell == first + 1)
        own = np.unique(codes[inside], return_inverse=True)[1]
        rows[name] = [*means[first : first + 2], *contrast(values[inside], cell[inside] - first, (-1, 1), own)]
    rows["difference"] = [np.nan, np.nan, *contrast(values, cell, (1, -1, -1, 1), codes)]
    columns = ["before", "after", "change", "low", "high", "p"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)
