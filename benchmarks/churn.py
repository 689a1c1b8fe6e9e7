"""Kaplan-Meier and the log-rank test beside plain NumPy, on a million accounts: `uv run python benchmarks/churn.py`.

The NumPy versions stand here: a sort and cumulative sums, nothing checked, nothing named. They give the same numbers,
which is asserted before anything is measured. Each runs on continuous times and on whole days with many ties, with two
groups. `contest` says how they are measured. Ends with status 1 when a target is missed. A quick look: `--rows 100_000
--repeats 3`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from contest import Contest, Score, Work

TARGET = 2
TIMES = ("continuous", "days")


def accounts(rows: int, times: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how long each account was watched (months; or whole days of ten years), whether it left, and its group."""
    random = np.random.default_rng(rows)
    group = random.random(rows) < 0.4
    life = random.weibull(0.8, rows) * np.where(group, 60.0, 66.0)
    watched = random.uniform(0, 120, rows)
    duration, left = np.minimum(life, watched), life < watched
    return (np.ceil(duration * 30.4375) if times == "days" else duration), left, group


def numpy_curve(duration: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Return time, at risk, left, survival, low and high, a row a time."""
    order = np.argsort(duration)
    time, gone = duration[order], left[order]
    last = np.flatnonzero(np.append(time[1:] != time[:-1], True))
    leaving = np.diff(np.cumsum(gone)[last], prepend=0)
    at_risk = len(time) - np.concatenate([[0], last[:-1] + 1])
    staying = at_risk - leaving
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(staying / at_risk)
        variance = np.cumsum(leaving / (at_risk * staying))
        width = 1.959963984540054 * np.sqrt(variance) / np.log(survival)
        low, high = survival ** np.exp(-width), survival ** np.exp(width)
    return np.column_stack([time[last], at_risk, leaving, survival, low, high])


def numpy_curves(duration: np.ndarray, left: np.ndarray, group: np.ndarray) -> list[np.ndarray]:
    return [numpy_curve(duration[group == name], left[group == name]) for name in (False, True)]


def numpy_log_rank(duration: np.ndarray, left: np.ndarray, group: np.ndarray) -> tuple[float, float]:
    """Return the statistic of two groups and the logarithm of its p."""
    from scipy import stats

    order = np.argsort(duration)
    time, gone, second = duration[order], left[order], group[order]
    first = np.flatnonzero(np.append(True, time[1:] != time[:-1]))
    lost = np.add.reduceat(gone, first, dtype=np.int64)
    here = len(time) - first
    here_second = np.cumsum(second[::-1])[::-1][first]
    share = here_second / here
    expected = lost * share
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.where(here > 1, expected * (1 - share) * (here - lost) / (here - 1), 0.0)
    statistic = (gone[second].sum() - expected.sum()) ** 2 / variance.sum()
    return float(statistic), float(stats.chi2.logsf(statistic, 1))


# The contestants: each prepares, and returns the work that is measured.


def our_curves(_: Path, rows: str, times: str) -> Work:
    from kamlib.methods.churn import kaplan_meier

    duration, left, group = accounts(int(rows), times)
    return lambda: len(kaplan_meier(duration, left, group).table)


def plain_curves(_: Path, rows: str, times: str) -> Work:
    given = accounts(int(rows), times)
    return lambda: sum(map(len, numpy_curves(*given)))


def our_test(_: Path, rows: str, times: str) -> Work:
    from scipy import stats  # noqa: F401  (the import is not part of the work)

    from kamlib.methods.churn import log_rank

    duration, left, group = accounts(int(rows), times)
    return lambda: log_rank(duration, left, group).statistic


def plain_test(_: Path, rows: str, times: str) -> Work:
    from scipy import stats  # noqa: F401  (the import is not part of the work)

    given = accounts(int(rows), times)
    return lambda: numpy_log_rank(*given)[0]


CONTEST = Contest(
    __file__, {contestant.__name__: contestant for contestant in (our_curves, plain_curves, our_test, plain_test)}
)


def assert_same_numbers(rows: int, times: str) -> None:
    """Raise AssertionError where kamlib and plain NumPy do not give the same curves and the same test."""
    from kamlib.methods.churn import kaplan_meier, log_rank

    duration, left, group = accounts(rows, times)
    ours = kaplan_meier(duration, left, group).table
    for name, curve in zip((False, True), numpy_curves(duration, left, group), strict=True):
        columns = ["time", "at_risk", "left", "survival", "low", "high"]
        told = np.isfinite(curve).all(axis=1) & (curve[:, 3] < 1)
        mine = ours.loc[ours["group"] == name, columns].to_numpy(dtype=float)
        np.testing.assert_allclose(mine[told], curve[told], rtol=1e-9)
        np.testing.assert_array_equal(mine[:, :3], curve[:, :3])
    test = log_rank(duration, left, group)
    np.testing.assert_allclose(
        (test.statistic, test.log10_p * np.log(10)), numpy_log_rank(duration, left, group), rtol=1e-9
    )


def measure(work: Path, rows: int, repeats: int) -> Score:
    """Run every contestant `repeats` times on each kind of times, one after the other."""
    score = Score()
    for times in TIMES:
        assert_same_numbers(rows, times)
    for repeat in range(repeats):
        print(f"repeat {repeat + 1} of {repeats}", file=sys.stderr)
        for times in TIMES:
            for name in CONTEST.contestants:
                score.add(f"{name}, {times}", CONTEST.run(name, work, str(rows), times))
    for times in TIMES:
        for what, ours, plain in (
            ("Kaplan-Meier", "our_curves", "plain_curves"),
            ("log-rank", "our_test", "plain_test"),
        ):
            label = f"{what} / plain NumPy, {rows / 1e6:g}M rows, {times}"
            score.ratio(label, f"{ours}, {times}", f"{plain}, {times}", at_most=TARGET)
    return score


def main() -> int:
    if CONTEST.is_contestant():
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="accounts of the contest")
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    return 0 if measure(Path.cwd(), options.rows, options.repeats).show() else 1


if __name__ == "__main__":
    raise SystemExit(main())
