"""Surveys beside their peers and beside the file they come from, in one run: `uv run python benchmarks/survey.py`.

Drivers (Shapley shares) of 12 attributes and 2,000 answers beside pingouin's relative importance, in an environment of its
own; reliability, net promoter score and gaps of a million answers (of 22 items each, expected and got) beside the time of
reading their file. What counts is processor time; see `contest`. Ends with status 1 when a target is missed. `--without-peer`
leaves the environment out; `--answers 100_000 --repeats 3` is a quick look.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from contest import Contest, Score, Work, work_folder

PEER = "pingouin"
ITEMS = 22


def satisfaction(people: int, attributes: int) -> pd.DataFrame:
    """Return answers of people on attributes that go together, and their overall satisfaction."""
    random = np.random.default_rng(people)
    raw = random.normal(size=(people, 1)) + random.normal(size=(people, attributes))
    table = pd.DataFrame(raw, columns=[f"a{place}" for place in range(attributes)])
    weight = np.linspace(1, 0, attributes)
    return table.assign(overall=raw @ weight + random.normal(size=people) * 2)


def our_drivers(_: Path, people: str, attributes: str) -> Work:
    from kamlib.methods import survey

    table = satisfaction(int(people), int(attributes))
    survey.drivers(table.head(100), table["overall"].head(100) + np.arange(100) * 1e-3, resamples=0)
    x, y = table.drop(columns="overall"), table["overall"]
    return lambda: survey.drivers(x, y, resamples=0).r_squared


def their_drivers(_: Path, people: str, attributes: str) -> Work:
    import pingouin

    table = satisfaction(int(people), int(attributes))
    x, y = table.drop(columns="overall"), table["overall"]
    pingouin.linear_regression(x.iloc[:200, :3], y.head(200), relimp=True)
    return lambda: float(pingouin.linear_regression(x, y, relimp=True)["relimp"].sum())


def write_answers(folder: Path, answers: str) -> Work:
    """Prepare to write a wide file of answers, as a survey tool exports it."""

    def work() -> int:
        random = np.random.default_rng(1)
        count = int(answers)
        common = random.normal(size=(count, 1))
        parts = {}
        for what, middle in (("expected", 5.6), ("got", 4.8)):
            raw = (middle + common + random.normal(size=(count, ITEMS))).round().clip(1, 7).astype(np.int8)
            parts |= {f"{what}_{place}": raw[:, place] for place in range(ITEMS)}
        table = pd.DataFrame(parts).assign(recommend=(6.5 + 2 * common[:, 0]).round().clip(0, 10).astype(np.int8))
        table.to_csv(folder / "answers.csv", index=False)
        return count

    folder.mkdir(parents=True, exist_ok=True)
    return work


def read_file(folder: Path) -> Work:
    return lambda: len(pd.read_csv(folder / "answers.csv"))


def our_numbers(folder: Path) -> Work:
    from kamlib.methods import gaps, survey

    table = pd.read_csv(folder / "answers.csv")
    wanted, got = (
        table[[f"{what}_{place}" for place in range(ITEMS)]].set_axis([f"i{place}" for place in range(ITEMS)], axis=1)
        for what in ("expected", "got")
    )
    survey.reliability(got.head(50)), survey.net_promoter(table["recommend"].head(50))
    gaps.paired_gap(got.head(50), wanted.head(50))

    def work() -> int:
        survey.reliability(got), survey.net_promoter(table["recommend"])
        return len(gaps.paired_gap(got, wanted))

    return work


CONTEST = Contest(
    __file__, {one.__name__: one for one in (our_drivers, their_drivers, write_answers, read_file, our_numbers)}
)


def measure(work: Path, options: argparse.Namespace) -> Score:
    """Run every contestant `repeats` times, one after the other."""
    score = Score()
    theirs = ["uv", "run", "--no-project", "--isolated", "--with", PEER, "--with", "pandas<3", "python"]
    print(f"writing {options.answers:,} answers", file=sys.stderr)
    CONTEST.run("write_answers", work, str(options.answers))
    for repeat in range(options.repeats):
        print(f"repeat {repeat + 1} of {options.repeats}", file=sys.stderr)
        score.add("our_drivers", CONTEST.run("our_drivers", work, "2000", "12"))
        if not options.without_peer:
            score.add("their_drivers", CONTEST.run("their_drivers", work, "2000", "12", python=theirs))
        score.add("read_file", CONTEST.run("read_file", work))
        score.add("our_numbers", CONTEST.run("our_numbers", work))
    if not options.without_peer:
        label = "pingouin / ours, drivers of 12 attributes, 2,000 answers"
        score.ratio(label, "their_drivers", "our_drivers", at_least=4)
    label = f"reliability, NPS and gaps / reading the file, {options.answers:,} answers"
    score.ratio(label, "our_numbers", "read_file", at_most=3)
    return score


def main() -> int:
    if CONTEST.is_contestant():
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--without-peer", action="store_true", help="do not fetch pingouin")
    options = parser.parse_args()
    with work_folder(None) as work:
        return 0 if measure(work, options).show() else 1


if __name__ == "__main__":
    raise SystemExit(main())
