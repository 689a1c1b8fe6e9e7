"""What rules earn in the decisions of lessons 05, 06 and 08 to 10, on 40 companies: `uv run python benchmarks/decisions.py`.

The trainer's notes say what a habit loses and what a careful rule earns: on one company that may be luck, so it is counted
on companies nobody looked at while the decisions were made. Beside it stands what became of lesson 05's promise that an
interval holds four accounts in five, and how much all accounts brought for each euro of their value.

A minute and a half on two cores. Ends with status 1 where a careful rule does not earn on average, or a habit does. A quick
look: `--seeds 4`.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor

import pandas as pd

import kamlib
from kamlib.course.claims.lesson_05.alive import held_out
from kamlib.course.claims.lesson_05.sure import COVERAGE, inside
from kamlib.course.claims.lesson_05.worth import values
from kamlib.course.exercises.lesson_05 import decision as buying
from kamlib.course.exercises.lesson_06 import decision as spending
from kamlib.course.exercises.lesson_08 import decision as calling
from kamlib.course.exercises.lesson_09 import decision as mending
from kamlib.course.exercises.lesson_10 import decision as curing
from kamlib.methods import clv
from kamlib.methods.equity import pilot_curve, spread
from kamlib.tables.company import Company
from kamlib.tables.larkfield.streams import stream

CARE = {
    "05": "new accounts like it",
    "06": "the next account, as far as tried",
    "08": "60 calls to the silent by lot",
    "09": "what moves customers, in money",
    "10": "the link at which most is lost",
}
HABITS = {
    "05": ("three first orders", "the average account"),
    "06": ("all on keeping",),
    "08": ("the score as it came", "the weighted score"),
    "09": (),
    "10": ("coaching everybody", "a standard for everything"),
}
"""Habits that lose money on average; those of lesson 09 only earn less."""
BEST = "knowing every value"


def lots(company: Company) -> dict[str, float]:
    """Return what each rule of lesson 05's decision earns."""
    truth = company.truth["prospects"].set_index("lot")
    rules = {
        "three first orders": buying.by_first_order(company),
        "the average account": buying.by_average(company),
        CARE["05"]: buying.by_past_accounts(company),
        BEST: truth["expected_value"],
    }
    return {name: buying.net_of(truth, plan) for name, plan in rules.items()}


def money(company: Company) -> dict[str, float]:
    """Return what each rule of lesson 06's decision earns."""
    truth, told = company.truth["pilots"].set_index("programme"), spending.pilots_told(company.truth)
    curves = {str(name): pilot_curve(row) for name, row in told.iterrows()}
    worth = spending.worth_by_programme(company).clip(lower=0)
    usual = told["spending_usual"].astype(float)
    rules = {
        "all on keeping": spending.all_to_keeping(company),
        "where the average is cheapest": spending.cheapest_on_average(company),
        "as the usual money is spread": spending.NEXT_MONEY * usual / usual.sum(),
        "the next account, without a limit": spread(spending.NEXT_MONEY, curves, worth, usual),
        CARE["06"]: spending.by_the_next_account(company),
        BEST: spending.best_plan(truth),
    }
    return {name: spending.net_of(truth, plan) for name, plan in rules.items()}


def believed(company: Company, seed: str) -> dict[str, float]:
    """Return what the board's action after each report of lesson 08 is worth, less the calls."""
    last, repair = calling.last_two(company)[1], calling.repair_earns(company)
    silent = last.index[~last["answered"]]
    drawn = stream(seed, "calls of the benchmark").choice(silent, calling.CALLS, replace=False)
    told = {
        "the score as it came": calling.change_as_it_came(company),
        "the weighted score": calling.change_weighted(company),
        CARE["08"]: calling.change_told(company, list(drawn)),
        BEST: calling.true_change(company),
    }
    cost = {CARE["08"]: calling.CALL_COST * calling.CALLS}
    return {name: calling.worth(change, repair) - cost.get(name, 0.0) for name, change in told.items()}


def repairs(company: Company) -> dict[str, float]:
    """Return what each rule of lesson 09's decision earns."""
    truth = company.truth["repairs"].set_index("repair")
    rules = {
        "what customers rate lowest": mending.lowest_rated(company),
        "what can be lifted most": mending.most_lift(company),
        CARE["09"]: mending.by_what_moves(company),
        BEST: mending.best_plan(truth),
    }
    return {name: mending.net_of(truth, plan) for name, plan in rules.items()}


def cures(company: Company) -> dict[str, float]:
    """Return what each rule of lesson 10's decision earns."""
    truth = company.truth["cures"]
    rules = {
        "coaching everybody": curing.everywhere(company, "coach"),
        "a standard for everything": curing.everywhere(company, "write"),
        CARE["10"]: curing.by_the_chain(company),
        BEST: curing.best_plan(truth),
    }
    return {name: curing.net_of(truth, plan) for name, plan in rules.items()}


def promised(company: Company) -> dict[str, float]:
    """Return the share of accounts inside their 80 % interval, and money brought for each euro of value."""
    held, before = held_out(company)
    low, high = clv.past_misses(before, held, COVERAGE)
    value = values(company, 12)
    table = pd.DataFrame({"value": value, "low": low * value, "high": high * value})
    service = company.truth["service"]
    happened = service[service["level"] == "basic"].set_index("account_id")["realised_margin"]
    both = table.join(happened, how="inner")
    return {"inside": inside(company, table), "brought": float(both["realised_margin"].sum() / both["value"].sum())}


def of_seed(seed: str) -> dict[str, dict[str, float]]:
    """Return what each rule earns in each lesson's decision on one company, and lesson 05's promise."""
    company = kamlib.load("larkfield", seed=seed)
    return {
        "05": lots(company),
        "06": money(company),
        "08": believed(company, seed),
        "09": repairs(company),
        "10": cures(company),
        "promise": promised(company),
    }


def summary(table: pd.DataFrame, care: str) -> pd.DataFrame:
    """Return by rule: mean, least and most earned, companies on which it earned, and on which care earned more."""
    told = table.agg(["mean", "min", "max"]).T.round(-2)
    told["earned on"] = (table > 0).sum()
    told["care beats it on"] = table.lt(table[care], axis="index").sum()
    told["share of the best"] = (table.mean() / table[BEST].mean()).round(2)
    return told


def main() -> int:
    """Count, print, and judge."""
    from tqdm import tqdm

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=40, help="companies (default: 40)")
    seeds = [f"fresh-{number}" for number in range(1, parser.parse_args().seeds + 1)]
    with ProcessPoolExecutor() as pool:
        found = list(tqdm(pool.map(of_seed, seeds), total=len(seeds), desc="companies", unit=""))
    earned = {lesson: pd.DataFrame([one[lesson] for one in found]) for lesson in CARE}
    for lesson, table in earned.items():
        others = table.drop(columns=[CARE[lesson], BEST]).max(axis="columns")
        print(f"\nLesson {lesson}, EUR, {len(table)} companies\n{summary(table, CARE[lesson]).to_string()}")
        print(f"Care beats all other rules on {int((table[CARE[lesson]] > others).sum())}.")
    promise = pd.DataFrame([one["promise"] for one in found])
    below = int((promise["inside"] < COVERAGE).sum())
    print(
        f"\nLesson 05: {promise['inside'].min():.0%} to {promise['inside'].max():.0%} of accounts inside their {COVERAGE:.0%} "
        f"interval, below on "
        f"{below} of {len(promise)}; all brought {promise['brought'].min():.2f} to {promise['brought'].max():.2f} times their value."
    )
    careful = min(table[CARE[lesson]].mean() for lesson, table in earned.items())
    habits = max(table[name].mean() for lesson, table in earned.items() for name in HABITS[lesson])
    return 0 if careful > 0 > habits else 1


if __name__ == "__main__":
    raise SystemExit(main())
