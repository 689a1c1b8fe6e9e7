"""Ids and names: NA, zeros in front, floats, spellings, powers of ten, other scripts, markup and formulas."""

from dataclasses import replace

from dirty.case import HEADER, Case, csv_of, file_of, good, rows, text

LINES = good()


def _with_region(regions):
    return text([(*HEADER, "region"), *([*row, regions[n % len(regions)]] for n, row in enumerate(rows(LINES)))])


def _floats():
    mixed = tuple(replace(one, customer=("17850", "17850.0", "17851.0")[n % 3]) for n, one in enumerate(LINES))
    return Case(
        "ids read as floats",
        file_of(csv_of(mixed)),
        mixed,
        accounts=("17850", "17851"),
        says=(
            r"orders\.csv, column 'customer': 8 values of account_id are whole numbers written as fractions \(rows 3, 4",
        ),
    )


def _spellings():
    mixed = tuple(replace(one, customer=("ab1", "AB1", "ab1 ", "B 2", "B2")[n % 5]) for n, one in enumerate(LINES))
    return Case(
        "ids differing by case and space",
        file_of(csv_of(mixed)),
        mixed,
        accounts=("AB1", "B 2", "B2", "ab1"),
        says=(
            r"column 'customer': 2 values of account_id have blanks around them \(rows 4, 9?|2 values",
            r"column 'customer': 2 ids of account_id come in spellings that differ only in case or blanks, such as "
            r"'AB1' and 'ab1' .*write id_spelling = \"merge\"",
        ),
    )


def _powers():
    mixed = tuple(replace(one, customer=("1E+05", "1.23457E+12", "123456")[n % 3]) for n, one in enumerate(LINES))
    return Case(
        "ids as powers of ten",
        file_of(csv_of(mixed)),
        mixed,
        accounts=("1.23457E+12", "123456", "1E+05"),
        says=(
            r"column 'customer': 8 values of account_id are written as a power of ten, such as 1E\+05 \(rows 2, 3, 5",
        ),
    )


ZEROS = good(customers=("007", "7", "00042"))
FOREIGN = good(customers=("株式会社タナカ", "Ελληνικά ΑΕ", "شركة النور", "ООО Ромашка"))
MARKUP = good(customers=("<script>alert(1)</script>", "=1+1", "@SUM(A1)", "{{ 7*7 }}", "[bold]x[/bold]", "${x}"))

CASES = [
    Case('"NA" as a region', file_of(_with_region(("NA", "EU", "null"))), LINES, name="", accounts=("C1", "C2", "C3")),
    Case("leading zeros in ids", file_of(csv_of(ZEROS)), ZEROS, accounts=("00042", "007", "7")),
    _floats(),
    _spellings(),
    _powers(),
    Case("one account", file_of(csv_of(good(1))), good(1), accounts=("C2",)),
    Case(
        "non-Latin names", file_of(csv_of(FOREIGN)), FOREIGN, accounts=tuple(sorted({one.customer for one in FOREIGN}))
    ),
    Case(
        "markup and formulas in names",
        file_of(csv_of(MARKUP)),
        MARKUP,
        accounts=tuple(sorted({one.customer for one in MARKUP})),
    ),
]
