"""What is written down at Larkfield, what staff say of their house, and the cures: planted, and where each gap really is."""

import pytest

import kamlib
from kamlib.methods import gaps, survey
from kamlib.tables import larkfield
from kamlib.tables.larkfield.culture import PRINCIPLE_DAYS, TRAINED
from kamlib.tables.larkfield.questionnaire import CHECKS, DEPARTMENTS, OVERRATED, PRINCIPLES


@pytest.fixture
def shortfalls(larkfield_company):
    return larkfield_company.truth["cures"].drop_duplicates("item").set_index("gap")["item"]


def test_standards_serve_items_and_calls_and_two_items_have_none(larkfield_company):
    standards = larkfield_company["standards"]
    about = set(larkfield_company["items"].query("asks == 'perception'")["about"])
    assert set(standards["about"]) <= about
    assert len(about - set(standards.dropna(subset="target")["about"])) == 2
    assert standards.dropna(subset="least_share")["standard"].tolist() == list(CHECKS)
    assert standards["target"].dropna().between(1, 7).all()


def test_each_shortfall_is_of_another_gap_and_its_own_cure_closes_most(larkfield_company, shortfalls):
    assert sorted(shortfalls.index) == [1, 2, 3, 4]
    assert shortfalls[1] == OVERRATED
    cures = larkfield_company.truth["cures"]
    best = cures.loc[cures.groupby("item")["expected_gain"].idxmax()]
    assert dict(zip(best["gap"], best["cure"], strict=True)) == dict(enumerate(larkfield.CURES, start=1))


def test_a_low_standard_and_an_unkept_one_are_told_by_their_target(larkfield_company, shortfalls):
    target = larkfield_company["standards"].dropna(subset="target").set_index("about")["target"]
    assert target[shortfalls[2]] < 4.6
    assert target[shortfalls[3]] > 6.0


def test_seeds_differ_in_what_is_wrong():
    found = set()
    for seed in "abcdef":
        cures = larkfield.truth(seed, accounts=20, months=40)["cures"]
        found.add(tuple(cures.drop_duplicates("item").sort_values("gap")["item"]))
    assert len(found) > 1


def test_one_department_rates_the_others_and_never_itself(larkfield_company):
    staff = larkfield_company["staff_responses"]
    rated = dict(zip(("v1", "v2", "v3", "v4"), DEPARTMENTS, strict=True))
    rows = staff[staff["item"].isin(rated)]
    assert (rows["department"] != rows["item"].map(rated)).all()
    mean = rows.groupby(["department", "item"])["answer"].mean()
    of_sales = mean.xs("v4", level="item")
    assert of_sales.idxmin() == TRAINED
    assert of_sales[TRAINED] < of_sales.drop(TRAINED).mean() - 1


def test_principles_are_asked_twice_and_training_shows_where_it_was_given():
    company = kamlib.load("larkfield")
    staff = company.staff_responses
    of_principles = staff[staff["item"].isin([one.code for one in PRINCIPLES])]
    assert set(of_principles["answered_at"]) == set(PRINCIPLE_DAYS)
    before, after = (
        survey.scores_of(company.items, of_principles[of_principles["answered_at"] == day], "principle", "staff_id")
        for day in PRINCIPLE_DAYS
    )
    trained = staff.drop_duplicates("staff_id").set_index("staff_id")["department"] == TRAINED
    change = gaps.paired_gap(after[trained], before[trained])
    assert change["gap"].idxmax() == "c10"
    assert change.loc["c10", "low"] > 0
    assert gaps.paired_gap(after[~trained], before[~trained]).loc["c10", "low"] < 0.2
