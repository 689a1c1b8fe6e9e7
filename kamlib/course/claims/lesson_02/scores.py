"""Section 1 of lesson 02 as a claim: who bought lately, often and for much, and who has gone quiet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import listed, names_of
from kamlib.figures import cell_bars, percent
from kamlib.figures.house import counted
from kamlib.methods import segments
from kamlib.tables.company import Company

HUGHES = "Hughes, A. M. (1994). Strategic Database Marketing."
LEAST_ACCOUNTS = 5
"""Scores are fifths: fewer accounts than that cannot fill them."""
_NAMED = 3


@claim(
    "2.1",
    "Recency, frequency and money",
    question="Who bought lately, often and for much?",
    references=(HUGHES,),
)
def scores(company: Company) -> Statement:
    """State who is large and lately there, and who was large and is silent."""
    table = segments.rfm(company.orders, company.as_of)
    day = f"{company.as_of.day} {company.as_of:%B %Y}"
    if len(table) < LEAST_ACCOUNTS:
        return _too_few(company, table, day)
    found = segments.score(table, segments.quintiles(table))
    cells = segments.cells(found)
    summary = segments.cell_summary(table, cells)
    rows: dict[Any, Any] = summary.to_dict("index")
    best, quiet = rows["champions"], rows["at risk"]
    silent = table[cells == "at risk"].sort_values("revenue", ascending=False)
    median = float(table["days_since_order"].median())
    lately = f"Half of the {len(table):,} accounts ordered within the last {median:,.0f} days."
    by_money = pd.concat([cells.rename("cell"), table, found], axis=1).sort_values("revenue", ascending=False)
    return Statement(
        headline=_capital(f"{_many(best)} ordered lately, often and for much; {_many(quiet)} {_went_quiet(quiet)}."),
        may_say=f"{_quiet(company, quiet, silent)} {lately}",
        may_not_say="“The quiet ones are leaving.” Silence is not leaving: a customer between two projects is just as "
        "silent. Nor: “those who ordered lately are safe.” A score describes the past.",
        assumptions=(
            "The thresholds are fifths of this company's own accounts: a score says who stands above whom, not who is good.",
            f"Days are counted back from {day}; orders after that day are left out.",
        ),
        draw=lambda: (cell_bars(summary),),
        lists={"Accounts with their scores, the largest first": by_money},
    )


def _quiet(company: Company, quiet: Mapping[str, Any], silent: pd.DataFrame) -> str:
    if silent.empty:
        return "By thresholds we chose, no account that was large has gone quiet."
    first = names_of(company, silent.index[:_NAMED])
    who = listed(first) if len(silent) <= _NAMED else f"the largest are {listed(first)}"
    return f"By thresholds we chose, {_many(quiet)} {_went_quiet(quiet)}: {who}."


def _went_quiet(cell: Mapping[str, Any]) -> str:
    return "was large and has gone quiet" if cell["accounts"] < 2 else "were large and have gone quiet"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _many(cell: Mapping[str, Any]) -> str:
    """Return a cell's accounts and, where there is one, their share of revenue."""
    if not cell["accounts"]:
        return "no account"
    share = "" if pd.isna(cell["revenue_share"]) else f" ({percent(cell['revenue_share'])} of revenue)"
    return f"{counted(cell['accounts'])}{share}"


def _too_few(company: Company, table: pd.DataFrame, day: str) -> Statement:
    if table.empty:
        raise ValueError(f"{company.name} has no order up to {day}: check the as-of date.")
    longest = int(table["days_since_order"].max())
    account = names_of(company, table["days_since_order"].nlargest(1).index)[0]
    return Statement(
        headline=f"{counted(len(table))} cannot be scored against each other: fifths need at least {LEAST_ACCOUNTS}.",
        may_say=f"The account silent for longest is {account}: its last order lies {longest:,} "
        f"day{'' if longest == 1 else 's'} back.",
        may_not_say="“It is a good (or a poor) customer.” There is nobody to compare with.",
        assumptions=(f"Days are counted back from {day}; orders after that day are left out.",),
        lists={"Accounts, the largest first": table.sort_values("revenue", ascending=False)},
    )
