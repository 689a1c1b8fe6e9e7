"""Section 5 of lesson 09 as a claim: how far raters of mystery visits agree beyond chance, and who is kinder than the others."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import isolated
from kamlib.figures import percent
from kamlib.figures.house import points
from kamlib.methods import agreement
from kamlib.tables.company import Company

COHEN = "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20."
KRIPPENDORFF = "Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology."


@claim("9.5", "Who rates us", question="Do those who rate us see the same?", references=(COHEN, KRIPPENDORFF))
def raters(company: Company) -> Statement:
    """State agreement in per cent and beyond chance, and the rater who lets most pass."""
    may_not = (
        "“They agree on four in five.” Where most is fine, two who never look agree that often. Nor that the strict rater is "
        "right: both may "
        "be wrong."
    )
    assumed = ("Only standards that two or more raters saw in the same visit count.",)
    seen = heard(company)
    if seen.empty:
        said = "Whether raters see the same cannot be told: no visit was rated by two of them."
        return Statement(said, said, may_not, assumed)
    share, alpha = agreement.percent_agreement(seen), agreement.krippendorff_alpha(seen)
    beyond = (
        f"{alpha:.2f} beyond chance (Krippendorff's alpha)" if alpha == alpha else "nothing beyond chance can be told"
    )
    headline = f"Raters agree on {percent(share)} of {len(seen):,} standards seen together; {beyond}.".replace("-", "−")
    return Statement(headline, f"{headline} {_kindest(seen)}", may_not, assumed)


def heard(company: Company) -> pd.DataFrame:
    """Return what two or more raters saw: a row a standard of a visit, a column a rater."""
    visits = company.or_empty("visits")
    if "rater" not in visits or visits["rater"].isna().all() or visits.empty:
        return pd.DataFrame()
    wide = visits.dropna(subset="rater").pivot_table(index=["visit_id", "standard"], columns="rater", values="met")
    return wide[wide.notna().sum(axis=1) > 1].dropna(axis=1, how="all")


def kindness(seen: pd.DataFrame) -> pd.Series:
    """Return by rater how much more he or she lets pass than the mean of those who saw the same standard."""
    return seen.sub(seen.mean(axis=1), axis=0).mean()


def _kindest(seen: pd.DataFrame) -> str:
    gap = kindness(seen)
    if len(gap) < 2 or gap.max() < 0.03:
        return "None is much kinder than the others."
    return f"{isolated(str(gap.idxmax()))} lets {points(100 * float(gap.max()))} more pass than all who saw the same."
