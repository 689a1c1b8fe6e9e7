"""Ledgers side by side with the peers, in one interleaved run: `uv run --group bench python benchmarks/ledger.py`.

Each contestant runs in a process of its own and reports the processor time (user and system, all threads) of the work
alone: imports, and for lifetimes even the reading of the ledger, are not counted. The ledgers are Larkfield's, made by
`larkfield.simulate`: its rhythms, ties and skew are those of the lessons, and it makes 10M lines in half a minute.
Ends with status 1 when a target is missed; the targets are meant for 10M lines (fixed costs weigh more on fewer). A
quick look: `--lines 1_000_000 --large 0 --repeats 2`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

AS_OF = "2025-12-31"
PARAMETERS = {"as_of": AS_OF, "days_per_unit": 7}
LINES_PER_ACCOUNT = 122

Work = Callable[[], object]


# The contestants: each prepares, and returns the work that is measured.


def make_ledger(folder: Path, accounts: str) -> Work:
    from kamlib.tables.larkfield import simulate

    return lambda: simulate(folder, accounts=int(accounts))


def our_summary(folder: Path, memory_limit: str = "2GB") -> Work:
    import duckdb  # noqa: F401  (the import is not part of the work)
    import pandas  # noqa: F401

    from kamlib.tables import engine

    return lambda: len(engine.run("account_summary", orders=folder, memory_limit=memory_limit, **PARAMETERS))


def raw_duckdb(folder: Path) -> Work:
    import duckdb
    import pandas  # noqa: F401  (the import is not part of the work)

    from kamlib.tables import engine

    query = engine.text("account_summary")

    def work() -> int:
        with duckdb.connect() as connection:
            connection.read_parquet(str(folder / "*.parquet")).create_view("orders")
            return len(connection.execute(query, PARAMETERS).df())

    return work


def lifetimes_summary(folder: Path) -> Work:
    import duckdb
    from lifetimes.utils import summary_data_from_transaction_data

    query = "SELECT account_id, ordered_at, revenue FROM read_parquet($files)"
    orders = duckdb.execute(query, {"files": str(folder / "*.parquet")}).df()
    return lambda: len(
        summary_data_from_transaction_data(
            orders, "account_id", "ordered_at", "revenue", observation_period_end=AS_OF, freq="D", freq_multiplier=7
        )
    )


def read_csv(_: Path) -> Work:
    import pandas as pd

    from kamlib.tables import opendata

    file = opendata.fetch("online_retail")
    return lambda: len(pd.read_csv(file))


def intake_online_retail(cache: Path) -> Work:
    os.environ["KAMLIB_CACHE_HOME"] = str(cache)
    import duckdb  # noqa: F401  (the import is not part of the work)
    import pandas  # noqa: F401

    from kamlib.tables import intake, opendata

    mapping = opendata.mapping("online_retail")
    return lambda: str(intake.take_in(mapping).paths["orders"].name)


def import_of(_: Path, module: str) -> Work:
    return lambda: len(__import__(module).__name__)


CONTESTANTS: dict[str, Callable[..., Work]] = {
    work.__name__: work
    for work in (make_ledger, our_summary, raw_duckdb, lifetimes_summary, read_csv, intake_online_retail, import_of)
}


def used() -> float:
    """Return the processor seconds of this process so far, all threads, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def contest(name: str, folder: str, *options: str) -> None:
    """Be one contestant: print what the work took, as JSON."""
    warnings.simplefilter("ignore")
    work = CONTESTANTS[name](Path(folder), *options)
    processor, clock = used(), time.perf_counter()
    result = work()
    measured = {"processor": used() - processor, "clock": time.perf_counter() - clock, "rows": result}
    measured["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps(measured, default=str))


def run(name: str, folder: Path, *options: str) -> dict[str, float]:
    """Run one contestant in a process of its own and return what it measured."""
    command = [sys.executable, __file__, "--contestant", name, str(folder), *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed.")
    return json.loads(done.stdout.splitlines()[-1])


class Score:
    """What each contestant needed, repeat by repeat, and the table that comes of it."""

    def __init__(self) -> None:
        self.runs: dict[str, list[dict[str, float]]] = {}
        self.rows: list[tuple[str, str, str, bool]] = []

    def add(self, label: str, measured: dict[str, float]) -> None:
        """Keep one run and show it as it comes."""
        self.runs.setdefault(label, []).append(measured)
        print(f"  {label:<28} {measured['processor']:8.2f} s  {measured['clock']:8.2f} s by the clock", file=sys.stderr)

    def ratio(self, what: str, above: str, below: str, *, at_least: float = 0.0, at_most: float = float("inf")) -> None:
        """Judge the median of processor times of `above` over `below`, paired by repeat."""
        pairs = zip(self.runs[above], self.runs[below], strict=True)
        ratios = [first["processor"] / second["processor"] for first, second in pairs]
        middle = statistics.median(ratios)
        target = f"at least {at_least:g}" if at_least else f"at most {at_most:g}"
        shown = f"{middle:.3g} ({min(ratios):.3g} to {max(ratios):.3g})"
        self.rows.append((what, shown, target, at_least <= middle <= at_most))

    def peak(self, what: str, label: str, at_most: float) -> None:
        """Judge the largest memory that `label` ever held, in GB."""
        largest = max(run["peak"] for run in self.runs[label])
        self.rows.append((what, f"{largest:.2f} GB", f"at most {at_most:g} GB", largest <= at_most))

    def show(self) -> bool:
        """Print the table; return whether every target is met."""
        from rich.console import Console
        from rich.table import Table

        times = Table("contestant", "processor s, median", "min", "clock s, median", "peak GB", "rows")
        for label, runs in self.runs.items():
            processor, clock = [run["processor"] for run in runs], [run["clock"] for run in runs]
            times.add_row(
                label,
                f"{statistics.median(processor):.3f}",
                f"{min(processor):.3f}",
                f"{statistics.median(clock):.3f}",
                f"{max(run['peak'] for run in runs):.2f}",
                f"{runs[-1]['rows']:,}" if isinstance(runs[-1]["rows"], int) else "",
            )
        targets = Table("what", "measured: median (min to max)", "target", "")
        for what, shown, target, met in self.rows:
            targets.add_row(what, shown, target, "met" if met else "MISSED")
        console = Console(width=120)
        console.print(times)
        console.print(targets)
        return all(met for *_, met in self.rows)


def ledger(work: Path, lines: int) -> Path:
    """Return a folder with a Larkfield ledger of about that many order lines, made once."""
    folder = work / f"ledger-{lines}"
    if not folder.exists():
        print(f"making {lines:,} order lines", file=sys.stderr)
        run("make_ledger", folder, str(lines // LINES_PER_ACCOUNT))
    return folder


def measure(work: Path, lines: int, large: int, repeats: int) -> Score:
    """Run every contestant `repeats` times, one after the other, and the large ledger once."""
    score, small = Score(), ledger(work, lines)
    for repeat in range(repeats):
        print(f"repeat {repeat + 1} of {repeats}", file=sys.stderr)
        score.add("account_summary", run("our_summary", small))
        score.add("raw DuckDB, same text", run("raw_duckdb", small))
        score.add("lifetimes", run("lifetimes_summary", small))
        score.add("pandas.read_csv", run("read_csv", work))
        with tempfile.TemporaryDirectory(dir=work) as cache:
            score.add("intake, first", run("intake_online_retail", Path(cache)))
            score.add("intake, from the cache", run("intake_online_retail", Path(cache)))
        score.add("import pandas", run("import_of", work, "pandas"))
        score.add("import kamlib", run("import_of", work, "kamlib"))
    size = f"{lines / 1e6:g}M lines"
    score.ratio(f"lifetimes / account_summary, {size}", "lifetimes", "account_summary", at_least=4)
    score.ratio(f"account_summary / raw DuckDB, {size}", "account_summary", "raw DuckDB, same text", at_most=1.1)
    score.peak(f"account_summary, {size}, peak memory", "account_summary", 1.2)
    score.ratio("Online Retail: intake / pandas.read_csv", "intake, first", "pandas.read_csv", at_most=5)
    score.ratio("Online Retail: intake from the cache / first", "intake, from the cache", "intake, first", at_most=0.1)
    score.ratio("import kamlib / import pandas", "import kamlib", "import pandas", at_most=1.2)
    if large:
        label = f"account_summary, {large / 1e6:g}M, 2GB limit"
        score.add(label, run("our_summary", ledger(work, large), "2GB"))
        score.peak(f"account_summary, {large / 1e6:g}M lines, 2 GB limit, peak memory", label, 2.5)
    return score


def main() -> int:
    if sys.argv[1:2] == ["--contestant"]:
        contest(*sys.argv[2:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=10_000_000, help="order lines of the contest")
    parser.add_argument("--large", type=int, default=50_000_000, help="order lines under the 2 GB limit; 0 for none")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--work", type=Path, help="folder that keeps the ledgers for the next run (default: none)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        return 0 if measure(work.resolve(), options.lines, options.large, options.repeats).show() else 1


if __name__ == "__main__":
    raise SystemExit(main())
