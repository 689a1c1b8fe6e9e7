"""An axis whose amounts move: numbers, marks and the line at zero stand where the amounts are."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from kamlib.widgets.scale import Scale


@pytest.fixture(params=["x", "y"])
def scale(request):
    return Scale(Figure().subplots(), request.param, "{:g}".format, widest="1,000")


def numbers(scale):
    side = "xy".index(scale.side)
    return {text.get_text(): text.xy[side] for text in scale.numbers if text.get_text()}


def test_numbers_stand_where_their_amounts_do(scale):
    for low, high in ((0, 10), (-50, 25), (1e6, 3e6), (-3, -1)):
        scale.move(low, high)
        found = numbers(scale)
        assert len(found) >= 3
        for text, place in found.items():
            assert place == pytest.approx((float(text) - low) / (high - low))
            assert 0 <= place <= 1
        assert [scale(low), scale(high)] == [0, 1]
        assert len(scale.lines.get_segments()) == len(found)
        assert len(scale.zero.get_segments()) == (low <= 0 <= high)


def test_a_stretch_of_no_length_shows_its_one_amount(scale):
    scale.move(7, 7)
    assert numbers(scale) == {"7": 0.5}
    assert np.isfinite(scale(np.array([6.5, 7.5]))).all()


def test_what_was_written_before_is_gone(scale):
    scale.move(0, 8)
    many = len(numbers(scale))
    scale.move(5, 5)
    assert many > len(numbers(scale)) == 1
