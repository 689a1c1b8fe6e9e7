"""Tests of scores, weights, sampling and waves: bounds, margins that are reached, and errors that are controlled."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from kamlib.methods import survey

ELEVEN = st.lists(st.integers(0, 10), min_size=1, max_size=60)


@given(ELEVEN)
def test_a_net_promoter_score_stays_in_its_bounds_and_is_no_mean(answers):
    given_ = pd.Series(answers)
    assume(not (len(answers) >= 30 and given_.max() <= 5))
    score = survey.net_promoter(given_)
    assert -100 <= score.low <= score.value <= score.high <= 100
    turned = survey.net_promoter(given_.map(lambda one: 9 if one < 7 else 0 if one >= 9 else one))
    assert turned.value == pytest.approx(-score.value)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([11, 5], "Was it 1 to 11"),
        ([7.5], "needs whole numbers from 0 to 10"),
        ([100, 50], "from 0 to 10"),
        ([5] * 20 + [1] * 20, "looks like a scale of five"),
        ([1] * 30 + [10] * 200, "looks like a scale from 1 to 10"),
    ],
)
def test_another_scale_is_refused_with_what_to_do(answers, said):
    with pytest.raises(ValueError, match=said):
        survey.net_promoter(pd.Series(answers))


def test_no_answer_is_no_score():
    nobody = pd.Series([None, None], dtype=float)
    assert survey.net_promoter(nobody).answers == 0
    assert np.isnan(
        [survey.net_promoter(nobody).value, survey.top_box(nobody, 7).value, survey.mean_score(nobody).value]
    ).all()


@given(st.integers(0, 500), st.integers(20, 200))
@settings(max_examples=30)
def test_raking_reaches_its_margins(seed, people):
    random = np.random.default_rng(seed)
    sample = pd.DataFrame({"region": random.choice(list("NSW"), people), "size": random.choice(list("LS"), people)})
    assume(len(sample.drop_duplicates()) == 6)
    margins = {"region": {"N": 500, "S": 300, "W": 200}, "size": {"L": 250, "S": 750}}
    raked = survey.rake(sample, margins)
    assert raked.converged
    np.testing.assert_allclose(raked.margins["reached"], raked.margins["wanted"], rtol=1e-9)
    assert (raked.weights > 0).all()
    assert raked.design_effect >= 1


def test_trimming_says_what_it_costs():
    sample = pd.DataFrame({"region": ["N"] * 50 + ["S"] * 2})
    raked = survey.rake(sample, {"region": {"N": 50, "S": 50}}, most=5)
    assert raked.weights.max() <= 5 * raked.weights.mean() * (1 + 1e-9)
    assert "weights were cut off" in raked.note


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ({"region": {"N": 10, "S": 20}, "size": {"L": 10, "S": 10}}, "region counts 30 people and size 20"),
        ({"region": {"N": 10}}, "how many there are of 'S' in region"),
        ({"region": {"N": 10, "S": 10, "W": 10}}, "Nobody of 'W' in region answered"),
        ({"colour": {"red": 1}}, "no column 'colour'"),
        ({}, "No margin is given"),
    ],
)
def test_margins_that_cannot_be_are_a_sentence(margins, said):
    sample = pd.DataFrame({"region": ["N", "S"], "size": ["L", "S"]})
    with pytest.raises(ValueError, match=said):
        survey.rake(sample, margins)


@given(st.integers(0, 500))
@settings(max_examples=20)
def test_a_simple_sample_has_the_error_everybody_knows(seed):
    values = pd.Series(np.random.default_rng(seed).normal(size=50))
    found = survey.weighted_mean(values)
    assert found.standard_error == pytest.approx(values.std() / np.sqrt(50))
    assert found.design_effect == pytest.approx(1)
    same = survey.weighted_mean(values, weights=pd.Series(7.0, index=values.index))
    assert (same.mean, same.standard_error) == pytest.approx((found.mean, found.standard_error))


def test_a_stratum_with_one_cluster_is_a_sentence():
    with pytest.raises(ValueError, match="single cluster"):
        survey.weighted_mean(pd.Series([1.0, 2, 3]), strata=pd.Series(["a", "a", "b"]))


def test_sample_sizes_invert_margins():
    for margin in (0.02, 0.05, 0.1):
        for population in (500, 10_000, float("inf")):
            needed = survey.sample_size(margin, population=population)
            assert survey.margin_of_error(0.5, needed, population) <= margin + 1e-4
    with pytest.raises(ValueError, match="no more answers than people"):
        survey.margin_of_error(0.5, 100, population=50)


def test_waves_that_did_not_change_are_rarely_called_changed():
    random = np.random.default_rng(1)
    wave = pd.Series(np.repeat([1, 2], 80))
    alarms = [
        (survey.wave_changes(pd.DataFrame(random.normal(size=(160, 8))), wave)["p_adjusted"] < 0.05).any()
        for _ in range(25)
    ]
    assert np.mean(alarms) <= 0.15
    shifted = pd.DataFrame(random.normal(size=(160, 3)), columns=list("abc"))
    shifted.loc[wave == 2, "b"] += 1.5
    found = survey.wave_changes(shifted, wave)
    assert found.index[found["p_adjusted"] < 0.05].tolist() == ["b"]


def test_early_and_late_need_both():
    when = pd.Series(pd.date_range("2025-01-01", periods=9))
    table = survey.early_and_late(pd.DataFrame({"overall": [7, 7, 6, 7, 6, 7, 2, 3, 2.0]}), when)
    assert table.loc["overall", "high"] < 0
    assert table.loc["overall", "p"] < 0.01


@pytest.mark.parametrize(("shape", "kind"), [("basic", "basic"), ("exciter", "exciter"), ("line", "performance")])
def test_penalty_and_reward_find_the_kind(shape, kind):
    random = np.random.default_rng(2)
    x = random.integers(1, 8, size=(600, 2))
    effect = {
        "basic": np.where(x[:, 0] <= 2, -2.0, 0),
        "exciter": np.where(x[:, 0] >= 6, 2.0, 0),
        "line": 0.6 * x[:, 0],
    }[shape]
    y = pd.Series(4 + effect + random.normal(size=600))
    table = survey.penalty_reward(pd.DataFrame(x, columns=["asked", "noise"]), y, low=2, high=6)
    assert table.loc["asked", "kind"] == kind
    assert table.loc["noise", "kind"] == "no effect shown"


def test_with_everybody_alone_leaving_out_is_hc3():
    random = np.random.default_rng(11)
    scores = pd.DataFrame({"a": random.normal(5, 1, 90), "b": random.integers(1, 8, 90).astype(float)})
    wave = pd.Series(np.repeat([1, 2], [40, 50]))
    plain = survey.wave_changes(scores, wave)
    alone = survey.wave_changes(scores, wave, clusters=pd.Series([None] * 90, dtype=object))
    widths = [(one["high"] - one["low"]) / 2 for one in (plain, alone)]
    as_many_equal_ones = (1 / 40 + 1 / 50) ** 2 / (1 / 40**3 + 1 / 50**3)
    errors = widths[0] / stats.norm.ppf(0.975), widths[1] / stats.t.ppf(0.975, as_many_equal_ones - 1)
    np.testing.assert_allclose(errors[1] / errors[0], np.sqrt(89 / 90), rtol=1e-9)


def test_one_large_cluster_among_many_small_ones_leaves_less_to_be_sure_of():
    random = np.random.default_rng(5)
    scores, wave = pd.DataFrame({"a": random.normal(5, 1, 80)}), pd.Series([1, 2] * 40)
    quantile = {}
    for sizes in ((4,) * 20, (42, *(2,) * 19)):
        found = survey.wave_changes(scores, wave, clusters=pd.Series(np.repeat(np.arange(20), sizes)))
        # Of the two ends and p, only one freedom fits: the quantile and the tail must speak of the same t.
        half, change = (found.loc["a", "high"] - found.loc["a", "low"]) / 2, found.loc["a", "change"]
        freedom = optimize.brentq(
            lambda df, half=half, change=change, p=found.loc["a", "p"]: (
                2 * stats.t.sf(abs(change) * stats.t.ppf(0.975, df) / half, df) - p
            ),
            0.5,
            60,
        )
        quantile[sizes[0]] = freedom
    assert quantile[4] == pytest.approx(19)
    assert quantile[42] == pytest.approx((42 + 19 * 2) ** 2 / (42**2 + 19 * 2**2) - 1)


def test_a_wave_of_one_cluster_tells_no_change():
    scores = pd.DataFrame({"a": [4.0, 5, 6, 7, 6, 5]})
    found = survey.wave_changes(scores, pd.Series([1, 1, 1, 2, 2, 2]), clusters=pd.Series(list("abcddd")))
    assert found.loc["a", "change"] == 1.0
    assert np.isnan(found.loc["a", "p"])


@pytest.mark.parametrize(
    ("margin", "share", "says"),
    [(0.05, 510, "write population=510"), (5, 0.5, "5 points are 0.05"), (0.05, 0, "above 0")],
)
def test_a_size_asked_for_in_the_wrong_units_is_refused_with_the_right_ones(margin, share, says):
    with pytest.raises(ValueError, match=says):
        survey.sample_size(margin, share)
