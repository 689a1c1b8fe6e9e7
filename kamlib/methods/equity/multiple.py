"""How many years' margins a customer is worth: the margin multiple, and what moves it.

With the same margin and the same retention every year, a customer is worth margin × r / (1 + i − r) where the first margin
is not counted, and margin × (1 + i) / (1 + i − r) where it comes at once (Gupta and Lehmann 2003, "Customers as assets").
The claim that five per cent more retention brings 25 to 85 per cent more profit is arithmetic of this kind (Reichheld and
Sasser 1990, "Zero defections"), and turns on base, discount and timing. Taught in lessons 05 and 06.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import pandas as pd

Timing = Literal["start", "end"]


def margin_multiple(
    annual_retention: float, annual_discount_rate: float, timing: Timing = "end", years: int | None = None
) -> float:
    """Return the value of a customer in years' margins, over `years` years or (None) without end.

    With timing "end" the first margin comes after a year, from those who stayed; with "start" it comes at once, from
    everyone. Raises ValueError for a retention outside of 0 to 1, a discount that leaves the sum without end, or a timing
    that is neither.

    >>> round(margin_multiple(0.9, 0.10), 2), round(margin_multiple(0.9, 0.10, "start"), 2)
    (4.5, 5.5)
    """
    kept = _share("annual retention", annual_retention)
    if not annual_discount_rate > -1:
        raise ValueError(f"The annual discount rate is {annual_discount_rate}; give a share above −1, such as 0.10.")
    if timing not in ("start", "end"):
        raise ValueError(f"The timing is {timing!r}; give 'start' (first margin at once) or 'end' (after a year).")
    step = kept / (1 + annual_discount_rate)
    first = 0 if timing == "start" else 1
    if years is None:
        if step >= 1:
            raise ValueError("Nobody leaves and nothing is discounted: the sum has no end; give a number of years.")
        return step**first / (1 - step)
    if not (years >= 1 and years == int(years)):
        raise ValueError(f"The horizon is {years!r} years; give a whole number from 1 on.")
    return math.fsum(step**year for year in range(first, int(years) + first))


def cohort_value(
    surviving: Sequence[float], annual_margin: float, annual_discount_rate: float, timing: Timing = "end"
) -> pd.DataFrame:
    """Return the discounted margin of a cohort year by year: year, surviving share, margin, discounted, cumulative.

    `surviving` is the share still there at the start (1), after one year, and so on. With "end" the margin of a year comes
    at its end, from those who stayed that long; with "start" at its start, from those there then.

    >>> round(float(cohort_value([1, 0.8, 0.6], 100, 0.10)["cumulative"].iloc[-1]), 2)
    122.31
    """
    shares = [_share("surviving share", share) for share in surviving]
    if len(shares) < 2 or any(later > before + 1e-12 for before, later in pairwise(shares)):
        raise ValueError(
            "The surviving shares rise, or there is no year; give 1 first, then the share after each year."
        )
    pays = shares[1:] if timing == "end" else shares[:-1]
    rows = []
    for year, share in enumerate(pays, start=1):
        margin = annual_margin * share
        rows.append((year, share, margin, margin / (1 + annual_discount_rate) ** (year - (timing == "start"))))
    table = pd.DataFrame(rows, columns=["year", "surviving", "margin", "discounted"]).set_index("year")
    return table.assign(cumulative=table["discounted"].cumsum())


def value_of_points(
    defection_points: float, annual_retention: float, annual_discount_rate: float, timing: Timing = "end"
) -> float:
    """Return by which share a customer's value rises when defection falls by so many points (0.05 is five).

    >>> round(value_of_points(0.05, 0.85, 0.10), 2), round(value_of_points(0.05, 0.94, 0.05), 2)
    (0.32, 0.93)
    """
    better = annual_retention + defection_points
    before = margin_multiple(annual_retention, annual_discount_rate, timing)
    if before == 0:
        raise ValueError("Without retention there is no value that could rise; give a retention above 0.")
    return margin_multiple(_share("retention after the change", better), annual_discount_rate, timing) / before - 1


def elasticities(
    annual_retention: float,
    annual_discount_rate: float,
    annual_margin: float,
    acquisition_cost: float,
    timing: Timing = "end",
) -> pd.Series:
    """Return by how many per cent a new customer's net value changes per per cent of margin, retention, discount and cost.

    Net value is the multiple times the margin less the acquisition cost. Raises ValueError where it is not above 0.

    >>> elasticities(0.8, 0.12, 100, 50).round(2).to_dict()
    {'margin': 1.25, 'retention': 4.37, 'discount': -0.47, 'acquisition cost': -0.25}
    """
    multiple = margin_multiple(annual_retention, annual_discount_rate, timing)
    net = annual_margin * multiple - acquisition_cost
    if not net > 0:
        raise ValueError(f"A new customer is worth {net:,.2f} after its acquisition: there is no per cent of that.")
    r, i = annual_retention, annual_discount_rate
    # The multiple's slopes are r/(1+i−r) and (1+i)/(1+i−r), taken by hand.
    below = (1 + i - r) ** 2
    by_retention = (1 + i) / below
    by_discount = -r / below
    return pd.Series(
        {
            "margin": annual_margin * multiple / net,
            "retention": annual_margin * by_retention * r / net,
            "discount": annual_margin * by_discount * i / net,
            "acquisition cost": -acquisition_cost / net,
        },
        name="elasticity",
    )


def _share(name: str, value: float) -> float:
    if not 0 <= value <= 1 + 1e-12:
        raise ValueError(f"The {name} is {value}; give a share from 0 to 1, such as 0.85.")
    return min(float(value), 1.0)
