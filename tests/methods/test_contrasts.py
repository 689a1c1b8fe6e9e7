"""Differences of means with clusters: errors of the textbook where everybody stands alone, signs, and the promise kept."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kamlib.methods.contrasts import contrast


def test_where_everybody_stands_alone_errors_are_those_of_hc3():
    random = np.random.default_rng(3)
    cell, score = np.repeat([0, 1, 2, 3], [12, 15, 20, 9]), random.normal(size=56)
    weights = (1, -1, -1, 1)
    found = contrast(score, cell, weights, np.arange(56))
    fitted = sm.OLS(score, np.eye(4)[cell]).fit(cov_type="HC3")
    error = float(np.sqrt(np.array(weights) @ fitted.cov_params() @ np.array(weights)))
    part = np.repeat([1 / 12**2, 1 / 15**2, 1 / 20**2, 1 / 9**2], [12, 15, 20, 9])
    freedom = part.sum() ** 2 / (part**2).sum() - 1
    assert (found.high - found.low) / 2 == pytest.approx(np.sqrt(55 / 56) * error * stats.t.ppf(0.975, freedom))
    assert found.value == pytest.approx(np.array(weights) @ fitted.params)


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(0, 1), st.integers(0, 5)), min_size=8, max_size=40))
def test_the_other_way_round_only_signs_change(rows):
    score, cell, cluster = (np.array(column) for column in zip(*rows, strict=True))
    if len(np.unique(cell)) < 2:
        return
    codes = np.unique(cluster, return_inverse=True)[1]
    one, other = (contrast(score.astype(float), cell, weights, codes) for weights in ((-1, 1), (1, -1)))
    assert other.value == pytest.approx(-one.value)
    assert (other.low, other.high) == pytest.approx((-one.high, -one.low), nan_ok=True)
    assert other.p == pytest.approx(one.p, nan_ok=True)


def test_nothing_that_changed_is_found_as_seldom_as_promised():
    """Thirty groups of very unequal size whose members are alike: of 2,000 draws without a change 5 % may alarm."""
    random = np.random.default_rng(9)
    sizes = np.repeat([40, 12, 6, 2], [2, 4, 8, 16])
    codes = np.repeat(np.arange(30), sizes)
    alarms = 0
    for _ in range(2_000):
        score = random.normal(size=30)[codes] + random.normal(size=len(codes))
        alarms += contrast(score, random.integers(0, 2, len(codes)), (-1, 1), codes).p < 0.05
    assert alarms / 2_000 < 0.06
