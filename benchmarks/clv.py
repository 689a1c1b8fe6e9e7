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
from contest import Contest, Score, Work, work_folder

PEER = "pymc-marketing"
TIMES = 20
"""Fits of CDNOW in one measurement, ours and lifetimes'."""
AS_OF = pd.Timestamp("2024-12-31")
CHUNK = 500_000
TRUTH = {"r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258}


def cdnow() -> pd.DataFrame:
    folder = Path(os.environ["KAMLIB_DATA_HOME"]) / "cdnow"
    table = pd.read_csv(folder / "cdnow_customers_summary_with_transactions.csv")
    return table.rename(columns={"x": "frequency", "t_x": "recency", "zbar": "monetary_value"})


def crowd(customers: int, seed: int = 0) -> pd.DataFrame:
    """Return simulated customers of CDNOW's parameters, born over a quarter and watched for about eight months, in weeks."""
    from kamlib.methods import clv

    rng = np.random.default_rng([customers, seed])
    age = np.round(rng.uniform(27, 39, customers) * 7) / 7
    made = clv.simulate_bg_nbd(clv.BetaGeometricNBD.of(**TRUTH), age, rng)
    made["recency"] = np.where(made["frequency"] > 0, np.maximum(np.round(made["recency"] * 7), 1) / 7, 0.0)
    return made


def write_orders(folder: Path, customers: int) -> None:
    """Write the order lines of a crowd as Parquet, half a million customers a file: first, last and what lies between."""
    from kamlib.tables import engine

    folder.mkdir()
    for part in range(-(-customers // CHUNK)):
        made = crowd(min(CHUNK, customers - part * CHUNK), seed=part)
        rng = np.random.default_rng([7, part])
        born = np.round(made["T"].to_numpy() * 7).astype(int)
        last = np.round(made["recency"].to_numpy() * 7).astype(int)
        between = np.maximum(made["frequency"].to_numpy().astype(int) - 1, 0)
        who = np.arange(len(made))
        back = np.flatnonzero(last > 0)
        more = np.repeat(who, between)
        lines = pd.DataFrame({"who": np.r_[who, back, more]})
        lines["after"] = np.r_[
            np.zeros(len(who), dtype=int), last[back], 1 + (rng.random(len(more)) * last[more]).astype(int)
        ]
        lines["before"] = born[lines["who"]] - lines["after"]
        with engine.connect() as connection:
            connection.register("lines", lines)
            connection.execute(
                f"COPY (SELECT 'C{part}-' || who AS account_id, 'O{part}-' || row_number() OVER () AS order_id, "
                f"TIMESTAMP '{AS_OF:%Y-%m-%d}' - to_days(CAST(before AS INTEGER)) AS ordered_at, 10.0::DOUBLE AS revenue FROM lines) "
                f"TO '{folder / f'part-{part:03}.parquet'}' (FORMAT parquet)"
            )


def _often(work: Work, customers: str) -> Work:
    """Return the work `TIMES` times over on CDNOW: a fit of milliseconds alone measures a cold cache."""
    return (lambda: [work() for _ in range(TIMES)][-1]) if customers == "cdnow" else work


# The contestants: each prepares, and returns the work that is measured.


def ours(_: Path, model: str, customers: str = "cdnow") -> Work:
    from kamlib.methods import clv

    fit = {"bg": clv.fit_bg_nbd, "pareto": clv.fit_pareto_nbd, "gamma": clv.fit_gamma_gamma}[model]
    table = cdnow() if customers == "cdnow" else crowd(int(customers))
    fit(table.head(50))  # imports are no part of the work
    return _often(lambda: float(fit(table).log_likelihood), customers)


def from_files(folder: Path) -> Work:
    from kamlib.methods import clv

    clv.fit_bg_nbd(crowd(50))
    return lambda: float(clv.fit_bg_nbd(clv.counted_summary(folder, AS_OF, unit="week").table).log_likelihood)


def write_files(folder: Path, customers: str) -> Work:
    return lambda: write_orders(folder, int(customers))


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


CONTEST = Contest(__file__, {one.__name__: one for one in (ours, from_files, write_files, lifetimes, pymc)})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--largest", type=int, default=10_000_000, help="customers in Parquet files")
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
    with work_folder(None) as work:
        folder = work / "orders"
        CONTEST.run("write_files", folder, str(chosen.largest))
        score.add(f"growth, {chosen.largest:,} in files", CONTEST.run("from_files", folder))
    score.ratio("BG/NBD on CDNOW: lifetimes / kamlib", "lifetimes bg", "kamlib bg", at_least=15)
    score.ratio("Pareto/NBD on CDNOW: lifetimes / kamlib", "lifetimes pareto", "kamlib pareto", at_least=10)
    score.ratio("Gamma-Gamma on CDNOW: lifetimes / kamlib", "lifetimes gamma", "kamlib gamma", at_least=5)
    if chosen.without != "pymc":
        label = f"BG/NBD on CDNOW: one fit of pymc-marketing / {TIMES} of kamlib"
        score.ratio(label, "pymc-marketing bg", "kamlib bg", at_least=250 / TIMES)
    score.ratio(f"BG/NBD, {chosen.large:,}: lifetimes / kamlib", "lifetimes bg, large", "kamlib bg, large", at_least=25)
    score.lighter(
        f"BG/NBD, {chosen.large:,}: peak memory, kamlib / lifetimes",
        "kamlib bg, large",
        "lifetimes bg, large",
        at_most=0.5,
    )
    return 0 if score.show() else 1


_OF_ITS_OWN = ("uv", "run", "--no-project", "--isolated", "--python", "3.11", "--with", PEER, "python")


if __name__ == "__main__":
    sys.exit(0 if CONTEST.is_contestant() else main())
