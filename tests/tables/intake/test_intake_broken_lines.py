"""No line of a text file is lost, however it is broken: each is a row used or a row set aside with its number."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.tables.intake.lines import careful_records

HEAD = "order,customer,day,amount\n"


def test_fields_too_few_and_too_many(take, frame):
    text = (
        HEAD
        + "A1,C1,2024-01-01,1\nA2,C1,2024-01-01\nA3,C1,2024-01-01,3,surplus\nA4,C1,2024-01-01,4,\nA5,C1,2024-01-01,5\n"
    )
    taken = take(text)
    assert list(frame(taken)["order_id"]) == ["A1", "A4", "A5"]
    assert taken.ledger.reasons == {"too few fields": 1, "too many fields": 1}
    assert taken.ledger.rows("too few fields")[["row", "line"]].to_numpy().tolist() == [[3, "A2,C1,2024-01-01"]]
    assert list(taken.ledger.rows("too many fields")["row"]) == [4]
    assert taken.ledger.money_in == Decimal(10)
    assert sum(entry.without_money for entry in taken.ledger.entries) == 2


def test_a_quote_that_never_closes_costs_one_line(take, frame):
    taken = take(HEAD + 'A1,"C1,2024-01-01,1\nA2,C1,2024-01-01,2\nA3,C1,2024-01-01,3\n')
    assert list(frame(taken)["order_id"]) == ["A2", "A3"]
    assert taken.ledger.reasons == {"broken quotes": 1}
    assert list(taken.ledger.rows()["row"]) == [2]


def test_an_open_quote_does_not_swallow_the_rows_to_the_next_one(take, frame):
    text = HEAD + 'A1,"C1,2024-01-01,1\nA2,C1,2024-01-01,2\nA3,C1,2024-01-01,3\nA4,C4",2024-01-01,4\n'
    taken = take(text)
    assert {"A2", "A3"} <= set(frame(taken)["order_id"])
    assert taken.ledger.reasons["broken quotes"] == 1
    assert taken.ledger.rows_in == 4


def test_a_field_of_several_lines_is_one_row(take, frame):
    taken = take(HEAD + 'A1,"C1\nLtd, the second line",2024-01-01,1\nA2,C2,2024-01-01,0\n')
    assert frame(taken)["account_id"].iloc[0] == "C1\nLtd, the second line"
    assert list(taken.ledger.rows()["row"]) == [3]


def test_blank_rows_count_between_rows_and_not_at_the_end(take):
    taken = take(HEAD + "A1,C1,2024-01-01,1\n\n,,,\nA2,C1,2024-01-01,0\n\n\n\n")
    assert taken.ledger.reasons == {"empty row": 2, "price, quantity or amount of zero": 1}
    assert list(taken.ledger.rows("empty row")["row"]) == [3, 4]
    assert list(taken.ledger.rows("price, quantity or amount of zero")["row"]) == [5]


def test_no_line_with_the_headers_fields_is_refused(take):
    with pytest.raises(ValueError, match=r"No line of orders\.csv has the 4 fields"):
        take(HEAD + "A1;C1;2024-01-01;1\nA2;C1;2024-01-01;2\n")


@given(st.lists(st.text(alphabet='ab", \n', max_size=12), max_size=12))
@settings(max_examples=300)
def test_careful_reading_accounts_for_every_line(lines):
    text = "\n".join(lines)
    physical = [line + "\n" for line in text.split("\n")]
    while physical and not physical[-1].strip():
        physical.pop()
    records = list(careful_records(physical, ",", 3, 1))
    assert [record.row for record in records] == list(range(2, 2 + len(records)))
    told = sum(1 if record.problem else 1 + sum(field.count("\n") for field in record.fields) for record in records)
    fits = [record for record in records if not record.problem]
    assert all(len(record.fields) == 3 for record in fits)
    # A row that fits may span lines; every other row stands for as many lines as its text has.
    spanned = sum(record.text.count("\n") for record in records if record.problem)
    assert told + spanned == len(physical)
