"""A large file taken in: rows, processor time, and peak memory, each in a process of its own.

`uv run python benchmarks/intake.py` writes a ledger of 5M order lines and takes it in; `--pseudonymise` also replaces
names and ids. A quick look: `--rows 200_000`. Ends with status 1 when memory passes `--at-most` megabytes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path


def write(path: Path, rows: int) -> None:
    from kamlib.tables.engine import connect

    query = (
        "SELECT 'R' || (i // 3) AS \"order\", 'C' || (hash(i // 3) % 60000) AS customer, "
        "DATE '2020-01-01' + CAST(i * 1800 // $rows AS INTEGER) AS day, "
        "CASE WHEN i % 997 = 0 THEN 'free' ELSE printf('%.2f', (hash(i) % 100000) / 100) END AS amount, "
        "'P' || (hash(i) % 5000) AS article, 'line ' || i AS remark FROM range($rows) t(i)"
    ).replace("$rows", str(rows))
    with connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER)")


def take(path: Path, pseudonymise: bool) -> None:
    from kamlib.tables.intake import ClientMapping, Source, take_in

    columns = {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount"}
    source = Source("orders", path, columns | {"product_id": "article"})
    key_file = path.with_suffix(".keys") if pseudonymise else None
    ledger = take_in(ClientMapping("Benchmark", "EUR", (source,), key_file=key_file)).ledger
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {"rows": ledger.rows_in, "cpu_seconds": used.ru_utime + used.ru_stime, "peak_megabytes": peak_megabytes()}
        )
    )


def peak_megabytes() -> float:
    """Return the most memory this process held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # `ru_maxrss` is not forgotten when a program is started: a child of a large process would be as large.
        high = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return float(high.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure(rows: int, pseudonymise: bool) -> dict[str, float]:
    """Write a ledger, take it in in a process of its own with an empty cache, and return what that took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        write(path, rows)
        command = [sys.executable, __file__, "--take", str(path)] + (["--pseudonymise"] if pseudonymise else [])
        environment = os.environ | {"KAMLIB_CACHE_HOME": str(Path(folder) / "cache")}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        return json.loads(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--pseudonymise", action="store_true")
    parser.add_argument("--at-most", type=float, default=3000, help="megabytes")
    parser.add_argument("--take", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.take:
        take(given.take, given.pseudonymise)
        return 0
    found = measure(given.rows, given.pseudonymise)
    print(
        f"{found['rows']:,.0f} rows, {found['cpu_seconds']:.1f} CPU s, {found['peak_megabytes']:,.0f} MB at the peak "
        f"(at most {given.at_most:,.0f})"
    )
    return int(found["peak_megabytes"] > given.at_most)


if __name__ == "__main__":
    raise SystemExit(main())
