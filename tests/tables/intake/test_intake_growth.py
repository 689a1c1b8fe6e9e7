"""A client's programmes and referrals: recognised whatever the file is called, taken in, and not mistaken for orders."""

import pytest

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import propose_all, read_mapping, take_in

ORDERS = (
    "Invoice;Customer No;Customer Name;Date;Net amount\n"
    "1;007;Alpha;13.01.2024;5,50\n"
    "2;008;Beta;14.01.2024;6,00\n"
    "3;007;Alpha;15.01.2024;1,00\n"
)
FEBRUARY = ORDERS.replace(".01.", ".02.").replace("\n1;", "\n4;").replace("\n2;", "\n5;").replace("\n3;", "\n6;")
YEARS = (
    "Trade fair;getting;01.01.2023;31.12.2023;9000,50;40;3\n"
    "Trade fair;getting;01.01.2024;31.12.2024;11000,00;60;2\n"
    "Year-end bonus;keeping;01.01.2024;31.12.2024;6000,00;20;12\n"
)
PROGRAMMES = {
    "english": "Programme;Aim;Start date;End date;Cost;Contacted;Won",
    "as ours": "programme;aim;started_at;ended_at;spending;approached;responded",
    "campaigns": "Campaign;Purpose;From;To;Spending;Approached;Responses",
    "german": "Maßnahme;Ziel;Beginn;Ende;Kosten;Angesprochen;Gewonnen",
    "german campaigns": "Kampagne;Zweck;Von;Bis;Ausgaben;Erreicht;Gehalten",
}
BROUGHT = "009;007;13.02.2024\n010;007;14.02.2024\n011;008;15.02.2024\n"
REFERRALS = {
    "english": "New customer;Referred by;Introduced on",
    "as ours": "account_id;referred_by;referred_at",
    "numbers": "Customer No;Referrer;Date",
    "german": "Neukunde;Empfohlen von;Empfohlen am",
    "german numbers": "Kundennummer;Werber;Datum",
}
EVERY = [("programmes", words, YEARS) for words in PROGRAMMES.values()]
EVERY += [("referrals", words, BROUGHT) for words in REFERRALS.values()]
IDS = [f"programmes, {name}" for name in PROGRAMMES] + [f"referrals, {name}" for name in REFERRALS]


@pytest.fixture
def taken(tmp_path):
    """Write a proposal with the currency answered, and take its files in."""

    def take(proposal):
        assert set(proposal.questions) == {"currency"}
        path = proposal.write(tmp_path / "client.toml")
        answered = path.read_text(encoding="utf-8").replace('# currency = "EUR"', 'currency = "EUR"')
        path.write_text(answered, encoding="utf-8")
        return take_in(read_mapping(path))

    return take


def tables_of(proposal) -> dict[str, str]:
    return {source.file.name: source.table for source in proposal.mapping.sources}


@pytest.mark.parametrize(("table", "heading", "rows"), EVERY, ids=IDS)
@pytest.mark.parametrize("turn", [1, -1])
def test_each_file_finds_its_table_and_every_column_its_own(write, table, heading, rows, turn):
    files = [write(ORDERS, "export0.csv"), write(f"{heading}\n{rows}", "export1.csv")]
    proposal = propose_all(files[::turn])
    assert tables_of(proposal) == {"export0.csv": "orders", "export1.csv": table}
    found = next(source for source in proposal.mapping.sources if source.table == table)
    assert dict(found.columns) == dict(
        zip([column.name for column in CONTRACTS[table].columns], heading.split(";"), strict=True)
    )


@pytest.mark.parametrize("heading", [PROGRAMMES["english"], PROGRAMMES["german"]], ids=["english", "german"])
def test_programmes_come_in_with_their_money_their_days_and_their_people(write, frame, taken, heading):
    intake = taken(propose_all([write(ORDERS), write(f"{heading}\n{YEARS}", "export.csv")]))
    rows = frame(intake, "programmes")
    assert CONTRACTS["programmes"].problems(rows) == []
    assert rows["programme"].tolist() == ["Trade fair", "Trade fair", "Year-end bonus"]
    assert rows["aim"].tolist() == ["getting", "getting", "keeping"]
    assert rows["spending"].tolist() == [9000.5, 11000, 6000]
    assert rows[["approached", "responded"]].values.tolist() == [[40, 3], [60, 2], [20, 12]]
    assert rows["started_at"].dt.strftime("%d.%m.%Y").tolist() == ["01.01.2023", "01.01.2024", "01.01.2024"]
    assert rows["ended_at"].dt.strftime("%d.%m.%Y").tolist() == ["31.12.2023", "31.12.2024", "31.12.2024"]
    assert intake.ledger.rows_set_aside == 0


@pytest.mark.parametrize("heading", [REFERRALS["english"], REFERRALS["german"]], ids=["english", "german"])
def test_referrals_come_in_with_ids_as_they_are_written(write, frame, taken, heading):
    intake = taken(propose_all([write(ORDERS), write(f"{heading}\n{BROUGHT}", "export.csv")]))
    rows = frame(intake, "referrals")
    assert CONTRACTS["referrals"].problems(rows) == []
    assert rows["account_id"].tolist() == ["009", "010", "011"]
    assert rows["referred_by"].tolist() == ["007", "007", "008"]
    assert rows["referred_at"].dt.strftime("%d.%m.%Y").tolist() == ["13.02.2024", "14.02.2024", "15.02.2024"]
    assert intake.ledger.rows_set_aside == 0


@pytest.mark.parametrize("heading", [REFERRALS["numbers"], REFERRALS["german numbers"]], ids=["english", "german"])
def test_of_two_files_of_orders_and_one_of_referrals_only_the_second_of_orders_is_left_out(write, heading):
    files = [
        write(ORDERS, "january.csv"),
        write(f"{heading}\n{BROUGHT}", "export.csv"),
        write(FEBRUARY, "february.csv"),
    ]
    proposal = propose_all(files)
    assert tables_of(proposal) == {"january.csv": "orders", "export.csv": "referrals"}
    assert [note for note in proposal.notes if "left out" in note] == [
        "february.csv is left out: it looks like orders, which january.csv feeds already; put the two in one file first."
    ]


def test_two_files_of_referrals_are_not_one_of_orders(write):
    heading = REFERRALS["english"]
    files = [write(ORDERS, "january.csv"), *(write(f"{heading}\n{BROUGHT}", f"{name}.csv") for name in "ab")]
    proposal = propose_all(files)
    assert tables_of(proposal) == {"january.csv": "orders", "a.csv": "referrals"}
    assert any("b.csv is left out: it looks like referrals, which a.csv feeds" in note for note in proposal.notes)


def test_an_account_brought_twice_is_set_aside_the_second_time_and_said(write, frame, taken):
    again = (
        f"{REFERRALS['english']}\n{BROUGHT}"
        + "".join(f"0{n};008;16.02.2024\n" for n in range(20, 40))
        + "009;008;17.02.2024\n"
    )
    intake = taken(propose_all([write(ORDERS), write(again, "export.csv")]))
    assert len(frame(intake, "referrals")) == 23
    assert intake.ledger.rows_set_aside == 1
    assert any("export.csv" in finding for finding in intake.findings)


def test_an_aim_that_is_neither_is_set_aside_with_the_two_that_there_are(write, frame, taken):
    rows = YEARS + "Loyalty cards;image;01.01.2024;31.12.2024;100,00;5;5\n"
    intake = taken(propose_all([write(ORDERS), write(f"{PROGRAMMES['german']}\n{rows}", "export.csv")]))
    assert frame(intake, "programmes")["programme"].tolist() == ["Trade fair", "Trade fair", "Year-end bonus"]
    assert any("aim not one of getting, keeping" in finding for finding in intake.findings)
    assert intake.ledger.rows_set_aside == 1


@pytest.mark.parametrize(
    ("getting", "keeping"),
    [
        ("Getting", " KEEPING "),
        ("Acquisition", "Retention"),
        ("New customers", "loyalty"),
        ("Neukundengewinnung", "Kundenbindung"),
        ("Gewinnen", "Halten"),
        ("Akquise", "Bindung"),
        ("acquisition", "fidélisation"),
    ],
)
def test_an_aim_may_be_said_in_other_words(write, frame, taken, getting, keeping):
    rows = YEARS.replace(";getting;", f";{getting};").replace(";keeping;", f";{keeping};")
    intake = taken(propose_all([write(ORDERS), write(f"{PROGRAMMES['german']}\n{rows}", "export.csv")]))
    assert frame(intake, "programmes")["aim"].tolist() == ["getting", "getting", "keeping"]
    assert intake.ledger.rows_set_aside == 0
