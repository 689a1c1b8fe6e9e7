"""The mapping file: what is written is what is read, and what cannot be meant is said in a sentence."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.tables.intake import ClientMapping, Source, read_mapping, write_mapping
from kamlib.tables.policies import PRESETS, Policies

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
COLUMNS = st.fixed_dictionaries({"order_id": WORDS, "account_id": WORDS, "ordered_at": WORDS, "revenue": WORDS})


@given(
    name=WORDS,
    columns=COLUMNS,
    policies=st.sampled_from([*PRESETS.values(), Policies(duplicate="set aside", refund="use")]),
    as_of=st.none() | st.dates(),
    decimal=st.sampled_from([None, ".", ","]),
    formats=st.sampled_from([None, "iso", "%d.%m.%Y", ("%d/%m/%Y", "%d/%m/%Y %H:%M")]),
    missing=st.lists(WORDS, max_size=2).map(tuple),
    reason=WORDS,
)
@settings(max_examples=100)
def test_written_is_read(name, columns, policies, as_of, decimal, formats, missing, reason):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder).resolve() / "data" / "orders.csv"
        source = Source("orders", file, columns, "cp949", "\t", decimal, formats, None, 3, missing, "C")
        mapping = ClientMapping(name, "EUR", (source,), "Asia/Seoul", as_of, policies)
        path = write_mapping(mapping, Path(folder) / "client.toml", {"name": reason, "orders.columns.revenue": reason})
        read = read_mapping(path)
        assert read.sources[0].file.resolve() == file
        assert 'file = "data/orders.csv"' in path.read_text(encoding="utf-8")
    assert (read.name, read.as_of, read.policies, read.time_zone) == (name, as_of, policies, "Asia/Seoul")
    back = read.sources[0]
    assert (dict(back.columns), back.decimal, back.date_formats, back.missing) == (
        columns,
        decimal,
        source.date_formats,
        missing,
    )
    assert (back.encoding, back.delimiter, back.header_row, back.cancelled_prefix) == ("cp949", "\t", 3, "C")


GOOD = """
name = "Client"
currency = "EUR"
as_of = 2024-01-31
[orders]
file = "orders.csv"
[orders.columns]
order_id = "order"
account_id = "customer"
ordered_at = "day"
quantity = "pieces"
unit_price = "price"
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "Client"', "", "needs name"),
        ('currency = "EUR"', 'currency = ""', "needs currency"),
        ("as_of = 2024-01-31", 'as_of = "soon"', "write a day"),
        ("as_of = 2024-01-31", 'as-of = "soon"', "did you mean 'as_of'"),
        ("[orders]", '[policies]\nrefund = "keep"\n[orders]', "Policy 'refund' cannot be 'keep'"),
        ("[orders]", 'time_zone = "Berlin"\n[orders]', "write it as a place"),
        ("[orders]", "time_zone = 1\n[orders]", "write it in quotes"),
        ('file = "orders.csv"', "", "needs file"),
        ('file = "orders.csv"', 'file = "orders.csv"\ndecimal = ";"', "it is '.' or ','"),
        ('file = "orders.csv"', 'file = "orders.csv"\ndelimiter = "tab"', "one character"),
        ('file = "orders.csv"', 'file = "orders.csv"\nheader_row = 0', "the first row is 1"),
        ('file = "orders.csv"', 'file = "orders.csv"\nheader_row = "1"', "a whole number"),
        ('file = "orders.csv"', 'file = "orders.csv"\ndate_format = "DD.MM.YYYY"', "a pattern such as"),
        ('file = "orders.csv"', 'file = "orders.csv"\ndate_format = "%d.%Q.%Y"', "a pattern such as"),
        ('file = "orders.csv"', 'file = "orders.csv"\nencodng = "utf-8"', "did you mean 'encoding'"),
        ('account_id = "customer"', "", "does not say which column is account_id"),
        ('unit_price = "price"', "", r"revenue \(or quantity and unit_price\)"),
        ('quantity = "pieces"', 'quantities = "pieces"', "did you mean 'quantity'"),
        ("[orders.columns]", "[orders.columns", "is not a TOML file"),
    ],
)
def test_what_no_mapping_can_say(old, new, says, write):
    assert old in GOOD
    with pytest.raises(ValueError, match=says) as error:
        read_mapping(write(GOOD.replace(old, new), "client.toml"))
    assert "\n" not in str(error.value)


def test_one_missing_marker_needs_no_list(write):
    text = GOOD.replace('file = "orders.csv"', 'file = "orders.csv"\nmissing = "n/a"')
    assert read_mapping(write(text, "client.toml")).sources[0].missing == ("n/a",)


def test_what_is_left_out_has_its_default(write):
    mapping = read_mapping(write(GOOD, "client.toml"))
    assert (mapping.time_zone, mapping.as_of) == ("UTC", dt.date(2024, 1, 31))
    assert mapping.policies == PRESETS["sales to known customers"]
    with pytest.raises(FileNotFoundError, match="kam intake FILE"):
        read_mapping("nowhere.toml")
