"""Amounts: currency signs, brackets, refunds, cancellations, zeros, duplicates, several currencies."""

import datetime as dt
from decimal import Decimal

from dirty.case import HEADER, Case, Line, csv_of, file_of, good, plain, rows, text

LINES = good()
DAY = dt.date(2024, 1, 5)
OTHER = "another currency"


def signed(amount):
    return f"({abs(amount):,.2f} €)" if amount < 0 else f"€ {amount:,.2f}"


def _signs():
    odd = (
        Line("R90", "C1", DAY, Decimal("-1234.50"), "refund"),
        Line("R91", "C2", DAY, Decimal("-5.25"), "refund"),
    )
    table = [HEADER, *([*row[:3], f'"{row[3]}"'] for row in rows((*LINES, *odd), money=signed))]
    return Case("text amounts with currency signs and brackets for negatives", file_of(text(table)), (*LINES, *odd))


def _codes():
    return Case(
        "text amounts with currency signs and brackets for negatives",
        file_of(csv_of(LINES, delimiter=";", money=lambda a: f"{plain(a).replace('.', ',')} EUR")),
        LINES,
        name="codes behind a decimal comma",
    )


def _two_signs():
    odd = [Line("R90", "C1", DAY, None, OTHER), Line("R91", "C1", DAY, None, OTHER)]
    table = [
        HEADER,
        *rows(LINES, money=signed),
        ["R90", "C1", "2024-01-05", "$5.00"],
        ["R91", "C1", "2024-01-05", "7.00 CHF"],
    ]
    return Case(
        "several currencies",
        file_of(text(table, ";")),
        (*LINES, *odd),
        says=(
            r"rows 14, 15: 2 rows set aside, another currency: to count them in EUR",
            r"\$5\.00 in 1 row",
            "CHF 7.00",
        ),
        name="by their signs",
    )


def _currency_column():
    odd = [Line("R90", "C1", DAY, None, OTHER), Line("R91", "C1", DAY, None, OTHER)]
    table = [(*HEADER, "currency"), *([*row, "EUR"] for row in rows(LINES))]
    table += [["R90", "C1", "2024-01-05", "5.00", "USD"], ["R91", "C1", "2024-01-05", "7.00", "usd"]]
    return Case(
        "several currencies",
        file_of(text(table)),
        (*LINES, *odd),
        says=(
            r"column 'currency', rows 14, 15: 2 rows set aside, another currency",
            r"\$12\.00 in 2 rows = \$0\.00 used",
        ),
        name="in a column",
    )


def _negatives():
    odd = (
        Line("C90", "C1", DAY, Decimal("-10.10"), "cancelled order"),
        Line("R91", "C1", DAY, Decimal("-20.20"), "refund"),
        Line("R92", "C1", DAY, Decimal("0.00"), "price, quantity or amount of zero"),
    )
    return Case(
        "negative, cancelled and zero lines",
        file_of(csv_of((*LINES, *odd))),
        (*LINES, *odd),
        says=(
            r"column 'order', row 14: 1 row set aside, cancelled order: to count net revenue: cancellation = \"use\"",
            r"column 'amount', row 15: 1 row set aside, refund",
            r"column 'amount', row 16: 1 row set aside, price, quantity or amount of zero",
        ),
    )


def _duplicates():
    return Case(
        "exact duplicates",
        file_of(csv_of((*LINES, LINES[0], LINES[1]))),
        (*LINES, LINES[0], LINES[1]),
        says=(r"orders\.csv, rows 14, 15: 2 of the rows used repeat an earlier row.*duplicate = \"set aside\"",),
    )


def _words():
    odd = [Line(f"R9{n}", "C1", DAY, None, "amount missing or not readable") for n in range(3)]
    table = [
        HEADER,
        *rows(LINES),
        *([o.order, o.customer, "2024-01-05", word] for o, word in zip(odd, ("free", "tbd", ""), strict=True)),
    ]
    return Case(
        "words for amounts",
        file_of(text(table)),
        (*LINES, *odd),
        says=(r"column 'amount', rows 14, 15, 16: 3 rows set aside, amount missing or not readable: write a number",),
    )


def _unclear():
    lines = tuple(Line(f"R{n}", "C1", DAY, Decimal(f"{n}.234")) for n in range(1, 4))
    return Case(
        "a thousand or a fraction",
        file_of(csv_of(lines)),
        lines,
        asks=("orders.decimal",),
        answers={"decimal": "."},
        without=r"Which decimal mark has orders\.csv\?.*write decimal =",
    )


CASES = [
    _signs(),
    _codes(),
    _two_signs(),
    _currency_column(),
    _negatives(),
    _duplicates(),
    _words(),
    _unclear(),
]
