"""The whale curve ends at total profit, peaks where accounts stop earning, and is honest about a loss."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import profit

PROFITS = st.lists(st.integers(-10_000_000, 10_000_000).map(lambda cents: cents / 100), min_size=1, max_size=60)


def named(values):
    return pd.Series(values, index=[f"A{n:03d}" for n in range(len(values))], dtype=float)


@given(PROFITS)
def test_it_ends_at_total_profit_and_nothing_is_higher_than_its_peak(values):
    curve = profit.whale_curve(named(values))
    assert curve.table["cumulative"].iloc[-1] == math.fsum(values) == curve.total
    assert curve.table["cumulative"].max() <= curve.peak_profit + 1e-6 or curve.peak_at == 0
    assert curve.peak_profit == pytest.approx(sum(v for v in values if v > 0), abs=1e-6)
    assert curve.eroders["profit"].sum() == pytest.approx(curve.total - curve.peak_profit, abs=1e-6)
    if curve.total > 0:
        assert curve.end == 1.0
        assert curve.peak >= 1 - 1e-9
    else:
        assert math.isnan(curve.peak)
        assert math.isnan(curve.end)
        assert curve.table["cumulative_share"].isna().all()
        assert "not above zero" in curve.note


@given(PROFITS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(values, random):
    given_ = named(values)
    shuffled = list(given_.index)
    random.shuffle(shuffled)
    pd.testing.assert_frame_equal(profit.whale_curve(given_).table, profit.whale_curve(given_[shuffled]).table)


@given(PROFITS)
def test_rolling_up_keeps_the_total_and_never_raises_the_hump(values):
    accounts = named(values)
    parents = pd.Series({account: f"P{n % 4}" for n, account in enumerate(accounts.index) if n % 5})
    curve = profit.whale_curve(accounts, parents)
    assert curve.rolled_up.total == pytest.approx(curve.total, abs=1e-6)
    assert curve.rolled_up.peak_profit <= curve.peak_profit + 1e-6
    assert len(curve.rolled_up.table) <= len(curve.table) == len(accounts)


def test_nobody_loses_and_nobody_earns():
    assert "no hump" in profit.whale_curve(named([3, 2, 0])).note
    nothing = profit.whale_curve(named([0, -1]))
    assert (nothing.peak_at, nothing.peak_profit, nothing.total) == (0, 0.0, -1.0)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (pd.Series(dtype=float), "no account to rank"),
        (pd.Series([1.0, 2], index=["A", "A"]), "more than once"),
        (pd.Series([1.0, np.nan], index=["A", "B"]), "no finite profit"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(values, says):
    with pytest.raises(ValueError, match=says):
        profit.whale_curve(values)


def test_an_account_under_two_parents_is_refused():
    with pytest.raises(ValueError, match="more than once"):
        profit.whale_curve(named([1, 2]), pd.Series(["P", "Q"], index=["A000", "A000"]))


@pytest.mark.real
def test_online_retail_without_margins_or_work_is_a_whale_of_revenue(net_of_refunds):
    table = profit.by_account(net_of_refunds, None)
    curve = profit.whale_curve(table["profit"])
    # In exact decimals 41 are below zero and 14 at zero; sums of binary floats make 50 of these 55.
    assert (table["profit"] <= 0).sum() == 55
    assert curve.total == pytest.approx(8300065.814)
    assert curve.peak > 1
    assert (
        table["basis"].iloc[0]
        == "revenue (margin absent) less cost to serve: cost to serve not in this file, counted as 0"
    )
    before, after = profit.two_years(net_of_refunds, pd.Timestamp("2011-12-10"))
    bridge = profit.bridge(before, after)
    assert bridge.effects.sum() == pytest.approx(after["revenue"].sum() - before["revenue"].sum())
    assert profit.driver_tree(after, None).profit == pytest.approx(after["revenue"].sum())
    assert profit.waterfall(net_of_refunds, None).profit == pytest.approx(curve.total)
