"""Excel: merged cells, several sheets, day numbers, errors, numbers kept as text."""

import datetime as dt
from decimal import Decimal

import openpyxl

from dirty.case import HEADER, Case, Line, good

LINES = good()


def book(fill, name="orders.xlsx"):
    def write(folder):
        made = openpyxl.Workbook()
        fill(made)
        made.save(folder / name)
        return folder / name

    return write


def append(page, lines=LINES, day=lambda d: d, header=HEADER):
    page.append(list(header))
    for one in lines:
        page.append([one.order, one.customer, day(one.day), None if one.amount is None else float(one.amount)])


def merged(made):
    page = made.active
    append(page)
    page["B3"], page["B4"] = None, None
    page.merge_cells("B2:B4")


def merged_title(made):
    page = made.active
    page.append(["Sales of 2024"])
    page.merge_cells("A1:D2")
    page.append([])
    append(page)


def several(made):
    made.active.title = "Notes"
    made.active.append(["printed on", dt.datetime(2024, 7, 1)])
    append(made.create_sheet("Sales"))
    made.create_sheet("Empty")


def serial(made):
    append(made.active, day=lambda d: (d - dt.date(1899, 12, 30)).days)


def errors(made):
    append(made.active)
    made.active.append(["R90", "C1", dt.datetime(2024, 1, 5), "#REF!"])
    made.active.append(["R91", "#N/A", dt.datetime(2024, 1, 5), 5.25])


def as_text(made):
    made.active.append(list(HEADER))
    for one in LINES:
        made.active.append([one.order, one.customer, one.day.isoformat(), str(one.amount)])


def formula(made):
    append(made.active)
    made.active.append(["R90", "C1", dt.datetime(2024, 1, 5), "=SUM(D2:D13)"])


def total(made):
    append(made.active)
    made.active.append(["Grand total", None, None, float(sum(one.amount for one in LINES))])


DAY = dt.date(2024, 1, 5)
TOTAL = Line("", "", DAY, sum(one.amount for one in LINES), "row of totals")

CASES = [
    Case(
        "merged-cell Excel",
        book(merged),
        tuple(
            Line(o.order, o.customer, o.day, o.amount, "no account" if n in (1, 2) else "") for n, o in enumerate(LINES)
        ),
        says=(
            r"orders\.xlsx: cells are merged below the header \(B2:B4\): only the first of them holds the value; "
            r"unmerge them",
            r"column 'customer', rows 3, 4: 2 rows set aside, no account",
        ),
    ),
    Case("merged-cell Excel", book(merged_title), LINES, name="a merged title"),
    Case("several sheets", book(several), LINES, without=r"orders\.xlsx has 2 sheets \(Notes, Sales\): write sheet ="),
    Case("Excel serial dates", book(serial), LINES, days=tuple(one.day for one in LINES)),
    Case(
        "errors in cells",
        book(errors),
        (
            *LINES,
            Line("R90", "C1", DAY, None, "amount missing or not readable"),
            Line("R91", "", DAY, Decimal("5.25"), "no account"),
        ),
    ),
    Case("numbers kept as text", book(as_text), LINES),
    Case(
        "a formula that nobody computed",
        book(formula),
        (*LINES, Line("R90", "C1", DAY, None, "amount missing or not readable")),
    ),
    Case("totals row at the end", book(total), (*LINES, TOTAL), name="in Excel"),
    Case(
        "wrong extension",
        book(append_only := (lambda made: append(made.active)), "orders.csv"),
        LINES,
        name="Excel named csv",
    ),
]
