"""Killed at any moment: nothing is half-written, nothing of the reader's is lost, and what was begun does not pile up.

One process is warmed up and forks the victims, so that fifteen kills at random moments take seconds.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kamlib.course.record import open_progress
from kamlib.course.workspace import copy_lessons
from kamlib.tables.cache import atomic_path
from kamlib.tables.choice import WorkspaceChoice, read_choice, write_choice

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks and kills")
KILLS = 15
FORKS = """
import os, sys
from pathlib import Path
from kamlib.course import exercise, session
from kamlib.course.checking import Feedback
from kamlib.course.record import open_progress
from kamlib.course.workspace import copy_lessons, reset_lesson
from kamlib.tables.choice import WorkspaceChoice, write_choice

def works(folder, said):
    progress = open_progress("02", folder)
    while True:
        progress.note_try(Feedback("2.1", "mistake", "", 1))
        progress.note_guess("2.a", 40.0)
        said(progress.done.of("2.1").tries)
        progress.note_decision({"plan": {f"A{n}": "key" for n in range(300)}})

def copies(folder, said):
    round = 0
    while True:
        round += 1
        for course in ("first", "second"):
            copy_lessons(folder / "mine", folder / course)
        said(round)

def resets(folder, said):
    round = 0
    while True:
        round += 1
        (folder / "mine" / "00_a.ipynb").write_text('{"mine": true}')
        reset_lesson(folder / "mine", "00", folder / "first")
        said(round)

def chooses(folder, said):
    round = 0
    while True:
        round += 1
        write_choice(folder, WorkspaceChoice(seed=f"class-{round}" + "x" * 5000, solutions_locked=round % 2 == 0))
        said(round)

for line in sys.stdin:
    what, folder = line.rstrip().split(" ", 1)
    child = os.fork()
    if not child:
        with open(Path(folder) / "said.txt", "w") as out:
            def said(count):
                out.seek(0)
                out.write(f"{count:9}")
                out.flush()
            globals()[what](Path(folder), said)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


@pytest.fixture(scope="module")
def nursery():
    with subprocess.Popen(
        [sys.executable, "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def kill(nursery):
    """Start a victim, kill it at a random moment after its first round, and return how many rounds it had told."""
    chance = random.Random(20251122)

    def killed(what, folder):
        told = folder / "said.txt"
        told.unlink(missing_ok=True)
        nursery.stdin.write(f"{what} {folder}\n")
        nursery.stdin.flush()
        child = int(nursery.stdout.readline())
        until = time.monotonic() + 60
        while not (told.exists() and told.read_text().strip()):
            assert time.monotonic() < until, "the victim never got to work"
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        assert nursery.stdout.readline() == "dead\n"
        return int(told.read_text())

    return killed


def everything_parses(folder):
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".json", ".ipynb") and not is_left(path):
            json.loads(path.read_text(encoding="utf-8"))


def is_left(path):
    return path.name.startswith(".")


def age(folder):
    """Make what the dead left two hours old, and return how much it is."""
    left = [path for path in folder.rglob(".*") if path.is_file() and not path.name.endswith(".lock")]
    for path in left:
        os.utime(path, (time.time() - 7200,) * 2)
    return len(left)


def test_progress_loses_no_try_it_had_told(tmp_path, kill):
    write_choice(tmp_path, WorkspaceChoice())
    for _ in range(KILLS):
        told = kill("works", tmp_path)
        everything_parses(tmp_path)
        done = open_progress("02", tmp_path).done
        tried = done.of("2.1")
        assert tried.tries in (told, told + 1), "what was told is kept; at most the one under way is kept untold"
        assert len(tried.mistakes) == tried.tries
        assert done.guesses == {"2.a": 40.0}
    assert not list((tmp_path / "progress").glob("*unreadable*"))
    assert age(tmp_path) <= KILLS
    open_progress("02", tmp_path).note_hint("2.1", 3)
    assert age(tmp_path) == 0, "the next that writes takes away what the dead left"
    assert len(list((tmp_path / "progress").iterdir())) == 2, "the record, and its lock"


def test_two_kernels_at_once_lose_no_try(tmp_path):
    write_choice(tmp_path, WorkspaceChoice())
    program = FORKS.split("for line in sys.stdin")[0] + (
        "progress = open_progress('02', Path(sys.argv[1]))\n"
        "for _ in range(60): progress.note_try(Feedback('2.1', 'wrong', ''))\n"
    )
    kernels = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) for _ in range(2)]
    assert [kernel.wait(timeout=120) for kernel in kernels] == [0, 0]
    assert open_progress("02", tmp_path).done.of("2.1").tries == 120


def test_lessons_and_the_readers_work_survive(tmp_path, kill):
    for course in ("first", "second"):
        (tmp_path / course).mkdir()
        for name in ("00_a", "01_b", "02_c", "03_d"):
            (tmp_path / course / f"{name}.ipynb").write_text(json.dumps({course: name, "cells": ["x" * 50_000]}))
    mine = tmp_path / "mine"
    copy_lessons(mine, tmp_path / "first")
    work = json.dumps({"my": "work"})
    for name in ("01_b", "03_d"):
        (mine / f"{name}.ipynb").write_text(work)
    versions = {
        (tmp_path / course / f"{name}.ipynb").read_text() for course in ("first", "second") for name in ("00_a", "02_c")
    }
    for _ in range(KILLS):
        kill("copies", tmp_path)
        everything_parses(mine)
        for name in ("01_b", "03_d"):
            assert (mine / f"{name}.ipynb").read_text() == work
        for name in ("00_a", "02_c"):
            assert (mine / f"{name}.ipynb").read_text() in versions
    copy_lessons(mine, tmp_path / "second")
    offers = [path.name for path in mine.glob("*.new*.ipynb") if not is_left(path)]
    assert sorted(offers) == ["01_b.new.ipynb", "03_d.new.ipynb"], "offered once, however often it was cut short"
    assert age(mine) <= KILLS
    for path in mine.glob("[0-9]*.ipynb"):
        with atomic_path(path) as temporary:
            temporary.write_text("{}")
    with atomic_path(mine / ".kamlib" / "lessons.json") as temporary:
        temporary.write_text("{}")
    assert not [path for path in mine.rglob(".*.*") if path.is_file()]


def test_a_reset_never_loses_the_readers_copy(tmp_path, kill):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "00_a.ipynb").write_text(json.dumps({"course": "x" * 50_000}))
    mine = tmp_path / "mine"
    copy_lessons(mine, tmp_path / "first")
    for _ in range(5):
        for old in mine.glob("*.mine*"):
            old.unlink()
        told = kill("resets", tmp_path)
        kept = len(list(mine.glob("00_a.mine*.ipynb")))
        there = mine / "00_a.ipynb"
        unsaved = there.exists() and "course" not in there.read_text()
        assert kept + unsaved >= told
        copy_lessons(mine, tmp_path / "first")
        assert there.exists(), "what was moved away is brought again"


def test_the_choice_is_the_old_or_the_new(tmp_path, kill):
    for _ in range(KILLS):
        told = kill("chooses", tmp_path)
        choice = read_choice(tmp_path)
        number = int(choice.seed.removeprefix("class-").rstrip("x"))
        assert number in (told, told + 1)
        assert len(choice.seed) > 5000
        assert choice.solutions_locked == (number % 2 == 0)
    age(tmp_path)
    write_choice(tmp_path, WorkspaceChoice())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["said.txt", "workspace.toml"]


def test_what_is_still_being_written_is_left_alone(tmp_path):
    target = tmp_path / "orders.parquet"
    with atomic_path(target) as first:
        first.write_text("of the first")
        with atomic_path(target) as second:
            second.write_text("of the second")
        assert target.read_text() == "of the second"
        assert first.exists()
        strangers = [
            tmp_path / name for name in (".123456789abc.other.parquet", ".notes.orders.parquet", "orders.parquet.1")
        ]
        for path in strangers:
            path.write_text("not ours")
            os.utime(path, (0, 0))
    with atomic_path(target) as third:
        third.write_text("of the third")
    assert all(path.exists() for path in strangers)
    with contextlib.suppress(FileNotFoundError):
        assert not first.exists()


def test_a_folder_left_by_the_dead_is_taken_away(tmp_path):
    left = tmp_path / ".0123456789ab.parts"
    left.mkdir()
    (left / "half.parquet").write_text("half")
    os.utime(left, (0, 0))
    with atomic_path(tmp_path / "parts") as folder:
        folder.mkdir()
    assert [path.name for path in Path(tmp_path).iterdir()] == ["parts"]
