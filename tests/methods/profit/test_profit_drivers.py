"""The driver tree multiplies back to profit; the tornado moves one driver at a time."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import profit
from kamlib.methods.profit.drivers import DRIVERS

NUMBER = st.floats(0.01, 1000)
TREES = st.builds(profit.DriverTree, *[NUMBER] * 4, st.floats(-0.5, 0.9), st.floats(0, 5000), st.just("margin"))


def test_the_tree_multiplies_back_to_account_profit(orders):
    work = pd.DataFrame({"account_id": ["A0000", "Z"], "minutes": [30.0, 60]})
    tree = profit.driver_tree(orders, work, rate_per_minute=0.7)
    table = profit.by_account(orders, work, rate_per_minute=0.7)
    assert tree.profit == pytest.approx(table["profit"].sum())
    assert tree.revenue == pytest.approx(table["revenue"].sum())
    assert tree.basis == table["basis"].iloc[0]


def test_without_margins_the_margin_rate_is_one_and_said(orders):
    tree = profit.driver_tree(orders.drop(columns="margin"), None)
    assert tree.margin_rate == 1
    assert tree.basis.startswith("revenue (margin absent)")


@given(TREES, st.floats(0, 1))
def test_a_swing_goes_as_far_up_as_down_and_is_ranked(tree, swing):
    table = profit.tornado(tree, swing)
    size = max(1.0, abs(tree.profit), tree.revenue)
    assert set(table.index) == set(DRIVERS)
    assert table["width"].is_monotonic_decreasing
    middle = (table["profit_down"] + table["profit_up"]) / 2
    assert (middle - tree.profit).abs().max() <= 1e-9 * size + 1e-9 * tree.accounts * tree.cost_to_serve_per_account


def test_equal_swings_of_what_is_multiplied_are_equally_wide():
    table = profit.tornado(profit.DriverTree(10, 2, 2, 50, 0.3, 5, ""))
    multiplied = table.loc[["orders_per_account", "lines_per_order", "revenue_per_line", "margin_rate"], "width"]
    assert multiplied.tolist() == pytest.approx([120] * 4)
    assert table.loc["cost_to_serve_per_account", "profit_up"] < table.loc["cost_to_serve_per_account", "profit_down"]


def test_swings_of_the_years_rank_what_really_moves():
    tree = profit.DriverTree(10, 2, 2, 50, 0.3, 5, "")
    swings = profit.yearly_swings([tree, replace(tree, margin_rate=0.24), replace(tree, accounts=9)])
    assert swings["margin_rate"] == pytest.approx(0.25)
    table = profit.tornado(tree, swings)
    assert table.index[0] == "margin_rate"
    assert table.loc["lines_per_order", "width"] == 0


def test_no_driver_falls_below_nothing():
    table = profit.tornado(profit.DriverTree(10, 2, 2, 50, 0.3, 5, ""), {"orders_per_account": 1.7})
    assert table.loc["orders_per_account", "profit_down"] == pytest.approx(-50)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda tree: profit.tornado(tree, {"colour": 0.1}), "'colour'"),
        (lambda tree: profit.tornado(tree, -0.1), "shares of 0 or more"),
        (lambda tree: profit.yearly_swings([tree]), "no change"),
        (
            lambda tree: profit.driver_tree(
                pd.DataFrame({"account_id": ["A"], "order_id": ["1"], "revenue": [-1.0]}), None
            ),
            "no money",
        ),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(call, says):
    with pytest.raises(ValueError, match=says):
        call(profit.DriverTree(10, 2, 2, 50, 0.3, 5, ""))
