"""The row ledger adds up, shows itself, and exports nothing that a spreadsheet would run."""

import csv
from dataclasses import replace
from decimal import Decimal

import pytest

from kamlib.tables.intake import ClientMapping, Source, take_in
from kamlib.tables.intake.ledger import RowLedger, exact_sum, guarded

TEXT = """order,customer,day,amount
1,A,2024-01-01,5
2,=1+1,2024-01-01,-3
3,-6,2024-01-01,0
4,+cmd|x,2024-01-01,0
5,@a,x,1
"""


def test_export_guards_formulas_and_keeps_numbers(take, tmp_path):
    path = take(TEXT).ledger.export(tmp_path / "aside.csv")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["row", "reason", "money", "line", "order", "customer", "day", "amount"]
    assert [row[5] for row in rows[1:]] == ["'=1+1", "-6", "'+cmd|x", "'@a"]
    assert [row[0] for row in rows[1:]] == ["3", "4", "5", "6"]
    assert rows[1][2] == "-3"


@pytest.mark.parametrize("text", ["=1", "+1+1", "-2+3", "@x", "\tx", "\rx", "-"])
def test_guard(text):
    assert guarded(text) == "'" + text


def test_names_from_the_file_are_escaped(take):
    text = "order,customer,day,amount,<b>x</b>\n1,A,2024-01-01,5,\n2,<script>,2024-01-01,-3,\n"
    columns = {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount"}
    taken = take(text, columns=columns)
    shown = replace(taken, name="<script>alert(1)</script>", notes=("<i>",))._repr_html_()
    assert "<script>" not in shown
    assert "<i>" not in shown


def test_words_show_rows_money_policies_and_notes(take):
    taken = take(TEXT)
    words = taken.in_words()
    assert "5 rows = 1 used + 4 set aside" in words
    assert "€3.00 = €5.00 used + -€2.00 set aside" in words
    assert all(sentence in words for sentence in taken.policies.in_words())
    assert str(taken.ledger) in words


def test_a_client_without_money_hears_of_none(write):
    sheet = write("id,day,q1\n" + "".join(f"R{n},2025-03-0{n},{n}\n" for n in range(1, 6)), "survey.csv")
    columns = {"response_id": "id", "answered_at": "day"}
    taken = take_in(ClientMapping("Client", "EUR", (Source("responses", sheet, columns),), "UTC"))
    assert not taken.ledger.has_money
    for words in (taken.in_words(), taken._repr_html_()):
        assert "5 rows = 5 used + 0 set aside" in words
        assert "€" not in words


def test_headings_of_the_file_may_be_ours(take):
    text = "row,reason,money,order\n1,A,2024-01-01,-5\n2,A,2024-01-01,5\n"
    columns = {"order_id": "row", "account_id": "reason", "ordered_at": "money", "revenue": "order"}
    rows = take(text, columns=columns).ledger.rows()
    assert list(rows.columns) == [
        "row",
        "reason",
        "money",
        "line",
        "row (file)",
        "reason (file)",
        "money (file)",
        "order",
    ]
    assert rows["row (file)"].tolist() == ["1"]


def test_check_finds_a_missing_row(take):
    ledger = take(TEXT).ledger
    ledger.check()
    with pytest.raises(ValueError, match="does not balance"):
        replace(ledger, entries=ledger.entries[:-1]).check()
    spoiled = replace(ledger.entries[0], money=Decimal("5.01"))
    with pytest.raises(ValueError, match="does not balance"):
        replace(ledger, entries=(spoiled, *ledger.entries[1:])).check()


def test_unknown_reason_and_table_are_named(take):
    ledger = take(TEXT).ledger
    with pytest.raises(ValueError, match="the reasons are"):
        ledger.rows("refunds")
    with pytest.raises(ValueError, match="the files fed orders"):
        ledger.rows(table="wallet")


def test_sums_are_exact_far_beyond_a_float():
    assert exact_sum([Decimal("1e25"), Decimal("0.000000000001"), Decimal("-1e25")]) == Decimal("1e-12")
    assert RowLedger("EUR", (), ()).money_in == 0
