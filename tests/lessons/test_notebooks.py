"""Every lesson is built from its source, to the byte, and runs top to bottom, dots and all, on every kind of company."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kamlib.course.build import TAGS, build, sources, student_notebook

ROOT = Path(__file__).parents[2]
SOURCES = sources(ROOT / "notebooks")
LESSONS = [source.stem for source in SOURCES]
READY = [
    "00_start_here",
    "01_know_your_accounts",
    "02_segmentation",
    "03_account_profitability",
    "04_who_is_leaving",
    "05_lifetime_value",
    "06_do_loyal_customers_pay",
    "08_can_we_believe_who_answered",
    "09_what_do_the_answers_say",
    "10_where_do_we_fall_short",
]


def test_every_ready_lesson_is_here():
    assert LESSONS == READY
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == READY


@pytest.mark.parametrize("source", SOURCES, ids=LESSONS)
def test_the_committed_notebook_is_the_built_one(source):
    committed = (ROOT / "notebooks" / f"{source.stem}.ipynb").read_text(encoding="utf-8")
    assert committed == student_notebook(source), "run: uv run kam build"


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_sees_no_note_no_output_no_address(lesson):
    notebook = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        assert tags <= TAGS - {"trainer"}
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert 1 <= len(cell.source.splitlines()) <= 12, cell.source
            assert not re.search(r"https?://|(?<!\w)/\w+/|plt\.", cell.source), cell.source


def test_builds_are_alike(tmp_path):
    (tmp_path / "notebooks" / "source").mkdir(parents=True)
    for source in SOURCES:
        (tmp_path / "notebooks" / "source" / source.name).write_bytes(source.read_bytes())
    first = [path.read_bytes() for path in build(tmp_path)]
    assert first == [path.read_bytes() for path in build(tmp_path)]


def test_an_unknown_tag_is_refused(tmp_path):
    source = tmp_path / "02_x.py"
    source.write_text('# %% tags=["trainers"]\nx = 1\n', encoding="utf-8")
    with pytest.raises(ValueError, match="'trainers' at «x = 1»"):
        student_notebook(source)


def _run(lesson: str, workspace: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
    NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(workspace)}}
    ).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", output.get("text")
    return notebook


def _workspace(folder: Path, **choice: str) -> Path:
    lines = [f"{key} = {json.dumps(value)}" for key, value in choice.items()]
    (folder / "workspace.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("seed", [None, "class-42"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_runs_on_the_teaching_company(lesson, seed, tmp_path):
    notebook = _run(lesson, _workspace(tmp_path, **({"seed": seed} if seed else {})))
    pictures = [out for cell in notebook.cells for out in cell.get("outputs", []) if "<img" in str(out.get("data", ""))]
    for picture in pictures:
        assert re.search(r'alt="[^"]{30,}"', picture["data"]["text/html"])


@pytest.mark.real
@pytest.mark.parametrize("data", ["online_retail", "northwind", "cdnow"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_runs_on_real_ledgers(lesson, data, tmp_path, real_data):
    os.environ["KAMLIB_DATA_HOME"] = str(real_data)
    _run(lesson, _workspace(tmp_path, company=data))
