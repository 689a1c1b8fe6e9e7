"""Tests of service gaps, tolerance, blind spots, promises, priorities and Kano."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import gaps


def ratings(seed: int, items: int = 3, people: int = 60) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    return pd.DataFrame(random.integers(1, 8, (people, items)).astype(float), columns=[f"i{n}" for n in range(items)])


@given(st.integers(0, 500))
@settings(max_examples=25)
def test_a_gap_turned_round_has_the_other_sign(seed):
    first, second = ratings(seed), ratings(seed + 1)
    one, other = gaps.paired_gap(first, second), gaps.paired_gap(second, first)
    np.testing.assert_allclose(one["gap"], -other["gap"])
    np.testing.assert_allclose(one["low"], -other["high"])
    assert (one["gap"] == first.sub(second).mean()).all()


def test_weighted_gaps_add_up():
    got, wanted = ratings(1, 4), ratings(2, 4)
    dimensions = dict(zip(got, ["reliable", "reliable", "ready", "ready"], strict=True))
    points = pd.Series({"reliable": 70.0, "ready": 30.0})
    table = gaps.service_gaps(got, wanted, dimensions, points)
    assert table["items"].tolist() == [2, 2]
    assert table["weighted"].sum() == pytest.approx(
        0.7 * table.loc["reliable", "gap"] + 0.3 * table.loc["ready", "gap"]
    )
    with pytest.raises(ValueError, match="i3 has no dimension"):
        gaps.service_gaps(got, wanted, {"i0": "a", "i1": "a", "i2": "a"})
    with pytest.raises(ValueError, match="ready has no points"):
        gaps.service_gaps(got, wanted, dimensions, pd.Series({"reliable": 1.0}))


def test_who_answered_one_of_two_does_not_count_and_other_items_are_refused():
    got, wanted = pd.DataFrame({"a": [5.0, np.nan, 3]}), pd.DataFrame({"a": [6.0, 7, np.nan]})
    assert gaps.paired_gap(got, wanted).loc["a", ["n", "gap"]].tolist() == [1, -1]
    with pytest.raises(ValueError, match="same items"):
        gaps.paired_gap(got, wanted.rename(columns={"a": "b"}))


def test_contacts_of_one_parent_are_not_independent():
    got = pd.concat([ratings(3, 1, 20)] * 6, ignore_index=True)
    wanted = pd.concat([ratings(4, 1, 20)] * 6, ignore_index=True)
    parents = pd.Series(np.tile(np.arange(20), 6))
    apart, together = gaps.paired_gap(got, wanted), gaps.paired_gap(got, wanted, parents)
    width = [table.loc["i0", "high"] - table.loc["i0", "low"] for table in (apart, together)]
    assert width[1] > 2 * width[0]
    assert together.loc["i0", "gap"] == apart.loc["i0", "gap"]


@pytest.mark.parametrize(("middle", "where"), [(3.0, "below"), (5.5, "within"), (8.5, "above"), (5.0, "not told")])
def test_the_zone_of_tolerance(middle, where):
    noise = np.tile([-1.0, 1.0], 20)
    zone = gaps.tolerance(
        pd.DataFrame({"a": middle + noise}),
        pd.DataFrame({"a": np.full(40, 5.0)}),
        pd.DataFrame({"a": np.full(40, 7.0)}),
    )
    assert zone.loc["a", "where"] == where
    assert zone.loc["a", "zone"] == 2


def test_a_blind_spot_is_found_and_what_is_not_told_apart_is_none():
    random = np.random.default_rng(6)
    customers = pd.DataFrame(random.normal(5, 1, (200, 4)), columns=["on time", "price", "advice", "returns"])
    staff = pd.DataFrame(random.normal(5, 1, (60, 4)), columns=customers.columns)
    customers["on time"] -= 1.5
    staff["on time"] += 1
    found = gaps.blind_spots(gaps.two_groups(staff, customers, ("staff", "customers")))
    assert found.index[found["quadrant"] == "blind spot"].tolist() == ["on time"]


def test_promises_late_early_open_and_by_branch():
    table = pd.DataFrame(
        {
            "promised_at": ["2025-01-01"] * 4,
            "promised_for": ["2025-01-05"] * 4,
            "delivered_at": ["2025-01-04 18:00", "2025-01-05 23:00", "2025-01-08 07:00", None],
            "branch": ["N", "N", "S", "S"],
        }
    ).astype(dict.fromkeys(["promised_at", "promised_for", "delivered_at"], "datetime64[us]"))
    whole = gaps.promise_gap(table).loc["all"]
    assert whole[["promises", "delivered", "open"]].tolist() == [4, 3, 1]
    assert whole["late_share"] == pytest.approx(1 / 3)
    assert whole["late_days"] == 3
    assert gaps.promise_gap(table, by="branch")["late_share"].tolist() == [0, 1]
    with pytest.raises(ValueError, match="no column 'promised_for'"):
        gaps.promise_gap(table.drop(columns="promised_for"))


@pytest.mark.parametrize(("cross", "place"), [("means", (5.0, 4.0)), ("middle", (4.0, 4.0)), ((6.0, 3.0), (6.0, 3.0))])
def test_the_cross_stands_where_it_is_put(cross, place):
    importance = pd.DataFrame({"a": [6.0, 7], "b": [3.0, 4]})
    performance = pd.DataFrame({"a": [2.0, 3], "b": [5.0, 6]})
    found = gaps.importance_performance(importance, performance, cross)
    assert (found["across"].iloc[0], found["up"].iloc[0]) == place
    with pytest.raises(ValueError, match="A cross at 'centre'"):
        gaps.importance_performance(importance, performance, "centre")


GRID = {
    "like": ["questionable", "attractive", "attractive", "attractive", "one-dimensional"],
    "must be": ["reverse", "indifferent", "indifferent", "indifferent", "must-be"],
    "neutral": ["reverse", "indifferent", "indifferent", "indifferent", "must-be"],
    "can live with": ["reverse", "indifferent", "indifferent", "indifferent", "must-be"],
    "dislike": ["reverse", "reverse", "reverse", "reverse", "questionable"],
}


def test_kanos_grid_in_words_and_in_numbers():
    for row, (with_it, classes) in enumerate(GRID.items(), start=1):
        words = gaps.classify(pd.Series([with_it] * 5), pd.Series(gaps.ANSWERS))
        numbers = gaps.classify(pd.Series([row] * 5), pd.Series(range(1, 6)))
        assert words.tolist() == numbers.tolist() == classes
    assert gaps.classify(pd.Series(["like", None]), pd.Series([None, "like"])).isna().all()
    with pytest.raises(ValueError, match="'great' is no answer"):
        gaps.classify(pd.Series(["great"]), pd.Series(["like"]))


def test_kano_by_segment_and_what_is_not_told_apart():
    likes, without = pd.Series(["like"] * 60 + ["neutral"] * 40), pd.Series(["neutral"] * 60 + ["dislike"] * 40)
    one = gaps.kano({"returns": (likes, without)}).loc["returns"]
    assert (one["class"], one["told_apart"], one["better"], one["worse"]) == ("attractive", True, 0.6, -0.4)
    segment = pd.Series(["large"] * 50 + ["small"] * 50)
    table = gaps.kano({"returns": (likes, without)}, segment)
    assert table.loc[("returns", "large"), "class"] == "attractive"
    assert table.loc[("returns", "small"), "class"] == "must-be"
    tied = gaps.kano({"x": (likes[[0, 99]], without[[0, 99]])}).loc["x"]
    assert (tied["class"], tied["told_apart"]) == ("must-be", False)
