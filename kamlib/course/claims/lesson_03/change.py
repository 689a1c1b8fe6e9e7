"""Section 3 of lesson 03 as a claim: what price, volume, mix, new and leaving accounts did between two stretches."""

from __future__ import annotations

from kamlib.course.claim import Statement, claim
from kamlib.figures import money, profit_bridge
from kamlib.methods import profit
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

HORNGREN = "Horngren, C. T., Datar, S. M. and Rajan, M. V. (2015). Cost Accounting: A Managerial Emphasis."
_WORDS = {
    "price": "price",
    "volume": "volume",
    "mix": "mix",
    "new": "who bought in the later stretch only",
    "leaving": "who bought in the earlier stretch only",
}
_OF_LINES = {"price": "money a line", "volume": "number of lines"}
"""What the steps are where no quantities are known."""


@claim(
    "3.3",
    "Why this year is not last year",
    question="Was it price, volume, mix or leaving that changed our sales?",
    references=(HORNGREN,),
)
def change(company: Company) -> Statement:
    """State the change of revenue between two equal stretches and the steps that add up to it."""
    before, after, days = profit.two_stretches(company.orders, company.as_of)
    parents = parents_of(company.or_empty("accounts"))
    named = parents.notna().any()
    found = profit.bridge(before, after, parents if named else None, "revenue")
    currency, moved = company.currency, found.after - found.before
    words = _WORDS if found.basis.endswith("quantities") else _WORDS | _OF_LINES
    steps = "; ".join(f"{words[str(name)]} {money(value, currency, 0)}" for name, value in found.effects.items())
    most = str(found.effects.abs().idxmax())
    verb = "rose" if moved > 0 else "fell" if moved < 0 else "stayed as it was"
    largest = f"; the largest step is {words[most]}, {money(found.effects[most], currency, 0)}"
    largest = largest if found.effects[most] else ""
    by = f" by {money(abs(moved), currency, 0)}" if moved else ""
    stretch = "the last 365 days" if days == 365 else f"the last {days:,} days"
    season = (
        () if days == 365 else (f"The file is short: its two halves of {days:,} days hold different months of a year.",)
    )
    as_one = (
        "A parent and its accounts count as one." if named else "No parents are named: a move between sisters shows."
    )
    return Statement(
        headline=f"Revenue {verb}{by}{largest}.",
        may_say=f"Between {stretch} and the {days:,} before, revenue {verb}{by}, from {money(found.before, currency, 0)} to "
        f"{money(found.after, currency, 0)}. The steps: {steps}.",
        may_not_say="“Without the change in prices, revenue would differ by just that step.” The bridge divides a change by a rule. A "
        "price rise and the customer it drives away stand in two different steps.",
        assumptions=(f"Stands on {found.basis}.", as_one, *season),
        draw=lambda: (profit_bridge(found, currency),),
        lists={"Accounts by change of revenue": found.table.sort_values("change", kind="stable")},
    )
