"""Section 5 of lesson 05 as a claim: how far from its expected value an account may end, as far as it did before."""

from __future__ import annotations

import math

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_05.alive import held_out, usable
from kamlib.course.claims.lesson_05.worth import values
from kamlib.course.naming import names_of
from kamlib.figures import percent, value_intervals
from kamlib.methods import clv
from kamlib.tables.company import Company

VOVK = "Vovk, V., Gammerman, A. and Shafer, G. (2005). Algorithmic Learning in a Random World."
COVERAGE = 0.8
HELD = 0.46
"""Which share of the teaching company's accounts ended inside of their interval in the year after (a test holds it to that)."""


@claim("5.5", "How sure we are", question="How sure are we of an account's value?", references=(VOVK,))
def sure(company: Company) -> Statement:
    """State by which factors accounts missed what was expected of them before, and draw the values with them."""
    held, before = held_out(company)
    low, high = clv.past_misses(before, held, COVERAGE) if usable(before) else (math.nan, math.nan)
    may_not = (
        "“It is worth this amount”, without its interval. Nor an interval of the model's parameters in place of one of the account: "
        "the first says how well the average is known."
    )
    assumed = (
        "As the model missed in the last quarter of the file, it may miss again. Spend is taken as known, so the truth is wider.",
    )
    value = values(company, 12)
    if not math.isfinite(low) or value.empty:
        said = "How sure an account's value is cannot be told: the file is too short, or too few accounts came back."
        return Statement(said, said, may_not, assumed)
    table = pd.DataFrame({"value": value, "low": low * value, "high": high * value})
    warned = _warning(inside(company, table))
    table.index = pd.Index(names_of(company, table.index), name="account")
    headline = f"In {percent(COVERAGE)} of accounts purchases came to {percent(low)} to {percent(high)} of what was expected of them."
    return Statement(
        headline,
        f"Held against the last quarter of the file: {headline[0].lower()}{headline[1:]} At least so far may an account end "
        f"from its value. {warned}",
        may_not,
        assumed,
        draw=lambda: (value_intervals(table, company.currency),),
    )


def inside(company: Company, table: pd.DataFrame) -> float:
    """Return the share of accounts whose next year ended between low and high; NaN where nobody knows what happened."""
    if "service" not in company.truth:
        return math.nan
    service = company.truth["service"]
    happened = service[service["level"] == "basic"].set_index("account_id")["realised_margin"]
    known = table.join(happened, how="inner")
    return float(known["realised_margin"].between(known["low"], known["high"]).mean())


def _warning(held: float) -> str:
    """Return what became of the promise, here or, where nobody knows, at the teaching company."""
    if math.isfinite(held):
        kept = "as promised or better" if held >= COVERAGE else "fewer than promised"
        return f"Here it is known what the year after brought: {percent(held)} of accounts ended inside, {kept}."
    return (
        f"Do not count on {percent(COVERAGE)}: at the course's invented company, where it is known what the year after brought, "
        f"{percent(HELD)} of accounts ended inside."
    )
