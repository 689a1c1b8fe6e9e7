"""All work in one table: diary and drops add up, and where neither is written down the assumption says so."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamlib
from kamlib import methods
from kamlib.methods import profit
from kamlib.methods.profit.work import ASSUMED, ASSUMED_SHARE

ORDERS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 90_000)), min_size=1, max_size=40)


def ledger(rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["order_id", "revenue"])
    return table.assign(
        account_id="A" + (table["order_id"] % 4).astype(str),
        order_id=table["order_id"].astype(str),
        ordered_at=pd.Timestamp("2025-03-01"),
        revenue=table["revenue"] / 100,
    )


@given(ORDERS)
def test_assumed_work_costs_its_share_of_sales_and_has_a_row_an_order(rows):
    orders = ledger(rows)
    work = profit.work(orders)
    assert len(work) == orders["order_id"].nunique()
    assert work["cost"].sum() == pytest.approx(ASSUMED_SHARE * orders["revenue"].sum())
    assert set(work["resource"]) == {ASSUMED}
    table = profit.by_account(orders.assign(margin=0.5 * orders["revenue"]), work)
    assert table["basis"].iloc[0] == "margin less cost to serve: assumed, 10% of sales spread by orders and lines"


def test_diary_and_drops_add_up():
    company = kamlib.load("larkfield")
    work = profit.work(company.orders, company.activities, company.deliveries)
    assert len(work) == len(company.activities) + len(company.deliveries)
    assert work["cost"].sum() == pytest.approx(company.activities["cost"].sum() + company.deliveries["cost"].sum())
    assert work["minutes"].sum() == company.activities["minutes"].sum() + company.deliveries["minutes"].sum()
    by_resource = work.groupby("resource")["cost"].sum()
    assert by_resource["delivering"] == pytest.approx(company.deliveries["cost"].sum())


@pytest.mark.parametrize("empty", [True, False])
def test_a_company_with_one_of_the_two_uses_it_alone(empty):
    company = kamlib.load("larkfield")
    none = company.activities.iloc[:0] if empty else None
    work = profit.work(company.orders, none, company.deliveries)
    assert set(work["resource"]) == {"delivering"}
    work = profit.work(company.orders, company.activities, None)
    assert set(work["resource"]) == {"selling"}


def test_drops_without_a_kind_or_a_cost_are_work_too():
    drops = pd.DataFrame({"account_id": ["A"], "delivered_at": [pd.Timestamp("2025-03-01")], "minutes": [30.0]})
    work = profit.work(ledger([(1, 100)]), None, drops)
    assert work[["activity", "minutes"]].values.tolist() == [["drop", 30.0]]
    assert work["cost"].isna().all()
    assert profit.by_account(ledger([(1, 100)]), work, rate_per_minute=2)["cost_to_serve"].sum() == 60


@given(ORDERS)
def test_rates_and_rest_give_back_the_cost_of_each_account(rows):
    orders = ledger(rows)
    work = profit.work(orders)
    found = profit.rates(work)
    cost = found.minutes @ found.a_minute + found.rest
    expected = work.groupby("account_id")["cost"].sum()
    assert cost.sort_index().tolist() == pytest.approx(expected.sort_index().tolist(), abs=1e-6)
    assert found.rest.sum() == pytest.approx(0, abs=1e-6)


def test_capacity_is_that_of_the_busiest_month_and_months_without_work_count():
    days = pd.to_datetime(["2025-01-10", "2025-03-10"])
    work = pd.DataFrame({"performed_at": days, "minutes": [60.0, 30.0], "cost": [60.0, 30.0]})
    done = profit.sized_to_peak(work)
    assert (done.practical_minutes, done.used_minutes) == (180, 90)
    assert done.unused_cost == 90
    assert "50% of the minutes" in done._repr_html_()
    with pytest.raises(ValueError, match="No minutes of work are written down"):
        profit.sized_to_peak(work.assign(minutes=0.0))


def test_two_stretches_are_years_or_halves():
    orders = kamlib.load("larkfield").orders
    as_of = pd.Timestamp("2025-12-31")
    before, after, days = profit.two_stretches(orders, as_of)
    years = profit.two_years(orders, as_of)
    assert days == 365
    assert (len(before), len(after)) == tuple(map(len, years))
    short = orders[orders["ordered_at"] > as_of - pd.Timedelta(days=100)]
    first, second, days = profit.two_stretches(short, as_of)
    assert days == 50
    assert len(first) + len(second) == len(short)
    assert first["ordered_at"].max() < second["ordered_at"].min()


def test_an_assumed_margin_says_so_everywhere():
    orders = ledger([(1, 1000), (2, 3000)])
    assumed = profit.with_margin(orders)
    assert assumed["margin"].sum() == pytest.approx(0.3 * orders["revenue"].sum())
    for basis in (
        profit.by_account(assumed, None)["basis"].iloc[0],
        profit.waterfall(assumed, None).basis,
        profit.driver_tree(assumed, None).basis,
        profit.bridge(assumed, assumed).basis,
    ):
        assert basis.startswith("an assumed margin of 30% of revenue")
    known = orders.assign(margin=1.0)
    assert profit.with_margin(known) is known


def test_a_few_gaps_in_the_margin_count_at_the_rate_of_the_others():
    orders = ledger([(1, 1000), (2, 3000), (3, 500)])
    known = orders.assign(margin=[4.0, 12.0, None])
    filled = profit.with_margin(known)
    assert filled["margin"].tolist() == pytest.approx([4.0, 12.0, 2.0])
    assert profit.by_account(filled, None)["basis"].iloc[0].startswith("margin (1 of 3 lines have none")
    hardly_any = profit.with_margin(orders.assign(margin=[None, None, 2.5]))
    assert hardly_any["margin"].tolist() == pytest.approx([3.0, 9.0, 1.5])


def test_years_are_counted_back_and_hold_all_money():
    company = kamlib.load("larkfield")
    yearly = profit.by_stretch(company.orders, company.as_of, stretches=5)
    assert list(yearly.columns) == [0, 1, 2, 3, 4]
    orders = company.orders
    five = orders[orders["ordered_at"] > company.as_of - pd.Timedelta(days=5 * 365)]
    assert yearly.sum().sum() == pytest.approx(five["margin"].sum())


def test_a_short_file_is_cut_into_stretches_that_it_holds():
    company = kamlib.load("larkfield")
    orders = methods.last_days(company.orders, company.as_of, 401)
    yearly = profit.by_stretch(orders, company.as_of)
    assert yearly.columns.name == "stretches of 100 days ago"
    assert yearly.sum().sum() == pytest.approx(methods.last_days(orders, company.as_of, 400)["margin"].sum())
    assert (yearly != 0).any().all()


def test_the_two_levels_of_a_whale():
    company = kamlib.load("larkfield")
    table = profit.by_account(company.orders, None)
    parents = company.accounts.set_index("account_id")["parent_id"]
    levels = profit.whale_curve(table["profit"], parents).levels
    assert levels.index.tolist() == ["accounts", "owners"]
    assert levels.loc["accounts", "customers"] > levels.loc["owners", "customers"]
    assert profit.whale_curve(table["profit"]).levels.index.tolist() == ["accounts"]
