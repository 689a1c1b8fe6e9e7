"""Section 3 of lesson 06 as a claim: what the best fifth holds, by length of the look, and what it holds a year later."""

from __future__ import annotations

import math

from kamlib.course.claim import Statement, claim
from kamlib.figures import percent, top_share_by_span
from kamlib.figures.equity import span_in_words
from kamlib.methods import top_fifth
from kamlib.methods.cohorts.triangle import rolled_up
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

SCHMITTLEIN = (
    "Schmittlein, D. C., Cooper, L. G. and Morrison, D. G. (1993). Truth in concentration in the land of (80/20) laws. "
    "Marketing Science 12."
)


@claim(
    "6.3",
    "“80/20”",
    question="Does a fifth of the accounts bring four fifths, and is it the same one next year?",
    references=(SCHMITTLEIN,),
)
def fifth(company: Company) -> Statement:
    """State what the best fifth of customers holds over spans of time, and what became of it in a year."""
    may_not = (
        "“Eighty per cent from twenty” of any company, or without saying over how long. Nor that the best fifth of this year "
        "will be the best fifth of the next: part of what made them the best was the year."
    )
    assumed = (
        "A customer of a span is one with revenue above 0 in it. Accounts of one group count once where the groups are known.",
    )
    orders = rolled_up(company.orders, parents_of(company.or_empty("accounts")))
    spans = top_fifth.by_span(orders, company.as_of)
    if spans.empty:
        said = "Nobody bought, so there is no best fifth."
        return Statement(said, said, may_not, assumed)
    low, high = float(spans["top_fifth"].min()), float(spans["top_fifth"].max())
    reach = f"{percent(low)} to {percent(high)}" if percent(low) != percent(high) else percent(low)
    first, last = (int(day) for day in (spans.index[0], spans.index[-1]))
    length = f"over {span_in_words(first)}" + (f" to {span_in_words(last)}" if last != first else "")
    headline = f"The best fifth of customers bring {reach} of revenue, {length}."
    after = top_fifth.year_after(orders, company.as_of)
    if math.isfinite(float(after["share_now"])):
        next_year = (
            f"The best fifth of the year before last held {percent(float(after['share_then']))} then and "
            f"{percent(float(after['share_now']))} last year; {percent(float(after['still_best']))} of them were in the "
            "best fifth again."
        )
    else:
        next_year = "Whether they stay the best cannot be told: the file holds less than two years."
    return Statement(headline, f"{headline} {next_year}", may_not, assumed, draw=lambda: (top_share_by_span(spans),))
