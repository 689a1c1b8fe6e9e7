"""Ledgers side by side with the peers, in one interleaved run: `uv run --group bench python benchmarks/ledger.py`.

`contest` says how they are measured; for lifetimes even the reading of the ledger is not counted. The ledgers are
Larkfield's, made by `larkfield.simulate`: it makes 10M lines in half a minute.
Ends with status 1 when a target is missed; the targets are meant for 10M lines (fixed costs weigh more on fewer). A
quick look: `--lines 1_000_000 --large 0 --repeats 2`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from contest import Contest, Score, Work, ledger_options, make_ledger, work_folder

AS_OF = "2025-12-31"
PARAMETERS = {"as_of": AS_OF, "days_per_unit": 7}


# The contestants: each prepares, and returns the work that is measured.


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


CONTEST = Contest(
    __file__,
    {
        work.__name__: work
        for work in (make_ledger, our_summary, raw_duckdb, lifetimes_summary, read_csv, intake_online_retail, import_of)
    },
)


def measure(work: Path, lines: int, large: int, repeats: int) -> Score:
    """Run every contestant `repeats` times, one after the other, and the large ledger once."""
    score, small, run = Score(), CONTEST.ledger(work, lines), CONTEST.run
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
        score.add(label, run("our_summary", CONTEST.ledger(work, large), "2GB"))
        score.peak(f"account_summary, {large / 1e6:g}M lines, 2 GB limit, peak memory", label, 2.5)
    return score


def main() -> int:
    if CONTEST.is_contestant():
        return 0
    parser = ledger_options(__doc__)
    parser.add_argument("--large", type=int, default=50_000_000, help="order lines under the 2 GB limit; 0 for none")
    options = parser.parse_args()
    with work_folder(options.work) as work:
        return 0 if measure(work, options.lines, options.large, options.repeats).show() else 1


if __name__ == "__main__":
    raise SystemExit(main())
