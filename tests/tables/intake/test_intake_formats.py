"""One table in every format, encoding, newline and packing gives the same orders and the same row numbers."""

import datetime as dt
import gzip
import io
import lzma
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.engine import connect

ROWS = [
    ["order", "customer", "day", "amount", "note"],
    ["A1", "Müller", "2024-01-05", "10.50", "plain"],
    ["A2", "Müller", "2024-01-06", "-3.25", 'a "word", and a comma'],
    ["A3", "", "2024-01-07", "7.00", "two\nlines"],
    ["A4", "Café", "2024-02-01", "1.25", ""],
]


def as_csv(rows=ROWS, delimiter=",", newline="\n", encoding="utf-8"):
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().replace("\n", newline).encode(encoding)


def check(taken, frame, first="Müller"):
    orders = frame(taken)
    assert CONTRACTS["orders"].problems(orders) == []
    assert list(orders["order_id"]) == ["A1", "A4"]
    assert orders["account_id"].iloc[0] == first
    assert list(orders["revenue"]) == [10.50, 1.25]
    assert taken.ledger.reasons == {"no account": 1, "refund": 1}
    assert list(taken.ledger.rows("no account")["row"]) == [4]
    assert list(taken.ledger.rows("refund")["row"]) == [3]
    assert taken.ledger.rows("refund")["note"].iloc[0] == 'a "word", and a comma'
    taken.ledger.check()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_newlines(delimiter, newline, take, frame, write):
    check(take(write(as_csv(delimiter=delimiter, newline=newline))), frame)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850"])
def test_encodings_named_and_found(encoding, take, frame, write):
    file = write(as_csv(encoding=encoding))
    check(take(file, encoding=encoding), frame)
    check(take(file), frame)


def test_korean_encoding(take, frame, write):
    rows = [[cell.replace("Müller", "서울상사").replace("Café", "부산무역") for cell in row] for row in ROWS]
    check(take(write(as_csv(rows, encoding="cp949"))), frame, first="서울상사")


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_packings(pack, take, frame, write):
    check(take(write(pack(as_csv()), "orders.bin")), frame)


def test_zip_of_one_file(take, frame, tmp_path):
    with zipfile.ZipFile(tmp_path / "orders.zip", "w") as archive:
        archive.writestr("inside.csv", as_csv())
    check(take(tmp_path / "orders.zip"), frame)


def test_zip_of_two_files_asks_which(take, tmp_path):
    with zipfile.ZipFile(tmp_path / "orders.zip", "w") as archive:
        archive.writestr("a.csv", as_csv())
        archive.writestr("b.csv", as_csv())
    with pytest.raises(ValueError, match=r"holds 2 files \(a.csv, b.csv\)"):
        take(tmp_path / "orders.zip")


def test_excel_with_real_dates_and_numbers(take, frame, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(ROWS[0])
    for order, customer, day, amount, note in ROWS[1:]:
        page.append([order, customer or None, dt.datetime.fromisoformat(day), float(amount), note])
    book.save(tmp_path / "orders.xlsx")
    check(take(tmp_path / "orders.xlsx"), frame)


def test_excel_below_a_title_on_a_named_sheet(take, frame, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["read me"])
    page = book.create_sheet("Sales")
    page.append(["Sales 2024"])
    page.append([])
    page.append(["order", "customer", "day", "amount"])
    page.append([1.0, 17850.0, 45296, 3.5])
    page.append([])
    page.append([2.0, None, 45297, 4])
    book.save(tmp_path / "orders.xlsx")
    taken = take(tmp_path / "orders.xlsx", sheet="Sales", header_row=3)
    orders = frame(taken)
    assert orders[["order_id", "account_id"]].to_numpy().tolist() == [["1", "17850"]]
    assert orders["ordered_at"].iloc[0].date() == dt.date(2024, 1, 5)
    assert taken.ledger.reasons == {"empty row": 1, "no account": 1}
    assert list(taken.ledger.rows("no account")["row"]) == [6]
    with pytest.raises(ValueError, match="has 2 sheets"):
        take(tmp_path / "orders.xlsx")
    with pytest.raises(ValueError, match="no sheet 'Nope'"):
        take(tmp_path / "orders.xlsx", sheet="Nope")


def test_numbers_of_a_spreadsheet_have_a_point(take, tmp_path):
    book = openpyxl.Workbook()
    for row in (ROWS[0], ["A1", "C", "2024-01-05", 1.234], ["A2", "C", "2024-01-05", 5.678]):
        book.active.append(row)
    book.save(tmp_path / "orders.xlsx")
    assert take(tmp_path / "orders.xlsx").ledger.money_used == Decimal("6.912")


def test_parquet(take, frame, tmp_path):
    rows = ", ".join(f"({', '.join(repr(cell) for cell in row[:4])}, $note)" for row in ROWS[1:])
    with connect() as connection:
        connection.execute(
            f"COPY (SELECT \"order\", nullif(customer, '') AS customer, CAST(day AS DATE) AS day, "
            f"CAST(amount AS DOUBLE) AS amount, note FROM (VALUES {rows}) "
            f"t(\"order\", customer, day, amount, note)) TO '{tmp_path / 'orders.parquet'}' (FORMAT parquet)",
            {"note": 'a "word", and a comma'},
        )
    check(take(tmp_path / "orders.parquet"), frame)
