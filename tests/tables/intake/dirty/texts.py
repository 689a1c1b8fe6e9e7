"""Delimiters, decimal marks, encodings, newlines, headers and footers of text files."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from dirty.case import HEADER, Case, Line, comma, csv_of, file_of, good, iso, rows, text

LINES = good()
GERMAN = good(customers=("Müller", "Größe & Söhne", "Jäger"))
KOREAN = good(customers=("서울상사", "부산무역", "대구산업"))


def german(day):
    return day.strftime("%d.%m.%Y")


def _total(lines):
    return Line("", "", dt.date(2024, 1, 1), sum(one.amount for one in lines), "row of totals")


CASES = [
    Case("wrong delimiter", file_of(csv_of(LINES, delimiter="|")), LINES, answers={"delimiter": None}, name="bars"),
    Case(
        "wrong delimiter",
        file_of(csv_of(LINES, delimiter=";")),
        answers={"delimiter": ","},
        refused=r"orders\.csv has one column.*the delimiter is probably ';'",
        name="the person says comma",
    ),
    Case(
        "decimal comma",
        file_of(csv_of(LINES, delimiter=";", money=comma, date=german)),
        LINES,
        days=tuple(one.day for one in LINES),
    ),
    Case("utf-16", file_of(csv_of(GERMAN), encoding="utf-16"), GERMAN, accounts=("Größe & Söhne", "Jäger", "Müller")),
    Case(
        "utf-16",
        file_of(csv_of(GERMAN, delimiter="\t"), "Export.txt", "utf-16-le"),
        GERMAN,
        name="without a mark, with tabs",
    ),
    Case(
        "cp850",
        file_of(csv_of(GERMAN, delimiter=";", money=comma), encoding="cp850"),
        GERMAN,
        accounts=("Größe & Söhne", "Jäger", "Müller"),
        says=(r"orders\.csv is read as cp850.*could be",),
    ),
    Case(
        "cp949",
        file_of(csv_of(KOREAN), encoding="cp949"),
        KOREAN,
        accounts=("대구산업", "부산무역", "서울상사"),
        says=(r"orders\.csv is read as cp949",),
    ),
    Case("BOM", file_of(csv_of(GERMAN), encoding="utf-8-sig"), GERMAN, accounts=("Größe & Söhne", "Jäger", "Müller")),
    Case("CR newlines", file_of(csv_of(LINES).replace("\n", "\r")), LINES),
    Case("CR newlines", file_of(csv_of(LINES).replace("\n", "\r\n")), LINES, name="of Windows"),
    Case(
        "duplicate headers",
        file_of(text([[*HEADER, "amount"], *([*row, "9.99"] for row in rows(LINES))])),
        LINES,
        says=(r"orders\.csv, row 1: the header names 'amount' more than once and the first is read",),
    ),
    Case(
        "header in row 4",
        file_of("Sales 2024;;;\nprinted by M. Weber;;;\n;;;\n" + csv_of(LINES, delimiter=";")),
        LINES,
    ),
    Case(
        "totals row at the end",
        file_of(csv_of(LINES) + f"Total,,,{_total(LINES).amount}\n"),
        (*LINES, _total(LINES)),
        says=(r"orders\.csv, row 14: 1 row set aside, row of totals: nothing is lost",),
    ),
    Case(
        "totals row at the end",
        file_of(csv_of(LINES, delimiter=";", money=comma) + f";;Gesamtsumme:;{comma(_total(LINES).amount)}\n"),
        (*LINES, _total(LINES)),
        name="German, in the column of dates",
    ),
    Case(
        "missing column",
        file_of(text([HEADER[:3], *(row[:3] for row in rows(LINES))])),
        asks=("orders.columns.revenue",),
        refused="does not say which column is revenue",
    ),
    Case(
        "extra columns",
        file_of(text([(*HEADER, "printed", "remark", ""), *([*row, "x", "", ""] for row in rows(LINES))])),
        LINES,
        says=(r"orders\.csv: nothing reads printed, remark, column 7",),
    ),
    # from life
    Case("Excel's own first line", file_of("sep=;\n" + csv_of(LINES, delimiter=";")), LINES),
    Case(
        "a footer of a query tool",
        file_of(csv_of(LINES) + "\n(12 rows affected)\n"),
        (
            *LINES,
            Line("", "", dt.date(2024, 1, 1), None, "empty row"),
            Line("", "", dt.date(2024, 1, 1), None, "too few fields"),
        ),
        says=(r"orders\.csv, row 15: 1 row set aside, too few fields",),
    ),
    Case(
        "dashes below the header",
        file_of(text([HEADER, ("-----", "-----", "-----", "-----"), *rows(LINES)])),
        (*LINES, Line("", "", dt.date(2024, 1, 1), None, "date missing or not readable")),
        says=(r"column 'date', row 2: 1 row set aside, date missing or not readable",),
    ),
    Case(
        "a delimiter at the end of each line",
        file_of(csv_of(LINES).replace("\n", ",\n", 1).replace(",\n", "\n", 1).replace("\n", ",\n")),
        LINES,
    ),
    Case(
        "quotes around everything",
        file_of(text([[f'"{cell}"' for cell in row] for row in [HEADER, *rows(LINES)]])),
        LINES,
    ),
    Case(
        "an unclosed quote",
        file_of(csv_of(LINES[:5]) + 'R90,"C1,2024-01-05,50.00\n' + text(rows(LINES[5:]))),
        (*LINES, Line("R90", "C1", dt.date(2024, 1, 5), None, "broken quotes")),
        says=(r"orders\.csv, row 7: 1 row set aside, broken quotes: a quotation mark is opened and never closed",),
    ),
    Case(
        "lines too short and too long",
        file_of(csv_of(LINES) + "R91,C1,2024-01-05\nR92,C1,Ltd,2024-01-05,9.00\n"),
        (
            *LINES,
            Line("R91", "C1", dt.date(2024, 1, 5), None, "too few fields"),
            Line("R92", "C1", dt.date(2024, 1, 5), None, "too many fields"),
        ),
        says=(r"row 14: 1 row set aside, too few fields", r"row 15: 1 row set aside, too many fields"),
    ),
    Case(
        "two encodings in one file",
        file_of(csv_of(GERMAN[:6]).encode() + text(rows(GERMAN[6:])).encode("cp1252")),
        GERMAN,
        says=(r"orders\.csv is read as cp1252",),
        name="",
    ),
    Case(
        "a name of several lines",
        file_of(csv_of(LINES).replace("C1", '"C1\nLtd"')),
        LINES,
        accounts=("C1\nLtd", "C2", "C3"),
    ),
    Case(
        "bytes that are no text",
        file_of(csv_of(LINES).encode() + b"\x00\x00\x01"),
        refused=r"orders\.csv is not a text file: ask for it",
    ),
    Case(
        "dots for thousands and a minus behind",
        file_of(
            text([HEADER, *rows(LINES, money=comma), ["R90", "C1", "2024-01-05", "1.234,50-"]], ";"),
        ),
        (*LINES, Line("R90", "C1", dt.date(2024, 1, 5), Decimal("-1234.50"), "refund")),
    ),
    Case(
        "apostrophes for thousands",
        file_of(
            csv_of(
                [replace(one, amount=one.amount * 1000) for one in LINES], money=lambda a: f"{a:,.2f}".replace(",", "'")
            )
        ),
        tuple(replace(one, amount=one.amount * 1000) for one in LINES),
    ),
    Case(
        "years of two digits",
        file_of(csv_of(LINES, date=lambda d: d.strftime("%d.%m.%y"))),
        LINES,
        days=tuple(o.day for o in LINES),
    ),
    Case(
        "months in letters",
        file_of(csv_of(LINES, date=lambda d: d.strftime("%d-%b-%Y"))),
        LINES,
        days=tuple(o.day for o in LINES),
    ),
    Case(
        "days without marks",
        file_of(csv_of(LINES, date=lambda d: d.strftime("%Y%m%d"))),
        LINES,
        days=tuple(o.day for o in LINES),
    ),
    Case("nothing but blanks", file_of("\n \n\t\n"), refused=r"orders\.csv holds nothing but blanks"),
    Case("iso", file_of(csv_of(LINES, date=iso)), LINES, name="clean, for comparison"),
]
