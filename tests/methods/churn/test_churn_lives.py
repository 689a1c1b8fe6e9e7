"""Lives read from order lines: who counts as left, how long each was watched, and what the proxy gets wrong."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.churn import cox, kaplan_meier, lives, revenue_by, tie_events, time_varying

AS_OF = pd.Timestamp("2024-12-31")
MONTH = 365.25 / 12

LEDGERS = st.lists(st.lists(st.integers(-40, 1200), min_size=1, max_size=12), min_size=1, max_size=8)


def bought(account, *ago, revenue=1.0):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": revenue}).astype({"account_id": "str"})


def ledger(lists):
    return pd.concat([bought(f"A{number}", *ago) for number, ago in enumerate(lists)], ignore_index=True)


def row(orders, account="A", **options):
    return lives(orders, AS_OF, **options).table.set_index("account_id").loc[account]


def test_left_is_silent_for_longer_than_one_and_a_half_times_its_longest_silence():
    found = row(bought("A", 351, 331, 251, 151), least_days=90)
    assert (found["silent_days"], found["needed_days"], found["left"]) == (151, 150, True)
    assert found["duration"] == pytest.approx(201 / MONTH)
    still = row(bought("A", 350, 330, 250, 150), least_days=90)
    assert (still["silent_days"], still["needed_days"], still["left"]) == (150, 150, False)
    assert still["duration"] == pytest.approx(200 / MONTH)


def test_half_a_year_is_needed_even_of_one_who_buys_daily():
    assert row(bought("A", *range(180, 400)))["needed_days"] == 180
    assert not row(bought("A", *range(180, 400)))["left"]
    assert row(bought("A", *range(181, 400)))["left"]


def test_without_a_rhythm_of_its_own_an_account_gets_what_nine_in_ten_need():
    others = [bought(f"B{n}", 900, 900 - gap, 900 - 2 * gap) for n, gap in enumerate(range(200, 300, 10))]
    table = lives(pd.concat([*others, bought("A", 800, 790)]), AS_OF).table.set_index("account_id")
    needs = 1.5 * np.arange(200, 300, 10)
    assert table.loc["A", "needed_days"] == np.quantile(needs, 0.9, method="higher")
    assert row(bought("A", 800, 790))["needed_days"] == 365


def test_who_was_not_watched_so_long_is_in_no_row():
    found = lives(pd.concat([bought("A", 170, 160, 150), bought("B", 900, 890, 880)]), AS_OF)
    assert found.table["account_id"].tolist() == ["B"]
    assert found.untold == 1
    assert "1 accounts are left out: even had they left at once, it would not show yet." in found.note


def test_goods_sent_back_are_no_sign_of_life():
    orders = pd.concat([bought("A", 900, 890, 880), bought("A", 2, revenue=-1.0), bought("B", 2, revenue=-1.0)])
    found = lives(orders, AS_OF)
    assert found.table["account_id"].tolist() == ["A"]
    assert found.table["left"].tolist() == [True]
    assert "1 accounts only sent goods back or bought later" in found.note


@settings(deadline=None, max_examples=60)
@given(LEDGERS, st.sampled_from([1.0, 1.5, 3.0]), st.integers(1, 400))
def test_every_life_is_told_only_as_far_as_it_can_be(lists, times, least):
    orders = ledger(lists)
    found = lives(orders, AS_OF, times=times, least_days=least)
    table = found.table
    seen = sum(any(day >= 0 for day in ago) for ago in lists)
    assert len(table) + found.untold == seen
    assert (table["left"] == (table["silent_days"] > table["needed_days"])).all()
    assert (table["needed_days"] >= least).all()
    watched = (table["duration"] * MONTH).round()
    assert (watched >= 1).all()
    until_last = (table["last_order"] - table["watched_from"]).dt.days + 1
    until_told = (AS_OF - table["watched_from"]).dt.days - table["needed_days"]
    assert (watched == until_last.where(table["left"], until_told)).all()
    # Nobody is followed beyond what is known of it, and everybody still here bought later.
    assert (watched <= until_told).all()
    assert (until_last[~table["left"]] > watched[~table["left"]]).all()


@settings(deadline=None, max_examples=30)
@given(LEDGERS, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_later_orders_nor_order_lines_change_a_life(lists, random):
    orders = ledger(lists)
    shuffled = orders.sample(frac=1, random_state=random.randrange(2**32))
    known = orders[orders["ordered_at"] <= AS_OF]
    expected = lives(orders, AS_OF).table
    pd.testing.assert_frame_equal(lives(shuffled, AS_OF).table, expected)
    pd.testing.assert_frame_equal(lives(pd.concat([orders, orders]), AS_OF).table, expected)
    pd.testing.assert_frame_equal(lives(known, AS_OF).table, expected)


@settings(deadline=None, max_examples=30)
@given(LEDGERS, st.integers(1, 300), st.integers(1, 300))
def test_a_longer_silence_needed_never_makes_more_leavers(lists, least, more):
    table = lives(ledger(lists), AS_OF, least_days=least).table.set_index("account_id")["left"]
    stricter = lives(ledger(lists), AS_OF, least_days=least + more).table.set_index("account_id")["left"]
    assert (stricter <= table.reindex(stricter.index)).all()


def test_orders_that_moved_to_a_sister_are_one_life():
    orders = pd.concat([bought("A", 900, 850, 800), bought("B", 700, 500, 300, 20)])
    assert lives(orders, AS_OF).table["left"].tolist() == [True, False]
    found = lives(orders, AS_OF, parents={"A": "B"})
    assert found.table["account_id"].tolist() == ["B"]
    assert found.table["left"].tolist() == [False]
    assert found.table["watched_from"].tolist() == [AS_OF - pd.Timedelta(days=900)]
    assert found.customers.to_dict() == {"A": "B", "B": "B"}
    terms = pd.DataFrame({"account_id": ["A"], "contract_id": ["K"], "started_at": [AS_OF - pd.Timedelta(days=800)]})
    assert tie_events(terms, found)["account_id"].tolist() == ["B"]


def test_age_and_parent_come_from_the_accounts_where_they_are_known():
    orders = pd.concat([bought(name, 900, 880, 860) for name in "ABCD"])
    opened = [AS_OF - pd.Timedelta(days=900 + 366), None, AS_OF - pd.Timedelta(days=870)]
    accounts = pd.DataFrame({"account_id": list("ABC"), "opened_at": opened, "parent_id": ["P", "P", None]})
    table = lives(orders, AS_OF, accounts).table.set_index("account_id")
    assert table["parent_id"].to_dict() == {"A": "P", "B": "P", "C": "C", "D": "D"}
    assert table["age"].to_dict() == pytest.approx({"A": 366 / MONTH, "B": np.nan, "C": 0.0, "D": np.nan}, nan_ok=True)
    bare = lives(orders, AS_OF).table
    assert bare["age"].isna().all()
    assert bare["parent_id"].tolist() == list("ABCD")
    pd.testing.assert_frame_equal(
        bare.drop(columns=["age", "parent_id"]), table.reset_index().drop(columns=["age", "parent_id"])
    )


def test_a_tie_is_counted_once_from_its_first_day_and_never_taken_off():
    orders = bought("A", 900, 600, 300, 10)
    days = [AS_OF - pd.Timedelta(days=ago) for ago in (600, 235, 950, 500)]
    terms = pd.DataFrame(
        {"account_id": ["A", "A", "A", "X"], "contract_id": ["K1", "K1", "K2", "K3"], "started_at": days}
    )
    events = tie_events(terms.assign(ends_at=AS_OF - pd.Timedelta(days=100)), lives(orders, AS_OF))
    assert events["account_id"].tolist() == ["A", "A"]
    assert events["time"].tolist() == pytest.approx([-50 / MONTH, 300 / MONTH])
    with pytest.raises(ValueError, match="The contracts have no column contract_id"):
        tie_events(terms[["account_id", "started_at"]], lives(orders, AS_OF))


def test_size_is_what_was_known_at_the_age():
    orders = pd.concat([bought("A", 900, 880, 860, 460, 60, revenue=50.0), bought("A", 875, revenue=-20.0)])
    found = lives(orders, AS_OF)
    assert revenue_by(orders, found, 1)["A"] == pytest.approx((100 - 20) * 12)
    assert revenue_by(orders, found, 6)["A"] == pytest.approx(2 * (150 - 20))
    later = pd.concat([orders, bought("A", 300, revenue=1e6)])
    assert revenue_by(later, lives(later, AS_OF), 6)["A"] == pytest.approx(2 * (150 - 20))
    assert revenue_by(orders, found, 600).empty
    with pytest.raises(ValueError, match=r"The age is 0; give a number of months above 0\."):
        revenue_by(orders, found, 0)


@pytest.mark.parametrize("options", [{"times": 0.9}, {"times": float("nan")}, {"least_days": 0}])
def test_a_silence_that_makes_no_sense_is_one_sentence(options):
    with pytest.raises(ValueError, match=r"give a (whole )?number from 1 on") as error:
        lives(bought("A", 10), AS_OF, **options)
    assert "\n" not in str(error.value)


def test_nobody_is_an_empty_table():
    found = lives(bought("A", 3).iloc[:0], AS_OF)
    assert found.table.empty
    assert tie_events(pd.DataFrame({"account_id": [], "contract_id": [], "started_at": []}), found).empty


@pytest.fixture(scope="module")
def leaving_at_random():
    """Accounts that order every three weeks or so, 20 % a year leaving at any time, over six years."""
    random = np.random.default_rng(11)
    count, days = 1500, 6 * 365
    end = random.exponential(-365 / np.log(0.8), count)
    gaps = random.gamma(3, 7, (count, 2 * days // 21)).cumsum(axis=1)
    keep = gaps < np.minimum(end, days)[:, None]
    who, _ = np.nonzero(keep)
    orders = pd.DataFrame({"account_id": [f"A{number:04d}" for number in who], "revenue": 1.0})
    orders["ordered_at"] = AS_OF - pd.to_timedelta(days - np.floor(gaps[keep]), "D")
    return orders


def test_leaving_is_as_frequent_in_the_last_months_told_as_before(leaving_at_random):
    """Followed up to the last day, nobody seems to leave in the last half year; followed as far as can be told, all is well."""
    table = lives(leaving_at_random, AS_OF).table
    told = kaplan_meier(table["duration"], table["left"]).at([12, 48, 60, 65]).squeeze()
    assert told.loc[60] == pytest.approx(0.8**5, abs=0.03)
    assert told.loc[65] / told.loc[48] == pytest.approx(0.8 ** (17 / 12), abs=0.05)
    to_the_end = (AS_OF - table["watched_from"]).dt.days / MONTH
    flattered = kaplan_meier(table["duration"].where(table["left"], to_the_end), table["left"]).at([66, 71]).squeeze()
    assert flattered.loc[71] == flattered.loc[66]


def test_lives_feed_the_methods(leaving_at_random):
    found = lives(leaving_at_random, AS_OF)
    table = found.table.assign(early=found.table["account_id"] < "A0750")
    began = table["watched_from"] + pd.to_timedelta(np.resize([100, 900], len(table)), "D")
    terms = pd.DataFrame({"account_id": table["account_id"], "contract_id": table["account_id"], "started_at": began})
    parts = time_varying(table, tie_events(terms, found))
    fit = cox(parts, "stop", "left", ["held", "early"], start="start", clusters="parent_id")
    assert fit.converged
    assert ((fit.table["low"] < 1) & (fit.table["high"] > 1)).all()
