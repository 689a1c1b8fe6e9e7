"""Every edition of every lesson runs top to bottom: solutions are right, the trainer's answers show, slides fit."""

import ast
import re
from pathlib import Path

import pytest

from kamlib.course.build import sources
from kamlib.course.editions.cells import code, read, tagged
from kamlib.course.editions.fitting import MOST, heading_lines, lines_of
from kamlib.course.editions.running import run
from kamlib.course.editions.sieve import Picture
from kamlib.course.editions.slides import slides
from kamlib.course.editions.solution import checked, solved
from kamlib.course.editions.trainer import trainer_cells
from kamlib.tables.choice import WorkspaceChoice

SOURCES = sources(Path(__file__).parents[2] / "notebooks")


def _said(cell) -> list[str]:
    for output in cell.outputs:
        assert output.get("name") != "stderr", output.get("text")
    return [str(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in cell.outputs]


@pytest.mark.parametrize("seed", [None, "class-42"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_check_of_the_solution_edition_says_right(source, seed):
    cells = solved([cell for cell in read(source) if not tagged(cell, "trainer")], source.name)
    asked = 0
    for cell in run(source.stem, cells, WorkspaceChoice("larkfield", seed)):
        if cell.cell_type != "code":
            continue
        said = _said(cell)
        for number, _ in checked(cell):
            asked += 1
            assert any(f"✔ {number}: Right." in words for words in said), f"{number}: {said}"
    assert asked >= 3


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_trainers_edition_runs_and_its_slides_fit(source):
    cells = run(source.stem, trainer_cells(source), WorkspaceChoice())
    told = [cell for cell in cells if cell.cell_type == "code" and "expected(" in cell.source]
    assert len(told) >= 3
    for cell in told:
        assert re.search(r"^Right: .", "".join(_said(cell)), re.MULTILINE)
    deck = slides(cells, source.stem)
    assert len(deck) >= 5
    assert any(isinstance(block, Picture) for slide in deck for block in slide.blocks)
    for place, slide in enumerate(deck):
        above = (slide.heading != slide.section) + (heading_lines(slide.heading) if slide.heading else 0)
        assert above + sum(map(lines_of, slide.blocks)) <= MOST, slide
        assert slide.notes, f"slide {place + 1} has no note"


def _names(code: str, use: type) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name) and isinstance(node.ctx, use)}


def _names_tables(line: str) -> bool:
    """Return whether a line only gives tables of the company their own names, as lessons do."""
    names, _, values = line.partition(" = ")
    return values == ", ".join(f"company.{name}" for name in names.split(", "))


def _overwritten(cells: list) -> list[str]:
    """Names of the lesson that a solution gives another value and a later cell reads; a table's own name may stay."""
    own, changed, found = set(), {}, []
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        stored = _names(cell["source"], ast.Store)
        found += [f"{changed[name]}: {name}" for name in _names(cell["source"], ast.Load) & set(changed) - stored]
        changed = {name: number for name, number in changed.items() if name not in stored}
        own |= stored
        for number, answer in checked(cell):
            lines = (line for line in solved([cell], "x")[0]["source"].splitlines() if not _names_tables(line))
            changed |= dict.fromkeys(_names("\n".join(lines), ast.Store) & own - {answer}, number)
    return found


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_solution_changes_what_the_lesson_reads_later(source):
    assert _overwritten([cell for cell in read(source) if not tagged(cell, "trainer")]) == []


def test_a_solution_that_does_is_found():
    cells = [code("last = 1"), code('answer_2_1 = ...\ncheck("2.1", answer_2_1)'), code("print(last)")]
    assert _overwritten(cells) == ["2.1: last"]


def test_a_cell_that_fails_is_named_in_a_sentence():
    with pytest.raises(
        ValueError, match=r"^02_x: the cell «1 / 0» does not run \(ZeroDivisionError: division by zero\)\.$"
    ):
        run("02_x", [code("x = 1"), code("1 / 0"), code("never")], WorkspaceChoice())
