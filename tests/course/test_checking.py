"""A check goes in stages, never raises, and tells nothing before it is asked."""

from types import SimpleNamespace

import pytest

from kamlib.course.checking import Feedback, judge
from kamlib.course.exercise import Exercise
from kamlib.course.expects import Names, Number, share
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


@pytest.mark.parametrize(("answer", "said"), [(-7, "Near. If yours is rounded"), (-8, "Not right"), (-6.58, "Right.")])
def test_a_whole_number_that_is_near_is_told_from_a_wrong_one(best_fifth, answer, said):
    points = Exercise("99.2", "How many points?", Number("points", tolerance=0.05), lambda company: -6.58)
    assert judge(points, COMPANY, answer).message.startswith(said)


def test_a_whole_result_is_refused_with_what_to_do(best_fifth):
    assert "read one number from it" in judge(best_fifth, COMPANY, Feedback("1", "right", "Right.")).message


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


def test_names_hear_how_many_are_missing_and_how_many_too_many():
    asked = Exercise("99.3", "Which?", Names("item numbers", "01"), lambda company: ["01", "02"])
    assert "1 is missing, and 2 of yours are too many." in judge(asked, COMPANY, ["02", "03", "04"]).message


def test_a_wrong_way_is_named_though_its_number_has_no_shape_of_a_share():
    asked = Exercise("99.4", "Which share?", share, lambda company: 0.8517)
    asked.mistake("That is the mean tick.")(lambda company: 8.526316)
    assert judge(asked, COMPANY, 8.526).message == "That is the mean tick."
    assert "percentage" in judge(asked, COMPANY, 85.17).message
