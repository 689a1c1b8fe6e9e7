"""Account profit and cohort triangles beside the account summary, on one ledger: `uv run python benchmarks/profit.py`.

The ledger and the diary of work are Larkfield's. `contest` says how they are measured. Ends with status 1 when a target
is missed; the targets are meant for 10M lines. A quick look: `--lines 1_000_000 --repeats 2`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from contest import LINES_PER_ACCOUNT, Contest, Score, Work, ledger_options, make_ledger, work_folder

AS_OF = "2025-12-31"
YEAR, HISTORY = "365", "1826"
TARGET = 2


# The contestants: each prepares, and returns the work that is measured.


def make_diary(folder: Path, accounts: str) -> Work:
    """Write the work done for the accounts of a ledger of `accounts`, as parts, like the ledger itself."""
    from kamlib.tables.engine import connect
    from kamlib.tables.larkfield.activities import make_activities
    from kamlib.tables.larkfield.company import DEFAULT_SEED, MONTHS
    from kamlib.tables.larkfield.simulate import PART
    from kamlib.tables.larkfield.world import make_world

    def work() -> int:
        folder.mkdir()
        rows = 0
        for part, first in enumerate(range(0, int(accounts), PART)):
            world = make_world(DEFAULT_SEED, min(PART, int(accounts) - first), MONTHS, part, first)
            activities = make_activities(world.market, world.leaving)
            with connect() as connection:
                connection.from_df(activities).write_parquet(str(folder / f"part-{part:04d}.parquet"))
            rows += len(activities)
        return rows

    return work


def account_summary(work: Path, lines: str) -> Work:
    return reduction("account_summary", orders=work / f"ledger-{lines}", days_per_unit=7)


def account_profit(work: Path, lines: str, days: str) -> Work:
    tables = {"orders": work / f"ledger-{lines}", "activities": work / f"diary-{lines}"}
    return reduction("account_profit", **tables, days=int(days))


def retention_triangle(work: Path, lines: str, months: str) -> Work:
    return reduction("retention_triangle", orders=work / f"ledger-{lines}", months=int(months))


def reduction(name: str, **given: object) -> Work:
    import duckdb  # noqa: F401  (the import is not part of the work)
    import pandas  # noqa: F401

    from kamlib.tables import engine

    return lambda: len(engine.run(name, as_of=AS_OF, **given))


CONTEST = Contest(
    __file__,
    {
        contestant.__name__: contestant
        for contestant in (make_ledger, make_diary, account_summary, account_profit, retention_triangle)
    },
)
RUNS = {
    "account_profit, one year": ("account_profit", YEAR),
    "account_profit, five years": ("account_profit", HISTORY),
    "retention_triangle, months": ("retention_triangle", "1"),
    "retention_triangle, quarters": ("retention_triangle", "3"),
}


def measure(work: Path, lines: int, repeats: int) -> Score:
    """Run every contestant `repeats` times, one after the other."""
    score = Score()
    CONTEST.ledger(work, lines)
    if not (work / f"diary-{lines}").exists():
        CONTEST.run("make_diary", work / f"diary-{lines}", str(lines // LINES_PER_ACCOUNT))
    for repeat in range(repeats):
        print(f"repeat {repeat + 1} of {repeats}", file=sys.stderr)
        score.add("account_summary", CONTEST.run("account_summary", work, str(lines)))
        for label, (name, option) in RUNS.items():
            score.add(label, CONTEST.run(name, work, str(lines), option))
    for label in RUNS:
        score.ratio(f"{label} / account_summary, {lines / 1e6:g}M lines", label, "account_summary", at_most=TARGET)
    return score


def main() -> int:
    if CONTEST.is_contestant():
        return 0
    options = ledger_options(__doc__).parse_args()
    with work_folder(options.work) as work:
        return 0 if measure(work, options.lines, options.repeats).show() else 1


if __name__ == "__main__":
    raise SystemExit(main())
