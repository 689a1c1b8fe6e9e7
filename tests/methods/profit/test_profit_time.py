"""Time against margin adds up and warns; stopping loss-makers saves what ends, and no more."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamlib
from kamlib.methods import profit

ROWS = st.lists(st.tuples(st.integers(0, 90_000), st.integers(-90_000, 90_000)), min_size=1, max_size=40)


def table_of(rows):
    cost, profits = zip(*rows, strict=True)
    index = pd.Index([f"A{n:03d}" for n in range(len(rows))], name="account_id")
    return pd.DataFrame({"cost_to_serve": cost, "profit": profits}, index=index, dtype=float)


@given(ROWS, st.floats(0, 1))
def test_saving_is_the_loss_on_paper_less_the_overhead_that_stays(rows, share):
    stop = profit.saved_by_stopping(table_of(rows), share)
    assert stop.saved == pytest.approx(stop.apparent - stop.table["cost_that_stays"].sum(), abs=1e-6)
    assert stop.saved <= stop.best + 1e-6
    assert stop.best <= stop.apparent + 1e-6
    assert (stop.table["profit"] < 0).all()


@given(ROWS)
def test_with_nothing_fixed_the_loss_on_paper_is_saved_and_at_the_break_even_share_nothing(rows):
    table = table_of(rows)
    stop = profit.saved_by_stopping(table, 0)
    assert stop.saved == pytest.approx(stop.apparent)
    if not math.isnan(stop.break_even_share) and stop.break_even_share <= 1:
        assert profit.saved_by_stopping(table, stop.break_even_share).saved == pytest.approx(0, abs=1e-6)


def test_stopping_with_revenue_for_margin_says_that_too_much_seems_lost():
    orders = pd.DataFrame({"account_id": ["A", "B"], "revenue": [10.0, 90]})
    work = pd.DataFrame({"account_id": ["A"], "minutes": [30.0]})
    stop = profit.saved_by_stopping(profit.by_account(orders, work, rate_per_minute=1), 0.5)
    assert stop.table.loc["A", "saved"] == 5
    assert "Revenue stands in" in stop.note


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_a_fixed_share_is_a_share(share):
    with pytest.raises(ValueError, match="from 0 to 1"):
        profit.saved_by_stopping(table_of([(1, 1)]), share)


def test_no_loss_is_nothing_to_stop():
    stop = profit.saved_by_stopping(table_of([(1, 1)]), 0.5)
    assert "nothing to stop" in stop.note
    assert (stop.saved, stop.apparent) == (0, 0)


def test_hours_and_margin_of_larkfield_add_up():
    company = kamlib.load("larkfield")
    work = company.activities
    table = profit.by_account(company.orders, work)
    found = profit.return_on_time(table, work)
    assert found.table["hours"].sum() == pytest.approx(work["minutes"].sum() / 60)
    assert found.table["margin"].sum() == pytest.approx(company.orders["margin"].sum())
    assert found.table["share_of_hours"].sum() == pytest.approx(1)
    assert found.table["hours"].is_monotonic_decreasing
    assert found.basis == table["basis"].iloc[0]
    assert "not what an hour more would earn" in found.warning
    spearman = found.table["hours"].corr(found.table["margin"], method="spearman")
    assert found.rank_correlation == pytest.approx(spearman)


def test_an_account_without_hours_has_no_margin_an_hour_and_one_account_no_correlation():
    table = table_of([(10, 10), (0, 5)])
    work = pd.DataFrame({"account_id": ["A000"], "minutes": [60.0]})
    assert math.isnan(profit.return_on_time(table, work).table.loc["A001", "margin_per_hour"])
    assert math.isnan(profit.return_on_time(table[:1], work).rank_correlation)


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (None, "No minutes"),
        (pd.DataFrame({"account_id": ["A000"], "minutes": [0.0]}), "No minutes"),
        (pd.DataFrame({"account_id": ["Z"], "minutes": [5.0]}), "not in the profit table"),
    ],
)
def test_time_that_cannot_be_set_against_margin_is_refused(work, says):
    with pytest.raises(ValueError, match=says):
        profit.return_on_time(table_of([(1, 1)]), work)
