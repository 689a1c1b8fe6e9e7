"""Fits of customer-base models side by side with the peers, in one run: `uv run --group bench python benchmarks/clv.py`.

CDNOW (the published summary, 2,357 customers) through lifetimes 0.11.3 and, in an environment of its own, through
pymc-marketing's maximum a posteriori fit (warm: the second fit of a process, its compilation done); a million simulated
customers through lifetimes; and the growth of our own fit from ten thousand to ten million, the last from a summary in
which equal customers are counted, as the engine can deliver it. What counts is processor time; see `contest`. Ends with
status 1 when a target is missed. `--without pymc` leaves the large environment out; `--large 100_000 --repeats 2` is a
quick look. The CDNOW summary must stand in KAMLIB_DATA_HOME.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from contest import Contest, Score, Work

PEER = "pymc-marketing"
TIMES = 20
"""Fits of CDNOW in one measurement, ours and lifetimes'."""
TRUTH = {"r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258}


def cdnow() -> pd.DataFrame:
    folder = Path(os.environ["KAMLIB_DATA_HOME"]) / "cdnow"
    table = pd.read_csv(folder / "cdnow_customers_summary_with_transactions.csv")
    return table.rename(columns={"x": "frequency", "t_x": "recency", "zbar": "monetary_value"})


def crowd(customers: int, weeks: str = "days") -> pd.DataFrame:
    """Return simulated customers of CDNOW's parameters, born over a quarter and watched for a year, in weeks."""
    from kamlib.methods import clv

    rng = np.random.default_rng(customers)
    age = np.round(rng.uniform(27, 39, customers) * 7) / 7
    made = clv.simulate_bg_nbd(clv.BetaGeometricNBD.of(**TRUTH), age, rng)
    made["recency"] = np.where(made["frequency"] > 0, np.maximum(np.round(made["recency"] * 7), 1) / 7, 0.0)
    if weeks == "counted":
        made = made.groupby(["frequency", "recency", "T"], as_index=False).size().rename(columns={"size": "customers"})
    return made


def _often(work: Work, customers: str) -> Work:
    """Return the work `TIMES` times over on CDNOW: a fit of milliseconds alone measures a cold cache."""
    return (lambda: [work() for _ in range(TIMES)][-1]) if customers == "cdnow" else work


# The contestants: each prepares, and returns the work that is measured.


def ours(_: Path, model: str, customers: str = "cdnow", weeks: str = "days") -> Work:
    from kamlib.methods import clv

    fit = {"bg": clv.fit_bg_nbd, "pareto": clv.fit_pareto_nbd, "gamma": clv.fit_gamma_gamma}[model]
    table = cdnow() if customers == "cdnow" else crowd(int(customers), weeks)
    fit(table.head(50))  # imports are no part of the work
    return _often(lambda: float(fit(table).log_likelihood), customers)


def lifetimes(_: Path, model: str, customers: str = "cdnow") -> Work:
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ParetoNBDFitter

    table = cdnow() if customers == "cdnow" else crowd(int(customers))
    x, recency, age = (table[name].to_numpy(dtype=float) for name in ("frequency", "recency", "T"))
    if model == "gamma":
        back = table[table["frequency"] > 0]
        return _often(
            lambda: float(GammaGammaFitter().fit(back["frequency"], back["monetary_value"]).params_.iloc[0]), customers
        )
    fitter = BetaGeoFitter if model == "bg" else ParetoNBDFitter
    return _often(lambda: float(fitter().fit(x, recency, age).params_.iloc[0]), customers)


def pymc(_: Path) -> Work:
    from pymc_marketing.clv import BetaGeoModel

    table = cdnow().reset_index(names="customer_id")[["customer_id", "frequency", "recency", "T"]]

    def work() -> float:
        model = BetaGeoModel(data=table)
        model.build_model()
        return float(model.fit(method="map", progressbar=False).posterior["r"].mean())

    work()
    return work


CONTEST = Contest(__file__, {one.__name__: one for one in (ours, lifetimes, pymc)})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--without", choices=["pymc"], default=None)
    chosen = parser.parse_args()
    score, nowhere = Score(), Path()
    for repeat in range(chosen.repeats):
        print(f"repeat {repeat + 1} of {chosen.repeats}", file=sys.stderr)
        for model in ("bg", "pareto", "gamma"):
            score.add(f"kamlib {model}", CONTEST.run("ours", nowhere, model))
            score.add(f"lifetimes {model}", CONTEST.run("lifetimes", nowhere, model))
        if chosen.without != "pymc":
            score.add("pymc-marketing bg", CONTEST.run("pymc", nowhere, python=_OF_ITS_OWN))
        if repeat < 3:
            score.add("kamlib bg, large", CONTEST.run("ours", nowhere, "bg", str(chosen.large)))
            score.add("lifetimes bg, large", CONTEST.run("lifetimes", nowhere, "bg", str(chosen.large)))
    for customers in (10_000, 100_000, 1_000_000):
        score.add(f"growth, {customers:,}", CONTEST.run("ours", nowhere, "bg", str(customers)))
    score.add("growth, 10,000,000 counted", CONTEST.run("ours", nowhere, "bg", "10000000", "counted"))
    score.ratio("BG/NBD on CDNOW: lifetimes / kamlib", "lifetimes bg", "kamlib bg", at_least=15)
    score.ratio("Pareto/NBD on CDNOW: lifetimes / kamlib", "lifetimes pareto", "kamlib pareto", at_least=10)
    score.ratio("Gamma-Gamma on CDNOW: lifetimes / kamlib", "lifetimes gamma", "kamlib gamma", at_least=5)
    if chosen.without != "pymc":
        label = f"BG/NBD on CDNOW: one fit of pymc-marketing / {TIMES} of kamlib"
        score.ratio(label, "pymc-marketing bg", "kamlib bg", at_least=250 / TIMES)
    score.ratio(f"BG/NBD, {chosen.large:,}: lifetimes / kamlib", "lifetimes bg, large", "kamlib bg, large", at_least=25)
    return 0 if score.show() else 1


_OF_ITS_OWN = ("uv", "run", "--no-project", "--isolated", "--python", "3.11", "--with", PEER, "python")


if __name__ == "__main__":
    sys.exit(0 if CONTEST.is_contestant() else main())
