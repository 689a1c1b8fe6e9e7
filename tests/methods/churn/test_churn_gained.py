"""What an account gained and when, counted from its first order."""

import pandas as pd
import pytest

from kamlib.methods import churn

BEGAN = pd.Timestamp("2020-01-01")
LIVES = pd.DataFrame({"account_id": ["A", "B"], "began_at": [BEGAN, BEGAN]})


def days(*after):
    return BEGAN + pd.to_timedelta(list(after), "D")


def test_a_tie_begins_with_its_first_term_and_strangers_have_none():
    terms = pd.DataFrame({"contract_id": ["K", "K", "L", "M"], "account_id": ["A", "A", "B", "X"]})
    events = churn.ties_begun(terms.assign(started_at=days(731, 366, 0, 5)), LIVES)
    assert events.set_index("account_id")["time"].round(3).to_dict() == {"A": 1.002, "B": 0.0}


def test_a_category_counts_when_it_is_first_bought_and_not_when_it_is_taken_back():
    lines = pd.DataFrame({"account_id": "A", "ordered_at": days(0, 10, 20, 30), "category": ["x", "y", "x", "z"]})
    events = churn.range_widened(lines.assign(revenue=[1.0, 1.0, 1.0, -1.0]), LIVES)
    assert (365.25 * events["time"]).round(6).tolist() == [0, 10]


def test_articles_stand_in_for_categories_and_without_either_nothing_is_gained():
    lines = pd.DataFrame({"account_id": "A", "ordered_at": days(0, 10), "revenue": 1.0, "product_id": ["p", "q"]})
    assert len(churn.range_widened(lines, LIVES)) == 2
    assert len(churn.range_widened(lines.assign(category=None), LIVES)) == 2
    bare = churn.range_widened(lines.drop(columns="product_id"), LIVES)
    assert bare.empty
    assert bare.columns.tolist() == ["account_id", "time"]


def test_talks_count_for_a_window_and_a_lag_moves_it():
    work = pd.DataFrame({"account_id": "A", "performed_at": days(100, 200), "activity": ["visit", "quote"]})
    lived = LIVES.assign(duration=2.0, left=False)
    parts = churn.time_varying(lived[["account_id", "duration", "left"]], churn.talks(work, LIVES, 0.25, 1.0))
    held = parts[parts["account_id"] == "A"]
    assert held["held"].tolist() == [0, 1, 0]
    assert held["start"].round(2).tolist() == [0, 1.27, 1.52]
    with pytest.raises(ValueError, match="The window is 0 years and the lag 1"):
        churn.talks(work, LIVES, 0, 1)
