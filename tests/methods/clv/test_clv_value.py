"""Value over a horizon: its timing identity, its limits, and what a summary merged or left out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamlib
from kamlib.methods import clv

MODEL = clv.ParetoNBD.of(r=0.55, alpha=10.6, s=0.6, beta=11.7)
TABLE = pd.DataFrame({"frequency": [0, 2, 9], "recency": [0.0, 20, 38], "T": [39.0, 39, 39]}, index=list("ABC"))


@given(st.floats(0.0, 0.2), st.integers(1, 40))
def test_the_start_of_a_period_is_one_discount_more_than_its_end(rate, periods):
    end = clv.value(MODEL, TABLE, 10.0, periods, rate)
    start = clv.value(MODEL, TABLE, 10.0, periods, rate, "start")
    assert start.tolist() == pytest.approx((end * (1 + rate)).tolist())


@given(st.floats(0.001, 0.2), st.floats(1.05, 3))
def test_value_falls_in_the_discount_and_rises_with_the_horizon(rate, more):
    near, far = clv.value(MODEL, TABLE, 10.0, 12, rate), clv.value(MODEL, TABLE, 10.0, 24, rate)
    assert (far >= near).all()
    assert (clv.value(MODEL, TABLE, 10.0, 12, rate * more) <= near).all()
    assert (clv.discounted_purchases(MODEL, TABLE, rate * more) <= clv.discounted_purchases(MODEL, TABLE, rate)).all()


def test_without_discount_value_is_the_expectation():
    expected = 10 * MODEL.expected_purchases(TABLE, 12)
    assert clv.value(MODEL, TABLE, 10.0, 12, 0.0).tolist() == pytest.approx(expected.tolist())


def test_discounted_purchases_are_those_of_a_very_long_horizon():
    rate = 0.004
    long = clv.value(MODEL, TABLE, 1.0, 4000, np.expm1(rate))
    assert clv.discounted_purchases(MODEL, TABLE, rate).tolist() == pytest.approx(long.tolist(), rel=0.01)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: clv.value(MODEL, TABLE, 1, 12, 0.01, "middle"), "The timing is 'middle'"),
        (lambda: clv.value(MODEL, TABLE, 1, 0, 0.01), "The horizon is 0 periods"),
        (lambda: clv.value(MODEL, TABLE, 1, 12, -1), "The discount rate is -1"),
        (lambda: clv.discounted_purchases(MODEL, TABLE, 0), "give a rate above 0 per unit of time"),
    ],
)
def test_nonsense_is_one_sentence(ask, said):
    with pytest.raises(ValueError, match=said):
        ask()


def test_a_summary_says_what_it_merged_and_left_out():
    days = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-01-05"])
    orders = pd.DataFrame(
        {
            "order_id": list("12345"),
            "account_id": list("AAAAB"),
            "ordered_at": days,
            "revenue": [5.0, 4.0, 3.0, -9.0, -1.0],
        }
    ).astype({"ordered_at": "datetime64[us]"})
    found = clv.summary(orders, pd.Timestamp("2024-12-31"), "day")
    assert found.table.loc["A", ["frequency", "recency"]].tolist() == [1, 31]
    assert "1 of 5 orders shared a day" in found.note
    assert "2 days on which as much came back as was bought" in found.note
    assert "1 customers are left without a purchase" in found.note


def test_free_goods_are_a_purchase_and_parents_one_customer():
    days = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"]).astype("datetime64[us]")
    orders = pd.DataFrame(
        {"order_id": list("123"), "account_id": list("ABA"), "ordered_at": days, "revenue": [5.0, 4.0, 0.0]}
    )
    assert clv.summary(orders, pd.Timestamp("2024-12-31"), "day").table.loc["A", "frequency"] == 1
    one = clv.summary(orders, pd.Timestamp("2024-12-31"), "day", pd.Series({"A": "P", "B": "P"}))
    assert one.table.index.tolist() == ["P"]
    assert one.table.loc["P", "frequency"] == 2


def test_which_model():
    assert clv.which_model(contract=False, occasions=True).function == "fit_bg_bb"
    assert clv.which_model(contract=True).function == ""
    company = kamlib.load("larkfield")
    summary = clv.summary(company.orders, company.as_of).table
    told = clv.which_model(contract=False, orders=company.orders, as_of=company.as_of, summary=summary)
    assert told.function == "fit_mbg_nbd"
    clock = pd.DataFrame({"account_id": np.repeat([f"A{n}" for n in range(20)], 12), "order_id": range(240), "revenue": 1.0,
                          "ordered_at": np.tile(pd.date_range("2024-01-01", periods=12, freq="MS"), 20)})  # fmt: skip
    assert (
        "more regularly" in clv.which_model(contract=False, orders=clock, as_of=pd.Timestamp("2025-01-01")).warnings[0]
    )


def test_tracking_ends_at_the_expectation_of_all():
    born = pd.Series([0.0, 0.0, 3.0])
    track = clv.tracking(MODEL, born, 10)
    assert track.loc[10] == pytest.approx(2 * MODEL.new_customer_purchases(10) + MODEL.new_customer_purchases(7))
    assert track.is_monotonic_increasing


def test_the_bootstrap_spreads_as_the_standard_errors_say():
    rng = np.random.default_rng(2)
    truth = clv.ModifiedBetaGeometricNBD.of(r=0.8, alpha=6, a=0.8, b=2.5)
    made = clv.simulate_bg_nbd(truth, np.full(1500, 40.0), rng).drop(columns="alive")
    model = clv.fit_mbg_nbd(made)
    spread = clv.bootstrap(model, made, 60)[["r", "alpha"]].std()
    assert (spread / model.standard_errors[["r", "alpha"]]).between(0.6, 1.6).all()
    with pytest.raises(ValueError, match="1 resamples show no spread"):
        clv.bootstrap(model, made, 1)


def test_the_map_of_frequency_and_recency():
    grid = clv.frequency_recency(MODEL, 5, 39.0)
    assert grid.shape == (6, 21)
    assert (grid.to_numpy()[1:, :-1] <= grid.to_numpy()[1:, 1:] + 1e-12).all()


def test_a_day_whose_cents_add_up_to_nothing_is_no_purchase():
    days = pd.to_datetime(["2024-01-01", *["2024-02-01"] * 3])
    lines = pd.DataFrame({"account_id": "A", "order_id": ["1", "2", "2", "2"], "ordered_at": days})
    told = clv.summary(lines.assign(revenue=[5.0, 0.1, 0.2, -0.3]), pd.Timestamp("2024-03-01"), unit="day")
    assert told.table.loc["A", "frequency"] == 0
    assert "1 days on which as much came back" in told.note


def test_an_order_that_is_spread_over_days_hides_no_order_that_was_merged():
    days = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-02-01"])
    lines = pd.DataFrame({"account_id": "A", "order_id": ["1", "2", "1"], "ordered_at": days, "revenue": 5.0})
    assert "1 of 3 orders shared a day" in clv.summary(lines, pd.Timestamp("2024-03-01"), unit="day").note
