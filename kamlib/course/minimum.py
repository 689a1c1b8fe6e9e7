"""The basics well before the elephant whole: which tables each lesson cannot do without, and which only sharpen it.

Whoever asks a client for everything waits for months and starts with nothing. So the tables stand in the order in which
to ask for them, first the one that answers most questions. It is worked out from the questions of the lessons. Taught
in lesson 00.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from kamlib.tables.company import Company
from kamlib.tables.questions import QUESTIONS, Need, verdict


def minimum_data(company: Company) -> pd.DataFrame:
    """Return a row a lesson: how many of its questions this company's file can answer, and what each table is to it.

    A table is `needed` where some question cannot even be answered by proxy without it, `sharper` where it replaces a
    proxy by the thing itself; then comes whether this company has it. Tables that answer most questions stand first.

    >>> import kamlib
    >>> minimum_data(kamlib.load("larkfield")).loc["02", ["orders", "contacts"]].tolist()
    ['needed, here', 'sharper, here']
    """
    needed = {lesson: _count(q.proxy or q.needs for q in questions) for lesson, questions in QUESTIONS.items()}
    used = {lesson: _count(q.needs for q in questions) for lesson, questions in QUESTIONS.items()}
    weight: Counter[str] = Counter()
    for lesson in QUESTIONS:
        weight += used[lesson]
        weight += Counter({table: 100 * count for table, count in needed[lesson].items()})
    rows: dict[str, dict[str, int | str]] = {}
    for lesson in sorted(QUESTIONS):
        found = Counter(finding.status for finding in verdict(company, lesson).findings)
        row: dict[str, int | str] = {
            "questions": len(QUESTIONS[lesson]),
            "answered here": found["answerable"],
            "by proxy": found["by proxy"],
        }
        for table, _ in weight.most_common():
            role = "needed" if needed[lesson][table] else "sharper" if used[lesson][table] else ""
            row[table] = f"{role}, {'here' if company.has(table) else 'missing'}" if role else ""
        rows[lesson] = row
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame.index.name = "lesson"
    return frame


def _count(needs: Iterable[tuple[Need, ...]]) -> Counter[str]:
    """Count in how many of the needs each table occurs."""
    return Counter(table for need in needs for table in {table for table, _ in need})
