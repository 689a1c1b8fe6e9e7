"""The report as a whole: one sound file that needs nothing outside itself and says all that it must."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from hostile import COMPANY, NAMES, write_client

import kamlib
from kamlib.course.claim import claims
from kamlib.report.composing import compose
from kamlib.report.cover import in_words, standing
from kamlib.report.lesson import read_lesson
from kamlib.report.report import write_report

PARTS = ["What this file can answer", "In short", "Findings", "What was used, and what was set aside"]


def test_it_needs_nothing_outside_itself(client, report, tmp_path):
    page = report(client)
    assert not page.all("script")
    assert not page.all("link")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    for _, attributes in page.elements:
        for name in ("src", "href", "action", "srcset", "poster", "data"):
            assert attributes.get(name, "#").startswith(("#", "data:image/png;base64,", "data:text/csv;"))
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"https?:|@import|url\(", text)
    assert "default-src 'none'" in page.all("meta")[1]["content"]


def test_it_is_built_as_a_reader_of_screens_needs_it(client, report):
    page = report(client)
    assert page.all("html") == [{"lang": "en-GB"}]
    assert page.headings[0] == "Client & Söhne"
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(places) == len(set(places))
    links = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert set(links) <= set(places)
    assert {section["id"] for section in page.all("section")} <= set(links), "the contents leave nothing out"
    assert page.all("img")
    assert all(len(image["alt"]) > 30 for image in page.all("img"))
    assert all(cell["scope"] in {"col", "row"} for cell in page.all("th"))
    assert len(page.all("caption")) >= 4


def test_it_says_what_it_stands_on_and_opens_with_the_verdict(client, report):
    page = report(client)
    company = kamlib.load(client)
    assert company.intake is not None
    for fact in standing(company, dt.date.today()).values():
        assert fact in page.text
    assert company.intake.fingerprint in page.text
    for sentence in company.intake.policies.in_words():
        assert sentence in page.text
    order = [page.headings.index(part) for part in PARTS]
    assert order == sorted(order)
    assert company.can_answer("02").smallest_difference in page.text
    for claim in claims("02"):
        assert f"{claim.number} {claim.title}" in page.headings
    assert "could not be worked out" not in page.text


def test_names_are_data(tmp_path, report):
    page = report(write_client(tmp_path))
    assert COMPANY in page.headings
    assert not [tag for tag, _ in page.elements if tag in {"script", "svg"}]
    assert len(page.all("b")) == 1, "one is the cover's own"
    assert {link["href"][:1] for link in page.all("a")} == {"#", "d"}
    seen = [name for name in NAMES if " ".join(name.split()) in page.text]
    assert len(seen) >= 8, "the largest accounts stand in the tables, whole"
    assert not re.search("9,?068,?447", page.text), "no template worked anything out"


def test_the_same_data_give_the_same_report(client):
    lesson, company = read_lesson("02"), kamlib.load(client)
    first = compose(lesson, company, dt.date(2026, 3, 1))
    assert first == compose(lesson, kamlib.load(client), dt.date(2026, 3, 1))
    assert "1 March 2026" in first


def test_a_finding_that_fails_is_a_sentence_and_the_others_stand(client, report, monkeypatch):
    from kamlib.methods import segments

    def broken(*_):
        raise KeyError("a bug")

    monkeypatch.setattr(segments, "continuum", broken)
    page = report(client)
    said = "Finding 2.3, Value, volume and where to cut, could not be worked out (KeyError); please report this."
    assert page.text.count(said) == 2, "in short and in full"
    assert "The largest customer" in page.text


def test_what_the_file_cannot_tell_is_said_and_left_out(tmp_path, report):
    mapping = write_client(tmp_path, ("One", "Two", "Three"), company="Three")
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('product_id = "article"\n', ""), encoding="utf-8")
    page = report(mapping)
    assert page.text.count("This file cannot tell. Ask for who takes part in buying") == 2
    assert "not answerable" in page.text
    assert "3 accounts cannot be scored against each other" in page.text


@pytest.mark.parametrize("seed", [None, "class-42"])
def test_the_teaching_company_has_a_report_too(seed):
    page = compose(read_lesson("02"), kamlib.load("larkfield", seed=seed), dt.date(2026, 3, 1))
    assert "could not be worked out" not in page
    assert "every line used" in page


@pytest.mark.real
def test_online_retail_adds_up(real_data, tmp_path):
    out = tmp_path / "retail.html"
    assert write_report("2", "online_retail", out) == [out]
    text = out.read_text(encoding="utf-8")
    assert "£9,747,747.93" in text
    assert "£8,911,407.90 + £836,340.03" in text
    assert "could not be worked out" not in text


def test_days_are_written_as_people_do():
    assert in_words(dt.date(2024, 12, 1)) == "1 December 2024"
