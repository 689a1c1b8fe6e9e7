"""Account profit: nothing is lost between orders, work and accounts, and what stands in for what is said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamlib
from kamlib.methods import profit

MONEY = st.integers(-100_000, 100_000).map(lambda cents: cents / 100)
ROWS = st.lists(st.tuples(st.sampled_from("ABCDE"), MONEY, MONEY), min_size=1, max_size=30)
WORK = st.lists(st.tuples(st.sampled_from("CDEFG"), st.integers(0, 500), st.none() | st.integers(0, 900)), max_size=30)


def tables(rows, work):
    orders = pd.DataFrame(rows, columns=["account_id", "revenue", "margin"]).astype({"account_id": "str"})
    done = pd.DataFrame(work, columns=["account_id", "minutes", "cost"]).astype(
        {"account_id": "str", "minutes": float, "cost": float}
    )
    return orders, done


@given(ROWS, WORK)
def test_profit_is_all_margin_less_all_cost(rows, work):
    orders, done = tables(rows, work)
    table = profit.by_account(orders, done, rate_per_minute=0.5)
    cost = done["cost"].fillna(done["minutes"] * 0.5).sum()
    assert set(table.index) == set(orders["account_id"]) | set(done["account_id"])
    assert table["profit"].sum() == pytest.approx(orders["margin"].sum() - cost, abs=1e-6)
    assert table["revenue"].sum() == pytest.approx(orders["revenue"].sum(), abs=1e-6)


@given(ROWS, WORK)
def test_the_waterfall_ends_at_the_account_profit(rows, work):
    orders, done = tables(rows, work)
    table = profit.by_account(orders, done, rate_per_minute=0.5)
    for account, expected in table["profit"].items():
        steps = profit.waterfall(orders, done, account, rate_per_minute=0.5)
        assert steps.profit == pytest.approx(expected, abs=1e-6)
        changes = steps.table.loc[~steps.table["is_total"], "amount"].sum()
        assert changes == pytest.approx(expected, abs=1e-6)
    assert profit.waterfall(orders, done, rate_per_minute=0.5).profit == pytest.approx(table["profit"].sum(), abs=1e-6)


def test_an_account_that_cost_work_and_bought_nothing_stays():
    orders, done = tables([("A", 10.0, 5.0)], [("G", 30, 12)])
    table = profit.by_account(orders, done)
    assert table.loc["G", ["revenue", "margin", "cost_to_serve", "profit"]].tolist() == [0, 0, 12, -12]
    assert table.index.name == "account_id"


@pytest.mark.parametrize("missing", ["column", "one line"])
def test_without_margins_revenue_stands_in_and_says_so(missing):
    orders, done = tables([("A", 10.0, 5.0), ("A", 4.0, None)], [("A", 30, 2)])
    orders = orders.drop(columns="margin") if missing == "column" else orders
    table = profit.by_account(orders, done)
    assert np.isnan(table.loc["A", "margin"])
    assert table.loc["A", "profit"] == 12
    assert table["basis"].str.startswith("revenue (margin ").all()
    steps = profit.waterfall(orders, done).table["step"].tolist()
    assert "margin" not in steps
    assert steps[-1] == "left before goods"


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (None, "cost to serve not in this file"),
        (pd.DataFrame({"account_id": ["A"], "minutes": [9.0]}), "no rate is given, cost to serve counted as 0"),
    ],
)
def test_work_without_cost_or_rate_counts_nothing_and_says_so(work, says):
    orders, _ = tables([("A", 10.0, 5.0)], [])
    table = profit.by_account(orders, work)
    assert table.loc["A", "profit"] == 5
    assert says in table.loc["A", "basis"]


def test_missing_costs_take_the_rate_of_those_known():
    cost, words = profit.cost_of_work(pd.DataFrame({"minutes": [50.0, 30], "cost": [100.0, None]}))
    assert cost.tolist() == [100, 60]
    assert "1 of 2 pieces of work have none and count their minutes at 2" in words


def test_a_desk_is_not_charged_at_the_rate_of_a_lorry():
    work = pd.DataFrame({"minutes": [10.0, 10, 30, 30], "cost": [50.0, None, None, None]})
    cost, words = profit.cost_of_work(work.assign(resource=["delivering", "delivering", "selling", "selling"]))
    assert cost.tolist() == [50, 50, 0, 0]
    assert "1 of 2 pieces of delivering have none and count their minutes at 5" in words
    assert "2 of 2 pieces of selling have none and count 0: no rate is known" in words
    assert profit.cost_of_work(work, rate_per_minute=2)[0].tolist() == [50, 20, 60, 60]


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(1, 100_000), st.integers(0, 100_000))
def test_used_and_unused_capacity_are_all_the_cost(minutes, practical, cost):
    found = profit.capacity(pd.DataFrame({"minutes": minutes}), practical, cost)
    assert found.used_cost + found.unused_cost == pytest.approx(cost, abs=1e-6)
    assert found.used_minutes + found.unused_minutes == practical
    assert ("too low" in found.note) == (sum(minutes) > practical)


def test_list_prices_and_returns_have_steps_of_their_own():
    orders = pd.DataFrame(
        {
            "account_id": ["A", "A"],
            "quantity": [10.0, -1],
            "list_price": [12.0, 12],
            "revenue": [100.0, -10],
            "margin": [40.0, -4],
        }
    )
    table = profit.waterfall(orders, None).table.set_index("step")
    assert table["amount"].to_dict() == {
        "list price": 120,
        "discount": -20,
        "taken back": -10,
        "revenue": 90,
        "cost of goods": -54,
        "margin": 36,
        "profit": 36,
    }


def test_many_kinds_of_work_are_put_together():
    orders, _ = tables([("A", 10.0, 5.0)], [])
    work = pd.DataFrame({"account_id": "A", "activity": [f"kind {n}" for n in range(9)], "minutes": range(9)})
    table = profit.waterfall(orders, work, "A", rate_per_minute=1).table
    assert table.loc[table["step"] == "3 more kinds of work", "amount"].item() == -(0 + 1 + 2)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda o, w: profit.by_account(o, w, rate_per_minute=-1), "no rate"),
        (lambda o, w: profit.capacity(w, 0, 10), "gives no rate"),
        (lambda o, w: profit.waterfall(o, w, "Z"), "no account 'Z'"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(call, says):
    with pytest.raises(ValueError, match=says):
        call(*tables([("A", 10.0, 5.0)], [("A", 30, 2)]))


def test_larkfield_adds_up():
    company = kamlib.load("larkfield")
    orders, work = company.orders, company.activities
    table = profit.by_account(orders, work)
    assert table["profit"].sum() == pytest.approx(orders["margin"].sum() - work["cost"].sum())
    assert set(table.index) == set(orders["account_id"]) | set(work["account_id"])
