"""Models of buying and leaving: limits, agreement between models, simulators, and slopes against differences."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import clv
from kamlib.methods.clv import beta_geometric, pareto
from kamlib.methods.clv.histories import histories

POSITIVE = st.floats(0.05, 20)
BG = st.builds(clv.BetaGeometricNBD.of, r=POSITIVE, alpha=POSITIVE, a=POSITIVE, b=POSITIVE)
MBG = st.builds(clv.ModifiedBetaGeometricNBD.of, r=POSITIVE, alpha=POSITIVE, a=POSITIVE, b=POSITIVE)
PARETO = st.builds(clv.ParetoNBD.of, r=POSITIVE, alpha=POSITIVE, s=POSITIVE, beta=POSITIVE)
MODELS = st.one_of(BG, MBG, PARETO)


def rows(*told: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(told, columns=["frequency", "recency", "T"])


SOME = rows((0, 0, 30), (1, 4, 30), (1, 29, 30), (7, 12, 30), (7, 29.5, 30), (250, 29.9, 30), (0, 0, 0))


@given(MODELS)
def test_probabilities_are_probabilities_and_expectations_grow_with_time(model):
    alive = model.probability_alive(SOME)
    assert alive.between(0, 1).all()
    near, far = model.expected_purchases(SOME, 5), model.expected_purchases(SOME, 50)
    assert (near >= 0).all()
    assert (far >= near - 1e-9).all()
    assert (model.expected_purchases(SOME, 0).abs() < 1e-9).all()


@given(MODELS)
def test_who_bought_lately_is_more_likely_alive(model):
    alive = model.probability_alive(SOME)
    assert alive[2] >= alive[1] - 1e-12
    assert alive[4] >= alive[3] - 1e-12


@given(BG)
def test_the_bg_nbd_calls_every_one_timer_alive_and_the_others_do_not(model):
    once = rows((0, 0, 30))
    assert float(model.probability_alive(once).iloc[0]) == 1
    other = clv.ModifiedBetaGeometricNBD.of(**model.params.to_dict())
    assert float(other.probability_alive(once).iloc[0]) < 1


@given(BG, st.floats(0.5, 200))
def test_shares_of_purchases_add_up_and_their_mean_is_the_expectation(model, time):
    model = clv.BetaGeometricNBD.of(**{**model.params.to_dict(), "r": min(model.params["r"], 2.0), "alpha": time / 2})
    shares = model.purchase_distribution(time, 400)
    assert shares.sum() == pytest.approx(1, abs=1e-4)
    assert (shares * shares.index).sum() == pytest.approx(model.new_customer_purchases(time), rel=2e-2, abs=1e-3)


def test_where_leaving_never_happens_all_models_are_the_nbd():
    r, alpha = 0.7, 9.0
    still = (clv.BetaGeometricNBD.of(r=r, alpha=alpha, a=1e-9, b=1.0),
             clv.ModifiedBetaGeometricNBD.of(r=r, alpha=alpha, a=1e-9, b=1.0),
             clv.ParetoNBD.of(r=r, alpha=alpha, s=1e-9, beta=1.0))  # fmt: skip
    for model in still:
        expected = (r + SOME["frequency"]) / (alpha + SOME["T"]) * 10
        assert model.expected_purchases(SOME.iloc[:5], 10).tolist() == pytest.approx(expected[:5].tolist(), rel=1e-4)
        assert model.new_customer_purchases(10) == pytest.approx(r / alpha * 10, rel=1e-4)


@pytest.mark.parametrize("hard", [False, True])
def test_sums_over_chances_agree_with_hypergeometric_functions(hard):
    rng = np.random.default_rng(7)
    for _ in range(60):
        a, periods = rng.uniform(0.05, 5), float(np.exp(rng.uniform(-2, 6)))
        b, shape, time = rng.uniform(0.1, 20, 9), rng.uniform(0.05, 20, 9), rng.uniform(0.5, 50, 9)
        if hard:
            b[:], a = 1e-3, 1.0
        direct = beta_geometric._purchases(shape, time, a, b, periods)
        assert beta_geometric._purchases_by_sum(shape, time, a, b, periods).tolist() == pytest.approx(
            direct.tolist(), rel=1e-6
        )


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_slopes_and_curvatures_are_those_of_the_likelihood(seed):
    rng = np.random.default_rng(seed)
    model = clv.ParetoNBD.of(r=0.6, alpha=9.0, s=0.6, beta=11.0)
    told = histories(clv.simulate_pareto_nbd(model, rng.uniform(5, 40, 60), rng).drop(columns="alive"))
    at = rng.uniform(-1.5, 1.5, 4)
    for likelihood in (
        beta_geometric._Likelihood(told, 0),
        beta_geometric._Likelihood(told, 1),
        lambda point: pareto._likelihood(told, point),
    ):
        value, slope, curve = likelihood(at)
        steps = 1e-5 * np.eye(4)
        by_value = [(likelihood(at + step)[0] - likelihood(at - step)[0]) / 2e-5 for step in steps]
        by_slope = np.array([(likelihood(at + step)[1] - likelihood(at - step)[1]) / 2e-5 for step in steps])
        assert np.isfinite(value)
        assert slope.tolist() == pytest.approx(by_value, rel=1e-4, abs=1e-3)
        assert np.abs(curve - by_slope).max() <= 1e-5 * np.abs(curve).max() + 1e-4


def test_the_left_part_of_the_pareto_likelihood_is_its_integral():
    from scipy.integrate import quad

    for r, alpha, s, beta, x, recency, age in (
        (0.55, 10.0, 0.6, 11.0, 3, 5, 30.0),
        (0.05, 100.0, 0.6, 0.01, 0, 0, 300.0),
        (0.5, 1.0, 0.5, 1.0, 400, 39, 40.0),
        (2.0, 50.0, 0.01, 50.0, 1000, 99, 100.0),
    ):
        row = pareto._Row(np.array([r, alpha, s, beta]), *(np.array([float(one)]) for one in (x, recency, age)))

        def density(day, r=r, alpha=alpha, s=s, beta=beta, x=x, recency=recency):
            return s * np.exp(-(r + x) * np.log((alpha + day) / (alpha + recency)) - (s + 1) * np.log(beta + day))

        middle = min(age, recency + (alpha + recency) * 0.1)
        left = sum(
            quad(density, *ends, epsabs=0, epsrel=1e-12, limit=500)[0] for ends in ((recency, middle), (middle, age))
        )
        alive = np.exp(-(r + x) * np.log((alpha + age) / (alpha + recency)) - s * np.log(beta + age))
        assert row.alive[0] == pytest.approx(alive / (alive + left), rel=1e-9)


@pytest.mark.parametrize(
    ("model", "simulate"),
    [
        (clv.BetaGeometricNBD.of(r=0.5, alpha=6, a=0.8, b=2.5), clv.simulate_bg_nbd),
        (clv.ModifiedBetaGeometricNBD.of(r=0.5, alpha=6, a=0.8, b=2.5), clv.simulate_bg_nbd),
        (clv.ParetoNBD.of(r=0.5, alpha=6, s=0.6, beta=12), clv.simulate_pareto_nbd),
    ],
    ids=["bg", "mbg", "pareto"],
)
def test_simulators_have_the_moments_of_their_models(model, simulate):
    made = simulate(model, np.full(60_000, 40.0), np.random.default_rng(3))
    error = made["frequency"].std() / np.sqrt(len(made))
    assert made["frequency"].mean() == pytest.approx(model.new_customer_purchases(40), abs=4 * error)
    assert made["alive"].mean() == pytest.approx(model.probability_alive(made.drop(columns="alive")).mean(), abs=0.012)


def test_spends_are_drawn_from_their_model():
    model = clv.GammaGamma.of(p=6.0, q=4.0, gamma=15.0)
    spent = clv.simulate_spend(model, np.full(60_000, 3), np.random.default_rng(1))
    assert spent.mean() == pytest.approx(model.mean_spend, rel=0.02)
    assert (clv.simulate_spend(model, np.zeros(3), np.random.default_rng(1)) == 0).all()


def counted(table):
    """Return equal rows as one, with how many they are."""
    return table.groupby(list(table.columns), as_index=False).size().rename(columns={"size": "customers"})


def test_counted_rows_give_the_same_fit_as_rows_one_by_one():
    rng = np.random.default_rng(5)
    made = clv.simulate_bg_nbd(clv.BetaGeometricNBD.of(r=0.5, alpha=6, a=0.8, b=2.5), np.full(800, 40.0), rng)
    made = made.drop(columns="alive").round({"recency": 0})
    made["recency"] = np.where(made["frequency"] > 0, made["recency"].clip(lower=1), 0)
    giving = clv.BetaGeometricBetaBinomial.of(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)
    occasions = clv.simulate_bg_bb(giving, np.full(800, 6), rng).drop(columns="alive")
    often = rng.integers(1, 4, 800)
    spent = clv.simulate_spend(clv.GammaGamma.of(p=6, q=4, gamma=15), often, rng).round() + 1
    for fit, table in (
        (clv.fit_bg_nbd, made),
        (clv.fit_mbg_nbd, made),
        (clv.fit_pareto_nbd, made),
        (clv.fit_bg_bb, occasions),
        (clv.fit_gamma_gamma, pd.DataFrame({"frequency": often, "monetary_value": spent})),
    ):
        each, together = fit(table), fit(counted(table))
        # Histories are counted before they are added up; the gamma-gamma adds up rows, and so in another order.
        near = 1e-6 if fit is clv.fit_gamma_gamma else 1e-9
        assert together.params.tolist() == pytest.approx(each.params.tolist(), rel=near), fit
        assert together.standard_errors.tolist() == pytest.approx(each.standard_errors.tolist(), rel=near), fit
        assert together.log_likelihood == pytest.approx(each.log_likelihood, rel=1e-12)
        assert together.customers == each.customers == len(table)


def test_the_share_of_one_timers_is_of_customers_and_not_of_rows():
    table = pd.DataFrame({"frequency": [0, 1, 2, 3], "customers": [97, 1, 1, 1]})
    assert any("97% never came back" in one for one in clv.which_model(contract=False, summary=table).warnings)


@pytest.mark.parametrize("count", [2.5, np.inf, 0, np.nan])
def test_half_a_customer_is_none(count):
    table = rows((0, 0, 30), (1, 4, 30)).assign(customers=[1.0, count])
    with pytest.raises(ValueError, match="1 of 2 rows count no whole number of customers"):
        clv.fit_bg_nbd(table)


@given(st.floats(0.01, 100))
def test_the_unit_of_time_changes_times_and_nothing_else(unit):
    table = rows((0, 0, 30), (1, 4, 30), (3, 29, 30), (7, 12, 30), (2, 20, 25), (0, 0, 25), (5, 24, 25), (1, 9, 25))
    table = pd.concat([table] * 10, ignore_index=True)
    one = clv.fit_pareto_nbd(table)
    other = clv.fit_pareto_nbd(table.assign(recency=table["recency"] * unit, T=table["T"] * unit))
    assert other.probability_alive(
        table.assign(recency=table["recency"] * unit, T=table["T"] * unit)
    ).tolist() == pytest.approx(one.probability_alive(table).tolist(), abs=1e-4)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame({"frequency": [1]}), "no column recency, T"),
        (rows((1.5, 2, 3)), "1 of 1 rows have a frequency that is no count"),
        (rows((1, 4, 3)), "recency that does not lie between 0 and T"),
        (rows((1, 0, 3)), "repeat purchases at age 0"),
        (rows((1, float("nan"), 3)), "have no frequency, recency or T"),
        (rows().astype(float), "holds no customer"),
    ],
)
def test_a_history_that_cannot_be_is_one_sentence(table, said):
    with pytest.raises(ValueError, match=said):
        clv.fit_bg_nbd(table)


@pytest.mark.parametrize("fit", [clv.fit_bg_nbd, clv.fit_mbg_nbd, clv.fit_pareto_nbd])
def test_where_nobody_came_back_there_is_no_model_and_a_note(fit):
    model = fit(rows(*[(0, 0, 10.0 + n) for n in range(40)]))
    assert not model.converged
    assert model.params.isna().all()
    assert model.note.startswith("Nobody came back")


def test_a_parameter_that_is_given_wrongly_is_one_sentence():
    with pytest.raises(ValueError, match="The parameters are r, alpha, a, b; given were r"):
        clv.BetaGeometricNBD.of(r=1)
    with pytest.raises(ValueError, match="alpha is -1; every parameter is a number above 0"):
        clv.ParetoNBD.of(r=1, alpha=-1, s=1, beta=1)
