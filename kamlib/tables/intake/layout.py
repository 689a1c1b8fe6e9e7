"""Where in a file the table stands: its encoding, its delimiter or sheet, and the row of its header."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kamlib.tables.intake.encodings import find_encoding
from kamlib.tables.intake.lines import DELIMITERS, open_text
from kamlib.tables.intake.mapping import Source
from kamlib.tables.intake.opening import kind_of
from kamlib.tables.intake.workbook import sheet_rows, sheet_sizes

_HEAD = 60
_IN_WORDS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_LOOKS_LIKE_DATA = re.compile(r"[-+]?\d[\d.,]*|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*")


def find_layout(file: Path) -> tuple[Source, dict[str, str], dict[str, tuple[str, str]]]:
    """Return a source with the file's layout and no columns yet, the reasons, and the questions left open.

    Raises FileNotFoundError or ValueError, one sentence each, when there is no table to be found.
    """
    kind = kind_of(file)
    source = Source("orders", file, {})
    if kind == "parquet":
        return source, {}, {}
    if kind == "workbook":
        return _sheet_layout(source)
    return _text_layout(source)


def find_header(rows: list[list[str]]) -> int:
    """Return which row, from 1, is the header: the first that fills nearly as many fields as most rows do.

    >>> find_header([["Sales 2024", "", ""], ["", "", ""], ["order", "day", "sum"], ["A1", "2024-01-05", "3"]])
    3
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = Counter(count for count in filled if count > 1).most_common(1)
    if not usual:
        return 1
    return 1 + next(place for place, count in enumerate(filled) if count >= max(2, 0.8 * usual[0][0]))


def _text_layout(source: Source) -> tuple[Source, dict[str, str], dict[str, tuple[str, str]]]:
    encoding = find_encoding(source.file)
    with open_text(source.file, encoding.name) as text:
        head = list(itertools.islice(text, _HEAD))
    if not any(line.strip() for line in head):
        raise ValueError(f"{source.file.name} holds nothing but blanks: ask for the file again.")
    parsed = {delimiter: _parsed(head, delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: _regularity(parsed[mark]))
    rows = parsed[delimiter]
    if _regularity(rows)[1] < 2:
        raise ValueError(
            f"{source.file.name} shows no columns: no line is parted by , ; | or a tab; "
            f"it begins {head[0].strip()[:60]!r}."
        )
    header = find_header(rows)
    reasons = {
        "orders.encoding": encoding.reason + (f"; could be {' or '.join(encoding.others)}" if encoding.others else ""),
        "orders.delimiter": f"{_IN_WORDS[delimiter]} parts {_regularity(rows)[1]} columns",
        "orders.header_row": "what stands above it is a title",
    }
    found = replace(source, encoding=encoding.name, delimiter=delimiter, header_row=header)
    return found, reasons, _doubt(rows[header - 1])


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return [line.rstrip("\n").split(delimiter) for line in lines]


def _regularity(rows: list[list[str]]) -> tuple[float, int]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 0
    width, count = widths.most_common(1)[0]
    # A decimal comma parts nearly every line in two: many columns weigh more than a few lines that do not fit.
    return count / len(rows) * (1 - 1 / width), width


def _sheet_layout(source: Source) -> tuple[Source, dict[str, str], dict[str, tuple[str, str]]]:
    sizes = sheet_sizes(source.file)
    sheet = max(sizes, key=lambda name: sizes[name])
    rows = [cells for _, cells in itertools.islice(sheet_rows(source.file, sheet), _HEAD)]
    header = find_header(rows)
    reasons = {"orders.header_row": "what stands above it is a title"}
    if len(sizes) > 1:
        others = ", ".join(name for name in sizes if name != sheet)
        reasons["orders.sheet"] = f"the longest of {len(sizes)} sheets; the others are {others}"
    found = replace(source, sheet=sheet if len(sizes) > 1 else None, header_row=header)
    return found, reasons, _doubt(rows[header - 1])


def _doubt(header: list[str]) -> dict[str, tuple[str, str]]:
    data = [cell for cell in header if _LOOKS_LIKE_DATA.fullmatch(cell.strip())]
    if not data:
        return {}
    question = f"The header row holds {data[0]!r}: has the file a header at all? If not, put one in as its first row."
    return {"orders.header_row": (question, "")}
