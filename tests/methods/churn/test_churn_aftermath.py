"""After a large purchase: what is large, who was spoken to in time, and whether the next order comes sooner."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import churn

AS_OF = pd.Timestamp("2024-12-31")


def bought(account, *ago, revenue=1.0):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": revenue}).astype({"account_id": "str"})


def rung(account, *ago):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "performed_at": days, "activity": "call"})


def test_large_is_twice_the_median_so_far_and_three_must_come_before():
    orders = bought("A", 900, 870, 840, 810, 780, 750, revenue=[10, 10, 20, 19.9, 20, 80.0])
    found = churn.after_purchase(orders, AS_OF)
    assert found["large"].tolist() == [False, False, True]
    assert (found["usual"] == np.log(30)).all()


def test_who_ordered_again_before_we_could_have_called_is_not_asked():
    found = churn.after_purchase(bought("A", 900, 870, 840, 810, 800, 700), AS_OF)
    assert found["day"].tolist() == [AS_OF - pd.Timedelta(days=ago) for ago in (800, 700)]
    assert found["days"].tolist() == [86, 300]
    assert found["again"].tolist() == [True, False]


def test_only_a_call_after_the_purchase_and_in_time_counts():
    orders = bought("A", 900, 870, 840, 810, 780, 750)
    for ago, spoken in ((810, False), (809, True), (796, True), (795, False)):
        assert churn.after_purchase(orders, AS_OF, rung("A", ago))["spoken"].tolist()[:1] == [spoken]
    assert not churn.after_purchase(orders, AS_OF, rung("B", 805))["spoken"].any()


def test_calls_that_do_nothing_are_found_to_do_nothing():
    """Four hundred accounts of an even rhythm; calls fall by chance: an interval that holds 1."""
    random = np.random.default_rng(2)
    parts, calls = [], []
    for number in range(400):
        ago = (1400 - random.exponential(40, 30).cumsum()).round()
        ago = ago[ago > 0]
        parts.append(bought(f"A{number}", *ago, revenue=random.lognormal(0, 1, len(ago))))
        calls.append(rung(f"A{number}", *random.integers(0, 1400, 12)))
    after = churn.after_purchase(pd.concat(parts), AS_OF, pd.concat(calls))
    found = churn.next_order(after)
    assert found["accounts"].min() > 200
    assert ((found["low"] < 1) & (found["high"] > 1)).all()


@pytest.mark.parametrize("lines", [bought("A", 5), bought("A", 50, 40, 30, 20), bought("A", 5, revenue=-1.0)])
def test_too_little_is_a_row_of_nothing(lines):
    found = churn.next_order(churn.after_purchase(lines, AS_OF))
    assert len(found) == 2
    assert found["hazard_ratio"].isna().all()
