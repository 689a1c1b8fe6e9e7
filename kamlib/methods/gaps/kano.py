"""Which feature must be there, which pleases the more there is of it, and which delights? Kano's pairs of questions.

Each feature is asked twice: how would you feel with it, and how without it (Kano and others 1984, "Attractive quality and
must-be quality")? The two answers give a class. Better and Worse (Berger and others 1993) say how far satisfaction rises
with the feature and falls without it. A class is what most people say; where two run close, the test says so (Fong 1996).
Taught in lesson 10.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

ANSWERS = ("like", "must be", "neutral", "can live with", "dislike")
CLASSES = ("must-be", "one-dimensional", "attractive", "indifferent", "reverse", "questionable")
_GRID = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
_NAMES = {
    "M": "must-be",
    "O": "one-dimensional",
    "A": "attractive",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}
_GRID_CODES = np.array([[CLASSES.index(_NAMES[letter]) for letter in row] for row in _GRID])


def classify(functional: pd.Series, dysfunctional: pd.Series) -> pd.Series:
    """Return the class of each respondent's pair of answers (words of `ANSWERS`, or 1 to 5 in their order); NaN for a gap.

    >>> classify(pd.Series(["like", "neutral"]), pd.Series(["dislike", "dislike"])).tolist()
    ['one-dimensional', 'must-be']
    """
    rows, columns = _codes(functional), _codes(dysfunctional)
    told = (rows >= 0) & (columns >= 0)
    found = np.array(CLASSES, dtype=object)[_GRID_CODES[np.where(told, rows, 0), np.where(told, columns, 0)]]
    return pd.Series(np.where(told, found, None), index=functional.index, dtype="str", name="class")


def kano(pairs: dict[str, tuple[pd.Series, pd.Series]], segment: pd.Series | None = None) -> pd.DataFrame:
    """Return by feature (and segment) the counts of each class, the class, whether it is told apart, Better and Worse.

    `pairs` maps a feature to its functional and dysfunctional answers. `class` is what most say; equal counts go by must-be,
    one-dimensional, attractive, indifferent (Matzler and Hinterhuber 1998): what hurts when missing comes first. `told_apart`:
    the first two classes differ at 90 % (Fong 1996). Better and Worse leave out reverse and questionable answers: shares
    from 0 to 1 and from −1 to 0, NaN where nothing else was said.

    >>> answers = pd.Series(["like"] * 8 + ["neutral"] * 2), pd.Series(["neutral"] * 8 + ["dislike"] * 2)
    >>> kano({"samples by return": answers})[["class", "better", "worse"]].values.tolist()
    [['attractive', 0.8, -0.2]]
    """
    rows = []
    for feature, (functional, dysfunctional) in pairs.items():
        found = classify(functional, dysfunctional).dropna()
        parts = {"": found} if segment is None else dict(iter(found.groupby(segment.reindex(found.index))))
        for name, part in parts.items():
            counts = part.value_counts().reindex(list(CLASSES), fill_value=0)
            row = {"feature": feature, **({} if segment is None else {"segment": name}), "answers": len(part)}
            rows.append(row | counts.to_dict() | _summed(counts))
    keys = ["feature"] if segment is None else ["feature", "segment"]
    return pd.DataFrame(rows).set_index(keys)


def _summed(counts: pd.Series) -> dict[str, object]:
    must, one, attractive, indifferent = (int(counts[name]) for name in CLASSES[:4])
    told = must + one + attractive + indifferent
    ranked = counts.sort_values(ascending=False, kind="stable")
    first, second, total = int(ranked.iloc[0]), int(ranked.iloc[1]), int(counts.sum())
    least = 1.65 * math.sqrt((first + second) * (2 * total - first - second) / (2 * total)) if total else math.inf
    return {
        "class": str(ranked.index[0]) if total else "not known",
        "told_apart": bool(first - second >= least) if total else False,
        "better": (attractive + one) / told if told else math.nan,
        "worse": -(one + must) / told if told else math.nan,
    }


def _codes(answers: pd.Series) -> np.ndarray:
    """Return the place of each answer in `ANSWERS`, −1 for none; raises ValueError for an answer that is none of them."""
    words = {word: place for place, word in enumerate(ANSWERS)}
    given = answers.dropna()
    if pd.api.types.is_numeric_dtype(given):
        wrong = given[~given.isin(range(1, 6))]
        codes = answers.where(answers.isna(), answers - 1)
    else:
        wrong = given[~given.isin(list(words))]
        codes = answers.map(words)
    if len(wrong):
        raise ValueError(
            f"{wrong.iloc[0]!r} is no answer to a Kano question: they are {', '.join(ANSWERS)}, or 1 to 5."
        )
    return codes.astype(float).fillna(-1).astype(int).to_numpy()
