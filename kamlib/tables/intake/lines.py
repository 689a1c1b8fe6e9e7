"""Text lines to records: the header, the delimiter, and a careful reading that loses no line however it is broken.

The careful reading is the second way in, for files that the fast reader does not account for line by line: a record
that does not fit the header is given back with the reason, and reading goes on with the very next line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kamlib.tables.intake.encodings import LEGACY, find_encoding
from kamlib.tables.intake.opening import open_bytes

BROKEN_QUOTES = "broken quotes"
TOO_FEW = "too few fields"
TOO_MANY = "too many fields"
EMPTY_ROW = "empty row"
DELIMITERS = (",", ";", "\t", "|")
_LONGEST_RECORD = 100  # lines; a quote left open longer than this is taken for a broken one


@dataclass(frozen=True)
class Record:
    """One row as a spreadsheet would show it: its number, its fields, or why it has none and the text it came from."""

    row: int
    fields: list[str]
    problem: str = ""
    text: str = ""


@contextmanager
def open_text(file: Path, encoding: str) -> Iterator[TextIO]:
    """Open the text in `file` with every line ending as a line feed; a ValueError says which encoding it is not in."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        known = ", ".join(("utf-8", "utf-16", *LEGACY))
        raise ValueError(f"encoding is {encoding!r}, which is unknown: write one of {known}.") from None
    try:
        codec = "utf-8-sig" if encoding == "utf-8" else encoding  # the mark at the head is no part of a name
        with open_bytes(file) as stream, io.TextIOWrapper(stream, codec, newline=None) as text:
            yield text
    except UnicodeError:
        raise ValueError(_wrong_encoding(file, encoding)) from None


def _wrong_encoding(file: Path, encoding: str) -> str:
    found = find_encoding(file)
    if found.name == encoding:
        return f"{file.name} changes its encoding on the way: save it again as UTF-8."
    others = f" or {', '.join(found.others)}" if found.others else ""
    return f'{file.name} is not in {encoding}: write encoding = "{found.name}"{others} in the mapping ({found.reason}).'


def find_delimiter(lines: list[str]) -> str | None:
    """Return the delimiter under which most lines have as many fields as the first; None where there is none.

    >>> find_delimiter(["order;amount", "A1;12,50", "A2;3,00"])
    ';'
    """

    def agreement(delimiter: str) -> tuple[float, int]:
        widths = [len(fields) for fields in csv.reader(lines, delimiter=delimiter) if fields]
        width = widths[0] if widths else 0
        return (sum(other == width for other in widths) / len(widths) if width > 1 else 0.0, width)

    best = max(DELIMITERS, key=agreement)
    return best if agreement(best)[1] > 1 else None


def read_header(text: TextIO, delimiter: str, header_row: int, where: str) -> list[str]:
    """Read `text` up to and including its header row; return the columns' names, each one once."""
    rows = csv.reader(iter(text.readline, ""), delimiter=delimiter)
    try:
        for _ in range(header_row - 1):
            next(rows)
        return unique_names(next(rows))
    except StopIteration:
        raise ValueError(f"{where} has no row {header_row}: it is empty, or its header stands higher up.") from None
    except csv.Error as error:
        raise ValueError(f"{where} has no header that can be read ({error}): is it a table at all?") from None


def unique_names(names: Iterable[str]) -> list[str]:
    """Return header names that differ: trimmed, blank ones named by their place, repeated ones counted.

    >>> unique_names(["id", " id", ""])
    ['id', 'id (2)', 'column 3']
    """
    seen: dict[str, int] = {}
    unique = []
    for place, given in enumerate(names, start=1):
        name = " ".join(given.split()) or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def careful_records(lines: Iterable[str], delimiter: str, width: int, header_row: int) -> Iterator[Record]:
    """Yield every row below the header, fit or unfit; blank lines at the very end are no rows.

    A quoted field may run over several lines. Where it swallows whole rows, or never ends, its first line alone is
    unfit and the lines after it are read anew.

    >>> [r.problem for r in careful_records(['1,"2,3\\n', "4,5,6\\n", "7,8\\n"], ",", 3, 1)]
    ['broken quotes', '', 'too few fields']
    """
    feed = _Feed(lines)
    row, blanks = header_row, 0
    while feed.more():
        row += 1
        if not feed.waiting[0].strip():
            feed.waiting.popleft()
            blanks += 1
            continue
        yield from (Record(row - blanks + gone, [], EMPTY_ROW) for gone in range(blanks))
        blanks = 0
        yield _next_record(feed, delimiter, width, row)


class _Feed:
    """Lines that can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = iter(lines)
        self.waiting: deque[str] = deque()

    def more(self) -> bool:
        if not self.waiting:
            self.waiting.extend(line for line in (next(self.lines, None),) if line is not None)
        return bool(self.waiting)

    def take(self, into: list[str]) -> Iterator[str]:
        while len(into) < _LONGEST_RECORD and self.more():
            into.append(self.waiting.popleft())
            yield into[-1]


def _next_record(feed: _Feed, delimiter: str, width: int, row: int) -> Record:
    if '"' not in feed.waiting[0]:
        line = feed.waiting.popleft().rstrip("\n")
        return _fitted(line.split(delimiter), width, row, line)
    taken: list[str] = []
    try:
        fields = next(csv.reader(feed.take(taken), delimiter=delimiter, strict=True))
        whole = len(taken) == 1 or (len(fields) == width and not _swallows_rows(taken[1:-1], delimiter, width))
    except csv.Error:
        whole = False
    if whole:
        return _fitted(fields, width, row, "".join(taken).rstrip("\n"))
    feed.waiting.extendleft(reversed(taken[1:]))
    return Record(row, [], BROKEN_QUOTES, taken[0].rstrip("\n"))


def _swallows_rows(inner: list[str], delimiter: str, width: int) -> bool:
    # Prose puts a space behind its commas; a row swallowed by an open quote has exactly the header's delimiters.
    return any(line.count(delimiter) == width - 1 and f"{delimiter} " not in line for line in inner if width > 1)


def _fitted(fields: list[str], width: int, row: int, text: str) -> Record:
    if len(fields) > width and not any(fields[width:]):
        fields = fields[:width]
    if len(fields) == width:
        return Record(row, fields)
    return Record(row, [], TOO_FEW if len(fields) < width else TOO_MANY, text)
