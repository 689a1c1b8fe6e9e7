"""A check goes in stages, never raises, and tells nothing before it is asked."""

from types import SimpleNamespace

import pytest

from kamlib.course import exercise as registry
from kamlib.course import session
from kamlib.course.checking import judge
from kamlib.course.exercise import exercise
from kamlib.course.expects import share
from kamlib.tables.company import MissingTable


@pytest.fixture
def best_fifth(monkeypatch):
    monkeypatch.setattr(registry, "_EXERCISES", {})
    monkeypatch.setattr(registry, "lessons_with_exercises", list)

    @exercise("99.1", "Which share?", expects=share)
    def asked(company):
        """Return the share."""
        total = company.total
        return company.best / total

    @asked.mistake("That is the rest.")
    def of_the_rest(company):
        return 1 - company.best / company.total

    @asked.mistake("Divide by zero.")
    def breaks(company):
        return company.best / 0

    asked.hints("Vague.", "Plainer.", "Divide.")
    return asked


COMPANY = SimpleNamespace(name="Test Ltd", best=62, total=100)


@pytest.mark.parametrize(
    ("answer", "stage", "said"),
    [
        (..., "not done", "three dots"),
        ("62 %", "type", "not text"),
        (62, "shape", "Divide by 100"),
        (0.62, "right", "Right."),
        (0.38, "mistake", "That is the rest."),
        (0.5, "wrong", "hint('99.1')"),
    ],
)
def test_stages(best_fifth, answer, stage, said):
    feedback = judge(best_fifth, COMPANY, answer)
    assert (feedback.stage, feedback.passed) == (stage, stage == "right")
    assert said in feedback.message


def test_right_comes_before_a_mistake_with_the_same_number(best_fifth):
    assert judge(best_fifth, SimpleNamespace(best=50, total=100), 0.5).passed


def test_a_file_that_cannot_answer_is_said(best_fifth):
    class Bare:
        @property
        def total(self):
            raise MissingTable("Test Ltd has no table 'orders'.")

    feedback = judge(best_fifth, Bare(), 0.5)
    assert feedback.stage == "not possible"
    assert "no table 'orders'" in feedback.message


def test_an_answer_that_explodes_is_a_sentence(best_fifth):
    class Bomb(float):
        def __float__(self):
            raise RuntimeError("boom")

    assert judge(best_fifth, COMPANY, Bomb(0.5)).stage == "type"


def test_markup_in_a_message_is_inert(best_fifth):
    best_fifth.mistakes[0] = type(best_fifth.mistakes[0])("<b>&", best_fifth.mistakes[0].way)
    assert "&lt;b&gt;&amp;" in judge(best_fifth, COMPANY, 0.38)._repr_html_()


def test_solution_code_is_what_a_reader_would_write(best_fifth):
    assert best_fifth.solution_code() == "total = company.total\nanswer = company.best / total"


@pytest.fixture
def open_lesson(best_fifth, monkeypatch, tmp_path):
    (tmp_path / "workspace.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "_current", [])
    return tmp_path


def test_the_verbs_before_the_lesson_is_open(open_lesson):
    for verb in (session.check, session.hint, session.solution, session.predict, session.play):
        said = verb("99.1", 1) if verb is session.check else verb("99.1")
        assert "setup cell" in str(said)


def test_hints_come_one_at_a_time_and_solutions_after_a_try(open_lesson):
    session.begin("99", COMPANY)
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


def test_progress_is_kept_for_the_next_kernel(open_lesson):
    session.begin("99", COMPANY)
    session.check("99.1", 0.38)
    session.check("99.1", 0.62)
    session.begin("99", COMPANY)
    record = session._current[0].progress.record("99.1")
    assert (record["tries"], record["passed"], record["mistakes"]) == (2, True, [1])
    assert session._current[0].progress.summary(["99.1", "99.2"]) == "1 of 2 exercises passed."


def test_an_unreadable_record_is_set_aside(open_lesson):
    session.begin("99", COMPANY)
    session.check("99.1", 0.62)
    (open_lesson / "progress" / "99.json").write_text("{half", encoding="utf-8")
    session.begin("99", COMPANY)
    assert list((open_lesson / "progress").glob("99.unreadable-*.json"))
    assert session.check("99.1", 0.62).passed


def test_an_unknown_exercise_is_a_sentence(open_lesson):
    session.begin("99", COMPANY)
    assert "no exercise '99.7'" in str(session.check("99.7", 1))
