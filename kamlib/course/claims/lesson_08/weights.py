"""Section 4 of lesson 08 as a claim: what weights make of the score, and how far the silent could move it."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, last_wave, top_of, wave_in_words
from kamlib.figures import percent, scores_by_wave
from kamlib.methods import survey
from kamlib.tables.company import Company

DEMING = (
    "Deming, W. E. and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the expected marginal totals "
    "are known. Annals of Mathematical Statistics 11."
)
MANSKI = "Manski, C. F. (2003). Partial Identification of Probability Distributions."


@claim("8.5", "What weights make of it", question="What do weights make of the score?", references=(DEMING, MANSKI))
def weights(company: Company) -> Statement:
    """State the last score as it came and weighted, and the bounds that suppose nothing of the silent."""
    may_not = (
        "“It is weighted, so it is right.” Weights mend what region and size have to do with answering. Where the satisfied answer because "
        "they are satisfied, no weight helps: call some of the silent, drawn by lot."
    )
    assumed = ("Weights give regions and sizes the part they have among all who were invited.",)
    frame = frame_of(company)
    wave, table = last_wave(frame), survey.wave_scores(frame)
    if wave.empty or wave["score"].isna().all() or wave["answered"].all() or table["weighted"].isna().all():
        said = "What weights make of the score cannot be told: nothing is known of those who were silent."
        return Statement(said, said, may_not, assumed)
    came, weighted = (float(table[name].iloc[-1]) for name in ("as it came", "weighted"))
    low, high = bounds_of(wave, top_of(company))
    headline = f"In {wave_in_words(wave)} the mean is {came:.2f} as it came and {weighted:.2f} weighted."
    promise = (
        f"Without supposing anything of the silent, {percent(low)} to {percent(high)} of all invited are satisfied."
    )
    return Statement(headline, f"{headline} {promise}", may_not, assumed, draw=lambda: (scores_by_wave(table),))


def bounds_of(wave: pd.DataFrame, top: float) -> tuple[float, float]:
    """Return the lowest and the highest share of satisfied people (the two best boxes) among all invited."""
    satisfied, silent = int((wave["score"] >= top - 1).sum()), int(wave["score"].isna().sum())
    return survey.bounds(satisfied, silent, len(wave))
