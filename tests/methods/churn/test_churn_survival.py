"""How long accounts stay: the curve against statsmodels, by hand, and what must hold for any accounts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.churn import kaplan_meier

ACCOUNTS = st.lists(
    st.tuples(st.integers(0, 20), st.booleans(), st.sampled_from("ab"), st.integers(1, 3)), min_size=1, max_size=60
)


@settings(deadline=None, max_examples=40)
@given(ACCOUNTS)
def test_a_curve_never_rises_and_stays_in_its_band(accounts):
    duration, left, groups, _ = zip(*accounts, strict=True)
    for _, curve in kaplan_meier(duration, left, groups).table.groupby("group"):
        shares = curve["survival"].to_numpy()
        assert (np.diff(np.append(1, shares)) <= 0).all()
        assert ((shares >= 0) & (shares <= 1)).all()
        banded = curve.dropna(subset="low")
        assert (banded["low"] <= banded["survival"]).all()
        assert (banded["survival"] <= banded["high"]).all()
        assert curve["high"].isna().equals(curve["survival"] == 0)


@settings(deadline=None, max_examples=60)
@given(ACCOUNTS, st.lists(st.floats(0.1, 9.9), min_size=60, max_size=60))
def test_weights_of_any_size_leave_nobody_where_the_last_one_left(accounts, weights):
    """Sums of such weights miss each other by the last bit; the curve must not, and nothing may warn."""
    duration, _, groups, _ = zip(*accounts, strict=True)
    curves = kaplan_meier(duration, [True] * len(duration), groups, weights[: len(duration)]).table.groupby("group")
    assert (curves["survival"].last() == 0).all()


@settings(deadline=None, max_examples=40)
@given(ACCOUNTS)
def test_a_weight_is_as_many_rows(accounts):
    table = pd.DataFrame(accounts, columns=["duration", "left", "group", "weight"])
    rows = table.loc[table.index.repeat(table["weight"])]
    pd.testing.assert_frame_equal(
        kaplan_meier(table["duration"], table["left"], table["group"], table["weight"]).table,
        kaplan_meier(rows["duration"], rows["left"], rows["group"]).table,
        check_dtype=False,
    )


@settings(deadline=None, max_examples=40)
@given(ACCOUNTS)
def test_a_group_is_as_if_it_stood_alone(accounts):
    table = pd.DataFrame(accounts, columns=["duration", "left", "group", "weight"])
    together = kaplan_meier(table["duration"], table["left"], table["group"])
    assert together.groups == sorted(table["group"].unique())
    for name, rows in table.groupby("group"):
        alone = kaplan_meier(rows["duration"], rows["left"]).table.drop(columns="group")
        part = together.table[together.table["group"] == name].drop(columns="group").reset_index(drop=True)
        pd.testing.assert_frame_equal(part, alone)


@pytest.mark.parametrize("step", [1.0, 0.0])
def test_it_is_the_curve_of_statsmodels(step):
    from statsmodels.duration.survfunc import SurvfuncRight

    random = np.random.default_rng(4)
    duration = random.exponential(20, 400)
    duration = np.ceil(duration) if step else duration
    left = random.random(400) < 0.6
    ours, theirs = kaplan_meier(duration, left), SurvfuncRight(duration, left)
    np.testing.assert_allclose(ours.at(theirs.surv_times)["all"], theirs.surv_prob, rtol=1e-12)
    low, high = theirs.quantile_ci(0.5, method="cloglog")
    assert ours.median.loc["all"].tolist() == [theirs.quantile(0.5), low, high]


def test_many_groups_over_many_times_are_counted_without_a_full_grid():
    random = np.random.default_rng(1)
    duration, groups = random.exponential(5, 3000), random.integers(0, 300, 3000)
    table = kaplan_meier(duration, np.ones(3000, bool), groups).table
    assert len(table) == 3000
    assert table.groupby("group")["at_risk"].first().tolist() == np.bincount(groups).tolist()
    assert (table.groupby("group")["survival"].last() == 0).all()


def test_the_restricted_mean_of_all_gone_is_their_mean():
    duration = [1, 2, 4, 9]
    assert kaplan_meier(duration, [True] * 4).restricted_mean(50)["all"] == pytest.approx(np.mean(duration))


def test_beyond_the_last_observation_nothing_is_claimed():
    curve = kaplan_meier([1, 5], [True, False])
    assert np.isnan(curve.at(6)["all"].iloc[0])
    with pytest.raises(ValueError, match="but of all nobody was watched longer than 5; give a shorter"):
        curve.restricted_mean(6)
    assert kaplan_meier([1, 5], [True, True]).at([6])["all"].tolist() == [0]


def test_where_nobody_left_the_note_says_so():
    curve = kaplan_meier([3, 4], [False, False])
    assert curve.note == "None of 2 accounts has left yet: the curve stays at 100 % and has no band."
    assert curve.median.isna().all(axis=None)


def test_a_name_is_data_in_the_page():
    page = kaplan_meier([1], [True], ["<script>"])._repr_html_()
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (([], []), "There are no accounts to follow"),
        (([1, -1, None], [1, 1, 1]), "2 of 3 durations are negative or missing"),
        (([1, 2], [True]), "There are 2 durations and 1 values of left"),
        (([1, 2], [1, 2]), "Left holds something else than True and False"),
        (([1, 2], [1, None]), "Left holds something else than True and False"),
        (([1, 2], ["Yes", "No"]), "Left holds something else than True and False"),
        (([1, 2], [1, 0], ["a"]), "There are 2 durations and 1 groups"),
        (([1, 2], [1, 0], ["a", None]), "1 accounts have no group"),
        (([1, 2], [1, 0], None, [1, 0]), "give for each row a number above 0"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(given_, message):
    with pytest.raises(ValueError, match=message) as error:
        kaplan_meier(*given_)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("time", [-1, float("nan")])
def test_a_time_that_makes_no_sense_is_one_sentence(time):
    with pytest.raises(ValueError, match="give lengths of time from 0 on"):
        kaplan_meier([1], [True]).at(time)
    with pytest.raises(ValueError, match="give a length of time above 0"):
        kaplan_meier([1], [True]).restricted_mean(time)
