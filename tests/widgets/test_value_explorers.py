"""The explorers of lessons 05 and 06 say what the methods say, for three accounts and for many, in any letters."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import clv, equity
from kamlib.widgets import alive_path, five_points, model_compare, two_budgets, worth_of_keeping
from kamlib.widgets.clv.path import _days

AS_OF = pd.Timestamp("2025-12-31")
NAMES = ("Vereinigte Bodenleger", "北京地板", "<b>=1+1</b> $x_y$", "Łąkobor")
GET, KEEP = equity.ResponseCurve.through(5, 0.20, 0.40), equity.ResponseCurve.through(8, 0.40, 0.70)


def ledger(accounts: int, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    rows = []
    for place in range(accounts):
        count = 1 if place % 4 == 1 else int(random.integers(2, 30))
        ago = np.sort(random.integers(0, 900, count))
        rows += [(f"{NAMES[place % 4]} {place}", AS_OF - pd.Timedelta(days=int(day)), 10.0) for day in ago]
    lines = pd.DataFrame(rows, columns=["account_id", "ordered_at", "revenue"])
    return lines.assign(order_id=[str(number) for number in range(len(lines))]).astype({"ordered_at": "datetime64[us]"})


def models(orders: pd.DataFrame) -> dict:
    table = clv.summary(orders, AS_OF, "month").table
    return {"BG/NBD": clv.fit_bg_nbd(table), "MBG/NBD": clv.fit_mbg_nbd(table), "Pareto/NBD": clv.fit_pareto_nbd(table)}


def explorers(accounts: int) -> dict:
    orders = ledger(accounts)
    fitted = models(orders)
    return {
        "worth_of_keeping": worth_of_keeping(1234.5, "EUR"),
        "alive_path": alive_path(fitted["MBG/NBD"], orders, AS_OF),
        "model_compare": model_compare(fitted, orders, AS_OF),
        "five_points": five_points(),
        "two_budgets": two_budgets(GET, KEEP, 50, 0.12, "EUR"),
    }


@pytest.mark.parametrize("accounts", [1, 3, 300])
@pytest.mark.parametrize("name", list(explorers(3)))
def test_every_stop_has_its_words_and_its_picture(name, accounts):
    explorer = explorers(accounts)[name]
    for control in explorer._controls.values():
        for number, stop in enumerate(control.stops):
            said = explorer.text(**{control.name: stop})
            assert len(said) > 80
            assert "nan" not in said
            if number % 9 == 0:
                assert explorer.image(**{control.name: stop}).startswith(b"\xff\xd8")


def test_worth_is_the_margin_multiple_less_what_winning_cost():
    explorer = worth_of_keeping(1000, "EUR")
    said = explorer.text(retention=0.80, discount=0.10, cost=2.0, timing="end")
    worth = 1000 * equity.margin_multiple(0.8, 0.10)
    assert (
        f"brings €{worth:,.0f} ({worth / 1000:.2f} years' margins) and cost €2,000: €{worth - 2000:,.0f} are left"
        in said
    )
    # 1000 x (.727 + .529 + .385 + .280 + .203) is above 2000 after the fifth year.
    assert "Paid back after 5 years" in said
    assert "Paid back at once" in explorer.text(cost=1.0, timing="start")
    assert "Paid back never" in explorer.text(retention=0.40, cost=5.0)
    assert "more than from one sale" in explorer.text(retention=0.90)
    with pytest.raises(ValueError, match="above 0"):
        worth_of_keeping(0, "EUR")


def test_the_path_ends_where_the_model_puts_the_account():
    orders = ledger(40)
    model = models(orders)["MBG/NBD"]
    table = clv.summary(orders, AS_OF, "month").table
    alive = model.probability_alive(table)
    explorer = alive_path(model, orders, AS_OF)
    for account in explorer._controls["account"].stops:
        when, chances = explorer._painter._path(account)
        assert when[-1] == pytest.approx(table.loc[account, "T"])
        assert chances[-1] == pytest.approx(alive[account], abs=1e-6)
        assert f"Alive with a chance of {alive[account]:.0%}" in explorer.text(account=account, day=1.0)


def test_the_path_jumps_at_a_purchase_and_falls_in_silence():
    orders = ledger(40)
    explorer = alive_path(models(orders)["MBG/NBD"], orders, AS_OF)
    account = next(iter(explorer._controls["account"].stops))
    times = _days(orders, AS_OF, [account], "month")[account]
    when, chances = explorer._painter._path(account)
    for bought in times:
        place = np.searchsorted(when, bought)
        assert chances[place] >= chances[place - 1] - 1e-9
    silent = (when[1:] > times[-1]) & (when[:-1] > times[-1])
    assert (np.diff(chances)[silent] <= 1e-9).all()


def test_the_models_differ_most_about_who_bought_once():
    orders = ledger(200)
    fitted = models(orders)
    explorer = model_compare(fitted, orders, AS_OF)
    once = explorer._values["account"]
    assert "bought once" in explorer._controls["account"].write(once)
    said = explorer.text(account=once)
    assert "BG/NBD 100% alive" in said
    table = clv.summary(orders, AS_OF, "month").table.loc[[once]]
    expected = float(fitted["Pareto/NBD"].expected_purchases(table, 6).iloc[0])
    assert f"{expected:.1f} purchases" in explorer.text(account=once, ahead=6)
    with pytest.raises(ValueError, match="no model or no account"):
        model_compare({}, orders, AS_OF)


@pytest.mark.parametrize(
    ("base", "discount", "timing", "gain"), [(0.50, 0.10, "end", 20), (0.85, 0.10, "end", 32), (0.94, 0.05, "end", 93)]
)
def test_five_points_are_worth_what_is_published(base, discount, timing, gain):
    said = five_points().text(base=base, discount=discount, points=0.05, timing=timing)
    assert f"a customer is worth {gain}% more" in said


def test_the_best_budgets_are_those_of_blattberg_and_deighton():
    explorer = two_budgets(GET, KEEP, 50, 0.12, "EUR")
    said = explorer.text(get=10.08, keep=15.93)
    assert "A prospect brings €11.88 (the best would: €11.88)" in said
    assert "is worth €72.92: getting is right" in said
    assert "1.2 times as dear to get as to keep" in said
    assert "spend more on getting" in explorer.text(get=explorer._controls["get"].stops[3])
    assert "spend less on getting" in explorer.text(get=explorer._controls["get"].stops[-1])
