"""What lesson 09 says of a company: true numbers where the file has them, a plain sentence where it has not."""

import pytest

import kamlib
from kamlib.course.claims.lesson_09 import changed, managers, moves, offers, raters, scores, together

EVERY = (
    *(scores.scores, together.together, moves.moves, changed.changed, raters.raters),
    *(managers.managers, offers.offers),
)


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def test_the_score_has_its_interval_its_change_and_the_notice(company):
    said = scores.scores.state(company)
    assert "In wave 2025-2 the net promoter score is −7 (−16 to +3, 228 answers)." in said.headline
    assert "no more than chance makes" in said.may_say
    assert "registered mark" in " ".join(said.assumptions)


def test_a_recommendation_on_another_scale_is_refused_in_words(company, client):
    answers = company.answers
    five = answers["item"] == "recommend"
    answers.loc[five, "answer"] = (answers.loc[five, "answer"] / 2).round().clip(1, 5)
    items = company.items
    items.loc[items["item"] == "recommend", ["least", "most"]] = [1.0, 5.0]
    said = scores.scores.state(client(company, "responses", answers=answers, items=items)).headline
    assert "looks like a scale of five" in said


def test_a_handful_that_recommends_is_called_few_and_not_none(company, client):
    came = company.responses.dropna(subset="answered_at").head(5)
    answers = company.answers[company.answers["response_id"].isin(came["response_id"])]
    said = scores.scores.state(client(company, "items", responses=came, answers=answers)).headline
    assert "fewer than ten said it" in said


def test_without_straight_lines_every_item_goes_with_its_dimension(company):
    said = together.together.state(company)
    assert "22 load on just one" in said.headline
    assert "did not converge" not in said.may_say
    assert len(said.draw()) == 1


def test_reliability_and_responsiveness_move_satisfaction_most(company):
    said = moves.moves.state(company)
    assert "reliability has 30% and responsiveness 23%" in said.headline
    assert len(said.draw()) == 1


def test_items_are_tested_together(company):
    assert (
        "Since wave 2025-1, 4 of 22 items changed for sure, tested together (14 tested one by one)"
        in changed.changed.state(company).headline
    )


def test_items_turned_round_are_named_so_and_a_forgotten_one_is_warned_of(company, client):
    reversed_items = company.items.query("asks == 'perception' and reversed == 1")["item"]
    named = changed.compared(company)[1].index
    assert {f"{name} (turned round)" for name in reversed_items} == {name for name in named if "(turned round)" in name}
    forgotten = client(company, "answers", "responses", "accounts", items=company.items.assign(reversed=0.0))
    for claimed in (together.together, moves.moves):
        assert "against" not in claimed.state(company).may_say
        assert "against" in claimed.state(forgotten).may_say


def test_the_kind_rater_is_named(company):
    said = raters.raters.state(company).may_say
    assert "Raters agree on 84%" in said
    assert "Rater C" in said


@pytest.mark.parametrize("claimed", EVERY, ids=lambda one: one.number)
@pytest.mark.parametrize(
    "names", [(), ("items", "answers"), ("responses",), ("items", "answers", "responses"), ("visits",),
              ("items", "answers", "offers"), ("items", "answers", "responses", "accounts", "offers")],
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
    visits = company.visits.head(rows)
    for claimed in EVERY:
        said = claimed.state(
            client(company, "items", "accounts", "offers", responses=few, answers=answers, visits=visits)
        )
        assert "nan" not in said.may_say.lower()
        said.draw()


def test_few_answers_make_no_manager_the_worst(company):
    said = managers.managers.state(company)
    assert "Joris Hoekman" in said.headline
    assert "4.35 (3.64 to 5.07)" in said.headline
    assert "3.60 of 5 answers" in said.may_say
    assert "Chance may have made the two ends" in said.may_say


def test_the_mean_of_two_kinds_is_what_neither_pays(company):
    said = offers.offers.state(company)
    assert "€2.84 (€2.05 to €3.62)" in said.headline
    for kind, worth in (("contractor", "€0.75"), ("distributor", "€5.69")):
        assert f"{kind}⁩ {worth}" in said.may_say


def test_offers_without_a_price_are_told_in_points(company, client):
    told = company.offers[company.offers["attribute"] != "price"]
    said = offers.offers.state(client(company, "items", "answers", "responses", offers=told))
    assert "+0.52 points" in said.headline


@pytest.mark.parametrize("lacking", ["manager", "account_type"])
def test_accounts_without_a_column_get_a_sentence(company, client, lacking):
    given = client(company, "items", "answers", "responses", "offers", accounts=company.accounts.drop(columns=lacking))
    assert ("cannot be told" in managers.managers.state(given).may_say) == (lacking == "manager")
    assert ("By kind of account" in offers.offers.state(given).may_say) == (lacking == "manager")
