"""What the lesson asks: its title and the manager's question, from the lesson itself. Used on the report's cover."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from kamlib.tables.resources import notebooks_dir


@dataclass(frozen=True)
class Lesson:
    """A lesson's number, its title and the manager's question it starts from."""

    number: str
    title: str
    question: str


def read_lesson(number: str) -> Lesson:
    """Return what lesson `number` ("02") asks.

    >>> read_lesson("02").title
    'Segmentation: which customers deserve which service?'
    """
    path = next(notebooks_dir().glob(f"{number}_*.ipynb"), None)
    if path is None:
        raise FileNotFoundError(f"Lesson {number} is not among the installed lessons: install kamlib again.")
    first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    title = re.search(r"^# \d\d · (.+)$", first, flags=re.MULTILINE)
    asked = re.search(r"\*\*The manager's question\.\*\*\s+\*(.+?)\*", first, flags=re.DOTALL)
    # The lesson speaks of its own company there; only what it asks holds for every company.
    questions = re.findall(r"[^.?!]+\?", asked.group(1)) if asked else []
    return Lesson(
        number,
        title.group(1).strip() if title else f"Lesson {number}",
        " ".join(" ".join(questions).split()),
    )
