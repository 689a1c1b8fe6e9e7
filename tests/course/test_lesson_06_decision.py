"""The decision of lesson 06: where the next money goes, refused, played, and better decided with care than by a saying."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.exercises.lesson_06 import decision
from kamlib.tables.company import Company
from kamlib.tables.larkfield import AS_OF, NEXT_MONEY, pilots_told


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def truth_of(company):
    return company.truth["pilots"].set_index("programme")


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        ({"fairs": 3}, "Series"),
        (pd.Series([1.0, 2.0], index=["fairs", "fairs"]), "twice"),
        (pd.Series([1.0], index=["fair"]), "no programme 'fair'"),
        (pd.Series([-1.0], index=["fairs"]), "from 0 on"),
        (pd.Series([None], index=["fairs"]), "from 0 on"),
        (pd.Series([float("inf")], index=["fairs"]), "from 0 on"),
        (pd.Series([60_000.0], index=["fairs"]), "there are 50,000"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(company, plan, word):
    assert word in decision.refuse(company, plan)


def test_all_of_the_money_and_none_of_it_are_plans(company, amount):
    assert decision.refuse(company, pd.Series([NEXT_MONEY], index=["fairs"])) is None
    assert decision.refuse(company, pd.Series(dtype=float)) is None
    nothing = decision.outcome(company, pd.Series(0.0, index=["fairs"]))
    assert amount(nothing, "against keeping the money") == 0
    assert "nothing gained, nothing lost" in nothing.remark


def test_money_meets_a_curve_that_flattens(company):
    truth = truth_of(company)
    some, twice = (decision.net_of(truth, pd.Series({"fairs": money})) + money for money in (5_000.0, 10_000.0))
    assert 0 < twice < 2 * some


def test_nothing_beats_knowing_every_curve(company):
    truth = truth_of(company)
    best = decision.net_of(truth, decision.best_plan(truth))
    even = pd.Series(NEXT_MONEY / len(truth), index=truth.index)
    rules = (decision.all_to_keeping, decision.cheapest_on_average, decision.by_the_next_account)
    for plan in (even, *(rule(company) for rule in rules)):
        assert plan.sum() <= NEXT_MONEY + 0.01
        assert decision.net_of(truth, plan) <= best
    assert best > 0


def test_the_student_is_not_told_curve_or_worth(company):
    told = pilots_told(company.truth)
    assert len(told) == 6
    assert not {"ceiling", "saturation", "expected_value", "luck"} & set(told.columns)


def test_the_careful_rule_never_goes_beyond_what_was_tried(company):
    told = pilots_told(company.truth)
    plan = decision.by_the_next_account(company)
    assert (plan <= told["spending_double"] - told["spending_usual"] + 0.01).all()


def test_care_earns_and_sayings_lose_on_fresh_seeds():
    nets = []
    for number in range(1, 13):
        fresh = kamlib.load("larkfield", seed=f"spending-{number}")
        truth = truth_of(fresh)
        rules = (decision.by_the_next_account, decision.all_to_keeping, decision.cheapest_on_average)
        nets.append([decision.net_of(truth, rule(fresh)) for rule in rules])
    found = pd.DataFrame(nets, columns=["care", "keep", "cheapest"])
    assert found["care"].mean() > 5_000
    assert found[["keep", "cheapest"]].mean().max() < -5_000
    assert (found["care"] > found[["keep", "cheapest"]].max(axis=1)).mean() > 0.9


def test_a_client_s_plan_is_recorded():
    orders = pd.DataFrame({"account_id": ["A"], "order_id": ["O"], "ordered_at": [AS_OF], "revenue": [1.0]})
    client = Company("Client", "EUR", AS_OF, lambda: {"orders": orders})
    plan = pd.Series({"fairs": 500.0})
    assert decision.refuse(client, plan) is None
    assert decision.outcome(client, plan).headline.startswith("Recorded")
