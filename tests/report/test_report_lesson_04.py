"""The report of lesson 04 on a small client, on the teaching company and on real ledgers."""

import datetime as dt

import pytest

import kamlib
from kamlib.course.claim import claims
from kamlib.report.composing import compose
from kamlib.report.lesson import read_lesson
from kamlib.report.report import write_report


def test_every_finding_stands_or_says_what_to_ask_for(client, report):
    page = report(client, "04")
    for claim in claims("04"):
        assert f"{claim.number} {claim.title}" in page.headings
    assert "could not be worked out" not in page.text
    assert page.all("img")
    assert all(len(image["alt"]) > 30 for image in page.all("img"))


def test_it_asks_what_the_lesson_asks():
    lesson = read_lesson("04")
    assert lesson.title == "Churn and turnover: who is leaving?"
    assert lesson.question.startswith("How many do we keep, and for how long?")
    assert lesson.question.endswith("before it is too late?")


@pytest.mark.parametrize("seed", [None, "class-42"])
def test_the_teaching_company_has_a_report_too(seed):
    page = compose(read_lesson("04"), kamlib.load("larkfield", seed=seed), dt.date(2026, 3, 1))
    assert "could not be worked out" not in page
    assert "Accounts to call, the most margin first" in page


@pytest.mark.real
@pytest.mark.parametrize(("data", "ties"), [("online_retail", "not"), ("northwind", "not"), ("cdnow", "not")])
def test_real_ledgers_say_what_they_cannot_tell(data, ties, real_data, tmp_path):
    out = tmp_path / "report.html"
    assert write_report("04", data, out) == [out]
    text = out.read_text(encoding="utf-8")
    assert "could not be worked out" not in text
    verdict = kamlib.load(data).can_answer("04")
    assert next(one for one in verdict.findings if one.question == "Do ties keep them?").status == ties
    assert text.count("This file cannot tell. Ask for the contracts") == 2
