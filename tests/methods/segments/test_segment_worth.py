from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.segments import allocation_value, best_allocation, tier_count, worth_of_tiers

MARGINS = pd.Series({"x": 1000.0, "y": 400.0, "z": -50.0})
TIERS = pd.Series({"x": "A", "y": "B", "z": "C"})


def test_worth_is_gain_less_service_and_complexity():
    table = worth_of_tiers(MARGINS, TIERS, {"A": 0.2, "B": 0.1, "C": 0}, {"A": 50, "B": 30, "C": 0}, cost_of_a_tier=20)
    assert table["gain"].tolist() == [200, 40, 0]
    assert table["net"].tolist() == [130, -10, 0]
    assert table["break_even_response"].tolist()[:2] == pytest.approx([0.07, 0.125])
    assert np.isnan(table.loc["C", "break_even_response"])


def test_at_break_even_nothing_is_left():
    table = worth_of_tiers(MARGINS, TIERS, {"A": 0.2, "B": 0.1, "C": 0}, {"A": 50, "B": 30, "C": 0}, 20)
    even = table["break_even_response"].fillna(0).to_dict()
    again = worth_of_tiers(MARGINS, TIERS, even, {"A": 50, "B": 30, "C": 0}, 20)
    assert again["net"].to_numpy() == pytest.approx(0, abs=1e-9)


def test_more_tiers_gain_more_and_cost_more():
    random = np.random.default_rng(0)
    margins = pd.Series(random.lognormal(8, 1.5, 300))
    costs = {f"level {number}": 100.0 * 3**number for number in range(5)}
    response = {name: 0.10 * (1 - np.exp(-cost / 2000)) for name, cost in costs.items()}
    table = tier_count(margins, response, costs, cost_of_a_tier=1500)
    before = table["net"] + table["complexity_cost"]
    assert before.is_monotonic_increasing
    assert before.diff().dropna().is_monotonic_decreasing
    assert 1 < table["net"].idxmax() < 5
    assert tier_count(margins, response, costs, cost_of_a_tier=0)["net"].idxmax() == 5
    assert tier_count(margins, response, costs, cost_of_a_tier=1e6)["net"].idxmax() == 1
    assert table["levels"].iloc[-1] == ", ".join(costs)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(*[st.integers(-50, 200)] * 3), min_size=1, max_size=5),
    st.tuples(st.integers(0, 10), st.integers(0, 40), st.integers(0, 90)),
    st.integers(0, 300),
)
def test_the_allocation_is_the_best_of_all(rows, prices, spare):
    outcomes = pd.DataFrame(rows, columns=["basic", "standard", "key"], dtype=float)
    costs = pd.Series(prices, index=outcomes.columns, dtype=float)
    budget = len(rows) * costs.min() + spare
    found = allocation_value(best_allocation(outcomes, costs, budget), outcomes, costs)
    assert found["cost"] <= budget + 1e-6
    every = (pd.Series(levels, index=outcomes.index) for levels in product(outcomes.columns, repeat=len(rows)))
    values = pd.DataFrame([allocation_value(levels, outcomes, costs) for levels in every])
    assert found["net"] == pytest.approx(values.loc[values["cost"] <= budget, "net"].max())


@pytest.mark.parametrize("accounts", [1, 3, 300, 4338])
def test_allocations_of_any_size_stay_within_the_budget(accounts):
    random = np.random.default_rng(accounts)
    base = random.lognormal(8, 1.5, accounts)
    outcomes = pd.DataFrame({"basic": base, "standard": base * 1.05, "key": base * random.uniform(1, 1.4, accounts)})
    costs = pd.Series({"key": 4500.0, "basic": 0.0, "standard": 900.0})
    budget = 500.0 * accounts
    chosen = best_allocation(outcomes, costs, budget)
    value = allocation_value(chosen, outcomes, costs)
    assert value["cost"] <= budget
    assert value["net"] >= outcomes["basic"].sum()
    # With enough money everyone gets what leaves most.
    free = best_allocation(outcomes, costs, 4500.0 * accounts)
    assert (free == (outcomes - costs).idxmax(axis=1)).all()


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda o, c: best_allocation(o, c, -1), "budget is -1.00"),
        (lambda o, c: best_allocation(o, c + 5, 3), "already costs 10.00"),
        (lambda o, c: best_allocation(o, c.drop("key"), 3), "No cost is given for key"),
        (lambda o, c: best_allocation(o.assign(key=np.nan), c, 3), "gaps"),
        (lambda o, c: allocation_value(pd.Series({"x": "key"}), o, c), "1 accounts have no level"),
        (lambda o, c: allocation_value(pd.Series({"x": "key", "y": "gold"}), o, c), "no level gold"),
        (lambda o, c: worth_of_tiers(MARGINS, TIERS, {"A": 1}, {"A": 1}, 1), "response is given for B, C"),
        (lambda o, c: worth_of_tiers(MARGINS, TIERS[::-1], {}, {}, 1), "different accounts"),
        (lambda o, c: worth_of_tiers(MARGINS * np.nan, TIERS, {}, {}, 1), "3 of 3 have no margin"),
        (lambda o, c: tier_count(MARGINS, {}, {}, 1), "0 levels"),
    ],
)
def test_bad_arguments_are_named(call, match):
    outcomes = pd.DataFrame({"basic": [10.0, 10], "key": [30.0, 18]}, index=["x", "y"])
    with pytest.raises(ValueError, match=match):
        call(outcomes, pd.Series({"basic": 0.0, "key": 5.0}))
