"""Section 1 of lesson 09 as a claim: the net promoter score with its interval, and whether it changed."""

from __future__ import annotations

import math

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, wave_in_words
from kamlib.figures.house import points, signed
from kamlib.methods import survey
from kamlib.tables.company import Company

REICHHELD = "Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review 81."
JUSTER = "Juster, F. T. (1966). Consumer buying intentions and purchase probability. Journal of the American Statistical Association 61."
NOTICE = "Net Promoter Score is a registered mark of Bain & Company, Inc., Fred Reichheld and Satmetrix Systems, Inc."


@claim(
    "9.1",
    "What they score us",
    question="How likely are they to recommend us and to come back?",
    references=(REICHHELD, JUSTER),
)
def scores(company: Company) -> Statement:
    """State the last net promoter score, its interval and its change."""
    may_not = (
        "“The score rose by so many points.” Of a few hundred answers it swings by more than that on its own. Nor that it foretells "
        "growth: it is what people say, of those who answer."
    )
    assumed = ("Everybody who answered stands for himself alone. No weights.", NOTICE)
    waves, refused = by_wave(company)
    if not waves:
        said = (
            refused or "How likely they are to recommend us cannot be told: nobody was asked on a scale from 0 to 10."
        )
        return Statement(said, said, may_not, assumed)
    name, last = list(waves.items())[-1]
    place = wave_in_words(pd.DataFrame({"wave": [name]}))
    told = f"{signed(last.value, 0)} ({signed(last.low, 0)} to {signed(last.high, 0)}, {last.answers:,} answers)"
    headline = f"In {place} the net promoter score is {told}."
    return Statement(headline, f"{headline} {_since(waves)}".strip(), may_not, assumed)


def by_wave(company: Company) -> tuple[dict[str, survey.Score], str]:
    """Return the score of each wave with ten answers or more, and why there is none, where the scale is another."""
    frame = frame_of(company)
    said = survey.scores_of(company.or_empty("items"), company.or_empty("answers"), "recommend").mean(axis=1).dropna()
    wave = frame["wave"].reindex(said.index)
    found = {}
    for name in sorted(wave.dropna().unique()):
        answers = said[wave == name]
        if len(answers) < 10:
            continue
        try:
            found[str(name)] = survey.net_promoter(answers)
        except ValueError as refused:
            return {}, str(refused)
    few = "How likely they are to recommend us cannot be told: fewer than ten said it in each wave."
    return found, "" if found or said.empty else few


def _since(waves: dict[str, survey.Score]) -> str:
    if len(waves) < 2:
        return ""
    (name, before), (_, after) = list(waves.items())[-2:]
    change = survey.two_waves(before, after)
    if math.isnan(change["p"]):
        return ""
    sure = "more than chance" if change["p"] < 0.05 else "no more than chance makes"
    ends = f"{signed(change['low'], 0)} to {signed(change['high'], 0)}"
    return f"Since wave {name} it changed by {points(change['change'])} ({ends}): {sure}."
