"""Texts to values: a text is read as it is meant, or not at all."""

import datetime as dt
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.tables.intake.values import moment_sql, number_sql, text_sql


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        yield opened


def evaluate(connection, expression, text):
    return connection.execute(f"SELECT {expression} FROM (SELECT ? AS x)", [text]).fetchone()[0]


@pytest.mark.parametrize(
    ("decimal", "text", "value"),
    [
        (".", "1,234.50", "1234.5"),
        (".", "1,234", "1234"),
        (".", "12,5", None),
        (".", "1.234,5", None),
        (".", "12 5", None),
        (".", "3-", "-3"),
        (".", "−7", "-7"),
        (".", "(4.20)", "-4.2"),
        (".", "€5.00", "5"),
        (".", "-€5", "-5"),
        (".", "5 EUR", "5"),
        (".", "5 USD", None),
        (".", "$5", None),
        (".", "1\u202f234.5", "1234.5"),
        (".", "1'234", "1234"),
        (".", "1e-05", "0.00001"),
        (".", "NaN", None),
        (".", "inf", None),
        (".", "abc", None),
        (".", "-", None),
        (",", "1.234,50", "1234.5"),
        (",", "1.234", "1234"),
        (",", "12.5", None),
        (",", "1,234.5", None),
        (",", "12,5-", "-12.5"),
        (",", "1.234.567", "1234567"),
    ],
)
def test_numbers(connection, decimal, text, value):
    found = evaluate(connection, number_sql(text_sql("x"), decimal, "EUR"), text)
    assert found == (None if value is None else Decimal(value))


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=6), st.sampled_from(".,"))
@settings(max_examples=200)
def test_a_written_number_comes_back_exactly(number, decimal):
    grouped = f"{number:,.6f}"
    if decimal == ",":
        grouped = grouped.translate(str.maketrans(",.", ".,"))
    with duckdb.connect() as connection:
        for text in (grouped, f"{number:.6f}".replace(".", decimal)):
            assert evaluate(connection, number_sql("x", decimal, "EUR"), text) == number


@pytest.mark.parametrize(
    ("formats", "text", "moment"),
    [
        (("iso",), "2024-07-01", dt.datetime(2024, 7, 1)),
        (("iso",), "2024-07-01T10:00Z", dt.datetime(2024, 7, 1, 12)),
        (("iso",), "2024-07-01 23:30:00-05", dt.datetime(2024, 7, 2, 6, 30)),
        (("iso",), "2024-12-31T23:30:00+00:00", dt.datetime(2025, 1, 1, 0, 30)),
        (("iso",), "2024-02-30", None),
        (("iso",), "infinity", None),
        (("iso",), "0001-01-01", None),
        (("excel",), "45000.5", dt.datetime(2023, 3, 15, 12)),
        (("iso", "excel"), "45000", dt.datetime(2023, 3, 15)),
        (("%d/%m/%Y",), "1/2/2024", dt.datetime(2024, 2, 1)),
        (("%d/%m/%Y",), "1/2/24", None),
        (("%d/%m/%Y", "%d/%m/%Y %H:%M"), "01/02/2024 10:30", dt.datetime(2024, 2, 1, 10, 30)),
        (("%d/%m/%Y %H:%M%z",), "1/2/2024 10:00+0000", dt.datetime(2024, 2, 1, 11)),
        (("%Y년 %m월 %d일",), "2024년 1월 5일", dt.datetime(2024, 1, 5)),
    ],
)
def test_moments_in_berlin(connection, formats, text, moment):
    assert evaluate(connection, moment_sql("x", formats, "Europe/Berlin"), text) == moment


def test_na_is_a_text_unless_the_mapping_says_otherwise(connection):
    assert evaluate(connection, text_sql("x"), " NA ") == "NA"
    assert evaluate(connection, text_sql("x", ["NA", "-"]), "NA") is None
    assert evaluate(connection, text_sql("x"), "\u00a0 ") is None
