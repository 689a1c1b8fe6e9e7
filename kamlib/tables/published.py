"""Small tables printed in papers, shipped so that a reader can check a model against the numbers of who invented it.

`donations`: 11,104 donors of a public radio station by gifts in six yearly appeals (Fader, Hardie and Shang 2010, table 3);
`renewals`: how many of 1,000 subscribers were left year by year, in two segments (Fader and Hardie 2007, from Berry and
Linoff 2004). Facts are free; the tables carry their source here. Used by lesson 05.
"""

from __future__ import annotations

import pandas as pd

from kamlib.tables.resources import data_dir

TABLES = ("donations", "renewals")


def published(name: str) -> pd.DataFrame:
    """Return a published table: "donations" (frequency, recency, T, customers) or "renewals" (cohort, year, surviving).

    Raises ValueError for another name.

    >>> int(published("donations")["customers"].sum()), published("renewals")["cohort"].unique().tolist()
    (11104, ['high_end', 'regular'])
    """
    if name not in TABLES:
        raise ValueError(f"There is no published table {name!r}; there are {' and '.join(TABLES)}.")
    return pd.read_csv(data_dir() / "published" / f"{name}.csv")
