"""The files of a class as one: each student once, and for each exercise who is stuck and which mistakes were made.

What to explain again comes first: the exercises that cost most students something, a named mistake or an answer that is
not right yet. The mistakes are those the course knows (Exercise.mistakes), so a count is a count of one wrong way.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from kamlib.course.classroom.export import Student, clean_name, from_workspace, read_export
from kamlib.course.exercise import Exercise, exercises, lessons_with_exercises
from kamlib.course.record import Tried
from kamlib.course.standing import by_number
from kamlib.tables.choice import CHOICE_FILE


@dataclass(frozen=True)
class Asked:
    """One exercise over a class: what each student who tried it did, by name."""

    lesson: str
    exercise: Exercise
    tried: dict[str, Tried]

    @property
    def number(self) -> str:
        """The exercise's number."""
        return self.exercise.number

    @property
    def passed(self) -> int:
        """How many students passed."""
        return sum(one.passed for one in self.tried.values())

    @property
    def tries_each(self) -> float:
        """Tries for each student who tried; 0 where none did."""
        return sum(one.tries for one in self.tried.values()) / len(self.tried) if self.tried else 0.0

    @cached_property
    def mistakes(self) -> list[tuple[int, int, int]]:
        """Each mistake made: its number, how many students made it, and how often; the most students first."""
        students = Counter(mistake for one in self.tried.values() for mistake in set(one.mistakes))
        times = Counter(mistake for one in self.tried.values() for mistake in one.mistakes)
        ranked = sorted(students, key=lambda mistake: (-students[mistake], -times[mistake], mistake))
        return [(mistake, students[mistake], times[mistake]) for mistake in ranked]

    @property
    def in_need(self) -> int:
        """How many students made a named mistake, or tried and have it not right yet."""
        return sum(bool(one.mistakes) or not one.passed for one in self.tried.values())

    def sentence(self, mistake: int) -> str:
        """Return what the check says to a mistake."""
        known = self.exercise.mistakes
        return known[mistake - 1].message if 0 < mistake <= len(known) else "A mistake this version does not know."

    def what_to_explain(self) -> str:
        """Say what most of those who tried did wrong; empty where nobody did.

        A named mistake is told with the sentence that the students read.
        """
        if self.mistakes:
            mistake, students, _ = self.mistakes[0]
            return f"{students} of {len(self.tried)} heard: {self.sentence(mistake)}"
        stuck = len(self.tried) - self.passed
        return f"{stuck} of {len(self.tried)} not right yet, with no mistake the course knows." if stuck else ""


@dataclass(frozen=True)
class Class:
    """The students of a class, in order of their names, and what was said while reading their files."""

    students: tuple[Student, ...]
    remarks: tuple[str, ...]

    @property
    def lessons(self) -> list[str]:
        """The lessons that somebody began."""
        begun = {lesson for student in self.students for lesson in student.lessons}
        return [lesson for lesson in lessons_with_exercises() if lesson in begun]

    def asked(self) -> list[Asked]:
        """Return every exercise of the lessons begun, what to explain again first."""
        every = [
            Asked(lesson, one, self._who(lesson, one)) for lesson in self.lessons for one in exercises(lesson).values()
        ]
        return sorted(every, key=lambda a: (-a.in_need, a.passed - len(a.tried), -a.tries_each, by_number(a.number)))

    def not_begun(self, lesson: str) -> list[str]:
        """Return the names of those who handed in nothing of a lesson."""
        return [student.name for student in self.students if lesson not in student.lessons]

    def _who(self, lesson: str, one: Exercise) -> dict[str, Tried]:
        tried = {
            student.name: student.lessons[lesson].of(one.number)
            for student in self.students
            if lesson in student.lessons
        }
        return {name: what for name, what in tried.items() if what.tries}


def read_class(folder: Path) -> Class:
    """Read every file of a class in `folder`, one folder down too, and every workspace; each student once.

    What is no such file is named and set aside. Raises ValueError where `folder` is none or holds no student.
    """
    if not folder.is_dir():
        raise ValueError(f"{folder} is no folder: give the one that holds the class's files (`kam progress --export`).")
    found: list[Student] = []
    remarks: list[str] = []
    for path in _places(folder):
        try:
            found.append(from_workspace(path, clean_name(path.name)) if path.is_dir() else read_export(path))
        except (ValueError, OSError) as error:
            remarks.append(f"Set aside: {error}")
    if not found:
        detail = f" {remarks[0]}" if remarks else ""
        raise ValueError(f"There is no student's file in {folder}: `kam progress --export FILE` writes one.{detail}")
    students, doubles = _each_once(found)
    return Class(tuple(students), (*doubles, *remarks))


def _places(folder: Path) -> list[Path]:
    """Return the files and workspaces to read, in order; also a file in a folder of its own, as a learning platform gives."""
    places = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            places += [path] if path.suffix.lower() == ".json" else []
        elif (path / CHOICE_FILE).is_file():
            places.append(path)
        elif os.access(path, os.R_OK):
            places += sorted(one for one in path.glob("*.json") if one.is_file() and not one.name.startswith("."))
    return places


def _each_once(found: list[Student]) -> tuple[list[Student], list[str]]:
    """Return each student's newest file, and a sentence for each that had several."""
    by_key: dict[str, list[Student]] = {}
    for student in sorted(found, key=lambda one: datetime.fromisoformat(one.written)):
        by_key.setdefault(student.key, []).append(student)
    said = [
        f"{several[-1].name} has {len(several)} files: {several[-1].source} is the newest and counts, "
        f"not {', '.join(one.source for one in several[:-1])}. Are they two people? Then one needs another --name."
        for several in by_key.values()
        if len(several) > 1
    ]
    return sorted((several[-1] for several in by_key.values()), key=lambda one: one.key), said
