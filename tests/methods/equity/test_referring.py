"""Referrals a year by tenure: account-years to the day, counts that add up, and an interval that holds the rate."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from kamlib.methods import equity

BEGIN, END = pd.Timestamp("2020-01-01"), pd.Timestamp("2025-01-01")
YOUNG, MIDDLE, OLD = "first three years", "4 to 7 years", "8 years and more"
YEAR = 365.25


def rates(opened, ended=None, referrals=None, begin=BEGIN, end=END) -> pd.DataFrame:
    """Count with dates as text; an account not in `ended` is there."""
    days = pd.Series({account: pd.Timestamp(day) for account, day in opened.items()}, dtype="datetime64[us]")
    gone = pd.Series({account: pd.Timestamp(day) for account, day in (ended or {}).items()}, dtype="datetime64[us]")
    return equity.referral_rates(referrals, days, gone.reindex(days.index), begin, end)


def brought(*rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["referred_by", "referred_at"])
    table["referred_at"] = pd.to_datetime(table["referred_at"]).astype("datetime64[us]")
    return table.assign(account_id=[f"N{number}" for number in range(len(table))])


@pytest.mark.parametrize(
    ("opened", "ended", "years"),
    [
        # Opened before the window: watched from its first day.
        ("2019-01-01", None, {YOUNG: 3 - 365 / YEAR, MIDDLE: 2192 / YEAR - 3}),
        ("2010-01-01", None, {OLD: 1827 / YEAR}),
        # Passes from one band to the next, and the next, within the window.
        ("2014-06-01", None, {MIDDLE: 7 - 2040 / YEAR, OLD: 3867 / YEAR - 7}),
        # Opened within, on its first day, on its last, and after it.
        ("2023-01-01", None, {YOUNG: 731 / YEAR}),
        ("2020-01-01", None, {YOUNG: 3, MIDDLE: 1827 / YEAR - 3}),
        ("2025-01-01", None, {}),
        ("2026-01-01", None, {}),
        # Left within, on the first day, before the window, and after it.
        ("2019-01-01", "2021-01-01", {YOUNG: 366 / YEAR}),
        ("2019-01-01", "2020-01-01", {}),
        ("2010-01-01", "2015-01-01", {}),
        ("2023-01-01", "2030-01-01", {YOUNG: 731 / YEAR}),
    ],
)
def test_an_account_is_watched_while_it_is_there_and_the_window_is_open(opened, ended, years):
    table = rates({"A": opened}, {"A": ended} if ended else None)
    expected = [years.get(band, 0.0) for band in (YOUNG, MIDDLE, OLD)]
    assert table["account_years"].tolist() == pytest.approx([*expected, sum(expected)])


@given(
    st.lists(
        st.tuples(st.integers(-6_000, 3_000), st.one_of(st.none(), st.integers(0, 6_000))), min_size=1, max_size=8
    ),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 1_827)), max_size=20),
)
def test_all_is_every_band_together(lives, events):
    opened = pd.Series([BEGIN + pd.Timedelta(days=day) for day, _ in lives], [f"A{n}" for n in range(len(lives))])
    ended = {
        account: opened[account] + pd.Timedelta(days=life)
        for account, (_, life) in zip(opened.index, lives, strict=True)
        if life is not None
    }
    told = [(f"A{who % len(lives)}", BEGIN + pd.Timedelta(days=day)) for who, day in events]
    referrals = brought(*told)
    there = [opened[who] <= day <= ended.get(who, END) for who, day in told]
    table = rates(opened, ended, referrals)
    bands, whole = table.drop(index="all"), table.loc["all"]
    assert whole["account_years"] == pytest.approx(bands["account_years"].sum())
    assert whole["referrals"] == bands["referrals"].sum() == sum(there)
    alive = sum(
        max((min(ended.get(account, END), END) - max(day, BEGIN)).days, 0) / YEAR for account, day in opened.items()
    )
    assert whole["account_years"] == pytest.approx(alive)
    known = table.dropna()
    assert (known["low"] <= known["a_year"]).all()
    assert (known["a_year"] <= known["high"]).all()


def test_a_referral_counts_at_the_age_of_who_brings_and_only_within_the_window():
    opened = {"new": "2021-01-01", "middle": "2015-01-01", "old": "2001-01-01"}
    seen = brought(
        ("new", "2021-06-01"),
        ("middle", "2020-01-01"),
        ("old", "2025-01-01"),
        ("old", "2022-05-05"),
        # Before and after the window, and by somebody who is no account of ours.
        ("old", "2019-12-31"),
        ("new", "2025-01-02"),
        ("stranger", "2022-01-01"),
        ("old", None),
    )
    assert rates(opened, referrals=seen)["referrals"].tolist() == [1, 1, 2, 4]


def test_a_referral_by_one_who_is_not_there_yet_or_no_more_is_not_counted_as_no_time_of_it_is():
    opened, gone = {"A": "2021-01-01", "B": "2021-01-01"}, {"A": "2022-01-01"}
    seen = brought(("A", "2020-06-01"), ("A", "2022-01-01"), ("A", "2022-01-02"), ("B", "2024-01-01"))
    assert rates(opened, gone, referrals=seen).loc["all", "referrals"] == 2


@pytest.mark.parametrize("referrals", [None, brought()], ids=["no table", "no row"])
def test_without_referrals_the_accounts_are_watched_all_the_same(referrals):
    table = rates({"A": "2010-01-01", "B": "2023-01-01"}, referrals=referrals)
    assert table["referrals"].tolist() == [0, 0, 0, 0]
    assert table.loc["all", "account_years"] == pytest.approx((1827 + 731) / YEAR)
    assert table.loc["all", ["a_year", "low"]].tolist() == [0, 0]
    # Of nothing seen, the rule of three: about 3.7 with two sides.
    assert table.loc["all", "high"] * table.loc["all", "account_years"] == pytest.approx(3.6889, abs=1e-3)
    assert table.loc[MIDDLE, ["a_year", "low", "high"]].isna().all()


@pytest.mark.parametrize(
    "gone", [pd.Series(dtype=object), pd.Series({"A": np.nan}), pd.Series({"A": None}), pd.Series({"A": pd.NaT})]
)
def test_a_list_of_those_gone_that_names_nobody_may_have_any_type(gone):
    table = equity.referral_rates(None, pd.Series({"A": pd.Timestamp("2021-01-01")}), gone, BEGIN, END)
    assert table.loc["all", "account_years"] == pytest.approx(1461 / YEAR)


@pytest.mark.parametrize(
    "opened", [pd.Series(dtype="datetime64[us]"), pd.Series({"A": pd.NaT}), pd.Series(dtype=object)]
)
def test_without_a_day_of_opening_nothing_is_known(opened):
    table = equity.referral_rates(None, opened, pd.Series(dtype="datetime64[us]"), BEGIN, END)
    assert table["account_years"].tolist() == [0, 0, 0, 0]
    assert table[["a_year", "low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("count", [1, 4, 30])
def test_the_interval_is_where_the_count_would_be_one_in_forty_on_either_side(count):
    table = rates({"A": "2021-01-01"}, referrals=brought(*[("A", "2022-01-01")] * count)).loc[YOUNG]
    low, high = table["low"] * table["account_years"], table["high"] * table["account_years"]
    assert poisson.sf(count - 1, low) == pytest.approx(0.025)
    assert poisson.cdf(count, high) == pytest.approx(0.025)
    assert table["a_year"] * table["account_years"] == pytest.approx(count)


@pytest.mark.parametrize("rate", [0.002, 0.01, 0.05])
def test_the_interval_holds_the_rate_in_nineteen_of_twenty_files_or_more(rate):
    accounts, rng = [f"A{n}" for n in range(200)], np.random.default_rng(7)
    opened = dict.fromkeys(accounts, "2010-01-01")
    held = []
    for _ in range(300):
        many = rng.poisson(rate * 200 * 1827 / YEAR)
        days = BEGIN + pd.to_timedelta(rng.integers(0, 1_827, many), unit="D")
        found = rates(opened, referrals=brought(*zip(rng.choice(accounts, many), days, strict=True))).loc[OLD]
        held.append(found["low"] <= rate <= found["high"])
    # Exact intervals hold it a little more often than they say.
    assert np.mean(held) > 0.925
