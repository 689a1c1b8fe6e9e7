"""A check goes in stages, never raises, and tells nothing before it is asked."""

from types import SimpleNamespace

import pytest

from kamlib.course.checking import judge
from kamlib.tables.company import MissingTable

COMPANY = SimpleNamespace(name="Test Ltd", best=62, total=100)


@pytest.mark.parametrize(
    ("answer", "stage", "said"),
    [
        (..., "not done", "three dots"),
        ("62 %", "type", "not text"),
        (62, "shape", "Divide by 100"),
        (0.62, "right", "Right."),
        (0.38, "mistake", "That is the rest."),
        (-0.62, "wrong", "but for its sign"),
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


def test_a_number_that_does_not_exist_is_no_right_answer(best_fifth):
    empty = SimpleNamespace(best=float("nan"), total=100)
    for answer in (0.5, float("nan")):
        feedback = judge(best_fifth, empty, answer)
        assert feedback.stage == "not possible"
        assert "holds too little" in feedback.message


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
