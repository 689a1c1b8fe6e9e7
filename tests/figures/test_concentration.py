import pandas as pd
import pytest

from kamlib import figures
from kamlib.figures.house import alt_text, axes, picture, table_behind
from kamlib.methods.concentration import concentration

DRAWINGS = [figures.lorenz_curve, figures.top_shares_bars]


def measured(revenue):
    orders = pd.DataFrame(
        {
            "order_id": [f"O{number}" for number in range(len(revenue))],
            "account_id": [f"A{number:04d}" for number in range(len(revenue))],
            "ordered_at": pd.Timestamp("2024-05-01"),
            "revenue": revenue,
        }
    ).astype({"order_id": "str", "account_id": "str", "ordered_at": "datetime64[us]", "revenue": float})
    return concentration(orders, resamples=50)


@pytest.mark.parametrize("draw", DRAWINGS)
@pytest.mark.parametrize(
    "revenue",
    [[5], [5, 3, 1], range(1, 301), [100, 50, -40, 0], [0, 0], [3, -3], range(1, 3000)],
    ids=["one", "three", "300", "below zero", "nothing", "no total", "many"],
)
def test_any_number_of_accounts_is_drawn_and_described(draw, revenue):
    ax = axes()
    assert draw(measured(list(revenue)), ax=ax) is ax
    assert len(picture(ax, 50)[0]) > 1000
    assert alt_text(ax)
    assert ax.get_title(loc="left")


def test_the_words_hold_the_numbers():
    result = measured([60, 20, 10, 5, 5])
    curve = figures.lorenz_curve(result)
    assert "largest fifth of 5 accounts brings 60% of revenue" in curve.get_title(loc="left")
    assert f"Gini {result.gini:.2f}" in alt_text(curve)
    bars = figures.top_shares_bars(result)
    assert "top 20% (1) 60%" in alt_text(bars)
    assert table_behind(bars)["accounts"].tolist() == [1, 1, 1, 1]


def test_the_table_behind_the_curve_is_the_curve():
    table = table_behind(figures.lorenz_curve(measured(list(range(1, 3000)))))
    assert len(table) == 500
    assert table.iloc[-1].tolist() == [1, 1]
    assert table["revenue_share"].is_monotonic_increasing


def test_without_a_total_the_picture_says_so():
    assert "does not add up" in alt_text(figures.lorenz_curve(measured([3, -3])))
