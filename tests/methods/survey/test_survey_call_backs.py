"""Tests of calls to the silent: the interval holds the truth as often as it says, and meets the formulas it comes from."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import survey

RUNS = 2000


def invited(random: np.random.Generator, people: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw who answers and what each thinks: four in ten answer, and they are more content (true mean of all: 5.1)."""
    answers = random.random(people) < 0.4
    return answers, np.where(answers, 6.0, 4.5) + random.normal(size=people) * np.where(answers, 0.8, 1.4)


@pytest.mark.parametrize(("people", "part"), [(100, 0.2), (200, 0.25)])
def test_the_interval_holds_the_truth_in_95_of_100_runs(people, part):
    random = np.random.default_rng(1946)
    held, alone, means, variances = 0, 0, [], []
    for _ in range(RUNS):
        answers, thinks = invited(random, people)
        silent = thinks[~answers]
        called = pd.Series(random.choice(silent, round(part * len(silent)), replace=False))
        found = survey.call_backs(pd.Series(thinks[answers]), called, len(silent))
        held += found.low <= 5.1 <= found.high
        alone += found.respondents.low <= 5.1 <= found.respondents.high
        means.append(found.mean)
        variances.append(found.standard_error**2)
    # Three standard errors of a share of 95 % over so many runs.
    assert abs(held / RUNS - 0.95) < 3 * math.sqrt(0.95 * 0.05 / RUNS)
    assert alone / RUNS < 0.01
    assert np.mean(means) == pytest.approx(5.1, abs=0.02)
    assert np.mean(variances) == pytest.approx(np.var(means), rel=0.08)


def test_the_standard_error_is_that_of_double_sampling():
    """Cochran (1977, section 12.2): the unbiased estimate for two strata, the first of them heard in full."""
    random = np.random.default_rng(13)
    answers, called, silent = pd.Series(random.normal(6, 1, 40)), pd.Series(random.normal(4, 1, 12)), 60
    everybody, people = 100, 700
    found = survey.call_backs(answers, called, silent, population=people)
    mean = 0.4 * answers.mean() + 0.6 * called.mean()
    inside = (
        (people - 1)
        / people
        * sum(
            ((size - 1) / (everybody - 1) - (len(group) - 1) / (people - 1))
            * size
            / everybody
            * group.var()
            / len(group)
            for group, size in ((answers, 40), (called, silent))
        )
    )
    between = 0.4 * (answers.mean() - mean) ** 2 + 0.6 * (called.mean() - mean) ** 2
    apart = (people - everybody) / (people * (everybody - 1)) * between
    assert found.mean == pytest.approx(mean)
    assert found.standard_error == pytest.approx(math.sqrt(inside + apart))
    endless = survey.call_backs(answers, called, silent)
    assert survey.call_backs(answers, called, silent, population=1e12).standard_error == pytest.approx(
        endless.standard_error
    )


@given(st.integers(0, 500), st.integers(2, 30), st.integers(2, 30), st.integers(0, 30))
@settings(max_examples=30)
def test_where_everybody_was_invited_it_is_the_mean_of_two_strata(seed, answered, heard, left):
    random = np.random.default_rng(seed)
    answers, called = pd.Series(random.normal(6, 1, answered)), pd.Series(random.normal(4, 2, heard))
    silent = heard + left
    found = survey.call_backs(answers, called, silent, population=answered + silent)
    strata = pd.Series(["answered"] * answered + ["silent"] * heard)
    size = strata.map({"answered": answered, "silent": silent}).astype(float)
    peer = survey.weighted_mean(
        pd.concat([answers, called], ignore_index=True),
        size / strata.map(strata.value_counts()),
        strata,
        population=size,
    )
    assert found.mean == pytest.approx(peer.mean)
    assert found.standard_error == pytest.approx(peer.standard_error, abs=1e-9)
    assert min(answers.mean(), called.mean()) <= found.mean <= max(answers.mean(), called.mean())


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.lists(st.booleans(), min_size=1, max_size=30))
def test_a_share_stays_within_what_the_silent_leave_possible_when_all_were_heard(answered, heard):
    first, second = (pd.Series(one, dtype=float) for one in (answered, heard))
    found = survey.call_backs(first, second, len(second), population=len(first) + len(second))
    low, high = survey.bounds(int(first.sum()), len(second), len(first) + len(second))
    assert low - 1e-12 <= found.mean <= high + 1e-12
    assert found.standard_error == pytest.approx(0, abs=1e-9)


def test_everybody_answered_or_everybody_was_heard():
    answers = pd.Series([5.0, 6, 7])
    alone = survey.call_backs(answers, pd.Series([], dtype=float), 0)
    assert (alone.mean, alone.low, alone.high) == pytest.approx(
        (alone.respondents.value, alone.respondents.low, alone.respondents.high)
    )
    assert alone.share == 1
    assert "nobody to call" in alone.note
    heard = survey.call_backs(answers, pd.Series([2.0, 3, 3, 4]), 4)
    every = survey.mean_score(pd.Series([5.0, 6, 7, 2, 3, 3, 4]))
    assert (heard.mean, heard.standard_error) == pytest.approx((every.value, every.standard_error))


def test_who_was_not_reached_and_a_single_call_are_told():
    found = survey.call_backs(pd.Series([6.0, None, 7, 6]), pd.Series([3.0, None, 4]), 8)
    assert (found.respondents.answers, found.called.answers) == (3, 2)
    assert found.note.startswith("The 2 called scored 2.83 lower than the 3 who answered")
    assert "1 called gave no answer" in found.note
    single = survey.call_backs(pd.Series([6.0, 7]), pd.Series([3.0]), 8)
    assert single.mean == pytest.approx(0.2 * 6.5 + 0.8 * 3)
    assert math.isnan(single.low)
    assert "One call shows no spread" in single.note


def test_the_table_holds_the_three_means():
    found = survey.call_backs(pd.Series([6, 7, 6, 5.0]), pd.Series([3, 4.0]), 4)
    assert found.table.index.tolist() == ["all invited", "respondents alone", "those called"]
    assert found.table["mean"].tolist() == [4.75, 6.0, 3.5]
    assert found.table["answers"].tolist() == [6, 4, 2]
    assert "those called" in found._repr_html_()


@pytest.mark.parametrize(
    ("answers", "called", "silent", "population", "said"),
    [
        ([], [3.0], 5, math.inf, "0 answered and 5 did not"),
        ([5.0], [], 0, math.inf, "1 answered and 0 did not"),
        ([5.0, 6], [], 5, math.inf, "Nobody of the 5 silent was heard"),
        ([5.0, 6], [3.0, 4], 1, math.inf, "2 of 1 silent people were heard"),
        ([5.0, 6], [3.0], 5, 6, "7 were invited of 6 people"),
    ],
)
def test_numbers_that_do_not_add_up_are_a_sentence(answers, called, silent, population, said):
    with pytest.raises(ValueError, match=said):
        survey.call_backs(pd.Series(answers, dtype=float), pd.Series(called, dtype=float), silent, population)
