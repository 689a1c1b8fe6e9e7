"""The decision of lesson 03: a plan is refused in a sentence, played against the truth, or recorded."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.exercises.lesson_03.decision import MOST, habits, outcome, refuse
from kamlib.tables.company import Company
from kamlib.tables.larkfield import REPRICING

SEEDS = [None, "class-42", "class-7"]


@pytest.fixture(scope="module", params=SEEDS)
def company(request):
    return kamlib.load("larkfield", seed=request.param)


def lines(played):
    return dict(played.amounts)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (None, "A plan is a Series"),
        ({"A0001": "release"}, "A plan is a Series"),
        (pd.Series(["release", "reprice"], index=["A0001", "A0001"]), "Account A0001 stands in the plan twice"),
        (pd.Series({"B1": "release"}), "'B1' is no account (1 such in the plan)"),
        (pd.Series({"A0001": "dismiss"}), "'dismiss' is no option: they are leave_as_it_is, reprice"),
        (pd.Series("release", index=["A0001", "A0002", "A0003", "A0004"]), "changes 4 accounts; there is time for 3"),
    ],
)
def test_a_plan_that_cannot_be_played_hears_why(plan, said):
    problem = refuse(kamlib.load("larkfield"), plan)
    assert problem is not None
    assert said in problem
    assert "\n" not in problem


def test_doing_nothing_earns_nothing(company):
    plan = pd.Series(REPRICING[0], index=company.accounts["account_id"])
    assert refuse(company, plan) is None
    played = outcome(company, plan)
    assert lines(played)["Your plan against leaving everything as it is"] == 0
    assert lines(played)["The best three changes there are"] > 10_000


def test_the_best_three_reach_all_of_it(company):
    truth = company.truth["repricing"].pivot(index="account_id", columns="option", values="expected_profit")
    gains = truth.sub(truth[REPRICING[0]], axis=0)
    best = gains.max(axis=1).nlargest(MOST).index
    played = outcome(company, gains.loc[best].idxmax(axis=1))
    shown = lines(played)
    assert shown["Your plan against leaving everything as it is"] == pytest.approx(
        shown["The best three changes there are"]
    )
    assert "You reached 100%" in played.remark
    per_account = [amount for label, amount in played.amounts if label.startswith("A0")]
    assert sum(per_account) == pytest.approx(shown["The best three changes there are"])


def test_the_habits_are_plans_that_can_be_played(company):
    for habit, label in zip(
        habits(company),
        ("Releasing the three with the largest loss", "Raising the price of the three with the most revenue"),
        strict=True,
    ):
        assert refuse(company, habit) is None
        shown = lines(outcome(company, habit))
        assert shown["Your plan against leaving everything as it is"] == pytest.approx(shown[label])


def test_where_nobody_knows_the_plan_is_recorded():
    orders = kamlib.load("larkfield").orders
    client = Company("Client", "CHF", pd.Timestamp("2025-12-31"), lambda: {"orders": orders})
    plan = pd.Series({"A0001": "release", "A0002": REPRICING[0]})
    assert refuse(client, plan) is None
    played = outcome(client, plan)
    assert played.amounts == ()
    assert played.headline == "Recorded: 1 account to change."
