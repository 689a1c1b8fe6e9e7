"""The levers move, and their words give the numbers of the method."""

import itertools

from kamlib.methods.levers import Base, pull
from kamlib.widgets import profit_levers

YEAR = Base(price=10, volume=1000, unit_cost=6.5, fixed_cost=1500, basis="")


def test_the_words_are_the_methods_numbers():
    said = profit_levers(YEAR, "EUR").text(price=-0.05, elasticity=0.0)
    assert "we must sell at least 16.7% more units. Expected: €500 a year less." in said
    assert "profit goes from €2,000 to €1,500 a year" in said


def test_a_higher_price_says_how_much_may_be_lost():
    said = profit_levers(YEAR, "EUR").text(price=0.05)
    assert f"no more than {abs(pull(YEAR, price=0.05).break_even_change):.1%} fewer units" in said


def test_nothing_moved_says_so():
    assert "Nothing is changed. Profit is €2,000 a year." in profit_levers(YEAR, "EUR").text(price=0.0)


def test_a_unit_that_brings_nothing_is_out_of_reach():
    thin = Base(price=10, volume=1000, unit_cost=9.5, fixed_cost=0, basis="")
    assert "no volume makes up for it" in profit_levers(thin, "EUR").text(price=-0.10)


def test_every_corner_draws():
    for year in (YEAR, Base(price=10, volume=1000, unit_cost=12, fixed_cost=0, basis="")):
        explorer = profit_levers(year, "CHF")
        stops = [(control["kind"], len(control["texts"])) for control in explorer.controls]
        assert stops == [("slider", 21), ("slider", 21), ("choice", 5)]
        for price, discount, elasticity in itertools.product((-0.1, 0.1), (0.0, 0.2), (0.0, -5.0)):
            assert explorer.image(price=price, discount=discount, elasticity=elasticity)[:2] == b"\xff\xd8"
