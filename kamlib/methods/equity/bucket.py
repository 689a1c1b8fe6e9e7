"""The leaky bucket: a base of customers that is filled and leaks, and customers who bring others.

However large the inflow, the base settles where as many leave as come: acquisition over churn (Ehrenberg 1988,
"Repeat-Buying", calls the belief in a bucket that only leaks into question: much of what seems to leak comes back).
Taught in lesson 06.
"""

from __future__ import annotations

import math

import pandas as pd


def leaky_bucket(base: float, new_a_year: float, annual_churn: float, years: int) -> pd.DataFrame:
    """Return the base year by year: customers at the start, left and new in the year, at its end. Index year, from 1.

    >>> leaky_bucket(1000, 100, 0.2, 2)["end"].tolist()
    [900.0, 820.0]
    """
    _check(base, new_a_year, annual_churn)
    rows, here = [], float(base)
    for year in range(1, years + 1):
        left = here * annual_churn
        rows.append((year, here, left, float(new_a_year), here - left + new_a_year))
        here = rows[-1][-1]
    return pd.DataFrame(rows, columns=["year", "start", "left", "new", "end"]).set_index("year")


def steady_base(new_a_year: float, annual_churn: float) -> float:
    """Return the base at which as many leave as come: new customers a year over churn; infinite where nobody leaves.

    >>> steady_base(100, 0.2)
    500.0
    """
    _check(0.0, new_a_year, annual_churn)
    return new_a_year / annual_churn if annual_churn else (math.inf if new_a_year else 0.0)


def with_referrals(lifetime_value: float, referrals_a_customer: float, delay_discount: float = 1.0) -> float:
    """Return the value of a customer who brings others, who bring others: value / (1 − referrals × discount).

    `referrals_a_customer` is how many new customers one brings in its whole life that would not have come otherwise;
    `delay_discount` is what a unit of money is worth by the time they come. Raises ValueError where they bring one or more
    each: then everybody on earth would be a customer soon.

    >>> with_referrals(1000, 0.2)
    1250.0
    """
    chain = referrals_a_customer * delay_discount
    if not (referrals_a_customer >= 0 and 0 < delay_discount <= 1 and chain < 1):
        raise ValueError(
            f"{referrals_a_customer} referrals a customer at a discount of {delay_discount}: their product must lie from 0 to "
            "below 1, for a chain of referrals without end has no value."
        )
    return lifetime_value / (1 - chain)


def _check(base: float, new_a_year: float, annual_churn: float) -> None:
    if not (base >= 0 and new_a_year >= 0 and 0 <= annual_churn <= 1):
        raise ValueError(
            f"A base of {base}, {new_a_year} new a year and a churn of {annual_churn}: give 0 or more, and a share from 0 to 1."
        )
