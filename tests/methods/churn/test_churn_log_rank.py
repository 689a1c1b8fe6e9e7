"""Do groups leave alike: against statsmodels, and where a p-value is too small to hold."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.churn import log_rank


@pytest.mark.parametrize("groups", [2, 3, 7])
@pytest.mark.parametrize("rounded", [True, False])
def test_it_is_the_test_of_statsmodels(groups, rounded):
    from statsmodels.duration.survfunc import survdiff

    random = np.random.default_rng(groups)
    group = random.integers(0, groups, 500)
    duration = random.exponential(10 + group)
    duration = np.ceil(duration) if rounded else duration
    left = random.random(500) < 0.7
    statistic, p = survdiff(duration, left, group)
    ours = log_rank(duration, left, group)
    assert (ours.statistic, ours.p) == pytest.approx((statistic, p), rel=1e-9)
    assert ours.degrees_of_freedom == groups - 1


ACCOUNTS = st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.sampled_from("abc")), min_size=2, max_size=50)


@settings(deadline=None, max_examples=40)
@given(ACCOUNTS)
def test_what_is_expected_adds_up_to_what_was_lost(accounts):
    duration, left, groups = zip(*accounts, strict=True)
    if len(set(groups)) > 1:
        test = log_rank(duration, left, groups)
        assert test.table["expected"].sum() == pytest.approx(sum(left))
        assert test.table["left"].sum() == sum(left)
        assert math.isnan(test.statistic) or test.statistic >= -1e-9
        assert math.isnan(test.p) or 0 < test.p <= 1


def test_names_and_order_of_the_rows_do_not_matter():
    random = np.random.default_rng(3)
    table = pd.DataFrame({"d": random.integers(1, 9, 90), "e": random.random(90) < 0.5, "g": random.integers(0, 3, 90)})
    shuffled = table.sample(frac=1, random_state=1).assign(g=lambda rows: rows["g"].map({0: "z", 1: "m", 2: "a"}))
    first, second = log_rank(table["d"], table["e"], table["g"]), log_rank(shuffled["d"], shuffled["e"], shuffled["g"])
    assert first.statistic == pytest.approx(second.statistic, rel=1e-12)


@pytest.mark.parametrize("size", [3_000, 60_000])
def test_a_p_too_small_to_hold_is_told_all_the_same(size):
    duration = np.concatenate([np.full(size, 1), np.full(size, 2)])
    test = log_rank(duration, np.ones(2 * size, bool), np.repeat(["a", "b"], size))
    assert test.p > 0
    # Of 1 degree of freedom: two normal tails, by their asymptotic series.
    z2 = test.statistic
    tail = -z2 / 2 - 0.5 * math.log(z2 * math.pi / 2) + math.log1p(-1 / z2)
    assert test.log10_p == pytest.approx(tail / math.log(10), rel=1e-6)
    assert test.p_text.endswith(f"e{math.floor(test.log10_p):+03d}")


def test_the_logarithm_meets_the_ordinary_one_where_both_are_known():
    from scipy import special, stats

    for freedom in (1, 2, 3, 8, 49):
        statistic = stats.chi2.isf(1e-250, freedom)
        half, x = freedom / 2, statistic / 2
        ours = -x + math.log(special.hyperu(1 - half, 1 - half, x)) - special.gammaln(half)
        assert ours / math.log(10) == pytest.approx(-250, rel=1e-9)


def test_the_note_names_who_lost_most():
    test = log_rank([1, 1, 1, 1, 9, 9, 9, 9], [1] * 8, ["new"] * 4 + ["old"] * 4)
    assert "new lost 2.00 times what was expected, old 0.67 times" in test.note
    assert "ordinary chance" in log_rank([1, 2, 1, 2], [1] * 4, list("aabb")).note


def test_where_nothing_can_be_compared_it_says_why():
    assert log_rank([1, 2], [0, 0], ["a", "b"]).note == "Nobody has left yet, so the groups cannot be compared."
    late = log_rank([1, 5], [0, 1], ["a", "b"])
    assert late.note.startswith("Nobody left while accounts of two groups were still here")
    assert late.p_text == "not known"
    alone = log_rank([1, 2], [1, 1], ["a", "a"])
    assert alone.note == "There is only one group, so the groups cannot be compared."
    assert np.isnan(alone.p)


def test_a_name_is_data_in_the_page():
    assert "<b>" not in log_rank([1, 2, 3], [1, 1, 1], ["<b>", "x", "x"])._repr_html_()
