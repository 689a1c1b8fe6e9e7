"""200 random customer bases through our models and through lifetimes: `uv run --group bench python benchmarks/robust_clv.py`.

50 to 5,000 customers, parameters over three orders of magnitude; among them bases nobody leaves, bases of one-timers, huge
counts, spends that hardly differ, and heavy tails. Counted for each model: exceptions, warnings, numbers missing without a
note, and fits that say they did not settle. lifetimes 0.11.3 runs beside it on the same bases. Ends with status 1 where one of
our models raises, warns, or leaves a number missing without a word. A quick look: `--bases 20`.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from kamlib.methods import clv

KINDS = ("ordinary", "nobody leaves", "one-timers", "huge counts", "even spend", "heavy tails")


def base(number: int) -> tuple[str, pd.DataFrame]:
    """Return the kind and the summary (frequency, recency, T, monetary_value) of one random customer base."""
    rng = np.random.default_rng(number)
    kind = KINDS[number % len(KINDS)]
    customers = int(np.exp(rng.uniform(np.log(50), np.log(5000))))
    r, alpha, a, b = np.exp(rng.uniform(np.log(0.05), np.log(50), 4))
    if kind == "nobody leaves":
        a, b = 1e-3, 50.0
    if kind == "huge counts":
        r, alpha = 20.0, 0.5
    age = np.round(rng.uniform(1, 104, customers) * 7) / 7
    made = clv.simulate_bg_nbd(clv.BetaGeometricNBD.of(r=r, alpha=alpha, a=a, b=b), age, rng).drop(columns="alive")
    if kind == "one-timers":
        made[["frequency", "recency"]] = 0
    back = (made["frequency"] > 0).to_numpy()
    spend = rng.lognormal(3, {"even spend": 1e-4, "heavy tails": 3.0}.get(kind, 0.6), customers)
    return kind, made.assign(monetary_value=np.where(back, np.maximum(spend, 0.01), 0.0))


def occasions(number: int) -> pd.DataFrame:
    """Return one random base told in occasions, as the BG/BB takes it."""
    rng = np.random.default_rng(number)
    model = clv.BetaGeometricBetaBinomial.of(**_wide(rng, "alpha", "beta", "gamma", "delta"))
    customers = int(np.exp(rng.uniform(np.log(50), np.log(5000))))
    return clv.simulate_bg_bb(model, rng.integers(1, 12, customers), rng).drop(columns="alive")


def surviving(number: int) -> np.ndarray:
    """Return one random cohort for the sBG: how many are left after each renewal."""
    rng = np.random.default_rng(number)
    model = clv.ShiftedBetaGeometric.of(**_wide(rng, "alpha", "beta"))
    return clv.simulate_sbg(model, int(np.exp(rng.uniform(np.log(50), np.log(5000)))), int(rng.integers(1, 12)), rng)


def _wide(rng: np.random.Generator, *names: str) -> dict[str, float]:
    """Return parameters over three orders of magnitude."""
    return {name: float(np.exp(rng.uniform(np.log(0.05), np.log(50)))) for name in names}


def our_fits() -> dict[str, Callable[[pd.DataFrame], tuple[str, bool, list[pd.Series]]]]:
    """Return by model what fits it and asks it: its note, whether it settled, and all it said."""

    def buying(fit: Callable[..., Any]) -> Callable[[pd.DataFrame], tuple[str, bool, list[pd.Series]]]:
        def run(summary: pd.DataFrame) -> tuple[str, bool, list[pd.Series]]:
            model = fit(summary)
            return (
                model.note,
                model.converged,
                [model.params, model.probability_alive(summary), model.expected_purchases(summary, 26)],
            )

        return run

    def spending(summary: pd.DataFrame) -> tuple[str, bool, list[pd.Series]]:
        model = clv.fit_gamma_gamma(summary)
        return model.note, model.converged, [model.params, model.expected_spend(summary)]

    def bb(summary: pd.DataFrame) -> tuple[str, bool, list[pd.Series]]:
        told = occasions(len(summary))
        model = clv.fit_bg_bb(told)
        return model.note, model.converged, [model.params, model.probability_alive(told)]

    def sbg(summary: pd.DataFrame) -> tuple[str, bool, list[pd.Series]]:
        model = clv.fit_sbg(surviving(len(summary)))
        return model.note, model.converged, [model.params, model.survival(range(12))]

    return {
        "BG/NBD": buying(clv.fit_bg_nbd),
        "MBG/NBD": buying(clv.fit_mbg_nbd),
        "Pareto/NBD": buying(clv.fit_pareto_nbd),
        "Gamma-Gamma": spending,
        "BG/BB": bb,
        "sBG": sbg,
    }


def their_fits() -> dict[str, Callable[[pd.DataFrame], tuple[str, bool, list[pd.Series]]]]:
    """Return the same for lifetimes, which writes no notes."""
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

    def buying(fitter: type) -> Callable[[pd.DataFrame], tuple[str, bool, list[pd.Series]]]:
        def run(summary: pd.DataFrame) -> tuple[str, bool, list[pd.Series]]:
            columns = [summary[name].to_numpy(dtype=float) for name in ("frequency", "recency", "T")]
            model = fitter().fit(*columns)
            alive = pd.Series(np.asarray(model.conditional_probability_alive(*columns), dtype=float))
            expected = model.conditional_expected_number_of_purchases_up_to_time(26, *columns)
            return "", True, [model.params_, alive, pd.Series(np.asarray(expected, dtype=float))]

        return run

    def spending(summary: pd.DataFrame) -> tuple[str, bool, list[pd.Series]]:
        back = summary[summary["frequency"] > 0]
        model = GammaGammaFitter().fit(back["frequency"], back["monetary_value"])
        return "", True, [model.params_]

    return {
        "BG/NBD": buying(BetaGeoFitter),
        "MBG/NBD": buying(ModifiedBetaGeoFitter),
        "Pareto/NBD": buying(ParetoNBDFitter),
        "Gamma-Gamma": spending,
    }


def tried(fits: dict[str, Callable[..., Any]], bases: int, who: str) -> pd.DataFrame:
    """Return by model how many bases it raised on, warned on, left numbers missing on without a note, or did not settle on."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in fits}
    for number in tqdm(range(bases), desc=who):
        _, summary = base(number)
        for name, fit in fits.items():
            # lifetimes prints what its search says when it fails.
            with warnings.catch_warnings(record=True) as heard, redirect_stdout(StringIO()):
                warnings.simplefilter("always")
                try:
                    note, settled, said = fit(summary)
                except Exception:
                    counts[name]["raised"] += 1
                    continue
            missing = any(not np.isfinite(np.asarray(part, dtype=float)).all() for part in said)
            counts[name]["warned"] += bool(heard)
            counts[name]["missing, no note"] += missing and not note
            counts[name]["did not settle, said so"] += not settled and bool(note)
            counts[name]["did not settle, no note"] += not settled and not note
    columns = ["raised", "warned", "missing, no note", "did not settle, no note", "did not settle, said so"]
    return pd.DataFrame({name: [row[column] for column in columns] for name, row in counts.items()}, index=columns).T


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bases", type=int, default=200)
    parser.add_argument("--without-peer", action="store_true", help="leave lifetimes out")
    options = parser.parse_args()
    ours = tried(our_fits(), options.bases, "kamlib")
    print(f"kamlib, {options.bases:,} bases\n{ours.to_string()}\n")
    if not options.without_peer:
        print(f"lifetimes 0.11.3, the same bases\n{tried(their_fits(), options.bases, 'lifetimes').to_string()}")
    return 1 if int(ours.iloc[:, :4].to_numpy().sum()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
