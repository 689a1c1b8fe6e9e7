"""Who answers alike: the number of each respondent's cluster, such as the parent of a contact.

What every interval that lets those of one cluster be alike begins with. Taught in lessons 08 to 10.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def numbered(clusters: pd.Series | None, index: pd.Index) -> np.ndarray:
    """Return a number from 0 up for the cluster of each of `index`; who belongs to none is a cluster of its own.

    `clusters` goes by respondent and may hold more of them; without it everybody stands alone.

    >>> numbered(pd.Series(["a", None, "a"]), pd.RangeIndex(4)).tolist()
    [0, 1, 0, 2]
    """
    if clusters is None:
        return np.arange(len(index))
    known = clusters.reindex(index)
    codes, names = pd.factorize(known)
    alone = codes < 0
    codes[alone] = len(names) + np.arange(alone.sum())
    return pd.factorize(codes)[0]
