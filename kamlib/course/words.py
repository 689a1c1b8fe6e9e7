"""A titled table of words that shows itself in a notebook and as text; lessons in it lead to their notebooks.

Used by the glossary and by the bridge from spreadsheets, in every lesson.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from kamlib.tables.resources import notebooks_dir

_LEFT = "style='text-align:left;vertical-align:top'"


@dataclass(frozen=True)
class WordList:
    """A table of words: a row a tuple; columns headed in `codes` hold code, the one headed `lesson` leads there."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.title, *(" · ".join(cell for cell in row if cell) for row in self.rows)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        heads = "".join(f"<th scope='col' {_LEFT}>{escape(head)}</th>" for head in self.heads)
        rows = "".join(
            "<tr>"
            + "".join(f"<td {_LEFT}>{self._shown(h, text)}</td>" for h, text in zip(self.heads, row, strict=True))
            + "</tr>"
            for row in self.rows
        )
        caption = f"<caption style='text-align:left'>{escape(self.title)}</caption>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _shown(self, head: str, text: str) -> str:
        if head == "lesson":
            return _link(text)
        return f"<code>{escape(text)}</code>" if head in self.codes and text else escape(text)


def of_lesson(lesson: str | None, there: list[str], what: str) -> None:
    """Raise ValueError, in a sentence, when `lesson` is named and none of the lessons `there`."""
    if lesson is not None and lesson not in there:
        known = ", ".join(sorted(set(there)))
        raise ValueError(f"Lesson {lesson!r} has no {what}; give one of {known}, or none for all lessons.")


def _link(lesson: str) -> str:
    """Return a link to a lesson's notebook, which lies beside the one that shows it; its number where it is not there."""
    found = sorted(notebooks_dir().glob(f"{lesson}_*.ipynb"))
    return f'<a href="{escape(found[0].name)}">{escape(lesson)}</a>' if found else escape(lesson)
