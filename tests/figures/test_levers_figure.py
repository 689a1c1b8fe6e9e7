"""The picture of the levers says its numbers, also where a year loses money."""

import pytest

from kamlib.figures import alt_text, lever_bars
from kamlib.figures.house import picture, table_behind
from kamlib.methods.levers import Base


@pytest.mark.parametrize(
    ("unit_cost", "says"), [(6.5, "volume 1 % more €35"), (12.0, "volume 1 % more −€20")], ids=["profit", "loss"]
)
def test_each_lever_is_drawn_and_said(unit_cost, says):
    ax = lever_bars(Base(10, 1000, unit_cost, 1500, ""), "EUR")
    picture(ax)
    assert "price is worth €100 a year" in ax.get_title(loc="left") or "unit cost" in ax.get_title(loc="left")
    assert says in alt_text(ax)
    assert list(table_behind(ax)["gain"]) == [bar.get_width() for bar in ax.patches]
