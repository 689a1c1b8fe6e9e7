import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from kamlib.methods.churn import turnover

RATES = st.floats(0.001, 0.999)


def groups(n, left, names=None):
    return pd.DataFrame({"n": n, "left": left}, index=names)


@given(st.integers(1, 20_000), st.integers(2, 5), RATES, st.sampled_from(list(turnover.LIMITS.values())))
def test_limits_narrow_with_numbers_around_the_target(n, times, target, chances):
    few, many = turnover.limits(np.array([n, times * n]), target, chances)
    assert few[0] - 1e-9 <= many[0] <= target <= many[1] <= few[1] + 1e-9
    assert few[0] < target < few[1]


@given(st.integers(1, 500), RATES, st.sampled_from(list(turnover.LIMITS.values())))
def test_a_number_lies_beyond_a_limit_exactly_when_it_is_that_rare(n, target, chances):
    low, high = turnover.limits(n, target, chances)[0]
    count = np.arange(n + 1)
    rare_high = binom.sf(count - 1, n, target) < chances[0] * (1 - 1e-6)
    rare_low = binom.cdf(count, n, target) < chances[0] * (1 - 1e-6)
    near = np.isclose(binom.sf(count - 1, n, target), chances[0], rtol=1e-5)
    near |= np.isclose(binom.cdf(count, n, target), chances[0], rtol=1e-5)
    assert (((count / n > high + 1e-12) == rare_high) | near).all()
    assert (((count / n < low - 1e-12) == rare_low) | near).all()


def test_wide_limits_hold_narrow_ones():
    sizes = np.arange(1, 400)
    near, far = turnover.limits(sizes, 0.13), turnover.limits(sizes, 0.13, turnover.LIMITS["998"])
    assert (far[:, 0] <= near[:, 0]).all()
    assert (far[:, 1] >= near[:, 1]).all()


def test_small_branches_stand_at_the_top_and_bottom_though_all_are_equally_good():
    random = np.random.default_rng(11)
    sizes = np.repeat([8, 30, 120, 500], 10)
    extremes, wrongly = [], []
    for _ in range(200):
        table = groups(sizes, random.binomial(sizes, 0.15))
        rate = table["left"] / table["n"]
        extremes += [sizes[rate.argmax()], sizes[rate.argmin()]]
        verdicts = turnover.funnel(table, 0.15).table["verdict"]
        wrongly.append([(verdicts != turnover.INSIDE).mean(), (verdicts == turnover.OUTSIDE).mean()])
    assert np.mean(np.array(extremes) == 8) > 0.8
    outside_95, outside_998 = np.mean(wrongly, axis=0)
    assert 0.01 < outside_95 <= 0.055
    assert outside_998 <= 0.003


def test_a_branch_that_is_really_worse_is_found_and_a_small_one_with_the_same_rate_is_not():
    table = groups([10, 1000, 1000, 1000], [3, 300, 100, 100], ["small", "large", "b", "c"])
    found = turnover.funnel(table, target=0.10)
    assert found.table["verdict"].to_dict() == {
        "small": "within chance",
        "large": "outside 99.8 %",
        "b": "within chance",
        "c": "within chance",
    }
    assert found.table["side"].tolist() == ["", "above", "", ""]
    assert found.note.startswith("1 of 4 groups lies outside 95 %, 1 outside 99.8 %")


@pytest.mark.parametrize("target", [0, 1])
def test_a_target_of_nobody_or_all_leaves_no_room(target):
    found = turnover.funnel(groups([10, 10], [0, 10]), target)
    assert (found.table["verdict"] == turnover.OUTSIDE).tolist() == [target == 1, target == 0]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 300), st.floats(0, 1)), min_size=1, max_size=25))
def test_shrunk_rates_lie_between_their_own_and_the_pooled_rate(rows):
    table = groups([n for n, _ in rows], [round(n * part) for n, part in rows])
    found = turnover.shrink(table)
    low = np.minimum(found.table["rate"], found.pooled_rate) - 1e-9
    high = np.maximum(found.table["rate"], found.pooled_rate) + 1e-9
    assert found.table["shrunk"].between(low, high).all()
    assert found.table["weight"].between(0, 1).all()
    ordered = found.table.sort_values("n")["weight"]
    assert ordered.is_monotonic_increasing


def test_equal_branches_are_all_given_the_pooled_rate_more_often_than_not():
    random, pooled = np.random.default_rng(5), 0
    for _ in range(60):
        found = turnover.shrink(groups(np.full(40, 25), random.binomial(25, 0.2, 40)))
        pooled += np.isinf(found.strength)
        assert found.table["shrunk"].std() < 0.6 * found.table["rate"].std()
    assert pooled >= 25


def test_shrunk_rates_are_nearer_to_the_truth_and_their_intervals_hold_it():
    random, better, held = np.random.default_rng(9), 0, []
    for _ in range(40):
        truth = random.beta(6, 34, 60)
        sizes = random.integers(5, 120, 60)
        table = turnover.shrink(groups(sizes, random.binomial(sizes, truth))).table
        better += ((table["shrunk"] - truth) ** 2).mean() < ((table["rate"] - truth) ** 2).mean()
        held.append(((table["shrunk_low"] <= truth) & (truth <= table["shrunk_high"])).mean())
    assert better >= 38
    assert 0.90 < np.mean(held) < 0.98


def test_the_strength_that_made_the_branches_is_found():
    random = np.random.default_rng(2)
    sizes = np.full(4000, 60)
    found = turnover.shrink(groups(sizes, random.binomial(sizes, random.beta(6, 34, 4000))))
    assert found.pooled_rate == pytest.approx(0.15, abs=0.005)
    assert found.strength == pytest.approx(40, rel=0.12)


def test_children_of_one_parent_count_once():
    left = pd.Series({"A1": True, "A2": True, "B": False, "C1": True, "C2": False})
    region = pd.Series("North", index=left.index)
    alone = turnover.by_group(left, region).loc["North"]
    parents = {"A1": "A", "A2": "A", "C1": "C", "C2": "C"}
    together = turnover.by_group(left, region, parents).loc["North"]
    assert (alone["n"], alone["left"]) == (5, 3)
    assert (together["n"], together["left"]) == (3, 1)
    assert together["high"] - together["low"] > alone["high"] - alone["low"]


def test_an_account_in_two_groups_counts_in_both_and_once_in_each():
    left = pd.Series({"A": True, "B": False})
    table = turnover.by_group(left, pd.Series(["Carpet", "Vinyl", "Carpet", "Carpet"], index=list("AAAB")))
    assert table["n"].to_dict() == {"Vinyl": 1, "Carpet": 2}
    assert table["rate"].to_dict() == {"Vinyl": 1.0, "Carpet": 0.5}


def test_what_makes_no_sense_is_refused_in_a_sentence():
    left = pd.Series({"A": True, "B": False})
    with pytest.raises(ValueError, match="Some accounts have no verdict"):
        turnover.by_group(pd.Series({"A": True, "B": None}), pd.Series({"A": "x"}))
    with pytest.raises(ValueError, match="more than once"):
        turnover.by_group(pd.concat([left, left]), pd.Series({"A": "x"}))
    with pytest.raises(ValueError, match="No account in `left` has a group"):
        turnover.by_group(left, pd.Series({"Z": "x"}))
    with pytest.raises(ValueError, match="no column 'n'"):
        turnover.funnel(pd.DataFrame({"left": [1]}))
    with pytest.raises(ValueError, match="at least one customer"):
        turnover.shrink(groups([3], [4]))
    with pytest.raises(ValueError, match=r"The target is 15\.0"):
        turnover.funnel(groups([3], [1]), 15)
