"""Section 3 of lesson 10 as a claim: at which of the gaps 1 to 4 most is lost, item by item."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_10.asked import labels, last_asked, of_staff
from kamlib.course.naming import isolated
from kamlib.figures import chain_lines
from kamlib.figures.house import signed
from kamlib.methods import gaps
from kamlib.tables.company import Company

CHAIN = (
    "Parasuraman, A., Zeithaml, V. A. and Berry, L. L. (1985). A conceptual model of service quality and its implications for future "
    "research. Journal of Marketing 49."
)
MANAGERS = "management"


@claim("10.5", "Where it is lost", question="Where on the way is it lost?", references=(CHAIN,))
def lost(company: Company) -> Statement:
    """State the item that falls shortest among those whose loss is sure, and at which link."""
    may_not = (
        "“Gap 1 is minus a half.” Of a handful of managers, chance makes as much. Nor that the links are causes: a standard that is "
        "raised is not yet kept."
    )
    assumed = (
        f"Managers are those of the department “{MANAGERS}”, or all staff where there is none.",
        "Gaps 3 and 4 are one link here: what is not done and what is promised beyond it only measured deliveries tell apart.",
    )
    table = chained(company)
    if table is None:
        said = "Where it is lost cannot be told: it takes what customers expect and got, what managers believe, and written standards."
        return Statement(said, said, may_not, assumed)
    table = table.rename(index=labels(company))
    sure = table[table["sure"]].sort_values("gap_5", kind="stable")
    if sure.empty:
        headline = f"Of {len(table):,} items none surely loses at one link of the chain."
        return Statement(headline, headline, may_not, assumed, draw=lambda: (chain_lines(table),))
    first = sure.iloc[0]
    counts = "; ".join(f"{count:,} at {link}" for link, count in sure["lost_at"].value_counts().items())
    headline = (
        f"Of what is surely lost at one link, most is missing on {isolated(str(sure.index[0]))} ({signed(float(first['gap_5']))}): at "
        f"{first['lost_at']}."
    )
    return Statement(headline, f"{headline} In all: {counts}.".replace("at no standard is written", "where no standard is written"),
                     may_not, assumed, draw=lambda: (chain_lines(table),))  # fmt: skip


def chained(company: Company, region: str | None = None) -> pd.DataFrame | None:
    """Return the chain of gaps by item, of all customers or of one region; None where a link is missing altogether."""
    (wanted, got), rows = last_asked(company, "expectation", "perception")
    if region is not None:
        rows = rows[rows["region"] == region]
        wanted, got = wanted[wanted.index.isin(rows.index)], got[got.index.isin(rows.index)]
    believed = of_staff(company, "staff belief of expectation", MANAGERS)
    if believed.empty:
        believed = of_staff(company, "staff belief of expectation")
    standards = company.or_empty("standards")
    if "target" not in standards or "about" not in standards:
        return None
    target = standards.dropna(subset=["about", "target"]).groupby("about")["target"].max()
    shared = [name for name in wanted if name in believed]
    if target.reindex(shared).isna().all() or got.empty or believed.empty:
        return None
    return gaps.gap_chain(wanted[shared], believed[shared], target, got[shared], rows["parent"])
