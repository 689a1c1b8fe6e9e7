"""A client's codebook, survey, staff, mystery visits, complaints and promises: recognised, taken in, and not mistaken for others."""

import pytest

from kamlib.methods.survey import Codebook, sheet
from kamlib.tables.contracts import ASKS, CONTRACTS
from kamlib.tables.intake import lexicon, propose_all, read_mapping, take_in
from kamlib.tables.intake.lexicon import said_for

ORDERS = (
    "Invoice;Customer No;Customer Name;Date;Net amount\n"
    "1;007;Alpha;13.01.2024;5,50\n"
    "2;008;Beta;14.01.2024;6,00\n"
    "3;007;Alpha;15.01.2024;1,00\n"
)
FEBRUARY = ORDERS.replace(".01.", ".02.").replace("\n1;", "\n4;").replace("\n2;", "\n5;").replace("\n3;", "\n6;")
ITEMS = (
    "p01;Orders come on the day named.;reliability;perception;1;7;0;99;01\n"
    "p05;We have to check after them.;reliability;perception;1;7;1;98 99;05\n"
    "i_a;Points for being reliable?;reliability;points;0;100;0;;reliability\n"
)
RESPONSES = (
    "R01;2023-2;C01;007;11.09.2023;13.09.2023;312;Always late\n"
    "R02;2023-2;C02;008;11.09.2023;;;\n"
    "R03;2023-2;;;11.09.2023;14.09.2023;280;\n"
)
ANSWERS = "R01;p01;3\nR01;p05;99\nR03;p01;7\n"
OFFERS = "o1;name;none\no1;price;26\no2;name;design house\no2;price;34\n"
STAFF = "S1;sales;North;16.10.2023;bp01;6\nS1;sales;North;16.10.2023;a1;5\nS2;drivers;West;16.10.2023;bp01;7\n"
VISITS = "M1;North;13.02.2023;Ann;said the name;1\nM1;North;13.02.2023;Bob;said the name;0\nM2;West;14.02.2023;Ann;said the name;1\n"
STANDARDS = "A day that is named is kept.;p01;6,1;\nsaid the name;;;0,9\n"
COMPLAINTS = (
    "Q1;007;13.01.2023;warehouse;on the site;20.01.2023\n"
    "Q2;008;14.01.2023;order entry;invoice;\n"
    "Q3;007;15.02.2023;transport;transport;16.02.2023\n"
)
PROMISES = (
    "1;007;13.01.2024;17.01.2024;18.01.2024\n2;008;14.01.2024;19.01.2024;19.01.2024\n3;007;15.01.2024;31.12.2099;\n"
)
WRITTEN = {
    "items": (
        ITEMS,
        {
            "as ours": "item;words;dimension;asks;least;most;reversed;missing_codes;about",
            "english": "Item code;Question text;Construct;Question type;Minimum;Maximum;Reverse coded;Missing values;Attribute",
            "german": "Frage-Nr.;Wortlaut;Dimension;Fragetyp;Von;Bis;Umgepolt;Fehlende Werte;Merkmal",
        },
    ),
    "responses": (
        RESPONSES,
        {
            "as ours": "response_id;wave;contact_id;account_id;invited_at;answered_at;seconds;comment",
            "english": "Respondent ID;Survey;Contact No;Customer No;Invited on;Submit date;Duration (seconds);Comments",
            "german": "Fragebogen-Nr.;Welle;Kontaktnr.;Kundennummer;Eingeladen am;Beantwortet am;Dauer;Bemerkung",
            "french": "ID répondant;Vague;ID contact;Numéro client;Date d'invitation;Date réponse;Durée;Commentaire",
        },
    ),
    "answers": (
        ANSWERS,
        {
            "as ours": "response_id;item;answer",
            "english": "Respondent;Question;Score",
            "german": "Fragebogen;Frage;Antwort",
            "spanish": "Cuestionario;Pregunta;Respuesta",
            "italian": "Rispondente;Domanda;Risposta",
            "dutch": "Vragenlijst;Vraag;Antwoord",
        },
    ),
    "offers": (
        OFFERS,
        {
            "as ours": "item;attribute;level",
            "english": "Profile;Attribute;Level",
            "german": "Profilkarte;Merkmal;Ausprägung",
            "dutch": "Profiel;Kenmerk;Niveau",
        },
    ),
    "staff_responses": (
        STAFF,
        {
            "as ours": "staff_id;department;region;answered_at;item;answer",
            "english": "Employee No;Department;Region;Date;Question;Answer",
            "german": "Personalnummer;Abteilung;Gebiet;Datum;Frage;Antwort",
        },
    ),
    "visits": (
        VISITS,
        {
            "as ours": "visit_id;region;visited_at;rater;standard;met",
            "english": "Visit No;Region;Visit date;Mystery shopper;Criterion;Fulfilled",
            "german": "Testbesuch;Gebiet;Besuchsdatum;Testkäufer;Kriterium;Erfüllt",
        },
    ),
    "standards": (
        STANDARDS,
        {
            "as ours": "standard;about;target;least_share",
            "english": "Requirement;About;Target score;Minimum share",
            "german": "Vorgabe;Betrifft;Zielwert;Mindestanteil",
        },
    ),
    "complaints": (
        COMPLAINTS,
        {
            "as ours": "complaint_id;account_id;raised_at;arose_in;noticed_in;settled_at",
            "english": "Complaint No;Customer No;Received on;Root cause;Detected in;Closed on",
            "german": "Reklamationsnr.;Kundennummer;Eingangsdatum;Ursache;Bemerkt in;Erledigt am",
        },
    ),
    "promises": (
        PROMISES,
        {
            "as ours": "order_id;account_id;promised_at;promised_for;delivered_at",
            "english": "Order No;Customer No;Confirmed on;Promised date;Delivered on",
            "german": "Auftragsnr.;Kundennummer;Bestätigt am;Zugesagt für;Geliefert am",
        },
    ),
}
EVERY = [(table, name) for table, (_, headings) in WRITTEN.items() for name in headings]
TWO = [(table, name) for table, name in EVERY if name in ("english", "german")]


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


def file_of(table: str, name: str) -> str:
    rows, headings = WRITTEN[table]
    return f"{headings[name]}\n{rows}"


def tables_of(proposal) -> dict[str, str]:
    return {source.file.name: source.table for source in proposal.mapping.sources}


@pytest.mark.parametrize(("table", "name"), EVERY, ids=[f"{table}, {name}" for table, name in EVERY])
def test_each_file_finds_its_table_and_every_column_its_own(write, table, name):
    files = [write(ORDERS, "export0.csv"), write(file_of(table, name), "export1.csv")]
    proposal = propose_all(files)
    assert tables_of(proposal) == {"export0.csv": "orders", "export1.csv": table}
    found = next(source for source in proposal.mapping.sources if source.table == table)
    heading = WRITTEN[table][1][name].split(";")
    assert dict(found.columns) == dict(zip([column.name for column in CONTRACTS[table].columns], heading, strict=True))


@pytest.mark.parametrize("name", ["as ours", "english", "german"])
def test_all_of_them_at_once_are_told_apart_and_keep_their_contracts(write, frame, taken, name):
    files = [
        write(ORDERS, "export.csv"),
        *(write(file_of(table, name), f"file{n}.csv") for n, table in enumerate(WRITTEN)),
    ]
    proposal = propose_all(files[::-1])
    assert tables_of(proposal) == {"export.csv": "orders"} | {f"file{n}.csv": table for n, table in enumerate(WRITTEN)}
    intake = taken(proposal)
    for table, (rows, _) in WRITTEN.items():
        came = frame(intake, table)
        assert CONTRACTS[table].problems(came.astype(CONTRACTS[table].dtypes())) == []
        assert len(came) == rows.count("\n")
    assert intake.ledger.rows_set_aside == 0
    assert intake.as_of.date().isoformat() == "2024-01-16"
    assert frame(intake, "promises")["promised_for"].dt.year.tolist() == [2024, 2024, 2099]
    assert frame(intake, "responses")["answered_at"].isna().tolist() == [False, True, False]
    assert frame(intake, "responses")["account_id"].fillna("").tolist() == ["007", "008", ""]
    codebook = Codebook.of(frame(intake, "items"))
    scored = codebook.scored(sheet(frame(intake, "answers"), codebook))
    assert scored["p01"].tolist() == [3, 7]
    assert scored["p05"].isna().all()
    assert codebook["p05"].missing == (98, 99)


@pytest.mark.parametrize(("table", "name"), TWO, ids=[f"{table}, {name}" for table, name in TWO])
def test_a_second_file_of_orders_is_none_of_them(write, table, name):
    files = [
        write(ORDERS, "january.csv"),
        write(file_of(table, name), "export.csv"),
        write(FEBRUARY, "february.csv"),
    ]
    proposal = propose_all(files)
    assert tables_of(proposal) == {"january.csv": "orders", "export.csv": table}
    assert any("february.csv is left out: it looks like orders" in note for note in proposal.notes)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("yes", "no"), ("Ja", "Nein"), ("oui", "non"), ("sí", "no"), ("TRUE", "FALSE"), ("erfüllt", "nicht erfüllt")],
)
def test_what_was_met_may_be_said_with_yes_and_no(write, frame, taken, yes, no):
    rows = VISITS.replace(";1\n", f";{yes}\n").replace(";0\n", f";{no}\n")
    intake = taken(propose_all([write(ORDERS), write(f"{WRITTEN['visits'][1]['german']}\n{rows}", "export.csv")]))
    assert frame(intake, "visits")["met"].tolist() == [1, 0, 1]
    assert intake.ledger.rows_set_aside == 0


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Wahrnehmung", "perception"),
        ("Importance", "importance"),
        ("Wichtigkeit", "importance"),
        ("Expected", "expectation"),
    ],
)
def test_what_an_item_asks_may_be_said_in_other_words(write, frame, taken, words, asks):
    rows = ITEMS.replace(";perception;", f";{words};")
    intake = taken(propose_all([write(ORDERS), write(f"{WRITTEN['items'][1]['english']}\n{rows}", "export.csv")]))
    assert frame(intake, "items")["asks"].tolist() == [asks, asks, "points"]


def test_every_kind_of_item_has_words_of_its_own_and_no_word_says_two_things():
    assert set(said_for("items", "asks").values()) == set(ASKS)
    for values in lexicon._VALUES.values():
        words = [word for value, listed in values.items() for word in {value, *listed.split()}]
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]


def test_an_item_of_another_kind_and_a_mark_that_is_none_are_set_aside_and_named(write, frame, taken):
    items = f"{WRITTEN['items'][1]['german']}\n{ITEMS}zz;Any?;x;weather;1;7;0;;zz\n"
    visits = f"{WRITTEN['visits'][1]['german']}\n{VISITS}M3;West;14.02.2023;Ann;said the name;2\n"
    intake = taken(propose_all([write(ORDERS), write(items, "items.csv"), write(visits, "visits.csv")]))
    assert len(frame(intake, "items")) == len(frame(intake, "visits")) == 3
    assert any("asks not one of perception, expectation" in finding for finding in intake.findings)
    assert any("met not at least 0 and at most 1" in finding for finding in intake.findings)


def test_an_item_that_says_nothing_of_its_direction_is_not_reversed_and_a_strange_one_is_set_aside(write, frame, taken):
    rows = ITEMS.replace(
        "p01;Orders come on the day named.;reliability;perception;1;7;0", "p01;On the day.;reliability;perception;1;7;"
    )
    items = f"{WRITTEN['items'][1]['as ours']}\n{rows}zz;Any?;x;perception;1;7;perhaps;;zz\n"
    intake = taken(propose_all([write(ORDERS), write(items, "items.csv")]))
    assert frame(intake, "items").set_index("item")["reversed"].to_dict() == {"p01": 0, "p05": 1, "i_a": 0}
    assert any("row 2: 1 empty values of reversed count as 0" in note for note in intake.notes)
    assert "empty values of reversed count as 0" in intake.in_words()
    assert any("1 row set aside, reversed not readable" in finding for finding in intake.findings)
    assert not any("reversed could not be read" in note for note in intake.notes)
