"""Section 2 of lesson 03 as a claim: who earns the profit, who takes it away again, and how many customers that is."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_03.serving import COOPER, KAPLAN
from kamlib.course.exercises.lesson_03.assumptions import profit_of, supposing, whale_of
from kamlib.course.naming import listed, names_of
from kamlib.figures import money, percent, whale_curve
from kamlib.figures.house import counted
from kamlib.methods.profit import WhaleCurve
from kamlib.methods.profit.accounts import ASSUMED
from kamlib.tables.company import Company

KANTHAL = (
    "Kaplan, R. S. and Narayanan, V. G. (2001). Measuring and managing customer profitability. Journal of Cost "
    "Management 15(5)."
)
_MAY_NOT_SAY = (
    "“Without these accounts we would earn more.” The curve charges them with time that would not go away with them. And "
    "a loss of one year may be luck, or the first year of a good customer."
)

ALL_PAY = (
    "“All customers are profitable.” Overhead is charged to nobody here, and not all work for them may be written down."
)


@claim(
    "3.2",
    "Who pays, and who erodes",
    question="Who pays, and who erodes what the others bring?",
    references=(KANTHAL, COOPER, KAPLAN),
)
def whale(company: Company) -> Statement:
    """State how high profit added up rises, where it ends, and who takes away the difference."""
    table, curve = profit_of(company), whale_of(company)
    headline, may_say = _in_words(company, curve)
    ranked = table.sort_values("profit", kind="stable")
    return Statement(
        headline=headline,
        may_say=may_say,
        may_not_say=_MAY_NOT_SAY if len(curve.eroders) else ALL_PAY,
        assumptions=_assumptions(curve, table),
        draw=lambda: (whale_curve(curve, company.currency),),
        lists={"Accounts by profit, the worst first": ranked.drop(columns="basis")},
    )


def _in_words(company: Company, curve: WhaleCurve) -> tuple[str, str]:
    losing, everybody, currency = len(curve.eroders), len(curve.table), company.currency
    supposed = supposing(curve.basis)
    if not losing:
        return (
            _sentence(f"{supposed}no account costs more than it brings."),
            _sentence(f"{supposed}none of {counted(everybody)} cost more in the last 365 days than it brought."),
        )
    taken = money(curve.peak_profit - curve.total, currency, 0)
    worst = names_of(company, curve.eroders["account"].head(3).tolist())
    few = f"The largest {'loss is' if len(worst) == 1 else 'losses are'} at {listed(worst)}."
    more = "costs more than it brings and takes" if losing == 1 else "cost more than they bring and take"
    first = f"{counted(losing)} of {everybody:,} {more} {taken} a year away."
    if curve.total > 0:
        peak = f"Profit added up from the best account peaks at {percent(curve.peak, 1)} of its total."
    else:
        peak = f"Together the accounts leave no profit: {money(curve.total, currency, 0)}."
    rolled = ""
    if curve.rolled_up is not None:
        rolled = f" Counted with their parents, {len(curve.rolled_up.eroders):,} of {len(curve.rolled_up.table):,} customers do."
    in_short = _sentence(f"{supposed}{first} {peak}")
    return in_short, _sentence(f"{supposed}in the last 365 days {first} {peak}{rolled} {few}")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _assumptions(curve: WhaleCurve, table: pd.DataFrame) -> tuple[str, ...]:
    silent = int(((table["revenue"] == 0) & (table["cost_to_serve"] > 0)).sum())
    words = [f"Profit stands on {curve.basis}. Overhead is charged to nobody."]
    if curve.basis.startswith(ASSUMED):
        words.append(
            "Margins are missing: one rate for all is assumed, so these losses show who orders little at a time."
        )
    if silent:
        words.append(f"{counted(silent)} bought nothing in the year and cost work all the same; they are counted.")
    return tuple(words)
