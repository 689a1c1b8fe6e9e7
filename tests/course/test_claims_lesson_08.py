"""What lesson 08 says of a company: true numbers where the file has them, a plain sentence where it has not."""

import pytest

import kamlib
from kamlib.course.claims.lesson_08 import measure, reading, sure, weights, who
from kamlib.tables.intake import propose

EVERY = (measure.measure, sure.sure, who.who, reading.reading, weights.weights)


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def test_alpha_is_told_by_dimension_and_a_forgotten_item_is_named(company, client):
    assert "0.79 (empathy) to 0.89 (responsiveness)" in measure.measure.state(company).headline
    items = company.items.assign(reversed=0)
    said = measure.measure.state(client(company, "responses", "answers", items=items)).may_say
    assert "p05 runs against the others" in said


def test_the_score_has_an_interval_that_knows_of_groups(company):
    said = sure.sure.state(company).headline
    assert "In wave 2025-2, 47% of 228 respondents are satisfied (39% to 55%)" in said
    assert "the mean is 5.43 (5.27 to 5.60" in said


def test_who_answered_is_compared_by_region_and_size(company):
    said = who.who.state(company)
    assert "228 of 510 invited answered (45%)" in said.headline
    assert "Most answer: North (62%); least: West (23%)" in said.may_say
    assert len(said.draw()) == 1


def test_straight_lines_are_counted_and_the_silent_item_is_named(company):
    said = reading.reading.state(company).may_say
    assert "12 questionnaires of 228" in said
    assert "“⁨p04⁩” has most without an answer, 23%" in said


def test_weights_take_off_a_part_and_the_bounds_are_wide(company):
    said = weights.weights.state(company)
    assert "5.43 as it came and 5.12 weighted" in said.headline
    assert "21% to 76%" in said.may_say
    assert len(said.draw()) == 1


@pytest.mark.parametrize("claimed", EVERY, ids=lambda one: one.number)
@pytest.mark.parametrize(
    "names",
    [
        (),
        ("items", "answers"),
        ("responses",),
        ("items", "answers", "responses"),
        ("items", "answers", "responses", "accounts"),
    ],
    ids=lambda names: " ".join(names) or "nothing",
)
def test_a_file_that_holds_part_of_a_survey_gets_a_sentence_and_no_invented_number(company, claimed, names, client):
    said = claimed.state(client(company, *names))
    assert said.headline
    assert "nan" not in f"{said.may_say} {said.may_not_say}".lower()
    said.draw()


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_handful_of_answers_is_called_too_few_or_told(company, rows, client):
    few = company.responses.dropna(subset="answered_at").tail(rows)
    answers = company.answers[company.answers["item"].isin(company.items["item"])]
    answers = answers[answers["response_id"].isin(few["response_id"])]
    for claimed in EVERY:
        said = claimed.state(client(company, "items", "accounts", "orders", responses=few, answers=answers))
        assert "nan" not in said.may_say.lower()


def test_the_dimensions_whose_items_run_against_the_others_are_named_from_the_worst_on(real_data, tmp_path):
    company = kamlib.load(propose(real_data / "bfi" / "bfi.csv").write(tmp_path / "client.toml"))
    said = measure.measure.state(company).may_say
    assert "−0." in said
    assert "-0." not in said
    assert "WARNING" not in said
    named = [said.index(f"{name}: ") for name in measure.alphas(company)[0]["alpha"].sort_values().index[:2]]
    assert named == sorted(named)
    assert "too." in said


def test_where_no_time_was_kept_nobody_is_called_fast(company, client):
    given = client(company, "items", "answers", responses=company.responses.drop(columns="seconds"))
    said = reading.reading.state(given)
    assert "too fast" not in said.may_say
    assert "12 straight lines" in said.may_say


def test_the_boxes_that_count_as_satisfied_are_named(company):
    assert "the two best answers, 6 and 7" in sure.sure.state(company).assumptions[-1]
