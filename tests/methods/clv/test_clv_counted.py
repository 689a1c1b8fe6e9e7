"""Customers counted by the engine: from a frame or from files they give the fit that customers one by one give."""

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.methods import clv
from kamlib.tables import engine

AS_OF = pd.Timestamp("2024-12-31")
FITS = (clv.fit_bg_nbd, clv.fit_mbg_nbd, clv.fit_pareto_nbd)


def ledger(seed, accounts=300):
    """Return lines with several orders a day, returns, cents that cancel and goods given away."""
    rng = np.random.default_rng(seed)
    n = 6 * accounts
    frame = pd.DataFrame(
        {"account_id": rng.integers(0, accounts, n).astype(str), "order_id": rng.integers(0, n, n).astype(str)}
    )
    frame["ordered_at"] = (AS_OF - pd.to_timedelta(rng.integers(0, 700, n), "D")).astype("datetime64[us]")
    frame["revenue"] = rng.choice([0.1, 0.2, -0.3, 12.5, 99.99, -12.5, 0.0], n, p=[0.1, 0.1, 0.05, 0.3, 0.3, 0.1, 0.05])
    return pd.concat([frame, frame.sample(accounts, random_state=seed)], ignore_index=True)


@pytest.mark.parametrize("seed", range(20))
def test_counted_customers_are_the_customers(seed):
    orders = ledger(seed)
    one_by_one, counted = clv.summary(orders, AS_OF), clv.counted_summary(orders, AS_OF)
    assert counted.note == one_by_one.note
    expected = one_by_one.table.groupby(["T", "frequency", "recency"]).size()
    found = counted.table.set_index(["T", "frequency", "recency"])["customers"]
    pd.testing.assert_series_equal(found.sort_index(), expected.sort_index(), check_names=False)


@pytest.mark.parametrize("fit", FITS, ids=lambda fit: fit.__name__)
def test_a_fit_of_counted_customers_is_the_fit(fit, tmp_path):
    orders = kamlib.load("larkfield").orders
    as_of = kamlib.load("larkfield").as_of
    with engine.connect() as connection:
        connection.from_df(orders).write_parquet(str(tmp_path / "orders.parquet"))
    whole = fit(clv.summary(orders, as_of).table)
    counted = fit(clv.counted_summary(tmp_path / "orders.parquet", as_of).table)
    assert counted.log_likelihood == pytest.approx(whole.log_likelihood, rel=1e-12)
    for name in whole.params.index:
        assert counted.params[name] == pytest.approx(whole.params[name], rel=1e-9)
        assert counted.standard_errors[name] == pytest.approx(whole.standard_errors[name], rel=1e-7, nan_ok=True)
    assert counted.note == whole.note


def test_without_an_order_there_is_nobody():
    nobody = clv.counted_summary(ledger(1).iloc[:0], AS_OF)
    assert nobody.table.empty
    assert nobody.note.startswith("0 customers")
