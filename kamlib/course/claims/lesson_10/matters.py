"""Section 2 of lesson 10 as a claim: what matters by what customers say and by what moves them, and what is done worse than most."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_09.moves import driven
from kamlib.course.claims.lesson_10.asked import last_asked
from kamlib.course.naming import isolated
from kamlib.figures import importance_map, percent
from kamlib.methods import gaps, survey
from kamlib.tables.company import Company

MARTILLA = "Martilla, J. A. and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41."


@claim("10.3", "What matters", question="What matters, and how well do we do it?", references=(MARTILLA,))
def matters(company: Company) -> Statement:
    """State what moves customers most, whether they say so, and what is more important than most and done worse."""
    may_not = (
        "“It lies in the upper left: mend it.” Where the cross stands decides what lies there. Nor that what customers say matters is what "
        "moves them, or the other way round: what everybody takes for granted moves nobody until it fails."
    )
    assumed = (
        "The cross stands at the means of all attributes; importance of an item is what customers rate it, or else what they expect of it.",
        "Derived importance: Shapley's share of what is explained of satisfaction.",
    )
    drivers = driven(company)
    if drivers is None:
        said = "What matters cannot be told: it takes two attributes, the one question over all, and many who answered."
        return Statement(said, said, may_not, assumed)
    share = drivers.table["share"]
    headline = f"Satisfaction moves most with {isolated(str(share.idxmax()))}: {percent(float(share.max()))} of what is explained."
    both = stated(company, share)
    agree = ""
    if len(both) > 1:
        top = both["stated"].idxmax()
        agree = (
            " Customers say so, too."
            if top == share.idxmax()
            else f" Customers say that {isolated(str(top))} matters most."
        )
    table = mapped(company)
    if table is None:
        return Statement(headline, f"{headline}{agree}", may_not, assumed)
    here = table[(table["quadrant"] == "concentrate here") & table["sure"]]
    where = f" {len(here):,} of {len(table):,} items matter more than most and are surely done worse than most."
    return Statement(headline, f"{headline}{agree}{where}", may_not, assumed, draw=lambda: (importance_map(table),))


def stated(company: Company, share: pd.Series) -> pd.DataFrame:
    """Return points and shares of each dimension; no rows where points were not asked."""
    points = survey.by_subject(company.or_empty("items"), company.or_empty("answers"), "points").mean().dropna()
    both = pd.DataFrame({"stated": points.reindex(share.index), "derived": share}).dropna()
    return gaps.stated_and_derived(both["stated"], both["derived"]) if len(both) else both


def mapped(company: Company) -> pd.DataFrame | None:
    """Return importance against performance by item: as customers rate it, or else by what they expect; None where neither."""
    for asks in ("importance", "expectation"):
        (matter, got), _ = last_asked(company, asks, "perception")
        if len(matter) > 1 and matter.shape[1] > 1:
            return gaps.importance_performance(matter, got)
    return None
