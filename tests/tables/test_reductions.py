"""Every reduction in SQL against the same reduction in pandas, on small ledgers of every awkward shape."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import profit
from kamlib.tables import engine, reductions

AS_OF = "2024-02-29"
REFUNDS_TO_SALES = st.integers(-50_000, 200_000).map(lambda cents: cents / 100)
FEW_AMOUNTS = st.sampled_from([0.0, 0.1, 0.2, 0.3, -0.3, 10.0, 0.333333])
LINES = st.tuples(
    st.sampled_from(["A1", "A10", "A2", "a1", "Ä", "会社"]),
    st.integers(1, 6),
    st.integers(-40, 20),
    st.sampled_from([0, 1, 86_399]),
    REFUNDS_TO_SALES | FEW_AMOUNTS,
)


def ledger(lines) -> pd.DataFrame:
    """Turn (account, order, days after AS_OF, second of the day, revenue) into order lines."""
    frame = pd.DataFrame(lines, columns=["account_id", "order_id", "day", "second", "revenue"])
    time = pd.Timestamp(AS_OF) + pd.to_timedelta(frame.pop("day"), "D") + pd.to_timedelta(frame.pop("second"), "s")
    dtypes = {"account_id": "str", "order_id": "str", "revenue": "float64", "ordered_at": "datetime64[us]"}
    return frame.assign(ordered_at=time).astype(dtypes)


WORK = st.tuples(
    st.sampled_from(["A1", "a1", "Ä", "会社", "only work"]),
    st.integers(-40, 20),
    st.integers(0, 480).map(float) | st.just(12.5),
    st.none() | st.integers(0, 90_000).map(lambda cents: cents / 100),
)
MARGINS = st.lists(st.none() | st.integers(-20_000, 50_000).map(lambda cents: cents / 100), min_size=30, max_size=30)


def diary(work) -> pd.DataFrame:
    """Turn (account, days after AS_OF, minutes, cost) into activities."""
    frame = pd.DataFrame(work, columns=["account_id", "day", "minutes", "cost"])
    time = pd.Timestamp(AS_OF) + pd.to_timedelta(frame.pop("day"), "D") + pd.Timedelta(hours=23)
    dtypes = {"account_id": "str", "minutes": "float64", "cost": "float64", "performed_at": "datetime64[us]"}
    return frame.assign(performed_at=time).astype(dtypes)


def with_margins(orders, margins) -> pd.DataFrame:
    return orders.assign(margin=pd.Series(margins[: len(orders)], dtype="float64"))


PERIODS = st.tuples(
    st.builds(with_margins, st.lists(LINES, max_size=30).map(ledger), MARGINS),
    st.lists(WORK, max_size=15).map(diary),
    st.sampled_from([1, 30, 365]),
)
"""Order lines with margins, work, and the number of days that count."""


def everything(name, orders):
    """Return what a reduction is given, for an orders table without margins and no work done."""
    given = {"orders": orders} | ({} if name in ("cohorts", "concentration") else {"as_of": AS_OF})
    given |= {"unit": "week"} if name in ("account_summary", "purchase_counts") else {}
    given |= {"months": 3} if name == "retention_triangle" else {}
    if name == "account_profit":
        given |= {"days": 30, "orders": orders.assign(margin=orders["revenue"] / 2), "activities": diary([])}
    return given


def both(name, orders, **parameters):
    """Return the engine's and pandas' result of one reduction."""
    in_pandas = getattr(reductions, name)(orders, **parameters)
    unit = parameters.pop("unit", None)
    if unit:
        parameters["days_per_unit"] = reductions.DAYS_PER_UNIT[unit]
    return engine.run(name, orders=orders, **parameters), in_pandas


def assert_same(ours, oracle, money_in=0.0):
    """Equal frames; money to 1e-9 of the money that went in."""
    pd.testing.assert_frame_equal(ours, oracle, rtol=1e-9, atol=1e-12 + 1e-9 * money_in)


@settings(max_examples=50)
@given(lines=st.lists(LINES, min_size=1, max_size=30), unit=st.sampled_from(["day", "week", "month"]))
def test_account_summary(lines, unit):
    orders = ledger(lines)
    assert_same(*both("account_summary", orders, as_of=AS_OF, unit=unit), money_in=orders["revenue"].abs().sum())


@settings(max_examples=100)
@given(lines=st.lists(LINES, min_size=1, max_size=30), unit=st.sampled_from(["day", "week", "month"]))
def test_purchase_counts(lines, unit):
    ours, oracle = both("purchase_counts", ledger(lines), as_of=AS_OF, unit=unit)
    assert_same(ours, oracle)
    assert not ours.duplicated(["frequency", "recency", "T"]).any()


@settings(max_examples=100)
@given(lines=st.lists(LINES, min_size=1, max_size=30))
def test_purchase_days(lines):
    ours, oracle = both("purchase_days", ledger(lines), as_of=AS_OF)
    assert_same(ours, oracle)
    assert (ours[["days_returned", "without"]] >= 0).all(axis=None)


@settings(max_examples=50)
@given(lines=st.lists(LINES, min_size=1, max_size=30))
def test_rfm(lines):
    assert_same(*both("rfm", ledger(lines), as_of=AS_OF))


@settings(max_examples=50)
@given(lines=st.lists(LINES, min_size=1, max_size=30))
def test_cohorts(lines):
    assert_same(*both("cohorts", ledger(lines)))


@settings(max_examples=50)
@given(lines=st.lists(LINES, min_size=1, max_size=30), months=st.sampled_from([1, 3, 7, 12]))
def test_retention_triangle(lines, months):
    orders = ledger(lines)
    assert_same(*both("retention_triangle", orders, as_of=AS_OF, months=months), money_in=orders["revenue"].abs().sum())


@settings(max_examples=50)
@given(lines=st.lists(LINES, min_size=1, max_size=30))
def test_concentration(lines):
    ours, oracle = both("concentration", ledger(lines))
    shares = oracle[["revenue_share", "cumulative_share"]].abs().max().max()
    assert_same(ours, oracle, money_in=0.0 if np.isnan(shares) else shares)


@settings(max_examples=80)
@given(PERIODS)
def test_account_profit(period):
    orders, done, days = period
    ours, oracle = both("account_profit", orders, activities=done, as_of=AS_OF, days=days)
    assert_same(ours, oracle, money_in=done["minutes"].sum() + done["cost"].sum())


@settings(max_examples=80)
@given(PERIODS)
def test_account_profit_is_the_methods_profit_of_the_same_period(period):
    orders, done, days = period
    ours = engine.run("account_profit", orders=orders, activities=done, as_of=AS_OF, days=days).set_index("account_id")
    assert ours["margin"].isna().equals(ours["profit"].isna())
    whole = orders.fillna({"margin": 0.0})
    ours = engine.run("account_profit", orders=whole, activities=done, as_of=AS_OF, days=days).set_index("account_id")
    last, first = pd.Timestamp(AS_OF), pd.Timestamp(AS_OF) - pd.Timedelta(days=days - 1)
    there = whole["ordered_at"].dt.normalize().between(first, last)
    worked = done["performed_at"].dt.normalize().between(first, last)
    method = profit.by_account(whole[there], done[worked]).drop(columns="basis")
    if ours.empty:
        assert method.empty
        return
    pd.testing.assert_frame_equal(
        ours[list(method.columns)], method, check_names=False, check_index_type=False, rtol=1e-9, atol=1e-5
    )


def test_an_account_lacks_its_profit_only_where_a_line_lacks_its_margin():
    orders = with_margins(ledger([("A", 1, 0, 0, 10.0), ("A", 2, 0, 0, -4.0), ("B", 3, 0, 0, 8.0)]), [5.0, None, 3.0])
    done = diary([("A", 0, 20.0, 2.0), ("C", 0, 20.0, 3.0), ("C", 0, 40.0, None), ("C", -30, 5.0, 70.0)])
    for frame in both("account_profit", orders, activities=done, as_of=AS_OF, days=30):
        table = frame.set_index("account_id")
        assert table["profit"].to_dict() == pytest.approx({"A": np.nan, "B": 3.0, "C": -8.0}, nan_ok=True)
        assert table["lines_taken_back"].to_dict() == {"A": 1, "B": 0, "C": 0}
        assert table.loc["C", ["order_count", "revenue", "margin", "minutes", "cost_to_serve"]].tolist() == [
            0,
            0,
            0,
            60,
            8,
        ]


def test_the_days_of_a_period_are_counted_with_the_last_one():
    orders = with_margins(ledger([("A", n, -n, 86_399, 1.0) for n in range(10)]), [1.0] * 10)
    for days in (1, 7):
        ours, _ = both("account_profit", orders, activities=diary([]), as_of=AS_OF, days=days)
        assert ours["order_count"].tolist() == [days]


@settings(max_examples=15)
@given(lines=st.lists(LINES, min_size=2, max_size=40), seed=st.integers(0, 99))
def test_the_order_of_the_rows_changes_nothing_at_all(lines, seed):
    orders = ledger(lines)
    shuffled = orders.sample(frac=1, random_state=seed)
    for name in engine.names():
        (first, _), (second, _) = both(name, **everything(name, orders)), both(name, **everything(name, shuffled))
        pd.testing.assert_frame_equal(first, second, check_exact=True)


def test_ties_hold_where_float_sums_would_break_them():
    lines = [("A", n, 0, 0, money) for n, money in enumerate([0.1, 0.2, 0.3])]
    lines += [("B", n, 0, 0, money) for n, money in enumerate([0.3, 0.2, 0.1])]
    assert 0.1 + 0.2 + 0.3 != 0.3 + 0.2 + 0.1
    ours, oracle = both("concentration", ledger(lines))
    assert ours["account_id"].tolist() == oracle["account_id"].tolist() == ["A", "B"]
    assert ours["revenue"].tolist() == oracle["revenue"].tolist() == [0.6, 0.6]


def test_a_day_on_which_goods_only_came_back_is_no_purchase():
    lines = [("A", 1, -30, 0, 100.1), ("A", 2, -20, 0, 5.1), ("A", 3, -10, 0, -5.1)]
    ours, _ = both("account_summary", ledger(lines), as_of=AS_OF, unit="day")
    assert ours[["frequency", "recency", "monetary_value"]].values.tolist() == [[1.0, 10.0, 5.1]]


def test_a_day_whose_cents_cancel_is_no_purchase_and_goods_given_away_are_one():
    lines = [
        ("A", 1, -30, 0, 9.0),
        ("A", 2, -20, 0, 0.1),
        ("A", 2, -20, 0, 0.2),
        ("A", 3, -20, 1, -0.3),
        ("B", 4, -5, 0, 0.0),
    ]
    ours, _ = both("purchase_counts", ledger(lines), as_of=AS_OF, unit="day")
    assert ours["frequency"].tolist() == [0, 0]
    days, _ = both("purchase_days", ledger(lines), as_of=AS_OF)
    assert days[["customers", "purchase_days", "days_returned", "orders_placed"]].values.tolist() == [[2, 2, 1, 4]]


def test_an_order_late_on_the_last_day_counts_and_one_a_second_later_does_not():
    lines = [("A", 1, 0, 86_399, 10.0), ("B", 2, 1, 0, 10.0)]
    ours, oracle = both("rfm", ledger(lines), as_of=AS_OF)
    assert ours["account_id"].tolist() == oracle["account_id"].tolist() == ["A"]
    assert ours["days_since_order"].tolist() == [0]


def test_a_time_of_day_in_as_of_makes_no_difference():
    orders = ledger([("A", 1, 0, 86_399, 10.0)])
    for as_of in (AS_OF, dt.date(2024, 2, 29), pd.Timestamp("2024-02-29 00:01"), np.datetime64("2024-02-29")):
        assert len(engine.run("rfm", orders=orders, as_of=as_of)) == 1
        assert len(reductions.rfm(orders, as_of)) == 1


@pytest.mark.parametrize("name", engine.names())
def test_no_lines_give_no_rows_of_the_same_kinds(name):
    full, _ = both(name, **everything(name, ledger([("A", 1, 0, 0, 1.0)])))
    for frame in both(name, **everything(name, ledger([("A", 1, 0, 0, 1.0)]).iloc[:0])):
        assert frame.empty or (name == "purchase_days" and (frame == 0).all(axis=None))
        assert frame.dtypes.to_dict() == full.dtypes.to_dict()


def test_all_orders_after_as_of_give_no_rows():
    ours, oracle = both("account_summary", ledger([("A", 1, 5, 0, 1.0)]), as_of=AS_OF, unit="day")
    assert ours.empty
    assert oracle.empty


def test_money_that_nets_to_nothing_has_no_shares():
    ours, oracle = both("concentration", ledger([("A", 1, 0, 0, 0.3), ("B", 2, 0, 0, -0.3)]))
    assert ours["cumulative_share"].isna().all()
    assert oracle["cumulative_share"].isna().all()
    assert ours["rank"].tolist() == [1, 2]


def test_a_month_is_a_twelfth_of_a_year():
    assert reductions.days_in("month") * 12 == 365.25
    with pytest.raises(ValueError, match=r"A unit of time is one of day, week, month; 'year' is none of them\."):
        reductions.account_summary(reductions.example(), AS_OF, unit="year")
