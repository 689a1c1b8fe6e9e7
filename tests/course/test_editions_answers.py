"""What a trainer is told to expect: every right answer and every named mistake, on the company of the class."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.editions.answers import Expected, describe_answer, expected
from kamlib.course.exercise import exercises, guesses, lessons_with_exercises
from kamlib.course.expects import Number, OneOf, PerAccount, accounts, count, money, share
from kamlib.tables.company import Company

LESSONS = lessons_with_exercises()


@pytest.fixture(scope="module", params=[None, "class-42"])
def company(request):
    return kamlib.load("larkfield", seed=request.param)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_mistake_of_every_exercise_is_told(lesson, company, coincide):
    for number, one in exercises(lesson).items():
        told = expected(number, company)
        assert [sentence for _, sentence in told.wrong] == [mistake.message for mistake in one.mistakes]
        assert told.hints == one.hint_texts
        assert all(answer and "breaks" not in answer for answer, _ in told.wrong)
        apart = [mistake.way.__name__ not in coincide.get(number, ()) for mistake in one.mistakes]
        assert not any(sure and "same as right" in answer for sure, (answer, _) in zip(apart, told.wrong, strict=True))
        assert told.right not in [answer for answer, _ in told.wrong], number
        assert all(len(words) < 200 for words in (told.right, *[answer for answer, _ in told.wrong])), number


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_prediction_is_told_with_its_truth(lesson, company):
    for number, one in guesses(lesson).items():
        told = expected(number, company)
        assert any(letter.isdigit() for letter in told.right)
        assert told.afterwards == one.afterwards


def test_each_class_has_its_own_numbers():
    own = [expected("2.8", kamlib.load("larkfield", seed=seed)).right for seed in ("class-1", "class-2")]
    assert own[0] != own[1]


def test_a_file_that_cannot_answer_says_so(company):
    orders = company.orders.drop(columns="margin")
    client = Company("A client", "EUR", company.as_of, lambda: {"orders": orders}, dict)
    assert "This file cannot answer it" in expected("2.5", client).right
    assert expected("2.5", client).wrong == ()
    assert expected("2.1", client).wrong


def test_client_text_is_escaped():
    shown = Expected("2.1", "<b>?", "<i>", (("<u>", "<s>"),), ("<h1>",), "<p1>")
    for text in ("<b>?", "<i>", "<u>", "<s>", "<h1>", "<p1>"):
        assert text not in shown._repr_html_()
        assert text in str(shown)


@pytest.mark.parametrize(
    ("answer", "expects", "said"),
    [
        (12, count, "12"),
        (0.5, share, "0.500, that is 50.0%"),
        (1234.5, money, "€1,234.50"),
        (3.25, Number("days"), "3.25 days"),
        ("A", OneOf(("A", "B")), "A"),
        ([], accounts, "none"),
        (pd.Index(["B", "A"]), accounts, "2: A, B"),
        (pd.Series({"A1": "key"}), PerAccount("tiers"), "1: A1 key"),
        (pd.Series({"A1": 2.0, "A2": 3.0}), PerAccount("scores"), "2 values, 2.5 on average: A1 2, A2 3, …"),
        (None, accounts, "None"),
    ],
)
def test_answers_in_a_few_words(answer, expects, said):
    assert describe_answer(answer, expects, "EUR") == said


def test_an_unknown_number_is_a_sentence(company):
    with pytest.raises(ValueError, match=r"There is no exercise '2\.99' in lesson 02"):
        expected("2.99", company)
