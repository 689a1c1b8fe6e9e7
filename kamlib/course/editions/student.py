"""The student's edition: the lesson without what is meant for the trainer. Made for every lesson."""

from pathlib import Path

from kamlib.course.editions.cells import read, tagged, write


def student_notebook(source: Path) -> str:
    """Return the student's notebook of one source as the text of an .ipynb file.

    A ValueError names the source and cell where a tag is not one of the course's.
    """
    return write(cell for cell in read(source) if not tagged(cell, "trainer"))
