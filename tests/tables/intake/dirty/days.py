"""Dates: mixed formats, day or month, day numbers, offsets, the future and 1900."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from dirty.case import HEADER, Case, Line, csv_of, file_of, good, rows, text

LINES = good(40)
AMBIGUOUS = tuple(replace(one, day=dt.date(2024, 1 + n % 6, 1 + n % 12)) for n, one in enumerate(good()))
UNREAD = "date missing or not readable"


def slashes(day):
    return day.strftime("%d/%m/%Y")


def _mixed():
    strange = [replace(one, order=f"X{n}", fate=UNREAD) for n, one in enumerate(LINES[:3])]
    table = [HEADER, *rows(LINES), *rows(strange, date=lambda d: d.strftime("%d. %B %Y"))]
    return Case(
        "mixed date formats",
        file_of(text(table)),
        (*LINES, *strange),
        says=(
            r"orders\.csv, column 'date', rows 42, 43, 44: 3 rows set aside, date missing or not readable: mend the date",
        ),
    )


def _mixed_half():
    half = text([HEADER, *rows(LINES[:20]), *rows(LINES[20:], date=lambda d: d.strftime("%d.%m.%Y"))])
    return Case(
        "mixed date formats",
        file_of(half),
        asks=("orders.date_format",),
        answers={"date_format": ("iso", "%d.%m.%Y")},
        lines=LINES,
        without=r"How are the dates of 'date' in orders\.csv written\? The likeliest format reads only 20 of 40 dates",
        days=tuple(one.day for one in LINES),
        name="half and half",
    )


def _contradicting():
    table = [HEADER, *rows(LINES, date=slashes), ["X1", "C1", "05/30/2024", "10.00"]]
    return Case(
        "mixed date formats",
        file_of(text(table)),
        asks=("orders.date_format",),
        answers={"date_format": "%d/%m/%Y"},
        lines=(*LINES, Line("X1", "C1", dt.date(2024, 5, 30), Decimal("10.00"), UNREAD)),
        without=r"Mixed: 23 dates can only be day first, 1 only month first",
        name="one that contradicts forty",
    )


def _zones():
    stamps = ["2024-01-31T23:30:00Z", "2024-02-01T10:00:00+05:00", "2024-02-03 08:00:00", "2024-02-04T23:00:00-08:00"]
    lines = [Line(f"R{n}", "C1", dt.date(2024, 2, 1), Decimal(f"{n}.10")) for n in range(1, 5)]
    table = [
        HEADER,
        *([one.order, one.customer, stamp, str(one.amount)] for one, stamp in zip(lines, stamps, strict=True)),
    ]
    return Case(
        "mixed time zones",
        file_of(text(table)),
        tuple(lines),
        asks=("time_zone",),
        days=tuple(dt.date(2024, *day) for day in ((1, 31), (2, 1), (2, 3), (2, 5))),
        says=(
            r"orders\.csv, column 'date': the dates carry offsets .* read as days in UTC: set time_zone",
            r"orders\.csv, column 'date': 1 dates carry no offset while others do",
        ),
    )


def _far():
    odd = [
        Line("X1", "C1", dt.date(2999, 1, 1), Decimal("1.01"), "date in the future"),
        Line("X2", "C1", dt.date(1900, 1, 1), Decimal("2.02"), "date that stands for none"),
        Line("X3", "C2", dt.date(1970, 1, 1), Decimal("4.04"), "date that stands for none"),
        Line("X4", "C2", dt.date(9999, 12, 31), Decimal("8.08"), "date in the future"),
    ]
    content = csv_of([*LINES, *odd]) + "X5,C2,1899-12-30,16.16\nX6,C2,0000-00-00,32.32\n"
    unread = [Line(f"X{n}", "C2", dt.date(2024, 1, 1), Decimal(a), UNREAD) for n, a in ((5, "16.16"), (6, "32.32"))]
    return Case(
        "future and 1900 dates",
        file_of(content),
        (*LINES, *odd, *unread),
        says=(
            r"rows 42, 45: 2 rows set aside, date in the future: are day and month the right way round",
            r"rows 43, 44: 2 rows set aside, date that stands for none: ask for the true day",
        ),
    )


def _serial():
    return Case(
        "Excel serial dates",
        file_of(csv_of(LINES, date=lambda d: str((d - dt.date(1899, 12, 30)).days))),
        LINES,
        days=tuple(one.day for one in LINES),
        name="in a text file",
    )


CASES = [
    _mixed(),
    _mixed_half(),
    _contradicting(),
    Case(
        "day/month ambiguity",
        file_of(csv_of(AMBIGUOUS, date=slashes)),
        AMBIGUOUS,
        asks=("orders.date_format",),
        answers={"date_format": "%d/%m/%Y"},
        without=r'How are the dates of \'date\' in orders\.csv written\?.*write date_format = "%d/%m/%Y" or "%m/%d/%Y"',
        days=tuple(one.day for one in AMBIGUOUS),
    ),
    _zones(),
    _far(),
    _serial(),
]
