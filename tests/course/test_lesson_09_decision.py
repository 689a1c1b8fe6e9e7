"""The decision of lesson 09: repairs, refused, played, and better chosen by what moves customers than by what they rate low."""

import pytest

import kamlib
from kamlib.course.exercises.lesson_09 import decision
from kamlib.tables.company import Company
from kamlib.tables.larkfield import AS_OF, MENDING


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        ("hotline", "list of repairs"),
        (3, "list of repairs"),
        (["hotline", "hotline"], "twice"),
        (["hot line"], "no repair 'hot line'"),
        (["loading", "hotline", "scanners", "sample rooms"], "Less is allowed"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(company, plan, word):
    assert word in decision.refuse(company, plan)


def test_every_rule_makes_a_plan_that_can_be_paid(company):
    truth = company.truth["repairs"].set_index("repair")
    plans = [
        decision.lowest_rated(company),
        decision.most_lift(company),
        decision.by_what_moves(company),
        decision.best_plan(truth),
    ]
    for plan in plans:
        assert decision.refuse(company, plan) is None
        assert truth.loc[plan, "cost"].sum() <= MENDING


def test_the_play_adds_up_and_knows_the_best(company, amount):
    plan = decision.by_what_moves(company)
    played = decision.outcome(company, plan)
    assert amount(played, "expected to bring") + amount(played, "What they cost") == pytest.approx(
        amount(played, "Your plan")
    )
    assert amount(played, "Your plan") <= amount(played, "The best there is") + 0.01
    assert "mend nothing" in decision.outcome(company, []).headline


def test_what_moves_customers_beats_what_they_rate_low():
    rule, lowest = [], []
    for number in range(8):
        other = kamlib.load("larkfield", seed=f"repairs-{number}")
        truth = other.truth["repairs"].set_index("repair")
        rule.append(decision.net_of(truth, decision.by_what_moves(other)))
        lowest.append(decision.net_of(truth, decision.lowest_rated(other)))
    assert sum(rule) > sum(lowest)
    assert min(rule) > 0


def test_on_a_clients_file_the_plan_is_recorded(company):
    client = Company("Test Ltd", "EUR", AS_OF, lambda: {"orders": company.orders})
    assert decision.refuse(client, ["our own idea"]) is None
    assert "Recorded: 1 repair" in decision.outcome(client, ["our own idea"]).headline
