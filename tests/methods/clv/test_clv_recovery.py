"""Customers made from a model have its moments, and fits to them hold the truth about as often as they promise."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import clv

BB = clv.BetaGeometricBetaBinomial.of(alpha=1.2035, beta=0.7497, gamma=0.6567, delta=2.7834)
SBG = clv.ShiftedBetaGeometric.of(alpha=0.7041, beta=1.1820)
BG = clv.BetaGeometricNBD.of(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258)


def test_donors_and_subscribers_have_the_moments_of_their_models():
    rng = np.random.default_rng(5)
    gifts = clv.simulate_bg_bb(BB, np.full(40_000, 6), rng)
    error = gifts["frequency"].std() / 200
    assert gifts["frequency"].mean() == pytest.approx(BB.new_customer_purchases(6), abs=4 * error)
    # Alive is told for the next occasion: whoever is still there at the seventh.
    later = clv.simulate_bg_bb(BB, np.full(40_000, 7), rng)["alive"].mean()
    assert later == pytest.approx(float(BB.probability_alive(gifts).mean()), abs=0.012)
    there = clv.simulate_sbg(SBG, 40_000, 8, rng)
    np.testing.assert_allclose(there / 40_000, SBG.survival(range(9)), atol=0.011)


def bg(rng):
    return clv.fit_bg_nbd(clv.simulate_bg_nbd(BG, np.round(rng.uniform(27, 39, 1000) * 7) / 7, rng))


@pytest.mark.parametrize(
    ("truth", "again"),
    [
        (BG, bg),
        (BB, lambda rng: clv.fit_bg_bb(clv.simulate_bg_bb(BB, np.full(1000, 6), rng))),
        (SBG, lambda rng: clv.fit_sbg(clv.simulate_sbg(SBG, 1000, 7, rng))),
    ],
    ids=["BG/NBD", "BG/BB", "sBG"],
)
def test_intervals_hold_the_truth_most_of_the_time(truth, again):
    rng = np.random.default_rng(11)
    found = [again(rng).intervals for _ in range(40)]
    held = pd.DataFrame([(one["low"] <= truth.params) & (truth.params <= one["high"]) for one in found])
    # Of 40 intervals that hold in 95 of 100, fewer than 32 do so once in ten thousand.
    assert (held.mean() >= 0.8).all()
