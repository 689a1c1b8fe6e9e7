"""What lesson 02 says about the world outside of Larkfield, on the open data it names."""

import pytest

import kamlib
from kamlib.course.exercise import find_guess

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def cdnow(real_data):
    return kamlib.load("cdnow")


def test_in_cdnow_45_percent_of_scores_change_when_ties_are_broken_by_row_order(cdnow):
    assert find_guess("2.a").truth(cdnow) == pytest.approx(45, abs=0.5)


def test_most_cdnow_customers_bought_once_or_twice(cdnow):
    order_count = cdnow.orders.groupby("account_id")["order_id"].nunique()
    assert (order_count <= 2).mean() > 0.5
