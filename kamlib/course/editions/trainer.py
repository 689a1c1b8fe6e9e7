"""The trainer's edition: the solutions filled in, the notes in boxes, and what each wrong answer would be.

After every check and every prediction stands a cell that works out, on the company in front of the class, the right
answer, the number behind each mistake we can name, and the hints. Made for every lesson.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kamlib.course.editions.cells import Cell, code, markdown, read, tagged, write
from kamlib.course.editions.notes import notes
from kamlib.course.editions.solution import checked, solved

_HEAD = """**Trainer's edition.** It holds the solutions and the notes: keep it from the class. Each part's note stands below its
heading. The numbers are those of the company that the folder around this file chose. So copy it into the folder that
`kam lab class --seed class-42` made on your own machine, open it there and run all cells: the numbers are then your class's.
Inside that folder, `kam build --edition slides` gives the slides the same numbers."""
_OPENERS = r"(?:Say|Ask|Expect(?:ed)?|In\sthe\sshort\sclass|Question\sto\sask)\b"
_NEW_PARAGRAPH = re.compile(rf'(?<=[.?)*"])(?<!\*\*)\s(?={_OPENERS})')
_PREDICT = re.compile(r'^predict\(["\'](?P<number>[\w.]+)["\']', re.MULTILINE)


def trainer_notebook(source: Path) -> str:
    """Return the trainer's edition of one source as the text of an .ipynb file."""
    return write(trainer_cells(source))


def trainer_cells(source: Path) -> list[Cell]:
    """Return the cells of a lesson's trainer edition.

    A ValueError names the source where an exercise's dots cannot be filled or a note has another form than it should.
    """
    cells = read(source)
    notes(cells, source.name)
    first, *others = solved(cells, source.name)
    made = [first, markdown(_boxed(_HEAD), "trainer")]
    for cell in _notes_first(others):
        made.append(
            {**cell, "source": _boxed(_NEW_PARAGRAPH.sub("\n\n", cell["source"]))} if tagged(cell, "trainer") else cell
        )
        made += [_answers(number) for number in _asked(cell)]
    return made


def _notes_first(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells with each note below the heading of its part: a trainer reads it before teaching, not after."""
    made: list[Cell] = []
    below = 0
    for cell in cells:
        if tagged(cell, "trainer"):
            made.insert(below, cell)
            below += 1
            continue
        made.append(cell)
        if cell["cell_type"] == "markdown" and re.match("##? ", cell["source"]):
            below = len(made)
    return made


def unboxed(text: str) -> str:
    """Return a boxed note as it was written.

    >>> unboxed(_boxed("One.\\n\\nTwo."))
    'One.\\n\\nTwo.'
    """
    return re.sub(r"^> ?", "", text, flags=re.MULTILINE)


def _boxed(text: str) -> str:
    """Return a note as a quotation: the one box that every notebook draws readably on a light and a dark page."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _asked(cell: Cell) -> list[str]:
    """Return the numbers of the exercises and predictions that a code cell puts to the reader."""
    if cell["cell_type"] != "code":
        return []
    return [number for number, _ in checked(cell)] + _PREDICT.findall(cell["source"])


def _answers(number: str) -> Cell:
    lines = ("from kamlib.course.editions.answers import expected", "", f'expected("{number}", company)')
    return code("\n".join(lines), "trainer")
