"""A class on one screen, what to explain again first; and the whole table, exercise by student, for a spreadsheet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
from rich.table import Table

from kamlib.course.classroom.merging import Asked, Class, read_class
from kamlib.course.record import Tried
from kamlib.course.terminal import console
from kamlib.figures.house import csv_bytes
from kamlib.tables.cache import atomic_path

_HEADS = ("exercise", "passed", "tries each", "hints seen", "solutions seen")
_SHOWN = 10  # exercises on the screen
_FIXED = ["lesson", "exercise", "question", "tried by", "passed by", "tries each", "mistakes (students, times)"]


def show_class(folder: Path, out: Path | None) -> None:
    """Print what a class did and what to explain again first; write the whole table to `out` where one is named.

    Raises ValueError where `folder` holds no student's file.
    """
    read = read_class(folder)
    asked = read.asked()
    paper = console()
    paper.print(_head(read), soft_wrap=True)
    for line in _urgent(asked):
        paper.print(line, soft_wrap=not paper.is_terminal)  # a screen breaks between words, a file keeps lines whole
    tried = [one for one in asked if one.tried]
    if tried:
        paper.print(_table(tried[:_SHOWN]))
    if len(tried) > _SHOWN:
        paper.print(f"And {len(tried) - _SHOWN} more exercises: --out class.csv writes them all.", soft_wrap=True)
    for line in (*_not_begun(read, asked), *read.remarks):
        paper.print(line, soft_wrap=True)
    if out is not None:
        with atomic_path(out) as temporary:
            temporary.write_bytes(csv_bytes(matrix(read)))
        paper.print(f"Written: {out}, every exercise by every student.", soft_wrap=True)


def matrix(read: Class) -> pd.DataFrame:
    """Return a row for each exercise, what to explain again first, and a column for each student."""
    rows = [[*_summary(one), *(_cell(read, one, student.name) for student in read.students)] for one in read.asked()]
    return pd.DataFrame(rows, columns=[*_FIXED, *(student.name for student in read.students)])


def _head(read: Class) -> str:
    count = len(read.students)
    about = Counter(student.choice.in_words() for student in read.students).most_common()
    said = f"{count} student{'s' if count != 1 else ''}, on {about[0][0]}."
    for company, students in about[1:]:
        who = ", ".join(student.name for student in read.students if student.choice.in_words() == company)
        said += f"\nOn {company}: {students} ({who})."
    if len(versions := {student.kamlib for student in read.students}) > 1:
        said += f"\nTheir versions of kamlib differ ({', '.join(sorted(versions))}): mistakes may be counted amiss."
    return said


def _urgent(asked: list[Asked]) -> list[str]:
    lines = [f"  {one.number}: {one.what_to_explain()}" for one in asked[:_SHOWN] if one.in_need]
    return ["What to explain again, what cost most students something first:", *lines] if lines else []


def _table(asked: list[Asked]) -> Table:
    table = Table(*_HEADS, title="Of those who tried", title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for one in asked:
        done = one.tried.values()
        table.add_row(
            one.number,
            f"{one.passed} of {len(done)}",
            f"{one.tries_each:.1f}",
            str(sum(what.hints for what in done)),
            str(sum(what.solution_seen for what in done)),
        )
    return table


def _not_begun(read: Class, asked: list[Asked]) -> list[str]:
    if not read.lessons:
        return ["Nobody has handed in anything yet: " + ", ".join(student.name for student in read.students) + "."]
    lines = [
        f"Lesson {lesson}: nothing handed in by {', '.join(names)}."
        for lesson in read.lessons
        if (names := read.not_begun(lesson))
    ]
    untried = [one.number for one in asked if not one.tried]
    return [*lines, f"Tried by nobody: {', '.join(untried)}."] if untried else lines


def _summary(one: Asked) -> list[object]:
    mistakes = " | ".join(
        f"{mistake}: {one.sentence(mistake)} ({students}, {times})" for mistake, students, times in one.mistakes
    )
    return [
        one.lesson,
        one.number,
        one.exercise.question,
        len(one.tried),
        one.passed,
        round(one.tries_each, 2),
        mistakes,
    ]


def _cell(read: Class, one: Asked, name: str) -> str:
    if name in one.tried:
        return _in_words(one.tried[name])
    return "lesson not begun" if name in read.not_begun(one.lesson) else "not tried"


def _in_words(what: Tried) -> str:
    """Say what one student did at one exercise.

    >>> _in_words(Tried(tries=3, passed=True, mistakes=[2, 2], hints=1))
    'passed, 3 tries, mistake 2, 1 hint'
    """
    parts = ["passed" if what.passed else "not yet", f"{what.tries} {'try' if what.tries == 1 else 'tries'}"]
    parts += [f"mistake {' '.join(map(str, sorted(set(what.mistakes))))}"] if what.mistakes else []
    parts += [f"{what.hints} {'hint' if what.hints == 1 else 'hints'}"] if what.hints else []
    return ", ".join([*parts, "solution seen"] if what.solution_seen else parts)
