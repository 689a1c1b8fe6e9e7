"""Section 2 of lesson 08 as a claim: the last score with an interval that knows that contacts of one group answer alike."""

from __future__ import annotations

import math

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, last_wave, top_of, wave_in_words
from kamlib.figures import percent
from kamlib.figures.house import counted
from kamlib.methods import survey
from kamlib.tables.company import Company

COCHRAN = "Cochran, W. G. (1977). Sampling Techniques."


@claim("8.2", "How sure the score is", question="How sure is a score, with so many answers?", references=(COCHRAN,))
def sure(company: Company) -> Statement:
    """State the share in the two best boxes and the mean, each with its interval."""
    may_not = (
        "“With so many answers the error is so small.” The interval says what chance does to those who answer. Who does not answer "
        "may think otherwise, and no number of answers tells."
    )
    assumed = ("Contacts of one group count as one cluster where the groups are known.",)
    wave = last_wave(frame_of(company)).dropna(subset="score")
    groups = wave["parent"].fillna(wave.index.to_series()).nunique()
    if groups < 2:
        said = "How sure a score is cannot be told: fewer than two independent people said how satisfied they are."
        return Statement(said, said, may_not, assumed)
    satisfied, score = both(wave, top_of(company))
    effect = (
        f", {score.design_effect:.1f} times the variance of as many drawn alone" if score.design_effect > 1.05 else ""
    )
    low, high = ends(satisfied, groups)
    headline = (
        f"In {wave_in_words(wave)}, {percent(satisfied.mean)} of {counted(len(wave), 'respondent')} are satisfied ({percent(low)} to "
        f"{percent(high)}); the mean is {score.mean:.2f} ({score.low:.2f} to {score.high:.2f}{effect})."
    )
    best = best_of(wave, top_of(company))
    boxes = f"Satisfied are the two best answers, {best - 1:g} and {best:g}."
    return Statement(headline, headline, may_not, (*assumed, boxes))


def ends(satisfied: survey.WeightedMean, groups: int) -> tuple[float, float]:
    """Return the interval of a share; where all say the same, that of Wilson: nobody's silence is certain of three answers.

    >>> alike = survey.weighted_mean(pd.Series([0.0, 0.0, 0.0]))
    >>> [round(end, 2) for end in ends(alike, 3)]
    [0.0, 0.56]
    """
    from statsmodels.stats.proportion import proportion_confint

    if satisfied.high > satisfied.low:
        return max(satisfied.low, 0.0), min(satisfied.high, 1.0)
    low, high = proportion_confint(satisfied.mean * groups, groups, method="wilson")
    return float(low), float(high)


def best_of(wave: pd.DataFrame, top: float) -> float:
    """Return the best answer: that of the scale, else the highest that was given."""
    return float(wave["score"].max()) if math.isnan(top) else top


def both(wave: pd.DataFrame, top: float) -> tuple[survey.WeightedMean, survey.WeightedMean]:
    """Return the share in the two best boxes, and the mean score, groups as clusters."""
    clusters = wave["parent"].fillna(wave.index.to_series())
    happy = (wave["score"] >= best_of(wave, top) - 1).astype(float)
    return survey.weighted_mean(happy, clusters=clusters), survey.weighted_mean(wave["score"], clusters=clusters)
