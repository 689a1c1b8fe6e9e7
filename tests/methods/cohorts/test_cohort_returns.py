"""A past day is judged by what was known on it."""

import pandas as pd
import pytest

from kamlib.methods import cohorts

AS_OF = pd.Timestamp("2024-12-31")


def bought(account, *ago):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": 1.0}).astype({"account_id": "str"})


def test_silence_then_and_orders_since():
    table = cohorts.came_back(
        pd.concat([bought("back", 300, 250, 200, 5), bought("gone", 300), bought("new", 5)]), AS_OF, 100
    )
    assert table.index.tolist() == ["back", "gone"]
    assert table["days_since_order"].tolist() == [100, 200]
    assert table["ordered_since"].tolist() == [True, False]


def test_orders_since_change_nothing_about_the_silence_then():
    old = bought("A", 300, 250, 200)
    with_more = pd.concat([old, bought("A", 90, 80, 1)])
    columns = ["days_since_order", "gap_days", "usual_days", "label"]
    pd.testing.assert_frame_equal(
        cohorts.came_back(old, AS_OF, 100)[columns], cohorts.came_back(with_more, AS_OF, 100)[columns]
    )


def test_a_day_that_is_not_past_is_refused():
    with pytest.raises(ValueError, match="0 days ago lies not in the past"):
        cohorts.came_back(bought("A", 1), AS_OF, 0)
