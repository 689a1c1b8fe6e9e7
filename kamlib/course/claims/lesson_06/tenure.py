"""Section 4 of lesson 06 as a claim: whether old accounts cost less to serve, and whether they do at the same sales."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import percent, tenure_bars
from kamlib.methods.equity import account_years, cost_by_tenure
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

REINARTZ = (
    "Reinartz, W. J. and Kumar, V. (2000). On the profitability of long-life customers in a noncontractual setting. "
    "Journal of Marketing 64."
)
MISMANAGED = "Reinartz, W. and Kumar, V. (2002). The mismanagement of customer loyalty. Harvard Business Review 80."


@claim(
    "6.4",
    "“Loyal customers cost less”",
    question="Do old accounts cost less to serve?",
    references=(REINARTZ, MISMANAGED),
)
def tenure(company: Company) -> Statement:
    """State the cost share of young and old accounts, and the ratio of their cost at the same sales."""
    may_not = (
        "“Loyal customers cost less to serve”, from the average of old and new. Old accounts are those that stayed, and mostly larger; "
        "a large account costs less for each euro of sales at any age."
    )
    assumed = (
        "A year of a relation counts where the file shows all of it. Costs are those of the diary and the drops that are written down.",
    )
    table = by_tenure(company)
    known = table.dropna(subset="cost_share")
    if len(known) < 2:
        said = "Whether old accounts cost less to serve cannot be told: costs of serving, or accounts of several ages, are missing."
        return Statement(said, said, may_not, assumed)
    young, old = known.iloc[0], known.iloc[-1]
    headline = (
        f"Serving takes {percent(float(young['cost_share']), 1)} of revenue in the {known.index[0]} and "
        f"{percent(float(old['cost_share']), 1)} in the {known.index[-1]}."
    )
    return Statement(
        headline, f"{headline} {_at_the_same_sales(known)}", may_not, assumed, draw=lambda: (tenure_bars(table),)
    )


def by_tenure(company: Company) -> pd.DataFrame:
    """Return cost by year of the relation, as far as the file tells when accounts were opened and what serving cost."""
    accounts = company.or_empty("accounts")
    opened = accounts.set_index("account_id").get("opened_at")
    years = account_years(company.orders, company.as_of, company.get("activities"), company.get("deliveries"), opened)
    return cost_by_tenure(years, parents_of(accounts))


def _at_the_same_sales(known: pd.DataFrame) -> str:
    compared = known.iloc[1:].dropna(subset=["ratio", "low", "high"])
    if compared.empty:
        return "Whether that holds at the same sales cannot be told: too few accounts."
    old = compared.iloc[-1]
    interval = f"{old['ratio']:.2f} times ({old['low']:.2f} to {old['high']:.2f})"
    if old["high"] < 1:
        return (
            f"At the same sales it takes {interval} the cost of the {known.index[0]}: old accounts do cost less here."
        )
    if old["low"] > 1:
        return f"At the same sales it takes {interval} the cost of the {known.index[0]}: old accounts cost more here."
    return f"At the same sales it takes {interval} the cost of the {known.index[0]}: no difference that this file could show."
