"""Do intervals hold the truth? Every model fitted to customers of its own making: `uv run python benchmarks/recovery_clv.py`.

1,000 customers and 500 simulations a model, with the published parameters of each (CDNOW, donations, regular subscribers). A
95 % interval, taken on the logarithm of the parameter, should hold it in 95 of 100 (Monte-Carlo error of 500: 1.0 points). A
fit that says it did not settle gives no interval: such fits are counted and left out. Ends with status 1 where a coverage lies
outside 92 to 98 % and nothing explains it. A quick look: `--simulations 50`.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from tqdm import tqdm

from kamlib.methods import clv
from kamlib.methods.clv.fitted import Fitted

LEAST, MOST = 0.92, 0.98
_EITHER = "who never came back left at once or buys seldom: 1,000 customers hardly tell; of 16,000 93 to 95 % hold"
EXPLAINED = {
    ("MBG/NBD", "r"): _EITHER,
    ("MBG/NBD", "alpha"): _EITHER,
    ("MBG/NBD", "b"): _EITHER,
    ("Pareto/NBD", "beta"): "barely held by 1,000 customers, so its interval is wide: of 8,000 95 % hold",
}
"""Parameters whose intervals hold too seldom or too often for a reason that is known, and goes away with more customers."""
SEED = 20260


@dataclass(frozen=True)
class Trial:
    """A model with its true parameters, and how it is drawn and fitted again."""

    truth: Fitted
    again: Callable[[int, np.random.Generator], Fitted]


def ages(customers: int, rng: np.random.Generator) -> np.ndarray:
    return np.round(rng.uniform(27, 39, customers) * 7) / 7


def trials() -> dict[str, Trial]:
    """Return the trials by name."""
    bg = clv.BetaGeometricNBD.of(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258)
    mbg = clv.ModifiedBetaGeometricNBD.of(r=0.5248, alpha=6.1830, a=0.8914, b=1.6140)
    pareto = clv.ParetoNBD.of(r=0.5533, alpha=10.578, s=0.6062, beta=11.668)
    spend = clv.GammaGamma.of(p=6.2488, q=3.7446, gamma=15.4477)
    bb = clv.BetaGeometricBetaBinomial.of(alpha=1.2035, beta=0.7497, gamma=0.6567, delta=2.7834)
    sbg = clv.ShiftedBetaGeometric.of(alpha=0.7041, beta=1.1820)

    def spends(customers: int, rng: np.random.Generator) -> Fitted:
        # Spend is told by those who came back: so many of them, as often as CDNOW's.
        often = 1 + rng.negative_binomial(1, 0.35, customers)
        return clv.fit_gamma_gamma(
            pd.DataFrame({"frequency": often, "monetary_value": clv.simulate_spend(spend, often, rng)})
        )

    return {
        "BG/NBD": Trial(bg, lambda n, rng: clv.fit_bg_nbd(clv.simulate_bg_nbd(bg, ages(n, rng), rng))),
        "MBG/NBD": Trial(mbg, lambda n, rng: clv.fit_mbg_nbd(clv.simulate_bg_nbd(mbg, ages(n, rng), rng))),
        "Pareto/NBD": Trial(
            pareto, lambda n, rng: clv.fit_pareto_nbd(clv.simulate_pareto_nbd(pareto, ages(n, rng), rng))
        ),
        "Gamma-Gamma": Trial(spend, spends),
        "BG/BB": Trial(bb, lambda n, rng: clv.fit_bg_bb(clv.simulate_bg_bb(bb, np.full(n, 6), rng))),
        "sBG": Trial(sbg, lambda n, rng: clv.fit_sbg(clv.simulate_sbg(sbg, n, 7, rng))),
    }


def coverage(name: str, trial: Trial, simulations: int, customers: int) -> pd.DataFrame:
    """Return by parameter the truth, the median estimate, how often the interval held the truth, and its error."""
    rng = np.random.default_rng(SEED)
    found, unsettled = [], 0
    for _ in tqdm(range(simulations), desc=name):
        model = trial.again(customers, rng)
        if model.converged:
            found.append(model.intervals)
        else:
            unsettled += 1
    rows = []
    for parameter, truth in trial.truth.params.items():
        held = np.array([one.loc[parameter, "low"] <= truth <= one.loc[parameter, "high"] for one in found])
        middle = float(np.median([one.loc[parameter, "estimate"] for one in found]))
        share = float(held.mean())
        rows.append((name, parameter, truth, middle, share, math.sqrt(share * (1 - share) / len(held)), unsettled))
    return pd.DataFrame(rows, columns=["model", "parameter", "truth", "median", "coverage", "error", "unsettled"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--simulations", type=int, default=500)
    parser.add_argument("--customers", type=int, default=1_000)
    options = parser.parse_args()
    table = pd.concat(
        [coverage(name, trial, options.simulations, options.customers) for name, trial in trials().items()]
    )
    fine = table["coverage"].between(LEAST, MOST).to_numpy()
    why = [EXPLAINED.get(pair, "") for pair in zip(table["model"], table["parameter"], strict=True)]
    shown = table.assign(
        coverage=table["coverage"].map("{:.1%}".format),
        error=table["error"].map("± {:.1%}".format),
        remark=["" if met else words or "MISSED" for met, words in zip(fine, why, strict=True)],
    )
    print(shown.to_string(index=False, float_format="{:.4f}".format))
    return 0 if all(met or words for met, words in zip(fine, why, strict=True)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
