"""Section 2 of lesson 06 as a claim: what five points more retention do to a lifetime, and what they do to a year."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import money, percent, worth_of_points_grid
from kamlib.methods.cohorts import retention
from kamlib.methods.equity import margin_of_points, value_of_points
from kamlib.methods.profit import with_margin
from kamlib.methods.profit.accounts import value_is
from kamlib.tables.company import Company

REICHHELD = (
    "Reichheld, F. F. and Sasser, W. E. (1990). Zero defections: Quality comes to services. Harvard Business Review 68."
)
HESKETT = (
    "Heskett, J. L., Jones, T. O., Loveman, G. W., Sasser, W. E. and Schlesinger, L. A. (1994). Putting the service-profit chain to "
    "work. Harvard Business Review 72."
)
POINTS, DISCOUNT = 0.05, 0.10
BASES = (0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.94)
DISCOUNTS = (0.02, 0.05, 0.10, 0.15, 0.20)


@claim(
    "6.2",
    "“Five per cent more retention, 25 to 85 per cent more profit”",
    question="What would five points more retention bring?",
    references=(REICHHELD, HESKETT),
)
def points(company: Company) -> Statement:
    """State what five points do to the value of an account and to last year's margin."""
    may_not = (
        "“Five per cent more retention brings 25 to 85 per cent more profit.” That is arithmetic on the lifetime of a customer, "
        "in points of defection, without what keeping costs; it turns on base, discount and timing, and no year's profit "
        "rises so."
    )
    assumed = (
        f"Each account counts for itself. The share kept is the same every year; money costs {percent(DISCOUNT)} a year; the "
        "first margin is not counted. What keeping five more costs is not taken off.",
        f"Value is {value_is(with_margin(company.orders))}, before the cost of serving.",
    )
    found = retention(company.orders, company.as_of)
    year = margin_of_points(company.orders, company.as_of, POINTS)
    kept = found.logo_retention
    if not math.isfinite(kept) or not math.isfinite(float(year["share"])):
        said = "What five points more would bring cannot be told: the file does not show who stayed from one year to the next."
        return Statement(said, said, may_not, assumed, draw=lambda: (worth_of_points_grid(grid()),))
    added = money(float(year["added"]), company.currency, 0)
    within = f"Within a year five accounts more in a hundred would have added {added}, {_little(float(year['share']))} of the margin."
    if kept + POINTS > 1 or kept <= 0:
        headline = f"{percent(kept, 1)} of accounts were kept: there is no room for five points more. {within}"
    else:
        start, end = (value_of_points(POINTS, kept, DISCOUNT, timing) for timing in ("start", "end"))
        headline = (
            f"From {percent(kept, 1)} of accounts kept, five points more raise an account's value by {percent(end)} (by "
            f"{percent(start)} where the first margin is counted). {within}"
        )
    return Statement(headline, headline, may_not, assumed, draw=lambda: (worth_of_points_grid(grid()),))


def _little(share: float) -> str:
    """Write a share that may be tiny.

    >>> _little(0.014), _little(0.0001)
    ('1.4%', 'less than 0.1%')
    """
    return percent(share, 1) if share >= 0.001 else "less than 0.1%"


def grid() -> pd.DataFrame:
    """Return by how much a customer's value rises for five points, by the share kept before (rows) and the discount."""
    values = [[value_of_points(POINTS, base, discount) for discount in DISCOUNTS] for base in BASES]
    return pd.DataFrame(
        np.array(values), index=pd.Index(BASES, name="kept before"), columns=pd.Index(DISCOUNTS, name="discount a year")
    )
