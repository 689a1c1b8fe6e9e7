"""Section 6 of lesson 10 as a claim: on one board, what customers, staff, mystery calls, the clock and complaints say of each region."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, last_wave
from kamlib.course.claims.lesson_10.asked import of_staff
from kamlib.course.naming import isolated
from kamlib.figures import board_map
from kamlib.methods import gaps
from kamlib.tables.company import Company

DENZIN = "Denzin, N. K. (1970). The Research Act: A Theoretical Introduction to Sociological Methods."


@claim("10.8", "What all sources say", question="Do all sources say the same?", references=(DENZIN,))
def sources(company: Company) -> Statement:
    """State which region several sources call worse than the rest, and which source says otherwise."""
    may_not = (
        "“Complaints are down, so service is up.” Who has given up does not complain. Nor that five sources are five proofs: two that "
        "draw on the same file err together."
    )
    assumed = ("Each region against all others, 95 % each; the last wave, and the last twelve months.",)
    told = {name: table for name, table in of_company(company).items() if len(table)}
    if not told:
        said = "Whether sources agree cannot be told: no source knows two regions."
        return Statement(said, said, may_not, assumed)
    if len(told) == 1:
        said = (
            f"Whether sources agree cannot be told: one alone speaks of regions ({next(iter(told))}), and it takes two."
        )
        return Statement(said, said, may_not, assumed)
    board = gaps.board(told)
    together = gaps.conclusion(board)
    worse = [str(name) for name in board.index[together == "worse"]]
    if not worse:
        headline = (
            f"Of {len(board):,} regions none is called worse by two of {len(told):,} sources more than call it better."
        )
        return Statement(headline, headline, may_not, assumed, draw=lambda: (board_map(board),))
    row = board[together == "worse"].iloc[0]
    headline = f"Worse than the rest, say {int(row['worse'])} of {int(row['asked'])} sources: {isolated(worse[0])}."
    against = [name for name in told if row[name] == "better"]
    more = f" Otherwise: {', '.join(against)}. Ask who no longer complains." if "complaints" in against else ""
    return Statement(headline, f"{headline}{more}", may_not, assumed, draw=lambda: (board_map(board),))


def of_company(company: Company) -> dict[str, pd.DataFrame]:
    """Return what each source says of each region; no rows where it cannot tell."""
    wave = last_wave(frame_of(company))
    since = company.as_of - pd.DateOffset(years=1)
    accounts = company.or_empty("accounts")
    return {
        "customers": gaps.customers_say(wave, wave["score"].dropna()),
        "staff": gaps.staff_say(of_staff(company, "attitude").mean(axis=1), company.or_empty("staff_responses")),
        "mystery calls": gaps.calls_say(company.or_empty("visits")),
        "our clock": gaps.clock_says(company.or_empty("promises"), accounts, since),
        "complaints": gaps.complaints_say(company.or_empty("complaints"), company.or_empty("orders"), accounts, since),
    }
