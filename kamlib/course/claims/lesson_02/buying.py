"""Section 5 of lesson 02 as a claim: how accounts buy, as far as articles can tell."""

from __future__ import annotations

import re

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import buying_mix, percent
from kamlib.figures.house import counted
from kamlib.methods import segments
from kamlib.methods.segments.buying import NO_ARTICLES, TOO_FEW
from kamlib.tables.company import Company

ROBINSON = "Robinson, P. J., Faris, C. W. and Wind, Y. (1967). Industrial Buying and Creative Marketing."
_MAY_NOT_SAY = (
    "“They buy out of habit.” Impulse, habit and a framework contract leave the same trace in a ledger. To know, ask the "
    "people who take part in the decision."
)


@claim(
    "2.5",
    "How they buy",
    question="How does each account buy?",
    references=(ROBINSON,),
)
def buying(company: Company) -> Statement:
    """State which share of what accounts order repeats what they had before."""
    orders = company.orders
    found = segments.behaviour(orders, company.as_of, contacts=company.get("contacts"))
    first = ["label", "judged_lines", "repeat", "straight_rebuy", "modified_rebuy", "new_task"]
    found = found.sort_values("judged_lines", ascending=False, kind="stable")
    found = found[[*first, *(column for column in found if column not in first)]]
    told = found[~found["label"].isin((TOO_FEW, NO_ARTICLES))]
    what = "articles" if "product_id" in orders else "articles of categories"
    basis = re.sub(", [0-9,]+ buying roles? known", "", str(found["basis"].iloc[0]))
    assumptions = [
        f"Based on {basis}.",
        "Lines taken back (below zero) are no purchases and are left out.",
        "History has a beginning: after years of orders nearly everything has been bought before.",
    ]
    if untold := len(found) - len(told):
        few = "has" if untold == 1 else "have"
        assumptions.append(f"{counted(untold)} of {len(found):,} {few} too little to tell, and no label.")
    headline, may_say = _in_words(found, told, what)
    return Statement(headline, may_say, _MAY_NOT_SAY, tuple(assumptions), lambda: (buying_mix(found),))


def _in_words(found: pd.DataFrame, told: pd.DataFrame, what: str) -> tuple[str, str]:
    if (found["label"] == NO_ARTICLES).all():
        return (
            "Without articles the file does not tell how accounts buy.",
            "We know when they order, not what: ask for the article of each order line.",
        )
    lines = found["judged_lines"]
    if not lines.sum():
        return (
            "No account has ordered on a second day, so nothing can repeat.",
            "Every account ordered on one day only: how they buy will show in later orders.",
        )
    repeat = float((found["repeat"].fillna(0) * lines).sum() / lines.sum())
    habitual = int((told["repeat"] >= 0.5).sum())
    who = (
        "no account has enough orders for a label of its own."
        if told.empty
        else f"at {habitual:,} of {counted(len(told))} they are at least half."
    )
    advice = (
        "Where most lines repeat, the right goods on the right day matter more than advice."
        if repeat >= 0.5
        else "Where most lines are new, advice before the order matters more than a quick repeat."
    )
    return (
        f"{percent(repeat)} of the lines after an account's first day are {what} it has had before; {who}",
        f"Judged by articles, {percent(repeat)} of what accounts order after their first day repeats what they have had "
        f"before. {advice}",
    )
