"""Deliveries: what a drop costs, and that it hardly follows size, so that there is a whale curve to find."""

import numpy as np
import pandas as pd

from kamlib.methods import profit
from kamlib.tables.larkfield import AS_OF, LORRY_YEAR_COST, LORRY_YEAR_MINUTES
from kamlib.tables.larkfield.deliveries import DROPS

YEAR = AS_OF - pd.Timedelta(days=365)


def of_the_year(company) -> tuple[pd.DataFrame, pd.DataFrame]:
    orders = company["orders"].query("ordered_at > @YEAR")
    work = profit.work(orders, company["activities"], company["deliveries"])
    return orders, work[work["performed_at"] > YEAR]


def test_every_order_that_had_time_to_arrive_has_its_drops(larkfield_company):
    orders, drops = larkfield_company["orders"], larkfield_company["deliveries"]
    old = orders[orders["ordered_at"] < AS_OF - pd.Timedelta(days=60)]
    assert set(old["order_id"]) <= set(drops["order_id"]) <= set(orders["order_id"])
    placed = drops["order_id"].map(orders.drop_duplicates("order_id").set_index("order_id")["ordered_at"])
    assert ((drops["delivered_at"] - placed).dt.days >= 1).all()
    assert (drops["delivered_at"].dt.day_of_week < 5).all()
    assert (drops["delivered_at"] <= AS_OF).all()


def test_a_drop_is_of_the_account_that_ordered(larkfield_company):
    orders, drops = larkfield_company["orders"], larkfield_company["deliveries"]
    owner = orders.drop_duplicates("order_id").set_index("order_id")["account_id"]
    assert (drops["account_id"] == drops["order_id"].map(owner)).all()
    assert set(drops["kind"]) == set(DROPS)


def test_a_minute_costs_what_a_lorry_year_says(larkfield_company):
    collected = larkfield_company["deliveries"].query("kind == 'collected'")
    assert np.allclose(collected["cost"] / collected["minutes"], LORRY_YEAR_COST / LORRY_YEAR_MINUTES, atol=1e-3)


def test_there_is_a_whale_and_large_accounts_at_both_its_ends(several):
    peaks, losers_among_large = [], []
    for one in several:
        orders, work = of_the_year(one)
        table = profit.by_account(orders, work)
        peaks.append(profit.whale_curve(table["profit"]).peak)
        large = table.nlargest(len(table) // 3, "revenue")
        losers_among_large.append((large["profit"] < 0).mean())
    assert all(1.04 < peak < 1.35 for peak in peaks)
    assert 0.04 < np.mean(losers_among_large) < 0.30


def test_cost_to_deliver_hardly_follows_size_once_orders_are_counted(several):
    for one in several:
        orders, work = of_the_year(one)
        drops = work[work["resource"] == "delivering"].groupby("account_id")["cost"].sum()
        placed = orders.groupby("account_id").agg(orders=("order_id", "nunique"), revenue=("revenue", "sum"))
        an_order = (drops / placed["orders"]).dropna()
        assert an_order.quantile(0.95) > 4 * an_order.quantile(0.05)
        assert abs(an_order.rank().corr(placed["revenue"].reindex(an_order.index).rank())) < 0.45
