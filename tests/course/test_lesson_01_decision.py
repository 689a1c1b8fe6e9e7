"""The decision of lesson 01: a list of gaps is refused in a sentence, played against the truth, or recorded."""

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.exercises.lesson_01 import ASSUMPTIONS
from kamlib.course.exercises.lesson_01.decision import (
    CELL,
    best_list,
    easiest_first,
    in_the_hours,
    largest_first,
    outcome,
    record,
    refuse,
)
from kamlib.tables.company import Company
from kamlib.tables.larkfield import ASKING_MINUTES, COST_A_MINUTE, HOURS

SEEDS = [None, "class-42", "class-7"]


@pytest.fixture(scope="module", params=SEEDS)
def company(request):
    return kamlib.load("larkfield", seed=request.param)


def gaps_of(company):
    return company.knowledge.loc[company.knowledge["answer"].isna(), CELL]


def lines(played):
    return dict(played.amounts)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (None, "A plan is a table"),
        (pd.Series({"A0001": 4}), "A plan is a table"),
        (pd.DataFrame({"account_id": ["A0001"]}), "A plan is a table"),
        (pd.DataFrame({"account_id": ["A0001", "A0001"], "question": [4, 4]}), "Question 4 at account A0001 .* twice"),
        (
            pd.DataFrame({"account_id": ["B1", "A0001"], "question": [4, 4]}),
            "names 1 account that we do not have, first 'B1'",
        ),
        (pd.DataFrame({"account_id": ["A0001"], "question": [14]}), "14 is no question: .* from 1 to 13"),
        (pd.DataFrame({"account_id": ["A0001"], "question": [np.nan]}), "nan is no question"),
        (pd.DataFrame({"account_id": ["A0001"], "question": ["4"]}), "'4' is no question"),
    ],
)
def test_a_plan_that_cannot_be_played_hears_why(plan, said):
    import re

    problem = refuse(kamlib.load("larkfield"), plan)
    assert problem is not None
    assert re.search(said, problem)
    assert "\n" not in problem


def test_a_good_plan_is_taken_with_other_columns_and_any_index(company):
    plan = gaps_of(company).assign(worth=1.0)
    assert refuse(company, plan) is None
    assert lines(outcome(company, plan)) == lines(outcome(company, plan.reset_index(drop=True)))


def test_the_list_is_worked_from_the_top_until_the_hours_are_gone(company):
    truth = company.truth["gaps"].set_index(CELL)
    plan = gaps_of(company)
    asked = in_the_hours(truth, plan)
    assert asked["minutes_to_ask"].sum() <= 60 * HOURS
    following = truth.reindex(pd.MultiIndex.from_frame(plan)).iloc[len(asked)]
    assert asked["minutes_to_ask"].sum() + following["minutes_to_ask"] > 60 * HOURS
    upside_down = in_the_hours(truth, plan.iloc[::-1])
    assert upside_down.index[0] == tuple(plan.iloc[-1])


def test_the_amounts_add_up(company):
    played = outcome(company, largest_first(company))
    amounts = lines(played)
    expected, cost = list(amounts.values())[:2]
    assert amounts["Your list against asking nothing"] == pytest.approx(expected + cost)
    assert amounts["The gaps of the largest accounts first"] == pytest.approx(expected + cost)
    assert -cost == pytest.approx(60 * HOURS * COST_A_MINUTE, rel=0.05)
    truth = company.truth["gaps"].set_index(CELL)
    asked = in_the_hours(truth, largest_first(company))
    luck = next(value for label, value in amounts.items() if label.startswith("Luck"))
    assert luck == pytest.approx(asked["realised_gain"].sum() - asked["expected_gain"].sum())


def test_the_best_list_is_within_one_answer_of_what_any_list_could_earn(company):
    """Filling by gain a minute, the last answer cut, earns at least the true best less one answer (Dantzig 1957)."""
    truth = company.truth["gaps"].set_index(CELL)
    ordered = truth.reindex(pd.MultiIndex.from_frame(best_list(truth)))
    reached = in_the_hours(truth, best_list(truth))
    cut = ordered.iloc[len(reached)]
    left = 60 * HOURS - reached["minutes_to_ask"].sum()
    most = reached["expected_gain"].sum() + cut["expected_gain"] * left / cut["minutes_to_ask"]
    assert reached["expected_gain"].sum() > 0.985 * most
    for rule in (largest_first, easiest_first):
        assert in_the_hours(truth, rule(company))["expected_gain"].sum() <= most


def test_asking_only_what_our_books_say_loses_the_hours(company):
    plan = gaps_of(company)
    played = outcome(company, plan[plan["question"].isin([3, 11, 12])])
    assert "lose" in played.headline
    assert "100% of the answers told nothing" in played.remark
    assert played.amounts[0][1] == 0


def test_nothing_asked_costs_nothing_and_earns_nothing(company):
    played = outcome(company, gaps_of(company).iloc[:0])
    assert list(lines(played).values())[:3] == [0, 0, 0]
    assert played.remark == "Nobody was asked anything."


def test_on_a_file_without_a_truth_the_list_is_recorded():
    orders = pd.DataFrame(
        {"order_id": ["1"], "account_id": ["A"], "ordered_at": pd.Timestamp("2024-01-01"), "revenue": [10.0]}
    )
    accounts = pd.DataFrame({"account_id": ["A"], "account_name": ["Å & <b>Co</b>"]})
    client = Company("Å", "SEK", pd.Timestamp("2024-02-01"), lambda: {"orders": orders, "accounts": accounts})
    plan = pd.DataFrame({"account_id": "A", "question": range(1, 14)})
    assert refuse(client, plan) is None
    played = outcome(client, plan)
    assert played.amounts == ()
    assert f"the first {len(plan)} questions" in played.headline
    assert played.headline.endswith("at 1 account.")


def test_a_list_goes_on_record_in_its_order_and_in_words_that_name_nobody(company, tmp_path, monkeypatch):
    import json

    from kamlib.course.standing import plan_in_words

    plan = gaps_of(company).iloc[::-1].head(20)
    kept = json.loads(json.dumps(record(plan)))
    assert list(kept) == [f"{account} {question}" for account, question in plan.itertuples(index=False)]
    assert not any(account in plan_in_words(kept) for account in plan["account_id"])


def test_a_play_in_the_lesson_is_kept(company, tmp_path, monkeypatch):
    from kamlib.course import begin, play, progress

    monkeypatch.chdir(tmp_path)
    begin("01", company)
    assert play("everything").text.startswith("A plan is a table")
    played = play(gaps_of(company).head(3))
    assert "you asked 3 of the 3 questions" in played.headline
    assert "Decision taken" in str(progress())


def test_assumptions_are_for_every_question_and_take_the_published_minutes():
    assert ASSUMPTIONS.index.tolist() == list(range(1, 14))
    assert ASSUMPTIONS["minutes"].to_dict() == ASKING_MINUTES
    assert (ASSUMPTIONS.loc[[3, 11, 12], "gain_share"] == 0).all()
    others = ASSUMPTIONS.drop([3, 11, 12])
    blind = others["probability"] * others["gain_share"] - (1 - others["probability"]) * others["loss_share"]
    assert (blind < 0).all(), "acting without the answer would pay, so the answer would change less than it says"
