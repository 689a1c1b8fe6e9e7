"""Whatever the customers did, a fit ends without an exception, a warning, or a NaN that its note does not explain."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import clv

KINDS = ("bg", "bg", "pareto", "pareto", "nobody leaves", "all once", "heavy tail", "huge counts")


def some_customers(seed: int) -> pd.DataFrame:
    """Return 50 to 2,000 customers of a kind that goes with the seed, parameters over three orders of magnitude."""
    rng = np.random.default_rng(seed)
    kind, size = KINDS[seed % len(KINDS)], int(np.exp(rng.uniform(np.log(50), np.log(2000))))
    age = np.round(rng.uniform(5, 60, size) * 7) / 7 if rng.random() < 0.7 else np.full(size, 40.0)

    def wide() -> float:
        return float(np.exp(rng.uniform(np.log(0.03), np.log(30))))

    if kind == "bg":
        made = clv.simulate_bg_nbd(clv.BetaGeometricNBD.of(r=wide(), alpha=5 * wide(), a=wide(), b=wide()), age, rng)
    elif kind == "pareto":
        made = clv.simulate_pareto_nbd(
            clv.ParetoNBD.of(r=wide(), alpha=5 * wide(), s=wide(), beta=5 * wide()), age, rng
        )
    else:
        count = {
            "nobody leaves": rng.poisson(rng.gamma(1, 0.1, size) * age),
            "all once": np.zeros(size),
            "heavy tail": (rng.pareto(0.8, size) * 2).astype(int).clip(0, 2000),
            "huge counts": rng.poisson(rng.gamma(2, 10, size) * age),
        }[kind]
        made = pd.DataFrame({"frequency": count, "recency": age * rng.beta(np.maximum(count, 1), 1), "T": age})
    made["recency"] = np.where(made["frequency"] > 0, np.clip(made["recency"], 1e-3, made["T"]), 0.0)
    spent = rng.gamma(2 * wide(), 1, size) * 10 if rng.random() < 0.7 else 20 + rng.normal(0, 1e-3, size)
    return made.assign(monetary_value=np.where(made["frequency"] > 0, np.maximum(spent, 0.01), 0.0))


@pytest.mark.parametrize("seed", range(24))
def test_no_exception_no_warning_no_unexplained_nan(seed):
    table = some_customers(seed)
    for fit in (clv.fit_bg_nbd, clv.fit_mbg_nbd, clv.fit_pareto_nbd):
        model = fit(table)
        assert model.converged or model.note
        if model.params.isna().any():
            assert model.note
            continue
        assert (model.params > 0).all()
        assert model.probability_alive(table).between(0, 1).all()
        ahead = model.expected_purchases(table, 30)
        assert (np.isfinite(ahead) & (ahead >= 0)).all()
        assert np.isfinite(model.new_customer_purchases(30))
        assert model.note or model.standard_errors.notna().all()
    spend = clv.fit_gamma_gamma(table)
    assert spend.converged or spend.note
    if spend.customers:
        assert (spend.expected_spend(table) > 0).all()
