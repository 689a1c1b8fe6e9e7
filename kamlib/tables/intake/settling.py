"""Settle how one file is to be read before any of it is: its columns found, what the mapping leaves out decided.

Where the mapping is silent and the file leaves the matter open, the answer is a question in one sentence.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS, Column
from kamlib.tables.intake.currencies import any_marked_sql
from kamlib.tables.intake.lines import find_delimiter
from kamlib.tables.intake.mapping import EXTRA_COLUMNS, ClientMapping, Source
from kamlib.tables.intake.noticing import notice_header, notice_ids
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.sniffing import (
    Finding,
    carries_offsets,
    count_without_offset,
    find_date_format,
    find_decimal,
)
from kamlib.tables.intake.values import ISO, padded_sql, plain_number_sql
from kamlib.tables.policies import EXACT

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Settled:
    """How a file is read: our columns with their SQL names in `raw`, the marks and formats, and what was noticed.

    `formats` are those of each column of dates. `floats` are the ids that came as fractions, `padded` the columns with
    blanks to trim, `written` the numbers with more to them than digits, a sign and a decimal mark, `marked` the amounts
    with a currency beside them: what a column does not need, no row of it pays for. `priced`: each order line has a
    currency of its own.
    """

    columns: dict[str, str]
    decimal: str
    formats: dict[str, tuple[str, ...]]
    floats: frozenset[str]
    padded: frozenset[str]
    written: frozenset[str]
    marked: frozenset[str]
    priced: bool
    notes: tuple[str, ...]


def settle(connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, source: Source, raw: Raw) -> Settled:
    """Return how the table `raw`, loaded from `source`, is to be read.

    Raises ValueError, in one sentence, for a column that is not there and for every matter left open.
    """
    _check_shape(connection, source, raw)
    columns = {ours: raw.column(_found(ours, theirs, source, raw)) for ours, theirs in source.columns.items()}
    notes = [*_encoding_note(mapping, source, raw), *raw.notes, *notice_header(source, raw)]
    kinds = {column.name: column.kind for column in CONTRACTS[source.table].columns}
    numbers = {ours: column for ours, column in columns.items() if kinds.get(ours) in ("money", "number", "whole")}
    decimal = source.decimal or _decimal(connection, source, list(numbers.values()), raw.delimiter is not None)
    formats = _all_formats(connection, mapping, source, columns, notes)
    floats, said = notice_ids(connection, mapping, source, raw, columns)
    notes += said
    written = _where(
        connection,
        {n: f"count({column}) > count({plain_number_sql(column, decimal)})" for n, column in numbers.items()},
    )
    amounts = {n: c for n, c in columns.items() if n in written and kinds[n] == "money" and source.table == "orders"}
    marked = _where(connection, {ours: any_marked_sql([column]) for ours, column in amounts.items()})
    texts = {ours: column for ours, column in columns.items() if ours not in numbers}
    if mapping.policies.id_spelling == EXACT:
        texts = {ours: column for ours, column in texts.items() if kinds.get(ours) != "id"}
    padded = written | _where(connection, {ours: f"bool_or({padded_sql(column)})" for ours, column in texts.items()})
    priced = source.table == "orders" and ("currency" in columns or bool(marked))
    return Settled(columns, decimal, formats, frozenset(floats), padded, written, marked, priced, tuple(notes))


def _encoding_note(mapping: ClientMapping, source: Source, raw: Raw) -> list[str]:
    if raw.encoding is None or not raw.encoding.others:
        return []
    # The reason quotes the file, which a pseudonymised client's cache may not.
    why = "" if mapping.key_file else f" ({raw.encoding.reason})"
    others = " or ".join(raw.encoding.others)
    return [f"{source.file.name} is read as {raw.encoding.name}{why}; it could be {others}."]


def _all_formats(
    connection: duckdb.DuckDBPyConnection,
    mapping: ClientMapping,
    source: Source,
    columns: dict[str, str],
    notes: list[str],
) -> dict[str, tuple[str, ...]]:
    """The formats of each column of dates, and a note where their offsets matter."""
    formats = {}
    for column in CONTRACTS[source.table].columns:
        if column.kind != "time" or column.name not in columns:
            continue
        sql = columns[column.name]
        formats[column.name] = source.date_formats or _formats(connection, source, column, sql)
        example = carries_offsets(connection, sql)
        if example is None:
            continue
        where = f"{source.file.name}, column {source.columns[column.name]!r}: "
        if mapping.time_zone == "UTC":
            notes.append(
                f"{where}the dates carry offsets ({example}) and are read as days in UTC: set time_zone to the client's."
            )
        if bare := count_without_offset(connection, sql):
            notes.append(
                f"{where}{bare:,} dates carry no offset while others do: they are read as local times of "
                f"{mapping.time_zone}."
            )
    return formats


def _where(connection: duckdb.DuckDBPyConnection, tests: dict[str, str]) -> frozenset[str]:
    if not tests:
        return frozenset()
    found = connection.execute(f"SELECT {', '.join(tests.values())} FROM raw").fetchone() or ()
    return frozenset(name for name, true in zip(tests, found, strict=True) if true)


def _check_shape(connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw) -> None:
    name = source.file.name
    other = find_delimiter([raw.names[0]]) if len(raw.names) == 1 else None
    if other is not None:
        raise ValueError(
            f'{name} has one column, {raw.names[0][:60]!r}: the delimiter is probably {other!r}; write delimiter = "…".'
        )
    if raw.problem == "NULL":
        return
    found = connection.execute("SELECT count(*), count(problem), any_value(problem) FROM raw").fetchone()
    if found and found[0] == found[1]:
        raise ValueError(
            f"No line of {name} has the {len(raw.names)} fields of its header ({found[2]}): "
            f"is its delimiter {raw.delimiter!r}, and is its header in row {source.header_row}?"
        )


def _found(ours: str, theirs: str, source: Source, raw: Raw) -> str:
    name = " ".join(theirs.split())
    if name in raw.names:
        return name
    near = difflib.get_close_matches(name, raw.names, 1, 0.5)
    near = near or [known for known in raw.names if known.casefold() == name.casefold()]
    meant = f" (nearest: {near[0]!r})" if near else ""
    listed = ", ".join(raw.names[:30]) + (", …" if len(raw.names) > 30 else "")
    raise ValueError(
        f"{source.file.name} has no column {theirs!r}{meant}: it has {listed}. Write which of them is {ours} below "
        f"[{source.table}.columns] in the mapping."
    )


def _decimal(connection: duckdb.DuckDBPyConnection, source: Source, amounts: list[str], written: bool) -> str:
    if not amounts:
        return "."
    finding = find_decimal(connection, amounts, written)
    if finding.value is None:
        raise ValueError(
            f"Which decimal mark has {source.file.name}? {_sentence(finding)}: "
            f'write decimal = "." or decimal = "," below [{source.table}].'
        )
    return str(finding.value)


def _formats(connection: duckdb.DuckDBPyConnection, source: Source, ours: Column, column: str) -> tuple[str, ...]:
    finding = find_date_format(connection, column)
    if finding.value is None and ours.missing and len(finding.choices) < 2:
        return finding.choices or (ISO,)  # a column that may be empty refuses no file; what it holds unread is counted
    if finding.value is None:
        choices = finding.choices or ("%d.%m.%Y", "%Y-%m-%d %H:%M")
        written = " or ".join(f'"{choice}"' for choice in choices)
        raise ValueError(
            f"How are the dates of {source.columns[ours.name]!r} in {source.file.name} written? {_sentence(finding)}: "
            f"write date_format = {written} below [{source.table}]."
        )
    return tuple(finding.value)


def _sentence(finding: Finding) -> str:
    return finding.reason[:1].upper() + finding.reason[1:]


def extras_of(source: Source) -> tuple[str, ...]:
    """Return the mapped columns that are no part of the table's contract, such as the customer's name on an order."""
    return tuple(name for name in source.columns if name in EXTRA_COLUMNS.get(source.table, {}))
