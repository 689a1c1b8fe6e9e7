"""From the one source of each lesson to its editions: what students open, and what their trainers do.

The student's notebooks stand in notebooks/ and travel with the package. The others are made into build/: `solution` with
every exercise answered, `trainer` with the notes, the expected wrong answers and a run of show beside each lesson, and
`slides`, one file a lesson, made by running the trainer's edition. Each is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kamlib.course.editions.cells import TAGS, sources
from kamlib.course.editions.student import student_notebook
from kamlib.tables.cache import atomic_path
from kamlib.tables.contracts import CONTRACTS, dictionary

__all__ = ["EDITIONS", "TAGS", "build", "sources", "student_notebook"]

EDITIONS = ("student", "solution", "trainer", "slides")


def build(root: Path, edition: str = "student") -> list[Path]:
    """Write an edition of all lessons below `root`; returns what was written.

    The student's goes to notebooks/ with the data dictionary, any other to a folder of its own in build/. A ValueError
    says in a sentence which edition or which lesson cannot be made; then nothing was written.
    """
    if edition not in EDITIONS:
        raise ValueError(f"There is no edition {edition!r}: give one of {', '.join(EDITIONS)}.")
    lessons = sources(root / "notebooks")
    if not lessons:
        raise ValueError(f"There are no lessons in {root / 'notebooks' / 'source'}: give the root of a checkout.")
    if edition == "student":
        return _write_students(root, lessons)
    made = {"solution": _solutions, "trainer": _trainers, "slides": _slides}[edition](lessons)
    return _write_folder(root / "build" / edition, made)


def _solutions(lessons: list[Path]) -> dict[str, str]:
    from kamlib.course.editions.solution import solution_notebook

    return {f"{source.stem}.solution.ipynb": solution_notebook(source) for source in lessons}


def _trainers(lessons: list[Path]) -> dict[str, str]:
    from kamlib.course.editions.run_of_show import run_of_show
    from kamlib.course.editions.trainer import trainer_notebook

    made = {}
    for source in lessons:
        made[f"{source.stem}.trainer.ipynb"] = trainer_notebook(source)
        made[f"{source.stem}.run_of_show.html"] = run_of_show(source)
    return made


def _slides(lessons: list[Path]) -> dict[str, str]:
    from kamlib.course.editions.page import page
    from kamlib.course.editions.running import choice_here, run_all
    from kamlib.course.editions.slides import slides
    from kamlib.course.editions.trainer import trainer_cells

    choice = choice_here()
    executed = run_all({source.stem: trainer_cells(source) for source in lessons}, choice)
    made = {}
    for name, cells in executed.items():
        title = cells[0]["source"].splitlines()[0].lstrip("# ")
        made[f"{name}.html"] = page(title, slides(cells, name, choice.in_words()))
    return made


def _write_students(root: Path, lessons: list[Path]) -> list[Path]:
    wanted = {root / "notebooks" / f"{source.stem}.ipynb": student_notebook(source) for source in lessons}
    wanted[root / "data" / "README.md"] = dictionary(CONTRACTS.values())
    for path, text in wanted.items():
        with atomic_path(path) as temporary:
            _write(temporary, text)
    return list(wanted)


def _write_folder(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Replace a folder by these files, whole or not at all, unless it holds something that is not a lesson's."""
    there = {path.name for path in folder.iterdir()} - {".ipynb_checkpoints"} if folder.is_dir() else set()
    if strangers := sorted(name for name in there if not name[:2].isdigit()):
        raise ValueError(f"{folder} holds {strangers[0]}, which no build wrote: move it away, then build again.")
    with atomic_path(folder) as temporary:
        temporary.mkdir()
        for name, text in files.items():
            _write(temporary / name, text)
    return [folder / name for name in files]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
