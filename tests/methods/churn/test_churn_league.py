"""League tables: who is counted, by whom, and what becomes of their ends."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import churn

AS_OF = pd.Timestamp("2024-12-31")


def bought(account, *ago, revenue=1.0):
    days = AS_OF - pd.to_timedelta(list(ago), "D")
    return pd.DataFrame({"account_id": account, "ordered_at": days, "revenue": revenue}).astype({"account_id": "str"})


ORDERS = pd.concat([bought("A", 500, 10), bought("B", 500), bought("C", 500), bought("D", 500, 9), bought("E", 5)])


def test_of_those_of_the_year_before_who_did_not_come_again():
    groups = pd.Series(dict.fromkeys("AB", "North") | dict.fromkeys("CDE", "South"))
    table = churn.league(ORDERS, AS_OF, groups, days=365)
    assert table[["n", "left"]].to_dict("index") == {"North": {"n": 2, "left": 1}, "South": {"n": 2, "left": 1}}
    together = churn.league(ORDERS, AS_OF, groups, pd.Series({"A": "G", "B": "G"}), days=365)
    assert together.loc["North", ["n", "left"]].tolist() == [1, 0]


def test_without_anybody_to_group_the_table_is_empty_and_has_its_columns():
    for groups in (pd.Series({"X": "North"}), pd.Series({"A": None}), pd.Series(dtype="str")):
        table = churn.league(ORDERS, AS_OF, groups)
        assert table.empty
        assert table.columns.tolist() == churn.league(ORDERS, AS_OF, pd.Series({"A": "N"}), days=365).columns.tolist()


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ({"manager": ["Ann", None], "region": ["N", "S"]}, "manager"),
        ({"manager": [None, None], "region": ["N", None]}, "region"),
        ({}, "quarter won"),
    ],
)
def test_groups_are_of_the_first_kind_that_the_file_knows(columns, kind):
    accounts = pd.DataFrame({"account_id": ["A", "B"], **columns})
    assert churn.groups_of(accounts, ORDERS).name == kind


def test_an_account_stands_in_each_category_it_buys():
    lines = ORDERS.assign(category=["x", "y", "x", None, "y", "y", "x"])
    assert sorted(churn.categories_of(lines).items()) == [("A", "x"), ("A", "y"), ("B", "x"), ("D", "y"), ("E", "x")]
    assert churn.categories_of(ORDERS).empty
    assert churn.league(ORDERS, AS_OF, churn.categories_of(ORDERS)).empty


def test_the_worst_improve_by_themselves_where_nothing_is_done():
    random = np.random.default_rng(4)
    luck = random.lognormal(0, 0.6, (500, 3))
    parts = [bought(f"A{n:03}", 900, 500, 100, revenue=row) for n, row in enumerate(luck)]
    found = churn.fifths_after(pd.concat(parts), AS_OF)
    assert found["accounts"].tolist() == [100] * 5
    assert found["change_before"].is_monotonic_increasing
    assert found["rose_after"].iloc[0] > 0.65
    assert found["rose_after"].iloc[-1] < 0.35


def test_who_bought_nothing_did_not_rise_and_a_short_file_has_no_fifths():
    orders = pd.concat([bought("A", 900, 500), bought("B", 900, 500, 100, revenue=[9.0, 3.0, 4.0])])
    found = churn.fifths_after(orders, AS_OF)
    assert found["accounts"].sum() == 2
    assert (found["rose_after"] * found["accounts"]).sum() == 1
    assert churn.fifths_after(bought("A", 100, 5), AS_OF).empty
