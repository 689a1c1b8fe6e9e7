"""Section 5 of lesson 03 as a claim: where the hours with customers go, and where the margin comes from."""

from __future__ import annotations

import math

from kamlib.course.claim import Statement, claim
from kamlib.course.exercises.lesson_03.assumptions import profit_of, work_of
from kamlib.figures import percent, time_and_margin
from kamlib.figures.house import counted
from kamlib.methods import profit
from kamlib.methods.concentration import accounts_in
from kamlib.methods.profit.work import ASSUMED, DELIVERING
from kamlib.tables.company import Company


@claim("3.5", "Hours and margin", question="Is our time well spent?")
def time(company: Company) -> Statement:
    """State which share of hours and of margin the accounts with most hours have."""
    _, work = work_of(company)
    if (work["resource"] == ASSUMED).all():
        raise ValueError("nobody wrote down how long anything took; bring a diary of visits and calls with minutes.")
    hours = work[work["resource"] != DELIVERING]
    hours = hours if len(hours) else work
    found = profit.return_on_time(profit_of(company), hours)
    first = found.table.head(accounts_in(0.20, len(found.table)))
    taken, brought = float(first["share_of_hours"].sum()), float(first["share_of_margin"].sum(min_count=1))
    spent = int((found.table["hours"] > 0).sum())
    bought_nothing = int(((found.table["hours"] > 0) & (found.table["margin"] <= 0)).sum())
    correlation = found.rank_correlation
    together = (
        f" Hours and margin rank alike with {correlation:.2f} (1 would be the same order, 0 none)."
        if math.isfinite(correlation)
        else ""
    )
    return Statement(
        headline=f"The fifth of accounts with most hours take {percent(taken)} of the hours and bring {percent(brought)} of margin.",
        may_say=f"{counted(spent)} had time written down in the last 365 days. The fifth with most hours took {percent(taken)} "
        f"of all hours and brought {percent(brought)} of margin; {counted(bought_nothing)} with hours brought nothing.{together}",
        may_not_say="“An hour more there earns that much more.” Hours follow size and trouble. What one hour more would bring, "
        "only moving hours and watching can tell.",
        assumptions=("Hours are what the diary holds; time nobody wrote down is missing.", f"Stands on {found.basis}."),
        draw=lambda: (time_and_margin(found, company.currency),),
    )
