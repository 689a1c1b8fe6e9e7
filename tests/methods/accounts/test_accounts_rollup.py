import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import concentration
from kamlib.methods.accounts import merge_map, roll_up
from kamlib.tables import larkfield

IDS = [f"A{number}" for number in range(8)]
PARENT = st.sampled_from([None, "P1", "P2", *IDS])
LINES = st.lists(st.tuples(st.sampled_from([*IDS, "unlisted"]), st.integers(-50_000, 900_000)), max_size=40)


def tables(parents, lines):
    accounts = pd.DataFrame({"account_id": IDS, "account_name": [f"{one} Ltd" for one in IDS], "parent_id": parents})
    orders = pd.DataFrame(lines, columns=["account_id", "cents"])
    orders["revenue"] = orders.pop("cents") / 100
    return orders.astype({"account_id": "str", "revenue": float}), accounts.astype("str")


@settings(deadline=None)
@given(st.lists(PARENT, min_size=8, max_size=8), LINES, st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))))
def test_money_is_the_same_on_every_level_and_customers_only_become_fewer(parents, lines, pairs):
    orders, accounts = tables(parents, lines)
    rolled = roll_up(orders, accounts, merge_map(accounts, pairs))
    cents = sum(cents for _, cents in lines)
    for level, row in rolled.levels.iterrows():
        table = rolled.at(level)
        assert round(100 * table["revenue"].sum()) == cents
        assert len(table) == row["customers"]
        assert table["accounts"].sum() == orders["account_id"].nunique()
    counts = rolled.levels["customers"].tolist()
    assert counts == sorted(counts, reverse=True)
    pd.testing.assert_frame_equal(rolled.customers, rolled.at("parents rolled up"))
    assert set(rolled.owner.index) == {*IDS, *orders["account_id"]}


def test_the_measures_are_those_of_concentration():
    tabs = larkfield.generate("class-1")
    rolled = roll_up(tabs["orders"], tabs["accounts"])
    revenue = tabs["orders"].groupby("account_id")["revenue"].sum()
    first = rolled.levels.loc["accounts as entered"]
    assert first["gini"] == pytest.approx(concentration.gini(revenue))
    assert first["effective_number"] == pytest.approx(1 / concentration.hhi(revenue))
    assert first["top_10_share"] == pytest.approx(revenue.nlargest(10).sum() / revenue.sum())
    assert first["top_1_share"] == pytest.approx(revenue.max() / revenue.sum())
    parents = tabs["accounts"].set_index("account_id")["parent_id"]
    groups = concentration.group_numbers(revenue.index.to_series(), parents)
    assert rolled.levels.loc["parents rolled up", "customers"] == len(np.unique(groups))
    assert rolled.customers["revenue_share"].sum() == pytest.approx(1)


def test_a_duplicate_without_its_parent_finds_it_through_the_other_entry():
    orders, accounts = tables(["P1", None, None, None, "P1", None, None, None], [("A1", 100), ("A4", 300), ("A0", 100)])
    apart = roll_up(orders, accounts)
    assert apart.owner["A1"] == "A1"
    together = roll_up(orders, accounts, merge_map(accounts, [("A1", "A4")]))
    assert together.levels["customers"].tolist() == [3, 2, 1]
    assert together.owner["A1"] == "P1"
    assert together.customers.loc["P1"].tolist() == ["P1", 3, 5.0, 1.0]


def test_chains_of_parents_end_at_the_last_and_circles_end():
    orders, accounts = tables(["A1", "A2", "P1", "A4", "A3", None, None, None], [(one, 100) for one in IDS])
    owner = roll_up(orders, accounts).owner
    assert owner[["A0", "A1", "A2"]].tolist() == ["P1"] * 3
    assert owner[["A3", "A4"]].tolist() == ["A3"] * 2
    assert owner["A5"] == "A5"


@pytest.mark.parametrize("lines", [[], [("A0", -500)], [("A0", 0)]])
def test_without_revenue_there_are_no_shares_and_no_error(lines):
    orders, accounts = tables([None] * 8, lines)
    rolled = roll_up(orders, accounts)
    assert rolled.levels["top_1_share"].isna().all()
    assert "not known" in str(rolled)
    assert "nan" not in str(rolled)


def test_orders_alone_are_enough_and_names_are_data():
    orders, _ = tables([None] * 8, [("A0", 100), ("unlisted", 50)])
    nobody = pd.DataFrame({"account_id": [], "account_name": []}, dtype="str")
    assert roll_up(orders, nobody).levels["customers"].tolist() == [2, 2, 2]
    bold = pd.DataFrame(
        {"account_id": ["A0"], "account_name": ["<b>=1+1</b>"], "parent_id": ["P"], "parent_name": ["<i>"]}
    )
    rolled = roll_up(orders, bold)
    assert rolled.at("accounts as entered")["name"].tolist() == ["<b>=1+1</b>", "unlisted"]
    assert rolled.customers["name"].tolist() == ["<i>", "unlisted"]
    with pytest.raises(ValueError, match="no level 'all'"):
        rolled.at("all")
