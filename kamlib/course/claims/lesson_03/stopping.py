"""Section 6 of lesson 03 as a claim: what letting loss-makers go would save once the cost that stays is counted."""

from __future__ import annotations

import math

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_03.serving import COOPER
from kamlib.course.claims.lesson_03.whale import ALL_PAY
from kamlib.course.exercises.lesson_03.assumptions import STAYS, profit_of, supposing
from kamlib.figures import money, percent, stopping_bars
from kamlib.figures.house import counted
from kamlib.methods import profit
from kamlib.tables.company import Company


@claim("3.6", "What stopping would save", question="What would stopping an account really save?", references=(COOPER,))
def stopping(company: Company) -> Statement:
    """State the loss on paper, what stopping all loss-makers would save, and at which fixed share it saves nothing."""
    table, currency = profit_of(company), company.currency
    found = profit.saved_by_stopping(table, STAYS)
    supposed = supposing(str(table["basis"].iloc[0]))
    assumed = (
        f"{percent(STAYS)} of what serving an account costs is assumed to stay for the year: replace it by your own.",
        "Its margin goes whole; its other accounts, its good word and its mood are not counted.",
        f"Stands on {table['basis'].iloc[0]}.",
    )
    if not len(found.table):
        return Statement(
            "No account makes a loss on paper: there is nothing to stop.",
            f"{supposed or 'On what this file tells, '}none of {counted(len(table))} costs more than it brings.",
            ALL_PAY,
            assumed,
        )
    paper, whole = money(found.apparent, currency, 0), money(abs(found.saved), currency, 0)
    saves = "save" if found.saved >= 0 else "cost"
    worth = int((found.table["saved"] > 0).sum())
    few = (
        f"letting go the {worth:,} for whom it pays would save {money(found.best, currency, 0)}"
        if worth
        else "there is none for whom it would pay"
    )
    even = found.break_even_share
    all_even = f" All together break even where {percent(even)} stays." if math.isfinite(even) else ""
    lose = "loses" if len(found.table) == 1 else "lose"
    return Statement(
        headline=f"{supposed}{counted(len(found.table))} {lose} {paper} on paper; letting them all go would {saves} {whole} a year.",
        may_say=f"{supposed}{counted(len(found.table))} {lose} {paper} a year on paper. If {percent(STAYS)} of what serves them stays, "
        f"letting all go would {saves} {whole}; {few}.{all_even}",
        may_not_say="“We save what they lose.” Only cost that is really cut is saved. First ask what a charge, a smaller drop "
        "or an honest conversation would bring; releasing is the last step of the ladder.",
        assumptions=assumed,
        draw=lambda: (stopping_bars(found, currency),),
        lists={"Loss-makers, most saved first": found.table},
    )
