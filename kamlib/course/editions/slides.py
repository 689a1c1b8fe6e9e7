"""A lesson's slides: what its cells tagged `slide` say and show, from the trainer's edition after it was run.

A cell of prose starts a slide; the pictures and tables that tagged cells of code show follow it, each picture large on a
slide of its own. Notes and expected answers go along unseen, as speaker notes. Made for every lesson.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from kamlib.course.editions.cells import start_of, tagged
from kamlib.course.editions.fitting import MOST, heading_lines, pack
from kamlib.course.editions.notes import note_of
from kamlib.course.editions.sieve import Block, Heading, Picture, Text, sieve
from kamlib.course.editions.trainer import unboxed


@dataclass(frozen=True)
class Slide:
    """One slide: the section it is in, its own heading if it has one, what it shows, and the speaker's notes."""

    section: str
    heading: str
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()


@dataclass
class _Deck:
    """The slides so far; `within` holds for each of them the lesson's part it stands in, and `said` each part's note."""

    lesson: str
    section: str = ""
    part: str = ""
    slides: list[Slide] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    said: dict[str, list[Block]] = field(default_factory=dict)

    def add(self, blocks: Sequence[Block], cell: Any) -> None:
        """Add what one cell says or shows, on as many slides as it takes."""
        for heading, below in _by_heading(blocks):
            own = heading.text if heading else ""
            if heading and heading.level <= 2:
                self.section = own
            above = 0 if own == self.section else 1
            room = MOST - above - (heading_lines(own) if own else 0)
            try:
                portions = list(pack(below, room)) or [()]
            except ValueError as problem:
                raise ValueError(f"{self.lesson}: at «{start_of(cell)}» {problem}") from None
            self.slides += [Slide(self.section, own, portion) for portion in portions]
            self.within += [self.part] * len(portions)

    def answer(self, answers: Sequence[Block]) -> None:
        """Give the newest slide what is expected of a question on or after it."""
        if self.slides:
            self.slides[-1] = replace(self.slides[-1], notes=(*self.slides[-1].notes, *answers))

    def noted(self) -> list[Slide]:
        """Return the slides, each with its own answers before their part's note; a part without one keeps the last."""
        made, note = [], tuple[Block, ...]()
        for place, (slide, part) in enumerate(zip(self.slides, self.within, strict=True)):
            note = tuple(self.said[part]) if part in self.said else note
            if not self._is_bare(place):
                made.append(replace(slide, notes=(*slide.notes, *note)))
        return made

    def _is_bare(self, place: int) -> bool:
        """Return whether a slide holds nothing but the name of its section, which the next slide shows above what it holds."""
        slide, after = self.slides[place], self.slides[place + 1 : place + 2]
        return not (slide.blocks or slide.notes) and slide.heading == slide.section in [one.section for one in after]


def slides(cells: Sequence[Any], lesson: str, about: str = "") -> list[Slide]:
    """Return the slides of an executed trainer edition; `about` says on the first whose numbers they show.

    A ValueError names the lesson, in a sentence, where something does not fit a slide or a picture has no words.
    """
    deck = _Deck(lesson)
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "markdown" and (title := re.match(r"##? (.+)", cell["source"])):
            deck.part = title[1]
        if tagged(cell, "trainer"):
            _take_note(deck, cell)
        elif place == 0 and not tagged(cell, "slide"):
            deck.add([*_title(cell), *([Text(escape(f"Numbers: {about}."), len(about) + 10)] if about else [])], cell)
        elif tagged(cell, "slide"):
            blocks = from_markdown(cell["source"]) if cell["cell_type"] == "markdown" else shown_by(cell)
            if any(isinstance(block, Picture) and not block.alt for block in blocks):
                raise ValueError(f"{lesson}: the picture at «{start_of(cell)}» has no words: describe it.")
            if blocks:
                deck.add(blocks, cell)
    return deck.noted()


def from_markdown(text: str) -> list[Block]:
    """Return the blocks of a piece of prose.

    >>> [type(block).__name__ for block in from_markdown("## One\\n\\nTwo *three*.\\n\\n- four")]
    ['Heading', 'Text', 'Text']
    """
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    rendered: Any = MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True)).render(text)
    return sieve(rendered)


def shown_by(cell: Any) -> list[Block]:
    """Return the blocks of what an executed code cell shows; where it only prints, its code comes first."""
    blocks: list[Block] = []
    if cell["outputs"] and all(output["output_type"] == "stream" for output in cell["outputs"]):
        blocks += [Text(f"<code>{escape(line)}</code>", len(line)) for line in cell["source"].splitlines() if line]
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            blocks += sieve("".join(data["text/html"]))
        elif plain := "".join(data.get("text/plain", output.get("text", ""))).strip():
            blocks += [Text(escape(line, quote=False), len(line)) for line in plain.splitlines() if line.strip()]
    return blocks


def _take_note(deck: _Deck, cell: Any) -> None:
    if cell["cell_type"] == "code":
        deck.answer(shown_by(cell))
    elif note_of(written := unboxed(cell["source"])):
        deck.said[deck.part] = from_markdown(written)


def _title(cell: Any) -> list[Block]:
    """Return a lesson's title and its first paragraph, the manager's question."""
    blocks = [block for block in from_markdown(cell["source"]) if isinstance(block, Heading | Text)]
    first_text = next((place for place, block in enumerate(blocks) if isinstance(block, Text)), len(blocks))
    return list(blocks[: first_text + 1])


def _by_heading(blocks: Sequence[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """Yield each heading with what follows it; what stands before the first has none."""
    heading: Heading | None = None
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if heading or part:
                yield heading, part
            heading, part = block, []
        else:
            part.append(block)
    if heading or part:
        yield heading, part
