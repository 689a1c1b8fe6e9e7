"""Customers made from a model: what the models' families would look like, for trying a method where the truth is known.

Taught in lesson 05.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.clv.beta_binomial import BetaGeometricBetaBinomial
from kamlib.methods.clv.beta_geometric import BetaGeometricNBD
from kamlib.methods.clv.contract import ShiftedBetaGeometric
from kamlib.methods.clv.gamma_gamma import GammaGamma
from kamlib.methods.clv.pareto import ParetoNBD


def simulate_bg_nbd(model: BetaGeometricNBD, age: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Return customers of these ages drawn from a BG/NBD or MBG/NBD: frequency, recency, T, alive.

    >>> rng = np.random.default_rng(0)
    >>> made = simulate_bg_nbd(BetaGeometricNBD.of(r=0.5, alpha=5, a=0.8, b=2.5), np.full(1000, 40.0), rng)
    >>> bool(made["alive"][made["frequency"] == 0].all())
    True
    """
    r, alpha, a, b = (float(value) for value in model.params)
    age = np.asarray(age, dtype=float)
    rate, leaves = rng.gamma(r, 1 / alpha, len(age)), rng.beta(a, b, len(age))
    frequency, recency = np.zeros(len(age)), np.zeros(len(age))
    alive = rng.random(len(age)) >= leaves if model.first_can_leave else np.ones(len(age), dtype=bool)
    going, clock = np.flatnonzero(alive & (rate > 0)), np.zeros(len(age))
    while len(going):
        clock[going] += rng.exponential(1 / rate[going])
        going = going[clock[going] <= age[going]]
        frequency[going] += 1
        recency[going] = clock[going]
        stays = rng.random(len(going)) >= leaves[going]
        alive[going[~stays]] = False
        going = going[stays]
    return pd.DataFrame({"frequency": frequency.astype("int64"), "recency": recency, "T": age, "alive": alive})


def simulate_pareto_nbd(model: ParetoNBD, age: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Return customers of these ages drawn from a Pareto/NBD: frequency, recency, T, alive."""
    r, alpha, s, beta = (float(value) for value in model.params)
    age = np.asarray(age, dtype=float)
    rate = rng.gamma(r, 1 / alpha, len(age))
    with np.errstate(divide="ignore"):
        leaves = rng.exponential(1.0, len(age)) / rng.gamma(s, 1 / beta, len(age))
    watched = np.minimum(age, leaves)
    frequency = rng.poisson(rate * watched)
    # The last of so many purchases at random times is the largest of so many uniform numbers.
    latest = np.where(frequency > 0, rng.beta(np.maximum(frequency, 1), 1.0), 0.0)
    return pd.DataFrame({"frequency": frequency, "recency": latest * watched, "T": age, "alive": leaves > age})


def simulate_spend(model: GammaGamma, frequency: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the mean spend of customers with so many purchases, drawn from a gamma-gamma model; 0 without a purchase."""
    p, q, gamma = (float(value) for value in model.params)
    x = np.asarray(frequency, dtype=float)
    scale = rng.gamma(q, 1 / gamma, len(x))
    return np.where(x > 0, rng.gamma(p * np.maximum(x, 1), 1.0) / (scale * np.maximum(x, 1)), 0.0)


def simulate_bg_bb(model: BetaGeometricBetaBinomial, occasions: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Return customers with so many occasions each, drawn from a BG/BB: frequency, recency, T (in occasions), alive.

    >>> rng = np.random.default_rng(0)
    >>> made = simulate_bg_bb(BetaGeometricBetaBinomial.of(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8), np.full(9, 6), rng)
    >>> bool((made["frequency"] <= made["recency"]).all())
    True
    """
    alpha, beta, gamma, delta = (float(value) for value in model.params)
    n = np.asarray(occasions, dtype="int64")
    buys, leaves = rng.beta(alpha, beta, len(n)), rng.beta(gamma, delta, len(n))
    alive, frequency, recency = np.ones(len(n), dtype=bool), np.zeros(len(n)), np.zeros(len(n))
    for occasion in range(1, int(n.max(initial=0)) + 1):
        asked = n >= occasion
        # Who leaves does so before the occasion, the first one too.
        alive &= ~asked | (rng.random(len(n)) >= leaves)
        bought = asked & alive & (rng.random(len(n)) < buys)
        frequency += bought
        recency[bought] = occasion
    return pd.DataFrame(
        {"frequency": frequency.astype("int64"), "recency": recency, "T": n.astype(float), "alive": alive}
    )


def simulate_sbg(model: ShiftedBetaGeometric, customers: int, renewals: int, rng: np.random.Generator) -> np.ndarray:
    """Return how many of a cohort are still there at the start and after each renewal, drawn from a shifted beta-geometric.

    >>> there = simulate_sbg(ShiftedBetaGeometric.of(alpha=0.7, beta=1.2), 1000, 3, np.random.default_rng(0))
    >>> int(there[0]), bool((np.diff(there) <= 0).all())
    (1000, True)
    """
    alpha, beta = (float(value) for value in model.params)
    leaves, there = rng.beta(alpha, beta, customers), np.ones(customers, dtype=bool)
    counts = [customers]
    for _ in range(renewals):
        there &= rng.random(customers) >= leaves
        counts.append(int(there.sum()))
    return np.array(counts)
