"""One file from its bytes to clean Parquet, and the accounts that an order file implies.

What was set aside stands beside the clean rows, with its row numbers and its own texts, so that nothing is lost.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS, Column, Table
from kamlib.tables.intake.cleaning import judge
from kamlib.tables.intake.ledger import USED, CurrencyMoney, Entry, exact_sum
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.noticing import in_column, rows_in_words
from kamlib.tables.intake.pseudonyms import REPLACED, KeyFile, replace_names
from kamlib.tables.intake.questionnaire.answers import HEADINGS, take_answers
from kamlib.tables.intake.raw import Raw, load_raw
from kamlib.tables.intake.rules import TEXTS, TOTALS_ROW, Rule, rule_of
from kamlib.tables.intake.settling import Settled, settle
from kamlib.tables.intake.values import literal

if TYPE_CHECKING:
    import duckdb

_HINTS = {
    "date missing or not readable": "is the date_format right?",
    "amount missing or not readable": "is the decimal mark right, and the column?",
    "date in the future": "is the as_of date right, and the order of day and month in date_format?",
}
_FIRST = 5


@dataclass(frozen=True)
class Taken:
    """What one file gave: its ledger entries, its column names, what was noticed, and the last day it holds.

    `findings` has a sentence for each reason, with rows and remedy; `currencies` the money of each currency.
    """

    table: str
    entries: tuple[Entry, ...]
    total: Entry
    names: tuple[str, ...]
    notes: tuple[str, ...]
    findings: tuple[str, ...]
    currencies: tuple[CurrencyMoney, ...]
    last_day: dt.date | None
    future: int


def take_source(
    connection: duckdb.DuckDBPyConnection,
    mapping: ClientMapping,
    source: Source,
    folder: Path,
    temporary: Path,
    keys: KeyFile | None = None,
) -> list[Taken]:
    """Read, judge and write the file of `source`: `<table>.parquet` and `set_aside_<table>.parquet` in `folder`.

    A questionnaire's sheet gives its answers and their codebook too. `temporary` takes what is made on the way. With `keys`,
    names and ids are replaced before anything is written. Leaves the table `judged` behind. Raises FileNotFoundError or
    ValueError, one sentence each.
    """
    raw = load_raw(connection, source, temporary)
    settled = settle(connection, mapping, source, raw)
    rules = judge(connection, mapping, source, raw, settled)
    total = _total(connection, source)
    entries = _entries(connection, source.table, rules)
    if not any(entry.rows for entry in entries if entry.reason == USED):
        raise ValueError(_nothing_used(connection, source, raw, entries))
    notes = (*settled.notes, *_losses(connection, source, raw, settled))
    currencies = _currencies(connection, mapping) if settled.priced else ()
    if keys is not None:
        replace_names(connection, keys)
    _check_contract(connection, CONTRACTS[source.table], source)
    written, names = _write(connection, source, raw, folder, keys is not None)
    if written != total.rows:
        raise RuntimeError(f"{source.file.name}: {written} rows were written of {total.rows}; please report this file.")
    future = sum(entry.rows for entry in entries if entry.reason == "date in the future")
    last_day = _last_day(connection, source)
    findings = _findings(source, entries, rules)
    taken = [Taken(source.table, entries, total, names, notes, findings, currencies, last_day, future)]
    if source.items:
        sheet = take_answers(connection, source, raw, folder, keys is not None)
        taken.append(Taken("answers", sheet.entries, sheet.total, HEADINGS, sheet.notes, sheet.findings, (), None, 0))
    connection.execute("DROP TABLE raw")
    return taken


def _total(connection: duckdb.DuckDBPyConnection, source: Source) -> Entry:
    rows = _one(connection, "SELECT count(*) FROM raw")[0]
    money, unread = _one(connection, "SELECT sum(money), count(*) FILTER (money IS NULL) FROM judged")
    if source.table != "orders":
        return Entry(source.table, "all", rows)
    return Entry(source.table, "all", rows, exact_sum([money]), unread)


def _entries(connection: duckdb.DuckDBPyConnection, table: str, rules: list[Rule]) -> tuple[Entry, ...]:
    found = connection.execute(
        f"SELECT coalesce(reason, {literal(USED)}), count(*), sum(money), count(*) FILTER (money IS NULL), "
        f"CASE WHEN reason IS NOT NULL THEN min(row, {_FIRST}) END FROM judged GROUP BY reason"
    ).fetchall()
    entries = [
        Entry(table, reason, rows, exact_sum([money]), unread, tuple(first or ()))
        if table == "orders"
        else Entry(table, reason, rows, first_rows=tuple(first or ()))
        for reason, rows, money, unread, first in found
    ]
    if all(entry.reason != USED for entry in entries):
        entries.append(Entry(table, USED, 0, exact_sum([]) if table == "orders" else None))
    places = {rule.reason: place for place, rule in enumerate(rules)}
    place = {e.reason: places.get(rule_of(e.reason, rules).reason, -1) for e in entries}
    return tuple(sorted(entries, key=lambda e: (e.reason != USED, place[e.reason], e.reason)))


def _findings(source: Source, entries: tuple[Entry, ...], rules: list[Rule]) -> tuple[str, ...]:
    """A sentence for each reason: file, column, rows and what to do."""
    sentences = []
    for entry in entries:
        if entry.reason == USED:
            continue
        rule = rule_of(entry.reason, rules)
        where = in_column(source.columns.get(rule.column)) + rows_in_words(list(entry.first_rows), entry.rows)
        plural = "s" if entry.rows > 1 else ""
        remedy = f": {rule.remedy}" if rule.remedy else ""
        sentences.append(f"{source.file.name}, {where}: {entry.rows:,} row{plural} set aside, {entry.reason}{remedy}.")
    return tuple(sentences)


def _currencies(connection: duckdb.DuckDBPyConnection, mapping: ClientMapping) -> tuple[CurrencyMoney, ...]:
    """The money of each currency in its own units, no total counted; empty where the client's own is the only one."""
    found = connection.execute(
        "SELECT code, count(*), sum(own_money), sum(own_money) FILTER (reason IS NULL), "
        "sum(own_money) FILTER (reason IS NOT NULL), sum(money) FILTER (reason IS NULL) FROM judged "
        f"WHERE own_money IS NOT NULL AND reason IS DISTINCT FROM {literal(TOTALS_ROW)} GROUP BY code ORDER BY count(*) DESC, code"
    ).fetchall()
    own = mapping.currency.upper()
    if all(code == own for code, *_ in found):
        return ()
    strange = [row for row in found if not (len(row[0]) == 3 and row[0].isalpha())]
    # What is no currency is no name to show: it may be anything that the column holds.
    rows = [(*row, row[0]) for row in found if row not in strange]
    rows += [(*row, "not readable") for row in strange]
    return tuple(
        CurrencyMoney(
            name,
            count,
            exact_sum([total]),
            exact_sum([used]),
            exact_sum([aside]),
            exact_sum([converted]),
            mapping.rates.table.get(code),
        )
        for code, count, total, used, aside, converted, name in rows
    )


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


def _write(
    connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw, folder: Path, hidden: bool
) -> tuple[int, tuple[str, ...]]:
    """Write the rows used and those set aside; return their number, and the columns of those set aside.

    Where names are hidden, a row set aside keeps what cannot hold one: its keys, its numbers and its dates.
    """
    table = CONTRACTS[source.table]
    columns = _columns(connection, table)
    used = _copy(
        connection, f"SELECT {', '.join(c.name for c in columns)} FROM judged WHERE reason IS NULL", folder, table.name
    )
    names, line, texts = raw.names, raw.text, [f"raw.{column}" for column in raw.columns]
    if hidden:
        kept = [column for column in columns if column.kind not in TEXTS or column.name in REPLACED]
        names, line = tuple(column.name for column in kept), "NULL"
        texts = [f"judged.{column.name} AS c{place}" for place, column in enumerate(kept)]
    aside = (
        f"SELECT judged.row, reason, money, CAST({line} AS VARCHAR) AS line, {', '.join(texts)} "
        "FROM judged JOIN raw ON raw.rowid = judged.place WHERE reason IS NOT NULL"
    )
    return used + _copy(connection, aside, folder, f"set_aside_{table.name}"), names


def _copy(connection: duckdb.DuckDBPyConnection, query: str, folder: Path, name: str) -> int:
    path = literal(str(folder / f"{name}.parquet"))
    return int(_one(connection, f"COPY ({query}) TO {path} (FORMAT parquet, COMPRESSION zstd)")[0])


def _losses(connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw, settled: Settled) -> list[str]:
    columns = [c for c in CONTRACTS[source.table].columns if c.name in settled.columns and c.kind not in TEXTS]
    said = [(f"unread_{c.name}", c.name, "values of {} could not be read and are left empty") for c in columns]
    said += [
        (f"rounded_{c.name}", c.name, "values of {} have more than six decimals and count to the millionth")
        for c in columns
        if c.kind != "time"
    ]
    said += [
        (f"assumed_{c.name}", c.name, f"empty values of {{}} count as {c.default:g}")
        for c in columns
        if c.default is not None
    ]
    said.append(
        (
            "place IN (SELECT place FROM repeats)",
            "",
            "of the rows used repeat an earlier row of the file in every column",
        )
    )
    if source.table == "orders" and "currency" in source.columns:
        said.append(
            (
                "extra_currency IS NULL AND money IS NOT NULL",
                "currency",
                "rows name no currency and count as the client's",
            )
        )
    counts = ", ".join(f"count(*) FILTER ({test}), min(row, {_FIRST}) FILTER ({test})" for test, _, _ in said)
    found = _one(connection, f"SELECT {counts} FROM judged WHERE reason IS NULL")
    notes = []
    for place, (_, ours, words) in enumerate(said):
        count, rows = found[2 * place : 2 * place + 2]
        if count:
            where = f"{source.file.name}, {in_column(source.columns.get(ours))}{rows_in_words(rows, count)}"
            remedy = "" if ours else '; to leave them out, write duplicate = "set aside" below [policies]'
            notes.append(f"{where}: {count:,} {words.format(ours)}{remedy}.")
    return notes


def _last_day(connection: duckdb.DuckDBPyConnection, source: Source) -> dt.date | None:
    required = [c.name for c in CONTRACTS[source.table].columns if c.kind == "time" and c.required]
    events = [name for name in ("answered_at", "invited_at") if name in source.columns] or required
    if not events:
        return None
    return _one(connection, f"SELECT CAST(max({events[0]}) AS DATE) FROM judged WHERE reason IS NULL")[0]


def derive_accounts(connection: duckdb.DuckDBPyConnection, extras: tuple[str, ...], folder: Path) -> None:
    """Write `accounts.parquet` from `judged`, orders or responses: one row an account, the most frequent name and region.

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
    accounts = "(SELECT DISTINCT account_id FROM judged WHERE reason IS NULL AND account_id IS NOT NULL) a"
    _copy(connection, f"SELECT {', '.join(columns)} FROM {accounts}{joins} ORDER BY 1", folder, "accounts")


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    found = connection.execute(query).fetchone()
    if found is None:
        raise RuntimeError(f"no answer to {query}")
    return found
