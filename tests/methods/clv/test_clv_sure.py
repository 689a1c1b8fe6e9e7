"""How sure a value is: the interval of an average, and by how much accounts missed what was expected of them."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import clv


def crowd(customers: int, seed: int = 1) -> pd.DataFrame:
    truth = clv.BetaGeometricNBD.of(r=0.6, alpha=4.0, a=0.8, b=2.5)
    random = np.random.default_rng(seed)
    table = clv.simulate_bg_nbd(truth, random.uniform(20, 40, customers), random)
    return table.assign(monetary_value=np.where(table["frequency"] > 0, 30.0, 0.0))


def test_the_interval_holds_the_value_and_narrows_with_more_customers():
    widths = []
    for customers in (200, 3200):
        table = crowd(customers)
        model = clv.fit_mbg_nbd(table)
        margin = pd.Series(10.0, index=table.index)
        found = clv.value_bootstrap(model, table, margin, periods=12, discount_rate=0.01)
        assert (found["low"] <= found["high"]).all()
        assert ((found["low"] <= 1.1 * found["value"]) & (found["high"] >= 0.9 * found["value"])).all()
        assert found["value"].is_monotonic_decreasing
        widths.append(float(((found["high"] - found["low"]) / found["value"]).mean()))
    assert widths[1] < 0.6 * widths[0]


def test_three_customers_and_nobody_back_give_no_interval_rather_than_an_error():
    table = pd.DataFrame({"frequency": [0.0, 0, 0], "recency": 0.0, "T": [3.0, 8, 20]})
    model = clv.fit_mbg_nbd(table)
    found = clv.value_bootstrap(
        model, table, pd.Series(10.0, index=table.index), periods=12, discount_rate=0.01, resamples=4
    )
    assert len(found) == 3


def test_past_misses_hold_what_they_promise_where_they_were_told():
    random = np.random.default_rng(3)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(random.integers(0, 700, 4000), unit="D")
    orders = pd.DataFrame(
        {"account_id": random.integers(0, 300, 4000).astype(str), "ordered_at": days, "revenue": 10.0}
    )
    orders = orders.assign(order_id=np.arange(4000).astype(str)).astype({"ordered_at": "datetime64[us]"})
    held = clv.holdout(orders, pd.Timestamp("2025-06-01"), pd.Timestamp("2025-12-01"), "month")
    model = clv.fit_mbg_nbd(held.before.table)
    low, high = clv.past_misses(model, held, coverage=0.8)
    expected = model.expected_purchases(held.before.table, held.periods)
    inside = held.after.between(low * expected - 1e-9, high * expected + 1e-9)[expected >= 0.5]
    assert 0.78 <= inside.mean() <= 0.95
    assert low < 1 < high
    with pytest.raises(ValueError, match="between 0 and 1"):
        clv.past_misses(model, held, coverage=1.5)
