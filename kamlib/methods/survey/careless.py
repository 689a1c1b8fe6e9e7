"""Who answered without reading? Items left out, one box ticked all the way down, pages faster than anybody reads.

A few careless respondents make items agree that have nothing in common (Curran 2016, "Methods for the detection of
carelessly invalid responses in survey data"). A flag is a reason to look, never a reason to drop in silence: who is
content with everything may honestly tick one box. Taught in lesson 08.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.survey.codebook import Codebook

FAST = 2.0
"""Seconds an item below which nobody has read it (Huang and others 2012)."""


def item_nonresponse(answers: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return by item how many left it out and the share, the most first; codes for no answer count as left out.

    >>> answers = pd.DataFrame({"a": [1, 99, 3], "b": [1, 2, None]})
    >>> item_nonresponse(answers, Codebook.alike(["a", "b"], 1, 7, missing=[99]))["missing"].to_dict()
    {'a': 1, 'b': 1}
    """
    gaps = codebook.scored(answers).isna()
    table = pd.DataFrame({"missing": gaps.sum(), "share": gaps.mean()})
    return table.sort_values("missing", ascending=False, kind="stable").rename_axis("item")


def careless(answers: pd.DataFrame, codebook: Codebook, pace: pd.Series | None = None) -> pd.DataFrame:
    """Return by respondent: longest_run (equal answers one after the other, as ticked), straight (all alike, though an item
    runs backwards or ten or more were answered), fast (`pace`, the seconds an item took, below `FAST`; False where not timed),
    and flagged (straight or fast). `answered` is how many items were.

    Answers are taken as ticked, before items are turned round: that is where a straight line shows.

    >>> book = Codebook.alike(["a", "b", "c"], 1, 7, reversed=["b"])
    >>> careless(pd.DataFrame({"a": [7, 6], "b": [7, 2], "c": [7, 6]}), book)["straight"].tolist()
    [True, False]
    """
    scored = codebook.scored(answers)
    backwards = {item.name for item in codebook.items if item.reversed}
    ticked = scored.assign(
        **{name: codebook[name].least + codebook[name].most - scored[name] for name in backwards}
    ).to_numpy()
    answered = np.isfinite(ticked).sum(axis=1)
    # Nothing ticked is no line: its spread is below nothing.
    spread = np.max(ticked, axis=1, initial=-np.inf, where=np.isfinite(ticked)) - np.min(
        ticked, axis=1, initial=np.inf, where=np.isfinite(ticked)
    )
    could_not_be = answered >= 10 if not backwards else answered > 1
    straight = (spread == 0) & could_not_be
    fast = np.zeros(len(answers), dtype=bool) if pace is None else (pace.reindex(answers.index) < FAST).to_numpy()
    return pd.DataFrame(
        {
            "answered": answered,
            "longest_run": [_longest_run(row) for row in ticked],
            "straight": straight,
            "fast": fast,
            "flagged": straight | fast,
        },
        index=answers.index,
    )


def _longest_run(row: np.ndarray) -> int:
    given = row[np.isfinite(row)]
    if not len(given):
        return 0
    ends = np.flatnonzero(np.append(given[1:] != given[:-1], True))
    return int(np.diff(ends, prepend=-1).max())
