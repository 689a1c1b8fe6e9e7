"""A client's report from a lesson: one file that needs nothing outside itself, written whole or not at all.

`kam report 02 --data client.toml` writes it. What a user can mend is said in one sentence, before the work begins.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from kamlib.course.claim import lessons_with_claims
from kamlib.report.composing import compose
from kamlib.report.lesson import read_lesson
from kamlib.report.printing import print_pdf
from kamlib.tables.cache import atomic_path
from kamlib.tables.company import Company, load


def write_report(lesson: str, data: str, out: Path, *, pdf: bool = False) -> list[Path]:
    """Write the report of a lesson on a company, and return the files written.

    `data` is a client's mapping file (.toml), the name of open data, or "larkfield". With `pdf` it is printed as well,
    beside the HTML. Raises ValueError, OSError or RuntimeError, one sentence each, for a lesson that has no report, data
    that are not there, a place that cannot be written, or a PDF that cannot be printed (the HTML is written then).
    """
    asked = read_lesson(_with_report(lesson))
    out = _writable(Path(out))
    company = _opened(data)
    page = compose(asked, company, dt.date.today())
    try:
        with atomic_path(out) as temporary:
            temporary.write_text(page, encoding="utf-8", newline="\n")
    except PermissionError:
        raise PermissionError(f"{out} cannot be written: name a file in a folder of yours with --out.") from None
    if not pdf:
        return [out]
    return [out, print_pdf(out)]


def _with_report(lesson: str) -> str:
    """Return the lesson as two digits; a ValueError says which lessons have a report."""
    number = lesson.strip().zfill(2)
    there = lessons_with_claims()
    if number not in there:
        raise ValueError(f"Lesson {lesson!r} has no report: those that have one are {', '.join(there)}.")
    return number


def _writable(out: Path) -> Path:
    """Return where to write, checked before the work begins."""
    if out.is_dir():
        raise ValueError(f"{out} is a folder: name the report's file, such as {out / 'report.html'}.")
    if out.suffix.lower() not in (".html", ".htm"):
        raise ValueError(f"{out} is no name for a report: it is one HTML file, such as {out.with_suffix('.html')}.")
    if not out.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {out.parent} to write {out.name} into: make it first.")
    if not os.access(out.parent, os.W_OK):
        raise PermissionError(f"{out.parent} cannot be written: name a file in a folder of yours with --out.")
    return out


def _opened(data: str) -> Company:
    """Return the company; where a client's file was given instead of its mapping, say how to make one."""
    path = Path(data)
    if path.suffix != ".toml" and path.is_file():
        raise ValueError(f"{data} is a client's file: `kam intake {path.name}` proposes a mapping for it; give that.")
    return load(data)
