"""A client's file as a DuckDB table of texts, `raw`: every row of the file, none of it interpreted yet.

The fast way in is DuckDB's own CSV reader, trusted only when it accounts for every line of the file; else the careful
reading of `lines` takes over. Excel goes the careful way, Parquet has texts made of its values.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kamlib.tables.intake.encodings import Encoding, find_encoding
from kamlib.tables.intake.lines import (
    Record,
    careful_records,
    find_delimiter,
    open_text,
    read_header,
    unique_names,
)
from kamlib.tables.intake.mapping import Source
from kamlib.tables.intake.opening import kind_of
from kamlib.tables.intake.values import literal
from kamlib.tables.intake.workbook import merged_note, sheet_records, sheet_rows

if TYPE_CHECKING:
    import duckdb

_BLOCK = 1 << 20
_HEAD_LINES = 50


@dataclass(frozen=True)
class Raw:
    """What the table `raw` holds: the file's column names, and SQL for the row number, the fault and the faulty text.

    Column i of the file is `c{i}`; an empty text is NULL.
    """

    names: tuple[str, ...]
    row: str
    problem: str
    text: str
    encoding: Encoding | None = None
    delimiter: str | None = None
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> str:
        """Return the SQL name of the file's column `name`."""
        return f"c{self.names.index(name)}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The SQL names of all columns of the file."""
        return tuple(f"c{place}" for place in range(len(self.names)))


@contextmanager
def open_reader(spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection in which the rows of a table stand in the order of their file; `spill` takes what is too large."""
    from kamlib.tables.engine import connect

    with connect() as connection:
        connection.execute("SET preserve_insertion_order = true")
        if spill is not None:
            connection.execute(f"SET temp_directory = {literal(str(spill / 'spill'))}")
        yield connection


def load_raw(connection: duckdb.DuckDBPyConnection, source: Source, folder: Path) -> Raw:
    """Read the file of `source` into the table `raw`, with `folder` for temporary files, and describe it.

    Raises FileNotFoundError or ValueError, one sentence each, when the file holds no table with rows.
    """
    kind = kind_of(source.file)
    connection.execute("DROP TABLE IF EXISTS raw")
    if kind == "parquet":
        raw = _load_parquet(connection, source)
    elif kind == "workbook":
        raw = _load_workbook(connection, source, folder)
    else:
        raw = _load_text(connection, source, folder)
    if not _count(connection):
        raise ValueError(f"{source.file.name} has a header but no rows below it: ask for the file again.")
    return raw


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT count(*) FROM raw").fetchone()
    return int(found[0]) if found else 0


def _load_parquet(connection: duckdb.DuckDBPyConnection, source: Source) -> Raw:
    import duckdb

    try:
        relation = connection.read_parquet(str(source.file))
    except duckdb.Error:
        raise ValueError(f"{source.file.name} is a damaged Parquet file: ask for it again.") from None
    names = relation.columns
    texts = ", ".join(f"CAST({_quoted(name)} AS VARCHAR) AS c{place}" for place, name in enumerate(names))
    connection.execute(f"CREATE TEMP TABLE raw AS SELECT {texts} FROM read_parquet(?)", [str(source.file)])
    return Raw(tuple(unique_names(names)), "rowid + 2", "NULL", "NULL")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _load_workbook(connection: duckdb.DuckDBPyConnection, source: Source, folder: Path) -> Raw:
    rows = sheet_rows(source.file, source.sheet)
    header = next(itertools.islice(rows, source.header_row - 1, None), None)
    if header is None:
        raise ValueError(f"{source.file.name} has no row {source.header_row}, where its header should stand.")
    cells = header[1]
    while cells and not cells[-1]:
        cells.pop()
    names = unique_names(cells)
    raw = _load_records(connection, sheet_records(rows, len(names)), names, folder / "sheet.csv")
    return replace(raw, notes=merged_note(source.file, source.sheet, source.header_row))


def _load_text(connection: duckdb.DuckDBPyConnection, source: Source, folder: Path) -> Raw:
    file = source.file
    encoding = Encoding(source.encoding, "the mapping says so") if source.encoding else find_encoding(file)
    delimiter = source.delimiter or sniff_delimiter(file, encoding.name, source.header_row)
    decoded = folder / "decoded.csv"
    with open_text(file, encoding.name) as text:
        names = read_header(text, delimiter, source.header_row, file.name)
        lines = _copy(text, decoded, file)
    raw = _load_fast(connection, decoded, names, delimiter, lines, source.header_row)
    if raw is None:
        with decoded.open(encoding="utf-8", newline="\n") as text:
            records = careful_records(text, delimiter, len(names), source.header_row)
            raw = _load_records(connection, records, names, folder / "careful.csv")
    decoded.unlink()
    return Raw(raw.names, raw.row, raw.problem, raw.text, encoding, delimiter)


def sniff_delimiter(file: Path, encoding: str, header_row: int) -> str:
    """Return the delimiter that the file's own first lines show; a ValueError asks for it where they show none."""
    with open_text(file, encoding) as text:
        head = list(itertools.islice(text, header_row - 1, header_row - 1 + _HEAD_LINES))
    found = find_delimiter(head)
    if found is None:
        begins = head[0].strip()[:60] if head else ""
        raise ValueError(
            f"{file.name} shows no columns: no line is parted by , ; | or a tab; row {header_row} is {begins!r}."
        )
    return found


def _copy(text: TextIO, decoded: Path, file: Path) -> int:
    """Write the rest of `text` as UTF-8 and return its number of lines, without blank ones at the end."""
    lines, tail = 0, "\n"
    with decoded.open("w", encoding="utf-8", newline="") as out:
        while block := text.read(_BLOCK):
            if "\x00" in block:
                raise ValueError(f"{file.name} holds bytes that are no text: is its encoding the one named?")
            lines += block.count("\n")
            out.write(block)
            tail = (tail + block)[-4096:]
    blank = len(tail) - len(tail.rstrip("\n")) - 1
    return lines - blank


def _load_fast(
    connection: duckdb.DuckDBPyConnection, decoded: Path, names: list[str], delimiter: str, lines: int, header_row: int
) -> Raw | None:
    """Load with DuckDB's CSV reader; None unless every line of the file came out as one row."""
    import duckdb

    try:
        _read_csv(connection, decoded, [f"c{place}" for place in range(len(names))], delimiter)
    except duckdb.Error:
        connection.execute("DROP TABLE IF EXISTS raw")
        return None
    if _count(connection) != lines:
        connection.execute("DROP TABLE raw")
        return None
    return Raw(tuple(names), f"rowid + {header_row + 1}", "NULL", "NULL")


def _load_records(
    connection: duckdb.DuckDBPyConnection, records: Iterable[Record], names: list[str], path: Path
) -> Raw:
    blank = [""] * len(names)
    written = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for record in records:
            writer.writerow([record.row, record.problem, record.text, *(record.fields or blank)])
            written += 1
    _read_csv(connection, path, ["n", "problem", "line", *(f"c{place}" for place in range(len(names)))], ",")
    path.unlink()
    if _count(connection) != written:
        raise RuntimeError(f"{written} rows were written and {_count(connection)} read back: please report this file.")
    return Raw(tuple(names), "CAST(n AS BIGINT)", "problem", "line")


def _read_csv(connection: duckdb.DuckDBPyConnection, path: Path, columns: list[str], delimiter: str) -> None:
    # Everything is named, nothing guessed: a reader that guesses types reads "NA" and "007" as it likes.
    typed = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    connection.execute(
        f"CREATE TEMP TABLE raw AS SELECT * FROM read_csv($path, delim = $delimiter, quote = '\"', escape = '\"', "
        f"header = false, auto_detect = false, all_varchar = true, max_line_size = 16777216, columns = {{{typed}}})",
        {"path": str(path), "delimiter": delimiter},
    )
