"""An edition run from top to bottom, with the progress shown, so that slides hold numbers and pictures.

It runs in a workspace of its own that lasts as long as the run: the company is the one chosen by the workspace the
command is given in (elsewhere the teaching company), and nobody's record of exercises is touched. Used for the slides of
every lesson.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kamlib.course.editions.cells import Cell, code, start_of, write
from kamlib.tables.choice import WorkspaceChoice, find_workspace, read_choice, write_choice

PATIENCE = 300
"""Seconds that one cell may take."""
_FROZEN = code("from kamlib.course.editions.stills import freeze_widgets\n\nfreeze_widgets()")


def run_all(lessons: Mapping[str, list[Cell]], choice: WorkspaceChoice | None = None) -> dict[str, list[Any]]:
    """Return the executed cells of each lesson by name, showing how far it is.

    A ValueError names lesson and cell, in a sentence, where one fails.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    choice = choice or choice_here()
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as shown:
        shown.console.print(
            f"Running {len(lessons)} lessons on {choice.in_words()}: allow half a minute for each."
            + ("" if find_workspace() else " For the numbers of a class, run this inside its folder."),
            markup=False,
            soft_wrap=True,
        )
        executed = {}
        for name, cells in lessons.items():
            task = shown.add_task(name, total=len(cells) + 1)
            executed[name] = run(name, cells, choice, lambda task=task, **_: shown.advance(task))
        return executed


def run(name: str, cells: list[Cell], choice: WorkspaceChoice, advance: Any = None) -> list[Any]:
    """Return the cells of one lesson, executed in order in a kernel of its own, widgets as pictures."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook: Any = nbformat.reads(write([_FROZEN, *cells]), as_version=4)
    with tempfile.TemporaryDirectory(prefix="kamlib-") as folder:
        write_choice(Path(folder), choice)
        client = NotebookClient(
            notebook,
            timeout=PATIENCE,
            kernel_name="python3",
            extra_arguments=["--IPKernelApp.log_level=40"],
            resources={"metadata": {"path": folder}},
            on_cell_start=advance,
        )
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise ValueError(f"{name}: the cell «{_failed(notebook)}» does not run ({_last_line(error)}).") from None
    return list(notebook.cells[1:])


def choice_here() -> WorkspaceChoice:
    """Return the company that the workspace around the present folder chose; elsewhere the teaching company."""
    workspace = find_workspace()
    return read_choice(workspace) if workspace else WorkspaceChoice()


def _failed(notebook: Any) -> str:
    """Return how the cell begins that ran last."""
    ran = [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.execution_count or cell.outputs)]
    return start_of(ran[-1]) if ran else "of the setup"


def _last_line(error: Exception) -> str:
    said = f"{getattr(error, 'ename', '')}: {getattr(error, 'evalue', '')}".strip(": ")
    return said or next(reversed(str(error).strip().splitlines()), type(error).__name__)
