"""Section 1 of lesson 10 as a claim: whether what customers got lies in their zone of tolerance, and where it does not."""

from __future__ import annotations

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_10.asked import labels, last_asked
from kamlib.course.naming import isolated
from kamlib.figures import tolerance_profile
from kamlib.methods import gaps
from kamlib.tables.company import Company

ZEITHAML = (
    "Zeithaml, V. A., Berry, L. L. and Parasuraman, A. (1993). The nature and determinants of customer expectations of service. Journal of "
    "the Academy of Marketing Science 21."
)


@claim("10.2", "Whether it is enough", question="Is it enough?", references=(ZEITHAML,))
def enough(company: Company) -> Statement:
    """State how many items lie below what is just enough, and in which region most."""
    may_not = (
        "“On average we are within the zone.” A mean over everybody can be enough while one region lies below. Nor that within is good: "
        "within is where nobody leaves, and nobody tells a friend."
    )
    assumed = ("Below and above only where the 95 % interval says so; contacts of one group as one cluster.",)
    (got, least, wanted), rows = last_asked(company, "perception", "minimum", "expectation")
    if got.empty or not got.shape[1]:
        said = "Whether it is enough cannot be told: what is just enough was not asked."
        return Statement(said, said, may_not, assumed)
    clusters = rows["parent"]
    table = gaps.tolerance(got, least, wanted, clusters).rename(index=labels(company))
    below, within = (int((table["where"] == where).sum()) for where in ("below", "within"))
    headline = f"{below:,} of {len(table):,} items are surely below what is just enough, {within:,} within the zone of tolerance."
    worst = {}
    for region, part in rows["region"].dropna().groupby(rows["region"].dropna()):
        here = got.index[got.index.isin(part.index)]
        zones = gaps.tolerance(got.loc[here], least.reindex(here), wanted.reindex(here), clusters)
        worst[str(region)] = int((zones["where"] == "below").sum())
    name = max(worst, key=lambda one: worst[one], default="")
    more = f" In {isolated(name)} {worst[name]:,} are." if worst and worst[name] > below else ""
    return Statement(headline, f"{headline}{more}", may_not, assumed, draw=lambda: (tolerance_profile(table),))
