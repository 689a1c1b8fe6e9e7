"""What each policy does to a row, and that rows and money balance whatever the policies are."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.rates import Rates
from kamlib.tables.policies import PRESETS, Policies, questions

COLUMNS = {
    "order_id": "order",
    "account_id": "customer",
    "ordered_at": "day",
    "quantity": "pieces",
    "unit_price": "price",
    "currency": "money",
}
LINES = """order,customer,day,pieces,price,money
1,A,2024-01-01,2,1.50,EUR
1,A,2024-01-01,2,1.50,EUR
2,,2024-01-02,1,4,EUR
C3,A,2024-01-03,-1,1.50,EUR
4,B,2024-01-04,-2,0.10,EUR
5,B,2024-01-05,1,0,EUR
6,B,2024-01-06,1,-5,EUR
7,B,soon,1,7,EUR
8,B,2024-06-01,1,8,EUR
9,B,2024-01-09,one,9,EUR
10,B,2024-01-10,1,10,usd
11,B,2024-01-11,0,11,EUR
"""
AS_OF = dt.date(2024, 3, 31)


def take_lines(take, policies):
    rates = Rates({"USD": Decimal("0.5")}, "the test", "2024-03-31") if policies.other_currency == "convert" else None
    return take(LINES, columns=COLUMNS, policies=policies, as_of=AS_OF, cancelled_prefix="C", rates=rates)


def test_sales_to_known_customers(take, frame):
    taken = take_lines(take, PRESETS["sales to known customers"])
    assert taken.ledger.reasons == {
        "no account": 1,
        "date missing or not readable": 1,
        "date in the future": 1,
        "amount missing or not readable": 1,
        "another currency": 1,
        "cancelled order": 1,
        "refund": 1,
        "price below zero": 1,
        "price, quantity or amount of zero": 2,
    }
    assert frame(taken)["revenue"].tolist() == [3.0, 3.0]
    assert taken.ledger.money_used == Decimal(6)
    assert "1 of the rows used repeat" in " ".join(taken.notes)


def test_net_of_refunds(take, frame):
    taken = take_lines(take, PRESETS["net of refunds"])
    assert taken.ledger.money_used == Decimal("6") - Decimal("1.5") - Decimal("0.2") - 5
    assert set(frame(taken)["order_id"]) == {"1", "C3", "4", "5", "6", "11"}


def test_everything_readable_keeps_the_unknown_account_and_the_future(take, frame):
    orders = frame(take_lines(take, PRESETS["everything readable"]))
    assert set(orders["order_id"]) == {"1", "2", "C3", "4", "5", "6", "8", "11"}
    assert orders.set_index("order_id").loc["2", "account_id"] == "(unknown)"


def test_duplicates_are_set_aside_when_asked(take):
    taken = take_lines(take, Policies(duplicate="set aside"))
    assert taken.ledger.rows("repeats an earlier line")["row"].tolist() == [3]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("unreadable_date", "date missing or not readable in 1 rows, the first of them row 9"),
        ("future_date", "date in the future in 1 rows, the first of them row 10"),
        ("missing_amount", "amount missing or not readable in 1 rows, the first of them row 11"),
        ("other_currency", "another currency in 1 rows, the first of them row 12"),
    ],
)
def test_stop_refuses_the_file(question, words, take):
    with pytest.raises(ValueError, match=words):
        take_lines(take, Policies(**{question: "stop"}))


@given(
    st.fixed_dictionaries(
        {name: st.sampled_from([a for a in answers if a != "stop"]) for name, answers in questions().items()}
    )
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_and_money_balance_under_any_policies(take, frame, answers):
    taken = take_lines(take, Policies(**answers))
    ledger, orders = taken.ledger, frame(taken)
    ledger.check()
    assert CONTRACTS["orders"].problems(orders) == []
    assert CONTRACTS["accounts"].problems(frame(taken, "accounts")) == []
    assert ledger.rows_in == 12 == ledger.rows_used + ledger.rows_set_aside
    converted = 5 if answers["other_currency"] == "convert" else 0
    assert ledger.money_in == ledger.money_used + ledger.money_set_aside == Decimal("18.3") + converted
    assert ledger.rows_used == len(orders)
    assert sum((Decimal(repr(value)) for value in orders["revenue"]), Decimal(0)) == ledger.money_used


def test_prices_below_a_cent_are_exact(take):
    columns = {name: theirs for name, theirs in COLUMNS.items() if name != "currency"}
    lines = "order,customer,day,pieces,price\n" + "".join(f"{n},A,2024-01-01,3,0.001\n" for n in range(1000))
    assert take(lines, columns=columns).ledger.money_used == Decimal(3)


def test_more_than_six_decimals_are_said(take):
    taken = take("order,customer,day,amount\n1,A,2024-01-01,0.30000000000000004\n2,A,2024-01-01,1.5\n")
    assert taken.ledger.money_used == Decimal("1.8")
    assert any("1 values of revenue have more than six decimals" in note for note in taken.notes)
