import numpy as np
import pandas as pd
import pytest

from kamlib.methods.segments import profile, sentence


def segments(accounts=200, seed=0):
    random = np.random.default_rng(seed)
    labels = pd.Series(random.choice(["large", "small", "other"], accounts), name="segment")
    table = pd.DataFrame(
        {
            "revenue": random.normal(100, 10, accounts) + 40 * (labels == "large"),
            "visits": random.normal(5, 1, accounts) - 0.9 * (labels == "small"),
            "noise": random.normal(0, 1, accounts),
            "region": np.where((labels == "small") & (random.random(accounts) < 0.9), "North", "South"),
        }
    )
    return table, labels


def test_differences_are_means_in_standard_deviations():
    table, labels = segments()
    row = profile(table, labels).loc[("large", "revenue")]
    inside = labels == "large"
    gap = table.loc[inside, "revenue"].mean() - table.loc[~inside, "revenue"].mean()
    assert row["difference"] == pytest.approx(gap / table["revenue"].std())
    assert row["accounts"] == inside.sum()
    assert row["low"] < row["difference"] < row["high"]
    assert row["reliable"]


def test_the_interval_is_welchs_where_accounts_stand_alone():
    from scipy.stats import t

    table, labels = segments()
    inside = labels == "large"
    one, rest = table.loc[inside, "noise"], table.loc[~inside, "noise"]
    error = np.sqrt(one.var() / len(one) + rest.var() / len(rest)) / table["noise"].std()
    row = profile(table, labels).loc[("large", "noise")]
    assert row["high"] - row["difference"] == pytest.approx(t.ppf(0.975, len(one) - 1) * error)


def test_the_interval_covers_no_difference_as_often_as_it_says():
    random = np.random.default_rng(1)
    found = [
        profile(pd.DataFrame({"x": random.lognormal(0, 1, 60)}), pd.Series(random.permutation([1] * 20 + [2] * 40)))
        for _ in range(400)
    ]
    alarms = np.mean([table.loc[(1, "x"), "reliable"] for table in found])
    assert 0.02 < alarms < 0.09


def test_accounts_of_one_parent_count_as_one_customer():
    table, labels = segments(60)
    twice = pd.concat([table, table], ignore_index=True)
    parents = pd.Series(np.tile(np.arange(60), 2))
    alone = profile(table, labels)
    copied = profile(twice, pd.concat([labels, labels], ignore_index=True), parents)
    width = [(found["high"] - found["low"]).loc[("large", "revenue")] for found in (alone, copied)]
    assert width[1] == pytest.approx(width[0], rel=0.02)


def test_text_becomes_shares_and_gaps_are_left_out():
    table, labels = segments()
    table.loc[:9, "revenue"] = np.nan
    table.loc[:9, "region"] = None
    found = profile(table, labels)
    share = (table["region"][10:][labels[10:] == "small"] == "North").mean()
    assert found.loc[("small", "region = North"), "mean"] == pytest.approx(share)
    assert found["mean"].notna().all()


def test_small_segments_are_not_described():
    table, labels = segments(30)
    labels[:] = "most"
    labels[:4] = "few"
    found = profile(table, labels)
    assert not found["reliable"].any()
    assert found["low"].isna().all()
    assert sentence(found, "few") == "Segment few (4 accounts): too small to describe."


def test_one_segment_of_one_account():
    found = profile(pd.DataFrame({"revenue": [5.0]}), pd.Series([1]))
    assert found["difference"].isna().all()
    assert sentence(found, 1) == "Segment 1 (1 account): too small to describe."


def test_the_sentence_names_the_largest_differences_in_words():
    table, labels = segments()
    found = profile(table, labels)
    assert sentence(found, "large").startswith(
        f"Segment large ({(labels == 'large').sum()} accounts): revenue far higher"
    )
    small = sentence(found, "small")
    assert "visits lower" in small or "visits far lower" in small
    assert "more often region = North" in small
    assert "noise" not in small


def test_a_constant_feature_differs_nowhere():
    found = profile(pd.DataFrame({"flat": [3.0] * 20}), pd.Series([1, 2] * 10))
    assert not found["reliable"].any()
    assert sentence(found, 1).endswith("nothing sets it apart from the rest.")


def test_bad_arguments_are_named():
    table, labels = segments(30)
    with pytest.raises(ValueError, match="different accounts"):
        profile(table, labels[::-1])
    with pytest.raises(ValueError, match="1 accounts have no segment"):
        profile(table, labels.mask(labels.index == 0))
    with pytest.raises(ValueError, match="30 different words"):
        profile(pd.DataFrame({"name": [f"n{i}" for i in range(30)]}), labels)
    with pytest.raises(ValueError, match="no columns"):
        profile(table[[]], labels)
    with pytest.raises(ValueError, match="no segment 'x'"):
        sentence(profile(table, labels), "x")
