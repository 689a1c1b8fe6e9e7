"""The decision of lesson 05: what is paid for new accounts, refused, played, and better decided with care than by habit."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.exercises.lesson_05 import decision
from kamlib.tables.company import Company
from kamlib.tables.larkfield import AS_OF, lots_on_offer


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def truth_of(company):
    return company.truth["prospects"].set_index("lot")


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        ({"L01": 3}, "Series"),
        (pd.Series([1.0, 2.0], index=["L01", "L01"]), "twice"),
        (pd.Series([1.0], index=["L99"]), "nobody offers"),
        (pd.Series([-1.0], index=["L01"]), "from 0 on"),
        (pd.Series([None], index=["L01"]), "from 0 on"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(company, plan, word):
    assert word in decision.refuse(company, plan)


def test_a_lot_is_bought_where_the_price_reaches_what_is_asked(company, amount):
    truth = truth_of(company)
    exact = truth["asked"].head(1)
    assert decision.refuse(company, exact) is None
    bought = decision.outcome(company, exact)
    row = truth.iloc[0]
    assert amount(bought, "against buying nothing") == pytest.approx(
        row["accounts"] * (row["expected_value"] - row["asked"])
    )
    assert amount(decision.outcome(company, exact - 0.01), "against buying nothing") == 0


def test_nothing_beats_knowing_every_value(company):
    truth = truth_of(company)
    best = decision.net_of(truth, truth["expected_value"])
    for plan in (decision.by_first_order(company), decision.by_average(company), decision.by_past_accounts(company)):
        assert decision.net_of(truth, plan) <= best


def test_a_buyer_is_not_told_price_or_value(company):
    told = lots_on_offer(company.truth)
    assert len(told) == 12
    assert not {"asked", "expected_value", "realised_value"} & set(told.columns)


def test_care_earns_and_habits_lose_on_fresh_seeds():
    nets = []
    for number in range(1, 13):
        fresh = kamlib.load("larkfield", seed=f"buying-{number}")
        truth = truth_of(fresh)
        rules = (decision.by_past_accounts, decision.by_first_order, decision.by_average)
        nets.append([decision.net_of(truth, rule(fresh)) for rule in rules])
    found = pd.DataFrame(nets, columns=["care", "first order", "average"])
    assert found["care"].mean() > 0 > found[["first order", "average"]].mean().max()
    assert (found["care"] > found[["first order", "average"]].max(axis=1)).mean() > 0.6


def test_a_client_s_prices_are_recorded():
    orders = pd.DataFrame({"account_id": ["A"], "order_id": ["O"], "ordered_at": [AS_OF], "revenue": [1.0]})
    client = Company("Client", "EUR", AS_OF, lambda: {"orders": orders})
    plan = pd.Series({"builders": 500.0})
    assert decision.refuse(client, plan) is None
    assert decision.outcome(client, plan).headline.startswith("Recorded")
