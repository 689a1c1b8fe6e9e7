"""What one won and one kept cost on average: nothing divided by nobody, and a number for the saying where there is one."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import equity

COLUMNS = ["programme", "aim", "spending", "approached", "responded"]
AMOUNTS = st.lists(st.tuples(st.floats(1, 1e6), st.integers(1, 500)), min_size=1, max_size=6)


def programmes(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


TWO_YEARS = programmes(
    ("fair", "getting", 9_000.0, 40, 3),
    ("fair", "getting", 11_000.0, 60, 2),
    ("agency", "getting", 5_000.0, 90, 0),
    ("bonus", "keeping", 6_000.0, 20, 12),
)


@pytest.mark.parametrize("table", [None, programmes()], ids=["no table", "no row"])
@pytest.mark.parametrize("by", ["aim", "programme"])
def test_without_programmes_there_is_a_table_without_rows_and_no_number(table, by):
    found = equity.average_costs(table, by=by)
    assert found.empty
    assert found.index.name == by
    assert list(found.columns) == ["spending", "approached", "responded", "cost"]
    assert math.isnan(equity.times_cheaper(table))


def test_years_of_one_aim_are_added_before_they_are_divided():
    found = equity.average_costs(TWO_YEARS)
    assert found.loc["getting"].tolist() == [25_000, 190, 5, 5_000]
    assert found.loc["keeping", "cost"] == 500
    assert equity.times_cheaper(TWO_YEARS) == 10


def test_a_programme_to_which_nobody_responded_has_no_cost_and_its_money_stays():
    found = equity.average_costs(TWO_YEARS, by="programme")
    assert found.index.tolist() == ["agency", "bonus", "fair"]
    assert math.isnan(found.loc["agency", "cost"])
    assert found.loc["agency", "spending"] == 5_000
    assert found.loc["fair", "cost"] == 4_000


@pytest.mark.parametrize(
    "table",
    [
        TWO_YEARS[:3],
        TWO_YEARS[3:],
        TWO_YEARS[2:],
        TWO_YEARS.assign(responded=[3, 2, 0, 0]),
        TWO_YEARS.assign(spending=[9_000.0, 11_000.0, 5_000.0, 0.0]),
    ],
    ids=["nothing on keeping", "nothing on getting", "nobody came", "nobody stayed", "keeping was free"],
)
def test_nobody_is_so_many_times_cheaper_than_what_is_not_known(table):
    assert math.isnan(equity.times_cheaper(table))


@given(AMOUNTS, AMOUNTS)
def test_the_ratio_is_that_of_the_two_costs_and_turns_round_with_the_aims(getting, keeping):
    rows = [
        (aim, money, people) for aim, many in (("getting", getting), ("keeping", keeping)) for money, people in many
    ]
    table = programmes(*((str(n), aim, money, people, people) for n, (aim, money, people) in enumerate(rows)))
    turned = table.assign(aim=table["aim"].map({"getting": "keeping", "keeping": "getting"}))
    assert equity.times_cheaper(table) * equity.times_cheaper(turned) == pytest.approx(1)
    cost = equity.average_costs(table)["cost"]
    assert cost["getting"] == pytest.approx(sum(m for m, _ in getting) / sum(n for _, n in getting))


def test_another_grouping_is_refused():
    with pytest.raises(ValueError, match="by is 'year'; give 'aim' or 'programme'"):
        equity.average_costs(TWO_YEARS, by="year")
