"""What fits on a slide: text packed into at most a dozen lines, tables cut to columns and rows that can be read.

A picture takes a slide of its own, so that it can be large. Used for the slides of every lesson.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamlib.course.editions.sieve import LINE, Block, Heading, Picture, Table, Text

MOST = 12
"""Lines on a slide, its heading and the line above that included."""
_HEADING_LINE = 44
_BRIEF, _LARGER = 9, 1.25  # lines up to which a slide's text is written larger, and by how much
_GAP = 3  # letters' room between two columns
_NARROW = 14  # letters a column gets at least, where it has that many
_REST = Text("<em>The first rows or columns; the lesson has the rest.</em>", 50)


def heading_lines(text: str) -> int:
    """Return how many lines a slide's heading takes.

    >>> heading_lines("6 · What is it worth to treat tiers differently?")
    2
    """
    return max(1, math.ceil(len(text) / _HEADING_LINE))


def pack(blocks: Iterable[Block], room: int) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks in portions of at most `room` lines; a picture is a portion of its own.

    A ValueError quotes a paragraph that takes more lines than there are.

    >>> [len(portion) for portion in pack([Text("a", 5 * LINE), Text("b", 5 * LINE), Text("c", LINE)], 10)]
    [2, 1]
    """
    portion: list[Block] = []
    used = 0
    for block in _fitting(blocks, room):
        takes = lines_of(block)
        if portion and (used + takes > room or isinstance(block, Picture) or isinstance(portion[-1], Picture)):
            yield tuple(portion)
            portion, used = [], 0
        portion.append(block)
        used += takes
    if portion:
        yield tuple(portion)


def may_be_larger(heading: str, blocks: Sequence[Block]) -> bool:
    """Return whether a slide says so little that it may be written a quarter larger and still fit.

    >>> may_be_larger("One", [Text("a", 5 * LINE)]), may_be_larger("One", [Text("a", 9 * LINE)])
    (True, False)
    """
    tables = [block for block in blocks if isinstance(block, Table)]
    narrow = all(_LARGER * sum(longest + _GAP for longest in _longest(table)) <= LINE for table in tables)
    return narrow and heading_lines(heading) + sum(map(lines_of, blocks)) <= _BRIEF


def lines_of(block: Block) -> int:
    """Return how many lines of text a block takes on a slide; a picture takes those of its caption."""
    if isinstance(block, Text):
        return block.lines
    if isinstance(block, Table):
        widths = _widths(block)
        return sum(_row_lines(row, widths) for row in (*([block.heads] if any(block.heads) else []), *block.rows))
    return heading_lines(block.text) if isinstance(block, Heading) else int(bool(block.caption))


def _fitting(blocks: Iterable[Block], room: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Text) and block.lines > room:
            raise ValueError(
                f"the paragraph «{block.html[:40]}…» takes {block.lines} lines on a slide and {room} fit: divide it."
            )
        if isinstance(block, Table):
            yield from _cut(block, room)
        else:
            yield block


def _cut(table: Table, room: int) -> Iterator[Block]:
    """Yield a table without its empty columns and mere row numbers: whole, in two pieces, or its first rows and columns and a remark."""
    said = [place for place in range(len(_longest(table))) if any(row[place : place + 1] > ("",) for row in table.rows)]
    if _only_counts(table) and len(said) > 1:
        said = said[1:]
    table = _columns(table, said)
    narrow = _narrowed(table)
    pieces = _pieces(narrow, room)
    if len(pieces) > 2:
        pieces = _pieces(narrow, room - 1)[:1]
    yield from pieces
    if sum(len(piece.rows) for piece in pieces) < len(table.rows) or len(_longest(narrow)) < len(_longest(table)):
        yield _REST


def _only_counts(table: Table) -> bool:
    """Return whether the first column is the row numbers that pandas gives a table without names."""
    return table.heads[:1] == ("",) and [row[0] for row in table.rows] == [
        str(place) for place in range(len(table.rows))
    ]


def _narrowed(table: Table) -> Table:
    """Return a table with as many of its first columns as can be read side by side."""
    total, kept = 0, 0
    for width in (min(longest, _NARROW) + _GAP for longest in _longest(table)):
        total += width
        if total > LINE and kept:
            break
        kept += 1
    return _columns(table, range(kept))


def _columns(table: Table, places: Iterable[int]) -> Table:
    kept = list(places)
    heads, *rows = (tuple(row[place] for place in kept if place < len(row)) for row in (table.heads, *table.rows))
    return Table(heads, tuple(rows))


def _pieces(table: Table, room: int) -> list[Table]:
    widths, pieces = _widths(table), []
    used = top = _row_lines(table.heads, widths) if any(table.heads) else 0
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        takes = _row_lines(row, widths)
        if rows and used + takes > room:
            pieces.append(replace(table, rows=tuple(rows)))
            rows, used = [], top
        rows.append(row)
        used += takes
    return [*pieces, replace(table, rows=tuple(rows))]


def _longest(table: Table) -> list[int]:
    rows = [table.heads, *table.rows]
    return [max(len(row[place]) for row in rows if place < len(row)) for place in range(max(map(len, rows)))]


def _widths(table: Table) -> list[int]:
    """Return how many letters each column gets on one line: its longest cell, or what the narrower ones leave."""
    whole = [longest + _GAP for longest in _longest(table)]
    widest = next((cap for cap in range(LINE, _GAP, -1) if sum(min(width, cap) for width in whole) <= LINE), _GAP + 1)
    return [max(1, min(width, widest) - _GAP) for width in whole]


def _row_lines(row: tuple[str, ...], widths: list[int]) -> int:
    return max((math.ceil(len(cell) / width) for cell, width in zip(row, widths, strict=False)), default=1) or 1
