import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import cohorts

AS_OF = pd.Timestamp("2024-12-31")
LINES = st.tuples(
    st.sampled_from(["A", "B", "C", "D", "E"]),
    st.integers(-10, 1200),
    st.integers(-5_000_000, 20_000_000).map(lambda millionths: millionths / 1_000_000)
    | st.sampled_from([0.1, 0.2, -0.3]),
)


def ledger(lines):
    frame = pd.DataFrame(lines, columns=["account_id", "ago", "revenue"])
    frame["ordered_at"] = AS_OF - pd.to_timedelta(frame.pop("ago"), "D")
    return frame.astype({"account_id": "str", "revenue": "float64", "ordered_at": "datetime64[us]"})


def whole(value):
    return round(value * 1_000_000)


@settings(max_examples=100)
@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from([30, 365]))
def test_the_parts_add_up_to_the_last_millionth(lines, window):
    orders = ledger(lines)
    found = cohorts.retention(orders, AS_OF, window, resamples=5)
    part = {name: whole(value) for name, value in found.parts.items()}
    assert part["start"] == part["kept"] + part["contraction"] + part["left"]
    assert part["end"] == part["kept"] + part["expansion"] + part["new"] + part["returned"]
    ago = (AS_OF - orders["ordered_at"].dt.normalize()).dt.days
    before, after = ago.between(window, 2 * window - 1), ago.between(0, window - 1)
    assert part["start"] + part["refunds_before"] == sum(map(whole, orders.loc[before, "revenue"]))
    assert part["end"] + part["refunds_after"] == sum(map(whole, orders.loc[after, "revenue"]))


@settings(max_examples=100)
@given(st.lists(LINES, min_size=1, max_size=25))
def test_gross_is_a_share_and_net_is_never_below_it(lines):
    found = cohorts.retention(ledger(lines), AS_OF, resamples=5)
    if found.parts["start"] > 0:
        assert 0 <= found.gross_revenue_retention <= 1
        assert 0 <= found.logo_retention <= 1
        assert found.net_revenue_retention >= found.gross_revenue_retention
        base = found.table[found.table["start"] > 0]
        assert found.net_revenue_retention == pytest.approx(base["end"].sum() / base["start"].sum())
    else:
        assert np.isnan(found.intervals["estimate"]).all()
        assert "Nobody bought in the first stretch" in found.note


@settings(max_examples=100)
@given(st.lists(LINES, min_size=1, max_size=25))
def test_the_rates_are_what_the_parts_say(lines):
    """Gross is what is left of one after leaving and shrinking; net adds what grew; logos count who did not leave."""
    found = cohorts.retention(ledger(lines), AS_OF, resamples=5)
    part = found.parts
    if part["start"] > 0:
        gross = 1 - (part["left"] + part["contraction"]) / part["start"]
        assert found.gross_revenue_retention == pytest.approx(gross, abs=1e-9)
        assert found.net_revenue_retention == pytest.approx(
            gross + part["expansion"] / part["start"], rel=1e-9, abs=1e-9
        )
        base = found.table[found.table["start"] > 0]
        assert found.logo_retention == pytest.approx(1 - (base["became"] == "left").mean())
        assert (base["became"] == "left").sum() == (base["left"] > 0).sum()


@settings(max_examples=50)
@given(st.lists(LINES, min_size=1, max_size=25))
def test_a_year_compared_with_itself_keeps_everything(lines):
    orders = ledger([line for line in lines if 0 <= line[1] < 365] or [("A", 3, 1.0)])
    twice = pd.concat([orders, orders.assign(ordered_at=orders["ordered_at"] - pd.Timedelta(days=365))])
    found = cohorts.retention(twice, AS_OF, resamples=5)
    if found.parts["start"] > 0:
        assert found.intervals["estimate"].tolist() == [1, 1, 1]
    assert found.parts[["contraction", "left", "expansion", "new", "returned"]].tolist() == [0] * 5


def test_orders_moved_between_children_are_no_loss():
    orders = ledger([("A", 400, 10.0), ("B", 10, 10.0)])
    assert cohorts.retention(orders, AS_OF).logo_retention == 0
    together = cohorts.retention(orders, AS_OF, parents=pd.Series({"A": "P", "B": "P"}))
    assert together.logo_retention == together.net_revenue_retention == 1
    assert together.table.index.tolist() == ["P"]


def test_who_comes_back_is_not_new():
    found = cohorts.retention(ledger([("A", 900, 5.0), ("A", 10, 7.0), ("B", 20, 3.0), ("C", 400, 1.0)]), AS_OF)
    assert found.parts[["new", "returned", "left"]].tolist() == [3.0, 7.0, 1.0]
    assert found.table["became"].to_dict() == {"A": "returned", "B": "new", "C": "left"}


def test_net_retention_can_pass_one_while_most_customers_leave():
    lines = [(name, 400, 1.0) for name in "BCDE"] + [("A", 400, 100.0), ("A", 4, 150.0)]
    found = cohorts.retention(ledger(lines), AS_OF)
    assert found.logo_retention == 0.2
    assert found.net_revenue_retention > 1.4


def test_children_that_leave_together_widen_the_interval():
    random = np.random.default_rng(4)
    lines, parents = [], {}
    for parent in range(60):
        stays = random.random() < 0.6
        for child in range(5):
            account = f"P{parent}-{child}"
            parents[account] = f"P{parent}"
            lines += [(account, 400, 10.0)] + ([(account, 5, 10.0)] if stays else [])
    orders = ledger(lines)
    alone = cohorts.retention(orders, AS_OF).intervals
    together = cohorts.retention(orders, AS_OF, parents=pd.Series(parents)).intervals
    width = (together["high"] - together["low"]) / (alone["high"] - alone["low"])
    assert width["logo_retention"] > 1.7


def test_the_interval_covers_the_rate_that_made_the_customers():
    random, inside = np.random.default_rng(7), 0
    for trial in range(60):
        stays = random.random(150) < 0.7
        lines = [(f"A{n}", 400, 10.0) for n in range(150)] + [(f"A{n}", 4, 10.0) for n in np.flatnonzero(stays)]
        row = cohorts.retention(ledger(lines), AS_OF, resamples=200, seed=trial).intervals.loc["logo_retention"]
        inside += row["low"] <= 0.7 <= row["high"]
    assert inside >= 51


def test_a_file_too_short_for_two_windows_says_so():
    found = cohorts.retention(ledger([("A", 400, 1.0), ("A", 3, 2.0)]), AS_OF)
    assert "The file begins on 27 November 2023, after the first stretch did (02 January 2023)" in found.note


def test_no_orders_at_all_leave_nothing_to_retain():
    found = cohorts.retention(ledger([("A", 4, 1.0)]).iloc[:0], AS_OF)
    assert np.isnan(found.logo_retention)
    assert found.table.empty


@pytest.mark.parametrize("window", [0, -3, 1.5])
def test_a_window_that_is_none_is_refused(window):
    with pytest.raises(ValueError, match="give a whole number of days, such as 365"):
        cohorts.retention(ledger([("A", 4, 1.0)]), AS_OF, window)


@pytest.mark.real
def test_customers_whose_refunds_exceed_their_purchases_break_nothing(net_of_refunds):
    found = cohorts.retention(net_of_refunds, pd.Timestamp("2011-12-09"), window=180, resamples=50)
    part = {name: whole(value) for name, value in found.parts.items()}
    assert part["start"] == part["kept"] + part["contraction"] + part["left"]
    assert part["end"] == part["kept"] + part["expansion"] + part["new"] + part["returned"]
    assert part["refunds_after"] < 0
    assert 0 < found.logo_retention < found.gross_revenue_retention < found.net_revenue_retention
