"""One file from its bytes to clean Parquet, and the accounts that an order file implies.

What was set aside stands beside the clean rows, with its row numbers and its own texts, so that nothing is lost.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.cache import cache_home
from kamlib.tables.contracts import CONTRACTS, Column, Table
from kamlib.tables.intake.cleaning import judge
from kamlib.tables.intake.ledger import USED, Entry, exact_sum
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.raw import Raw, load_raw
from kamlib.tables.intake.settling import Settled, settle
from kamlib.tables.intake.values import literal

if TYPE_CHECKING:
    import duckdb

_TEXTS = ("id", "name", "text")
_HINTS = {
    "date missing or not readable": "is the date_format right?",
    "amount missing or not readable": "is the decimal mark right, and the column?",
    "date in the future": "is the as_of date right, and the order of day and month in date_format?",
}


@dataclass(frozen=True)
class Taken:
    """What one file gave: its ledger entries, its column names, what was noticed, and the last day it holds."""

    table: str
    entries: tuple[Entry, ...]
    total: Entry
    names: tuple[str, ...]
    notes: tuple[str, ...]
    last_day: dt.date | None
    future: int


def take_source(connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, source: Source, folder: Path) -> Taken:
    """Read, judge and write the file of `source`: `<table>.parquet` and `set_aside_<table>.parquet` in `folder`.

    Leaves the table `judged` behind. Raises FileNotFoundError or ValueError, one sentence each.
    """
    cache_home().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".intake-", dir=cache_home()) as temporary:
        raw = load_raw(connection, source, Path(temporary))
    settled = settle(connection, mapping, source, raw)
    reasons = judge(connection, mapping, source, raw, settled)
    total = _total(connection, source)
    entries = _entries(connection, source.table, reasons)
    if not any(entry.rows for entry in entries if entry.reason == USED):
        raise ValueError(_nothing_used(connection, source, raw, entries))
    _check_contract(connection, CONTRACTS[source.table], source)
    written = _write(connection, CONTRACTS[source.table], raw, folder)
    if written != total.rows:
        raise RuntimeError(f"{source.file.name}: {written} rows were written of {total.rows}; please report this file.")
    notes = (*settled.notes, *_losses(connection, source, settled))
    future = sum(entry.rows for entry in entries if entry.reason == "date in the future")
    last_day = _last_day(connection, source)
    connection.execute("DROP TABLE raw")
    return Taken(source.table, entries, total, raw.names, notes, last_day, future)


def _total(connection: duckdb.DuckDBPyConnection, source: Source) -> Entry:
    rows = _one(connection, "SELECT count(*) FROM raw")[0]
    money, unread = _one(connection, "SELECT sum(money), count(*) FILTER (money IS NULL) FROM judged")
    if source.table != "orders":
        return Entry(source.table, "all", rows)
    return Entry(source.table, "all", rows, exact_sum([money]), unread)


def _entries(connection: duckdb.DuckDBPyConnection, table: str, order: list[str]) -> tuple[Entry, ...]:
    found = connection.execute(
        f"SELECT coalesce(reason, {literal(USED)}), count(*), sum(money), count(*) FILTER (money IS NULL) "
        "FROM judged GROUP BY ALL"
    ).fetchall()
    entries = [
        Entry(table, reason, rows, exact_sum([money]), unread) if table == "orders" else Entry(table, reason, rows)
        for reason, rows, money, unread in found
    ]
    if all(entry.reason != USED for entry in entries):
        entries.append(Entry(table, USED, 0, exact_sum([]) if table == "orders" else None))
    places = {reason: place for place, reason in enumerate(order)}
    return tuple(sorted(entries, key=lambda e: (e.reason != USED, places.get(e.reason, -1), e.reason)))


def _nothing_used(connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw, entries: tuple[Entry, ...]) -> str:
    most = max(entries, key=lambda entry: entry.rows)
    columns = ", ".join(f"raw.{column}" for column in raw.columns[:12])
    first = connection.execute(
        f"SELECT judged.row, coalesce({raw.text}, concat_ws(' | ', {columns})) FROM judged JOIN raw ON raw.rowid = judged.place "
        "WHERE reason = ? ORDER BY judged.place LIMIT 1",
        [most.reason],
    ).fetchone()
    row, text = first or (0, "")
    hint = _HINTS.get(most.reason, "is the mapping right, and do the policies suit this file?")
    return (
        f"No row of {source.file.name} can be used: {most.reason} in {most.rows:,} rows, "
        f"the first of them row {row:,} ({text[:120]!r}): {hint}"
    )


def _check_contract(connection: duckdb.DuckDBPyConnection, table: Table, source: Source) -> None:
    """Raise RuntimeError when a row to be used breaks the contract: what pandera would say, without its cost."""
    present = _columns(connection, table)
    tests = [f"count(*) FILTER ({c.name} IS NULL)" for c in present if not c.missing]
    tests += [f"count(*) FILTER ({c.name} < {c.least!r})" for c in present if c.least is not None]
    tests += [f"count(*) FILTER ({c.name} > {c.most!r})" for c in present if c.most is not None]
    tests += [f"count({c.name}) - count(DISTINCT {c.name})" for c in present if c.unique]
    broken = _one(connection, f"SELECT {', '.join(tests)} FROM judged WHERE reason IS NULL")
    if any(broken):
        raise RuntimeError(f"{source.file.name} broke the contract of {table.name} unseen; please report this file.")


def _columns(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Column]:
    there = {row[0] for row in connection.execute("SELECT column_name FROM (DESCRIBE judged)").fetchall()}
    return [column for column in table.columns if column.name in there]


def _write(connection: duckdb.DuckDBPyConnection, table: Table, raw: Raw, folder: Path) -> int:
    names = ", ".join(column.name for column in _columns(connection, table))
    used = _copy(connection, f"SELECT {names} FROM judged WHERE reason IS NULL", folder, table.name)
    texts = ", ".join(f"raw.{column}" for column in raw.columns)
    aside = (
        f"SELECT judged.row, reason, money, {raw.text} AS line, {texts} "
        "FROM judged JOIN raw ON raw.rowid = judged.place WHERE reason IS NOT NULL"
    )
    return used + _copy(connection, aside, folder, f"set_aside_{table.name}")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, folder: Path, name: str) -> int:
    path = literal(str(folder / f"{name}.parquet"))
    return int(_one(connection, f"COPY ({query}) TO {path} (FORMAT parquet, COMPRESSION zstd)")[0])


def _losses(connection: duckdb.DuckDBPyConnection, source: Source, settled: Settled) -> list[str]:
    columns = [c for c in CONTRACTS[source.table].columns if c.name in settled.columns and c.kind not in _TEXTS]
    counts = [f"count(*) FILTER (unread_{c.name})" for c in columns]
    counts += [f"count(*) FILTER (rounded_{c.name})" for c in columns if c.kind != "time"]
    counts += ["count(*) FILTER (place IN (SELECT place FROM repeats))"]
    found = _one(connection, f"SELECT {', '.join(counts)} FROM judged WHERE reason IS NULL")
    unread, rounded = found[: len(columns)], found[len(columns) : -1]
    notes = [
        f"{count:,} values of {column.name} could not be read and are left empty."
        for column, count in zip(columns, unread, strict=True)
        if count
    ]
    numbers = [column for column in columns if column.kind != "time"]
    notes += [
        f"{count:,} values of {column.name} have more than six decimals and count to the millionth."
        for column, count in zip(numbers, rounded, strict=True)
        if count
    ]
    if found[-1]:
        notes.append(f"{found[-1]:,} of the rows used repeat an earlier row of {source.file.name} in every column.")
    return notes


def _last_day(connection: duckdb.DuckDBPyConnection, source: Source) -> dt.date | None:
    events = [c.name for c in CONTRACTS[source.table].columns if c.kind == "time" and c.required]
    if not events:
        return None
    return _one(connection, f"SELECT CAST(max({events[0]}) AS DATE) FROM judged WHERE reason IS NULL")[0]


def derive_accounts(connection: duckdb.DuckDBPyConnection, extras: tuple[str, ...], folder: Path) -> None:
    """Write `accounts.parquet` from the order table `judged`: one row an account, the most frequent name and region.

    Where two are equally frequent, the first in the alphabet stands.
    """
    frequent = {"account_name": "account_id", "region": None}
    joins, columns = "", ["a.account_id"]
    for name, fallback in frequent.items():
        if name not in extras:
            columns += [f"a.{fallback} AS {name}"] if fallback else []
            continue
        joins += (
            f" LEFT JOIN (SELECT account_id, extra_{name} AS {name} FROM judged "
            f"WHERE reason IS NULL AND extra_{name} IS NOT NULL GROUP BY 1, 2 QUALIFY row_number() "
            f"OVER (PARTITION BY account_id ORDER BY count(*) DESC, {name}) = 1) USING (account_id)"
        )
        columns.append(f"coalesce({name}, a.{fallback}) AS {name}" if fallback else name)
    accounts = "(SELECT DISTINCT account_id FROM judged WHERE reason IS NULL) a"
    _copy(connection, f"SELECT {', '.join(columns)} FROM {accounts}{joins} ORDER BY 1", folder, "accounts")


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    found = connection.execute(query).fetchone()
    if found is None:
        raise RuntimeError(f"no answer to {query}")
    return found
