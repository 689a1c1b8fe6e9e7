"""What one reader has done, over all lessons: behind `kam progress`."""

from __future__ import annotations

from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from kamlib.course.classroom.export import find_own, from_workspace
from kamlib.course.exercise import guesses
from kamlib.course.record import Done, record_folder
from kamlib.course.standing import Standing, day
from kamlib.course.terminal import console
from kamlib.tables.choice import read_choice

_HEADS = ("lesson", "passed", "tries", "hints", "solutions", "guesses", "decision", "last")


def show_progress(workspace: Path | None) -> None:
    """Print what was done in a workspace, a line for each lesson begun; a ValueError says where there is none."""
    home = find_own(workspace)
    done = from_workspace(home, "own").lessons
    out = console()
    about = read_choice(home).in_words()
    if not done:
        out.print(f"Nothing is handed in yet on {about}: `kam lab` opens the lessons in {home}.", soft_wrap=True)
    else:
        out.print(f"Your progress on {about}:", soft_wrap=True)
        table = Table(_HEADS[0], box=SIMPLE_HEAD, pad_edge=False)
        for head in _HEADS[1:]:
            table.add_column(head, justify="right", no_wrap=True)
        for lesson, one in done.items():
            table.add_row(*_row(lesson, one, home))
        out.print(table)
    if _elsewhere(home):
        out.print(f"What you did on another company is kept apart, in {home / 'progress'}.", soft_wrap=True)


def _row(lesson: str, done: Done, home: Path) -> tuple[str, ...]:
    standing = Standing(lesson, done)
    known = [done.of(number) for number in standing.asked]
    name = next((path.stem for path in sorted(home.glob(f"{lesson}_*.ipynb"))), lesson).split(".")[0]
    return (
        name.replace("_", " "),
        f"{standing.passed} of {len(known)}",
        str(sum(one.tries for one in known)),
        str(sum(one.hints for one in known)),
        str(sum(one.solution_seen for one in known)),
        f"{len(done.guesses)} of {len(guesses(lesson))}" if guesses(lesson) else "",
        "taken" if done.decisions else "",
        day(done.last, short=True),
    )


def _elsewhere(home: Path) -> bool:
    """Return whether there are records on another company than the present one."""
    folder = home / "progress"
    folders = [folder, *(path for path in folder.glob("*") if path.is_dir())]
    return any(one != record_folder(home) and any(one.glob("[0-9]*.json")) for one in folders)
