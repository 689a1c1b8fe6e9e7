"""Tests of means that hang together, the chain of gaps, matching profiles, the self-assessment, and the board."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kamlib.methods import gaps, survey
from kamlib.methods.gaps.means import clustered_mean, difference


def scores(seed: int, people: int, items: int = 3, mean: float = 5.0) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    return pd.DataFrame(random.normal(mean, 1, (people, items)), columns=[f"i{n}" for n in range(items)])


@given(st.integers(0, 300))
@settings(max_examples=25)
def test_without_clusters_a_difference_is_welchs(seed):
    one, other = scores(seed, 12)["i0"], scores(seed + 1, 40)["i0"]
    found, wanted = difference(one, other), stats.ttest_ind(one, other, equal_var=False)
    interval = wanted.confidence_interval()
    np.testing.assert_allclose([found.low, found.high, found.p], [interval.low, interval.high, wanted.pvalue])


def test_copies_in_a_cluster_tell_nothing_new():
    once = scores(1, 20)["i0"]
    thrice = pd.concat([once] * 3, ignore_index=True)
    cluster = pd.Series(np.tile(np.arange(20), 3))
    assert clustered_mean(thrice, cluster).error == pytest.approx(clustered_mean(once).error)
    assert clustered_mean(thrice).error < 0.6 * clustered_mean(once).error


def test_who_all_tick_the_same_box_are_not_known_without_error():
    managers, customers = pd.Series([6.0] * 6), scores(2, 200, mean=5.8)["i0"]
    found = difference(managers, customers)
    assert found.low < 0 < found.high
    assert np.isnan(difference(pd.Series([6.0]), customers).low)
    assert np.isnan(difference(managers, managers).p)


def test_contacts_of_one_parent_widen_the_gap_of_two_groups():
    random = np.random.default_rng(3)
    parent = pd.Series(np.repeat(np.arange(20), 10))
    customers = pd.DataFrame({"i0": random.normal(5, 1, 20)[parent] + random.normal(0, 0.2, 200)})
    staff = pd.DataFrame({"i0": random.normal(5, 1, 30)}, index=[f"S{n}" for n in range(30)])
    alone = gaps.two_groups(staff, customers, ("staff", "customers")).iloc[0]
    together = gaps.two_groups(staff, customers, ("staff", "customers"), parent).iloc[0]
    assert together["high"] - together["low"] > 1.3 * (alone["high"] - alone["low"])
    assert together["gap"] == alone["gap"]


@given(st.integers(0, 300))
@settings(max_examples=25)
def test_the_links_of_the_chain_add_up(seed):
    wanted, got, belief = scores(seed, 50, mean=6), scores(seed + 1, 50), scores(seed + 2, 6)
    chain = gaps.gap_chain(wanted, belief, pd.Series({"i0": 5.5, "i1": 4.0}), got)
    written = chain.loc[["i0", "i1"]]
    np.testing.assert_allclose(written[["gap_1", "gap_2", "gap_3_4"]].sum(axis=1), written["gap_5"])
    assert np.isnan(chain.loc["i2", "gap_2"])


def test_a_loss_is_found_where_it_was_put():
    wanted = scores(1, 200, 4, mean=6.2)
    belief = pd.concat([scores(2, 8, 1, mean=3.5), scores(3, 8, 3, mean=6.2).add_prefix("x")], axis=1)
    belief.columns = wanted.columns
    got = pd.concat([scores(4, 200, 3, mean=4.2), scores(5, 200, 1, mean=6.6).rename(columns={"i0": "i3"})], axis=1)
    chain = gaps.gap_chain(wanted, belief, pd.Series({"i0": 3.6, "i1": 4.0, "i2": 6.3, "i3": 6.0}), got)
    assert chain["lost_at"].tolist() == [
        "not knowing",
        "not writing down",
        "not doing, or promising more",
        "nothing is surely short",
    ]
    assert chain["sure"].tolist() == [True, True, True, False]
    lacking = gaps.gap_chain(wanted, belief, pd.Series(dtype=float), got)
    assert lacking["lost_at"].tolist()[:3] == ["no standard is written"] * 3
    with pytest.raises(ValueError, match="no item in common"):
        gaps.gap_chain(wanted, belief.add_prefix("q"), pd.Series(dtype=float), got)


def test_level_and_shape_part_what_differs():
    base = pd.Series([1.0, 2, 3, 4], index=list("abcd"))
    match = gaps.profile_match(pd.DataFrame({"base": base, "higher": base + 1, "turned": base.iloc[::-1].to_numpy()}))
    assert match.loc[("base", "higher")].tolist() == [4, -1, 1, 1]
    assert match.loc[("base", "turned"), ["level", "shape"]].tolist() == [0, -1]
    assert gaps.concordance(pd.DataFrame({"base": base, "higher": base + 1})) == 1
    with pytest.raises(ValueError, match="takes two groups and three items"):
        gaps.profile_match(pd.DataFrame({"base": base}))


@given(st.integers(0, 200), st.integers(2, 6))
@settings(max_examples=25)
def test_concordance_is_kendalls_w(seed, groups):
    random = np.random.default_rng(seed)
    ranks = pd.DataFrame({f"g{n}": random.permutation(7) + 1.0 for n in range(groups)})
    sums = ranks.sum(axis=1)
    kendall = 12 * ((sums - sums.mean()) ** 2).sum() / (groups**2 * (7**3 - 7))
    assert gaps.concordance(ranks) == pytest.approx(kendall)


def test_a_self_assessment_ranks_the_weakest_first_and_knows_its_ends():
    book = survey.Codebook((survey.Item("a", "learn", 1, 5), survey.Item("b", "share", 1, 5, "sharing")))
    table = gaps.self_assessment(pd.DataFrame({"a": [5.0, 5, 5, 4], "b": [1.0, 1, 1, 2]}), book)
    assert table["label"].tolist() == ["sharing", "learn"]
    assert table["low"].min() >= 0
    assert table["high"].max() <= 100
    assert gaps.culture_index(pd.DataFrame({"a": [5.0], "b": [np.nan]}), book).tolist() == [100.0]


def test_the_board_counts_legs_and_knows_who_was_not_asked():
    values = pd.Series(np.r_[np.linspace(1, 2, 20), np.linspace(4, 6, 40)])
    group = pd.Series(["West"] * 20 + ["North", "Central"] * 20)
    worse = gaps.against_the_rest(values, group)
    assert worse["verdict"]["West"] == "worse"
    assert gaps.against_the_rest(values, group, worse="high")["verdict"]["West"] == "better"
    board = gaps.board({"survey": worse, "clock": worse, "calls": worse.drop("West")})
    assert board.loc["West", ["calls", "worse", "asked"]].tolist() == ["not asked", 2, 2]
    assert gaps.conclusion(board)["West"] == "worse"
    assert gaps.conclusion(board, 3)["West"] == "not told"
    with pytest.raises(ValueError, match='say "low"'):
        gaps.against_the_rest(values, group, worse="bad")


def test_a_source_without_regions_says_nothing():
    frame = pd.DataFrame({"region": ["West"] * 9, "parent": list("abcdefghi")})
    assert gaps.customers_say(frame, pd.Series(range(9), dtype=float)).empty
    assert gaps.staff_say(pd.Series([1.0]), pd.DataFrame({"staff_id": ["S1"]})).empty
    assert gaps.calls_say(pd.DataFrame({"visit_id": ["M1"], "met": [1]})).empty
    assert gaps.clock_says(pd.DataFrame({"account_id": ["A"]}), pd.DataFrame({"account_id": ["A"]})).empty
    assert gaps.complaints_say(pd.DataFrame(), pd.DataFrame(), pd.DataFrame({"account_id": ["A"]})).empty


def test_complaints_count_against_orders_and_the_time_is_kept():
    day = pd.Timestamp("2025-06-01")
    accounts = pd.DataFrame({"account_id": list("ABCD"), "region": ["West", "West", "North", "North"]})
    orders = pd.DataFrame(
        {"order_id": [f"O{n}" for n in range(400)], "account_id": list("ABCD") * 100, "ordered_at": day, "revenue": 1.0}
    )
    complaints = pd.DataFrame(
        {"account_id": list("AB") * 10 + ["C"], "raised_at": [day] * 20 + [day - pd.Timedelta(days=900)]}
    )
    said = gaps.complaints_say(complaints, orders, accounts, day - pd.Timedelta(days=1))
    assert said["mean"].to_dict() == {"North": 0.0, "West": 10.0}
    assert gaps.complaints_say(complaints, orders, accounts)["mean"].to_dict() == {"North": 0.5, "West": 10.0}


def test_subjects_pair_kinds_and_two_items_about_the_same_are_refused():
    items = pd.DataFrame(
        {
            "item": ["p1", "e1", "x"],
            "asks": ["perception", "expectation", "satisfaction"],
            "words": ["It comes.", "It should come.", None],
            "least": 1.0,
            "most": 7.0,
            "about": ["1", "1", None],
            "dimension": ["reliability", "reliability", None],
        }
    )
    answers = pd.DataFrame({"response_id": "R1", "item": ["p1", "e1", "x"], "answer": [4.0, 6.0, 5.0]})
    got, wanted = (survey.by_subject(items, answers, kind) for kind in ("perception", "expectation"))
    assert gaps.paired_gap(got, wanted)["gap"].tolist() == [-2.0]
    assert survey.by_subject(items, answers, "satisfaction").empty
    assert survey.subjects(items).loc["1"].tolist() == ["1 It comes.", "reliability"]
    assert survey.subjects(items.assign(reversed=1.0)).loc["1", "label"] == "1 (turned round) It comes."
    assert survey.by_subject(items.drop(columns="about"), answers).empty
    twice = items.assign(asks="perception", about="1")
    with pytest.raises(ValueError, match="are about '1'"):
        survey.by_subject(twice, answers)
