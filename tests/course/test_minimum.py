"""Which data each lesson needs follows from its questions, on a company with everything and on one with orders alone."""

from dataclasses import replace

import pytest

import kamlib
from kamlib.course.minimum import minimum_data
from kamlib.tables.questions import QUESTIONS


@pytest.fixture
def whole():
    return kamlib.load("larkfield")


@pytest.fixture
def bare(whole):
    orders = whole.orders[["order_id", "account_id", "ordered_at", "revenue"]]
    return replace(whole, read=lambda: {"orders": orders})


def test_every_lesson_with_questions_has_its_row(whole):
    table = minimum_data(whole)
    assert list(table.index) == sorted(QUESTIONS)
    assert (table["questions"] == [len(QUESTIONS[lesson]) for lesson in table.index]).all()
    assert not table.isin(["needed, missing"]).to_numpy().any()


def test_with_orders_alone_the_gaps_are_named(bare):
    table = minimum_data(bare)
    assert table.loc["02", "orders"] == "needed, here"
    assert table.loc["02", "contacts"] == "sharper, missing"
    assert (table["answered here"] + table["by proxy"] <= table["questions"]).all()
    assert (
        table.loc["02", "answered here"]
        < minimum_data(replace(bare, read=lambda: kamlib.load("larkfield")._frames)).loc["02", "answered here"]
    )


def test_what_most_questions_need_stands_first(whole):
    assert list(minimum_data(whole).columns[:4]) == ["questions", "answered here", "by proxy", "orders"]
