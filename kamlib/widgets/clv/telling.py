"""A dozen accounts worth looking at: the liveliest, the silent, the newest, one that bought once. For the explorers of lesson 05."""

from __future__ import annotations

import pandas as pd

MOST = 12


def telling_accounts(table: pd.DataFrame) -> dict[str, str]:
    """Return accounts of a summary (frequency, recency, T) by id, each with the words for why it is shown.

    >>> table = pd.DataFrame({"frequency": [0, 9], "recency": [0.0, 8.0], "T": [9.0, 9.0]}, index=["A", "B"])
    >>> telling_accounts(table)
    {'B': 'B: bought most often', 'A': 'A: bought once, longest ago'}
    """
    silent = table["T"] - table["recency"]
    back = table[table["frequency"] > 0]
    once = table[table["frequency"] == 0]
    # Silent against its own rhythm, so that a quarterly buyer is not the silent one.
    quiet = (silent / (table["recency"] / table["frequency"]))[back.index]
    picks = [
        (back["frequency"].nlargest(3).index, "bought most often"),
        (once["T"].nlargest(1).index, "bought once, longest ago"),
        (once["T"].nsmallest(1).index, "bought once, lately"),
        (quiet.nlargest(2).index, "silent longest, for its rhythm"),
        (quiet[back["frequency"] >= back["frequency"].median()].nsmallest(2).index, "on time as ever"),
        (back["T"].nsmallest(1).index, "won lately"),
        ((back["frequency"] - back["frequency"].median()).abs().nsmallest(2).index, "in the middle"),
    ]
    found: dict[str, str] = {}
    for accounts, words in picks:
        for account in accounts:
            found.setdefault(str(account), f"{account}: {words}")
    return dict(list(found.items())[:MOST])
