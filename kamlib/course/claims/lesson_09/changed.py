"""Section 4 of lesson 09 as a claim: which items changed since the wave before, all of them tested together."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of
from kamlib.course.naming import isolated
from kamlib.figures import change_bars
from kamlib.figures.house import signed
from kamlib.methods import survey
from kamlib.tables.company import Company

HOLM = "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6."


@claim("9.4", "What changed", question="What changed since the wave before?", references=(HOLM,))
def changed(company: Company) -> Statement:
    """State how many items changed for sure, and which most."""
    may_not = (
        "“These three items changed significantly”, each tested alone. Of twenty that did not change one is found so. Nor that "
        "a change of how "
        "we ask is a change of what they think."
    )
    assumed = ("Items are tested together (Holm), contacts of one group as one cluster where groups are known.",)
    since, table = compared(company)
    if table.empty or table["p"].isna().all():
        said = "What changed cannot be told: the same items were not asked in two waves, or of too few."
        return Statement(said, said, may_not, assumed)
    sure = table[table["p_adjusted"] < 0.05].sort_values("p_adjusted")
    alone = int((table["p"] < 0.05).sum())
    headline = (
        f"Since wave {since}, {len(sure) or 'none'} of {len(table):,} items changed for sure, tested together ({alone:,} tested "
        "one by one)."
    )
    most = ""
    if len(sure):
        row = sure.iloc[0]
        up = int((sure["change"] > 0).sum())
        rose = f"{up:,} rose and {len(sure) - up:,} fell"
        ends = f"{signed(row['low'])} to {signed(row['high'])}"
        most = f" Of them {rose}; most surely “{isolated(_worded(company, str(row.name)))}”: {signed(row['change'])} points ({ends})."
    return Statement(headline, f"{headline}{most}", may_not, assumed, draw=lambda: (change_bars(table),))


def _worded(company: Company, title: str) -> str:
    """Return the title of an item with its words, where it has other words than its name."""
    book = survey.Codebook.of(company.or_empty("items"), "perception")
    words = {book.titles()[item.name]: item.label for item in book.items if item.label not in ("", item.name)}
    return f"{title} {words[title]}" if title in words else title


def compared(company: Company) -> tuple[str, pd.DataFrame]:
    """Return the last wave but one, and what changed of all items since then; no rows where nothing can be compared."""
    book = survey.Codebook.of(company.or_empty("items"), "perception")
    scores = book.scored(survey.sheet(company.or_empty("answers"), book))
    frame = frame_of(company).reindex(scores.index)
    waves = sorted(frame["wave"].dropna().unique())
    asked = [
        name
        for name in scores
        if scores[name].groupby(frame["wave"]).count().reindex(waves[-2:], fill_value=0).min() > 1
    ]
    if len(waves) < 2 or not asked:
        return "", pd.DataFrame(columns=["before", "after", "change", "low", "high", "p", "p_adjusted"])
    scores = scores[asked].rename(columns=book.titles())
    return waves[-2], survey.wave_changes(scores, frame["wave"], clusters=frame["parent"])
