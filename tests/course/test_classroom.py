"""A class's files as one table: each student once, hostile and foreign files set aside, what to explain again first."""

import csv
import io
import json
import os
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

from kamlib.cli import app
from kamlib.course.checking import Feedback
from kamlib.course.classroom import export_progress, show_class, show_progress, showing
from kamlib.course.classroom.export import clean_name, read_export
from kamlib.course.classroom.merging import read_class
from kamlib.course.exercise import exercises
from kamlib.course.record import open_progress
from kamlib.tables.choice import WorkspaceChoice, write_choice

FIFTH = exercises("02")["2.3"].mistakes[0].message


def work(folder, *tries, choice=None):
    """Make a workspace in which these (number, stage, mistake) were tried."""
    write_choice(folder, choice or WorkspaceChoice(seed="class-42"))
    for number, stage, mistake in tries:
        open_progress(number.split(".")[0].zfill(2), folder).note_try(Feedback(number, stage, "", mistake))
    return folder


@pytest.fixture
def make(tmp_path):
    """Export a student's progress into the class's folder: `make(name, tries...)`."""
    (tmp_path / "class").mkdir()

    def made(name, *tries, file=None, choice=None):
        home = work(tmp_path / f"home-{len(list(tmp_path.iterdir()))}", *tries, choice=choice)
        export_progress(home, tmp_path / "class" / (file or f"{len(list((tmp_path / 'class').iterdir()))}.json"), name)
        return home

    made.folder = tmp_path / "class"
    return made


def shown(capsys, call, *arguments):
    capsys.readouterr()
    call(*arguments)
    return capsys.readouterr().out


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_without_a_workspace_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for arguments in ([], [str(tmp_path / "gone")]):
        result = CliRunner().invoke(app, ["progress", *arguments])
        assert result.exit_code == 1
        assert "`kam lab` makes one" in result.output
        assert "Traceback" not in result.output


def test_with_nothing_done_that_is_said(tmp_path, capsys):
    said = shown(capsys, show_progress, work(tmp_path))
    assert "Nothing is handed in yet on Larkfield Floors, the teaching company, with the numbers of 'class-42'" in said


def test_ones_own_lessons_are_shown_and_other_companies_named(tmp_path, capsys):
    work(tmp_path, ("2.1", "right", None), ("2.1", "wrong", None), ("0.1", "mistake", 1))
    said = " ".join(shown(capsys, show_progress, tmp_path).split())
    assert f"1 of {len(exercises('02'))}" in said
    assert "0 of " in said
    assert "on another company" not in said
    write_choice(tmp_path, WorkspaceChoice())
    assert "on another company is kept apart" in shown(capsys, show_progress, tmp_path)


def test_an_export_tells_who_and_what_and_nothing_of_the_machine(tmp_path, make):
    home = make("Zoë Ng", ("2.1", "right", None))
    text = (make.folder / "0.json").read_text(encoding="utf-8")
    said = json.loads(text)
    assert (said["format"], said["version"], said["name"]) == ("kamlib progress", 1, "Zoë Ng")
    assert (said["company"], said["seed"]) == ("larkfield", "class-42")
    assert said["lessons"]["02"]["exercises"]["2.1"]["passed"] is True
    assert str(home) not in text
    assert home.name not in text


def test_an_export_of_work_on_a_client_names_no_path_and_no_account(tmp_path):
    (tmp_path / "secret place").mkdir()
    client = tmp_path / "secret place" / "client.toml"
    client.touch()
    home = work(tmp_path / "home", ("2.1", "wrong", None), choice=WorkspaceChoice(str(client)))
    open_progress("02", home).note_decision({"plan": {"SECRET-ACCOUNT": "key"}})
    export_progress(home, tmp_path / "me.json", "Ann")
    text = (tmp_path / "me.json").read_text(encoding="utf-8")
    assert "secret" not in text.lower()
    assert "1 key" in text
    assert read_export(tmp_path / "me.json").choice == WorkspaceChoice("client.toml")


def test_a_name_is_asked_for_and_then_kept(tmp_path):
    home, file = work(tmp_path / "home"), tmp_path / "me.json"
    with pytest.raises(ValueError, match="add --name"):
        export_progress(home, file, None)
    assert not file.exists()
    export_progress(home, file, "Ann")
    export_progress(home, file, None)
    export_progress(home, file, "ANN")
    assert read_export(file).name == "ANN"


@pytest.mark.parametrize("there", ['{"name": "notes"}', "my notes", "", "[]"])
def test_another_students_file_and_any_other_are_left_alone(tmp_path, there):
    home, file = work(tmp_path / "home"), tmp_path / "me.json"
    export_progress(home, file, "Ann")
    before = file.read_bytes()
    with pytest.raises(ValueError, match="holds the progress of Ann and is left as it is"):
        export_progress(home, file, "Ben")
    assert file.read_bytes() == before
    file.write_text(there)
    with pytest.raises(ValueError, match=r"me\.json is not used"):
        export_progress(home, file, "Ann")
    assert file.read_text() == there
    for other in (tmp_path, tmp_path / "me.csv"):
        with pytest.raises(ValueError, match=r"ends in \.json"):
            export_progress(home, other, "Ann")


@given(st.text())
def test_a_name_is_one_line_that_can_be_read(name):
    try:
        clean = clean_name(name)
    except ValueError:
        assert not any(letter.isalnum() for letter in name)
        return
    assert clean == clean_name(clean) == clean.strip()
    assert 0 < len(clean) <= 80
    assert "\n" not in clean
    assert "\x1b" not in clean


def test_the_trainer_sees_first_what_to_explain_again(make, capsys, tmp_path):
    for student in range(12):
        took_the_fifth = [("2.3", "mistake", 1)] if student < 7 else []
        make(f"Student {student:02}", ("2.1", "right", None), *took_the_fifth, ("2.3", "right", None))
    make("Stuck", ("2.1", "wrong", None), ("2.1", "wrong", None))
    make("Newcomer")
    said = " ".join(shown(capsys, show_class, make.folder, tmp_path / "class.csv").split())
    assert "14 students, on Larkfield Floors" in said
    first, second = said.index("2.3: 7 of 12 heard: " + FIFTH), said.index("2.1: 1 of 13 not right yet")
    assert first < second
    assert "Lesson 02: nothing handed in by Newcomer." in said
    head, top, *_ = rows_of(tmp_path / "class.csv")
    assert len(rows_of(tmp_path / "class.csv")) == 1 + len(exercises("02"))
    assert top[:2] == ["02", "2.3"]
    assert f"1: {FIFTH} (7, 7)" in top[head.index("mistakes (students, times)")]
    assert top[head.index("Student 00")] == "passed, 2 tries, mistake 1"
    assert top[head.index("Newcomer")] == "lesson not begun"
    assert top[head.index("Stuck")] == "not tried"


def test_thirty_students_fit_on_a_screen(make, capsys, tmp_path):
    chance = random.Random(1)
    for student in range(30):
        tries = [(n, "mistake", chance.randint(1, 3)) for n in exercises("02") if chance.random() < 0.7]
        make(f"Student {student:02}", *tries)
    lines = shown(capsys, show_class, make.folder, None).splitlines()
    assert sum(-(-len(line) // 100) for line in lines) <= 45, "with long lines broken at 100 letters"


def test_a_screen_breaks_what_to_explain_between_words(make, monkeypatch):
    make("Ann", ("2.3", "mistake", 1))
    paper = Console(file=io.StringIO(), width=50, force_terminal=True, color_system=None)
    monkeypatch.setattr(showing, "console", lambda: paper)
    show_class(make.folder, None)
    said = paper.file.getvalue()
    told = said[said.index("2.3: 1 of 1") : said.index("Of those who tried")].splitlines()
    assert len(told) > 1
    assert max(map(len, told)) <= 50
    assert " ".join(" ".join(told).split()).endswith(FIFTH)


def test_of_two_files_of_one_student_the_newest_counts_and_it_is_said(make, capsys):
    make("Ann", ("2.1", "wrong", None), file="a.json")
    old = json.loads((make.folder / "a.json").read_text())
    make("ann ", ("2.1", "right", None), file="b.json")
    old["written"] = "2020-01-01T10:00:00+02:00"
    (make.folder / "a.json").write_text(json.dumps(old))
    read = read_class(make.folder)
    assert [one.name for one in read.students] == ["ann"]
    assert read.asked()[-1].number != "2.1" or read.asked()[-1].passed == 1
    said = shown(capsys, show_class, make.folder, None)
    assert "ann has 2 files: b.json is the newest and counts, not a.json." in said


BROKEN = {
    "half.json": '{"format": "kamlib progress", "ver',
    "list.json": "[]",
    "other.json": '{"cells": []}',
    "later.json": '{"format": "kamlib progress", "version": 2}',
    "gaps.json": '{"format": "kamlib progress", "version": 1, "name": "x"}',
    "number.json": '{"format": "kamlib progress", "version": 1, "name": 3, "written": "", "company": "", "seed": "",'
    ' "kamlib": ""}',
    "deep.json": "[" * 200_000,
    "binary.json": "\xff\xfe\x00",
    "empty.json": "",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_none_is_named_and_set_aside(make, capsys, name):
    make("Ann", ("2.1", "right", None))
    (make.folder / name).write_bytes(BROKEN[name].encode("latin-1"))
    said = shown(capsys, show_class, make.folder, None)
    assert f"Set aside: {name} is not used" in said
    assert "1 student," in said


@pytest.mark.parametrize(
    "change",
    [
        {"tries": 10**400},
        {"tries": True},
        {"mistakes": "12"},
        {"mistakes": [10**9]},
        {"mistakes": [[1]]},
        {"passed": "yes"},
        {"hints": None},
    ],
)
def test_a_record_somebody_wrote_by_hand_is_set_aside(make, change):
    make("Ann", ("2.1", "right", None))
    make("Eve", ("2.1", "right", None), file="eve.json")
    said = json.loads((make.folder / "eve.json").read_text())
    said["lessons"]["02"]["exercises"]["2.1"].update(change)
    (make.folder / "eve.json").write_text(json.dumps(said))
    read = read_class(make.folder)
    assert [one.name for one in read.students] == ["Ann"]
    assert "eve.json" in read.remarks[0]


def test_numbers_no_exercise_has_are_harmless(make, capsys, tmp_path):
    make("Ann", ("2.1", "mistake", 99))
    said = json.loads((make.folder / "0.json").read_text())
    said["lessons"]["../../etc"] = said["lessons"]["77"] = said["lessons"]["02"]
    said["lessons"]["02"]["exercises"]["[bold]9.9[/]"] = {"tries": 1}
    (make.folder / "0.json").write_text(json.dumps(said))
    assert "A mistake this version does not know." in shown(capsys, show_class, make.folder, tmp_path / "class.csv")


def test_names_are_data(make, capsys, tmp_path):
    names = ["=cmd|' /C calc'!A0", "@SUM(1)", "[red]Ann[/red]", "<b>Bo</b>", "王小明", "محمد", "exercise", "a" * 300]
    for name in names:
        make(name, ("2.1", "mistake", 1))
    said = shown(capsys, show_class, make.folder, tmp_path / "class.csv")
    assert "8 students" in said
    head, *rows = rows_of(tmp_path / "class.csv")
    assert {"'=cmd|' /C calc'!A0", "'@SUM(1)", "王小明", "محمد", "[red]Ann[/red]"} <= set(head)
    assert not [cell for row in (head, *rows) for cell in row if cell.startswith(("=", "@", "+"))]
    make("Newcomer [red]", choice=WorkspaceChoice())
    assert "nothing handed in by Newcomer [red]" in shown(capsys, show_class, make.folder, None)


def test_workspaces_and_folders_of_a_learning_platform_are_read(make, tmp_path):
    work(make.folder / "Ben", ("2.1", "wrong", None))
    (make.folder / "Cleo_123_file").mkdir()
    make("Cleo", ("2.1", "right", None), file="Cleo_123_file/progress.json")
    (make.folder / "broken").mkdir()
    (make.folder / "broken" / "workspace.toml").write_text("seed = 3")
    (make.folder / ".hidden.json").write_text("half")
    (make.folder / "notes.txt").write_text("half")
    read = read_class(make.folder)
    assert [one.name for one in read.students] == ["Ben", "Cleo"]
    assert len(read.remarks) == 1
    assert "workspace.toml" in read.remarks[0]


def test_students_on_other_numbers_are_named(make, capsys):
    make("Ann", ("2.1", "right", None))
    make("Ben", ("2.1", "right", None))
    make("Cleo", ("2.1", "right", None), choice=WorkspaceChoice())
    said = shown(capsys, show_class, make.folder, None)
    assert "3 students, on Larkfield Floors, the teaching company, with the numbers of 'class-42'." in said
    assert "On Larkfield Floors, the teaching company: 1 (Cleo)." in said


def test_a_class_of_none_is_said(tmp_path, make, capsys):
    with pytest.raises(ValueError, match="no student's file"):
        show_class(make.folder, None)
    with pytest.raises(ValueError, match="is no folder"):
        show_class(tmp_path / "gone", None)
    (make.folder / "half.json").write_text("{")
    with pytest.raises(ValueError, match=r"half\.json is not used"):
        show_class(make.folder, None)
    make("Ann")
    assert "Nobody has handed in anything yet: Ann." in shown(capsys, show_class, make.folder, None)


def test_a_console_that_knows_few_letters_gets_the_table(make):
    make("王小明", ("2.1", "mistake", 1))
    done = subprocess.run(
        [sys.executable, "-c", "from kamlib.cli import app; app()", "progress", "--class", str(make.folder)],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1 of 1 heard" in done.stdout
