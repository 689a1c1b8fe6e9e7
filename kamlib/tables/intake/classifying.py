"""Which of our tables each of a client's files is: the one whose columns it has, each table fed by one file.

What a table needs counts first, then whether its ids stand once, as those of accounts do and those of orders do not,
then how many more of its columns there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.matching import ONLY_DATES, Content, match_columns

_ENOUGH = 0.6  # of the columns that a table needs
_ONCE = 0.9  # of the ids; a file of accounts may hold a few twice
_EACH = 0.15  # what a column found is worth beside the share of those needed


def assign(files: Sequence[tuple[dict[str, Content], Path]], notes: list[str]) -> list[str | None]:
    """Return the table of each file, best fits first; None, with a sentence in `notes`, for a file that is left out."""
    fits = [
        (fit, place, table)
        for place, (contents, _) in enumerate(files)
        for table in CONTRACTS
        if (fit := fit_of(contents, table)) is not None
    ]
    tables: list[str | None] = [None] * len(files)
    for _, place, table in sorted(fits, key=lambda one: (-one[0], one[2])):
        if tables[place] is None and table not in tables:
            tables[place] = table
    for place, (_, file) in enumerate(files):
        if tables[place] is None:
            best = max(((fit, table) for fit, where, table in fits if where == place), default=None)
            notes.append(_left_out(file, best[1] if best else None, files, tables))
    return tables


def fit_of(contents: dict[str, Content], table: str) -> float | None:
    """Return how well a file fits a table, to be compared; None where it lacks what the table is about.

    >>> held = {"id": Content(9, 9, 1, 0), "name": Content(9, 9, 0, 0)}
    >>> fit_of(held, "accounts") is not None, fit_of(held, "orders") is None
    (True, True)
    """
    columns, why = match_columns(contents, table)
    # A column that was taken because nothing else was left says nothing about the table.
    found = {ours for ours, reason in why.items() if reason != ONLY_DATES}
    needed = set(CONTRACTS[table].required)
    if table == "orders":
        needed -= {"order_id"}
        found |= {"revenue"} if {"quantity", "unit_price"} <= found else set()
    share = len(needed & found) / len(needed)
    ids = [column.name for column in CONTRACTS[table].columns if column.unique and column.name in columns]
    once = all(contents[columns[name]].different >= _ONCE * contents[columns[name]].values for name in ids)
    # An account's id and name, and some day, stand in every file; alone they make a file of accounts, each one once.
    telling = {name for name in needed & found if CONTRACTS[table][name].kind != "time"} - {
        "account_id",
        "account_name",
    }
    if table == "accounts":
        return share + _EACH * len(found) if share == 1.0 and once else None
    if share < _ENOUGH or not telling:
        return None
    return share + _EACH * len(found) - (0.0 if once else 0.5)


def _left_out(
    file: Path, table: str | None, files: Sequence[tuple[dict[str, Content], Path]], tables: list[str | None]
) -> str:
    if table is None:
        return f"{file.name} is left out: it has the columns of none of our tables ({', '.join(CONTRACTS)})."
    other = files[tables.index(table)][1].name
    return (
        f"{file.name} is left out: it looks like {table}, which {other} feeds already; put the two in one file first."
    )
