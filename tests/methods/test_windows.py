"""Tests of kamlib.methods.windows: days are counted whole, and a month cut short is left out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import last_days, last_months

AS_OF = pd.Timestamp("2024-03-15")
HOURS = st.integers(-800 * 24, 60 * 24)


def table(hours) -> pd.DataFrame:
    return pd.DataFrame({"performed_at": AS_OF + pd.to_timedelta(np.asarray(hours, dtype=float), unit="h")})


@given(st.lists(HOURS, max_size=30), st.integers(1, 400))
def test_a_row_is_in_by_its_day_and_never_by_its_hour(hours, days):
    rows = table(hours)
    at_midnight = rows.assign(performed_at=rows["performed_at"].dt.normalize())
    assert last_days(rows, AS_OF, days).index.equals(last_days(at_midnight, AS_OF, days).index)
    assert last_days(at_midnight, AS_OF, days)["performed_at"].nunique() <= days


@given(st.lists(HOURS, max_size=30))
def test_two_stretches_side_by_side_share_no_row_and_lose_none(hours):
    rows = table(hours)
    late, early = last_days(rows, AS_OF, 30), last_days(rows, AS_OF - pd.Timedelta(days=30), 30)
    assert late.index.intersection(early.index).empty
    assert late.index.union(early.index).sort_values().equals(last_days(rows, AS_OF, 60).index.sort_values())


def test_twelve_months_are_whole_wherever_the_year_is_cut():
    every_day = pd.DataFrame({"delivered_at": pd.date_range("2022-01-01", "2024-03-15")})
    months = last_months(every_day, AS_OF)["delivered_at"].dt.to_period("M")
    assert (months.nunique(), str(months.min()), str(months.max())) == (12, "2023-03", "2024-02")
    to_the_end = last_months(every_day, pd.Timestamp("2024-02-29"))["delivered_at"]
    assert (to_the_end.min(), to_the_end.max()) == (pd.Timestamp("2023-03-01"), pd.Timestamp("2024-02-29"))


def test_a_table_that_does_not_say_when_is_refused():
    with pytest.raises(ValueError, match="needs one of ordered_at, performed_at, delivered_at"):
        last_days(pd.DataFrame({"account_id": ["A"]}), AS_OF)
