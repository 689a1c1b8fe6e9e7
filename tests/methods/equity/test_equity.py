"""Customer equity: limits, identities, and budgets that are best where they say so."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import equity

RATE = st.floats(0.01, 0.4)
KEPT = st.floats(0.0, 0.98)


@given(KEPT, RATE)
def test_the_first_margin_is_the_difference_of_the_timings(kept, rate):
    end, start = equity.margin_multiple(kept, rate), equity.margin_multiple(kept, rate, "start")
    assert start == pytest.approx(end + 1)


@given(KEPT, RATE, st.integers(1, 60))
def test_a_long_horizon_tends_to_no_end(kept, rate, years):
    short, longer = (equity.margin_multiple(kept, rate, years=n) for n in (years, years + 1))
    forever = equity.margin_multiple(kept, rate)
    assert short <= longer + 1e-12 <= forever + 1e-9
    assert equity.margin_multiple(kept, rate, years=5000) == pytest.approx(forever, abs=1e-6)


@given(st.floats(0.05, 0.9), RATE)
def test_value_rises_in_retention_and_falls_in_discount(kept, rate):
    assert equity.margin_multiple(kept + 0.05, rate) > equity.margin_multiple(kept, rate)
    assert equity.margin_multiple(kept, rate + 0.05) < equity.margin_multiple(kept, rate)
    assert equity.margin_multiple(0, rate) == 0


@given(st.floats(0.05, 0.95), RATE, st.sampled_from(["start", "end"]))
def test_a_cohort_with_one_retention_is_the_finite_multiple(kept, rate, timing):
    table = equity.cohort_value([kept**year for year in range(31)], 100, rate, timing)
    assert table["cumulative"].iloc[-1] == pytest.approx(100 * equity.margin_multiple(kept, rate, timing, years=30))


@given(st.floats(0.3, 0.9), st.floats(0.05, 0.3), st.floats(0, 20), st.sampled_from(["start", "end"]))
def test_elasticities_are_those_of_small_changes(kept, rate, cost, timing):
    def net(kept=kept, rate=rate, margin=100.0, cost=cost):
        return margin * equity.margin_multiple(kept, rate, timing) - cost

    told, step = equity.elasticities(kept, rate, 100.0, cost, timing), 1e-5
    assert told["retention"] == pytest.approx((net(kept=kept * (1 + step)) / net() - 1) / step, rel=1e-3)
    assert told["discount"] == pytest.approx((net(rate=rate * (1 + step)) / net() - 1) / step, rel=1e-3, abs=1e-6)
    assert told["margin"] == pytest.approx((net(margin=100 * (1 + step)) / net() - 1) / step, rel=1e-3)
    assert told["acquisition cost"] == pytest.approx(
        (net(cost=cost * (1 + step)) / net() - 1) / step, rel=1e-3, abs=1e-9
    )


@given(
    st.floats(1, 20),
    st.floats(0.05, 0.3),
    st.floats(1, 20),
    st.floats(0.2, 0.6),
    st.floats(20, 500),
    st.floats(0.03, 0.3),
)
def test_no_other_budget_is_better_and_the_margin_says_why(a, share, r, kept, margin, rate):
    get = equity.ResponseCurve.through(a, share, 0.5)
    keep = equity.ResponseCurve.through(r, kept, 0.9)
    best = equity.balance(get, keep, margin, rate)
    for more in (0.9, 1.1):
        assert equity.lifetime_value(margin, keep, best.retention_spending * more, rate) <= best.lifetime_value + 1e-9
        spend = best.acquisition_spending * more
        assert get.share(spend) * best.lifetime_value - spend <= best.value + 1e-9
    if best.acquisition_spending > 0:
        assert best.marginal_cost == pytest.approx(best.lifetime_value)


@given(st.floats(0, 1000), st.floats(0, 200), st.floats(0.01, 1))
def test_the_bucket_settles_where_as_many_leave_as_come(base, new, churn):
    table = equity.leaky_bucket(base, new, churn, 3000)
    assert table["end"].iloc[-1] == pytest.approx(equity.steady_base(new, churn), rel=1e-6, abs=1e-6)
    assert (table["start"] - table["left"] + table["new"]).tolist() == pytest.approx(table["end"].tolist())


def test_referrals_multiply_and_a_chain_without_end_is_refused():
    assert equity.with_referrals(100, 0) == 100
    chain = 100 * sum((0.3 * 0.9) ** n for n in range(200))
    assert equity.with_referrals(100, 0.3, 0.9) == pytest.approx(chain)
    with pytest.raises(ValueError, match="a chain of referrals without end"):
        equity.with_referrals(100, 1.0)


def test_migration_without_moves_is_an_annuity():
    moves = pd.DataFrame([[0.8, 0.2], [0.0, 1.0]], index=["here", "gone"], columns=["here", "gone"])
    worth = equity.migration_value(moves, pd.Series({"here": 100.0, "gone": 0.0}), 0.1)
    assert worth["here"] == pytest.approx(100 * equity.margin_multiple(0.8, 0.1, "start"))
    with pytest.raises(ValueError, match="add up to 1"):
        equity.migration_value(moves * 0.5, pd.Series({"here": 1.0, "gone": 0.0}), 0.1)


def test_stopping_is_best_before_a_state_that_costs():
    table = equity.stopping_rule([0.3, 0.2, 0.15, 0.05], 40, 4, 0.2)
    assert table["value"].idxmax() == 3
    assert table.loc[4, "last_state"] < 0 < table.loc[3, "last_state"]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: equity.margin_multiple(1.2, 0.1), "The annual retention is 1.2"),
        (lambda: equity.margin_multiple(1.0, 0.0), "give a number of years"),
        (lambda: equity.margin_multiple(0.8, 0.1, "now"), "The timing is 'now'"),
        (lambda: equity.cohort_value([1, 0.5, 0.6], 1, 0.1), "surviving shares rise"),
        (lambda: equity.value_of_points(0.05, 0.0, 0.1), "give a retention above 0"),
        (lambda: equity.elasticities(0.5, 0.1, 10, 1000), "after its acquisition"),
        (lambda: equity.ResponseCurve.through(5, 0.5, 0.4), "reach less than the ceiling"),
        (lambda: equity.leaky_bucket(-1, 1, 0.1, 2), "give 0 or more"),
    ],
)
def test_nonsense_is_one_sentence(ask, said):
    with pytest.raises(ValueError, match=said):
        ask()


def test_nobody_leaves_and_the_base_has_no_end():
    assert equity.steady_base(10, 0.0) == math.inf
    assert equity.steady_base(0, 0.0) == 0
    assert np.isfinite(equity.steady_base(10, 1.0))
