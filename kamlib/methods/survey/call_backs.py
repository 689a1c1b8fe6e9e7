"""What do all think, when some of the silent were called? The mean of all invited from answers and calls.

Call a few of those who did not answer, drawn by lot, and let them speak for all who were silent (Hansen and Hurwitz 1946, "The
problem of non-response in sample surveys"). Nothing is supposed of the silent but that the lot chose; more answers of the
friendly cannot do that. With no call at all only `bounds` can be told. Taught in lesson 08.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kamlib.methods.survey.loyalty import Score, mean_score


@dataclass(frozen=True)
class CallBacks:
    """The mean of all invited, its standard error and 95 % interval (Student's t).

    `respondents` is the mean of those who answered by themselves, `called` that of those heard by call, each with its own
    interval. `share` is the part of all invited that answered by themselves. `note` says how far the two are apart.
    """

    mean: float
    standard_error: float
    low: float
    high: float
    respondents: Score
    called: Score
    share: float
    note: str

    @property
    def table(self) -> pd.DataFrame:
        """The three means, a row each: mean, low, high and answers; those of all invited first."""
        heard = self.respondents.answers + self.called.answers
        rows = {
            "all invited": (self.mean, self.low, self.high, heard),
            **{
                name: (score.value, score.low, score.high, score.answers)
                for name, score in (("respondents alone", self.respondents), ("those called", self.called))
            },
        }
        table = pd.DataFrame.from_dict(rows, orient="index", columns=["mean", "low", "high", "answers"])
        return table.rename_axis("of").astype({"answers": "int64"})

    def _repr_html_(self) -> str:
        from html import escape

        return f"{self.table.to_html(float_format='{:,.2f}'.format)}<p>{escape(self.note)}</p>"


def call_backs(answers: pd.Series, called: pd.Series, silent: int, population: float = math.inf) -> CallBacks:
    """Return the mean of all invited from the answers of respondents and those of silent people who were called.

    `answers` has a value a respondent, `called` one for each of those called, drawn by lot from the `silent` (how many did not
    answer, those called among them); missing values are left out. `population` is how many there are in all: give the number
    invited where everybody was. For a share give 0 and 1. The standard error is that of double sampling with two strata
    (Cochran 1977, "Sampling Techniques", sections 12.2 and 13.6), the degrees of freedom are Satterthwaite's (1946). Raises
    ValueError where nobody answered, nobody of the silent was heard, or the numbers do not add up.

    >>> found = call_backs(pd.Series([6, 7, 6, 5, 7, 5.0]), pd.Series([3, 4, 2.0]), silent=6)
    >>> found.mean, found.respondents.value, round(found.standard_error, 3)
    (4.5, 6.0, 0.557)
    """
    first, second = answers.dropna().astype(float), called.dropna().astype(float)
    _check(len(first), len(second), silent, population)
    invited = len(first) + silent
    share = len(first) / invited
    respondents, heard = mean_score(first), mean_score(second)
    mean = share * respondents.value + (1 - share) * heard.value if silent else respondents.value
    # Each part of the variance comes from the spread within one of the two groups, or from how far they are apart.
    parts = [
        _within(group, size, invited, population) for group, size in ((first, len(first)), (second, silent)) if size
    ]
    apart = 0.0
    if silent:
        left = 1.0 if math.isinf(population) else (population - invited) / population
        apart = left * share * (1 - share) * (respondents.value - heard.value) ** 2 / (invited - 1)
    variance = sum(part for part, _ in parts) + apart
    error = math.sqrt(variance)
    width = _student(variance, parts) * error
    missing = len(called) - len(second)
    return CallBacks(
        mean, error, mean - width, mean + width, respondents, heard, share, _note(respondents, heard, silent, missing)
    )


def _within(group: pd.Series, size: int, invited: int, population: float) -> tuple[float, int]:
    """Return what the spread within a group of `size` adds to the variance, and its degrees of freedom."""
    heard = len(group)
    if math.isinf(population):
        factor = (size - 1) / (invited - 1)
    else:
        factor = (population - 1) / population * ((size - 1) / (invited - 1) - (heard - 1) / (population - 1))
    # One voice has no spread to see; where all of a group were heard and no others exist, none is needed.
    return (factor * size / invited / heard * float(group.var()) if factor > 0 else 0.0), heard - 1


def _student(variance: float, parts: list[tuple[float, int]]) -> float:
    """Return how many standard errors make half a 95 % interval."""
    from scipy import stats

    unsure = sum(part**2 / freedom for part, freedom in parts if freedom and part)
    freedom = variance**2 / unsure if unsure else math.inf
    return float(stats.t.ppf(0.975, freedom))


def _check(answered: int, heard: int, silent: int, population: float) -> None:
    if not answered or answered + silent < 2:
        raise ValueError(
            f"{answered:,} answered and {silent:,} did not: one who answered and two who were invited are the least."
        )
    if silent < 0 or heard > silent:
        raise ValueError(f"{heard:,} of {silent:,} silent people were heard: give how many did not answer in all.")
    if silent and not heard:
        raise ValueError(f"Nobody of the {silent:,} silent was heard: call some, drawn by lot, or tell `bounds`.")
    if population < answered + silent:
        raise ValueError(
            f"{answered + silent:,} were invited of {population:,.0f} people: give how many there are in all."
        )


def _note(respondents: Score, heard: Score, silent: int, missing: int) -> str:
    if not silent:
        return "Everybody answered: there was nobody to call."
    words = []
    difference = heard.value - respondents.value
    side = "as high as" if not difference else f"{abs(difference):,.2f} {'higher' if difference > 0 else 'lower'} than"
    words.append(f"The {heard.answers:,} called scored {side} the {respondents.answers:,} who answered by themselves.")
    if missing:
        words.append(
            f"{missing:,} called gave no answer: those heard speak for them too, which is a belief and no finding."
        )
    if heard.answers == 1 < silent:
        words.append("One call shows no spread: the interval cannot be told.")
    return " ".join(words)
