"""Lives from silence: who left, when, and how long each was watched."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import churn, cohorts

AS_OF = pd.Timestamp("2024-12-31")


def bought(account, *ago, revenue=1.0):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": revenue}).astype({"account_id": "str"})


def lives(*parts, **more):
    return cohorts.lives(pd.concat(parts), AS_OF, **more).set_index("account_id")


def test_the_last_year_only_tells_who_comes_back():
    found = lives(bought("here", 1500, 10), bought("gone", 1000, 500), bought("late", 300, 10), bought("young", 366))
    assert found.index.tolist() == ["gone", "here", "young"]
    assert found["left"].to_dict() == {"gone": True, "here": False, "young": True}
    assert (found["duration"] * 365.25).round(6).to_dict() == {"gone": 500, "here": 1135, "young": 0}


def test_a_silence_of_just_so_many_days_is_leaving_and_one_day_less_is_not():
    assert lives(bought("A", 1500, 365))["left"].tolist() == [True]
    assert lives(bought("A", 1500, 364))["left"].tolist() == [False]


def test_in_a_short_file_a_third_of_it_counts():
    lines = bought("A", 299, 150)
    assert cohorts.quiet_days(lines, AS_OF) == 99
    assert lives(lines)["left"].tolist() == [True]
    assert cohorts.quiet_days(lines.iloc[:0], AS_OF) == 365


def test_what_was_taken_back_is_no_order_and_what_comes_later_is_not_known():
    found = lives(bought("A", 900, 400), bought("A", 5, revenue=-1.0), bought("A", -10))
    assert found["left"].tolist() == [True]


def test_size_is_what_is_bought_at_a_time_and_does_not_grow_with_the_years():
    often = bought("often", *range(400, 1000, 10), revenue=5.0)
    rarely = bought("rarely", 1000, 900, revenue=6.0)
    assert lives(often, rarely)["size"].to_dict() == {"often": 0.5, "rarely": 1.0}


def test_the_customer_is_the_parent_where_there_is_one():
    found = lives(bought("A", 900), bought("B", 900), parents=pd.Series({"A": "G", "B": None}))
    assert found["customer"].to_dict() == {"A": "G", "B": "B"}


def test_nothing_bought_is_no_life():
    assert lives(bought("A", 900, revenue=-1.0)).empty
    assert lives(bought("A", 1)).columns.tolist() == lives(bought("A", 900)).columns.tolist()
    with pytest.raises(ValueError, match="A silence of 0 days is no leaving; give a day or more"):
        cohorts.lives(bought("A", 900), AS_OF, quiet=0)


def test_the_curve_is_that_of_the_true_lives():
    """Buyers of every second week that leave at a known rate: the curve from silence is the curve of the truth."""
    random = np.random.default_rng(5)
    end = np.minimum(random.exponential(1200, 600), 1460)
    parts = [bought(f"A{n}", *(1460 - np.arange(0, last, 14))) for n, last in enumerate(end)]
    found = lives(*parts)
    share = churn.kaplan_meier(found["duration"], found["left"]).at([1, 2])["all"]
    assert share.tolist() == pytest.approx(np.exp(-np.array([1, 2]) * 365.25 / 1200).tolist(), abs=0.05)
