"""What lesson 03 works out of a company in several places: its last year of orders, of work and of profit.

Exercises, predictions and claims share it, so that they speak of the same year and the same accounts.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods import last_days, profit
from kamlib.methods.levers import ASSUMED_MARGIN
from kamlib.methods.profit import WhaleCurve
from kamlib.methods.profit.accounts import ASSUMED
from kamlib.methods.profit.work import ASSUMED_SHARE
from kamlib.tables.company import Company
from kamlib.tables.larkfield import OVERHEAD_STAYS
from kamlib.tables.ownership import parents_of

STAYS = OVERHEAD_STAYS
"""Share of the cost to serve that does not end with an account: an assumption, said wherever it is used."""


def work_of(company: Company) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the order lines, each with its margin, and the work of the 365 days up to the as-of date.

    Raises ValueError where these days hold no order.
    """
    orders = profit.with_margin(company.orders)
    work = profit.work(orders, company.get("activities"), company.get("deliveries"))
    year = last_days(orders, company.as_of)
    if year.empty:
        raise ValueError(
            f"There is no order in the 365 days up to {company.as_of.day} {company.as_of:%B %Y}: look at an earlier day."
        )
    return year, last_days(work, company.as_of)


def profit_of(company: Company) -> pd.DataFrame:
    """Return `profit.by_account` of the last 365 days."""
    return profit.by_account(*work_of(company))


def supposing(basis: str) -> str:
    """Return what a profit on `basis` (the words of `by_account`) supposes, to begin a sentence with; "" for nothing.

    >>> supposing("an assumed margin of 30% of revenue less cost to serve: cost of each piece of work")
    'With an assumed margin of 30% of revenue, '
    >>> supposing("margin less cost to serve: cost of each piece of work")
    ''
    """
    parts = [f"margin of {ASSUMED_MARGIN:.0%} of revenue"] if basis.startswith(ASSUMED) else []
    if "cost to serve: assumed" in basis:
        parts.append(f"cost to serve of {ASSUMED_SHARE:.0%} of sales")
    return f"With an assumed {' and an assumed '.join(parts)}, " if parts else ""


def whale_of(company: Company) -> WhaleCurve:
    """Return the whale curve of the last 365 days, rolled up to owners where the file names them."""
    table = profit_of(company)
    parents = parents_of(company.or_empty("accounts"))
    named = parents is not None and bool(parents.notna().any())
    return profit.whale_curve(table["profit"], parents if named else None, str(table["basis"].iloc[0]))
