"""The solution edition: the student's lesson with every exercise's dots filled in from its reference solution.

The solutions are not written a second time: they are the code that the checks compare with, so they cannot drift.
Made for every lesson.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kamlib.course.editions.cells import Cell, read, start_of, tagged, write
from kamlib.course.exercise import find

_CHECK = re.compile(r'^check\(["\'](?P<number>[\w.]+)["\'], (?P<name>\w+)\)', re.MULTILINE)


def solution_notebook(source: Path) -> str:
    """Return the solution edition of one source as the text of an .ipynb file.

    A ValueError names the source and cell where the dots of an exercise cannot be filled.
    """
    return write(solved((cell for cell in read(source) if not tagged(cell, "trainer")), source.name))


def solved(cells: Iterable[Cell], lesson: str) -> list[Cell]:
    """Return the cells with the dots of each exercise filled in; a ValueError names the lesson where that fails."""
    return [_filled(cell, lesson) if cell["cell_type"] == "code" else cell for cell in cells]


def checked(cell: Cell) -> list[tuple[str, str]]:
    """Return the exercises a code cell checks, as (number, name of the answer).

    >>> from kamlib.course.editions.cells import code
    >>> checked(code('answer_2_1 = ...\\ncheck("2.1", answer_2_1)'))
    [('2.1', 'answer_2_1')]
    """
    return [(match["number"], match["name"]) for match in _CHECK.finditer(cell["source"])]


def _filled(cell: Cell, lesson: str) -> Cell:
    text = cell["source"]
    for number, name in checked(cell):
        dots = re.compile(rf"^{name} = \.\.\.$", re.MULTILINE)
        try:
            solution = find(number).solution_code(name)
        except ValueError as unknown:
            raise ValueError(f"{lesson}: {unknown}") from None
        if not dots.search(text):
            raise ValueError(f"{lesson}: exercise {number} is checked without the line «{name} = ...» above it.")
        text = dots.sub(solution.replace("\\", r"\\"), text)
    if re.search(r"^answer_\w+ = \.\.\.$", text, re.MULTILINE):
        raise ValueError(f"{lesson}: the dots at «{start_of(cell)}» are never checked in their own cell.")
    return {**cell, "source": text}
