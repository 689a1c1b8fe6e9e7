"""Contests between contestants, each in a process of its own, and the Larkfield ledgers they are held on.

A contestant prepares and returns the work that is measured; what counts is the processor time (user and system, all
threads) of the work alone, not of imports or of reading what it is given. All run one after the other, repeat by
repeat, and are judged by the median of ratios within a repeat, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from intake import peak_megabytes

LINES_PER_ACCOUNT = 122
SETTLE = 0.2
"""Seconds to wait before the work: threads that a library woke while it was imported spin on for a while, and are no work."""

Work = Callable[[], object]


def make_ledger(folder: Path, accounts: str) -> Work:
    """Prepare to write a Larkfield ledger: its rhythms, ties and skew are those of the lessons."""
    from kamlib.tables.larkfield import simulate

    return lambda: simulate(folder, accounts=int(accounts))


@dataclass(frozen=True)
class Contest:
    """The contestants of one script by name; the script must call `is_contestant` before anything else."""

    script: str
    contestants: dict[str, Callable[..., Work]]

    def is_contestant(self) -> bool:
        """Be one contestant, if this process was started as one: print what the work took, as JSON."""
        if sys.argv[1:2] != ["--contestant"]:
            return False
        warnings.simplefilter("ignore")
        name, folder, *options = sys.argv[2:]
        work = self.contestants[name](Path(folder), *options)
        time.sleep(SETTLE)
        processor, clock = used(), time.perf_counter()
        result = work()
        measured = {"processor": used() - processor, "clock": time.perf_counter() - clock, "rows": result}
        measured["peak"] = peak_megabytes() / 1024
        print(json.dumps(measured, default=str))
        return True

    def run(
        self, name: str, folder: Path, *options: str, python: Sequence[str] = (sys.executable,)
    ) -> dict[str, float]:
        """Run one contestant in a process (with `python`, an environment) of its own and return what it measured."""
        command = [*python, self.script, "--contestant", name, str(folder), *options]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name} failed.")
        return json.loads(done.stdout.splitlines()[-1])

    def ledger(self, work: Path, lines: int) -> Path:
        """Return a folder with a Larkfield ledger of about that many order lines, made once."""
        folder = work / f"ledger-{lines}"
        if not folder.exists():
            print(f"making {lines:,} order lines", file=sys.stderr)
            self.run("make_ledger", folder, str(lines // LINES_PER_ACCOUNT))
        return folder


def ledger_options(doc: str) -> argparse.ArgumentParser:
    """Return the options of every contest on a ledger; the first line of `doc` says what it is."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--lines", type=int, default=10_000_000, help="order lines of the contest")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--work", type=Path, help="folder that keeps the ledgers for the next run (default: none)")
    return parser


@contextmanager
def work_folder(chosen: Path | None) -> Iterator[Path]:
    """Give the folder chosen for ledgers, which stays, or one that goes when the contest is over."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()


def used() -> float:
    """Return the processor seconds of this process so far, all threads, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


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

    def lighter(self, what: str, above: str, below: str, at_most: float) -> None:
        """Judge the largest memory of `above` over that of `below`."""
        first, second = (max(run["peak"] for run in self.runs[label]) for label in (above, below))
        shown = f"{first / second:.2f} ({first:.2f} GB of {second:.2f} GB)"
        self.rows.append((what, shown, f"at most {at_most:g}", first <= at_most * second))

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
