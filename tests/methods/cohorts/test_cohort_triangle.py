import pandas as pd
import pytest

from kamlib.methods import cohorts
from kamlib.tables import engine


@pytest.mark.parametrize("months", [1, 3, 12])
def test_every_cohort_begins_whole_and_never_grows(orders, as_of, months):
    table = cohorts.triangle(orders, as_of, months)
    first = table[table["age"] == 0]
    assert (first["active_share"] == 1).all()
    assert (table["accounts"] <= table["cohort_accounts"]).all()
    assert first["cohort_accounts"].sum() == orders["account_id"].nunique()
    assert table["revenue"].sum() == pytest.approx(orders["revenue"].sum())


@pytest.mark.parametrize("months", [1, 3, 12])
def test_a_cohort_has_a_row_for_every_age_it_reached(orders, as_of, months):
    table = cohorts.triangle(orders, as_of, months)
    for start, rows in table.groupby("cohort_start"):
        lived = (12 * as_of.year + as_of.month - 12 * start.year - start.month) // months
        assert rows["age"].tolist() == list(range(lived + 1))


def test_a_period_that_is_not_over_is_not_whole(make_ledger):
    table = cohorts.triangle(make_ledger(50), pd.Timestamp("2024-11-15"), months=3)
    last = table.groupby("cohort_start")["age"].transform("max") == table["age"]
    assert not table.loc[last, "whole"].any()
    assert table.loc[~last, "whole"].all()


def test_orders_moved_from_child_to_child_are_no_silence():
    days = pd.to_datetime(["2024-01-05", "2024-02-05", "2024-03-05"])
    orders = pd.DataFrame({"account_id": ["A1", "A1", "A2"], "ordered_at": days, "revenue": 1.0})
    orders = orders.astype({"ordered_at": "datetime64[us]"})
    alone = cohorts.triangle(orders, pd.Timestamp("2024-03-31"))
    parents = pd.Series({"A1": "P", "A2": "P"})
    together = cohorts.triangle(orders, pd.Timestamp("2024-03-31"), parents=parents)
    assert alone.loc[alone["cohort_start"] == "2024-01-01", "accounts"].tolist() == [1, 1, 0]
    assert together["accounts"].tolist() == [1, 1, 1]


@pytest.mark.parametrize("months", [0, 2.5, 13, "3"])
def test_a_period_that_is_none_is_refused(orders, as_of, months):
    with pytest.raises(ValueError, match=r"makes no cohorts; give 1, 3 or 12 months\."):
        cohorts.triangle(orders, as_of, months)


@pytest.mark.real
def test_the_cohort_of_december_2010_is_the_one_that_was_counted(sales):
    table = cohorts.triangle(sales, pd.Timestamp("2011-12-10"))
    first = table[table["cohort_start"] == "2010-12-01"]
    assert first["accounts"].tolist() == [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]
    assert first["whole"].tolist() == [True] * 12 + [False]
    assert engine.run("cohorts", orders=sales)["accounts"].sum() == table["accounts"].sum()
