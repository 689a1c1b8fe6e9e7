"""The levers of profit add up, agree with the textbook, and refuse what is no business."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.levers import ASSUMED_MARGIN, Base, base_year, one_percent, pull
from kamlib.methods.scorecard import scorecard

AS_OF = pd.Timestamp("2025-12-31")
YEAR = Base(price=10, volume=1000, unit_cost=6.5, fixed_cost=1500, basis="")
CHANGES = st.floats(-0.5, 0.5)


def orders(**columns):
    lines = {"account_id": ["A", "B"], "ordered_at": [AS_OF, AS_OF - pd.Timedelta(days=364)], "revenue": [100.0, 50.0]}
    return pd.DataFrame({**lines, **columns})


@given(st.floats(0.01, 0.9), st.floats(-0.3, 0.3).filter(lambda share: abs(share) > 1e-3))
def test_break_even_is_the_textbooks(margin, price):
    year = Base(price=100, volume=10, unit_cost=100 * (1 - margin), fixed_cost=30, basis="")
    then = pull(year, price=price, elasticity=0)
    expected = -price / (margin + price) if margin + price > 1e-9 else math.inf
    assert then.break_even_change == pytest.approx(expected, rel=1e-6)


@given(CHANGES, st.floats(0, 0.5), st.floats(0, 1), CHANGES, CHANGES, st.floats(-4, 0))
def test_selling_the_break_even_volume_leaves_profit_as_it_was(price, discount, taken_by, unit, fixed, elasticity):
    then = pull(
        YEAR, price=price, discount=discount, taken_by=taken_by, unit_cost=unit, fixed_cost=fixed, elasticity=elasticity
    )
    if math.isfinite(then.break_even_volume):
        left = (then.price - then.unit_cost) * then.break_even_volume - then.fixed_cost
        assert left == pytest.approx(YEAR.profit, rel=1e-6)
    assert then.profit == pytest.approx(YEAR.profit + then.gain, rel=1e-9, abs=1e-6)


@given(CHANGES, st.floats(-4, 0))
def test_a_discount_that_all_take_is_a_price_cut(cut, elasticity):
    cut = abs(cut)
    discount = pull(YEAR, discount=cut, taken_by=1, elasticity=elasticity)
    price = pull(YEAR, price=-cut, elasticity=elasticity)
    assert discount.profit == pytest.approx(price.profit, rel=1e-9)


def test_elasticity_of_minus_one_keeps_revenue():
    then = pull(YEAR, price=0.2, elasticity=-1)
    assert then.price * then.volume == pytest.approx(YEAR.price * YEAR.volume)


def test_nothing_pulled_changes_nothing():
    assert pull(YEAR).gain == 0
    assert pull(YEAR).break_even_change == pytest.approx(0)


@pytest.mark.parametrize(
    ("lever", "change"),
    [("price", {"price": 0.01}), ("unit cost", {"unit_cost": -0.01}), ("fixed cost", {"fixed_cost": -0.01})],
)
def test_one_per_cent_is_what_pulling_it_gives(lever, change):
    assert one_percent(YEAR).loc[lever, "gain"] == pytest.approx(pull(YEAR, elasticity=0, **change).gain)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"price": -1}, "must stay above 0"),
        ({"discount": 1.2}, "shares between 0 and 1"),
        ({"taken_by": -0.1}, "shares between 0 and 1"),
        ({"elasticity": 1}, "a higher price sells more"),
        ({"price": math.nan}, "Each lever is a number"),
    ],
)
def test_what_makes_no_sense_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        pull(YEAR, **change)


@pytest.mark.parametrize("wrong", [{"price": 0}, {"volume": -1}, {"fixed_cost": -5}, {"unit_cost": math.inf}])
def test_no_year_of_business_is_refused(wrong):
    with pytest.raises(ValueError, match="no year of business"):
        Base(**{"price": 1, "volume": 1, "unit_cost": 0.5, "fixed_cost": 0, "basis": "", **wrong})


def test_a_year_with_margins_is_taken_as_it_is():
    work = pd.DataFrame({"performed_at": [AS_OF, AS_OF - pd.Timedelta(days=400)], "cost": [7.0, 99.0]})
    year = base_year(orders(quantity=[5.0, 10.0], margin=[40.0, 20.0]), AS_OF, work)
    assert (year.price, year.volume, year.fixed_cost) == (10, 15, 7)
    assert year.profit == pytest.approx(60 - 7)
    assert "margins in the orders" in year.basis


def test_what_is_missing_is_assumed_and_said():
    year = base_year(orders(), AS_OF)
    assert (year.volume, year.margin_share) == (2, pytest.approx(ASSUMED_MARGIN))
    assert "order line" in year.basis
    assert "A margin of 30% of the price is assumed" in year.basis
    assert "counts 0" in year.basis


def test_only_the_last_365_days_count():
    old = orders(ordered_at=[AS_OF, AS_OF - pd.Timedelta(days=365)])
    assert base_year(old, AS_OF).price * base_year(old, AS_OF).volume == 100


def test_a_year_without_money_is_said():
    with pytest.raises(ValueError, match="brought no money"):
        base_year(orders().iloc[:0], AS_OF)


def test_the_scorecard_owns_up_to_a_short_file():
    short = scorecard(orders(), AS_OF)
    assert short.table["value"].isna().tolist() == [False, True, True]
    assert "The file begins on 2025-01-01" in short.note
    assert "not known" in str(short)
    assert "<p>The file begins" in short._repr_html_()


def test_growth_follows_the_same_accounts():
    days = [AS_OF - pd.Timedelta(days=n) for n in (729, 500, 100, 50)]
    lines = pd.DataFrame(
        {"account_id": ["A", "B", "A", "C"], "ordered_at": days, "revenue": [100.0, 900.0, 150.0, 800.0]}
    )
    values = scorecard(lines, AS_OF).table["value"]
    assert values["retention"] == 0.5
    assert values["growth"] == pytest.approx(0.5)
    assert values["segmentation"] == pytest.approx(800 / 950)
