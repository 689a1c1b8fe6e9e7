"""On several seeds every reference solution passes its own check, and every named mistake hears its own sentence."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.checking import judge
from kamlib.course.exercise import exercises, guesses, lessons_with_exercises
from kamlib.tables.company import Company
from kamlib.tables.larkfield import AS_OF

SEEDS = [None, "class-42", "class-7"]
ALL = [one for lesson in lessons_with_exercises() for one in exercises(lesson).values()]
ALL_GUESSES = [one for lesson in lessons_with_exercises() for one in guesses(lesson).values()]


@pytest.fixture(scope="module")
def companies():
    return [kamlib.load("larkfield", seed=seed) for seed in SEEDS]


@pytest.fixture(params=range(len(SEEDS)), ids=map(str, SEEDS))
def company(request, companies):
    return companies[request.param]


def test_every_lesson_has_enough_of_them():
    assert "02" in lessons_with_exercises()
    for lesson in lessons_with_exercises():
        assert len(exercises(lesson)) >= (3 if lesson == "00" else 6)
    for one in ALL:
        assert len(one.hint_texts) >= 3, one.number
        assert len(one.mistakes) >= 3, one.number


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.number)
def test_the_solution_passes_its_own_check(exercise, company):
    assert judge(exercise, company, exercise(company)).stage == "right"


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.number)
def test_each_mistake_is_named(exercise, companies, coincide):
    wanted = [mistake.message for mistake in exercise.mistakes]
    assert len(set(wanted)) == len(wanted)
    for mistake in exercise.mistakes:
        heard = [judge(exercise, company, mistake.way(company)).message for company in companies]
        if mistake.way.__name__ not in coincide.get(exercise.number, ()):
            assert set(heard) == {mistake.message}
        else:
            assert heard.count(mistake.message) == len(companies) - 1
            assert set(heard) <= {"Right.", *wanted}


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.number)
@pytest.mark.parametrize("answer", [None, "?", [], {}, object(), -1e9, float("nan")])
def test_nonsense_is_refused_without_a_crash(exercise, answer):
    assert not judge(exercise, kamlib.load("larkfield"), answer).passed


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.number)
def test_the_solution_shown_runs_and_is_right(exercise):
    company = kamlib.load("larkfield")
    names: dict = {"company": company}
    setup = "import math\n\nimport numpy as np\nimport pandas as pd\n\nfrom kamlib import methods\nfrom kamlib.tables import larkfield\n"
    exec(setup + exercise.solution_code(), names)
    assert judge(exercise, company, names["answer"]).passed


def test_exercises_come_in_the_order_of_their_numbers():
    assert list(exercises("03")) == [f"3.{place}" for place in range(1, 10)]
    assert list(guesses("03")) == ["3.a", "3.b", "3.c", "3.d"]


def of_orders(*lines):
    """Return a client with a ledger of (revenue, margin), an order and an account each: serving takes 10 % of sales."""
    rows = [(f"O{i}", f"A{i}", AS_OF - pd.Timedelta(days=5), *money) for i, money in enumerate(lines)]
    orders = pd.DataFrame(rows, columns=["order_id", "account_id", "ordered_at", "revenue", "margin"])
    return Company("Client", "EUR", AS_OF, lambda: {"orders": orders})


def test_a_guess_without_a_truth_says_so_and_shows_no_number():
    with pytest.raises(ValueError, match="leave no profit"):
        guesses("03")["3.c"].truth(of_orders((1000.0, 0.0), (1000.0, 50.0)))
    with pytest.raises(ValueError, match="no account makes a loss"):
        guesses("03")["3.d"].truth(of_orders((1000.0, 400.0), (1000.0, 300.0)))


def test_a_guess_is_told_the_truth_however_high_it_is():
    assert guesses("03")["3.c"].truth(of_orders((1000.0, 1000.0), (1000.0, -700.0))) == pytest.approx(900.0)


@pytest.mark.parametrize("guess", ALL_GUESSES, ids=lambda one: one.number)
def test_guesses_have_their_truth_in_range(guess, company):
    assert guess.low <= float(guess.truth(company)) <= guess.high
