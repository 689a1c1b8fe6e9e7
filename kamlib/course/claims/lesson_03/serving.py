"""Section 1 of lesson 03 as a claim: what serving the accounts costs, and how much of the time is used by nobody."""

from __future__ import annotations

from kamlib.course.claim import Statement, claim
from kamlib.course.exercises.lesson_03.assumptions import work_of
from kamlib.figures import cost_by_kind, money, percent
from kamlib.methods import profit
from kamlib.methods.profit.work import ASSUMED, ASSUMED_SHARE
from kamlib.tables.company import Company

KAPLAN = "Kaplan, R. S. and Anderson, S. R. (2004). Time-driven activity-based costing. Harvard Business Review 82(11)."
COOPER = (
    "Cooper, R. and Kaplan, R. S. (1991). Profit priorities from activity-based costing. Harvard Business Review 69(3)."
)


@claim("3.1", "What serving costs", question="What does serving each account cost?", references=(KAPLAN,))
def serving(company: Company) -> Statement:
    """State what a year's work for accounts cost, what an order cost, and which kind of work costs most."""
    orders, work = work_of(company)
    cost, words = profit.cost_of_work(work)
    total, placed = float(cost.sum()), int(orders["order_id"].nunique())
    if not placed or not total > 0:
        return Statement(
            "No cost of serving can be told from this file.",
            "The last 365 days hold no order, or no work with a cost.",
            "“Serving them costs nothing.” It is not written down.",
        )
    revenue = float(orders["revenue"].sum())
    of_sales = f", {percent(total / revenue)} of revenue" if revenue > 0 else ""
    an_order = money(total / placed, company.currency)
    assumed = (work["resource"] == ASSUMED).all()
    if assumed:
        headline = "What serving costs is not in this file; everything that follows assumes it."
        may = (
            f"If serving all accounts costs {percent(ASSUMED_SHARE)} of sales, an average order costs {an_order} to serve. "
            "Put your own number in its place before anybody acts on what follows."
        )
    else:
        by_kind = cost.groupby(work["activity"]).sum()
        most = str(by_kind.idxmax())
        headline = (
            f"Serving the accounts cost {money(total, company.currency, 0)} in a year{of_sales}: {an_order} an order."
        )
        may = (
            f"All work together cost {money(total, company.currency, 0)}{of_sales}, {an_order} for an average order. The "
            f"dearest kind was “{most}”, {percent(float(by_kind[most]) / total)} of it."
        )
    return Statement(
        headline=headline,
        may_say=may,
        may_not_say="“An order less saves that much.” An average is no price tag: most of this cost is people and lorries "
        "that are there whether the order comes or not.",
        assumptions=(f"Cost to serve: {words}.", "Overhead is charged to nobody."),
        # One bar of an assumption would only look like a finding.
        draw=lambda: () if assumed else (cost_by_kind(work, company.currency),),
    )
