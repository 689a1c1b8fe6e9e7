"""The reader's lessons: copied, upgraded while untouched, never written over; and the company they are about."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.course.workspace import choose, copy_lessons, first_lesson, reset_lesson
from kamlib.tables.choice import CHOICE_FILE, WorkspaceChoice, chosen, find_workspace, read_choice, write_choice


@pytest.fixture
def lessons(tmp_path):
    folder = tmp_path / "course"
    folder.mkdir()
    for name in ("00_start_here", "02_segmentation"):
        (folder / f"{name}.ipynb").write_text(f"{name} as first published")
    (folder / "source").mkdir()
    return folder


@pytest.fixture
def workspace(tmp_path, lessons):
    folder = tmp_path / "mine"
    copy_lessons(folder, lessons)
    return folder


def lesson(folder, ending=""):
    return folder / f"02_segmentation{ending}.ipynb"


def test_lessons_are_copied_once(tmp_path, lessons):
    first = copy_lessons(tmp_path / "mine", lessons)
    assert first.copied == ("00_start_here.ipynb", "02_segmentation.ipynb")
    assert first.in_words() == "Copied: 00_start_here.ipynb, 02_segmentation.ipynb."
    assert copy_lessons(tmp_path / "mine", lessons).in_words() == ""
    assert first_lesson(tmp_path / "mine") == "00_start_here.ipynb"


def test_an_untouched_copy_is_upgraded_in_place(workspace, lessons):
    lesson(lessons).write_text("second edition")
    assert copy_lessons(workspace, lessons).upgraded == ("02_segmentation.ipynb",)
    assert lesson(workspace).read_text() == "second edition"


def test_a_changed_copy_is_never_written_over(workspace, lessons):
    lesson(workspace).write_text("my work")
    assert copy_lessons(workspace, lessons).in_words() == "", "nothing new, nothing said"
    lesson(lessons).write_text("second edition")
    delivery = copy_lessons(workspace, lessons)
    assert delivery.offered == ("02_segmentation.new.ipynb",)
    assert "yours is untouched" in delivery.in_words()
    assert lesson(workspace).read_text() == "my work"
    assert lesson(workspace, ".new").read_text() == "second edition"


def test_a_new_version_is_offered_once_and_the_next_one_beside_it(workspace, lessons):
    lesson(workspace).write_text("my work")
    lesson(lessons).write_text("second edition")
    copy_lessons(workspace, lessons)
    lesson(workspace, ".new").write_text("my work in the second edition")
    assert copy_lessons(workspace, lessons).offered == ()
    lesson(lessons).write_text("third edition")
    assert copy_lessons(workspace, lessons).offered == ("02_segmentation.new-2.ipynb",)
    assert lesson(workspace, ".new").read_text() == "my work in the second edition"


@pytest.mark.parametrize("remembered", ["", "[]", '{"delivered": 3}', None])
def test_with_the_manifest_lost_a_copy_counts_as_the_readers(workspace, lessons, remembered):
    manifest = workspace / ".kamlib" / "lessons.json"
    if remembered is None:
        manifest.unlink()
    else:
        manifest.write_text(remembered)
    lesson(lessons).write_text("second edition")
    assert copy_lessons(workspace, lessons).offered == ("02_segmentation.new.ipynb",)
    assert lesson(workspace).read_text() == "02_segmentation as first published"


@given(st.lists(st.sampled_from(["reader works", "course changes", "kam lab"]), max_size=12))
def test_no_work_is_ever_lost(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("steps")
    course, mine = folder / "course", folder / "mine"
    course.mkdir()
    lesson(course).write_text("edition 0")
    copy_lessons(mine, course)
    written, seen = set(), {"edition 0"}
    for number, step in enumerate(steps):
        if step == "reader works":
            lesson(mine).write_text(f"work {number}")
            written = {f"work {number}"}
        elif step == "course changes":
            lesson(course).write_text(f"edition {number + 1}")
        else:
            copy_lessons(mine, course)
            there = {path.read_text() for path in mine.glob("*.ipynb")}
            assert written <= there
            seen |= there
            assert lesson(course).read_text() in seen


def test_a_lesson_is_reset_and_the_work_kept(workspace, lessons):
    lesson(workspace).write_text("my work")
    target, kept = reset_lesson(workspace, "02", lessons)
    assert target.read_text() == "02_segmentation as first published"
    assert (kept.name, kept.read_text()) == ("02_segmentation.mine.ipynb", "my work")
    assert reset_lesson(workspace, "02_segmentation.ipynb", lessons) == (target, None)
    with pytest.raises(ValueError, match="the lessons are 00_start_here, 02_segmentation"):
        reset_lesson(workspace, "07", lessons)


def test_a_place_that_cannot_be_a_workspace_is_said(tmp_path, lessons):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError, match="give a folder"):
        copy_lessons(tmp_path / "file", lessons)
    with pytest.raises(FileNotFoundError, match="no lessons in"):
        copy_lessons(tmp_path / "mine", lessons / "source")


def test_the_company_changes_only_when_asked(workspace, tmp_path):
    choose(workspace, seed="class-42")
    choose(workspace)
    assert read_choice(workspace) == WorkspaceChoice("larkfield", "class-42")
    choose(workspace, data="online_retail")
    assert read_choice(workspace) == WorkspaceChoice("online_retail")
    client = tmp_path / "client.toml"
    client.write_text("")
    choose(workspace, client=client)
    assert read_choice(workspace) == WorkspaceChoice(str(client))


def test_a_choice_that_makes_no_sense_is_refused(workspace, tmp_path):
    with pytest.raises(ValueError, match="Choose one company"):
        choose(workspace, seed="a", data="cdnow")
    with pytest.raises(FileNotFoundError, match=r"kam intake FILE --out gone\.toml"):
        choose(workspace, client=tmp_path / "gone.toml")
    with pytest.raises(ValueError, match="is no mapping"):
        choose(workspace, client=tmp_path / "orders.csv")
    assert not (workspace / CHOICE_FILE).exists()


def test_the_workspace_is_found_from_inside(workspace, monkeypatch, tmp_path):
    assert find_workspace(workspace) is None
    choose(workspace, seed="x")
    inside = workspace / "notes" / "deep"
    inside.mkdir(parents=True)
    assert find_workspace(inside) == workspace.resolve()
    monkeypatch.chdir(inside)
    assert chosen() == ("larkfield", "x")
    monkeypatch.chdir(tmp_path)
    assert chosen() == (None, None)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.none() | st.text(min_size=1, max_size=9))
def test_any_name_and_seed_are_read_back(tmp_path_factory, company, seed):
    folder = tmp_path_factory.mktemp("choice")
    try:
        company.encode()
        (seed or "").encode()
    except UnicodeEncodeError:
        return
    write_choice(folder, WorkspaceChoice(company, seed))
    read = read_choice(folder)
    assert read.seed == seed
    assert read.company == company or company.endswith(".toml")


def test_a_mapping_beside_the_workspace_may_be_named_by_its_place(workspace):
    (workspace / CHOICE_FILE).write_text('company = "../client.toml"\n')
    assert read_choice(workspace).company == str((workspace.parent / "client.toml").resolve())


@pytest.mark.parametrize("text", ["company = larkfield", "company = 3", 'company = "a"\nseed = 42', "\xff\xfe"])
def test_a_broken_choice_is_said_in_a_sentence(workspace, text):
    (workspace / CHOICE_FILE).write_bytes(text.encode("latin-1"))
    with pytest.raises(ValueError, match=CHOICE_FILE):
        read_choice(workspace)


def test_the_manifest_is_readable(workspace):
    assert set(json.loads((workspace / ".kamlib" / "lessons.json").read_text())) == {"delivered", "offered"}


def test_an_unknown_open_data_set_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match="no open data set 'lorkfield': there are"):
        choose(tmp_path / "mine", data="lorkfield")
    assert not (tmp_path / "mine").exists()


def test_the_lock_is_kept_whatever_company_is_chosen(workspace, tmp_path):
    client = tmp_path / "client.toml"
    client.touch()
    assert choose(workspace, lock_solutions=True) == WorkspaceChoice(solutions_locked=True)
    for asked in ({"seed": "class-42"}, {"data": "online_retail"}, {"client": client}, {}):
        assert choose(workspace, **asked).solutions_locked
        assert read_choice(workspace).solutions_locked
    assert choose(workspace, lock_solutions=False) == WorkspaceChoice(str(client))
    assert read_choice(workspace) == WorkspaceChoice(str(client))


def test_a_choice_the_reader_wrote_is_left_as_it_is_while_nothing_changes(workspace):
    (workspace / CHOICE_FILE).write_text('# my note\nseed = "class-42"\n')
    choose(workspace)
    choose(workspace, seed="class-42")
    assert "my note" in (workspace / CHOICE_FILE).read_text()


def test_words_for_a_company_hold_no_path(tmp_path):
    assert WorkspaceChoice(str(tmp_path / "secret" / "client.toml")).in_words() == "the client of client.toml"
    assert WorkspaceChoice("online_retail").in_words() == "the open data online_retail"


def test_a_lock_that_is_neither_true_nor_false_is_said(workspace):
    (workspace / CHOICE_FILE).write_text('lock_solutions = "yes"')
    with pytest.raises(ValueError, match="lock_solutions is true or false"):
        read_choice(workspace)


def test_a_folder_that_is_a_file_or_cannot_be_written_is_said_before_anything(workspace, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(OSError, match=r"give (a|another) folder"):
            choose(place, seed="class-42")

    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(OSError, match=r"Permission denied\): give another folder"):
        choose(workspace, seed="class-42")
    assert not (workspace / CHOICE_FILE).exists()


def test_what_a_killed_build_left_is_no_lesson(tmp_path, lessons):
    (lessons / ".0123456789ab.07_half.ipynb").write_text("half")
    assert copy_lessons(tmp_path / "mine", lessons).copied == ("00_start_here.ipynb", "02_segmentation.ipynb")


def test_an_offer_that_was_cut_short_is_not_made_twice(workspace, lessons):
    lesson(workspace).write_text("my work")
    lesson(lessons).write_text("second edition")
    before = (workspace / ".kamlib" / "lessons.json").read_bytes()
    copy_lessons(workspace, lessons)
    (workspace / ".kamlib" / "lessons.json").write_bytes(before)
    copy_lessons(workspace, lessons)
    assert [path.name for path in workspace.glob("*.new*")] == ["02_segmentation.new.ipynb"]
