import numpy as np
import pandas as pd
import pytest

from kamlib.methods import cohorts

AS_OF = pd.Timestamp("2024-12-31")


def bought(account, *ago):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": 1.0}).astype({"account_id": "str"})


def test_ninety_days_are_long_for_a_weekly_buyer_and_short_for_a_yearly_one():
    weekly, yearly = bought("W", 104, 97, 90), bought("Y", 90 + 730, 90 + 365, 90)
    table = cohorts.silence(pd.concat([weekly, yearly]), AS_OF)
    assert table["days_since_order"].tolist() == [90, 90]
    assert table["label"].to_dict() == {"W": "silent for longer than usual", "Y": "within its own rhythm"}
    assert table.index.tolist() == ["W", "Y"]


def test_an_irregular_buyer_is_given_more_time():
    even, uneven = bought("E", 160, 140, 120, 100, 80), bought("U", 160, 155, 115, 110, 80)
    table = cohorts.silence(pd.concat([even, uneven]), AS_OF)
    assert table.loc["U", "usual_days"] > table.loc["E", "usual_days"] == 20


def test_two_purchases_are_no_rhythm():
    table = cohorts.silence(bought("A", 300, 290), AS_OF)
    assert table["label"].tolist() == ["too few orders to say"]
    assert table[["gap_days", "usual_days", "times_usual"]].isna().all(axis=None)


def test_those_that_keep_their_rhythm_are_now_and_then_called_silent():
    """Two thousand accounts that never leave: the label comes up for some, so it is no verdict."""
    random = np.random.default_rng(3)
    days = random.gamma(2, 20, (2000, 60)).cumsum(axis=1).round()
    lines = pd.DataFrame({"account_id": np.repeat([f"A{n}" for n in range(2000)], 60), "day": days.ravel()})
    lines = lines[lines["day"] <= 1000].assign(revenue=1.0)
    lines["ordered_at"] = AS_OF - pd.to_timedelta(1000 - lines["day"], "D")
    share = (cohorts.silence(lines, AS_OF)["label"] == "silent for longer than usual").mean()
    assert 0.01 < share < 0.10


def test_orders_after_the_day_and_refunds_end_no_silence():
    orders = pd.concat([bought("A", 60, 40, 20, -5), bought("A", 2).assign(revenue=-1.0)])
    assert cohorts.silence(orders, AS_OF)["days_since_order"].tolist() == [20]


def test_nobody_is_an_empty_table():
    assert cohorts.silence(bought("A", 3).iloc[:0], AS_OF).empty


def test_days_of_grace_are_given_before_an_ended_contract_is_a_loss():
    contracts = pd.DataFrame({"account_id": ["A"], "ends_at": [AS_OF - pd.Timedelta(days=10)]})
    assert cohorts.left(contracts, AS_OF)["left"].tolist() == [True]
    assert cohorts.left(contracts, AS_OF, grace_days=10)["left"].tolist() == [False]
    with pytest.raises(ValueError, match=r"The days of grace are -1; give 0 or more\."):
        cohorts.left(contracts, AS_OF, grace_days=-1)
    with pytest.raises(ValueError, match="The contracts have no column 'ends_at'"):
        cohorts.left(contracts[["account_id"]], AS_OF)


def test_a_contract_that_ends_today_still_runs():
    assert cohorts.left(pd.DataFrame({"account_id": ["A"], "ends_at": [AS_OF]}), AS_OF)["left"].tolist() == [False]
