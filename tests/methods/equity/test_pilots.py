"""Trials at three levels of spending: three ways to count a cost, and the curve that the arms lie on."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import equity

COUNT = st.integers(0, 400)


def pilot(none, usual, double, branch_years=10, spending=900.0, aim="keeping") -> dict:
    return {
        "aim": aim,
        "branch_years": branch_years,
        "spending_usual": spending,
        "spending_double": 2 * spending,
        "came_none": none,
        "came_usual": usual,
        "came_double": double,
    }


def curve(*counts, **more) -> equity.ResponseCurve:
    return equity.pilot_curve(pd.Series(pilot(*counts, **more)))


def test_one_trial_has_three_costs_and_the_table_keeps_its_programmes():
    trials = pd.DataFrame([pilot(60, 90, 100), pilot(0, 9, 12, aim="getting")], index=["visits", "fairs"])
    costs = equity.pilot_costs(trials)
    assert costs.index.tolist() == ["visits", "fairs"]
    assert costs["aim"].tolist() == ["keeping", "getting"]
    assert costs.loc["visits", ["counted", "additional", "next_one"]].tolist() == [100, 300, 900]
    # Nobody came without it, so counting everybody and counting the additional is the same.
    assert costs.loc["fairs", ["counted", "additional", "next_one"]].tolist() == pytest.approx([1000, 1000, 3000])


@pytest.mark.parametrize(
    ("counts", "endless"),
    [
        ((0, 0, 0), ["counted", "additional", "next_one"]),
        ((60, 60, 70), ["additional"]),
        ((60, 50, 70), ["additional"]),
        ((60, 90, 90), ["next_one"]),
        ((60, 90, 80), ["next_one"]),
        ((60, 50, 40), ["additional", "next_one"]),
    ],
)
def test_where_nobody_more_came_one_more_costs_without_end(counts, endless):
    costs = equity.pilot_costs(pd.DataFrame([pilot(*counts)], index=["a"])).loc["a"].drop("aim").astype(float)
    assert costs.index[np.isinf(costs)].tolist() == endless
    assert (costs > 0).all()


@given(COUNT, COUNT, COUNT)
def test_the_average_never_costs_more_than_the_additional_one(none, usual, double):
    costs = equity.pilot_costs(pd.DataFrame([pilot(none, usual, double)], index=["a"])).loc["a"]
    assert costs["counted"] <= costs["additional"]


@given(st.integers(0, 100), st.integers(20, 300), st.floats(0.02, 0.95))
def test_the_curve_goes_through_what_both_arms_found(none, first, part):
    second = math.ceil(part * first)
    if not 0.05 <= -math.log(second / first) <= 4:
        return
    found = curve(none, none + first, none + first + second)
    assert found.share(900) == pytest.approx(first / 10)
    assert found.share(1800) == pytest.approx((first + second) / 10)


@given(COUNT, COUNT, COUNT)
def test_a_curve_rises_ever_more_slowly_to_a_ceiling_that_holds_what_was_reached(none, usual, double):
    found = curve(none, usual, double)
    shares = np.array([found.share(money) for money in np.linspace(0, 5_400, 25)])
    steps = np.diff(shares)
    assert shares[0] == 0
    assert (steps >= 0).all()
    assert (np.diff(steps) <= 1e-9).all()
    # Both steps are in it, as far as each of them led upwards.
    assert found.ceiling >= max(usual - none, double - none, 0) / 10 - 1e-9
    assert found.share(1800) >= (double - none) / 10 - 1e-9
    assert found.ceiling >= shares.max()


def test_nobody_more_at_any_money_is_a_flat_curve():
    for counts in ((60, 60, 60), (60, 50, 60), (60, 50, 40), (0, 0, 0)):
        found = curve(*counts)
        assert (found.ceiling, found.share(900), found.slope(0)) == (0, 0, 0)


@pytest.mark.parametrize("usual", [60, 55])
def test_what_only_the_double_money_brought_is_shared_by_both_steps(usual):
    found = curve(60, usual, 80)
    assert found.share(1800) == pytest.approx(2)
    assert found.share(900) == pytest.approx(1, rel=0.03)


@pytest.mark.parametrize("double", [90, 80, 0])
def test_where_twice_as_much_brings_no_more_the_usual_money_has_reached_the_end(double):
    found = curve(60, 90, double)
    assert found.share(1800) == pytest.approx(3)
    assert found.share(900) == pytest.approx(3, rel=0.02)
    assert found.slope(900) * 900 < 0.25


def test_a_second_step_larger_than_the_first_is_no_more_than_a_line():
    found = curve(60, 70, 120)
    assert found.share(1800) == pytest.approx(6)
    assert found.share(900) == pytest.approx(3, rel=0.03)


def test_a_third_arm_that_is_not_twice_the_second_is_refused():
    with pytest.raises(ValueError, match="must spend twice what the second spends"):
        equity.pilot_curve(pd.Series(pilot(60, 90, 100) | {"spending_double": 2_000.0}))


@pytest.mark.parametrize(("ceiling", "bend"), [(4.0, 0.4), (6.0, 1.0), (2.5, 2.0)])
def test_counts_drawn_from_a_known_curve_give_it_back(ceiling, bend):
    rng, branches, spending = np.random.default_rng(6), 2_000_000, 9_000.0
    true = equity.ResponseCurve(ceiling, bend / spending)
    counts = rng.poisson([branches * (1.5 + true.share(money)) for money in (0, spending, 2 * spending)])
    found = curve(*counts.tolist(), branch_years=branches, spending=spending)
    assert found.ceiling == pytest.approx(ceiling, rel=0.03)
    assert found.speed == pytest.approx(true.speed, rel=0.03)
