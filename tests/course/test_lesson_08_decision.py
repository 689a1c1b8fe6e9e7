"""The decision of lesson 08: calls to the silent, refused, played, and worth more than believing those who like us."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.exercises.lesson_08 import decision
from kamlib.tables.company import Company
from kamlib.tables.larkfield import AS_OF


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


@pytest.fixture(scope="module")
def silent(company):
    last = decision.last_two(company)[1]
    return pd.Series(last.index[~last["answered"]])


def test_what_is_no_list_of_the_silent_is_refused_in_a_sentence(company, silent):
    answered = decision.last_two(company)[1].query("answered").index[0]
    for plan, word in (
        ("R1", "list of response_id"),
        (5, "list of response_id"),
        ([silent[0], silent[0]], "twice"),
        (list(silent.head(61)), "people for 60"),
        ([answered], "never came back"),
        (["R00001"], "last wave"),
    ):
        assert word in decision.refuse(company, plan), plan
    assert decision.refuse(company, []) is None
    assert decision.refuse(company, silent.head(60)) is None


def test_without_a_call_the_board_believes_the_weighted_score(company, amount):
    played = decision.outcome(company, [])
    assert amount(played, "Your plan") == amount(played, "Believing the weighted score") == -decision.BONUS
    assert amount(played, "Knowing") > 0
    assert "weighted +0.34" in played.remark


def test_who_knew_everybody_would_see_no_rise(company):
    assert abs(decision.true_change(company)) < 0.1
    assert decision.change_as_it_came(company) > 0.3
    assert decision.change_weighted(company) > decision.RISE


def test_calls_drawn_by_lot_put_the_board_right_more_often_than_not(amount):
    right = 0
    for number in range(6):
        other = kamlib.load("larkfield", seed=f"calls-{number}")
        last = decision.last_two(other)[1]
        lot = pd.Series(last.index[~last["answered"]]).sample(60, random_state=number)
        assert decision.rose(decision.change_weighted(other))
        right += not decision.rose(decision.change_told(other, lot))
    assert right >= 4


def test_the_list_costs_what_its_calls_cost(company, silent, amount):
    played = decision.outcome(company, list(silent.sample(60, random_state=5)))
    assert amount(played, "calls cost") == -60 * decision.CALL_COST
    parts = amount(played, "repair earns") + amount(played, "bonus costs") + amount(played, "calls cost")
    assert amount(played, "Your plan") == pytest.approx(parts)


def test_on_a_clients_file_the_list_is_recorded(company, silent):
    tables = {name: company.get(name) for name in ("responses", "answers", "items", "accounts", "orders")}
    client = Company("Test Ltd", "EUR", AS_OF, lambda: tables)
    assert decision.refuse(client, silent.head(3)) is None
    assert "Recorded: 3 calls" in decision.outcome(client, silent.head(3)).headline
