"""What a person mistypes is one sentence, said before any work is done, and nothing is written."""

import os
import re

import pytest
from typer.testing import CliRunner

from kamlib.cli import app
from kamlib.report import report as report_module
from kamlib.report.report import write_report


@pytest.fixture(autouse=True)
def _no_work(monkeypatch):
    monkeypatch.setattr(report_module, "compose", lambda *_: "<!DOCTYPE html>")


def _refused(match, lesson="02", data="larkfield", out="report.html"):
    with pytest.raises((ValueError, OSError)) as refused:
        write_report(lesson, data, out)
    said = str(refused.value)
    assert re.search(match, said), said
    assert "\n" not in said


@pytest.mark.parametrize("lesson", ["99", "", "two", "00", "-2", "2.1"])
def test_an_unknown_lesson(lesson, tmp_path):
    _refused("has no report: those that have one are .*02", lesson=lesson, out=tmp_path / "report.html")


@pytest.mark.parametrize(
    ("data", "match"),
    [
        ("nowhere.toml", "no mapping file nowhere.toml"),
        ("sales.csv", "no company 'sales.csv'"),
        ("online_retial", "one of .*online_retail"),
        ("", "There is no company ''"),
    ],
)
def test_data_that_are_not_there(data, match, tmp_path):
    _refused(match, data=data, out=tmp_path / "report.html")


def test_a_clients_file_instead_of_its_mapping(tmp_path):
    (tmp_path / "sales.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    _refused("`kam intake sales.csv` proposes a mapping", data=str(tmp_path / "sales.csv"), out=tmp_path / "r.html")


def test_places_that_cannot_be_written(tmp_path):
    _refused("is a folder: name the report's file", out=tmp_path)
    _refused("no folder .* to write report.html into: make it first", out=tmp_path / "no" / "report.html")
    _refused("one HTML file, such as", out=tmp_path / "report.pdf")
    assert not list(tmp_path.glob("report*"))


def test_a_folder_without_permission(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    _refused("cannot be written: name a file in a folder of yours", out=tmp_path / "report.html")


def test_a_write_that_is_refused_late(tmp_path, monkeypatch):
    def refused(_):
        raise PermissionError(13, "Permission denied", "x")

    monkeypatch.setattr(report_module, "atomic_path", refused)
    _refused("report.html cannot be written: name a file", out=tmp_path / "report.html")


def test_the_command_says_it_without_a_traceback(tmp_path):
    said = CliRunner().invoke(app, ["report", "99", "--data", "larkfield", "--out", str(tmp_path / "r.html")])
    assert said.exit_code == 1
    assert "Lesson '99' has no report" in said.output
    assert "Traceback" not in said.output
