"""The file that slides are shown from: one page of HTML with its style, its keys and its pictures inside.

It names no address outside itself, and its policy lets a browser fetch none. Used for the slides of every lesson.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from kamlib.course.editions.fitting import may_be_larger
from kamlib.course.editions.sieve import Block, Heading, Picture, Table, Text
from kamlib.course.editions.slides import Slide

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_AMOUNT = re.compile(r"[+\-−]?[€£$¥]?[\d.,]+(e[+-]\d+)? ?(%|[A-Z]{3})?")
KEYS = (
    "Arrow keys, Space or a clicker turn the slides. N shows the speaker's notes here, S in a second window that turns "
    "along. P prints the slides, with the notes while they are shown."
)
"""What the keyboard does, for whoever holds it."""


def page(title: str, slides: Sequence[Slide]) -> str:
    """Return the page of a lesson's slides."""
    here = Path(__file__)
    shown = "\n".join(_slide(slide, place, len(slides)) for place, slide in enumerate(slides, start=1))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)}</title>
<style>
{here.with_name("slides.css").read_text(encoding="utf-8")}</style>
</head>
<body>
<main>
{shown}
</main>
<nav aria-label="Slides">
<button type="button" id="back" aria-label="Slide before">◀</button>
<output id="place" title="{KEYS}">1 / {len(slides)}</output>
<button type="button" id="on" aria-label="Next slide">▶</button>
<progress id="done" max="{len(slides)}" value="1" aria-label="How far we are"></progress>
</nav>
<script>
{here.with_name("slides.js").read_text(encoding="utf-8")}</script>
</body>
</html>
"""


def html_of(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML.

    >>> html_of([Text("One", 3), Text("two", 3, item=True), Text("three", 5, item=True)])
    '<p>One</p>\\n<ul><li>two</li><li>three</li></ul>'
    """
    return "\n".join(_pieces(blocks))


def _slide(slide: Slide, place: int, of: int) -> str:
    name = escape(slide.heading or slide.section, quote=True)
    level = "h1" if place == 1 else "h2"
    above = "" if slide.heading == slide.section else f'<p class="section">{escape(slide.section)}</p>\n'
    heading = f"<{level}>{escape(slide.heading)}</{level}>\n" if slide.heading else ""
    notes = f'<aside class="notes" hidden tabindex="0" aria-label="Speaker notes">{html_of(slide.notes)}</aside>\n'
    kind = "picture" if any(isinstance(block, Picture) for block in slide.blocks) else "words"
    if kind == "words" and may_be_larger(slide.heading, slide.blocks):
        kind = "words brief"
    return (
        f'<section class="slide {kind}{" title" if place == 1 else ""}" id="s{place}" tabindex="-1" '
        f'aria-label="Slide {place} of {of}: {name}">\n'
        f'<div class="shown">\n{above}{heading}{html_of(slide.blocks)}\n</div>\n{notes if slide.notes else ""}</section>'
    )


def _pieces(blocks: Iterable[Block]) -> Iterator[str]:
    for item, run in groupby(blocks, key=lambda block: isinstance(block, Text) and block.item):
        if item:
            yield f"<ul>{''.join(f'<li>{block.html}</li>' for block in run if isinstance(block, Text))}</ul>"
        else:
            yield from map(_piece, run)


def _piece(block: Block) -> str:
    if isinstance(block, Text):
        return f"<p>{block.html}</p>"
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Table):
        return _table(block)
    caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure><img alt="{escape(block.alt)}" src="{escape(block.source)}">{caption}</figure>'


def _table(table: Table) -> str:
    numbers = [_numeric([row[place] for row in table.rows if place < len(row)]) for place in range(_columns(table))]

    def row(cells: Sequence[str], tag: str) -> str:
        marks = (' class="number"' if number else "" for number in numbers)
        return "".join(f"<{tag}{mark}>{escape(cell)}</{tag}>" for cell, mark in zip(cells, marks, strict=False))

    head = f"<thead><tr>{row(table.heads, 'th')}</tr></thead>" if any(table.heads) else ""
    rows = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in table.rows)
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _columns(table: Table) -> int:
    return max(map(len, [table.heads, *table.rows]))


def _numeric(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if cell.strip()]
    return bool(written) and all(_AMOUNT.fullmatch(cell) for cell in written)
