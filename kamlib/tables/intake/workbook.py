"""Excel and OpenDocument sheets as rows of text, with the row numbers the spreadsheet shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kamlib.tables.intake.lines import EMPTY_ROW, Record


def sheet_sizes(file: Path) -> dict[str, int]:
    """Return the rows of each sheet that holds anything, in the workbook's order."""
    with _workbook(file) as book:
        filled = {name: book.get_sheet_by_name(name).height for name in book.sheet_names}
    if not any(filled.values()):
        raise ValueError(f"{file.name} has no sheet that holds anything: ask for the file again.")
    return {name: rows for name, rows in filled.items() if rows}


def sheet_rows(file: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of `sheet` (default: the only one that holds anything), numbered as the spreadsheet does."""
    names = list(sheet_sizes(file))
    if sheet is None and len(names) > 1:
        raise ValueError(f'{file.name} has {len(names)} sheets ({", ".join(names)}): write sheet = "…" in the mapping.')
    if sheet is not None and sheet not in names:
        raise ValueError(f"{file.name} has no sheet {sheet!r} that holds anything: it has {', '.join(names)}.")
    with _workbook(file) as book:
        page = book.get_sheet_by_name(sheet or names[0])
        for number, cells in enumerate(page.to_python(skip_empty_area=False), start=1):
            yield number, [_text(cell) for cell in cells]


def sheet_records(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Record]:
    """Yield the rows below the header as records of `width` fields; empty rows at the end of the sheet are no rows."""
    empty: list[int] = []
    for number, cells in rows:
        if not any(cells):
            empty.append(number)
            continue
        yield from (Record(gone, [], EMPTY_ROW) for gone in empty)
        empty.clear()
        yield Record(number, (cells + [""] * width)[:width])


def merged_note(file: Path, sheet: str | None, header_row: int) -> tuple[str, ...]:
    """Return a sentence on cells that are merged below the header, where only the first of them holds the value."""
    with _workbook(file) as book:
        page = book.get_sheet_by_name(sheet or next(iter(sheet_sizes(file))))
        ranges = page.merged_cell_ranges or []  # None where the kind of workbook does not tell
    below = [_range(first, last) for first, last in ranges if last[0] >= header_row]
    if not below:
        return ()
    listed = ", ".join(below[:5]) + (", …" if len(below) > 5 else "")
    return (
        f"{file.name}: cells are merged below the header ({listed}): only the first of them holds the value; unmerge "
        "them, fill the value down where it is meant for each row, and save again.",
    )


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{_letters(first[1])}{first[0] + 1}:{_letters(last[1])}{last[0] + 1}"


def _letters(column: int) -> str:
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _workbook(file: Path) -> Any:
    import python_calamine

    try:
        return python_calamine.load_workbook(str(file))
    except python_calamine.PasswordError:
        raise ValueError(f"{file.name} is locked with a password: save it without one.") from None
    except (python_calamine.CalamineError, OSError) as error:
        raise ValueError(f"{file.name} cannot be read as a spreadsheet ({error}): save it as .xlsx or CSV.") from None


def _text(cell: object) -> str:
    # A spreadsheet holds every number as a float and every day as a moment: what it shows is what is meant.
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")
