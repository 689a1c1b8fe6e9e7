"""What is proposed of a file, what is asked, and that the answered proposal takes the file in."""

import openpyxl
import pytest

from kamlib.tables.intake import propose, read_mapping, take_in
from kamlib.tables.intake.command import forget_client, propose_files, take_in_file
from kamlib.tables.intake.vocabulary import WORDS, name_score

GERMAN = """Auswertung Vertrieb;;;;;
;;;;;
Rechnungs-Nr.;Kundennr.;Kundenname;Rechnungsdatum;Umsatz (€);Land
R1;10;Müller;31.01.2024;1.234,50;AT
R2;11;Größe & Söhne;01.02.2024;12,00;DE
S3;11;Größe & Söhne;02.02.2024;-12,00;DE
"""
COLUMNS = ("order_id", "account_id", "account_name", "ordered_at", "quantity", "unit_price", "region")


@pytest.mark.parametrize(
    "names",
    [
        ("Order No", "Customer No", "Customer Name", "Order Date", "Qty", "Unit Price", "Country"),
        ("Auftragsnummer", "Kundennummer", "Firma", "Bestelldatum", "Menge", "Einzelpreis", "Land"),
        ("N° commande", "Code client", "Raison sociale", "Date commande", "Quantité", "Prix unitaire", "Pays"),
        ("Número Pedido", "Código Cliente", "Razón Social", "Fecha", "Cantidad", "Precio", "País"),
        ("Bestelnummer", "Klantnummer", "Klantnaam", "Besteldatum", "Aantal", "Stuksprijs", "Regio"),
        ("Numero ordine", "Codice cliente", "Ragione sociale", "Data ordine", "Quantità", "Prezzo unitario", "Regione"),
        ("주문번호", "고객번호", "고객명", "주문일", "수량", "단가", "지역"),
        ("VBELN", "KUNNR", "Name", "ERDAT", "KWMENG", "NETPR", "Region"),
    ],
)
def test_columns_are_known_in_many_languages(names, write):
    rows = ["T1\tK1\tAlpha\t2024-01-31\t2\t1.50\tNA", "T2\tK2\tBeta\t2024-02-01\t1\t2.50\tEU"]
    proposal = propose(write("\n".join(["\t".join(names), *rows]) + "\n"))
    assert dict(proposal.source.columns) == dict(zip(COLUMNS, names, strict=True))
    assert set(proposal.questions) == {"currency"}
    assert "revenue is quantity times unit_price" in proposal.notes[0]


def test_a_german_export_with_a_title(write, tmp_path, frame):
    proposal = propose(write(GERMAN, "Umsatz 2024.csv", "cp1252"))
    source = proposal.source
    assert (source.delimiter, source.decimal, source.header_row) == (";", ",", 3)
    assert (source.encoding, source.date_formats, source.cancelled_prefix) == ("cp1252", ("%d.%m.%Y",), "S")
    assert proposal.mapping.currency == "EUR"
    assert not proposal.questions
    taken = take_in(read_mapping(proposal.write(tmp_path / "client.toml")))
    assert frame(taken)["revenue"].tolist() == [1234.5, 12.0]
    assert frame(taken, "accounts")["account_name"].tolist() == ["Müller", "Größe & Söhne"]


def test_what_the_file_leaves_open_is_asked(write, tmp_path):
    file = write("order,customer,date,amount\n1,A,03/04/2024,1.234\n2,B,05/06/2024,5.678\n")
    proposal = propose(file)
    assert set(proposal.questions) == {"currency", "orders.decimal", "orders.date_format"}
    path = proposal.write(tmp_path / "client.toml")
    with pytest.raises(ValueError, match="needs currency"):
        read_mapping(path)
    text = path.read_text()
    for asked in ('# currency = "EUR"', '# decimal = "."', '# date_format = "%d/%m/%Y"'):
        assert asked in text
        text = text.replace(asked, asked[2:])
    path.write_text(text)
    assert take_in(read_mapping(path)).ledger.rows_used == 2


def test_missing_columns_are_asked_with_those_left_over(write, tmp_path):
    proposal = propose(write("order,who,date,much\n1,A,2024-01-05,1.2\n2,B,2024-01-06,5.6\n"))
    assert set(proposal.questions) == {"currency", "orders.columns.account_id", "orders.columns.revenue"}
    assert "Left over: who, much" in proposal.questions["orders.columns.account_id"][0]
    text = proposal.write(tmp_path / "client.toml").read_text()
    assert '# account_id = "who"' in text


def test_a_name_serves_where_there_is_no_number(write):
    proposal = propose(write("invoice;customer name;date;total\n1;A;2024-01-05;1,2\n2;B;2024-01-06;5,6\n"))
    assert proposal.source.columns["account_id"] == "customer name"


def test_a_file_without_a_header_is_doubted(write):
    proposal = propose(write("1,A,2024-01-05,1.5\n2,B,2024-01-06,2.5\n"))
    assert "has the file a header" in proposal.questions["orders.header_row"][0]


def test_the_longest_sheet_is_taken(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["by", "whom"])
    page = book.create_sheet("Sales")
    for row in (["Invoice", "Customer", "Date", "Sales"], ["1", "A", "2024-01-05", 2.5], ["2", "B", "2024-01-06", 3]):
        page.append(row)
    book.save(tmp_path / "book.xlsx")
    proposal = propose(tmp_path / "book.xlsx")
    assert proposal.source.sheet == "Sales"
    assert "Notes" in proposal.reasons["orders.sheet"]
    assert set(proposal.source.columns) == {"order_id", "account_id", "ordered_at", "revenue"}


def test_no_word_names_two_columns():
    words = [word for known in WORDS.values() for word in known.split()]
    assert sorted(words) == sorted(set(words))
    assert name_score("revenue", "Umsatz (€)") == 1.0


def test_the_command_writes_once_and_takes_in(write, tmp_path, capsys):
    out = tmp_path / "client.toml"
    file = write(GERMAN, "Umsatz.csv", "utf-8")
    propose_files([file], out)
    said = capsys.readouterr().out
    assert "Kundennr." in said
    assert "what stands above it is a title" in said
    with pytest.raises(ValueError, match="is there already"):
        propose_files([file], out)
    assert take_in_file(out).ledger.rows_in == 3
    assert "3 rows = 2 used + 1 set aside" in capsys.readouterr().out
    file.write_text(GERMAN + "R4;12;Neu;05.02.2024;1,00;DE\n", encoding="utf-8")
    take_in_file(out)
    assert "Accounts new: 1 (12)" in capsys.readouterr().out
    forget_client(out)
    assert "2 intakes deleted" in capsys.readouterr().out


def test_names_of_a_file_are_no_markup(write, tmp_path, capsys):
    propose_files([write("order,customer[red],date,amount\n1,A,2024-01-05,1.5\n")], tmp_path / "client.toml")
    assert "customer[red]" in capsys.readouterr().out


@pytest.mark.parametrize("header", ["Belegnr;Kunde;Kundennr;Datum;Betrag", "Belegnr;Kundennr;Kunde;Datum;Betrag"])
def test_a_bare_customer_column_beside_numbers_holds_the_names(write, header):
    row = "R1;Müller;0012;31.01.2024;1,50" if "Kunde;Kundennr" in header else "R1;0012;Müller;31.01.2024;1,50"
    columns = propose(write(f"{header}\n{row}\n")).source.columns
    assert (columns["account_id"], columns["account_name"]) == ("Kundennr", "Kunde")


def test_a_mapping_is_written_to_a_toml_file_only(write, tmp_path):
    with pytest.raises(ValueError, match=r"ends in \.toml"):
        propose_files([write("order,customer,day,amount\n1,A,2024-01-31,2\n")], tmp_path / "client.csv")
    assert not (tmp_path / "client.csv").exists()
