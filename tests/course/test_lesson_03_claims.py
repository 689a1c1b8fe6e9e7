"""The claims of lesson 03 on files that tell little: what is assumed opens the sentence, and silence is not called leaving."""

import pandas as pd
import pytest

from kamlib.course.claim import find_claim
from kamlib.tables.company import Company

AS_OF = pd.Timestamp("2025-06-30")
LINES = [("1", "A", 5, 900.0), ("2", "B", 8, 300.0), ("3", "A", 40, 500.0), ("4", "C", 45, 800.0)]


def of_orders(**columns):
    """Return a client with four order lines in 46 days: A buys in both halves, B in the later, C in the earlier one."""
    orders = pd.DataFrame(LINES, columns=["order_id", "account_id", "days", "revenue"])
    orders["ordered_at"] = AS_OF - pd.to_timedelta(orders.pop("days"), unit="D")
    return Company("Client", "EUR", AS_OF, lambda: {"orders": orders.assign(**columns)})


@pytest.mark.parametrize("number", ["3.2", "3.6"])
def test_what_is_assumed_opens_the_sentence(number):
    said = find_claim(number).state(of_orders()).may_say
    assert said.startswith("With an assumed margin of 30% of revenue and an assumed cost to serve of 10% of sales, ")
    known = find_claim(number).state(of_orders(margin=50.0)).may_say
    assert known.startswith("With an assumed cost to serve of 10% of sales, ")


def test_where_everybody_pays_no_sentence_speaks_of_those_who_do_not():
    paying = find_claim("3.2").state(of_orders())
    assert "these accounts" not in paying.may_not_say
    assert "none of 3 accounts cost more" in paying.may_say
    assert "Without these accounts" in find_claim("3.2").state(of_orders(margin=10.0)).may_not_say


def test_who_was_silent_for_weeks_did_not_stop():
    stated = find_claim("3.3").state(of_orders(product_id="x", quantity=[9.0, 3.0, 4.0, 8.0]))
    assert "who bought in the earlier stretch only −€800" in stated.may_say
    assert stated.headline.endswith("the largest step is who bought in the earlier stretch only, −€800.")
    assert "price −€225" in stated.may_say  # 100 a unit and not 125, nine times


def test_without_quantities_no_step_is_called_a_price():
    said = find_claim("3.3").state(of_orders(product_id="x")).may_say
    assert "money a line €400" in said
    assert "price" not in said


def test_article_and_quantity_are_enough_for_the_bridge():
    verdict = of_orders(product_id="x", quantity=1.0).can_answer("03")
    assert {one.question: one.status for one in verdict.findings}[find_claim("3.3").question] == "answerable"
