"""What is worth knowing of a file though it refuses nothing: ids that a spreadsheet changed, or that look alike.

Each sentence names the file, the column and the rows, and what to do. Where a client is pseudonymised no sentence
quotes a value: the row numbers lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.sniffing import read_as_floats
from kamlib.tables.intake.values import text_sql
from kamlib.tables.policies import EXACT, MERGE, TRIM

if TYPE_CHECKING:
    import duckdb

_FIRST = 5
_FOLDED = "upper(regexp_replace(x, '[\\s\\x{A0}\\x{200B}\\x{FEFF}]', '', 'g'))"
_POWER = "'\\s*\\d(\\.\\d+)?[eE]\\+\\d+\\s*'"
_WHAT_NEXT = {
    TRIM: 'if they are one, write id_spelling = "merge" below [policies]',
    EXACT: 'if they are one, write id_spelling = "merge" below [policies]',
    MERGE: 'they are read as one, as id_spelling = "merge" says; if they are not, write "trim"',
}


def rows_in_words(rows: list[int], count: int) -> str:
    """Return row numbers as people read them.

    >>> rows_in_words([3, 17], 2), rows_in_words([3], 1), rows_in_words([3, 17], 1200)
    ('rows 3, 17', 'row 3', 'rows 3, 17, …')
    """
    listed = ", ".join(f"{row:,}" if row >= 10_000 else str(row) for row in rows)
    return f"row{'s' if count > 1 else ''} {listed}{', …' if count > len(rows) else ''}"


def in_column(theirs: str | None) -> str:
    """Return how a sentence names a column of the file; nothing where it is about none."""
    return f"column {theirs!r}, " if theirs else ""


def notice_ids(
    connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, source: Source, raw: Raw, columns: dict[str, str]
) -> tuple[list[str], list[str]]:
    """Return the id columns of ours that came as fractions, and the sentences on all id columns."""
    kinds = {column.name: column.kind for column in CONTRACTS[source.table].columns}
    floats, notes = [], []
    for ours, column in columns.items():
        if kinds.get(ours) != "id":
            continue
        where = f"{source.file.name}, column {source.columns[ours]!r}: "
        mangled = read_as_floats(connection, column)
        if mangled:
            floats.append(ours)
            rows = _rows(connection, raw, f"regexp_full_match({text_sql(column)}, '-?\\d+\\.0+')", mangled)
            notes.append(
                f"{where}{mangled:,} values of {ours} are whole numbers written as fractions ({rows}): "
                "17850.0 is read as 17850."
            )
        powers = _count(connection, f"regexp_full_match({column}, {_POWER})")
        if powers:
            rows = _rows(connection, raw, f"regexp_full_match({column}, {_POWER})", powers)
            notes.append(
                f"{where}{powers:,} values of {ours} are written as a power of ten, such as 1E+05 ({rows}): a "
                "spreadsheet cut their digits off, and different ones may look the same; ask for the column as text."
            )
        if ours != "order_id":
            notes += _alike(connection, mapping, raw, where, ours, column)
    return floats, notes


def _alike(
    connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, raw: Raw, where: str, ours: str, column: str
) -> list[str]:
    """Sentences on ids that differ only in blanks around them, and on those that differ in case or blanks inside."""
    policy, trimmed = mapping.policies.id_spelling, text_sql("x")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE spelled AS SELECT x, {trimmed} AS bare, {_FOLDED} AS folded, n, first "
        f"FROM (SELECT {column} AS x, count(*) AS n, min({raw.row}) AS first FROM raw GROUP BY 1) "
        f"WHERE {trimmed} IS NOT NULL"
    )
    notes = []
    padded, lines, rows, both = _one(
        connection,
        f"SELECT count(*), sum(n), min(first, {_FIRST}), count(*) FILTER (bare IN (SELECT x FROM spelled)) "
        "FROM spelled WHERE x <> bare",
    )
    if padded:
        what = "is another id, as id_spelling says" if policy == EXACT else "is no part of it"
        also = f", and {both:,} of them also stand without" if both else ""
        notes.append(
            f"{where}{lines:,} values of {ours} have blanks around them ({rows_in_words(rows, lines)}){also}: a blank {what}."
        )
    groups, first, example = _one(
        connection,
        f"SELECT count(*), min(first, {_FIRST}), any_value(spellings) FROM ("
        "SELECT folded, max(first) AS first, list(DISTINCT bare ORDER BY bare) AS spellings "
        "FROM spelled GROUP BY folded HAVING count(DISTINCT bare) > 1)",
    )
    if groups:
        shown = "" if mapping.key_file else ", such as " + " and ".join(repr(one) for one in example[:2])
        notes.append(
            f"{where}{groups:,} ids of {ours} come in spellings that differ only in case or blanks{shown} "
            f"({rows_in_words(first, groups)}): {_WHAT_NEXT[policy]}."
        )
    return notes


def notice_header(source: Source, raw: Raw) -> list[str]:
    """Sentences on names that stand twice in the header and are used."""
    twice = [name for name in dict.fromkeys(source.columns.values()) if f"{name} (2)" in raw.names]
    return [
        f"{source.file.name}, row {source.header_row}: the header names {name!r} more than once and the first is read; "
        f"the next is {name + ' (2)'!r} in the mapping."
        for name in twice
    ]


def _count(connection: duckdb.DuckDBPyConnection, condition: str) -> int:
    return int(_one(connection, f"SELECT count(*) FILTER ({condition}) FROM raw")[0])


def _rows(connection: duckdb.DuckDBPyConnection, raw: Raw, condition: str, count: int) -> str:
    return rows_in_words(_one(connection, f"SELECT min({raw.row}, {_FIRST}) FROM raw WHERE {condition}")[0], count)


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    return connection.execute(query).fetchone() or ()
