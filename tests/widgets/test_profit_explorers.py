"""The explorers of lesson 03 say what the methods say, at every stop, for one account and for many."""

import numpy as np
import pandas as pd
import pytest

from kamlib.figures.house import money
from kamlib.methods import profit
from kamlib.tables import larkfield
from kamlib.widgets import whale_rates, year_bridge
from kamlib.widgets.profit.bridge import ACCOUNTS, OWNERS

AS_OF = larkfield.AS_OF
NAMES = ("Vereinigte Bodenleger der Hansestadt Lübeck", "北京地板有限公司", "<b>=1+1</b> $x_y$", "Łąkobor")


@pytest.fixture(scope="module")
def tables():
    return larkfield.generate("class-1", accounts=40)


@pytest.fixture(scope="module")
def parents(tables):
    return tables["accounts"].set_index("account_id")["parent_id"]


def stops(explorer, name):
    return list(explorer._controls[name].stops)


def work_of(accounts, level=1.0, seed=1):
    """Minutes by kind of work, margin, rates and expenses of so many accounts."""
    random = np.random.default_rng(seed)
    ids = pd.Index([f"{NAMES[place % 4]} {place}" for place in range(accounts)], name="account_id")
    margin = pd.Series(level * random.lognormal(8, 1.2, accounts), ids)
    columns = {"selling": random.lognormal(7, 1, accounts), "delivering": random.lognormal(6.5, 0.9, accounts)}
    rates = {"selling": 1.1, "delivering": 0.65}
    return pd.DataFrame(columns, ids), margin, rates, pd.Series(random.exponential(200, accounts), ids)


def profit_at(minutes, margin, rates, expenses, times=(1.0, 1.0)):
    cost = sum(minutes[name] * rate * by for (name, rate), by in zip(rates.items(), times, strict=True))
    return margin - cost - expenses


# The bridge


def test_every_bridge_is_that_of_the_method(tables, parents):
    orders = tables["orders"]
    explorer = year_bridge(orders, AS_OF, parents, "EUR")
    assert stops(explorer, "year")[0] == AS_OF.normalize()
    assert len(stops(explorer, "year")) == 4
    for year in stops(explorer, "year"):
        for customer in stops(explorer, "customer"):
            for measure in ("margin", "revenue"):
                owned = parents if customer == OWNERS else None
                found = profit.bridge(*profit.two_years(orders, year), owned, measure)
                said = explorer.text(year=year, customer=customer, measure=measure)
                assert f"{money(found.before, 'EUR', 0)} before and {money(found.after, 'EUR', 0)} after" in said
                for name, amount in found.effects.items():
                    word = "cost of goods" if name == "cost" else name
                    assert f"{word} {money(amount, 'EUR', 0)}" in said
                assert len({text.get_text() for text in explorer._painter.sums}) > 3


def test_bars_are_the_effects_and_end_at_the_change(tables):
    explorer = year_bridge(tables["orders"], AS_OF, None, "EUR")
    explorer.image()
    painter = explorer._painter
    found = profit.bridge(*profit.two_years(tables["orders"], AS_OF))
    reach = painter.scale.high - painter.scale.low
    widths = [bar.get_width() * reach for bar in painter.bars]
    assert widths[:-1] == pytest.approx(found.effects.abs().tolist())
    assert widths[-1] == pytest.approx(abs(found.after - found.before))
    change = painter.bars[-1]
    ends = sorted([painter.scale.low + reach * end for end in (change.get_x(), change.get_x() + change.get_width())])
    assert ends == pytest.approx(sorted([0.0, found.after - found.before]), abs=1e-6)


def test_controls_are_there_only_where_there_is_a_choice(tables, parents):
    orders = tables["orders"]
    assert list(year_bridge(orders, AS_OF, parents, "EUR")._controls) == ["year", "customer", "measure"]
    assert list(year_bridge(orders, AS_OF, parents * np.nan, "EUR")._controls) == ["year", "measure"]
    assert list(year_bridge(orders.drop(columns="margin"), AS_OF, None, "EUR")._controls) == ["year"]


def test_nothing_is_worked_out_again_on_a_move(tables, parents, monkeypatch):
    explorer = year_bridge(tables["orders"], AS_OF, parents, "EUR")

    def never(*args, **kwargs):
        raise AssertionError("a move must not go through the orders again")

    monkeypatch.setattr("kamlib.widgets.profit.bridge.bridge", never)
    for year in stops(explorer, "year"):
        assert explorer.image(year=year, customer=OWNERS, measure="revenue")


def test_a_large_file_is_worked_out_when_asked(tables, monkeypatch):
    monkeypatch.setattr("kamlib.widgets.profit.bridge.AHEAD", 10)
    explorer = year_bridge(tables["orders"], AS_OF, None, "EUR")
    assert explorer._painter.bridge_of.cache_info().currsize == 1
    assert explorer.image(year=stops(explorer, "year")[-1])


def test_a_file_of_less_than_two_years_says_so(tables):
    orders = tables["orders"]
    short = orders[orders["ordered_at"] > AS_OF - pd.Timedelta(days=500)]
    explorer = year_bridge(short, AS_OF, None, "EUR")
    assert stops(explorer, "year") == [AS_OF.normalize()]
    assert "the year before is not whole" in explorer.text()
    for lines in (orders[orders["ordered_at"] > AS_OF - pd.Timedelta(days=100)], orders.iloc[:0]):
        explorer = year_bridge(lines, AS_OF, None, "EUR")
        assert "there is no change to tell" in explorer.text()
        assert explorer.image()


@pytest.mark.parametrize("accounts", [1, 3])
@pytest.mark.parametrize("sign", [1, -1], ids=["sold", "taken back"])
def test_few_accounts_and_everything_below_zero_are_bridged(tables, accounts, sign):
    orders = tables["orders"]
    few = orders[orders["account_id"].isin(orders["account_id"].value_counts().index[:accounts])]
    few = few.assign(revenue=sign * few["revenue"], margin=sign * few["margin"])
    explorer = year_bridge(few, AS_OF, None, "CHF")
    for year in stops(explorer, "year"):
        assert explorer.image(year=year)
        assert "nan" not in explorer.text(year=year)
        assert ACCOUNTS in explorer.text(year=year)


def test_two_years_alike_are_unchanged():
    days = [AS_OF - pd.Timedelta(days=back) for back in (10, 375, 740)]
    orders = pd.DataFrame({"order_id": list("abc"), "account_id": "A", "ordered_at": days, "revenue": 50.0})
    said = year_bridge(orders, AS_OF, None, "EUR").text()
    assert "went from €50 to €50" in said
    assert "unchanged" in said


# The whale


def test_the_whale_is_that_of_the_method_at_every_rate():
    given = work_of(120)
    explorer = whale_rates(*given, "EUR")
    for name in explorer._controls:
        for times in stops(explorer, name):
            pair = (times, 1.0) if name == "rate_0" else (1.0, times)
            curve = profit.whale_curve(profit_at(*given, pair))
            said = explorer.text(**{name: times})
            losing, taken = len(curve.eroders), money(curve.peak_profit - curve.total, "EUR", 0)
            assert f"{losing} accounts of 120 lose money" in said
            assert f"take {taken} back" in said
            assert f"{money(curve.peak_profit, 'EUR', 0)} after {curve.peak_at}, " in said
            assert all(str(name) in said for name in curve.eroders["account"].head(3))


def test_dearer_work_makes_more_loss_makers_and_names_who_joins():
    given = work_of(120)
    explorer = whale_rates(*given, "EUR")
    losing = [
        int(explorer.text(rate_0=times).split(" accounts of")[0].split("\n")[-1]) for times in stops(explorer, "rate_0")
    ]
    assert losing == sorted(losing)
    assert losing[0] < losing[5] < losing[-1]
    assert "New among" not in explorer.text()
    today, then = (profit_at(*given, pair) for pair in ((1, 1), (3, 1)))
    joined = then[(then < 0) & (today >= 0)].sort_values()
    said = explorer.text(rate_0=3.0)
    assert f"New among the loss-makers: {len(joined)}, {', '.join(joined.index[:3])}." in said


def test_rates_are_written_as_money_a_unit():
    minutes, margin, _, expenses = work_of(3)
    explorer = whale_rates(minutes, margin, {"selling": 1.1, "delivering": 0.0123}, expenses, "EUR")
    said = explorer.text()
    assert "A minute of selling costs: €1.10 (today)" in said
    assert "A minute of delivering costs: €0.0123 (today)" in said
    assert "A minute of selling costs: €3.30" in explorer.text(rate_0=3.0)


@pytest.mark.parametrize("accounts", [1, 3, 300])
@pytest.mark.parametrize("level", [1.0, 0.1, -1.0], ids=["profit", "no profit", "all below zero"])
def test_any_whale_is_drawn_at_every_rate(accounts, level):
    explorer = whale_rates(*work_of(accounts, level), "USD")
    for times in (0.5, 1.0, 3.0):
        for other in (0.5, 3.0):
            said = explorer.text(rate_0=times, rate_1=other)
            assert "nan" not in said
            assert explorer.image(rate_0=times, rate_1=other)
            low, high = explorer._painter.figure.axes[0].get_ylim()
            for text in (explorer._painter.peak, explorer._painter.end):
                assert low <= text.get_position()[1] <= high
    if level < 0:
        assert "profit does not end above zero, −$" in explorer.text()


def test_accounts_that_stand_in_one_table_only_are_counted():
    minutes = pd.DataFrame({"selling": [10.0]}, index=["worked for"])
    margin, expenses = pd.Series({"bought": 100.0}), pd.Series({"travelled to": 5.0})
    said = whale_rates(minutes, margin, {"selling": 2.0}, expenses, "EUR").text()
    assert "2 accounts of 3 lose money" in said
    assert "Largest losses: worked for −€20; travelled to −€5" in said


def test_work_without_a_price_has_no_slider_and_revenue_is_not_called_profit():
    minutes, margin, _, expenses = work_of(5)
    explorer = whale_rates(
        minutes, margin, {"selling": 0.0, "delivering": 1.0}, expenses, "EUR", "revenue (margin absent)"
    )
    assert list(explorer._controls) == ["rate_0"]
    assert "delivering" in explorer._controls["rate_0"].label
    assert "Revenue stands in for margin: this is not profit" in explorer.text()
    assert whale_rates(minutes[[]], margin, {}, expenses, "EUR").image()


def test_what_makes_no_whale_is_refused_in_a_sentence():
    minutes, margin, rates, expenses = work_of(3)
    with pytest.raises(ValueError, match="no rate for delivering"):
        whale_rates(minutes, margin, {"selling": 1.0}, expenses, "EUR")
    with pytest.raises(ValueError, match="twice"):
        whale_rates(minutes, pd.concat([margin, margin]), rates, expenses, "EUR")
    with pytest.raises(ValueError, match="no finite profit"):
        whale_rates(minutes * np.nan, margin, rates, expenses, "EUR")
