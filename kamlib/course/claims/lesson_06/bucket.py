"""Section 6 of lesson 06 as a claim: where the base settles if accounts come and leave as they did."""

from __future__ import annotations

import math

from kamlib.course.claim import Statement, claim
from kamlib.figures import bucket_plot, percent
from kamlib.figures.house import counted
from kamlib.methods.equity import leaky_bucket, opening_days, steady_base
from kamlib.methods.windows import stretches_ago
from kamlib.tables.company import Company
from kamlib.tables.span import reaches_back

EHRENBERG = "Ehrenberg, A. S. C. (1988). Repeat-Buying: Facts, Theory and Applications."
YEARS = 10
YEAR = 365.25


@claim(
    "6.6",
    "The leaky bucket",
    question="At how many accounts does the base settle?",
    references=(EHRENBERG,),
)
def bucket(company: Company) -> Statement:
    """State how many accounts come and leave in a year, and the base at which both are equal."""
    may_not = (
        "“We lose a share of our customers for good every year.” Many who are silent for a year come back (lesson 04). Nor that "
        "the base will be so large: it is where it would go if nothing changed."
    )
    assumed = (
        "As many come each year as came on average since the file began, and the same share leaves as left last year.",
    )
    here, new, churn = flows(company)
    if not (here and math.isfinite(churn)):
        said = "Where the base settles cannot be told: the file does not show who stayed from one year to the next."
        return Statement(said, said, may_not, assumed)
    settles = steady_base(new, churn)
    level = f"settle at {settles:,.0f}" if math.isfinite(settles) else "grow without end"
    headline = (
        f"{counted(here)} bought in the last year. {new:,.1f} come and {percent(churn, 1)} leave in a year: if that goes "
        f"on, they {level}."
    )
    return Statement(
        headline,
        headline,
        may_not,
        assumed,
        draw=lambda: (bucket_plot(leaky_bucket(here, new, churn, YEARS), settles),),
    )


def flows(company: Company) -> tuple[int, float, float]:
    """Return how many accounts bought in the last year, how many come in a year, and which share leaves (NaN: not known)."""
    orders = company.orders
    if orders.empty:
        return 0, math.nan, math.nan
    begin = orders["ordered_at"].min().normalize()
    opened = opening_days(orders, company.or_empty("accounts").set_index("account_id").get("opened_at"))
    years = (company.as_of - begin).days / YEAR
    ago = stretches_ago(orders, company.as_of)
    now, before = (set(orders.loc[ago == year, "account_id"]) for year in (0, 1))
    told = before and reaches_back(orders, company.as_of, 2 * 365)
    churn = len(before - now) / len(before) if told else math.nan
    new = float((opened > begin).sum()) / years if years > 0 else math.nan
    return len(now), new, churn
