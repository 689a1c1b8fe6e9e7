"""Signs of leaving, and what each is worth."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import churn

AS_OF = pd.Timestamp("2024-12-31")
SILENT, FELL, COMPLAINED = "silent for longer than usual", "bought less than half of a year ago", "complained"


def bought(account, *ago, revenue=1.0):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": revenue}).astype({"account_id": "str"})


def work(account, ago, activity):
    return pd.DataFrame(
        {"account_id": [account], "performed_at": [AS_OF - pd.Timedelta(days=ago)], "activity": [activity]}
    )


def test_each_sign_for_itself():
    orders = pd.concat(
        [
            bought("quiet", 140, 130, 120, 110, 100),
            bought("fallen", 400, 380, 10, revenue=[9.0, 9.0, 8.0]),
            bought("held", 400, 380, 10, revenue=[9.0, 9.0, 9.0]),
            bought("gone", 900),
        ]
    )
    activities = pd.concat(
        [work("held", 20, "complaint"), work("quiet", 20, "visit"), work("fallen", 300, "complaint")]
    )
    shown = churn.signs(orders, AS_OF, activities, quiet=365)
    assert "gone" not in shown.index
    assert shown.columns.tolist() == [SILENT, FELL, COMPLAINED]
    assert [shown.index[shown[sign]].tolist() for sign in shown] == [["quiet"], ["fallen"], ["held"]]
    assert churn.signs(orders, AS_OF).columns.tolist() == [SILENT, FELL]


def test_nothing_that_came_later_is_used():
    orders = bought("A", 140, 130, 120, 110, 100, 5, revenue=[1, 1, 1, 1, 1, 99.0])
    then = AS_OF - pd.Timedelta(days=20)
    complaint = work("A", 10, "complaint")
    pd.testing.assert_frame_equal(
        churn.signs(orders, then, complaint), churn.signs(orders[orders["revenue"] < 9], then, complaint)
    )
    assert not churn.signs(orders, then, complaint)[COMPLAINED].any()


def test_precision_recall_and_what_one_costs():
    shown = pd.DataFrame({"a": [True, True, True, False], "none": False}, index=list("ABCD"))
    found = churn.indicators(shown, pd.Series([True, False, False, True, True], index=list("ABCDE")), 60)
    assert found.loc["a", ["accounts", "alarms", "caught", "recall", "cost_of_one"]].tolist() == [4, 3, 1, 0.5, 180]
    assert found.loc["a", "precision"] == pytest.approx(1 / 3)
    assert found.loc["a", "low"] < 1 / 3 < found.loc["a", "high"]
    assert found.loc["none", ["alarms", "recall"]].tolist() == [0, 0]
    assert found.loc["none", ["precision", "low", "high", "cost_of_one"]].isna().all()


def test_an_alarm_that_is_never_right_costs_without_end_and_with_nobody_to_ask_nothing_is_known():
    shown = pd.DataFrame({"a": [True, False]}, index=list("AB"))
    assert churn.indicators(shown, pd.Series([False, True], index=list("AB")), 60)["cost_of_one"].tolist() == [np.inf]
    empty = churn.indicators(shown, pd.Series(dtype=bool)).iloc[0]
    assert empty[["accounts", "alarms", "caught"]].tolist() == [0, 0, 0]
    assert empty[["precision", "recall"]].isna().all()
