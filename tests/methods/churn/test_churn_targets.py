import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from kamlib.methods.churn import turnover
from kamlib.methods.churn.targets import JUDGED, POOL, THERE, targets


@settings(max_examples=60)
@given(st.integers(1, 400), st.floats(0.02, 0.6), st.floats(0.2, 0.9))
def test_a_convincing_number_is_rare_by_luck_and_the_next_is_not(n, rate, part):
    table = pd.DataFrame({"n": [n], "left": [0], "shrunk": [rate]})
    row = targets(table, rate * part).iloc[0]
    if pd.isna(row["convincing_left"]):
        assert binom.cdf(0, n, rate) > 0.05
    else:
        assert binom.cdf(row["convincing_left"], n, rate) <= 0.05 + 1e-12
        assert binom.cdf(row["convincing_left"] + 1, n, rate) > 0.05
    assert (row["verdict"] == JUDGED) == (row["power"] >= 0.8)


@settings(max_examples=40)
@given(st.integers(1, 200), st.floats(0.05, 0.5), st.floats(0.3, 0.8))
def test_more_customers_need_no_more_years(n, rate, part):
    table = pd.DataFrame({"n": [n, 4 * n], "left": [0, 0], "shrunk": [rate, rate]})
    years = targets(table, rate * part)["years"].fillna(51)
    assert years.iloc[1] <= years.iloc[0]


def test_a_small_branch_cannot_be_judged_in_a_year_and_a_large_one_can():
    table = pd.DataFrame({"n": [12, 1500], "left": [2, 240]}, index=["small", "large"])
    found = targets(table, 0.10)
    assert found["verdict"].tolist() == [POOL, JUDGED]
    assert found.loc["small", "luck"] > 0.3
    assert found.loc["large", "luck"] < 0.001


def test_a_group_that_is_there_has_nothing_to_prove():
    found = targets(pd.DataFrame({"n": [50], "left": [2], "shrunk": [0.04]}), 0.10)
    assert found["verdict"].tolist() == [THERE]
    assert found["power"].isna().all()


def test_a_small_group_is_held_against_its_shrunk_rate_not_its_luck():
    raw = pd.DataFrame({"n": [10] + [300] * 5, "left": [4, 20, 60, 45, 30, 52]})
    shrunk = turnover.shrink(raw)
    found = targets(shrunk.table, 0.05)
    assert found["unchanged"].iloc[0] < 0.25 < raw["left"].iloc[0] / 10


@pytest.mark.parametrize("wanted", [0, 1, 10, float("nan")])
def test_a_wanted_rate_that_is_none_is_refused(wanted):
    with pytest.raises(ValueError, match=r"give a share of customers above 0 and below 1"):
        targets(pd.DataFrame({"n": [10], "left": [1]}), wanted)


def test_a_table_without_counts_is_refused():
    with pytest.raises(ValueError, match="no column 'left'"):
        targets(pd.DataFrame({"n": [10]}), 0.1)
