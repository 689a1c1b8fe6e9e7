"""What lesson 10 says of a company: true numbers where the file has them, a plain sentence where it has not."""

import pytest

import kamlib
from kamlib.course.claims.lesson_10 import enough, features, known, lost, matters, promised, short, sources

EVERY = (
    short.short, enough.enough, matters.matters, known.known, lost.lost, promised.promised, features.features, sources.sources,
)  # fmt: skip


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def test_the_widest_gap_is_named_with_its_interval_and_its_weight(company):
    said = short.short.state(company)
    assert "18 of 22 items surely fall short of what is expected; most:" in said.headline
    assert "(−1.32)" in said.headline
    assert "Weighted by what customers say matters the gap is −0.66" in said.may_say
    assert len(said.draw()) == 1


def test_without_expectations_what_was_got_stands_alone(company, client):
    items = company.items
    said = short.short.state(
        client(company, "responses", "answers", items=items[items["asks"] == "perception"])
    ).may_say
    assert "Of what was got" in said
    assert "nobody was asked" in said


def test_the_region_that_is_below_what_is_just_enough_is_named(company):
    said = enough.enough.state(company)
    assert "0 of 22 items are surely below" in said.headline
    assert "West" in said.may_say


def test_stated_and_derived_importance_begin_alike(company):
    said = matters.matters.state(company)
    assert "reliability" in said.headline
    assert "30%" in said.headline
    assert "Customers say so, too." in said.may_say


def test_an_importance_that_was_rated_is_taken_before_an_expectation(company, client):
    items, answers = company.items, company.answers
    minimum = items["asks"] == "minimum"
    items.loc[minimum, "asks"] = "importance"
    table = matters.mapped(client(company, "responses", items=items, answers=answers))
    assert table["importance"].mean() < 5


def test_the_blind_spot_is_the_item_that_staff_overrate(company):
    said = known.known.state(company)
    assert said.headline.startswith("One blind spot:")
    assert "+1.59" in said.headline


def test_the_chain_names_the_link(company):
    said = lost.lost.state(company)
    assert "at not knowing" in said.headline
    assert "2 where no standard is written" in said.may_say


def test_promises_are_short_in_the_west_and_not_slow(company):
    said = promised.promised.state(company).may_say
    assert "72%" in said
    assert "It promises shorter days than the others: 3.2 days are named, 4.3 taken." in said


def test_features_have_their_class_and_distributors_another(company):
    said = features.features.state(company).may_say
    assert "is must-be" in said
    assert "For those of type" in said
    assert said.rstrip().endswith("is indifferent.")


def test_four_sources_call_the_west_worse_and_complaints_do_not(company):
    said = sources.sources.state(company).may_say
    assert "Worse than the rest, say 4 of 5 sources" in said
    assert "Otherwise: complaints." in said


@pytest.mark.parametrize("claimed", EVERY, ids=lambda one: one.number)
@pytest.mark.parametrize(
    "names",
    [
        (), ("items", "answers"), ("responses",), ("items", "answers", "responses"), ("promises",), ("promises", "accounts"),
        ("items", "answers", "staff_responses"), ("visits", "complaints", "accounts"), ("standards",),
        ("items", "answers", "responses", "staff_responses", "standards"),
    ],
    ids=lambda names: " ".join(names) or "nothing",
)  # fmt: skip
def test_a_file_that_holds_part_of_it_gets_a_sentence_and_no_invented_number(company, claimed, names, client):
    said = claimed.state(client(company, *names))
    assert said.headline
    assert "nan" not in f"{said.may_say} {said.may_not_say}".lower()
    said.draw()


@pytest.mark.parametrize("rows", [0, 1, 5, 40])
def test_a_handful_of_answers_is_called_too_few_or_told(company, rows, client):
    few = company.responses.dropna(subset="answered_at").tail(rows)
    answers = company.answers[company.answers["response_id"].isin(few["response_id"])]
    tables = {
        name: getattr(company, name).head(rows) for name in ("visits", "promises", "complaints", "staff_responses")
    }
    for claimed in EVERY:
        said = claimed.state(
            client(company, "items", "accounts", "standards", responses=few, answers=answers, **tables)
        )
        assert "nan" not in said.may_say.lower()
        said.draw()
