"""How many to ask, how sure that makes us, and who answered: sample size, margin of error, response.

A large sample makes chance small, and nothing else: who does not answer may think otherwise, and a thousand more answers
of the same kind do not cure that (Cochran 1977, "Sampling Techniques"). Taught in lesson 08.
"""

from __future__ import annotations

import math

import pandas as pd

from kamlib.methods.normal import Z


def margin_of_error(share: float, answers: int, population: float = math.inf, design_effect: float = 1.0) -> float:
    """Return half the width of the 95 % interval of a share, of `answers` from a population of so many.

    `design_effect` is by how much clusters or weights swell the variance.

    >>> round(margin_of_error(0.5, 385), 4), round(margin_of_error(0.5, 278, population=1000), 4)
    (0.0499, 0.05)
    """
    if not (0 <= share <= 1 and answers >= 1 and population >= answers and design_effect > 0):
        raise ValueError(
            f"A share of {share:g}, {answers:,g} answers of {population:,g} and a design effect of {design_effect:g} give no "
            "margin: give a share from 0 to 1, and no more answers than people."
        )
    left = 1.0 if math.isinf(population) else (population - answers) / max(population - 1, 1)
    return Z * math.sqrt(design_effect * share * (1 - share) / answers * left)


def sample_size(margin: float, share: float = 0.5, population: float = math.inf, design_effect: float = 1.0) -> int:
    """Return how many answers bring the 95 % margin of error of a share down to `margin`; not how many to ask.

    >>> sample_size(0.05), sample_size(0.05, population=1000)
    (385, 278)
    """
    if share >= 1:
        raise ValueError(f"{share:g} is no share. If that is how many there are, write population={share:g}.")
    if margin >= 1:
        raise ValueError(
            f"A margin of {margin:g}: give points as a share, so that {margin:g} points are {margin / 100:g}."
        )
    if not (0 < margin < 1 and 0 < share < 1 and population >= 1 and design_effect > 0):
        raise ValueError(
            f"A margin of {margin:g} at a share of {share:g}: give both as shares above 0 and below 1, such as 0.05 and 0.5."
        )
    needed = design_effect * Z**2 * share * (1 - share) / margin**2
    # Rounded before the ceiling: a last bit must not ask one person more.
    return math.ceil(round(needed if math.isinf(population) else needed / (1 + (needed - 1) / population), 9))


def to_invite(answers: int, response_rate: float) -> int:
    """Return how many to invite for so many answers.

    >>> to_invite(278, 0.3)
    927
    """
    if not 0 < response_rate <= 1:
        raise ValueError(f"A response rate of {response_rate!r}: give a share above 0 and up to 1, such as 0.3.")
    return math.ceil(round(answers / response_rate, 9))


def response_rates(invited: pd.DataFrame, answered: pd.Series, by: str) -> pd.DataFrame:
    """Return by group of `by` how many were invited, how many answered, and the rate with Wilson's 95 % interval.

    `invited` has a row a person, `answered` the same index with True where an answer came.

    >>> people = pd.DataFrame({"region": ["North", "North", "South"]})
    >>> response_rates(people, pd.Series([True, False, True]), "region")["rate"].tolist()
    [0.5, 1.0]
    """
    from statsmodels.stats.proportion import proportion_confint

    table = answered.astype(bool).groupby(invited[by]).agg(invited="size", answered="sum")
    low, high = proportion_confint(table["answered"], table["invited"], method="wilson")
    return table.assign(rate=table["answered"] / table["invited"], low=low, high=high)


def early_and_late(scores: pd.DataFrame, answered_at: pd.Series, late_share: float = 1 / 3) -> pd.DataFrame:
    """Return each score's mean among early and late respondents, with the difference, its 95 % interval and Holm's p.

    Who answers only after a reminder stands between those who answer at once and those who never do (Armstrong and
    Overton 1977, "Estimating nonresponse bias in mail surveys"): a difference is a warning; none is no proof.

    >>> when = pd.to_datetime(["2025-01-01"] * 4 + ["2025-02-01"] * 2)
    >>> scores = pd.DataFrame({"overall": [7, 7, 6, 7, 4, 5.0]})
    >>> early_and_late(scores, pd.Series(when))[["early", "late"]].values.tolist()
    [[6.75, 4.5]]
    """
    from scipy import stats
    from statsmodels.stats.multitest import multipletests

    late = answered_at.rank(method="average", pct=True) > 1 - late_share
    rows = {}
    for name, column in scores.items():
        first, last = column[~late].dropna(), column[late].dropna()
        if len(first) < 2 or len(last) < 2:
            rows[name] = [first.mean(), last.mean(), last.mean() - first.mean(), math.nan, math.nan, math.nan]
            continue
        test = stats.ttest_ind(last, first, equal_var=False)
        interval = test.confidence_interval()
        rows[name] = [first.mean(), last.mean(), last.mean() - first.mean(), interval.low, interval.high, test.pvalue]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["early", "late", "difference", "low", "high", "p"])
    told = table["p"].notna().to_numpy()
    if told.any():
        table.loc[told, "p"] = multipletests(table.loc[told, "p"], method="holm")[1]
    return table.rename_axis("score")
