"""Next month's file against the last."""

from decimal import Decimal

import pytest

from kamlib.tables.intake import compare
from kamlib.tables.intake.intake import earlier

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


def test_two_clients_of_one_name_are_told_apart(take, write, tmp_path):
    (tmp_path / "other").mkdir()
    here, there = write(JANUARY, "sales.csv"), write(JANUARY.replace("A,", "X,").replace("B,", "Y,"), "other/sales.csv")
    old = take(here)
    with pytest.raises(
        ValueError, match=r"named Client is kept already, and none of the 2 accounts .* give this client another name"
    ):
        take(there)
    assert [one.fingerprint for one in earlier(take(here))] == []
    one_in_common = write(JANUARY.replace("A,", "X,"), "other/sales.csv")
    assert compare(take(one_in_common), old).gone_accounts == ("A",)


def test_two_currencies_are_not_compared(take, write):
    old = take(write(JANUARY, "january.csv"))
    with pytest.raises(ValueError, match="EUR cannot be compared with USD"):
        compare(take(write(FEBRUARY, "february.csv"), currency="USD"), old)


def test_names_are_escaped(take, write):
    old = take(write(JANUARY, "january.csv"))
    new = take(write(FEBRUARY.replace("C,", "<b>C</b>,"), "february.csv"))
    assert "<b>" not in compare(new, old)._repr_html_()


MARCH = "order,customer,day,amount\n7,A,2024-03-01,5\n8,D,2024-03-02,4\n9,D,2024-03-02,-4\n"


def test_customers_new_back_and_gone_as_numbers(take, write):
    take(write(JANUARY, "january.csv"))
    february = take(write("order,customer,day,amount\n4,C,2024-02-02,3\n5,B,2024-02-03,2.5\n", "february.csv"))
    march = take(write(MARCH, "march.csv"))
    found = compare(march, february)
    assert (found.new_accounts, found.back_accounts, found.gone_accounts) == (("D",), ("A",), ("B", "C"))
    assert found.customers["customers"].to_dict() == {"new": 1, "back": 1, "stayed": 0, "gone": 2}
    assert found.customers["revenue_now"].to_dict() == {"new": 4.0, "back": 5.0, "stayed": 0.0, "gone": 0.0}
    assert found.customers["revenue_before"].sum() == float(found.money[0])
    assert found.customers["revenue_now"].sum() == float(found.money[1])
    words = found.in_words()
    assert "Accounts back: 1 (A), with €5.00 now." in words
    assert "Accounts gone: 2 (B, C), with €5.50 before." in words
    assert "Set aside: 0 rows with €0.00 before, 1 rows with -€4.00 now." in words
    assert "Set aside for «refund»: 0 rows before, 1 now." in words


def test_each_setting_is_said_with_its_value_before_and_now(take, write):
    from kamlib.tables.policies import Policies

    old = take(write(JANUARY, "january.csv"))
    new = take(write(FEBRUARY, "february.csv"), policies=Policies(refund="use"), cancelled_prefix="C")
    found = compare(new, old)
    assert set(found.mapping) == {"policies.refund", "orders.cancelled_prefix"}
    assert "policies.refund: set aside before, use now." in found.definition
    assert "orders.cancelled_prefix: nothing before, C now." in found.in_words()


def test_of_a_file_that_holds_the_new_month_alone_nobody_is_called_gone_without_a_warning(take, write):
    old = take(write(JANUARY, "january.csv"))
    month, whole = "4,C,2024-02-02,3\n", JANUARY + "4,C,2024-02-02,3\n"
    part = compare(take(write("order,customer,day,amount\n" + month, "february.csv")), old)
    assert part.orders_before_file == 3
    assert "This file begins after 3 orders of its last 365 days" in part.in_words()
    assert compare(take(write(whole, "whole.csv")), old).partly == ""
