"""A client of a few accounts, its report, and what a reader of HTML finds in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import write_client

from kamlib.report.report import write_report

PLAIN = tuple(f"Customer {letter} & Co" for letter in "ABCDEFGHIJKL")
VOID = {"meta", "img", "br", "link", "input", "hr"}


@dataclass
class Read(HTMLParser):
    """The elements of a page in order, with their attributes, and all the text outside of its style."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)
        if self.open and self.open[-1] in {"h1", "h2", "h3", "h4", "h5", "h6", "bdi"}:
            self.headings.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(path: Path) -> Read:
    page = Read()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    assert page.open == []
    return page


@pytest.fixture(autouse=True)
def _fresh_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def client(tmp_path):
    """Write a client of twelve accounts with decent names; returns its mapping."""
    return write_client(tmp_path, PLAIN, company="Client & Söhne")


@pytest.fixture
def report(tmp_path):
    """Write a report and read it as a parser of HTML does."""

    def written(data: Path | str, lesson: str = "02") -> Read:
        out = tmp_path / "report.html"
        assert write_report(lesson, str(data), out) == [out]
        return read(out)

    return written
