import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import churn as method

ACCOUNTS = st.lists(
    st.tuples(st.sampled_from([1.0, 2.0, 3.5, 7.0, float("nan")]), st.booleans(), st.floats(0, 5000)),
    min_size=1,
    max_size=30,
)


@settings(max_examples=100)
@given(ACCOUNTS, st.floats(0, 200), st.floats(0, 1))
def test_every_row_is_what_counting_by_hand_gives(rows, call_cost, success):
    scores, truth, worth = (pd.Series(column) for column in zip(*rows, strict=True))
    found = method.alarm_costs(scores, truth, call_cost, worth, success)
    assert found.table["threshold"].iloc[0] == math.inf
    for row in found.table.itertuples():
        called = scores >= row.threshold
        assert row.calls == called.sum()
        assert row.caught == (called & truth).sum()
        net = success * worth[called & truth].sum() - call_cost * called.sum()
        assert row.net == pytest.approx(net, abs=1e-6)
        if truth.any():
            assert row.recall == pytest.approx((called & truth).sum() / truth.sum())
    assert found.best_net == found.table["net"].max() >= 0
    assert found.net_of_all == found.table["net"].iloc[-1]


def test_the_order_of_accounts_with_one_score_changes_nothing():
    scores = pd.Series([2.0] * 6 + [1.0] * 4)
    truth = pd.Series([True, False, True, False, False, True, False, False, True, False])
    mixed = np.random.default_rng(0).permutation(10)
    first = method.alarm_costs(scores, truth, 10, 100, 0.3).table
    second = method.alarm_costs(scores[mixed], truth[mixed], 10, 100, 0.3).table
    pd.testing.assert_frame_equal(first, second)
    assert len(first) == 3


def test_dear_calls_mean_nobody_is_called():
    found = method.alarm_costs(pd.Series([3.0, 1.0]), pd.Series([True, False]), 1000, 100, 0.5)
    assert found.best_threshold == math.inf
    assert found.best_net == 0
    assert "calling nobody is best" in found.note


def test_a_leaver_without_a_score_is_missed():
    found = method.alarm_costs(pd.Series([3.0, np.nan]), pd.Series([True, True]), 1, 100, 0.5)
    assert found.table["recall"].max() == 0.5
    assert found.note.startswith("1 of 2 accounts have no score")


def test_dearer_calls_never_mean_more_of_them():
    random = np.random.default_rng(8)
    truth = pd.Series(random.random(300) < 0.2)
    scores = pd.Series(random.gamma(2, 1, 300) + truth)
    calls = []
    for cost in (1, 5, 20, 60, 150):
        found = method.alarm_costs(scores, truth, cost, 1000, 0.2)
        calls.append(int((scores >= found.best_threshold).sum()))
    assert calls == sorted(calls, reverse=True)
    assert calls[0] > calls[-1]


def test_accounts_without_a_rhythm_do_not_ring():
    silence = pd.DataFrame(
        {"times_usual": [np.nan, 2.5, 4.0], "days_since_order": [900, 20, 30]}, index=["none", "some", "more"]
    )
    assert method.alarm(silence, 2.5)["alarm"].to_dict() == {"more": True, "some": True, "none": False}
    assert method.alarm(silence, 90, by="days_since_order")["alarm"].to_dict() == {
        "none": True,
        "more": False,
        "some": False,
    }


def test_what_makes_no_sense_is_refused_in_a_sentence():
    scores, truth = pd.Series([1.0, 2.0]), pd.Series([True, False])
    for given_, words in (
        ((scores, truth, -1, 10, 0.5), "The cost of a call is -1"),
        ((scores, truth, 1, 10, 5), "The success of a call is 5"),
        ((scores, truth, 1, pd.Series([1.0]), 0.5), "Some accounts have no value to save"),
        ((scores, truth, 1, math.nan, 0.5), "Some accounts have no value to save"),
        ((scores, truth[:1], 1, 10, 0.5), "1 accounts with a score have no truth"),
        ((pd.concat([scores, scores]), truth, 1, 10, 0.5), "more than once"),
    ):
        with pytest.raises(ValueError, match=words):
            method.alarm_costs(*given_)
    with pytest.raises(ValueError, match="no column 'recency'"):
        method.alarm(pd.DataFrame({"times_usual": [1.0]}), 2, by="recency")
    with pytest.raises(ValueError, match="The threshold is 0"):
        method.alarm(pd.DataFrame({"times_usual": [1.0]}), 0)
