"""The bridge adds up to the change, account by account, and each effect is what its rule says."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamlib
from kamlib.methods import profit

CENTS = st.integers(-100_000, 100_000).map(lambda cents: cents / 100)
YEAR = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("xyz"), st.integers(-20, 50).map(float), CENTS, CENTS),
    min_size=1,
    max_size=25,
)
PARENTS = pd.Series({"A": "P", "B": "P"})


def year(rows):
    table = pd.DataFrame(rows, columns=["account_id", "product_id", "quantity", "revenue", "margin"])
    return table.astype({"account_id": "str", "product_id": "str"})


@given(YEAR, YEAR, st.sampled_from(["margin", "revenue"]), st.sampled_from([None, PARENTS]), st.booleans())
def test_the_effects_add_up_to_the_change(first, second, measure, parents, counted):
    before, after = year(first), year(second)
    if not counted:
        before = before.drop(columns="quantity")
    found = profit.bridge(before, after, parents, measure)
    change = after[measure].sum() - before[measure].sum()
    assert found.after - found.before == pytest.approx(change, abs=1e-6)
    assert found.effects.sum() == pytest.approx(change, rel=1e-9, abs=1e-6)
    by_account = found.table.drop(columns=["before", "after", "change"]).sum(axis=1)
    pd.testing.assert_series_equal(by_account, found.table["change"], check_names=False, atol=1e-6)
    assert ("cost" in found.effects) == (measure == "margin")
    assert ("order line" in found.basis) != counted


@given(YEAR)
def test_a_year_like_the_last_has_no_effects(rows):
    found = profit.bridge(year(rows), year(rows))
    assert found.effects.abs().max() < 1e-6


def test_each_effect_is_what_its_rule_says():
    before = year([("A", "x", 10.0, 100.0, 40.0), ("A", "y", 10.0, 200.0, 100.0), ("B", "x", 1.0, 10.0, 4.0)])
    # x is dearer by 1 and costs .50 more; four units move from x to y; two units more in all; C is new, B has left
    after = year([("A", "x", 8.0, 88.0, 36.0), ("A", "y", 14.0, 280.0, 140.0), ("C", "x", 1.0, 12.0, 5.0)])
    in_margin = profit.bridge(before, after)
    # units rise by 2 at €7 of margin each; as lived, x -2 at 4 and y +4 at 10 make 32, so 18 is mix
    assert in_margin.effects.to_dict() == pytest.approx(
        {"price": 8, "cost": -4, "volume": 14, "mix": 18, "new": 5, "leaving": -4}
    )
    in_revenue = profit.bridge(before, after, measure="revenue")
    assert in_revenue.effects.to_dict() == pytest.approx(
        {"price": 8, "volume": 30, "mix": 30, "new": 12, "leaving": -10}
    )


def test_orders_moved_between_accounts_of_one_owner_are_neither_new_nor_leaving():
    before, after = year([("A", "x", 10.0, 100.0, 40.0)]), year([("B", "x", 10.0, 110.0, 50.0)])
    assert profit.bridge(before, after).effects["leaving"] == -40
    together = profit.bridge(before, after, PARENTS).effects
    assert together.to_dict() == pytest.approx({"price": 10, "cost": 0, "volume": 0, "mix": 0, "new": 0, "leaving": 0})


def test_without_margins_revenue_stands_in_and_says_so():
    rows = year([("A", "x", 1.0, 10.0, 4.0)]).drop(columns="margin")
    found = profit.bridge(rows, rows)
    assert found.measure == "revenue"
    assert found.basis.startswith("revenue (margin absent)")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda rows: (rows, rows[:0], None), "no orders"),
        (lambda rows: (rows, rows, "profit"), "cannot be built"),
        (lambda rows: (rows.drop(columns="margin"), rows, "margin"), "cannot be built"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(change, says):
    before, after, measure = change(year([("A", "x", 1.0, 10.0, 4.0)]))
    with pytest.raises(ValueError, match=says):
        profit.bridge(before, after, measure=measure)


def test_larkfield_years_follow_each_other_and_add_up():
    company = kamlib.load("larkfield")
    before, after = profit.two_years(company.orders, company.as_of)
    assert before["ordered_at"].max() < after["ordered_at"].min()
    assert after["ordered_at"].max() <= company.as_of
    found = profit.bridge(before, after)
    assert found.effects.sum() == pytest.approx(after["margin"].sum() - before["margin"].sum())
