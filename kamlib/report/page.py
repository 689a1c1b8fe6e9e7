"""The page: the parts of HTML a report is made of, every one escaped, and the whole file with its style inside.

A client's text is data. It passes through `text` once, on its way in, and through no template after that, so that
neither markup nor template syntax in a name can do anything. The file asks for nothing: its policy forbids scripts and
every address (W3C, Content Security Policy Level 3). Used by the report of every lesson.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Section:
    """A part of the report: where links find it, its heading, its HTML, and the parts inside it."""

    place: str
    heading: str
    body: str
    parts: tuple[Section, ...] = ()

    def html(self, level: int = 2) -> str:
        """Return the section under a heading of that level, its parts one level lower."""
        inside = "".join(part.html(level + 1) for part in self.parts)
        return (
            f'<section id="{self.place}" class="level-{level}" aria-labelledby="{self.place}-heading">'
            f'<h{level} id="{self.place}-heading">{text(self.heading)}</h{level}>{self.body}{inside}</section>'
        )


def text(value: object) -> str:
    """Return any text as HTML that shows it and does nothing.

    >>> text('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return html.escape(str(value))


def paragraph(value: object, kind: str = "") -> str:
    """Return a sentence as a paragraph."""
    return f"<p{_class(kind)}>{text(value)}</p>" if str(value) else ""


def bullets(values: Iterable[object], kind: str = "") -> str:
    """Return sentences as a list; nothing where there are none."""
    items = "".join(f"<li>{text(value)}</li>" for value in values)
    return f"<ul{_class(kind)}>{items}</ul>" if items else ""


def facts(pairs: Mapping[str, str]) -> str:
    """Return what is called what, as a list of terms and their values."""
    rows = "".join(f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in pairs.items())
    return f'<dl class="facts">{rows}</dl>'


def grid(heads: Iterable[str], rows: Iterable[Iterable[Any]], caption: str, kind: str = "") -> str:
    """Return a table of texts and numbers under its caption; the first cell of a row names the row."""
    head = "".join(f'<th scope="col"{_side(name)}>{text(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(caption)}"><table{_class(kind)}>'
        f"<caption>{text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def whole(title: str, cover: str, sections: Iterable[Section]) -> str:
    """Return the file: cover, contents and sections, with the style inside and no address outside."""
    sections = tuple(sections)
    style = files("kamlib.report").joinpath("style.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light">\n'
        f"<title>{text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{cover}\n<main>{_contents(sections)}{''.join(one.html() for one in sections)}</main>\n</body>\n</html>\n"
    )


def _contents(sections: tuple[Section, ...]) -> str:
    return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>{_entries(sections)}</nav>'


def _entries(sections: tuple[Section, ...]) -> str:
    items = "".join(
        f'<li><a href="#{one.place}">{text(one.heading)}</a>{_entries(one.parts) if one.parts else ""}</li>'
        for one in sections
    )
    return f"<ol>{items}</ol>"


def _cells(row: Iterable[Any]) -> Iterable[str]:
    for place, value in enumerate(row):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        yield f"<{tag}{scope}{_side(value)}>{text(value)}</{tag}>"


def _side(value: Any) -> str:
    return _class("number" if isinstance(value, _Number) else "")


class _Number(str):
    """A number already written for reading: it goes to the right of its cell."""

    __slots__ = ()


def number(written: str) -> str:
    """Mark a text as a number, so that a table puts it to the right."""
    return _Number(written)


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
