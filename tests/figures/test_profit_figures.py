"""Pictures of account profit: drawn for one account or many, for losses, and with what they say in words."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from kamlib import figures
from kamlib.figures.house import alt_text, axes, picture, table_behind
from kamlib.methods import profit


def company(accounts, losing=False, margins=True):
    random = np.random.default_rng(accounts)
    account = np.array([f"Bödenhaus €{number:03d}" for number in np.repeat(np.arange(accounts), 12)])
    revenue = random.lognormal(5, 1, len(account)).round(2)
    orders = pd.DataFrame(
        {
            "order_id": [f"O{number // 2}" for number in range(len(account))],
            "account_id": account,
            "product_id": [f"P{number}" for number in random.integers(1, 6, len(account))],
            "quantity": random.integers(1, 30, len(account)).astype(float),
            "revenue": np.where(random.random(len(account)) < 0.05, -1, 1) * revenue,
        }
    ).astype({"order_id": "str", "account_id": "str", "product_id": "str"})
    orders["margin"] = orders["revenue"] * 0.3
    work = pd.DataFrame(
        {
            "account_id": account[::3],
            "activity": random.choice(["visit", "call", "quote"], len(account[::3])),
            "minutes": random.integers(5, 200, len(account[::3])).astype(float),
        }
    ).astype({"account_id": "str", "activity": "str"})
    rate = 20.0 if losing else 1.0
    return orders if margins else orders.drop(columns="margin"), work, rate


def pictures(orders, work, rate):
    table = profit.by_account(orders, work, rate_per_minute=rate)
    parents = pd.Series({account: f"G{number // 4}" for number, account in enumerate(table.index)})
    half = len(orders) // 2
    tree = profit.driver_tree(orders, work, rate_per_minute=rate)
    return {
        "whale_curve": (profit.whale_curve(table["profit"], basis=table["basis"].iloc[0]),),
        "whale_curve rolled up": (profit.whale_curve(table["profit"], parents),),
        "profit_waterfall": (profit.waterfall(orders, work, rate_per_minute=rate),),
        "profit_waterfall of one": (profit.waterfall(orders, work, table.index[0], rate_per_minute=rate),),
        "profit_bridge": (profit.bridge(orders[: half + 3], orders[half - 3 :]),),
        "profit_bridge without change": (profit.bridge(orders, orders),),
        "tornado": (profit.tornado(tree),),
        "tornado of the years": (profit.tornado(tree, {"accounts": 0.043, "margin_rate": 0.2}),),
        "time_and_margin": (profit.return_on_time(table, work),),
    }


@pytest.mark.parametrize("losing", [False, True], ids=["profit", "loss"])
@pytest.mark.parametrize("margins", [True, False], ids=["margins", "revenue alone"])
@pytest.mark.parametrize("accounts", [1, 3, 300])
def test_any_number_of_accounts_is_drawn_and_described(accounts, margins, losing):
    for name, (result,) in pictures(*company(accounts, losing, margins)).items():
        ax = axes()
        assert getattr(figures, name.split()[0])(result, "EUR", ax=ax) is ax, name
        assert len(picture(ax, 50)[0]) > 1000, name
        assert "nan" not in alt_text(ax), name
        assert ax.get_title(loc="left"), name
        assert table_behind(ax) is not None, name


def test_the_whale_says_its_peak_and_who_erodes():
    ax = figures.whale_curve(profit.whale_curve(pd.Series([112.5, 112.5, *[0.0] * 7, -125.0])), "USD")
    assert ax.get_title(loc="left") == "1 account of 10 loses $125: profit peaks at 225% of its total"
    assert "$225 after 2, $100 after all" in alt_text(ax)


def test_a_whale_without_profit_is_drawn_in_money():
    ax = figures.whale_curve(profit.whale_curve(pd.Series([50.0, -80.0])), "EUR")
    assert "no profit (−€30)" in ax.get_title(loc="left")
    assert "EUR" in ax.get_ylabel()
    assert list(ax.lines[0].get_ydata()) == [0, 50, -30]


def test_bars_of_the_bridge_and_the_waterfall_are_the_amounts():
    orders, work, rate = company(3)
    steps = profit.waterfall(orders, work, rate_per_minute=rate)
    ax = figures.profit_waterfall(steps, "EUR")
    ends = [bar.get_x() + bar.get_width() for bar in ax.patches]
    assert ends == pytest.approx(steps.table["level"].tolist())
    between = profit.bridge(orders[:20], orders[15:])
    ax = figures.profit_bridge(between, "EUR")
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == pytest.approx([*between.effects, between.after - between.before])


def test_the_tornado_ranks_and_the_time_picture_warns():
    tree = profit.DriverTree(10, 2, 2, 50, 0.3, 5, "")
    ax = figures.tornado(profit.tornado(tree, {"margin_rate": 0.1, "accounts": 0.05}), "EUR")
    assert ax.get_title(loc="left") == "Profit hangs most on margin rate: €120 from low to high"
    assert "margin rate ±10% €490 to €610" in alt_text(ax)
    orders, work, rate = company(3)
    ax = figures.time_and_margin(
        profit.return_on_time(profit.by_account(orders, work, rate_per_minute=rate), work), "EUR"
    )
    assert "not what an hour more would earn" in alt_text(ax)
    assert "no cause" in ax.get_xlabel()


def test_the_tornado_stands_on_profit_as_it_is_where_a_swing_is_cut_at_nothing():
    tree = profit.DriverTree(10, 2, 2, 50, 0.3, 5, "")
    ax = figures.tornado(profit.tornado(tree, {"orders_per_account": 1.7}), "EUR")
    assert [bar.get_x() for bar in ax.patches] == pytest.approx([tree.profit] * 12)
    assert alt_text(ax).startswith("Profit of €550 as")


LONG = ("Vereinigte Bodenleger der Hansestadt Lübeck GmbH & Co. KG", "北京地板有限公司北京朝阳区第三分公司地板装修")


def written(ax, texts):
    """Return the boxes of texts that are drawn, in pixels, after the picture was laid out."""
    picture(ax, 100)
    return [Text.get_window_extent(text) for text in texts if text.get_text() and text.get_visible()]


def apart(boxes):
    return all(not one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])


@pytest.mark.parametrize("losing", [False, True], ids=["profit", "loss"])
@pytest.mark.parametrize("accounts", [3, 300])
def test_amounts_in_a_long_currency_do_not_cover_each_other(accounts, losing):
    for name, (result,) in pictures(*company(accounts, losing)).items():
        ax = getattr(figures, name.split()[0])(result, "CHF")
        low, high = ax.get_xlim()
        ticks = written(ax, [tick for tick in ax.get_xticklabels() if low <= tick.get_position()[0] <= high])
        assert ticks, name
        assert apart(ticks), name
        if name.startswith("tornado"):
            edge = ax.get_window_extent().x0
            assert all(box.x0 >= edge for box in written(ax, ax.texts)), name


def test_names_in_the_picture_of_time_stay_inside_and_apart():
    orders, work, rate = company(300, losing=True)
    for table in (orders, work):
        table["account_id"] = (table["account_id"] + " " + LONG[0]).str.replace("Bödenhaus", LONG[1])
    profits = profit.by_account(orders, work, rate_per_minute=rate)
    ax = figures.time_and_margin(profit.return_on_time(profits, work), "EUR")
    boxes = written(ax, ax.texts)
    assert 1 < len(boxes) <= 5
    assert apart(boxes)
    frame = ax.get_figure().bbox
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in boxes)
    assert ax.get_window_extent().width > 0.7 * frame.width, "names leave the picture its room"


def test_a_loss_is_called_a_loss_and_no_change_no_change():
    orders, work, rate = company(3, losing=True)
    ax = figures.profit_waterfall(profit.waterfall(orders, work, rate_per_minute=rate), "EUR")
    assert ax.get_title(loc="left").startswith("All accounts: a loss of €")
    ax = figures.profit_bridge(profit.bridge(orders, orders), "EUR")
    assert ax.get_title(loc="left") == f"Margin stayed at €{orders['margin'].sum():,.0f}"
    assert ax.get_xticks().tolist() == [0]


def test_a_margin_below_zero_has_no_share():
    orders, work, rate = company(3)
    below = orders.assign(revenue=-orders["revenue"].abs(), margin=-orders["margin"].abs())
    table = profit.by_account(below, work, rate_per_minute=rate)
    ax = figures.time_and_margin(profit.return_on_time(table, work), "EUR")
    assert "brings no share of margin: there is none in all" in ax.get_title(loc="left")
    assert "not known" not in alt_text(ax)
    whale = figures.whale_curve(profit.whale_curve(table["profit"]), "EUR")
    assert whale.get_title(loc="left").startswith("All 3 accounts lose €")
    assert "no account earns" in [text.get_text() for text in whale.texts]


def test_a_driver_that_moves_nothing_says_so():
    tree = profit.DriverTree(10, 2, 2, 50, 0.3, 5, "")
    ax = figures.tornado(profit.tornado(tree, {"margin_rate": 0.1}), "EUR")
    assert [text.get_text() for text in ax.texts].count("does not move it") == 5


def test_revenue_that_stands_in_for_margin_is_never_called_profit():
    orders, work, rate = company(3, margins=False)
    table = profit.by_account(orders, work, rate_per_minute=rate)
    ax = figures.whale_curve(profit.whale_curve(table["profit"], basis=table["basis"].iloc[0]), "EUR")
    assert ax.get_title(loc="left").endswith("Revenue stands in for margin: this is not profit")
    ax = figures.profit_waterfall(profit.waterfall(orders, work, rate_per_minute=rate), "EUR")
    assert ax.get_title(loc="left").endswith("is left, before the cost of goods, which is not known")
