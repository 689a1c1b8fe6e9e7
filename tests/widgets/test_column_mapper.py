"""The column mapper writes what was chosen, says in words what is wrong, and never writes over anything."""

import pytest

from kamlib.course.practice_file import practice_file
from kamlib.tables.intake import read_mapping, take_in
from kamlib.widgets import column_mapper


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def form(here):
    return column_mapper(practice_file())


@pytest.fixture
def open_form(here):
    lines = ["date,customer,amount", *(f'0{day}/03/2024,C{day},"1,{day}00"' for day in range(1, 9))]
    (here / "open.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return column_mapper("open.csv")


def whole(form):
    return {**form.chosen, "order_id": "Vorgang", "product_id": "Art.-Nr."}


def test_what_was_chosen_is_read_back_and_taken_in(form, here):
    path = form.write(whole(form), {"currency": "eur"})
    mapping = read_mapping(path)
    assert (path.name, mapping.currency) == ("client.toml", "EUR")
    assert mapping.sources[0].columns["order_id"] == "Vorgang"
    taken = take_in(mapping)
    assert taken.currency == "EUR"
    assert "orders" in taken.paths


def test_a_line_says_who_chose_it(form):
    text = form.write({**whole(form), "region": "Warengruppe", "category": "Gebiet"}, {"currency": "EUR"}).read_text(
        "utf-8"
    )
    assert 'order_id = "Vorgang"   # chosen by you' in text
    assert 'region = "Warengruppe"   # chosen by you' in text
    assert 'currency = "EUR"   # answered by you' in text
    assert "the name says so" in text.partition("account_id = ")[2].splitlines()[0]


@pytest.mark.parametrize("currency", ["euros", "€", "EU R"])
def test_a_currency_has_three_letters(form, currency):
    assert [said for said in form.look(whole(form), {"currency": currency}) if f"«{currency}» is not" in said]
    with pytest.raises(ValueError, match="three letters"):
        form.write(whole(form), {"currency": currency})


def test_what_is_not_answered_stays_a_question_in_the_file(form):
    text = form.write(form.chosen, {"currency": "EUR"}).read_text("utf-8")
    assert "# ? Which column is the number of the order or invoice?" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"account_id": ""}, "Choose the column for account_id (the account that bought)."),
        ({"revenue": "", "quantity": ""}, "or both quantity and unit_price"),
        ({"order_id": "Kd.-Nr."}, "«Kd.-Nr.» is chosen for account_id and for order_id"),
        ({"margin": "Gewinn"}, "The file has no column «Gewinn»."),
    ],
)
def test_what_is_wrong_is_said_in_words(form, here, change, said):
    columns = {ours: theirs for ours, theirs in {**whole(form), **change}.items() if theirs}
    assert [problem for problem in form.look(columns, {"currency": "EUR"}) if said in problem]
    with pytest.raises(ValueError, match=r"Choose|chosen|no column"):
        form.write(columns, {"currency": "EUR"})
    assert not (here / "client.toml").exists()


def test_quantity_and_price_make_revenue(form):
    columns = {ours: theirs for ours, theirs in whole(form).items() if ours != "revenue"}
    assert form.look(columns, {"currency": "EUR"}) == []


def test_the_name_may_serve_as_the_number(form):
    assert form.look({**whole(form), "account_id": "Name 1"}, {"currency": "EUR"}) == []


def test_the_currency_is_asked_for(form):
    assert form.look(whole(form)) == ["Say in which currency the amounts are, such as EUR."]


def test_nothing_is_written_over_and_a_free_name_is_offered(form, here):
    (here / "client.toml").write_text("mine", encoding="utf-8")
    assert column_mapper("practice_sales.csv").out == "client-2.toml"
    with pytest.raises(FileExistsError, match=r"write to client-2\.toml"):
        form.write(whole(form), {"currency": "EUR"})
    said = form._written(whole(form), {"currency": "EUR"}, "client.toml")
    assert said["out"] == "client-2.toml"
    assert (here / "client.toml").read_text(encoding="utf-8") == "mine"


def test_a_name_without_its_ending_is_refused(form):
    with pytest.raises(ValueError, match=r"write «mine\.toml», not «mine\.txt»"):
        form.write(whole(form), {"currency": "EUR"}, "mine.txt")


def test_what_the_browser_asks_is_answered(form, here):
    sent = []
    form.send = sent.append
    columns = {field["name"]: whole(form).get(field["name"], "") for field in form.fields}
    form._asked(form, {"kind": "look", "columns": columns, "answers": {"currency": ""}}, [])
    form._asked(form, {"kind": "write", "columns": columns, "answers": {"currency": "EUR"}, "out": "a.toml"}, [])
    assert sent[0] == {"kind": "looked", "problems": ["Say in which currency the amounts are, such as EUR."]}
    assert sent[1]["said"][1] == "Next, in a terminal: kam intake a.toml"
    assert (here / "a.toml").exists()


def test_a_folder_that_takes_no_file_is_said(form):
    (said,) = form._written(whole(form), {"currency": "EUR"}, "practice_sales.csv/x.toml")["problems"]
    assert "practice_sales.csv" in said


def test_dates_and_marks_that_could_be_either_are_asked_with_choices(open_form):
    asked = {question["place"]: question for question in open_form.questions}
    assert {"orders.decimal", "orders.date_format", "currency"} <= set(asked)
    assert {"%d/%m/%Y", "%m/%d/%Y"} <= {value for value, _ in asked["orders.date_format"]["choices"]}
    columns = {"ordered_at": "date", "account_id": "customer", "revenue": "amount"}
    answers = {"currency": "USD", "orders.date_format": "%m/%d/%Y", "orders.decimal": "."}
    source = read_mapping(open_form.write(columns, answers)).sources[0]
    assert (source.date_format, source.decimal) == ("%m/%d/%Y", ".")


def test_where_no_front_end_runs_the_proposal_is_words(form):
    said = repr(form)
    assert "account_id *: Kd.-Nr. (A0001" in said
    assert "? In which currency are the amounts?" in said


def test_a_file_that_is_none_is_said_in_a_sentence(here):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        column_mapper("nowhere.csv")


def test_the_practice_file_is_never_written_over(here):
    (here / "practice_sales.csv").write_text("mine", encoding="utf-8")
    assert practice_file() == "practice_sales.csv"
    assert (here / "practice_sales.csv").read_text(encoding="utf-8") == "mine"
