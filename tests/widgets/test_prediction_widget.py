"""A guess is taken before the truth is worked out, is kept, and cannot be taken back."""

import pytest

from kamlib.tables.company import MissingTable
from kamlib.widgets import Prediction


def prediction(truth=lambda: 71.26, **further):
    given = {"question": "Which share?", "unit": "percent", "low": 0, "high": 100, "afterwards": "It is not 80."}
    return Prediction(**{**given, **further, "truth": truth})


def test_the_truth_is_not_worked_out_before_the_guess():
    def truth():
        raise AssertionError("too early")

    widget = prediction(truth)
    assert widget.result == {}
    assert "Guess first" in repr(widget)


def test_guess_and_truth_are_kept_in_view_with_one_sentence():
    kept = []
    widget = prediction(on_lock=kept.append)
    said = widget.guess(40)
    assert said == "Which share?\nYour guess: 40%. The truth: 71.3%. Your guess is 31 points too low. It is not 80."
    assert kept == [40]
    assert (widget.result["guess"], widget.result["truth"]) == ("40%", "71.3%")


def test_a_locked_guess_stays():
    kept = []
    widget = prediction(on_lock=kept.append)
    widget.guess(40)
    assert "Your guess: 40%" in widget.guess(71)
    assert kept == [40]


def test_a_button_press_locks_the_place_of_the_slider():
    kept = []
    widget = prediction(unit="count", high=200, truth=lambda: 31, on_lock=kept.append)
    widget._asked(widget, {"kind": "lock", "place": 15}, [])
    assert kept == [float(widget.texts[15])] == [30]
    assert widget.result["words"] == "Your guess is 1 too low. It is not 80."


def test_a_guess_of_last_time_comes_back_without_being_stored_again():
    kept = []
    widget = prediction(guessed=55.0, on_lock=kept.append)
    assert widget.result["guess"] == "55%"
    assert kept == []


def test_a_truth_beyond_the_slider_still_fits_the_bars():
    widget = prediction(unit="count", low=0, high=100, truth=lambda: 400)
    widget.guess(100)
    assert (widget.result["guess_share"], widget.result["truth_share"]) == (0.25, 1.0)


def test_bars_begin_at_nothing_where_a_number_may_be_below_it():
    widget = prediction(unit="percent", low=-200, high=100, truth=lambda: -50)
    widget.guess(40)
    assert [widget.result[name] for name in ("zero_share", "truth_share", "guess_share")] == [2 / 3, 0.5, 0.8]
    above = prediction(unit="percent", low=0, high=100, truth=lambda: 30)
    above.guess(40)
    assert above.result["zero_share"] == 0


def test_money_carries_its_currency():
    said = prediction(unit="money", high=1e6, truth=lambda: 250_000.4, currency="GBP").guess(300_000)
    assert "Your guess: £300,000. The truth: £250,000. Your guess is £50,000 too high." in said


def test_a_file_that_cannot_answer_says_so():
    def truth():
        raise MissingTable("Acme has no table 'activities'.")

    assert "This file cannot answer it: Acme has no table 'activities'." in prediction(truth).guess(1)
    assert "This file cannot answer it" in prediction(lambda: float("nan")).guess(1)


@pytest.mark.parametrize("value", ["much", None, float("nan")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="A guess is one number, such as 50"):
        prediction().guess(value)


def test_an_unknown_unit_or_an_empty_range_is_refused():
    with pytest.raises(ValueError, match="percent, points, count, money"):
        prediction(unit="kilogram")
    with pytest.raises(ValueError, match="a range that rises"):
        prediction(low=5, high=5)


def test_points_are_no_per_cent_and_one_point_is_one():
    widget = prediction(unit="points", high=30, truth=lambda: 6.93)
    assert widget.texts[:3] == ["0 points", "1 point", "2 points"]
    assert "Your guess: 6 points. The truth: 6.9 points. Your guess is 1 point too low." in widget.guess(6)
    assert "Your guess is 1 point too high." in prediction(truth=lambda: 39.2).guess(40)
    assert "Your guess is 0.4 points too high." in prediction(unit="points", high=30, truth=lambda: 6.6).guess(7)
