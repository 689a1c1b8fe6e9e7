"""Next month's file against the last."""

from decimal import Decimal

import pytest

from kamlib.tables.intake import compare

JANUARY = "order,customer,day,amount\n1,A,2024-01-01,5\n2,B,2024-01-02,3\n3,B,2024-01-20,7\n"
FEBRUARY = "order,customer,day,amount\n1,A,2024-01-01,5\n2,B,2024-01-02,4\n9,A,2024-01-10,1\n4,C,2024-02-02,3\n"


def test_what_differs(take, write):
    old, new = take(write(JANUARY, "january.csv")), take(write(FEBRUARY, "february.csv"))
    found = compare(new, old)
    assert found.rows == (3, 4)
    assert found.money == (Decimal(15), Decimal(13))
    assert found.period == ("2024-01-01 to 2024-01-20", "2024-01-01 to 2024-02-02")
    assert (found.new_accounts, found.gone_accounts) == (("C",), ())
    changed = found.changed_orders.set_index("order_id")
    assert sorted(changed.index) == ["2", "3", "9"]
    assert (changed.loc["2", "revenue_before"], changed.loc["2", "revenue_now"]) == (3.0, 4.0)
    assert found.mapping == ()
    words = found.in_words()
    assert "3 (2, 3, 9)" in words
    assert "The mapping is the same." in words


def test_a_file_of_the_new_month_alone_changes_no_history(take, write):
    old = take(write(JANUARY, "january.csv"))
    new = take(write("order,customer,day,amount\n4,C,2024-02-02,3\n", "february.csv"), missing=("-",))
    found = compare(new, old)
    assert found.changed_orders.empty
    assert found.gone_accounts == ("A", "B")
    assert found.mapping == ("orders.missing",)


def test_two_currencies_are_not_compared(take, write):
    old = take(write(JANUARY, "january.csv"))
    with pytest.raises(ValueError, match="EUR cannot be compared with USD"):
        compare(take(write(FEBRUARY, "february.csv"), currency="USD"), old)


def test_names_are_escaped(take, write):
    old = take(write(JANUARY, "january.csv"))
    new = take(write(FEBRUARY.replace("C,", "<b>C</b>,"), "february.csv"))
    assert "<b>" not in compare(new, old)._repr_html_()
