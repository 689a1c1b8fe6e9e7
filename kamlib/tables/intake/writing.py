"""Writing a mapping as TOML that a person can read and edit: each line with its reason, each open question asked.

Used by `kam intake`; read back by `mapping.read_mapping`.
"""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kamlib.tables.cache import atomic_path
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.policies import Policies, preset, questions

_HEAD = """\
# How this client's files are read. Written by `kam intake`, yours to edit, kept for next month's file.
# Lines that begin with # and end in a value are questions or choices: take the # away to answer.
"""

_ABOUT_ITEMS = (
    "One line an item: its scale (from and to, or its words from the least on). Add where it is so: reversed = true (worded the",
    'other way round), dimension = "…", asks = "expectation" (or another kind of question) with about = "…" (the item it pairs with).',
)
_OF_ANY_ROW = ("unreadable_date", "future_date", "duplicate", "id_spelling")
PSEUDONYMISE = "pseudonymise = true   # names and ids become keys; the key file beside this one tells which is which"


def write_mapping(
    mapping: ClientMapping,
    path: str | Path,
    reasons: Mapping[str, str] | None = None,
    open_questions: Mapping[str, tuple[str, str]] | None = None,
) -> Path:
    """Write `mapping` to `path` as TOML, at once or not at all, and return the path.

    `reasons` gives a comment for a line, `open_questions` a question and an example answer for a line that is not
    decided; both are keyed by the place, such as "currency", "orders.date_format" or "orders.columns.order_id".
    """
    path = Path(path)
    text = mapping_text(mapping, path.parent, reasons or {}, open_questions or {})
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def mapping_text(
    mapping: ClientMapping,
    folder: Path,
    reasons: Mapping[str, str],
    open_questions: Mapping[str, tuple[str, str]],
) -> str:
    """Return the text of the mapping file; files are named relative to `folder` where they can be."""
    page = _Page(reasons, open_questions)
    ordered = any(source.table == "orders" for source in mapping.sources)
    page.line("name", mapping.name)
    page.line("currency", mapping.currency or None)
    page.line("time_zone", mapping.time_zone)
    if mapping.as_of is None and "as_of" not in open_questions:
        last = "order" if ordered else "day"
        page.lines.append(f"# as_of = 2024-12-31   # left out: the day after the last {last} used")
    elif mapping.as_of is not None:
        page.lines.append(f"as_of = {mapping.as_of.isoformat()}")
    page.ask("as_of")
    if mapping.key_file is not None:
        page.lines.append(PSEUDONYMISE)
    _policies(page, mapping.policies, ordered)
    _rates(page, mapping)
    for source in mapping.sources:
        _source(page, source, folder)
    return _HEAD + "\n".join(page.lines) + "\n"


class _Page:
    """The lines of the file so far, and the comments that wait for their line."""

    def __init__(self, reasons: Mapping[str, str], open_questions: Mapping[str, tuple[str, str]]) -> None:
        self.lines: list[str] = []
        self.reasons, self.open_questions = reasons, open_questions

    def line(self, place: str, value: str | int | tuple[str, ...] | None) -> None:
        self.ask(place)
        if value is None:
            return
        reason = self.reasons.get(place)
        after = f"   # {_one_line(reason)}" if reason else ""
        self.lines.append(f"{place.rpartition('.')[2]} = {_toml(value)}{after}")

    def ask(self, place: str) -> None:
        if place not in self.open_questions:
            return
        question, example = self.open_questions[place]
        wrapped = textwrap.wrap(f"? {_one_line(question)}", 110, break_long_words=False)
        self.lines += [f"# {part}" for part in wrapped]
        if example:
            self.lines.append(f"# {place.rpartition('.')[2]} = {_toml(example)}")


def _policies(page: _Page, policies: Policies, ordered: bool) -> None:
    """Write the policies; without orders, those that are changed, and those that speak of any row."""
    named = policies.preset or "sales to known customers"
    start = preset(named)
    page.lines += ["", "[policies]", f"preset = {_toml(named)}"]
    for question, answers in questions().items():
        given = getattr(policies, question)
        changed = given != getattr(start, question)
        if not (ordered or changed or question in _OF_ANY_ROW):
            continue
        others = " | ".join(answers)
        page.lines.append(f"{'' if changed else '# '}{question} = {_toml(given)}   # {others}")


def _rates(page: _Page, mapping: ClientMapping) -> None:
    if not mapping.rates:
        return
    rates = mapping.rates
    page.lines += ["", "[rates]", f"source = {_toml(rates.source)}", f"as_of = {_toml(rates.as_of)}"]
    page.lines += [f"{code} = {rate:f}   # {mapping.currency} for 1 {code}" for code, rate in rates.table.items()]


def _source(page: _Page, source: Source, folder: Path) -> None:
    page.lines += ["", f"[{source.table}]", f"file = {_toml(_relative(source.file, folder))}"]
    formats = source.date_formats
    settings: dict[str, str | int | tuple[str, ...] | None] = {
        "sheet": source.sheet,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "header_row": source.header_row if source.header_row > 1 else None,
        "decimal": source.decimal,
        "date_format": formats[0] if len(formats) == 1 else (formats or None),
        "missing": source.missing or None,
        "cancelled_prefix": source.cancelled_prefix,
    }
    for setting, value in settings.items():
        page.line(f"{source.table}.{setting}", value)
    page.lines += ["", f"[{source.table}.columns]"]
    for ours, theirs in source.columns.items():
        page.line(f"{source.table}.columns.{ours}", theirs)
    start = f"{source.table}.columns."
    for place in page.open_questions:
        if place.startswith(start) and place.removeprefix(start) not in source.columns:
            page.ask(place)
    if source.items:
        page.lines += ["", f"[{source.table}.items]", *(f"# {line}" for line in _ABOUT_ITEMS)]
    for item in source.items:
        reason = page.reasons.get(f"{source.table}.items.{item.name}")
        after = f"   # {_one_line(reason)}" if reason else ""
        page.lines.append(f"{_toml(item.name)} = {_inline(item.settings())}{after}")


def with_pseudonyms(text: str) -> str:
    """Return the text of a mapping file with `pseudonymise` set, every other line left as the person wrote it.

    >>> print(with_pseudonyms('name = "Alpha"   # ours\\n[orders]\\n').splitlines()[0])
    name = "Alpha"   # ours
    """
    lines = text.split("\n")
    head = next((place for place, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    said = [place for place, line in enumerate(lines[:head]) if re.match(r"\s*pseudonymise\s*=", line)]
    if said:
        lines[said[0]] = PSEUDONYMISE
    else:
        # Behind the last setting of the head, so that comments above the first section stay with it.
        after = max((p for p, line in enumerate(lines[:head]) if re.match(r"\s*\w+\s*=", line)), default=head - 1)
        lines.insert(after + 1, PSEUDONYMISE)
    return "\n".join(lines)


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive, on Windows
        return file.resolve().as_posix()


def _toml(value: str | int | tuple[str, ...]) -> str:
    # A JSON string is a TOML basic string, but for the delete character.
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inline(settings: Mapping[str, Any]) -> str:
    """Write an inline table: texts, whole numbers, true and lists of them."""

    def value(said: Any) -> str:
        if isinstance(said, bool):
            return "true" if said else "false"
        if isinstance(said, list):
            return f"[{', '.join(map(value, said))}]"
        return _toml(said)

    return "{ " + ", ".join(f"{name} = {value(said)}" for name, said in settings.items()) + " }"


def _one_line(text: str) -> str:
    # A comment ends with its line, so a name from the file may not bring a line break or a control character.
    return "".join(mark if mark.isprintable() else " " for mark in text)
