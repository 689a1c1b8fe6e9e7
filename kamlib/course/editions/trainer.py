"""The trainer's edition: the solutions filled in, the notes in boxes, and what each wrong answer would be.

After every check and every prediction stands a cell that works out, on the company in front of the class, the right
answer, the number behind each mistake we can name, and the hints. Made for every lesson.
"""

from __future__ import annotations

import re
from pathlib import Path

from kamlib.course.editions.cells import Cell, code, markdown, read, tagged, write
from kamlib.course.editions.notes import notes
from kamlib.course.editions.solution import checked, solved

_HEAD = """**Trainer's edition.** It holds the solutions and the notes: keep it from the class. The numbers are those of the
company that this folder's workspace chose; put this file into a workspace made with `kam lab FOLDER --seed class-42`, and
they are that class's own. The run of show lies beside it."""
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
    for cell in others:
        made.append({**cell, "source": _boxed(cell["source"])} if tagged(cell, "trainer") else cell)
        made += [_answers(number) for number in _asked(cell)]
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
