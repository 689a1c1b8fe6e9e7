import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.concentration import accounts_in, concentration, gini, hhi, lorenz, top_share, top_shares

MONEY = st.lists(st.floats(0, 1e6).map(lambda value: round(value, 2)), min_size=1, max_size=40).filter(sum)


def gini_by_pairs(values):
    """The definition: mean absolute difference of all pairs, over twice the mean."""
    values = np.asarray(values, dtype=float)
    return np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean())


@given(MONEY)
def test_gini_is_half_the_relative_mean_difference(values):
    assert gini(values) == pytest.approx(gini_by_pairs(values), abs=1e-9)


@given(MONEY, st.randoms(), st.floats(0.01, 1000))
def test_measures_ignore_order_and_currency(values, random, rate):
    other = [rate * value for value in values]
    random.shuffle(other)
    assert gini(other) == pytest.approx(gini(values), abs=1e-9)
    assert hhi(other) == pytest.approx(hhi(values), rel=1e-9)
    assert top_share(other, 0.2) == pytest.approx(top_share(values, 0.2), rel=1e-9)


@given(MONEY)
def test_gini_is_twice_the_area_between_the_curve_and_equality(values):
    curve = lorenz(values)
    area = np.trapezoid(curve["revenue_share"], curve["account_share"])
    assert gini(values) == pytest.approx(1 - 2 * area, abs=1e-9)
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == pytest.approx([1, 1])


@given(MONEY, st.floats(0.01, 1), st.floats(0.01, 1))
def test_top_shares_never_fall_and_pass_their_part_of_the_accounts(values, one, other):
    small, large = sorted((one, other))
    assert top_share(values, small) <= top_share(values, large) + 1e-12
    assert top_share(values, small) >= small - 1e-9
    assert top_share(values, 1) == pytest.approx(1)


@given(st.integers(1, 100_000), st.integers(1, 100))
def test_a_fraction_is_the_smallest_number_of_accounts_that_reaches_it(accounts, percent):
    assert accounts_in(percent / 100, accounts) == -(-percent * accounts // 100)


def test_equal_accounts_count_as_many_and_one_as_one():
    assert 1 / hhi([7.0] * 12) == pytest.approx(12)
    assert (gini([5]), hhi([5]), top_share([5], 0.2)) == (0, 1, 1)


def test_without_a_total_there_are_no_shares():
    for values in ([0, 0], [5, -5], [-1]):
        assert math.isnan(gini(values))
        assert math.isnan(hhi(values))
        assert math.isnan(top_share(values, 0.5))
        assert lorenz(values)["revenue_share"].isna().all()


def test_negative_accounts_push_gini_past_one_and_the_top_past_all():
    assert gini([100, -60]) > 1
    assert top_share([100, -60], 0.5) == pytest.approx(2.5)


@pytest.mark.parametrize("values", [[], [1, math.nan], [1, math.inf], pd.Series([], dtype=float)])
def test_measures_refuse_what_is_no_money(values):
    with pytest.raises(ValueError, match="accounts"):
        gini(values)


@pytest.mark.parametrize("fraction", [0, -0.1, 1.1, math.nan])
def test_a_fraction_is_a_share(fraction):
    with pytest.raises(ValueError, match="top fraction"):
        top_share([1, 2], fraction)


def test_concentration_gathers_the_measures(orders):
    found = concentration(orders, resamples=50)
    revenue = orders.groupby("account_id")["revenue"].sum()
    assert found.gini == pytest.approx(gini(revenue))
    assert found.hhi == pytest.approx(hhi(revenue))
    assert found.effective_accounts == pytest.approx(1 / found.hhi)
    assert found.top_shares.tolist() == pytest.approx(top_shares(revenue).tolist())
    assert found.intervals["estimate"].drop("effective_accounts").tolist() == pytest.approx(
        [found.gini, found.hhi, *found.top_shares]
    )
    if len(revenue) > 1:
        assert (found.intervals["low"] <= found.intervals["high"]).all()
    else:
        assert found.intervals[["low", "high"]].isna().all(axis=None)
        assert "no interval" in found.note
    assert "gini" in found._repr_html_()


def test_intervals_resample_parents(make_ledger):
    # Ten copies of each of 40 customers: 400 accounts that know no more than 40.
    one = make_ledger(40)
    copies = pd.concat([one.assign(account_id=one["account_id"] + f"-{copy}") for copy in range(10)], ignore_index=True)
    parents = pd.Series({name: name.split("-")[0] for name in copies["account_id"].unique()})
    alone = concentration(copies, resamples=300).intervals.loc["gini"]
    grouped = concentration(copies, parents, resamples=300).intervals.loc["gini"]
    original = concentration(one, resamples=300).intervals.loc["gini"]
    width = {name: row["high"] - row["low"] for name, row in zip("ago", (alone, grouped, original), strict=True)}
    assert width["a"] < 0.6 * width["g"]
    assert width["g"] == pytest.approx(width["o"], rel=0.1)
    assert "40 parents of 400 accounts" in concentration(copies, parents, resamples=20).note


def test_an_account_without_a_parent_stands_for_itself(make_ledger):
    lines = make_ledger(30)
    nobody = pd.Series({"A0001": None, "A0002": "P"}, dtype="str")
    assert concentration(lines, nobody, resamples=50).intervals.equals(concentration(lines, resamples=50).intervals)


def test_a_parent_list_names_each_account_once(make_ledger):
    with pytest.raises(ValueError, match="more than once"):
        concentration(make_ledger(3), pd.Series(["P", "Q"], index=["A0001", "A0001"]))


def test_the_note_says_what_gini_means_with_accounts_below_zero(make_ledger):
    lines = make_ledger(30)
    lines.loc[lines["account_id"] == "A0003", "revenue"] = -1.0
    assert "1 of 30 accounts brought nothing or less" in concentration(lines, resamples=20).note


@pytest.mark.real
def test_a_real_ledger_with_accounts_below_zero(net_of_refunds, sales):
    net = concentration(net_of_refunds, resamples=50)
    assert (net.table["revenue"] <= 0).sum() >= 50
    assert net.intervals.notna().all(axis=None)
    whole = concentration(sales, resamples=50)
    assert whole.top_shares.round(4).tolist() == [0.3200, 0.5038, 0.6138, 0.7462]
    assert whole.effective_accounts == pytest.approx(1 / 0.004644, rel=1e-3)
