"""Section 3 of lesson 08 as a claim: who answered, by region and by size, against all who were invited."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, last_wave, wave_in_words
from kamlib.figures import percent, response_bars
from kamlib.methods import survey
from kamlib.tables.company import Company

ARMSTRONG = "Armstrong, J. S. and Overton, T. S. (1977). Estimating nonresponse bias in mail surveys. Journal of Marketing Research 14."


@claim("8.3", "Who answered", question="Who answered, and who did not?", references=(ARMSTRONG,))
def who(company: Company) -> Statement:
    """State the response rate, and the groups that differ most."""
    may_not = (
        "“It is representative: the rate is high.” It is representative if those who answer think as those who do not, and no rate "
        "says that."
    )
    assumed = ("Sizes are thirds of the invited accounts by their revenue of the 365 days before the wave.",)
    wave = last_wave(frame_of(company))
    if wave.empty or wave["answered"].all():
        said = "Who did not answer cannot be told: the file holds only what came back, or no survey at all."
        return Statement(said, said, may_not, assumed)
    table = rates(wave)
    every = float(wave["answered"].mean())
    headline = f"In {wave_in_words(wave)}, {int(wave['answered'].sum()):,} of {len(wave):,} invited answered ({percent(every)})."
    return Statement(
        headline,
        f"{headline} {_who_most(table)}",
        may_not,
        assumed,
        draw=lambda: (response_bars(table),) if len(table) else (),
    )


def _who_most(table: pd.DataFrame) -> str:
    if len(table) < 2:
        return "Of those who were silent no region and no size is known."
    ranked = table.sort_values("rate", ascending=False, kind="stable")
    most, least = ranked.iloc[0], ranked.iloc[-1]
    if most["low"] <= least["high"]:
        return "Regions and sizes cannot be told apart by it."
    first, last = (f"{_named(one.name)} ({percent(float(one['rate']))})" for one in (most, least))
    return f"Most answer: {first}; least: {last}."


def rates(wave: pd.DataFrame) -> pd.DataFrame:
    """Return response rates by region and by size, one below the other; the index has the kind, and the group."""
    parts = {
        kind: survey.response_rates(wave, wave["answered"], kind)
        for kind in ("region", "size")
        if wave[kind].notna().any()
    }
    return pd.concat(parts) if parts else pd.DataFrame(columns=["invited", "answered", "rate", "low", "high"])


def _named(group: Any) -> str:
    kind, name = group
    return f"size {name}" if kind == "size" else str(name)
