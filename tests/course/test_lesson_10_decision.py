"""The decision of lesson 10: cures, refused, played, and better chosen by the chain of gaps than by habit."""

import pytest

import kamlib
from kamlib.course.exercises.lesson_10 import decision
from kamlib.tables.company import Company
from kamlib.tables.larkfield import AS_OF, CLOSING, CURES


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        ("coach", "dict from item to cure"),
        (["09"], "dict from item to cure"),
        ({"9": "coach"}, "'9' is none of the shortfalls"),
        ({"09": "train"}, "no cure 'train'"),
        ({"01": "coach", "03": "coach", "08": "coach", "09": "coach"}, "Less is allowed"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(company, plan, word):
    assert word in decision.refuse(company, plan)


def test_every_rule_makes_a_plan_that_can_be_paid(company):
    truth = company.truth["cures"]
    plans = [
        *(decision.everywhere(company, cure) for cure in CURES),
        decision.by_the_chain(company),
        decision.best_plan(truth),
    ]
    for plan in plans:
        assert decision.refuse(company, plan) is None
        assert decision._rows(truth, plan)["cost"].sum() <= CLOSING


def test_the_play_adds_up_and_knows_the_best(company, amount):
    played = decision.outcome(company, decision.by_the_chain(company))
    assert "4 of the cures fit the gap" in played.headline
    assert amount(played, "expected to bring") + amount(played, "What they cost") == pytest.approx(
        amount(played, "Your plan")
    )
    assert amount(played, "Your plan") <= amount(played, "The best there is") + 0.01
    assert amount(played, "Coaching everybody") < 0
    assert "cure nothing" in decision.outcome(company, {}).headline


def test_the_chain_beats_the_habits():
    for number in range(6):
        other = kamlib.load("larkfield", seed=f"cures-{number}")
        truth = other.truth["cures"]
        rule = decision.net_of(truth, decision.by_the_chain(other))
        assert rule > 0
        assert rule > max(decision.net_of(truth, decision.everywhere(other, cure)) for cure in ("coach", "write"))


def test_on_a_clients_file_the_plan_is_recorded(company):
    client = Company("Test Ltd", "EUR", AS_OF, lambda: {"orders": company.orders})
    assert decision.refuse(client, {"our own": "idea"}) is None
    assert "Recorded: 1 cure" in decision.outcome(client, {"our own": "idea"}).headline
