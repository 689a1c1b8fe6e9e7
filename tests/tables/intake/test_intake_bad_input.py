"""Every kind of bad file gives one sentence a user can act on, or rows set aside; nothing crashes, money reconciles."""

import datetime as dt
import gzip
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import ClientMapping, Source, propose, take_in

HEAD = "order,customer,day,amount\n"
GOOD = HEAD + "1,A,2024-01-01,1.5\n2,B,2024-01-02,2.5\n"


def sentence(error) -> str:
    """Return the message after checking that it is one sentence and no library's own."""
    text = str(error.value)
    assert "\n" not in text
    assert "Error" not in text
    assert text[-1] in ".:?…", text
    return text


def test_missing_file(take, write, tmp_path):
    write(GOOD, "Orders.csv")
    with pytest.raises(FileNotFoundError) as error:
        take(tmp_path / "orders.csv")
    assert "there is 'Orders.csv'" in sentence(error)


def test_a_folder(take, tmp_path):
    with pytest.raises(ValueError, match="is a folder") as error:
        take(tmp_path)
    sentence(error)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("\n\n", "holds nothing"),
        (HEAD, "has a header but no rows"),
        (HEAD.encode("utf-16"), "has a header but no rows"),
        ("just some words\nand more\n", "shows no columns"),
        (b"%PDF-1.4\n", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + bytes(range(256)) * 8, "is not a text file"),
        (b"PAR1 and nothing else", "damaged Parquet"),
        (b"PK\x03\x04 and nothing else", "damaged zip"),
        (b"\xd0\xcf\x11\xe0 and nothing else", "cannot be read as a spreadsheet"),
        (gzip.compress(GOOD.encode() * 500, mtime=0)[:-20], "damaged or was not copied whole"),
    ],
)
def test_files_that_hold_no_table(content, says, take, write):
    file = write(content)
    with pytest.raises(ValueError, match=says) as error:
        propose(file)
    sentence(error)
    if says != "holds nothing":
        with pytest.raises(ValueError, match=says) as error:
            take(file)
        sentence(error)


def test_wrong_delimiter(take):
    with pytest.raises(ValueError, match="the delimiter is probably ','") as error:
        take(GOOD, delimiter=";")
    sentence(error)


def test_missing_column_names_the_nearest(take):
    with pytest.raises(ValueError, match="nearest: 'amount'") as error:
        take(GOOD, columns={"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "Amout"})
    assert "it has order, customer, day, amount" in sentence(error)


def test_wrong_encoding_names_the_right_one(take, write):
    file = write(HEAD + "1,Müller,2024-01-01,1\n", encoding="cp1252")
    with pytest.raises(ValueError, match='write encoding = "cp1252"') as error:
        take(file, encoding="utf-8")
    sentence(error)
    with pytest.raises(ValueError, match="encoding is 'klingon'") as error:
        take(file, encoding="klingon")
    sentence(error)


def test_utf_16_without_its_mark_is_never_read_as_ascii(take, write):
    with pytest.raises(ValueError, match="no text") as error:
        take(write(GOOD, encoding="utf-16-le"), encoding="cp1252")
    sentence(error)


def test_decimal_comma_read_as_a_point_is_never_ten_times_too_much(take):
    text = "order;customer;day;amount\n1;A;2024-01-01;12,5\n2;A;2024-01-01;1.234,50\n3;A;2024-01-01;3\n"
    assert take(text).ledger.money_used == Decimal("1250")
    taken = take(text, decimal=".")
    assert taken.ledger.money_used == Decimal(3)
    assert taken.ledger.reasons == {"amount missing or not readable": 2}
    with pytest.raises(ValueError, match="is the decimal mark right") as error:
        take(text.replace(";3\n", ";3,5\n"), decimal=".")
    sentence(error)


def test_an_amount_that_may_be_a_thousand_is_asked_about(take):
    text = "order;customer;day;amount\n1;A;2024-01-01;1.234\n2;A;2024-01-01;5.678\n"
    with pytest.raises(ValueError, match="Which decimal mark") as error:
        take(text)
    sentence(error)
    assert take(text, decimal=".").ledger.money_used == Decimal("6.912")
    assert take(text, decimal=",").ledger.money_used == Decimal(6912)


def test_day_or_month_is_asked_and_never_guessed(take, frame):
    text = HEAD + "1,A,03/04/2024,1\n2,A,05/06/2024,1\n"
    with pytest.raises(ValueError, match='write date_format = "%d/%m/%Y" or "%m/%d/%Y"') as error:
        take(text)
    sentence(error)
    assert frame(take(text, date_format="%m/%d/%Y"))["ordered_at"].dt.month.tolist() == [3, 5]


def test_one_date_on_the_last_line_tells_day_from_month(take, frame):
    text = HEAD + "1,A,03/04/2024,1\n" * 500 + "2,A,05/30/2024,1\n"
    assert set(frame(take(text))["ordered_at"].dt.month) == {3, 5}


def test_mixed_date_orders_are_asked_about(take):
    with pytest.raises(ValueError, match="Mixed: 1 dates can only be day first, 1 only month first") as error:
        take(HEAD + "1,A,13/04/2024,1\n2,A,04/13/2024,1\n")
    sentence(error)


def test_wrong_date_format_says_so(take):
    with pytest.raises(ValueError, match="is the date_format right") as error:
        take(GOOD, date_format="%d.%m.%Y")
    assert "row 2" in sentence(error)


def test_future_dates_are_set_aside(take):
    text = HEAD + "1,A,2024-01-31,1\n2,A,2024-02-01,2\n3,A,2999-01-01,4\n"
    assert take(text, as_of=dt.date(2024, 1, 31)).ledger.reasons == {"date in the future": 2}
    taken = take(text)
    assert taken.ledger.reasons == {"date in the future": 1}
    assert taken.as_of.date() == dt.date(2024, 2, 2)
    assert taken.ledger.money_set_aside == Decimal(4)


def test_text_amounts_are_set_aside_and_counted(take):
    taken = take(HEAD + "1,A,2024-01-01,1.5\n2,A,2024-01-01,free\n3,A,2024-01-01,5 USD\n4,A,2024-01-01,\n")
    assert taken.ledger.reasons == {"amount missing or not readable": 2, "another currency": 1}
    assert (taken.ledger.totals[0].without_money, taken.ledger.money_in) == (3, Decimal("1.5"))


def test_na_is_a_region(take, frame):
    columns = {
        "order_id": "order",
        "account_id": "customer",
        "ordered_at": "day",
        "revenue": "amount",
        "region": "area",
    }
    text = "order,customer,day,amount,area\n1,NA,2024-01-01,1,NA\n2,NA,2024-01-01,1,NA\n3,null,2024-01-01,1,None\n"
    accounts = frame(take(text, columns=columns), "accounts")
    assert accounts[["account_id", "region"]].to_numpy().tolist() == [["NA", "NA"], ["null", "None"]]


def test_ids_read_as_floats_are_mended_and_said(take, frame):
    taken = take(HEAD + "1,17850.0,2024-01-01,1\n2,17851.0,2024-01-01,1\n3,,2024-01-01,1\n")
    assert frame(taken)["account_id"].tolist() == ["17850", "17851"]
    assert any("2 values of account_id are whole numbers written as fractions" in note for note in taken.notes)


def test_ids_with_a_true_point_and_leading_zeros_stay(take, frame):
    taken = take(HEAD + "001.0,17.5,2024-01-01,1\n002,18.0, 2024-01-01 ,1\n")
    assert frame(taken)["account_id"].tolist() == ["17.5", "18.0"]


def test_ids_are_trimmed(take, frame):
    assert frame(take(HEAD + "1,\u00a0 A1 ,2024-01-01,1\n2,A1,2024-01-01,1\n"))["account_id"].tolist() == ["A1", "A1"]


def test_blanks_alone_are_no_id_even_where_ids_are_exact(take):
    from kamlib.tables.policies import Policies

    taken = take(
        HEAD + "1,  ,2024-01-01,1\n2,A ,2024-01-01,1\n3,A,2024-01-01,1\n", policies=Policies(id_spelling="exact")
    )
    assert taken.ledger.reasons == {"no account": 1}


def test_negative_cancelled_and_duplicate_lines(take):
    taken = take(
        HEAD + "1,A,2024-01-01,5\n1,A,2024-01-01,5\nC1,A,2024-01-02,-5\n2,A,2024-01-02,-1\n", cancelled_prefix="C"
    )
    assert taken.ledger.reasons == {"cancelled order": 1, "refund": 1}
    assert taken.ledger.money_set_aside == Decimal(-6)
    assert any("1 of the rows used repeat" in note for note in taken.notes)


def test_one_account_one_row(take, frame):
    taken = take(HEAD + "1,A,2024-01-01,1\n")
    assert frame(taken, "accounts").to_numpy().tolist() == [["A", "A"]]
    assert CONTRACTS["orders"].problems(frame(taken)) == []
    assert taken.ledger.files["orders"].is_file()
    assert taken.ledger.rows().empty


def test_no_row_can_be_used(take):
    with pytest.raises(ValueError, match=r"No row of orders\.csv can be used: no account in 2 rows") as error:
        take(HEAD + "1,,2024-01-01,1\n2,,2024-01-01,1\n")
    sentence(error)


def test_offsets_become_days_of_the_clients_place(take, frame):
    text = HEAD + "1,A,2024-01-31T23:30:00Z,1\n2,A,2024-02-01T10:00:00+05:00,1\n"
    days = frame(take(text, time_zone="Europe/Berlin"))["ordered_at"].dt.strftime("%d %H:%M").tolist()
    assert days == ["01 00:30", "01 06:00"]
    assert any("carry offsets" in note for note in take(text).notes)


def test_a_table_of_activities_keeps_its_own_rules(write, frame):
    orders = Source(
        "orders", write(GOOD), {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount"}
    )
    text = (
        "id,customer,day,what,min\n1,A,2024-01-01,call,10\n1,A,2024-01-01,call,10\n"
        "2,Z,2024-01-01,visit,-1\n3,Z,2024-01-01,visit,x\n4,,2024-01-01,visit,5\n"
    )
    columns = {
        "activity_id": "id",
        "account_id": "customer",
        "performed_at": "day",
        "activity": "what",
        "minutes": "min",
    }
    accounts = Source(
        "accounts", write("id,name\nA,Alpha\n", "accounts.csv"), {"account_id": "id", "account_name": "name"}
    )
    activities = Source("activities", write(text, "work.csv"), columns)
    taken = take_in(ClientMapping("Client", "EUR", (orders, accounts, activities)))
    assert CONTRACTS["activities"].problems(frame(taken, "activities")) == []
    assert taken.ledger.rows(table="activities")["reason"].tolist() == [
        "activity_id a second time",
        "minutes not at least 0",
        "minutes missing or not readable",
        "no account_id",
    ]
    assert "1 accounts have orders but are not in the file of accounts." in taken.notes
    assert taken.ledger.rows_in == 2 + 1 + 5


def test_orders_without_a_number(take, frame):
    columns = {"account_id": "customer", "ordered_at": "day", "revenue": "amount"}
    taken = take(HEAD + "x,A,2024-01-01,1\nx,A,2024-01-01,2\nx,B,2024-01-01,2\n", columns=columns)
    assert frame(taken)["order_id"].tolist() == ["A 2024-01-01", "A 2024-01-01", "B 2024-01-01"]
    assert any("no number" in note for note in taken.notes)


CELLS = st.sampled_from(
    ["1", "A", "2024-01-05", "1/2/2024", "12,50", "1.234", "", "NA", '"', '"a,b"', "é", "김", "=1", "\t"]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6), st.sampled_from(["utf-8", "utf-16", "cp949"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_it_balances_or_says_why(write, rows, encoding):
    file = write((HEAD + "\n".join(",".join(row) for row in rows)).encode(encoding, "replace"))
    columns = {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount"}
    mapping = ClientMapping("Client", "EUR", (Source("orders", file, columns),))
    for attempt in (lambda: propose(file), lambda: take_in(mapping).ledger.check()):
        said = None
        try:
            attempt()
        except ValueError as error:
            said = error
        # A decoder's own error is a ValueError too, and no sentence for a user.
        assert said is None or (type(said) is ValueError and "\n" not in str(said))


def test_what_the_mapping_names_and_is_not_there_is_told_with_its_place(take, write, tmp_path):
    with pytest.raises(ValueError, match=r"nearest: 'amount'.*is revenue below \[orders\.columns\]"):
        take(
            "order,customer,day,amount\n1,A,2024-01-01,5\n",
            columns={"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amonut"},
        )
    with pytest.raises(FileNotFoundError, match=r"There is no file.*file = … below \[orders\]"):
        take(tmp_path / "moved.csv")
