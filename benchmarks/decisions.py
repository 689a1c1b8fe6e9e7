"""What rules earn in the decisions of lessons 05 and 06, on 40 companies: `uv run python benchmarks/decisions.py`.

The trainer's notes say what a habit loses and what a careful rule earns: on one company that may be luck, so it is counted
on companies nobody looked at while the decisions were made. Beside it stands what became of lesson 05's promise that an
interval holds four accounts in five, and how much all accounts brought for each euro of their value.

Twenty seconds on two cores. Ends with status 1 where a careful rule does not earn on average, or a habit does. A quick
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
from kamlib.methods import clv
from kamlib.methods.equity import pilot_curve, spread
from kamlib.tables.company import Company

CARE = {"05": "new accounts like it", "06": "the next account, as far as tried"}
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


def of_seed(seed: str) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Return all three for one company."""
    company = kamlib.load("larkfield", seed=seed)
    return lots(company), money(company), promised(company)


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
    lesson_05, lesson_06, promise = (pd.DataFrame(rows) for rows in zip(*found, strict=True))
    for lesson, table in (("05", lesson_05), ("06", lesson_06)):
        others = table.drop(columns=[CARE[lesson], BEST]).max(axis="columns")
        print(f"\nLesson {lesson}, EUR, {len(table)} companies\n{summary(table, CARE[lesson]).to_string()}")
        print(f"Care beats all other rules on {int((table[CARE[lesson]] > others).sum())}.")
    below = int((promise["inside"] < COVERAGE).sum())
    print(
        f"\nLesson 05: {promise['inside'].min():.0%} to {promise['inside'].max():.0%} of accounts inside their {COVERAGE:.0%} "
        f"interval, below on "
        f"{below} of {len(promise)}; all brought {promise['brought'].min():.2f} to {promise['brought'].max():.2f} times their value."
    )
    careful = min(lesson_05[CARE["05"]].mean(), lesson_06[CARE["06"]].mean())
    habits = max(
        lesson_05[["three first orders", "the average account"]].mean().max(), lesson_06["all on keeping"].mean()
    )
    return 0 if careful > 0 > habits else 1


if __name__ == "__main__":
    raise SystemExit(main())
