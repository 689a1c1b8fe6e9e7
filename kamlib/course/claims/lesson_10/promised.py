"""Section 4 of lesson 10 as a claim: how many promises were kept, and where they are made too short."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_10.lost import CHAIN
from kamlib.course.naming import isolated
from kamlib.figures import percent, promise_lines
from kamlib.methods import gaps
from kamlib.tables.company import Company

FEWEST = 20
SURELY_LONGER = 0.3
"""With fewer days of difference no reason is named."""


@claim("10.6", "What we promise", question="Do we keep what we promise?", references=(CHAIN,))
def promised(company: Company) -> Statement:
    """State the share of late deliveries of the last year, and the region in which it is largest."""
    may_not = (
        "“Deliver faster.” A late day may be a slow delivery or a bold promise: look at both before you buy a lorry. Nor that early is "
        "good: a floor that comes before the builder is in the way."
    )
    assumed = ("Promises made in the last twelve months. Late: after the day that was named. Open ones do not count.",)
    made = last_year(company)
    if len(made) < FEWEST or not made["delivered_at"].notna().any():
        said = "Whether promises are kept cannot be told: too few promised days with a delivery are on file."
        return Statement(said, said, may_not, assumed)
    whole = gaps.promise_gap(made).iloc[0]
    headline = f"{percent(float(whole['late_share']))} of {int(whole['delivered']):,} deliveries came after the day that was named."
    table = by_region(company, made)
    return Statement(headline, f"{headline}{_worst(table)}", may_not, assumed, draw=lambda: (promise_lines(table),))


def last_year(company: Company) -> pd.DataFrame:
    """Return the promises of the last twelve months; none where the file has none."""
    made = company.or_empty("promises")
    if not {"promised_at", "promised_for", "delivered_at"} <= set(made):
        return pd.DataFrame(columns=["promised_at", "promised_for", "delivered_at"])
    return made[made["promised_at"] > company.as_of - pd.DateOffset(years=1)]


def by_region(company: Company, made: pd.DataFrame) -> pd.DataFrame:
    """Return how promises were kept by region, or for all together where no region is known."""
    accounts = company.or_empty("accounts")
    if "region" not in accounts:
        return gaps.promise_gap(made)
    region = made["account_id"].map(accounts.set_index("account_id")["region"])
    known = made.assign(region=region).dropna(subset="region")
    return gaps.promise_gap(known, "region") if len(known) else gaps.promise_gap(made)


def slow_and_bold(row: pd.Series, rest: pd.DataFrame) -> tuple[float, float]:
    """Return by how many days a region takes longer than the others, and by how many it names fewer."""
    slow = float(row["taken_days"] - rest["taken_days"].mean())
    return slow, float(rest["promised_days"].mean() - row["promised_days"])


def _worst(table: pd.DataFrame) -> str:
    told = table[table["delivered"] >= FEWEST].sort_values("late_share", ascending=False, kind="stable")
    if len(told) < 2:
        return ""
    row = told.iloc[0]
    slow, bold = slow_and_bold(row, told.iloc[1:])
    days = f"{row['promised_days']:.1f} days are named, {row['taken_days']:.1f} taken"
    why = ""
    if max(slow, bold) > SURELY_LONGER:
        why = f" It {'promises shorter days' if bold > slow else 'takes longer'} than the others: {days}."
    return f" Most in {isolated(str(row.name))}: {percent(float(row['late_share']))}.{why}"
