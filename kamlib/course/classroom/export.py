"""A reader's progress as one file for the trainer: the name they give, the company, and what was done in each lesson.

The file says its format and version, so that what is no such file is known. No path, no user name of the machine and
no account of a client is in it.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kamlib.course.exercise import lessons_with_exercises
from kamlib.course.record import Done, read_record, record_folder
from kamlib.course.standing import plan_in_words
from kamlib.course.workspace import default_workspace
from kamlib.tables.cache import atomic_path
from kamlib.tables.choice import CHOICE_FILE, WorkspaceChoice, read_choice

FORMAT, VERSION = "kamlib progress", 1
_LONGEST_NAME, _LARGEST = 80, 5_000_000
_JOINERS = "\u200c\u200d"  # some scripts need them inside a word


@dataclass(frozen=True)
class Student:
    """One reader's progress: the name, when it was written (ISO, UTC), on what, and what was done by lesson."""

    name: str
    written: str
    choice: WorkspaceChoice
    kamlib: str
    lessons: dict[str, Done]
    source: str

    @property
    def key(self) -> str:
        """What two files of one student have in common: the name, in whatever letters it was typed."""
        return unicodedata.normalize("NFKC", self.name).casefold()


def export_progress(workspace: Path | None, file: Path, name: str | None) -> None:
    """Write the progress of a workspace to `file` under `name`, whole or not at all, and say so.

    Without `name` the file's own is kept where it is written again. Raises ValueError where no name is known, or the
    file is another student's or no such file at all.
    """
    from kamlib.course.terminal import console

    home = find_own(workspace)
    if file.is_dir() or file.suffix.lower() != ".json":
        raise ValueError(f"{file} is no name for the file: give one that ends in .json, such as my-progress.json.")
    before = read_export(file) if file.exists() else None
    if name is None and before is None:
        raise ValueError("Your trainer has to know whose file it is: add --name and the name to write into it.")
    student = from_workspace(home, clean_name(name) if name is not None else before.name if before else "")
    if before is not None and before.key != student.key:
        raise ValueError(f"{file} holds the progress of {before.name} and is left as it is: give another file name.")
    with atomic_path(file) as temporary:
        temporary.write_text(json.dumps(_plain(student), indent=1, ensure_ascii=False), encoding="utf-8")
    said = f"Written for {student.name}: {file}. It holds tries, mistakes, hints, guesses and decisions on"
    console().print(f"{said} {student.choice.in_words()}; hand it to your trainer.", soft_wrap=True)


def find_own(workspace: Path | None) -> Path:
    """Return the folder of a workspace; a ValueError says where there is none."""
    home = (workspace or default_workspace()).expanduser()
    if not (home / CHOICE_FILE).is_file():
        where = f"{home} is no folder of lessons" if workspace else "There is no folder of lessons here"
        raise ValueError(f"{where}: `kam lab` makes one, and `kam progress FOLDER` looks at another.")
    return home.resolve()


def clean_name(name: str) -> str:
    """Return a name as one line without invisible letters; a ValueError where nothing is left.

    >>> clean_name("  Zoë  \\x1b[31m Ng\\n")
    'Zoë [31m Ng'
    """
    seen = "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in name)
    clean = unicodedata.normalize("NFC", " ".join(seen.split()))[:_LONGEST_NAME].strip()
    if not clean.strip(_JOINERS):
        raise ValueError(f"{name!r} is no name: give --name and letters one can read.")
    return clean


def from_workspace(home: Path, name: str) -> Student:
    """Return the progress of a workspace on the company it is about now."""
    choice = read_choice(home)
    lessons = {}
    for lesson in lessons_with_exercises():
        done = read_record(record_folder(home) / f"{lesson}.json")
        if done != Done():
            lessons[lesson] = done
    if choice.company.endswith(".toml"):
        choice = WorkspaceChoice(Path(choice.company).name)
        for done in lessons.values():
            done.decisions = [{**one, "plan": plan_in_words(one.get("plan"))} for one in done.decisions]
    records = [path.stat().st_mtime for path in record_folder(home).glob("[0-9]*.json")]
    when = datetime.fromtimestamp(max(records), UTC) if records else datetime.fromtimestamp(0, UTC)
    return Student(name, when.isoformat(timespec="seconds"), choice, _version(), lessons, home.name)


def read_export(file: Path) -> Student:
    """Return the progress in a file; a ValueError, in a sentence, where it is no such file."""
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError("it is larger than any such file")
        said = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise ValueError("it was not written by `kam progress --export`")
        if said.get("version") != VERSION:
            raise ValueError("it was written by another version of kamlib")
        texts = [said[field] for field in ("name", "written", "company", "seed", "kamlib")]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("a text in it is none")
        datetime.fromisoformat(texts[1]).astimezone(UTC)
        lessons = {str(lesson): Done.read(done) for lesson, done in said["lessons"].items()}
        name, company, made_by = (clean_name(texts[place]) for place in (0, 2, 4))
        choice = WorkspaceChoice(company, clean_name(texts[3]) if texts[3] else None)
    except OSError as error:
        raise ValueError(f"{file.name} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ValueError(f"{file.name} is not used: it is no text.") from None
    except json.JSONDecodeError:
        raise ValueError(f"{file.name} is not used: it is no whole JSON.") from None
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError(f"{file.name} is not used: something is missing in it.") from None
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{file.name} is not used: {str(error).rstrip('.')}.") from None
    return Student(name, texts[1], choice, made_by, lessons, file.name)


def _plain(student: Student) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": student.name,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "kamlib": student.kamlib,
        "company": student.choice.company,
        "seed": student.choice.seed or "",
        "lessons": {lesson: done.plain() for lesson, done in student.lessons.items()},
    }


def _version() -> str:
    try:
        return version("kamlib")
    except PackageNotFoundError:
        return "unknown"
