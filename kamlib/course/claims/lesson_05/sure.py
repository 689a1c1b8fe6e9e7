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
    table.index = pd.Index(names_of(company, table.index), name="account")
    headline = f"In {percent(COVERAGE)} of accounts purchases came to {percent(low)} to {percent(high)} of what was expected of them."
    return Statement(
        headline,
        f"Held against the last quarter of the file: {headline[0].lower()}{headline[1:]} So far may an account's value lie from "
        "the number.",
        may_not,
        assumed,
        draw=lambda: (value_intervals(table, company.currency),),
    )
