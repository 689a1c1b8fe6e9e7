"""Section 1 of lesson 04 as a claim: who is silent for longer than usual, and how often such a silence ended."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import listed, names_of
from kamlib.figures import came_back_bars, percent
from kamlib.figures.house import counted
from kamlib.methods import cohorts
from kamlib.methods.cohorts.silence import LONGER, UNKNOWN
from kamlib.tables.company import Company

REINARTZ = (
    "Reinartz, W. J. and Kumar, V. (2000). On the profitability of long-life customers in a noncontractual setting. Journal "
    "of Marketing 64."
)
GRACE = 60
"""Days after the last day of a contract in which a renewal may still be signed. A convention of ours."""
LATELY = 90
_NAMED = 3
_MAY_NOT_SAY = (
    "“They have left us.” Nobody said so: an account between two projects is just as silent, and one whose orders moved to a "
    "sister account has not left. Nor: “silent for 90 days is lost.” What is long for one account is nothing for another."
)


@claim("4.1", "Silent or gone", question="Who has left, and who is only silent?", references=(REINARTZ,))
def silent(company: Company) -> Statement:
    """State who is silent for longer than usual, and how many of those silent half a year ago have ordered since."""
    orders, day = company.orders, f"{company.as_of.day} {company.as_of:%B %Y}"
    if not (orders["ordered_at"].dt.normalize() <= company.as_of).any():
        raise ValueError(f"{company.name} has no order up to {day}: check the as-of date.")
    quiet = cohorts.quiet_days(orders, company.as_of)
    now, back = cohorts.silence(orders, company.as_of), cohorts.came_back(orders, company.as_of)
    gone = int((now["days_since_order"] >= quiet).sum())
    longer = _by_revenue(now[(now["label"] == LONGER) & (now["days_since_order"] < quiet)], orders)
    known = now[now["label"] != UNKNOWN]
    ended = _ended(back, quiet)
    if known.empty:
        headline = "No account has ordered on three days or more, so none has a rhythm by which to call it silent."
    else:
        be = "is" if len(longer) == 1 else "are"
        headline = f"{counted(len(longer))} of {len(now):,} {be} silent for longer than usual; {ended}."
    return Statement(
        headline=headline,
        may_say=" ".join(filter(None, (_who(company, longer), f"{_capital(ended)}.", _contracts(company, quiet)))),
        may_not_say=_MAY_NOT_SAY,
        assumptions=(
            "Longer than usual: longer than the median of the account's own gaps and two standard deviations of them; three "
            "days of ordering are needed to tell.",
            f"Who has not ordered for {counted(quiet, 'day')} or more is taken for gone here, not for silent: "
            f"{counted(gone)}. A convention of ours.",
            f"Days are counted back from {day}; lines taken back are no orders.",
        ),
        draw=lambda: (came_back_bars(back),),
        lists={"Accounts silent for longer than usual, the largest first": longer} if len(longer) else {},
    )


def _by_revenue(table: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    revenue = orders.groupby("account_id")["revenue"].sum()
    table = table.drop(columns="label")
    table.insert(0, "revenue", revenue.reindex(table.index))
    return table.sort_values("revenue", ascending=False, kind="stable")


def _who(company: Company, longer: pd.DataFrame) -> str:
    if longer.empty:
        return "No account that ordered lately enough is silent for longer than its own rhythm lets us expect."
    names = names_of(company, longer.index[:_NAMED])
    largest = listed(names) if len(longer) <= _NAMED else f"the largest are {listed(names)}"
    be = "is" if len(longer) == 1 else "are"
    return f"{counted(len(longer))} {be} silent for longer than usual: {largest}."


def _ended(back: pd.DataFrame, quiet: int) -> str:
    """Return how many of the silences of half a year ago have ended since."""
    was = back[(back["label"] == LONGER) & (back["days_since_order"] < quiet)]
    if was.empty:
        return "half a year ago no account was, so what it means cannot be seen yet"
    return (
        f"of {counted(len(was))} silent for longer than usual half a year ago, {percent(was['ordered_since'].mean())} "
        f"{'has' if len(was) == 1 else 'have'} ordered since"
    )


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _contracts(company: Company, quiet: int) -> str:
    """Return what contracts say of leaving, and what the orders say to that; nothing where there are none."""
    if not company.has("contracts", "ends_at"):
        return ""
    over = cohorts.left(company.contracts, company.as_of, GRACE)["left"]
    days = cohorts.silence(company.orders, company.as_of)["days_since_order"].reindex(over.index)
    ended, runs_on = int(over.sum()), int((~over & ~(days < quiet)).sum())
    buys_on = int((over & (days < LATELY)).sum())
    return (
        f"By contract {counted(ended)} {'has' if ended == 1 else 'have'} left; of them {buys_on or 'none'} ordered in the last "
        f"{LATELY} days all the same. And {counted(runs_on)} with a contract that still runs {'has' if runs_on == 1 else 'have'} "
        f"not ordered for {counted(quiet, 'day')}."
    )
