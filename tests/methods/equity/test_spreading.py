"""Spreading the next money: never more than there is, the same for every last euro, and better than any other way."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, minimize

from kamlib.methods import equity

CURVES = st.builds(
    # The ceiling, and how far towards it the first thousand goes.
    lambda ceiling, bend: equity.ResponseCurve(ceiling, bend / 1_000),
    st.floats(0.2, 20),
    st.floats(0.02, 4),
)
PROGRAMMES = st.lists(st.tuples(CURVES, st.floats(-500, 8_000), st.floats(0, 3_000)), min_size=1, max_size=5)
MONEY = st.one_of(st.just(0.0), st.floats(0, 50_000), st.floats(0, 1e-6))
CENT = 0.005


def named(programmes) -> tuple[dict[str, equity.ResponseCurve], pd.Series, pd.Series]:
    """Return curves, worth and what is spent already, by name."""
    names = [f"p{number}" for number in range(len(programmes))]
    curves, worth, spent = zip(*programmes, strict=True)
    return dict(zip(names, curves, strict=True)), pd.Series(worth, names), pd.Series(spent, names)


def brings(plan, curves, worth, spent) -> float:
    """Return what a plan brings less itself."""
    gained = sum(
        worth[name] * (curve.share(spent[name] + plan[name]) - curve.share(spent[name]))
        for name, curve in curves.items()
    )
    return gained - sum(plan)


def last_euro(plan, curves, worth, spent) -> pd.Series:
    return pd.Series({name: worth[name] * curve.slope(spent[name] + plan[name]) for name, curve in curves.items()})


@given(MONEY, PROGRAMMES)
def test_nothing_is_taken_away_and_no_more_is_spent_than_there_is(money, programmes):
    curves, worth, spent = named(programmes)
    plan = equity.spread(money, curves, worth, spent)
    assert plan.index.tolist() == list(curves)
    assert (plan >= 0).all()
    assert plan.sum() <= money + CENT
    assert (plan[worth <= 0] == 0).all()


@given(MONEY, PROGRAMMES)
def test_every_last_euro_brings_the_same_and_none_not_spent_would_bring_more(money, programmes):
    curves, worth, spent = named(programmes)
    plan = equity.spread(money, curves, worth, spent)
    last = last_euro(plan, curves, worth, spent)
    level = last[plan > CENT].max() if (plan > CENT).any() else math.inf
    assert last[plan > CENT].tolist() == pytest.approx([level] * int((plan > CENT).sum()), rel=1e-6)
    assert (last <= level * (1 + 1e-4)).all()
    # It stops where a euro brings itself, or where there is no money left.
    if plan.sum() < money - CENT:
        assert (last <= 1 + 1e-6).all()
    assert level >= 1 - 1e-6


@given(st.floats(100, 20_000), PROGRAMMES)
def test_no_optimiser_finds_a_better_plan(money, programmes):
    curves, worth, spent = named(programmes)
    plan = equity.spread(money, curves, worth, spent)
    fitted = minimize(
        lambda parts: -brings(pd.Series(parts * money, list(curves)), curves, worth, spent) / money,
        np.full(len(curves), 1 / len(curves)),
        method="SLSQP",
        bounds=[(0, 1)] * len(curves),
        constraints=LinearConstraint(np.ones(len(curves)), 0, 1),
    )
    # It may step over a bound by the last bits: brought back, it is a plan like any other.
    parts = np.clip(fitted.x, 0, 1)
    other = pd.Series(money * parts / max(parts.sum(), 1), list(curves))
    assert brings(plan, curves, worth, spent) >= brings(other, curves, worth, spent) - 1e-4 * money


@given(st.floats(0, 20_000), PROGRAMMES, st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_no_plan_drawn_by_chance_within_the_limits_is_better(money, programmes, parts):
    curves, worth, spent = named(programmes)
    most = pd.Series({name: 200.0 + 1_500 * place for place, name in enumerate(curves)})
    plan = equity.spread(money, curves, worth, spent, most=most)
    assert (plan <= most + 1e-9).all()
    assert plan.sum() <= money + CENT
    drawn = (most * parts[: len(most)]).clip(upper=most)
    whole = max(money, drawn.sum())
    drawn *= money / whole if whole > 0 else 1.0
    assert brings(plan, curves, worth, spent) >= brings(drawn, curves, worth, spent) - CENT


def test_no_point_of_a_fine_grid_is_better():
    curves, worth, spent = named(
        [(equity.ResponseCurve(4, 1e-3), 3_000.0, 500.0), (equity.ResponseCurve(9, 4e-4), 900.0, 0.0)]
    )
    plan = equity.spread(2_000, curves, worth, spent)
    grid = [pd.Series({"p0": first, "p1": 2_000 - first}) for first in np.linspace(0, 2_000, 2_001)]
    values = [brings(one, curves, worth, spent) for one in grid]
    assert brings(plan, curves, worth, spent) >= max(values)
    assert plan["p0"] == pytest.approx(grid[int(np.argmax(values))]["p0"], abs=1)
    assert 0 < plan["p0"] < 2_000


@given(PROGRAMMES, MONEY, st.floats(0, 20_000))
def test_more_money_takes_nothing_from_any_programme(programmes, money, more):
    curves, worth, spent = named(programmes)
    small, large = (equity.spread(amount, curves, worth, spent) for amount in (money, money + more))
    assert (large >= small - CENT).all()


@given(PROGRAMMES)
def test_no_money_is_spread_as_nothing(programmes):
    curves, worth, spent = named(programmes)
    assert equity.spread(0, curves, worth, spent).tolist() == [0.0] * len(curves)


def test_money_is_left_where_the_last_euro_would_bring_less_than_itself():
    curves = {"fairs": equity.ResponseCurve(10, 0.001)}
    plan = equity.spread(1e6, curves, pd.Series({"fairs": 500.0}))
    assert plan["fairs"] == pytest.approx(1_000 * math.log(5))
    assert equity.spread(math.inf, curves, pd.Series({"fairs": 500.0})).equals(plan)
    # Where the usual money is beyond that point already, nothing is added (and nothing taken back).
    beyond = pd.Series({"fairs": 2_000.0})
    assert equity.spread(1e6, curves, pd.Series({"fairs": 500.0}), beyond)["fairs"] == 0


@pytest.mark.parametrize("worth", [0.0, -100.0, math.nan])
def test_what_is_worth_nothing_or_is_not_known_to_be_gets_nothing(worth):
    curves = dict.fromkeys(["a", "b"], equity.ResponseCurve(10, 0.001))
    for money in (0.0, 100.0, 1e6):
        plan = equity.spread(money, curves, pd.Series({"a": 500.0, "b": worth}))
        assert plan["b"] == 0
        assert plan["a"] == pytest.approx(min(money, 1_000 * math.log(5)))
    assert equity.spread(100, {"b": curves["b"]}, pd.Series({"b": worth}))["b"] == 0


def test_the_smallest_worth_there_is_raises_nothing():
    curves = dict.fromkeys(["a", "b"], equity.ResponseCurve(1, 0.001))
    assert equity.spread(1, curves, pd.Series({"a": 1106.0, "b": 5e-324})).tolist() == pytest.approx([1, 0])


def test_a_flat_curve_and_no_curve_get_nothing():
    assert equity.spread(100, {"a": equity.ResponseCurve(0.0, 0.001)}, pd.Series({"a": 500.0}))["a"] == 0
    assert equity.spread(100, {}, pd.Series(dtype=float)).empty


@pytest.mark.parametrize("money", [-0.01, -math.inf, math.nan])
def test_money_below_nothing_is_refused(money):
    with pytest.raises(ValueError, match=r"The money to spread is .*; give 0 or more"):
        equity.spread(money, {"a": equity.ResponseCurve(10, 0.001)}, pd.Series({"a": 500.0}))
