"""Years of a relation, whole ones, and what serving costs by their number: found where it is so, and not where it is not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import equity

AS_OF = pd.Timestamp("2024-12-31")
FIRST, SECOND, LAST = "first year", "2nd and 3rd year", "7th year and later"


def ledger(*rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["account_id", "ordered_at", "revenue"])
    days = pd.to_datetime(table["ordered_at"], format="ISO8601").astype("datetime64[us]")
    return table.assign(ordered_at=days, order_id=[str(n) for n in range(len(table))], margin=0.3 * table["revenue"])


def diary(*rows, day="performed_at") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["account_id", day, "cost"])
    table[day] = pd.to_datetime(table[day], format="ISO8601").astype("datetime64[us]")
    return table.assign(activity="visit", minutes=30.0)


def day_by(**days) -> pd.Series:
    return pd.Series({account: pd.Timestamp(day) for account, day in days.items()}, dtype="datetime64[us]")


FILE = ledger(
    ("other", "2020-01-01", 10.0),
    ("A", "2021-03-01 16:00", 100.0),
    ("A", "2022-02-28", 50.0),
    ("A", "2022-03-01", 70.0),
    ("A", "2024-06-01", 90.0),
)
"""A file from 2020 on; A buys in years 1, 2 and 4 of its relation."""
WORK = diary(
    ("other", "2020-01-05", 1.0),
    ("A", "2021-03-01 08:00", 5.0),
    ("A", "2022-02-28 23:00", 7.0),
    ("A", "2022-03-01", 11.0),
    ("other", "2024-12-30", 1.0),
)


def years_of(account: str, *args, **more) -> dict[int, tuple[float, float]]:
    """Return revenue and cost by year of one account."""
    table = equity.account_years(*args, **more)
    here = table[table["account_id"] == account].set_index("year")
    return {int(year): (row["revenue"], row["cost"]) for year, row in here.iterrows()}


def test_years_begin_with_the_first_order_and_hold_orders_and_work_to_the_day():
    # 1 March 2021 and 364 days more: 28 February 2022 is the last day of the first year. The fourth is not over.
    assert years_of("A", FILE, AS_OF, WORK) == {1: (150, 12), 2: (70, 11)}


def test_a_year_without_an_order_is_left_out_and_the_one_not_over_too():
    # The fourth year goes from 29 February 2024 to 27 February 2025.
    later = pd.concat([WORK, diary(("other", "2025-02-20", 1.0))])
    table = equity.account_years(FILE, pd.Timestamp("2025-02-27"), later)
    assert table.loc[table["account_id"] == "A", "year"].tolist() == [1, 2, 4]
    assert table["band"].tolist() == [FIRST, SECOND, "4th to 6th year", FIRST]
    assert years_of("A", FILE, pd.Timestamp("2025-02-26"), later) == {1: (150, 12), 2: (70, 11)}


def test_years_before_the_file_begins_are_counted_and_not_taken():
    file = ledger(("other", "2020-01-01", 10.0), ("A", "2020-02-01", 1.0), ("A", "2020-07-01", 2.0))
    # Opened in June 2013: the sixth year was half over when the file began, the seventh began in May 2020.
    found = equity.account_years(file, AS_OF, opened_at=day_by(A="2013-06-01"))
    assert found.query("account_id == 'A'")[["year", "band", "revenue"]].values.tolist() == [[8, LAST, 2.0]]


@pytest.mark.parametrize("opened", [None, day_by(B="2019-01-01"), day_by(A=None), day_by(A="2022-01-01")])
def test_without_a_day_of_opening_or_with_one_after_the_first_order_that_order_counts(opened):
    assert years_of("A", FILE, AS_OF, WORK, opened_at=opened) == {1: (150, 12), 2: (70, 11)}


def test_an_account_that_left_has_no_years_after_its_last_order():
    file = ledger(("gone", "2020-01-01", 10.0), ("gone", "2020-12-01", 10.0), ("here", "2024-12-31", 5.0))
    assert years_of("gone", file, AS_OF, diary(("gone", "2020-02-01", 3.0), ("here", "2024-12-31", 9.0))) == {
        1: (20, 3)
    }


def test_what_is_dated_after_the_last_day_is_not_there_yet():
    late = pd.concat([FILE, ledger(("A", "2025-01-01", 1e6))])
    more = pd.concat([WORK, diary(("A", "2025-01-01 00:00", 1e6), ("A", "2031-01-01", 1e6))])
    pd.testing.assert_frame_equal(equity.account_years(late, AS_OF, more), equity.account_years(FILE, AS_OF, WORK))


def test_drops_cost_as_visits_do_and_a_year_without_work_costs_nothing():
    drops = diary(("A", "2021-04-01", 2.0), ("other", "2020-01-20", 4.0), ("A", "2024-12-20", 8.0), day="delivered_at")
    assert years_of("A", FILE, AS_OF, WORK, drops) == {1: (150, 14), 2: (70, 11)}
    assert years_of("A", FILE, AS_OF, WORK[WORK["account_id"] == "other"]) == {1: (150, 0), 2: (70, 0)}


@pytest.mark.parametrize("work", [None, WORK[:0], WORK.assign(cost=np.nan), WORK.drop(columns="cost")])
def test_a_cost_that_nobody_wrote_down_is_not_known_and_is_not_nothing(work):
    table = equity.account_years(FILE, AS_OF, work)
    assert len(table) == 3
    assert table["cost"].isna().all()
    told = equity.cost_by_tenure(table)
    assert told["cost_share"].isna().all()
    assert told["ratio"].dropna().tolist() == [1.0]


def test_a_year_is_not_known_where_one_visit_lacks_its_cost_and_the_share_is_that_of_the_others():
    part = WORK.assign(cost=WORK["cost"].where(WORK["cost"] != 7.0))
    table = equity.account_years(FILE, AS_OF, part).set_index(["account_id", "year"])
    assert np.isnan(table.loc[("A", 1), "cost"])
    assert table.loc[("A", 2), "cost"] == 11
    told = equity.cost_by_tenure(table.reset_index())
    assert told.loc[FIRST, "cost_share"] == pytest.approx(1 / 10)
    assert told.loc[FIRST, "revenue"] == 80


def test_years_before_the_diary_was_kept_or_after_it_ended_are_not_taken():
    file = ledger(*(("A", f"{year}-01-01", 100.0) for year in range(2015, 2025)))
    visits = diary(*(("A", f"{year}-06-01", 5.0) for year in range(2018, 2025)))
    # The diary ends in June 2024, and the last year with it.
    table = equity.account_years(file, AS_OF, visits)
    assert table["year"].min() == 5
    assert (table["cost"] >= 5).all()
    assert equity.account_years(file, AS_OF)["year"].min() == 1
    assert equity.account_years(file, AS_OF, visits)["year"].max() == 9
    # Of two kinds of work, both have to be there.
    drops = diary(("A", "2021-01-02", 3.0), ("A", "2024-12-20", 3.0), day="delivered_at")
    assert equity.account_years(file, AS_OF, visits, drops)["year"].min() == 7


def test_nothing_bought_is_a_table_without_rows():
    for file in (FILE[:0], FILE.assign(ordered_at=AS_OF + pd.Timedelta(days=9))):
        table = equity.account_years(file, AS_OF, WORK)
        assert list(table.columns) == list(equity.account_years(FILE, AS_OF, WORK).columns)
        assert table.empty
        assert equity.cost_by_tenure(table).empty


def test_a_year_of_refunds_has_no_share_of_revenue_and_is_left_out_of_every_mean():
    file = pd.concat([FILE, ledger(("A", "2022-04-01", -70.0), ("other", "2021-01-02", -5.0))])
    years = equity.account_years(file, AS_OF, WORK)
    assert sorted(years.loc[years["year"] == 2, "revenue"]) == [-5, 0]
    told = equity.cost_by_tenure(years)
    assert told.index.tolist() == [FIRST]
    assert told.loc[FIRST, ["account_years", "revenue", "cost"]].tolist() == [2, 80, 6.5]
    assert told.loc[FIRST, "cost_share"] == pytest.approx(13 / 160)


def simulated(rng, young=30, old=30, *, saving=0.0, slope=0.6, per=3, family=1, shared=0.0):
    """Return account-years of young and old accounts, and the parent of each: old ones are larger, and save `saving`."""
    accounts = young + old
    group = np.arange(accounts) // family
    own = np.sqrt(1 - shared) * rng.normal(0, 0.4, accounts) + np.sqrt(shared) * rng.normal(0, 0.4, accounts)[group]
    who, turn = np.repeat(np.arange(accounts), per), np.tile(np.arange(per), accounts)
    is_old = who >= young
    sales = np.repeat(rng.uniform(8, 11, accounts), per) + 1.0 * is_old + rng.normal(0, 0.2, len(who))
    cost = 1 + slope * sales + own[who] + rng.normal(0, 0.2, len(who)) + np.log(1 - saving) * is_old
    names = np.array([f"A{number}" for number in range(accounts)])
    years = pd.DataFrame(
        {
            "account_id": names[who],
            "year": np.where(is_old, 7 + turn, 1),
            "band": np.where(is_old, LAST, FIRST),
            "revenue": np.exp(sales),
            "margin": 0.3 * np.exp(sales),
            "cost": np.exp(cost),
        }
    )
    return years, pd.Series([f"P{number}" for number in group], index=names)


@pytest.mark.parametrize("saving", [0.0, 0.2])
def test_a_planted_saving_is_found_whatever_the_share_of_revenue_shows(saving):
    rng = np.random.default_rng(1)
    found = [equity.cost_by_tenure(simulated(rng, 200, 200, saving=saving)[0]) for _ in range(30)]
    last = pd.DataFrame([told.loc[LAST] for told in found])
    assert np.exp(np.log(last["ratio"]).mean()) == pytest.approx(1 - saving, rel=0.03)
    assert (last["high"] < 1).mean() > 0.95 or not saving
    # Larger accounts cost less for each euro at any age: the old ones save nothing where this shows a fifth.
    assert np.mean([told.loc[LAST, "cost_share"] / told.loc[FIRST, "cost_share"] for told in found]) < 0.85


@pytest.mark.parametrize(("young", "old"), [(30, 30), (30, 5), (8, 20)])
def test_where_there_is_no_saving_nineteen_of_twenty_intervals_hold_one(young, old):
    rng = np.random.default_rng(2)
    found = pd.DataFrame([equity.cost_by_tenure(simulated(rng, young, old)[0]).loc[LAST] for _ in range(200)])
    held = found["low"].lt(1) & found["high"].gt(1)
    # 95 % less what 200 draws may miss by chance, and what few groups cost any such error.
    assert 0.90 <= held.mean() <= 0.995
    assert np.log(found["ratio"]).mean() == pytest.approx(0, abs=0.05)


def test_accounts_of_one_group_are_no_news_of_each_other():
    rng = np.random.default_rng(3)
    alone, together = [], []
    for _ in range(60):
        years, parents = simulated(rng, family=3, shared=0.9)
        alone.append(equity.cost_by_tenure(years).loc[LAST])
        together.append(equity.cost_by_tenure(years, parents).loc[LAST])
    alone, together = pd.DataFrame(alone), pd.DataFrame(together)
    assert together["ratio"].tolist() == pytest.approx(alone["ratio"].tolist())
    widths = (np.log(found["high"] / found["low"]).mean() for found in (together, alone))
    assert next(widths) > 1.3 * next(widths)
    assert (together["low"].lt(1) & together["high"].gt(1)).mean() >= 0.87
    assert (alone["low"].lt(1) & alone["high"].gt(1)).mean() < 0.87


def test_an_account_without_a_parent_stands_for_itself():
    years, parents = simulated(np.random.default_rng(4))
    pd.testing.assert_frame_equal(
        equity.cost_by_tenure(years), equity.cost_by_tenure(years, parents.where(parents == "P1"))
    )


@pytest.mark.parametrize(("young", "old"), [(1, 0), (0, 1), (1, 1), (4, 5), (30, 1), (30, 4), (4, 30), (0, 30)])
def test_too_few_accounts_in_any_band_tell_nothing_and_raise_nothing(young, old):
    told = equity.cost_by_tenure(simulated(np.random.default_rng(5), young, old)[0])
    assert told.iloc[0]["ratio"] == 1
    assert told["ratio"].iloc[1:].isna().all()
    assert told[["low", "high"]].isna().all(axis=None)
    assert told["account_years"].tolist() == [3 * count for count in (young, old) if count]
    assert told["cost_share"].gt(0).all()


def test_a_band_of_too_few_takes_no_part_and_spoils_no_other():
    rng = np.random.default_rng(6)
    years, _ = simulated(rng)
    few = years[years["account_id"].isin(["A40", "A41"])].assign(band="4th to 6th year", cost=1e6)
    told = equity.cost_by_tenure(pd.concat([years, few.assign(account_id="X" + few["account_id"])]))
    assert told.loc["4th to 6th year", ["ratio", "low", "high"]].isna().all()
    pd.testing.assert_series_equal(told.loc[LAST], equity.cost_by_tenure(years).loc[LAST])


@given(
    st.lists(
        st.tuples(
            st.integers(0, 14), st.sampled_from([1, 2, 3, 5, 9]), st.sampled_from([-5.0, 0.0, 1.0, 1.0, 40.0]),
            st.sampled_from([0.0, 2.0, 2.0, 9.0, np.nan]),
        ),
        max_size=80,
    )
)  # fmt: skip
def test_whatever_the_years_hold_the_table_is_there(rows):
    years = pd.DataFrame(rows, columns=["who", "year", "revenue", "cost"])
    bands = {1: FIRST, 2: SECOND, 3: SECOND, 5: "4th to 6th year", 9: LAST}
    years = years.assign(account_id="A" + years["who"].astype(str), band=years["year"].map(bands).astype("str"))
    told = equity.cost_by_tenure(years)
    sold = years[years["revenue"] > 0]
    assert told["account_years"].sum() == len(sold)
    assert told.index.tolist() == [band for band in dict.fromkeys(bands.values()) if (sold["band"] == band).any()]
    compared = told.dropna(subset="low")
    assert (compared["low"] <= compared["ratio"] + 1e-9).all()
    assert (compared["ratio"] <= compared["high"] + 1e-9).all()
