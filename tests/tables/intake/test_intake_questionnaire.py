"""A client's questionnaire, one row a respondent: scales, words and codes found, every cell accounted for, nothing guessed in silence."""

import csv
import io
import random

import pandas as pd
import pytest

import kamlib
from kamlib.methods import survey
from kamlib.tables.intake import propose, read_mapping, take_in
from kamlib.tables.intake.intake import earlier, previous
from kamlib.tables.intake.proposing import propose_all
from kamlib.tables.intake.questionnaire.ladders import ladder_of
from kamlib.tables.intake.questionnaire.pairs import paired
from kamlib.tables.intake.questionnaire.scales import Scale, headed, scale_of, shared

AGREE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]


def text(header, rows, delimiter=",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def sheet(rows=60, seed=1) -> str:
    """Sixty respondents: dates, an account, five items in words, two on ten points, a recommendation, one in text."""
    draw = random.Random(seed)
    header = ["Response ID", "Customer no", "End date", "Q1 On time", "Q2 Complete", "Q3 Friendly", "Price fair?", "Quality",
              "How likely are you to recommend us?", "Comments"]  # fmt: skip
    lines = []
    for number in range(rows):
        words = [draw.choice(AGREE) for _ in range(3)]
        lines.append([f"R{number}", f"C{number % 20}", f"2025-03-{number % 28 + 1:02d}", *words, draw.randint(1, 7),
                      draw.choice([*range(1, 8), 99]), draw.randint(0, 10), "fine, thank you"])  # fmt: skip
    lines[3][3], lines[4][4], lines[5][6], lines[6][3] = "Don't know", "", "12", "agree "
    return text(header, lines)


def taken_from(write, content, name="survey.csv", change=lambda toml: toml, **kinds):
    """Propose a mapping for a sheet, change its text, and take it in."""
    file = write(content, name, **kinds)
    path = propose(file).write(file.with_suffix(".toml"))
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return take_in(read_mapping(path))


def test_a_sheet_in_words_numbers_and_codes_becomes_answers_and_a_codebook(write, frame):
    taken = taken_from(write, sheet())
    items = frame(taken, "items").set_index("item")
    assert items.loc["Q1 On time", ["least", "most"]].tolist() == [1, 5]
    assert items.loc["Quality", ["least", "most"]].tolist() == [1, 7]
    assert items.loc["Quality", "missing_codes"] == "99"
    assert items.loc["How likely are you to recommend us?", ["asks", "most"]].tolist() == ["recommend", 10]
    assert "Comments" not in items.index
    answers = frame(taken, "answers").set_index(["response_id", "item"])["answer"]
    assert answers["R3", "Q1 On time"] == 99  # don't know
    silent = (answers > answers.index.get_level_values("item").map(items["most"])).sum()
    assert any(f"{silent} of the answers used stand for no answer" in note for note in taken.notes)
    assert ("R4", "Q2 Complete") not in answers.index
    assert answers["R6", "Q1 On time"] == 4
    assert frame(taken, "responses").loc[0, "account_id"] == "C0"
    assert taken.as_of == pd.Timestamp("2025-03-29")


def test_the_next_wave_of_a_survey_is_taken_in_though_there_are_no_orders_to_compare(write):
    first = taken_from(write, sheet(), "spring.csv", lambda toml: toml.replace('name = "Spring"', 'name = "Client"'))
    later = taken_from(
        write, sheet(seed=2), "autumn.csv", lambda toml: toml.replace('name = "Autumn"', 'name = "Client"')
    )
    assert first.name == later.name
    assert [one.fingerprint for one in earlier(later)] == [first.fingerprint]
    assert previous(later) is None


def test_every_cell_is_used_or_set_aside_with_its_row_and_text(write, frame):
    taken = taken_from(write, sheet())
    entries = {(one.table, one.reason): one.rows for one in taken.ledger.entries}
    assert entries["answers", "not on the scale of its item"] == 1
    cells = 60 * 6 - 1
    assert entries["answers", "used"] == cells - 1 == len(frame(taken, "answers"))
    aside = taken.ledger.rows(table="answers")
    assert aside[["row", "item", "text"]].values.tolist() == [[7, "Price fair?", "12"]]
    assert any(
        "'Price fair?', row 7: 1 answer set aside" in said and "1 to 7 ('12')" in said for said in taken.findings
    )


def test_the_codebook_reads_what_intake_wrote(write, frame):
    taken = taken_from(write, sheet())
    items = frame(taken, "items")
    book = survey.Codebook.of(items)
    scores = book.scored(survey.sheet(frame(taken, "answers"), book))
    assert scores["Quality"].max() <= 7
    assert scores["Q1 On time"].dropna().isin(range(1, 6)).all()


@pytest.mark.parametrize(
    ("ticks", "least", "most", "silent"),
    [
        ({str(n): 5 for n in range(1, 6)}, 1, 5, ()),
        ({"1": 4, "2": 4, "4": 9, "7": 1}, 1, 7, ()),
        ({str(n): 3 for n in (1, 2, 3, 4, 5, 6, 7, 9)}, 1, 7, ("9",)),
        ({str(n): 3 for n in range(1, 11)}, 1, 10, ()),
        ({str(n): 3 for n in range(11)}, 0, 10, ()),
        ({str(n): 3 for n in range(0, 101, 5)}, 0, 100, ()),
        ({str(n): 3 for n in (*range(0, 101, 4), -99)}, 0, 100, ("-99",)),
        ({"-3": 1, "-1": 2, "0": 4, "2": 2, "3": 1}, -3, 3, ()),
        ({"1 - very poor": 3, "2": 2, "3": 4, "4": 5, "5 - excellent": 1}, 1, 5, ()),
        ({"1.0": 3, "2.0": 2, "5.0": 4, "99.0": 5}, 1, 5, ("99.0",)),
        (
            {"trifft zu": 4, "trifft eher zu": 2, "trifft eher nicht zu": 2, "trifft nicht zu": 1, "k. A.": 3},
            1,
            4,
            ("k. A.",),
        ),
        ({"非常满意": 3, "满意": 5, "一般": 2, "不清楚": 1}, 1, 5, ("不清楚",)),
        ({"매우 그렇다": 3, "그렇다": 2, "보통이다": 2}, 1, 5, ()),
    ],
    ids=str,
)
def test_a_scale_is_told_from_what_was_ticked(ticks, least, most, silent):
    found = scale_of(ticks)
    assert (found.least, found.most, found.no_answer) == (least, most, silent)


@pytest.mark.parametrize(
    ("name", "ticks", "told"),
    [
        ("Likelihood to recommend (0-10)", (1, 10), "0 to 10"),
        ("Weiterempfehlung, 0 bis 10", (1, 10), "0 to 10"),
        ("Zufriedenheit 1–7", (1, 5), "1 to 7"),
        ("Wave 2023-2024", (1, 5), "1 to 5"),
        ("Item 1-5", (1, 7), "1 to 7"),
        ("Aged 18-65", (1, 5), "1 to 5"),
        ("Quality", (1, 10), "1 to 10"),
    ],
)
def test_a_heading_that_names_its_scale_is_believed_where_the_ticks_fit(name, ticks, told):
    assert str(headed(name, Scale(*ticks))) == told


def test_a_box_that_nobody_ticked_is_told_by_the_heading(write, frame):
    asked = "How likely are you to recommend us? (0-10)"
    content = sheet().replace(asked.removesuffix(" (0-10)"), asked).replace(',0,"fine', ',1,"fine')
    items = frame(taken_from(write, content), "items").set_index("item")
    assert items.loc[asked, ["least", "most"]].tolist() == [0, 10]


@pytest.mark.parametrize(
    "ticks",
    [{}, {"Munich": 4, "Paris": 3}, {"1": 4, "2": 5}, {"yes": 4, "no": 5}, {"agree": 3, "very satisfied": 2}, {"3,5": 2, "4,5": 3},
     {str(n): 1 for n in range(1980, 2000)}, {"10115": 2, "80331": 3, "20095": 1}],
    ids=str,
)  # fmt: skip
def test_what_is_no_scale_is_not_called_one(ticks):
    assert scale_of(ticks) is None


def test_seven_steps_are_not_taken_for_five():
    words = [
        "strongly disagree",
        "disagree",
        "somewhat disagree",
        "neutral",
        "somewhat agree",
        "agree",
        "strongly agree",
    ]
    assert ladder_of(words) == tuple(words)
    assert ladder_of(["agree", "somewhat agree", "neutral"])[5] == "agree"


def test_neighbours_lend_the_box_that_nobody_ticked():
    scales = [scale_of({str(n): 2 for n in ticked}) for ticked in (range(1, 6), range(1, 8), range(2, 7), range(11))]
    assert [one.most for one in shared(scales)] == [7, 7, 7, 10]


def test_headers_and_words_in_other_scripts_and_encodings(write, frame):
    header = [
        "Kundennr",
        "Liefertreue",
        "Freundlichkeit",
        "Rechnung",
        "Auskunft",
        "Wie wahrscheinlich ist Weiterempfehlung?",
    ]
    draw = random.Random(3)
    words = [
        "trifft überhaupt nicht zu",
        "trifft eher nicht zu",
        "teils teils",
        "trifft eher zu",
        "trifft voll und ganz zu",
        "weiß nicht",
    ]
    rows = [[f"K{n}", *(draw.choice(words) for _ in range(4)), draw.randint(0, 10)] for n in range(40)]
    taken = taken_from(write, text(header, rows, ";"), encoding="cp1252")
    items = frame(taken, "items").set_index("item")
    assert items["most"].tolist() == [5, 5, 5, 5, 10]
    assert items["asks"].iloc[-1] == "recommend"
    assert frame(taken, "answers")["answer"].isin([*range(11), 99]).all()
    chinese = text(
        ["客户编号", "交货准时", "态度友好", "发票正确", "总体满意度"],
        [[f"C{n}", *(draw.choice(["非常满意", "满意", "一般", "不满意"]) for _ in range(4))] for n in range(30)],
    )
    taken = taken_from(write, chinese, "umfrage.csv", encoding="gb18030")
    assert frame(taken, "items")["asks"].tolist()[-1] == "satisfaction"


def test_what_a_person_writes_into_the_mapping_counts(write, frame):
    def change(toml: str) -> str:
        line = next(line for line in toml.splitlines() if line.startswith('"Price fair?"'))
        own = (
            '"Price fair?" = { scale = [1, 12], reversed = true, dimension = "price", asks = "expectation", about = "price", '
            'words = "Is our price fair?" }'
        )
        return toml.replace(line, own)

    items = frame(taken_from(write, sheet(), change=change), "items").set_index("item").loc["Price fair?"]
    assert items[["most", "reversed", "dimension", "asks", "about", "words"]].tolist() == [
        12, 1, "price", "expectation", "price", "Is our price fair?"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"Quality" = 7', "write it as { scale = [1, 7] }"),
        ('"Quality" = { scale = [7, 1] }', "write from and to"),
        ('"Quality" = { scale = [1, 7], reverse = true }', "does not know 'reverse'"),
        ('"Quality" = { scale = [1, 7], asks = "mood" }', "one of perception"),
        ('"Quality" = { scale = [1, 7], reversed = 1 }', "true or false"),
        ('"Qualitiy" = { scale = [1, 7] }', "did you mean 'Quality'?"),
    ],
)
def test_what_no_item_can_be_is_said_in_a_sentence(write, line, said):
    def change(toml: str) -> str:
        return toml.replace(next(old for old in toml.splitlines() if old.startswith('"Quality"')), line)

    with pytest.raises(ValueError, match=said.replace("[", r"\[").replace("{", r"\{").replace("?", r"\?")):
        taken_from(write, sheet(), change=change)


def test_items_belong_below_responses(write):
    file = write("order,customer,day,amount EUR\n1,A,2025-01-01,5\n")
    toml = file.with_suffix(".toml")
    propose(file).write(toml)
    toml.write_text(toml.read_text("utf-8") + '\n[orders.items]\n"x" = { scale = [1, 5] }\n', "utf-8")
    with pytest.raises(ValueError, match="belong below"):
        read_mapping(toml)


def test_a_sheet_beside_orders_and_accounts_is_found_among_them(write):
    orders = write(
        "order,customer,day,amount\n" + "".join(f"{n},C{n % 20},2025-01-{n % 28 + 1:02d},{n}.50\n" for n in range(60))
    )
    accounts = write("customer,name,region\n" + "".join(f"C{n},Company {n},North\n" for n in range(20)), "accounts.csv")
    proposal = propose_all([orders, write(sheet(), "survey.csv"), accounts])
    assert {source.table for source in proposal.mapping.sources} == {"orders", "accounts", "responses"}


def test_where_names_are_hidden_no_text_of_a_cell_is_kept(write, frame):
    taken = taken_from(
        write, sheet(), change=lambda toml: toml.replace("[policies]", "pseudonymise = true\n[policies]", 1)
    )
    assert taken.ledger.rows(table="answers")["text"].isna().all()
    assert not any("12" in said.split("row 7")[-1] for said in taken.findings)
    assert not frame(taken, "responses")["account_id"].isin([f"C{n}" for n in range(20)]).any()


def test_orders_with_columns_of_few_numbers_are_no_questionnaire(write):
    rows = "".join(
        f"{n},C{n % 20},2025-01-{n % 28 + 1:02d},{n % 5 + 1},{n % 7 + 1},{n % 4 + 1},{n}.5\n" for n in range(80)
    )
    assert propose(write("order,customer,day,quantity,line,version,amount\n" + rows)).source.table == "orders"


@pytest.mark.parametrize(
    ("name", "items", "most", "rows"), [("bfi/bfi.csv", 25, 6, 2_800), ("ecsi_mobi/mobi.csv", 24, 10, 250)]
)
def test_published_questionnaires_come_in_whole(real_data, tmp_path, name, items, most, rows):
    file = real_data / name
    path = propose(file).write(tmp_path / "client.toml")
    company = kamlib.load(path)
    assert len(company.responses) == rows
    assert company.items["most"].tolist() == [most] * items
    raw = pd.read_csv(file)[company.items["item"].tolist()]
    book = survey.Codebook.of(company.items)
    assert (survey.sheet(company.answers, book).mean().round(9) == raw.mean().round(9)).all()
    assert len(company.answers) == raw.notna().sum().sum()


def test_what_is_expected_and_what_was_got_are_paired_by_their_names(write, frame):
    draw = random.Random(2)
    header = [
        "Response ID",
        *(f"{stem}_{number}" for stem in ("Exp", "Perc", "Min") for number in (1, 2, 3)),
        "Overall",
    ]
    rows = [[f"R{n}", *(draw.randint(1, 7) for _ in header[1:])] for n in range(60)]
    items = frame(taken_from(write, text(header, rows)), "items").set_index("item")
    assert items.loc["Exp_2", ["asks", "about"]].tolist() == ["expectation", "2"]
    assert items.loc["Perc_2", ["asks", "about"]].tolist() == ["perception", "2"]
    assert items.loc["Min_3", ["asks", "about"]].tolist() == ["minimum", "3"]


@pytest.mark.parametrize(
    "names",
    [
        ["Exp_1", "Exp_2", "Perc_1"],
        ["EXPE1", "EXPE2", "LOYA1", "LOYA2"],
        ["P1", "P2", "Q1", "Q2"],
        ["Perc_1", "Perf_1", "Exp_1"],
    ],
)
def test_names_that_only_look_alike_are_not_paired(names):
    assert paired(names) == {}


def dated_sheet(
    rows=40,
    region=lambda number: "North" if number % 20 < 12 else "West",
    day=lambda number: f"{number % 12 + 13:02d}.03.2025",
):
    header = [
        "Date",
        "Customer",
        "Region",
        "On time",
        "Whole",
        "Friendly",
        "Right (1-5)",
        "Fair",
        "Satisfied overall (0-10)",
    ]
    draw = random.Random(3)
    lines = [
        [day(n), f"C{n % 20}", region(n), *(draw.choice(AGREE) for _ in range(3)), n % 5 + 1, n % 7 + 1, n % 11]
        for n in range(rows)
    ]
    return text(header, lines)


def test_what_a_sheet_says_of_its_customers_and_its_days_is_read(write, frame):
    taken = taken_from(write, dated_sheet())
    accounts = frame(taken, "accounts").set_index("account_id")
    assert (len(accounts), accounts.loc["C3", "region"], accounts.loc["C15", "region"]) == (20, "North", "West")
    responses = frame(taken, "responses")
    assert "region" not in responses
    assert responses["answered_at"].notna().all()
    sent = survey.sampling_frame(responses, frame(taken, "accounts"))
    assert (sent["region"] == "North").sum() == 24
    assert "Policies" not in taken.in_words()
    assert any("those that the responses name" in note for note in taken.notes)


def test_a_proposal_says_that_waves_are_not_named_and_leaves_out_policies_of_orders(write):
    proposal = propose(write(dated_sheet(), "survey.csv"))
    assert proposal.reasons["responses.columns.answered_at"] == "the only column of dates"
    assert any("no column names the wave" in note for note in proposal.notes)
    written = proposal.write(write("", "client.toml")).read_text("utf-8")
    assert "negative_price" not in written
    assert "duplicate" in written


def test_a_day_that_is_not_in_every_row_is_not_taken_for_that_of_the_answer(write):
    holes = dated_sheet(day=lambda number: "" if number == 7 else f"{number % 12 + 13:02d}.03.2025")
    assert "answered_at" not in propose(write(holes, "survey.csv")).source.columns


def test_a_heading_that_names_its_scale_neither_lends_nor_borrows_boxes(write):
    scales = {item.name: str(item.scale) for item in propose(write(dated_sheet(), "survey.csv")).source.items}
    assert (scales["Right (1-5)"], scales["Fair"], scales["Satisfied overall (0-10)"]) == (
        "1 to 5",
        "1 to 7",
        "0 to 10",
    )


def test_one_wrong_word_is_told_once_and_a_mistyped_setting_is_guessed(write):
    wrong = dated_sheet().replace("Strongly agree", "Strongly agre", 2)
    taken = taken_from(write, wrong)
    told = [finding for finding in taken.findings if "Strongly agre" in finding]
    assert len(told) == 1
    assert taken.ledger.rows_set_aside == 2
    with pytest.raises(ValueError, match=r"does not know 'reverse' .did you mean \"reversed\"."):
        taken_from(
            write,
            dated_sheet(),
            change=lambda toml: toml.replace("scale = [1, 5] }", "scale = [1, 5], reverse = true }"),
        )
