import numpy as np
import pandas as pd
import pytest

from kamlib import figures
from kamlib.figures.house import alt_text, axes, card, picture, table_behind
from kamlib.methods import clv

AS_OF = pd.Timestamp("2024-12-31")
NAMES = ("Vereinigte Bodenleger der Hansestadt Lübeck", "北京地板有限公司", "<b>=1+1</b> $x_y$", "Łąkobor")


def orders(accounts):
    random = np.random.default_rng(accounts)
    ids = np.repeat([f"A{number:03}" for number in range(accounts)], 12)
    frame = pd.DataFrame({"account_id": ids, "revenue": random.lognormal(6, 1, len(ids)).round(2)})
    frame["order_id"] = [f"O{place}" for place in range(len(ids))]
    frame["ordered_at"] = AS_OF - pd.to_timedelta(random.integers(0, 1000, len(ids)), "D")
    return frame.astype({"account_id": "str", "order_id": "str", "ordered_at": "datetime64[us]"})


def held_out(accounts):
    lines = orders(accounts)
    held = clv.holdout(lines, AS_OF - pd.Timedelta(days=250), AS_OF, unit="month")
    return lines, held, clv.fit_mbg_nbd(held.before.table)


def worth(accounts):
    value = np.random.default_rng(accounts).lognormal(8, 1, accounts)
    names = [f"{NAMES[place % 4]} {place}" for place in range(accounts)]
    return pd.DataFrame({"value": value, "low": value / 3, "high": value * 2}, index=pd.Index(names, name="account"))


def draw(name, count, ax):
    if name == "contract_projection":
        surviving = pd.Series([count, *(count * np.array([0.6, 0.5, 0.4, 0.3])).astype(int)])
        return figures.contract_projection(surviving, clv.fit_sbg(surviving.loc[0:2]), 2, ax=ax)
    if name == "value_intervals":
        return figures.value_intervals(worth(count), "EUR", ax=ax)
    lines, held, model = held_out(count)
    if name == "tracking_plot":
        return figures.tracking_plot(clv.tracked(model, held, lines), held.before.table["T"].max(), ax=ax)
    return figures.holdout_bars(held.by_frequency(model), ax=ax)


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("name", ["contract_projection", "tracking_plot", "holdout_bars", "value_intervals"])
def test_each_is_drawn_with_its_words_and_its_table(name, count):
    given = axes()
    assert draw(name, count, given) is given
    assert given.get_title(loc="left")
    assert any(letter.isdigit() for letter in alt_text(given))
    assert len(alt_text(given)) < 700
    assert table_behind(given) is not None
    assert picture(given, dpi=50)[0].startswith(b"\x89PNG")
    assert "<b>=1+1" not in card(given)


@pytest.mark.parametrize("name", ["tracking_plot", "holdout_bars", "value_intervals"])
def test_nothing_to_draw_is_said(name):
    columns = {"tracking_plot": ["actual", "expected"], "holdout_bars": ["customers", "actual", "expected"],
               "value_intervals": ["value", "low", "high"]}[name]  # fmt: skip
    more = {"tracking_plot": [3.0], "holdout_bars": [], "value_intervals": ["EUR"]}[name]
    ax = getattr(figures, name)(pd.DataFrame(columns=columns, dtype=float), *more)
    assert ax.get_title(loc="left")


def test_the_actual_purchases_add_up_to_all_repeat_days():
    lines, held, model = held_out(40)
    tracked = clv.tracked(model, held, lines)
    days = lines.assign(day=lines["ordered_at"].dt.normalize())[["account_id", "day"]].drop_duplicates()
    repeats = len(days[days["account_id"].isin(held.before.table.index)]) - len(held.before.table)
    assert 0 <= repeats - tracked["actual"].iloc[-1] <= 0.1 * repeats
    assert tracked["actual"].is_monotonic_increasing


def test_past_misses_hold_so_many_of_the_customers_asked():
    _, held, model = held_out(300)
    low, high = clv.past_misses(model, held, 0.8)
    expected = model.expected_purchases(held.before.table, held.periods)
    ratio = (held.after / expected)[expected >= 0.5]
    assert ratio.between(low, high).mean() == pytest.approx(0.8, abs=0.05)
    with pytest.raises(ValueError, match="coverage"):
        clv.past_misses(model, held, 1.5)
