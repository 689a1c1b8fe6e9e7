"""Other people's HTML, sieved: of a cell's output or prose only headings, text, tables and pictures come through.

What comes out is escaped, carries no attribute, style, script or address, and says how many lines it takes, so that a
slide or a printed page made of it is safe and fits. Used for the slides of every lesson.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

LINE = 72
"""Letters on one line of a slide, at the size slides are written in."""
_INLINE = {"b": "strong", "strong": "strong", "em": "em", "i": "em", "code": "code", "sub": "sub", "sup": "sup"}
_TEXT = {"p", "li", "blockquote", "pre", "caption", "div", "summary"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_DROPPED = {"style", "script", "details", "figcaption", "button", "select", "svg", "template", "title"}


@dataclass(frozen=True)
class Heading:
    """A heading and its level."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph, or an item of a list; `html` is escaped and holds inline marks only."""

    html: str
    letters: int
    item: bool = False

    @property
    def lines(self) -> int:
        """Return how many lines the text takes on a slide."""
        return max(1, math.ceil(self.letters / LINE))


@dataclass(frozen=True)
class Table:
    """A table as text: its column heads (none of them for a table without) and its rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture inside the page (`source` is a data address) with its words, and a line to show below it."""

    source: str
    alt: str
    caption: str = ""


Block = Heading | Text | Table | Picture


def sieve(html: str) -> list[Block]:
    """Return what is worth showing of `html`, in order.

    >>> sieve("<h2>One</h2><p onclick='x()'>Two <b>&lt;three&gt;</b> <a href='http://x'>four</a></p><script>5</script>")
    [Heading(level=2, text='One'), Text(html='Two <strong>&lt;three&gt;</strong> four', letters=16, item=False)]
    """
    parser = _Sieve()
    parser.feed(html)
    parser.close()
    parser.end_text()
    return parser.blocks


@dataclass
class _Rows:
    """A table while it is read."""

    heads: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    in_head: bool = False
    all_heads: bool = True


class _Sieve(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._html: list[str] = []
        self._letters: list[str] = []
        self._open: list[str] = []
        self._item = False
        self._dropping: list[str] = []
        self._beside_link = False  # in a line that offers a file to save, which nothing here can
        self._table: _Rows | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin a block, or a mark inside one."""
        if tag in _DROPPED or (tag == "a" and any(name == "download" for name, _ in attributes)):
            self._dropping.append(tag)
            self._beside_link = self._beside_link or tag == "a"
        elif self._dropping:
            return
        elif tag == "img":
            said = dict(attributes)
            if (said.get("src") or "").startswith("data:image/"):
                self.end_text()
                self.blocks.append(Picture(said["src"] or "", said.get("alt") or "", said.get("title") or ""))
        elif tag == "table":
            self.end_text()
            self._table = _Rows()
        elif self._table is not None:
            self._start_in_table(self._table, tag)
        elif tag in _HEADINGS or tag in _TEXT:
            self.end_text()
            self._item = tag == "li"
        elif tag == "br":
            self.handle_data(" ")
        elif tag in _INLINE:
            self._open.append(tag)
            self._html.append(f"<{_INLINE[tag]}>")

    def _start_in_table(self, table: _Rows, tag: str) -> None:
        if tag == "thead":
            table.in_head = True
        elif tag == "tr":
            table.row, table.all_heads = [], True
        elif tag in ("td", "th"):
            table.all_heads = table.all_heads and tag == "th"
            table.row.append("")
        elif tag == "caption":
            table.row = [""]

    def handle_endtag(self, tag: str) -> None:
        """End a block, or a mark inside one."""
        if self._dropping:
            if tag in self._dropping:
                del self._dropping[self._dropping.index(tag) :]
        elif self._table is not None:
            self._end_in_table(self._table, tag)
        elif tag in _HEADINGS:
            text = " ".join("".join(self._letters).split())
            self._clear()
            if text:
                self.blocks.append(Heading(int(tag[1]), text))
        elif tag in _TEXT:
            self.end_text()
        elif tag in _INLINE and tag in self._open:
            self._open.remove(tag)
            self._html.append(f"</{_INLINE[tag]}>")

    def _end_in_table(self, table: _Rows, tag: str) -> None:
        if tag == "caption":
            text = " ".join("".join(table.row).split())
            if text:
                self.blocks.append(Text(f"<strong>{escape(text)}</strong>", len(text)))
        elif tag == "thead":
            table.in_head = False
        elif tag == "tr" and table.row:
            row = tuple(" ".join(cell.split()) for cell in table.row)
            if (table.in_head or table.all_heads) and not table.rows:
                table.heads = _joined(table.heads, row)
            else:
                table.rows.append(row)
        elif tag == "table":
            self.blocks.append(Table(tuple(table.heads), tuple(table.rows)))
            self._table = None

    def handle_data(self, data: str) -> None:
        """Keep text where it stands in something that is kept."""
        if self._dropping:
            return
        if self._table is not None:
            if self._table.row:
                self._table.row[-1] += data
            return
        self._letters.append(data)
        self._html.append(escape(data, quote=False))

    def end_text(self) -> None:
        """Finish the paragraph that is being read, if it says anything."""
        letters = " ".join("".join(self._letters).split())
        for tag in reversed(self._open):
            self._html.append(f"</{_INLINE[tag]}>")
        if letters and not self._beside_link:
            html = " ".join("".join(self._html).split())
            self.blocks.append(Text(html, len(letters), self._item))
        self._clear()

    def _clear(self) -> None:
        self._html, self._letters, self._open, self._item, self._beside_link = [], [], [], False, False


def _joined(above: list[str], below: tuple[str, ...]) -> list[str]:
    """Return one row of heads from two: pandas writes the name of the index on a second one."""
    if not above:
        return list(below)
    width = max(len(above), len(below))
    pairs = zip([*above, *[""] * width], [*below, *[""] * width], strict=False)
    return [upper or lower for upper, lower in list(pairs)[:width]]
