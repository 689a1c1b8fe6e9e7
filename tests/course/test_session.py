"""The verbs of a lesson: hints one at a time, solutions after a try and unless locked, and sentences for all the rest."""

import subprocess
import sys

import pandas as pd
import pytest

from kamlib.course import session
from kamlib.tables.choice import WorkspaceChoice, write_choice


@pytest.fixture
def lesson(open_lesson, test_company):
    session.begin("99", test_company)
    return open_lesson


def test_the_verbs_before_the_lesson_is_open(open_lesson):
    for verb in (session.check, session.hint, session.solution, session.predict, session.play, session.may_say):
        assert "setup cell" in str(verb("99.1"))
    assert "setup cell" in str(session.progress())


def test_hints_come_one_at_a_time_and_solutions_after_a_try(lesson):
    assert "Try 99.1 first" in str(session.solution("99.1"))
    assert [str(session.hint("99.1")) for _ in range(4)] == [
        "Hint 1 of 3: Vague.",
        "Hint 2 of 3: Plainer.",
        "Hint 3 of 3: Divide.",
        "Hint 3 of 3: Divide.",
    ]
    assert session.check("99.1", ...).stage == "not done"
    assert "Try 99.1 first" in str(session.solution("99.1"))
    session.check("99.1", 0.1)
    assert "company.best / total" in str(session.solution("99.1"))


@pytest.mark.parametrize("verb", [session.check, session.hint, session.solution, session.predict, session.may_say])
@pytest.mark.parametrize("number", ["99.7", "seven", "", 99.7, None, "<b>"])
def test_an_unknown_number_is_a_sentence(lesson, verb, number):
    said = verb(number)
    assert "There is no" in str(said)
    assert "<b>" not in said._repr_html_()


def test_a_number_without_quotes_is_understood(lesson):
    assert "Vague" in str(session.hint(99.1))
    assert session.check(99.1, 0.62).passed


def test_a_check_without_an_answer_and_a_play_without_a_decision_are_sentences(lesson):
    assert session.check("99.1").stage == "not done"
    assert "ends without a decision" in str(session.play(pd.Series(dtype=str)))


def test_an_exercise_without_hints_says_so(lesson, best_fifth):
    best_fifth.hints()
    assert str(session.hint("99.1")) == "There is no hint for 99.1."


def test_a_right_answer_hears_how_far_one_is_and_a_wrong_one_does_not(lesson):
    assert "passed in this lesson" not in session.check("99.1", 0.38).message
    assert session.check("99.1", 0.62).message == "Right. 1 of 1 passed in this lesson."


def test_a_trainer_keeps_the_solutions_and_nothing_else(lesson):
    session.check("99.1", 0.1)
    write_choice(lesson, WorkspaceChoice(solutions_locked=True))
    kept = str(session.solution("99.1"))
    assert "Your trainer keeps the solutions for now" in kept
    assert "company.best" not in kept
    assert not session.progress().done.of("99.1").solution_seen
    assert "Vague" in str(session.hint("99.1"))
    assert "def code_of" in str(session.code_of(session.code_of))
    write_choice(lesson, WorkspaceChoice())
    assert "company.best" in str(session.solution("99.1"))


def test_a_workspace_file_nobody_can_read_keeps_the_solution_in_a_sentence(lesson):
    session.check("99.1", 0.1)
    (lesson / "workspace.toml").write_text("lock_solutions = 3", encoding="utf-8")
    assert "true or false" in str(session.solution("99.1"))


TWICE = """
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from types import SimpleNamespace
from kamlib.course import begin

shell = InteractiveShell.instance()
company = SimpleNamespace(name="Test Ltd", currency="EUR")
for _ in range(2):
    begin("99", company)
frame = pd.DataFrame({"who": ["<b>Söhne</b>"], "revenue": [1234.5]})
for thing in (frame, frame["who"]):
    shown, _ = shell.display_formatter.format(thing)
    assert set(shown) == {"text/plain", "text/html"}, set(shown)
    assert shown["text/html"].count("download=") == 1
    assert "&lt;b&gt;" in shown["text/html"]
    assert shown["text/plain"] == repr(thing)
assert "1,234.50" in repr(frame)
"""


def test_tables_of_a_lesson_can_be_saved_and_a_second_begin_adds_nothing(tmp_path):
    subprocess.run([sys.executable, "-c", TWICE], check=True, cwd=tmp_path, timeout=60)
