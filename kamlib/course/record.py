"""What a reader has done: tries, mistakes, hints, guesses and decisions, kept in the workspace.

One small file a lesson and company, since another company has other numbers. Every note reads the file again and adds
to what stands there, one process at a time, so that two open kernels lose nothing of each other; it is written whole or
not at all, so that a killed kernel loses nothing that was answered. Every lesson uses it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamlib.tables.cache import alone, atomic_path
from kamlib.tables.choice import WorkspaceChoice, find_workspace, read_choice

if TYPE_CHECKING:
    from kamlib.course.checking import Feedback

_MOST = 1_000_000  # no honest count is larger


@dataclass
class Tried:
    """What was done at one exercise; `mistakes` are those recognised, counted from 1, one for each try that made one."""

    tries: int = 0
    passed: bool = False
    mistakes: list[int] = field(default_factory=list)
    hints: int = 0
    solution_seen: bool = False
    last_tried: str = ""


@dataclass
class Done:
    """What a reader did in one lesson: exercises and locked guesses by number, and decisions in the order taken."""

    exercises: dict[str, Tried] = field(default_factory=dict)
    guesses: dict[str, float] = field(default_factory=dict)
    decisions: list[dict[str, Any]] = field(default_factory=list)

    def of(self, number: str) -> Tried:
        """Return what was done at one exercise; nothing where it was never tried."""
        return self.exercises.get(number, Tried())

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)

    @classmethod
    def read(cls, said: Any) -> Done:
        """Return what JSON says was done; a ValueError where that is no such record."""
        try:
            done = cls(
                {str(number): _tried(one) for number, one in said["exercises"].items()},
                {str(number): _number(value) for number, value in said["guesses"].items()},
                [dict(one) for one in said["decisions"]],
            )
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
            raise ValueError("it is no record of a lesson.") from None
        return done

    @property
    def last(self) -> str:
        """When an exercise was last tried or a decision last taken; empty where neither was."""
        taken = [str(one.get("taken", "")) for one in self.decisions]
        return max([*(one.last_tried for one in self.exercises.values()), *taken], default="")


@dataclass
class Progress:
    """A reader's record of one lesson; outside a workspace it lives only as long as the kernel.

    `trouble` is a sentence where it could not be written.
    """

    lesson: str
    path: Path | None
    done: Done = field(default_factory=Done)
    trouble: str = ""
    _waiting: list[Callable[[Done], Any]] = field(default_factory=list, repr=False)

    def note_try(self, feedback: Feedback) -> None:
        """Count a try, unless nothing was handed in."""
        if feedback.stage in ("not done", "not possible"):
            return

        def add(done: Done) -> None:
            tried = done.exercises.setdefault(feedback.number, Tried())
            tried.tries += 1
            tried.passed = tried.passed or feedback.passed
            tried.last_tried = _now()
            if feedback.mistake is not None:
                tried.mistakes.append(feedback.mistake)

        self._add(add)

    def note_hint(self, number: str, most: int) -> int:
        """Count one more hint seen, of `most` there are, and return which one it is."""

        def add(done: Done) -> None:
            tried = done.exercises.setdefault(number, Tried())
            tried.hints = min(tried.hints + 1, most)

        self._add(add)
        return self.done.of(number).hints

    def note_solution(self, number: str) -> None:
        """Keep that the solution was looked at."""
        self._add(lambda done: setattr(done.exercises.setdefault(number, Tried()), "solution_seen", True))

    def note_guess(self, number: str, value: float) -> None:
        """Keep a locked guess; the first one stands."""
        self._add(lambda done: done.guesses.setdefault(number, value))

    def note_decision(self, decision: dict[str, Any]) -> None:
        """Keep a decision with the day it was taken, for the re-appraisal."""
        self._add(lambda done: done.decisions.append({"taken": _now(), **decision}))

    def refresh(self) -> Done:
        """Return what stands in the workspace now, also from another kernel."""
        if self.path is not None and not self._waiting:
            try:
                self.done = _read(self.path)
            except OSError as error:
                self._complain(error)
        return self.done

    def _add(self, add: Callable[[Done], Any]) -> None:
        """Add to what stands in the file; where that cannot be written, keep it and try again with the next."""
        if self.path is None:
            add(self.done)
            return
        self._waiting.append(add)
        try:
            with alone(self.path):
                fresh = _read(self.path)
                for waiting in self._waiting:
                    waiting(fresh)
                with atomic_path(self.path) as temporary:
                    text = json.dumps(fresh.plain(), indent=1, ensure_ascii=False, default=str)
                    temporary.write_text(text, encoding="utf-8")
            self.done, self.trouble = fresh, ""
            self._waiting.clear()
        except OSError as error:
            add(self.done)
            self._complain(error)

    def _complain(self, error: OSError) -> None:
        where = self.path.parent if self.path else "this folder"
        self.trouble = f"Your progress could not be kept in {where} ({error.strerror}): may you write there?"


def open_progress(lesson: str, workspace: Path | None = None) -> Progress:
    """Return the reader's record of a lesson; an unreadable one is set aside beside it, never overwritten."""
    workspace = workspace or find_workspace()
    if workspace is None:
        return Progress(lesson, None)
    progress = Progress(lesson, record_folder(workspace) / f"{lesson}.json")
    progress.refresh()
    return progress


def record_folder(workspace: Path) -> Path:
    """Return the folder of the records on the company that the workspace is about now.

    >>> import tempfile
    >>> from kamlib.tables.choice import write_choice
    >>> here = Path(tempfile.mkdtemp())
    >>> _ = write_choice(here, WorkspaceChoice("larkfield", "class-42"))
    >>> record_folder(here).relative_to(here).as_posix()
    'progress/seed-class-42'
    """
    choice = read_choice(workspace)
    folder = workspace / "progress"
    if replace(choice, solutions_locked=False) == WorkspaceChoice():
        return folder
    whole = f"seed-{choice.seed}" if choice.seed else choice.company
    name = re.sub(r"[^\w-]+", "-", Path(whole).stem if choice.company.endswith(".toml") else whole).strip("-").lower()
    # Two clients may both be called client.toml, and seeds may differ in what a file name cannot hold.
    return folder / (name if name == whole else f"{name[:40]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}")


def read_record(path: Path) -> Done:
    """Return the record in a file, nothing where there is none; a ValueError, in a sentence, for an unreadable one."""
    try:
        return Done.read(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Done()
    except (ValueError, RecursionError):
        raise ValueError(f"{path} cannot be read: it is no whole record of a lesson.") from None


def _read(path: Path) -> Done:
    try:
        return read_record(path)
    except ValueError:
        path.replace(path.with_name(f"{path.stem}.unreadable-{datetime.now(UTC):%Y%m%d%H%M%S%f}.json"))
        return Done()


def _tried(said: Any) -> Tried:
    known = {one.name for one in fields(Tried)}
    tried = Tried(**{name: value for name, value in said.items() if name in known})
    counts = [tried.tries, tried.hints, *tried.mistakes]
    if not all(type(count) is int and 0 <= count <= _MOST for count in counts):
        raise ValueError("a count is none.")
    if not (type(tried.passed) is bool and type(tried.solution_seen) is bool and type(tried.last_tried) is str):
        raise ValueError("a field is of another kind.")
    tried.mistakes = list(tried.mistakes)
    return tried


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a guess is a number.")
    return float(value)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
