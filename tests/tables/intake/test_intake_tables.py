"""Several files at once: which of our tables each one is, one mapping for all, and whether they speak of the same."""

import datetime as dt
from dataclasses import replace

import pytest

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import propose_all, read_mapping, take_in
from kamlib.tables.intake.command import propose_files

ORDERS = (
    "Invoice;Customer No;Customer Name;Date;Net amount\n"
    "1;007;Alpha;13.01.2024;5,50\n"
    "2;008;Beta;14.01.2024;6,00\n"
    "3;007;Alpha;15.01.2024;1,00\n"
)
ACCOUNTS = (
    "Customer No;Customer Name;Parent ID;Parent Name;Region;Account Manager;Customer since\n"
    "007;Alpha;P1;Group;North;Ann;01.02.2020\n"
    "008;Beta;;;NA;Bob;20.03.2021\n"
)
CONTACTS = (
    "Contact ID;Customer No;Name;Job title;Last contact\nC1;007;Zed;buyer;03.01.2024\nC2;008;Yan;user;20.01.2024\n"
)
KNOWLEDGE = (
    "Customer No;Question;Answer;Confirmed;Source\n"
    "007;1;speed;13.01.2024;visit\n"
    "007;2;;;\n"
    "008;1;price;14.01.2024;call\n"
)
ACTIVITIES = (
    "Visit ID;Customer No;Date;Activity;Minutes;Cost;Staff\n"
    "V1;007;13.01.2024;visit;60;80,50;Ann\n"
    "V2;008;14.01.2024;call;10;9,00;Bob\n"
)
WALLET = (
    "Customer No;Category;Survey date;Annual spend;Our rank\n"
    "007;Carpet;13.01.2024;1000,50;1\n"
    "008;Vinyl;14.01.2024;2000,00;2\n"
)
FILES = {
    "orders": ORDERS,
    "accounts": ACCOUNTS,
    "contacts": CONTACTS,
    "knowledge": KNOWLEDGE,
    "activities": ACTIVITIES,
    "wallet": WALLET,
}


@pytest.mark.parametrize("turn", [1, -1])
def test_each_file_finds_its_table_whatever_its_name(turn, write, tmp_path, frame):
    files = [write(content, f"export{n}.csv") for n, content in enumerate(FILES.values())][::turn]
    proposal = propose_all(files)
    assert set(proposal.questions) == {"currency"}
    found = {source.table: source for source in proposal.mapping.sources}
    assert {source.file.name: table for table, source in found.items()} == {
        f"export{n}.csv": table for n, table in enumerate(FILES)
    }
    assert proposal.source.table == "orders"
    assert dict(found["accounts"].columns) == {
        "account_id": "Customer No",
        "account_name": "Customer Name",
        "parent_id": "Parent ID",
        "parent_name": "Parent Name",
        "region": "Region",
        "manager": "Account Manager",
        "opened_at": "Customer since",
    }
    assert found["wallet"].decimal == ","
    path = proposal.write(tmp_path / "client.toml")
    path.write_text(
        path.read_text(encoding="utf-8").replace('# currency = "EUR"', 'currency = "EUR"'), encoding="utf-8"
    )
    taken = take_in(read_mapping(path))
    assert set(taken.paths) == set(FILES)
    for table, content in FILES.items():
        rows = frame(taken, table)
        assert CONTRACTS[table].problems(rows) == []
        assert len(rows) == content.count("\n") - 1
    assert frame(taken, "accounts")["region"].tolist() == ["North", "NA"]
    assert frame(taken, "contacts")["last_contacted_at"].dt.strftime("%d.%m.%Y").tolist() == [
        "03.01.2024",
        "20.01.2024",
    ]
    assert frame(taken, "knowledge")["answer"].isna().tolist() == [False, True, False]
    assert not any("not in the file of accounts" in note for note in taken.notes)


def test_two_files_for_one_table_and_one_for_none(write, tmp_path, capsys):
    files = [
        write(ORDERS, "january.csv"),
        write(ORDERS, "february.csv"),
        write("colour,shape\nred,round\nblue,square\n", "art.csv"),
    ]
    propose_files(files, tmp_path / "client.toml")
    said = " ".join(capsys.readouterr().out.split())
    assert "february.csv is left out: it looks like orders, which january.csv feeds already" in said
    assert "art.csv is left out: it has the columns of none of our tables" in said


def test_nothing_that_fits_is_refused(write):
    files = [write("colour,shape\nred,round\nblue,square\n", f"{name}.csv") for name in "ab"]
    with pytest.raises(ValueError, match="None of the files could be any of our tables") as error:
        propose_all(files)
    assert "\n" not in str(error.value)


def test_a_missing_column_of_a_table_is_asked(write):
    proposal = propose_all([write(ORDERS), write(CONTACTS.replace("Contact ID", "Kürzel"), "people.csv")])
    assert "contacts.columns.contact_id" in proposal.questions
    assert "Left over: Kürzel" in proposal.questions["contacts.columns.contact_id"][0]


def test_ids_that_one_program_changed_are_named(write, tmp_path):
    out = tmp_path / "client.toml"
    propose_files([write(ORDERS), write(ACCOUNTS.replace("007", "7").replace("008", "b8"), "accounts.csv")], out)
    out.write_text(out.read_text(encoding="utf-8").replace('# currency = "EUR"', 'currency = "EUR"'), encoding="utf-8")
    notes = " ".join(take_in(read_mapping(out)).notes)
    assert "2 accounts have orders but are not in the file of accounts; 1 of them differ" in notes
    assert "'007' in orders.csv and '7' in accounts.csv" in notes


def test_header_and_samples_are_those_of_the_orders(write):
    proposal = propose_all([write(CONTACTS, "people.csv"), write(ORDERS)])
    assert proposal.header == ("Invoice", "Customer No", "Customer Name", "Date", "Net amount")
    assert proposal.samples["Customer No"] == ("007", "008")


def test_the_day_after_the_last_order_is_not_that_after_a_planned_visit(write):
    planned = ACTIVITIES + "V3;008;30.11.2024;visit;60;80,50;Ann\n"
    mapping = propose_all([write(ORDERS, "orders.csv"), write(planned, "diary.csv")]).mapping
    assert take_in(replace(mapping, currency="EUR")).as_of.date() == dt.date(2024, 1, 16)


def test_german_headers_of_a_diary_and_a_list_of_deliveries(write):
    diary = "Besuchsnr;Kundennummer;Datum;Art;Minuten\nB1;007;13.01.2024;Besuch;60\nB2;008;14.01.2024;Anruf;15\n"
    drops = (
        "Lieferscheinnummer;Kundennummer;Auftragsnummer;Lieferdatum;Lieferart;Dauer (Min.);Frachtkosten\n"
        "L1;007;1;13.01.2024;Baustelle;90;142,50\nL2;008;2;14.01.2024;Lager;40;77,00\n"
    )
    files = [write(content, f"{n}.csv") for n, content in enumerate((ORDERS, diary, drops))]
    found = {source.table: dict(source.columns) for source in propose_all(files).mapping.sources}
    assert found["activities"] == {
        "activity_id": "Besuchsnr",
        "account_id": "Kundennummer",
        "performed_at": "Datum",
        "activity": "Art",
        "minutes": "Minuten",
    }
    assert found["deliveries"] == {
        "delivery_id": "Lieferscheinnummer",
        "account_id": "Kundennummer",
        "order_id": "Auftragsnummer",
        "delivered_at": "Lieferdatum",
        "kind": "Lieferart",
        "minutes": "Dauer (Min.)",
        "cost": "Frachtkosten",
    }
