"""Section 3 of lesson 10 as a claim: whether our own people see what customers see."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_09.changed import HOLM
from kamlib.course.claims.lesson_10.asked import labels, last_asked, of_staff
from kamlib.course.naming import isolated
from kamlib.figures import blind_spot_map
from kamlib.figures.house import signed
from kamlib.methods import gaps
from kamlib.tables.company import Company


@claim("10.4", "Whether our people know", question="Do our own people know?", references=(HOLM,))
def known(company: Company) -> Statement:
    """State the blind spots: what staff rate high, customers low, and surely apart."""
    may_not = (
        "“Our people are wrong.” They see other visits on other days. Nor that everything is fine where both agree: both may have got "
        "used to it."
    )
    assumed = (
        "Items are tested together (Holm); contacts of one group as one cluster.",
        "High and low: above and below the mean of each side's items.",
    )
    table = seen(company)
    if table is None or table["p"].isna().all():
        said = "Whether our people know cannot be told: staff and customers were not asked the same, or too few were."
        return Statement(said, said, may_not, assumed)
    table = table.rename(index=labels(company))
    spots = table[table["quadrant"] == "blind spot"].sort_values("gap", ascending=False, kind="stable")
    if spots.empty:
        headline = f"On none of {len(table):,} items do staff surely rate us high where customers rate us low."
        return Statement(headline, headline, may_not, assumed, draw=lambda: (blind_spot_map(table),))
    first = spots.iloc[0]
    count = "One blind spot" if len(spots) == 1 else f"{len(spots):,} blind spots"
    headline = f"{count}: {isolated(str(spots.index[0]))}. Staff rate it {signed(float(first['gap']))} points against customers."
    more = f" The interval goes from {signed(float(first['low']))} to {signed(float(first['high']))}."
    return Statement(headline, f"{headline}{more}", may_not, assumed, draw=lambda: (blind_spot_map(table),))


def seen(company: Company) -> pd.DataFrame | None:
    """Return staff against customers by item, with the quadrant of each; None where one side is missing."""
    staff = of_staff(company, "staff belief of perception")
    (got,), rows = last_asked(company, "perception")
    if len(staff) < 2 or len(got) < 2 or not len(staff.columns.intersection(got.columns)):
        return None
    return gaps.blind_spots(gaps.two_groups(staff, got, ("staff", "customers"), rows["parent"]))
