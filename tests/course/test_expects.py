"""An expectation tells apart wrong kind, wrong shape and wrong value."""

import numpy as np
import pandas as pd
import pytest

from kamlib.course.expects import Number, OneOf, PerAccount, Share, accounts, count, money, share

RIGHT = pd.Series(["A", "B", "C"], index=pd.Index(["x", "y", "z"], name="account_id"))


@pytest.mark.parametrize("answer", [0.62, np.float64(0.62), np.float32(0.62)])
def test_numbers_of_any_make_are_numbers(answer):
    assert share.wrong_kind(answer) is None
    assert share.same(answer, 0.6201)


@pytest.mark.parametrize("answer", ["0.62", None, True, np.bool_(True), [0.62], RIGHT, float("nan"), float("inf")])
def test_what_is_no_number_is_told(answer):
    assert share.wrong_kind(answer).startswith("Give one number")


def test_a_share_just_off_is_wrong():
    assert not share.same(0.6215, 0.62)


def test_percent_for_share_is_named_only_where_it_can_be():
    assert "percentage" in share.wrong_shape(62.0, 0.62)
    assert share.wrong_shape(0.5, 0.62) is None


def test_a_number_with_digits_rounded_off_is_nearly_right():
    ratio = Number("times as often", tolerance=1e-3)
    assert ratio.same(0.8638, 0.86382)
    assert str(ratio.wrong_shape(0.86, 0.8638)).startswith("Nearly: yours is rounded")
    assert ratio.wrong_shape(0.87, 0.8638) is None
    assert Number("days").wrong_shape(42.0, 41.6) is None
    assert "rounded" in Number("money").wrong_shape(4_400, 4_444.4)
    assert Number("money").wrong_shape(4_500, 4_444.4) is None


def test_counts_are_whole_and_exact():
    assert "whole" in count.wrong_shape(3.5, 4)
    assert count.same(np.int64(4), 4)
    assert not count.same(5, 4)


def test_money_is_right_to_half_a_unit():
    assert money.same(1000.4, 1000)
    assert not money.same(1000.6, 1000)


@pytest.mark.parametrize("answer", [["x", "y"], {"x", "y"}, pd.Index(["y", "x"]), np.array(["x", "y"]), ("x", "y")])
def test_accounts_come_in_any_container_and_order(answer):
    assert accounts.wrong_kind(answer) is None
    assert accounts.same(answer, pd.Index(["x", "y"]))


def test_accounts_refuse_tables_text_numbers_and_doubles():
    assert "index" in accounts.wrong_kind(pd.DataFrame({"a": [1]}))
    assert "list" in accounts.wrong_kind("x")
    assert ".index" in accounts.wrong_kind(pd.Series([1.0, 2.0]))
    assert "twice" in accounts.wrong_shape(["x", "x"], ["x"])


def test_labels_compare_by_account_not_by_order():
    labels = PerAccount("tiers")
    assert labels.wrong_shape(RIGHT.iloc[::-1], RIGHT) is None
    assert labels.same(RIGHT.iloc[::-1], RIGHT)
    assert not labels.same(RIGHT.where(RIGHT != "B", "C"), RIGHT)


def test_labels_with_missing_or_unknown_accounts_are_told():
    labels = PerAccount("tiers")
    assert "1 of 3" in labels.wrong_shape(RIGHT.iloc[:2], RIGHT)
    assert "account_id" in labels.wrong_shape(RIGHT.reset_index(drop=True), RIGHT)
    assert "twice" in labels.wrong_shape(pd.concat([RIGHT, RIGHT]), RIGHT)
    assert labels.wrong_kind(["A"]).startswith("Give a Series")


def test_one_of_ignores_capitals():
    asked = OneOf(("sum", "mean"))
    assert asked.same(" Sum ", "sum")
    assert "none of" in asked.wrong_shape("median", "sum")
    assert asked.wrong_kind(3).startswith("Give one of")


@pytest.mark.parametrize(
    ("answer", "right", "said"),
    [
        (0.6, 0.59949, "rounded"),
        (1.18, 0.1803, "one plus"),
        (7.8, 0.6, "mind what you divided by"),
        (2338, 0.6, "whole"),
    ],
)
def test_a_share_that_is_nearly_one_hears_what_it_is(answer, right, said):
    assert said in share.wrong_shape(answer, right)


def test_a_finer_share_says_how_many_decimals_it_wants():
    finer = Share(tolerance=5e-5)
    assert "4 decimals" in finer.wrong_shape(0.029, 0.0287)
    assert "4 decimals" in finer.wrong_shape(0.03, 0.0287)
    assert finer.wrong_shape(0.0286, 0.0287) is None


def test_a_share_of_two_decimals_that_is_right_is_not_rounded():
    assert share.wrong_shape(0.6, 0.6) is None
    assert share.wrong_shape(0.6, 0.6001) is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (len, "end it with ()"),
        ((33, 645), "without a comma"),
        (pd.Timedelta(days=3), ".days"),
        (pd.Timestamp("2025-12-31"), "a date"),
        (np.array(0.5), ".item()"),
        (pd.NA, "a missing value"),
        ("8.4 %", "no per cent sign"),
        (" 0,5", "a point before the decimals"),
        ("all", "not text."),
        ({"a": 1}, "a dict"),
        (object(), "something else"),
        (pd.Series(["A"], dtype="string").unique(), "a list of values"),
    ],
)
def test_what_was_handed_in_is_called_by_a_name_a_reader_knows(answer, said):
    assert said in count.wrong_kind(answer)


def test_a_number_is_no_list_of_ids():
    assert accounts.wrong_kind(3) == "Give a list of account ids, not one number."
