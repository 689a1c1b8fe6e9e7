"""What a reader did is kept: over kernels, between two of them, for each company apart, and shown as it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.course import session
from kamlib.course.checking import Feedback
from kamlib.course.record import Done, open_progress, record_folder
from kamlib.course.standing import Standing, plan_in_words
from kamlib.tables.choice import WorkspaceChoice, write_choice


@pytest.fixture
def workspace(tmp_path):
    write_choice(tmp_path, WorkspaceChoice())
    return tmp_path


def tried(number="99.1", stage="wrong", mistake=None):
    return Feedback(number, stage, "said", mistake)


def test_progress_is_kept_for_the_next_kernel(open_lesson, test_company):
    session.begin("99", test_company)
    session.check("99.1", 0.38)
    session.check("99.1", 0.62)
    session.begin("99", test_company)
    done = session.progress().done.of("99.1")
    assert (done.tries, done.passed, done.mistakes) == (2, True, [1])


def test_two_kernels_lose_nothing_of_each_other(workspace):
    one, two = open_progress("99", workspace), open_progress("99", workspace)
    one.note_try(tried(mistake=2))
    two.note_try(tried(stage="right"))
    one.note_hint("99.1", 3)
    two.note_guess("99.a", 40.0)
    one.note_decision({"company": "Test Ltd", "plan": {"A": "key"}})
    two.note_try(tried("99.2"))
    done = open_progress("99", workspace).done
    assert (done.of("99.1").tries, done.of("99.1").mistakes, done.of("99.1").hints) == (2, [2], 1)
    assert (done.of("99.1").passed, done.of("99.2").tries, done.guesses) == (True, 1, {"99.a": 40.0})
    assert len(done.decisions) == 1
    assert one.refresh() == two.refresh() == done


def test_the_first_guess_stands(workspace):
    one, two = open_progress("99", workspace), open_progress("99", workspace)
    one.note_guess("99.a", 40.0)
    two.note_guess("99.a", 62.0)
    assert two.done.guesses == {"99.a": 40.0}


def test_nothing_handed_in_is_no_try(workspace):
    progress = open_progress("99", workspace)
    progress.note_try(tried(stage="not done"))
    progress.note_try(tried(stage="not possible"))
    assert not (workspace / "progress").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{half",
        "[]",
        '{"exercises": 3, "guesses": {}, "decisions": []}',
        '{"exercises": {"99.1": {"tries": "two"}}, "guesses": {}, "decisions": []}',
        '{"exercises": {"99.1": {"tries": -1}}, "guesses": {}, "decisions": []}',
        '{"exercises": {"99.1": {"passed": 1}}, "guesses": {}, "decisions": []}',
        '{"exercises": {"99.1": []}, "guesses": {}, "decisions": []}',
        '{"exercises": {}, "guesses": {"99.a": "forty"}, "decisions": []}',
        '{"exercises": {}, "guesses": {}, "decisions": [1]}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_an_unreadable_record_is_set_aside_and_never_lost(workspace, text):
    (workspace / "progress").mkdir()
    (workspace / "progress" / "99.json").write_bytes(text.encode("latin-1"))
    progress = open_progress("99", workspace)
    progress.note_try(tried())
    aside = list((workspace / "progress").glob("99.unreadable-*.json"))
    assert [path.read_bytes() for path in aside] == [text.encode("latin-1")]
    assert open_progress("99", workspace).done.of("99.1").tries == 1


def test_a_record_of_another_version_is_read(workspace):
    (workspace / "progress").mkdir()
    said = {"exercises": {"99.1": {"tries": 2, "mood": "good"}}, "guesses": {}, "decisions": []}
    (workspace / "progress" / "99.json").write_text(json.dumps(said))
    assert open_progress("99", workspace).done.of("99.1").tries == 2


@given(st.lists(st.sampled_from(["try", "right", "hint", "solution", "guess", "decide"]), max_size=8))
def test_what_is_noted_is_read_back(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("noted")
    write_choice(folder, WorkspaceChoice())
    kernels = [open_progress("99", folder), open_progress("99", folder)]
    for place, step in enumerate(steps):
        note, *what = {
            "try": ("note_try", tried(mistake=1)),
            "right": ("note_try", tried(stage="right")),
            "hint": ("note_hint", "99.1", 3),
            "solution": ("note_solution", "99.1"),
            "guess": ("note_guess", "99.a", 1.5),
            "decide": ("note_decision", {"plan": {"Ω": "key"}}),
        }[step]
        getattr(kernels[place % 2], note)(*what)
    done = open_progress("99", folder).done
    assert done.of("99.1").tries == steps.count("try") + steps.count("right")
    assert done.of("99.1").hints == min(3, steps.count("hint"))
    assert done.of("99.1").passed == ("right" in steps)
    assert len(done.decisions) == steps.count("decide")
    assert Done.read(json.loads(json.dumps(done.plain()))) == done


def test_each_company_has_a_record_of_its_own(workspace, tmp_path):
    folders = [record_folder(workspace)]
    for choice in (
        WorkspaceChoice(seed="class-42"),
        WorkspaceChoice(seed="Class-42"),
        WorkspaceChoice(seed="online_retail"),
        WorkspaceChoice("online_retail"),
        WorkspaceChoice(seed="../../out"),
        WorkspaceChoice(seed="班级"),
        WorkspaceChoice(str(tmp_path / "a" / "client.toml")),
        WorkspaceChoice(str(tmp_path / "b" / "client.toml")),
    ):
        write_choice(workspace, choice)
        folders.append(record_folder(workspace))
        open_progress("99", workspace).note_try(tried())
    assert len({str(folder).lower() for folder in folders}) == 9
    assert all(folder.parent in (workspace, workspace / "progress") for folder in folders)
    write_choice(workspace, WorkspaceChoice(solutions_locked=True))
    assert record_folder(workspace) == folders[0], "a lock is no other company"


def test_where_nothing_can_be_written_a_check_still_answers_and_says_so(open_lesson, test_company):
    session.begin("99", test_company)
    (open_lesson / "progress").write_text("a file where the folder should be")
    feedback = session.check("99.1", 0.62)
    assert feedback.passed
    assert "Your progress could not be kept in" in feedback.message
    assert session.progress().passed == 1
    (open_lesson / "progress").unlink()
    assert session.check("99.1", 0.62).message == "Right. 1 of 1 passed in this lesson."
    assert open_progress("99", open_lesson).done.of("99.1").tries == 2, "what waited was written with the next"


def test_outside_a_workspace_it_lives_as_long_as_the_kernel(best_fifth, test_company, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "_current", [])
    session.begin("99", test_company)
    session.check("99.1", 0.62)
    assert session.progress().passed == 1
    assert not list(tmp_path.iterdir())


def test_it_shows_what_was_done_and_no_truth_before_the_guess(open_lesson, test_company):
    session.begin("99", test_company)
    before = session.progress()
    assert before.in_words() == "0 of 1 passed"
    for text in (str(before), before._repr_html_()):
        assert "not guessed yet" in text
        assert "62" not in text
    session.check("99.1", 0.38)
    session.hint("99.1")
    session.solution("99.1")
    session.check("99.1", 0.62)
    session._session().progress.note_guess("99.a", 40.0)
    session._session().progress.note_decision({"plan": {"A1": "key", "A2": "<basic>", "A3": "<basic>"}})
    after = session.progress()
    for text in (str(after), after._repr_html_()):
        for part in ("1 of 1 passed", "✔ 99.1", "2 tries", "1 of 3 hints", "solution seen", "40.0%", "62.0%"):
            assert part in text, part
    assert "<do they>" in str(after)
    assert "2 <basic>, 1 key" in str(after)
    html = after._repr_html_()
    assert "&lt;do they&gt;" in html
    assert "2 &lt;basic&gt;" in html
    assert "<basic>" not in html
    assert "A1" not in html


def test_a_truth_this_file_does_not_know_is_said(best_fifth, test_company):
    done = Done(guesses={"99.a": 40.0})
    test_company.total = 0
    assert "not known from this file" in str(Standing("99", done, test_company))


@pytest.mark.parametrize("plan", [None, {}, 3, "all"])
def test_a_plan_of_another_shape_is_only_recorded(plan):
    assert plan_in_words(plan) == "recorded"


def test_a_plan_of_many_choices_is_counted():
    assert plan_in_words({str(n): str(n) for n in range(50)}) == "50 choices"
