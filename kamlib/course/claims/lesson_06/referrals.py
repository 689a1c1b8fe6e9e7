"""Section 5 of lesson 06 as a claim: how many others an account brings, and which accounts bring them."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures.house import counted
from kamlib.methods.cohorts import lives
from kamlib.methods.equity import opening_days, referral_rates
from kamlib.tables.company import Company

KUMAR = (
    "Kumar, V., Petersen, J. A. and Leone, R. P. (2010). Driving profitability by encouraging customer referrals: Who, when, and how. "
    "Journal of Marketing 74."
)


@claim("6.5", "“Loyal customers bring others”", question="Do accounts bring others?", references=(KUMAR,))
def brings(company: Company) -> Statement:
    """State how many others a hundred accounts bring in a year, young ones against old ones."""
    may_not = (
        "“They bring new business at no cost.” Some of those they bring would have come anyway, nobody here knows how many, and "
        "a programme that asks for introductions costs money. Nor that it is the oldest who bring them."
    )
    assumed = (
        "An account is there from its opening day until its last order, where it has been silent since. Whoever brought whom is "
        "as written.",
    )
    table = rates(company)
    every = table.astype(float).loc["all"].to_dict()
    if not company.has("referrals", "referred_by") or every["referrals"] == 0:
        said = "Whether accounts bring others cannot be told: nobody wrote down who brought whom."
        return Statement(said, said, may_not, assumed)
    headline = (
        f"A hundred accounts bring {100 * every['a_year']:.1f} others a year ({100 * every['low']:.1f} to {100 * every['high']:.1f}; "
        f"{counted(int(every['referrals']), 'referral')})."
    )
    return Statement(headline, f"{headline} {_by_age(table)}", may_not, assumed)


def rates(company: Company) -> pd.DataFrame:
    """Return referrals a year by tenure, as far as the file tells when accounts were opened and when they left."""
    found = lives(company.orders, company.as_of).set_index("account_id")
    begin = company.orders["ordered_at"].min().normalize() if len(company.orders) else company.as_of
    opened = opening_days(company.orders, company.or_empty("accounts").set_index("account_id").get("opened_at"))
    ended = found["ended_at"].where(found["left"])
    return referral_rates(company.get("referrals"), opened, ended, begin, company.as_of)


def _by_age(table: pd.DataFrame) -> str:
    ages = table.drop(index="all").dropna(subset="a_year")
    if len(ages) < 2:
        return ""
    young, old = ages.iloc[0], ages.iloc[-1]
    apart = young["low"] > old["high"] or old["low"] > young["high"]
    return (
        f"In their {ages.index[0]} it is {100 * young['a_year']:.1f} ({100 * young['low']:.1f} to {100 * young['high']:.1f}), with "
        f"{ages.index[-1]} {100 * old['a_year']:.1f} ({100 * old['low']:.1f} to {100 * old['high']:.1f}): "
        + ("they differ." if apart else "too few to tell them apart.")
    )
