"""Completeness: how many cells of each table and column hold anything at all.

It is the first number of a data audit, and the easiest to raise without knowing more: once record cards are counted,
they get filled in (Goodhart, 1975, on measures that become targets). So `same_day_answers` shows the days on which many
answers appeared at once. Taught in lesson 01.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def completeness(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how full each column of each table is: table, column, rows, filled, share (NaN without rows).

    Text of blanks counts as empty.

    >>> completeness({"accounts": pd.DataFrame({"region": ["North", " ", None, "West"]})})
          table  column  rows  filled  share
    0  accounts  region     4       2    0.5
    """
    found = [
        (name, str(column), len(frame), int(filled(frame[column]).sum()))
        for name, frame in tables.items()
        for column in frame.columns
    ]
    table = pd.DataFrame(found, columns=["table", "column", "rows", "filled"])
    table = table.astype({"table": "str", "column": "str", "rows": "int64", "filled": "int64"})
    return table.assign(share=table["filled"] / table["rows"].replace(0, np.nan))


def filled(column: pd.Series) -> pd.Series:
    """Return which cells of a column hold something: neither missing nor blank."""
    there = column.notna()
    if pd.api.types.is_string_dtype(column) or column.dtype == object:
        return there & (column.astype("str").str.strip() != "").fillna(False)
    return there


def same_day_answers(knowledge: pd.DataFrame) -> pd.DataFrame:
    """Return how many answers were written down on one day from one source; most first.

    The columns are answered_at (a day), source (missing where none was given), answers, and share: of all answers that
    hold something. Many on one day are no proof of haste, but a reason to check some (`sample_cells`). Answers without
    a date stand on no day.

    >>> known = pd.DataFrame({"answer": ["ok", "ok", "price"], "source": ["manager", "manager", "visit"]})
    >>> same_day_answers(known.assign(answered_at=pd.to_datetime(["2024-12-18", "2024-12-18", "2024-03-01"])))
      answered_at   source  answers     share
    0  2024-12-18  manager        2  0.666667
    1  2024-03-01    visit        1  0.333333
    """
    said = knowledge[filled(knowledge["answer"])]
    days = said.assign(answered_at=pd.to_datetime(said["answered_at"]).dt.normalize()).dropna(subset="answered_at")
    table = days.groupby(["answered_at", "source"], dropna=False).size().rename("answers").reset_index()
    table["share"] = table["answers"] / max(len(said), 1)
    ordered = table.sort_values(["answers", "answered_at", "source"], ascending=[False, True, True], kind="stable")
    return ordered.reset_index(drop=True)
