"""A trainer's note: which part of a lesson it is for, and how many minutes that part takes in a short and a long class.

The first line of each cell tagged `trainer` says so, `**Trainer · section 1 · 20 minutes (half day: 35).**`, and the run
of show is computed from these lines. Written for every lesson.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kamlib.course.editions.cells import Cell, start_of, tagged

CORE, HALF_DAY = 90, 240
"""Minutes of the short and of the long class."""
FORM = "**Trainer · section 1 · 20 minutes (half day: 35).**"
_FIRST = re.compile(
    r"\*\*Trainer · (?P<part>[^·*]+) · (?P<core>\d+) minutes?(?: \(half day: (?P<half>\d+)\))?\.\*\*[ \n]*"
)


@dataclass(frozen=True)
class Note:
    """A note: its part, its heading in the lesson, minutes in the short and the long class, and what to say and ask."""

    part: str
    heading: str
    core: int
    half_day: int
    text: str


def notes(cells: Sequence[Cell], lesson: str) -> list[Note]:
    """Return the notes of a lesson in order.

    A ValueError names the lesson, in a sentence, where a note's first line has another form or the minutes of a cut add
    up to more than a class has; a lesson without any note is refused as well.
    """
    found, heading = [], ""
    for cell in cells:
        if tagged(cell, "trainer"):
            found.append(_note(cell, heading, lesson))
        elif cell["cell_type"] == "markdown" and (title := re.match(r"##? (.+)", cell["source"])):
            heading = title[1].replace("*", "").strip()
    if not found:
        raise ValueError(f"{lesson} has no trainer's note: begin one with {FORM}")
    for cut, most, total in (
        ("90-minute", CORE, sum(note.core for note in found)),
        ("half-day", HALF_DAY, sum(note.half_day for note in found)),
    ):
        if total > most:
            raise ValueError(
                f"{lesson}: the notes of the {cut} cut add up to {total} minutes and {most} are there: shorten a part."
            )
    return found


def note_of(text: str, heading: str = "") -> Note | None:
    """Return the note that a text is, or None where its first line has another form.

    >>> note_of("**Trainer · section 1 · 20 minutes (half day: 35).** Ask first.")
    Note(part='section 1', heading='', core=20, half_day=35, text='Ask first.')
    >>> note_of("**Trainer, section 1.** Ask first.") is None
    True
    """
    first = _FIRST.match(text)
    if first is None:
        return None
    core = int(first["core"])
    return Note(first["part"].strip(), heading, core, int(first["half"] or core), text[first.end() :])


def _note(cell: Cell, heading: str, lesson: str) -> Note:
    note = note_of(cell["source"], heading) if cell["cell_type"] == "markdown" else None
    if note is None:
        raise ValueError(f"{lesson}: the trainer's note «{start_of(cell)[:60]}» does not begin like {FORM}")
    return note
