"""What lesson 03 works out of a company in several places: its last year of orders, of work and of profit.

Exercises, predictions and claims share it, so that they speak of the same year and the same accounts.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods import profit
from kamlib.methods.profit import WhaleCurve
from kamlib.tables.company import Company
from kamlib.tables.larkfield import OVERHEAD_STAYS
from kamlib.tables.ownership import parents_of

YEAR = pd.Timedelta(days=365)
STAYS = OVERHEAD_STAYS
"""Share of the cost to serve that does not end with an account: an assumption, said wherever it is used."""


def work_of(company: Company) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the order lines and the work of the 365 days up to the as-of date."""
    since = company.as_of - YEAR
    orders = company.orders
    work = profit.work(orders, company.get("activities"), company.get("deliveries"))
    return orders[orders["ordered_at"] > since], work[work["performed_at"] > since]


def profit_of(company: Company) -> pd.DataFrame:
    """Return `profit.by_account` of the last 365 days."""
    return profit.by_account(*work_of(company))


def whale_of(company: Company) -> WhaleCurve:
    """Return the whale curve of the last 365 days, rolled up to owners where the file names them."""
    table = profit_of(company)
    parents = parents_of(company.or_empty("accounts"))
    named = parents is not None and bool(parents.notna().any())
    return profit.whale_curve(table["profit"], parents if named else None, str(table["basis"].iloc[0]))
