"""What is said of the company, as its tables hold it: the codebook fits the answers, and what is planted can be found."""

import pandas as pd
import pytest

from kamlib.methods import survey
from kamlib.tables import larkfield
from kamlib.tables.contracts import ASKS, CONTRACTS
from kamlib.tables.larkfield.inside_views import STEPS
from kamlib.tables.larkfield.questionnaire import (
    DONT_KNOW,
    EVENT_REGION,
    EVENT_WAVE,
    ITEMS,
    KANO,
    KIND_RATER,
    LINK_ONLY_FROM,
    OVERRATED,
    make_items,
)

VOICES = ("items", "responses", "answers", "offers", "staff_responses", "visits", "standards", "complaints", "promises")
BACKWARDS = [item.code for item in ITEMS if item.reversed]


def book(company, *asks: str) -> survey.Codebook:
    items = company["items"]
    return survey.Codebook.of(items[items["asks"].isin(asks)] if asks else items)


def came(company) -> pd.DataFrame:
    """Return the responses that came back, with the region of their account and its place by revenue (1 for the most)."""
    responses = company["responses"].merge(company["accounts"][["account_id", "region"]], on="account_id")
    revenue = company["orders"].groupby("account_id")["revenue"].sum()
    place = responses["account_id"].map(revenue.rank(pct=True)).fillna(0.0)
    return responses.assign(answered=responses["answered_at"].notna(), place=place)


def test_the_voices_come_last_and_keep_their_contracts():
    tables = larkfield.generate("voices", accounts=30, months=40)
    assert tuple(tables)[-len(VOICES) :] == VOICES == tuple(CONTRACTS)[-len(VOICES) :]
    for name in VOICES:
        assert CONTRACTS[name].problems(tables[name]) == []


def test_the_codebook_reads_every_answer_of_customers_and_of_staff(larkfield_company):
    codebook, items = book(larkfield_company), larkfield_company["items"]
    assert set(items["asks"]) == set(ASKS) - {"importance"}
    for table, respondent in (("answers", "response_id"), ("staff_responses", "staff_id")):
        answers = larkfield_company[table]
        assert set(answers["item"]) <= set(codebook.names())
        # Principles are asked of the same people in two autumns.
        answers = answers.drop_duplicates([respondent, "item"])
        scored = codebook.scored(survey.sheet(answers, codebook, respondent))
        unknown = (answers["answer"] == DONT_KNOW) & answers["item"].str.startswith("p")
        assert scored.notna().sum().sum() == len(answers) - unknown.sum()
    of_staff = items["asks"].str.startswith("staff") | items["asks"].isin(["attitude", "internal service", "principle"])
    assert set(larkfield_company["staff_responses"]["item"]) == set(items.loc[of_staff, "item"])
    assert set(larkfield_company["answers"]["item"]) == set(items.loc[~of_staff, "item"])


def test_items_that_can_be_paired_are_about_the_same(larkfield_company):
    items = larkfield_company["items"]
    of_kind = {asks: rows.set_index("about") for asks, rows in items.groupby("asks")}
    for asks in ("expectation", "minimum", "staff belief of expectation", "staff belief of perception"):
        pd.testing.assert_frame_equal(
            of_kind["perception"][["dimension", "least", "most", "reversed"]],
            of_kind[asks][["dimension", "least", "most", "reversed"]],
        )
    assert of_kind["functional"].index.tolist() == of_kind["dysfunctional"].index.tolist() == ["k1", "k2", "k3"]
    assert items["about"].notna().all()
    assert items["words"].is_unique


def test_the_codebook_does_not_tell_what_a_feature_is(larkfield_company):
    told = make_items().astype(str).to_csv()
    assert not any(feature.dimension in told for feature in KANO)
    truth = larkfield_company.truth["features"]
    assert truth["true_class"].tolist() == [feature.dimension for feature in KANO]
    assert set(truth["feature"]) == set(larkfield_company["items"].query("asks == 'functional'")["about"])


def test_what_was_got_is_the_only_thing_that_nobody_needs_to_know(larkfield_company):
    items = larkfield_company["items"]
    assert set(items.loc[items["missing_codes"].notna(), "asks"]) == {"perception"}
    answers = larkfield_company["answers"].merge(items, on="item")
    outside = (answers["answer"] < answers["least"]) | (answers["answer"] > answers["most"])
    assert set(answers.loc[outside, "answer"]) == {DONT_KNOW}
    unknown = (
        answers[answers["asks"] == "perception"].groupby("about")["answer"].apply(lambda a: (a == DONT_KNOW).mean())
    )
    assert (unknown[["04", "10"]] > 0.1).all()
    assert (unknown.drop(["04", "10"]) < 0.05).all()


def test_the_larger_the_account_the_more_of_it_answers(larkfield_company):
    responses = came(larkfield_company)
    share = responses.groupby(pd.cut(responses["place"], 3, labels=["small", "middle", "large"]), observed=True)[
        "answered"
    ].mean()
    assert share["small"] + 0.1 < share["large"]
    assert share.is_monotonic_increasing


def test_every_invitation_is_a_person_of_the_account_in_order_of_the_waves(larkfield_company):
    responses, contacts = larkfield_company["responses"], larkfield_company["contacts"]
    at = responses["contact_id"].map(contacts.set_index("contact_id")["account_id"])
    assert (at == responses["account_id"]).all()
    assert not responses.duplicated(["wave", "contact_id"]).any()
    assert responses["wave"].is_monotonic_increasing
    assert responses["answered_at"].max() <= larkfield.AS_OF
    truth = larkfield_company.truth["opinions"]
    assert truth[["contact_id", "wave"]].equals(responses[["contact_id", "wave"]])


def test_the_west_says_less_of_reliability_from_the_wave_after_the_move(larkfield_company):
    codebook = book(larkfield_company, "perception")
    scored = codebook.scored(survey.sheet(larkfield_company["answers"], codebook))
    reliable = scored[codebook.names("reliability")].mean(axis=1).rename("reliable")
    rows = came(larkfield_company).merge(reliable, left_on="response_id", right_index=True)
    # The last wave, in which only the content answered, says too much.
    rows = rows[rows["wave"] < LINK_ONLY_FROM]
    mean = rows.groupby([rows["region"] == EVENT_REGION, rows["wave"] >= EVENT_WAVE])["reliable"].mean().unstack()
    shift = mean[True] - mean[False]
    assert shift[True] < -0.6
    assert abs(shift[False]) < 0.35


def test_items_turned_round_agree_with_the_others_of_their_dimension(larkfield_company):
    codebook = book(larkfield_company, "perception")
    scored = codebook.scored(survey.sheet(larkfield_company["answers"], codebook))
    ticked = survey.sheet(larkfield_company["answers"], codebook)
    for code in BACKWARDS:
        rest = [name for name in codebook.names(codebook[f"p{code}"].dimension) if name != f"p{code}"]
        others = scored[rest].mean(axis=1)
        assert scored[f"p{code}"].corr(others) > 0.3
        assert ticked[f"p{code}"].where(ticked[f"p{code}"] != DONT_KNOW).corr(others) < -0.3
        # A handful of 99 taken for answers, and hardly anything is left to see.
        assert -0.2 < ticked[f"p{code}"].corr(others) < 0


def test_some_tick_one_box_and_are_found(larkfield_company):
    codebook = book(larkfield_company, "perception")
    sheet = survey.sheet(larkfield_company["answers"], codebook)
    found = survey.careless(sheet, codebook)["straight"]
    assert 0.02 < found.mean() < 0.08
    seconds = larkfield_company["responses"].set_index("response_id")["seconds"].reindex(sheet.index)
    assert seconds[found].median() < 0.4 * seconds[~found].median()


def test_staff_think_best_of_what_customers_think_least_of(larkfield_company):
    staff = book(larkfield_company, "staff belief of perception")
    theirs = book(larkfield_company, "perception")
    about = larkfield_company["items"].set_index("item")["about"]
    believed = staff.scored(survey.sheet(larkfield_company["staff_responses"], staff, "staff_id")).rename(columns=about)
    got = theirs.scored(survey.sheet(larkfield_company["answers"], theirs)).rename(columns=about)
    assert (believed.mean() - got.mean()).idxmax() == OVERRATED


def test_two_raters_heard_every_call_and_one_is_kind(larkfield_company):
    visits = larkfield_company["visits"]
    assert not visits.duplicated(["visit_id", "rater", "standard"]).any()
    assert (visits.groupby(["visit_id", "standard"])["rater"].nunique() == 2).all()
    passed = visits.groupby("rater")["met"].mean()
    assert passed[KIND_RATER] > passed.drop(KIND_RATER).max() + 0.05


def test_complaints_are_noticed_where_they_arose_or_further_down(larkfield_company):
    complaints = larkfield_company["complaints"]
    step = {name: place for place, name in enumerate(STEPS)}
    assert (complaints["noticed_in"].map(step) >= complaints["arose_in"].map(step)).all()
    assert complaints["raised_at"].is_monotonic_increasing
    assert complaints["raised_at"].max() <= larkfield.AS_OF


def test_a_promise_is_one_of_an_order_and_the_west_keeps_fewer_since_the_move(larkfield_company):
    promises = larkfield_company["promises"]
    orders = larkfield_company["orders"].drop_duplicates("order_id").set_index("order_id")
    assert promises["order_id"].is_unique
    assert (promises["account_id"].to_numpy() == orders["account_id"].reindex(promises["order_id"]).to_numpy()).all()
    assert (promises["promised_for"] > promises["promised_at"]).all()
    done = promises[promises["delivered_at"].notna()].merge(larkfield_company["accounts"], on="account_id")
    late = (done["delivered_at"] > done["promised_for"]).groupby(
        [done["region"] == EVENT_REGION, done["promised_at"] >= "2024-06-17"]
    ).mean().unstack()  # fmt: skip
    assert late.loc[True, True] > 0.5
    assert late.loc[False].max() < 0.35
    assert late.loc[True, False] < 0.35


@pytest.mark.parametrize("name", [name for name in VOICES if name not in ("items", "offers")])
def test_another_seed_says_something_else(name):
    one, other = (larkfield.generate(seed, accounts=30, months=40)[name] for seed in ("x", "y"))
    assert not one.equals(other)


def test_a_name_is_worth_much_in_a_showroom_and_little_on_a_drawing(larkfield_company):
    items, answers, offers = (larkfield_company[name] for name in ("items", "answers", "offers"))
    ratings = survey.scores_of(items, answers, "offer")
    profiles = offers.pivot(index="item", columns="attribute", values="level")
    rows = survey.sampling_frame(larkfield_company["responses"], larkfield_company["accounts"]).reindex(ratings.index)
    assert (rows["wave"] == "2025-2").all()
    kinds = rows["account_id"].map(larkfield_company["accounts"].set_index("account_id")["account_type"])
    truth = larkfield_company.truth["offers"].set_index(["account_type", "attribute"])["euro"]
    found = {}
    for kind in ("contractor", "distributor"):
        table = survey.part_worths(ratings[kinds == kind], profiles, rows["parent"], price="price")
        found[kind] = table.loc[("name", "design house")]
        # Three standard errors: this is one of many companies.
        reach = 1.5 * (found[kind]["premium_high"] - found[kind]["premium_low"]) / 2
        assert abs(found[kind]["premium"] - truth[kind, "name"]) < reach
    assert found["contractor"]["premium_high"] < found["distributor"]["premium_low"]
