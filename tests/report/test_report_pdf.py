"""The PDF: printed where there is a Chromium; elsewhere a sentence, and the HTML stands."""

import shutil

import pytest

from kamlib.report import printing
from kamlib.report import report as report_module
from kamlib.report.report import write_report


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    page = "<!DOCTYPE html><title>x</title><h1>One page</h1>"
    monkeypatch.setattr(report_module, "compose", lambda *_: page)


def test_without_a_chromium_the_html_is_written_and_a_sentence_said(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(RuntimeError, match=r"There is no Chromium on this machine .* report.html is written"):
        write_report("02", "larkfield", tmp_path / "report.html", pdf=True)
    assert (tmp_path / "report.html").is_file()
    assert not (tmp_path / "report.pdf").exists()


def test_a_chromium_that_fails_is_a_sentence_and_leaves_the_old_pdf(tmp_path, monkeypatch):
    (tmp_path / "report.pdf").write_bytes(b"%PDF old")
    monkeypatch.setattr(printing, "find_chromium", lambda: "/bin/false")
    with pytest.raises(RuntimeError, match=r"false could not print the PDF; report.html is written"):
        write_report("02", "larkfield", tmp_path / "report.html", pdf=True)
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF old"


@pytest.mark.browser
def test_it_is_printed_beside(tmp_path):
    if printing.find_chromium() is None:
        pytest.skip("there is no Chromium on this machine")
    out = tmp_path / "report, for a client.html"
    assert write_report("02", "larkfield", out, pdf=True) == [out, out.with_suffix(".pdf")]
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert sorted(tmp_path.glob("*report*")) == [out, out.with_suffix(".pdf")]
