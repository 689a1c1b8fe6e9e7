"""An edition is written whole or not at all, the same each time, and a wrong wish is one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from kamlib.course.build import EDITIONS, build

SOURCE = """# %% [markdown]
# # {number} · A lesson
#
# **The question.** Who?

# %% [markdown] tags=["trainer"]
# **Trainer · opening · 5 minutes.** Say hello.

# %%
import math
import pandas as pd
import kamlib
from kamlib.course import begin, check

company = kamlib.load()
begin("02", company)

# %%
answer_2_8 = ...
check("2.8", answer_2_8)
"""
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from kamlib.course.build import build
import kamlib.course.editions.trainer, kamlib.course.editions.run_of_show, jupytext

def deadly(work):
    def step(*args, **named):
        global left
        left -= 1
        if left == 0:
            if work is write:
                work(args[0], args[1][: len(args[1]) // 2], **named)
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*args, **named)
    return step

root, edition = Path(sys.argv[1]), sys.argv[2]
write = Path.write_text
for left in range(1, 40):
    copy = shutil.copytree(root, root.with_name(f"{root.name}-{left:02}"))
    child = os.fork()
    if child == 0:
        Path.write_text, Path.mkdir, os.replace = deadly(write), deadly(Path.mkdir), deadly(os.replace)
        build(copy, edition)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


def _checkout(root: Path) -> Path:
    (root / "notebooks" / "source").mkdir(parents=True, exist_ok=True)
    for number in ("02", "03"):
        text = SOURCE.replace("{number}", number)
        (root / "notebooks" / "source" / f"{number}_x.py").write_text(text, encoding="utf-8")
    return root


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_an_edition_nobody_makes_is_one_sentence(tmp_path):
    with pytest.raises(ValueError, match=r"^There is no edition 'trainers': give one of student, .*slides\.$"):
        build(_checkout(tmp_path), "trainers")
    assert not (tmp_path / "build").exists()


def test_a_root_without_lessons_is_one_sentence(tmp_path):
    with pytest.raises(ValueError, match=r"There are no lessons in .*source: give the root of a checkout\.$"):
        build(tmp_path, "student")


def test_editions_have_homes_and_names_of_their_own(tmp_path):
    _checkout(tmp_path)
    assert EDITIONS == ("student", "solution", "trainer", "slides")
    assert [path.relative_to(tmp_path).as_posix() for path in build(tmp_path)] == [
        "notebooks/02_x.ipynb",
        "notebooks/03_x.ipynb",
        "data/README.md",
    ]
    assert {path.name for path in build(tmp_path, "solution")} == {"02_x.solution.ipynb", "03_x.solution.ipynb"}
    trainer = {path.name for path in build(tmp_path, "trainer")}
    assert trainer == {f"{n}_x.{what}" for n in ("02", "03") for what in ("trainer.ipynb", "run_of_show.html")}
    assert set(_content(tmp_path / "build" / "trainer")) == trainer
    for path in (tmp_path / "build").rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


@pytest.mark.parametrize("edition", ["solution", "trainer"])
def test_the_same_source_gives_the_same_bytes_and_an_old_lesson_goes(edition, tmp_path):
    _checkout(tmp_path)
    build(tmp_path, edition)
    first = _content(tmp_path / "build" / edition)
    build(tmp_path, edition)
    assert _content(tmp_path / "build" / edition) == first
    (tmp_path / "notebooks" / "source" / "03_x.py").unlink()
    build(tmp_path, edition)
    assert set(_content(tmp_path / "build" / edition)) == {name for name in first if name.startswith("02")}


@pytest.mark.parametrize("edition", ["trainer", "slides"])
def test_a_lesson_that_cannot_be_made_leaves_the_old_edition(edition, tmp_path):
    build(_checkout(tmp_path), "trainer")
    before = _content(tmp_path / "build" / "trainer")
    source = tmp_path / "notebooks" / "source" / "03_x.py"
    source.write_text(source.read_text(encoding="utf-8").replace("5 minutes", "five minutes"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^03_x\.py: the trainer's note «"):
        build(tmp_path, edition)
    assert _content(tmp_path / "build" / "trainer") == before
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["trainer"]


def test_what_no_build_wrote_is_not_wiped_away(tmp_path):
    folder = tmp_path / "build" / "trainer"
    build(_checkout(tmp_path), "trainer")
    (folder / ".ipynb_checkpoints").mkdir()
    build(tmp_path, "trainer")
    (folder / "workspace.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match=r"trainer holds workspace\.toml, which no build wrote: move it away"):
        build(tmp_path, "trainer")
    assert (folder / "workspace.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here, to kill one at every step of a build")
@pytest.mark.parametrize("edition", ["student", "solution", "trainer"])
def test_a_killed_build_leaves_the_old_edition_or_the_new(edition, tmp_path):
    root, home = tmp_path / "root", "notebooks" if edition == "student" else f"build/{edition}"

    def written(at: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (at / home).glob("0*.*")}

    build(_checkout(root), edition)
    old = written(root)
    for source in (root / "notebooks" / "source").iterdir():
        source.write_text(source.read_text(encoding="utf-8").replace("Who?", "Why?"), encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(root), edition], timeout=300, check=True)
    places = sorted(tmp_path.glob("root-*"))
    *killed, new = [written(place) for place in places]
    assert len(killed) >= 6
    assert set(new) == set(old)
    assert all(new[name] != old[name] for name in old if name.endswith(".ipynb"))
    for place, state in zip(places, killed, strict=False):
        if edition == "student":  # each lesson is whole by itself
            assert set(state) == set(old)
            assert all(text in (old[name], new[name]) for name, text in state.items())
        elif state:
            assert state in (old, new)
        else:  # between the two renames that swap a folder, the old one stands aside, whole
            assert any(_content(path) == old for path in (place / "build").iterdir())
    assert sum(not state for state in killed) <= 1
