"""What was held when: parts of lives, the landmark, and the bias of counting over the whole life."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.churn import cox, landmark, time_varying


def useless_ties(accounts, seed):
    """Accounts whose ties do nothing: half leave within about 3.5 years, watched for ten, one tie in some five years."""
    random = np.random.default_rng(seed)
    names = np.array([f"A{number:05d}" for number in range(accounts)])
    life = random.exponential(5, accounts)
    table = pd.DataFrame({"account_id": names, "duration": np.minimum(life, 10), "left": life < 10})
    # Ties come by chance at any time, also in the years an account did not live to see.
    count = random.poisson(10 / 5, accounts)
    events = pd.DataFrame({"account_id": np.repeat(names, count), "time": random.uniform(0, 10, count.sum())})
    return table, events


def test_ties_that_do_nothing_seem_to_keep_accounts_when_counted_over_life():
    """The true ratio per tie is 1; how far below it the naive count falls depends on how often ties come."""
    estimates, covered = [], []
    for seed in range(20):
        accounts, events = useless_ties(1500, seed)
        parts = time_varying(accounts, events)
        at_the_end = parts.groupby("account_id", sort=False)["held"].last().to_numpy()
        rows = [
            cox(accounts.assign(held=at_the_end), "duration", "left", ["held"]).table.loc["held"],
            cox(landmark(parts, 2), "duration", "left", ["held"]).table.loc["held"],
            cox(parts, "stop", "left", ["held"], start="start").table.loc["held"],
        ]
        estimates.append([row["coefficient"] for row in rows])
        covered.append([row["low"] <= 1 <= row["high"] for row in rows])
    naive, at_landmark, varying = np.exp(np.mean(estimates, axis=0))
    assert 0.5 < naive < 0.6
    assert at_landmark == pytest.approx(1, abs=0.05)
    assert varying == pytest.approx(1, abs=0.03)
    # 16 or fewer of 20 intervals of 95 % would cover by chance in 2 of a hundred such experiments.
    found = np.sum(covered, axis=0)
    assert found[0] == 0
    assert (found[1:] >= 17).all()


TABLES = st.lists(
    st.tuples(st.integers(1, 9), st.booleans(), st.lists(st.integers(-1, 11), max_size=4)), min_size=1, max_size=12
)


def tables(lives):
    accounts = pd.DataFrame(
        {
            "account_id": [f"A{number}" for number in range(len(lives))],
            "duration": [float(duration) for duration, _, _ in lives],
            "left": [left for _, left, _ in lives],
            "parent_id": [f"P{number // 2}" for number in range(len(lives))],
        }
    )
    gained = [(f"A{number}", float(time)) for number, life in enumerate(lives) for time in life[2]]
    return accounts, pd.DataFrame(gained, columns=["account_id", "time"]).astype({"account_id": "str", "time": float})


@settings(deadline=None, max_examples=40)
@given(TABLES)
def test_the_parts_of_a_life_are_the_life(lives):
    accounts, events = tables(lives)
    parts = time_varying(accounts, events)
    assert (parts["stop"] > parts["start"]).all()
    by_account = parts.groupby("account_id", sort=False)
    assert (parts["stop"] - parts["start"]).groupby(parts["account_id"], sort=False).sum().tolist() == accounts[
        "duration"
    ].tolist()
    assert by_account["left"].sum().astype(bool).tolist() == accounts["left"].tolist()
    assert (parts["left"].sum()) == accounts["left"].sum()
    assert by_account["parent_id"].first().tolist() == accounts["parent_id"].tolist()


@settings(deadline=None, max_examples=40)
@given(TABLES, st.integers(0, 8))
def test_at_a_landmark_only_what_was_known_then_counts(lives, at):
    accounts, events = tables(lives)
    parts = time_varying(accounts, events)
    here = [number for number, life in enumerate(lives) if life[0] > at]
    if not here:
        with pytest.raises(ValueError, match="but nobody was watched longer; give an earlier one"):
            landmark(parts, at)
        return
    found = landmark(parts, at)
    assert found["account_id"].tolist() == [f"A{number}" for number in here]
    assert found["duration"].tolist() == [lives[number][0] - at for number in here]
    assert found["left"].tolist() == [lives[number][1] for number in here]
    assert found["held"].tolist() == [sum(time <= at for time in lives[number][2]) for number in here]
    later = events[events["time"] <= at]
    pd.testing.assert_frame_equal(found, landmark(time_varying(accounts, later), at))


def test_a_tie_that_ends_is_held_until_then():
    accounts = pd.DataFrame({"account_id": ["A"], "duration": [9], "left": [1]})
    events = pd.DataFrame({"account_id": ["A", "A"], "time": [2, 5], "change": [1, -1]})
    parts = time_varying(accounts, events)
    assert parts[["start", "stop", "held"]].to_numpy().tolist() == [[0, 2, 0], [2, 5, 1], [5, 9, 0]]
    assert parts["left"].tolist() == [False, False, True]
    with pytest.raises(ValueError, match="A loses more ties than it has gained"):
        time_varying(accounts, events.assign(change=[-1, 1]))


@pytest.mark.parametrize(
    ("accounts", "events", "message"),
    [
        ({"account_id": ["A"]}, {}, "The accounts have no column duration, left; they need account_id"),
        ({}, {"account_id": ["A"], "time": [None]}, "An event has no time"),
        ({}, {"account_id": ["X"], "time": [1.0]}, "1 events are of accounts that the accounts do not hold"),
        ({}, {"account_id": [None], "time": [1.0]}, "1 events have no account_id"),
        ({}, {"account_id": ["A"]}, "The events have no column time"),
        ({"duration": [0.0]}, {}, "1 accounts were watched for no time at all"),
        ({"held": [1]}, {}, "The accounts have a column held, which the result needs"),
        ({"account_id": ["A", "A"], "duration": [1.0, 2.0], "left": [0, 0]}, {}, "stands in more than one row"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(accounts, events, message):
    whole = {"account_id": ["A"], "duration": [3.0], "left": [True]}
    table = pd.DataFrame(accounts if accounts.keys() == {"account_id"} else whole | accounts)
    with pytest.raises(ValueError, match=message) as error:
        time_varying(table, pd.DataFrame(events or {"account_id": ["A"], "time": [1.0]}))
    assert "\n" not in str(error.value)


def test_a_landmark_that_makes_no_sense_is_one_sentence():
    accounts = pd.DataFrame({"account_id": ["A"], "duration": [9.0], "left": [True]})
    with pytest.raises(ValueError, match="The landmark is -1; give an age from 0 on"):
        landmark(time_varying(accounts, pd.DataFrame({"account_id": [], "time": []})), -1)
    with pytest.raises(ValueError, match="The table has no column start, stop, held; give what time_varying returns"):
        landmark(accounts, 1)
