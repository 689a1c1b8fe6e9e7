"""Section 1 of lesson 05 as a claim: how many years' margins an account is worth, and what may be paid for one."""

from __future__ import annotations

from kamlib.course.claim import Statement, claim
from kamlib.figures import money
from kamlib.methods import last_days
from kamlib.methods.equity import margin_multiple
from kamlib.methods.profit import with_margin
from kamlib.methods.profit.accounts import value_is
from kamlib.tables.company import Company

GUPTA = "Gupta, S. and Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing 17."
RETENTION, DISCOUNT = 0.80, 0.10


@claim(
    "5.1",
    "What an account is worth, in margins",
    question="When does an account pay back what it cost to win?",
    references=(GUPTA,),
)
def multiple(company: Company) -> Statement:
    """State the margin of a year and its multiple, for both timings."""
    year = last_days(with_margin(company.orders), company.as_of)
    accounts = int(year["account_id"].nunique())
    margin = float(year["margin"].sum()) / accounts if accounts else 0.0
    start, end = (margin_multiple(RETENTION, DISCOUNT, timing) for timing in ("start", "end"))
    later, now = money(margin * end, company.currency, 0), money(margin * start, company.currency, 0)
    if not accounts:
        headline = may_say = "Nobody bought in the last 365 days, so there is no margin a year to multiply."
    elif margin <= 0:
        headline = may_say = (
            "The average account left no margin in the last 365 days: it pays back nothing, however long it stays."
        )
    else:
        headline = (
            f"If {RETENTION:.0%} stay each year, the average account is worth {end:.2f} years' margins, {later}; with the first "
            f"margin at once {start:.2f}, {now}."
        )
        may_say = (
            f"An account that bought in the last 365 days left {money(margin, company.currency, 0)} on average. {headline} What is "
            "paid to win one has to stay below."
        )
    return Statement(
        headline,
        may_say,
        "“Customers are worth five years of margin.” That leaves out that money costs something, and when the first margin comes. "
        "Nor that a new account will bring what the average of today brings: those of today are the ones that stayed.",
        (
            f"Assumed, to be replaced by the client's own: {RETENTION:.0%} of accounts stay each year, always the same share, and "
            f"money costs {DISCOUNT:.0%} a year.",
            f"Value is {value_is(with_margin(company.orders))}, before the cost of serving.",
        ),
    )
