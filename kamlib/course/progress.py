"""What a reader has done: tries, mistakes, hints, guesses and decisions, kept in the workspace.

One small file a lesson, written whole or not at all, so that two open lessons never overwrite each other and a killed
kernel loses nothing that was answered. Every lesson uses it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kamlib.course.checking import Feedback
from kamlib.tables.cache import atomic_path
from kamlib.tables.choice import find_workspace

_EMPTY: dict[str, Any] = {"tries": 0, "passed": False, "mistakes": [], "hints": 0, "solution_seen": False}


@dataclass
class Progress:
    """A reader's record of one lesson; outside a workspace it lives only as long as the kernel."""

    lesson: str
    path: Path | None
    exercises: dict[str, dict[str, Any]] = field(default_factory=dict)
    guesses: dict[str, float] = field(default_factory=dict)
    decisions: list[dict[str, Any]] = field(default_factory=list)

    def record(self, number: str) -> dict[str, Any]:
        """Return the record of one exercise, fresh where there is none yet."""
        return self.exercises.setdefault(number, {**_EMPTY, "mistakes": []})

    def note_try(self, feedback: Feedback) -> None:
        """Count a try, unless nothing was handed in."""
        if feedback.stage in ("not done", "not possible"):
            return
        record = self.record(feedback.number)
        record["tries"] += 1
        record["passed"] = record["passed"] or feedback.passed
        record["last_tried"] = _now()
        if feedback.mistake is not None:
            record["mistakes"].append(feedback.mistake)
        self.save()

    def note_guess(self, number: str, value: float) -> None:
        """Keep a locked guess."""
        self.guesses[number] = value
        self.save()

    def note_decision(self, decision: dict[str, Any]) -> None:
        """Keep a decision with the day it was taken, for the re-appraisal."""
        self.decisions.append({"taken": _now(), **decision})
        self.save()

    def save(self) -> None:
        """Write the record into the workspace, whole or not at all."""
        if self.path is None:
            return
        kept = {"exercises": self.exercises, "guesses": self.guesses, "decisions": self.decisions}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_path(self.path) as temporary:
            temporary.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")

    def summary(self, numbers: list[str]) -> str:
        """Return in a sentence how many of these exercises are passed."""
        passed = sum(self.exercises.get(number, _EMPTY)["passed"] for number in numbers)
        return f"{passed} of {len(numbers)} exercises passed."


def open_progress(lesson: str, workspace: Path | None = None) -> Progress:
    """Return the reader's record of a lesson; an unreadable one is set aside beside it, never overwritten."""
    workspace = workspace or find_workspace()
    if workspace is None:
        return Progress(lesson, None)
    path = workspace / "progress" / f"{lesson}.json"
    if not path.exists():
        return Progress(lesson, path)
    try:
        return Progress(lesson, path, **json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        path.replace(path.with_name(f"{lesson}.unreadable-{datetime.now(UTC):%Y%m%d%H%M%S}.json"))
        return Progress(lesson, path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
