"""The reader's own folder of lessons: copied there once, upgraded while untouched, never written over.

A manifest keeps the fingerprint of every lesson as it was delivered, so that a copy the reader worked in is known and
left alone; a newer lesson is then put beside it. Used by `kam lab`; the reader meets it in lesson 00.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kamlib.tables.cache import atomic_path
from kamlib.tables.choice import CHOICE_FILE, WorkspaceChoice, find_workspace, read_choice, write_choice
from kamlib.tables.opendata import LEDGERS

KEPT = ".kamlib"  # what the workspace remembers, out of the reader's sight
_MANIFEST = "lessons.json"


@dataclass(frozen=True)
class Delivery:
    """What a copying of the lessons did, by file name; `offered` are new versions beside copies the reader changed."""

    copied: tuple[str, ...] = ()
    upgraded: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Say what was done, a line for each kind; empty when nothing was."""
        kinds = (
            ("Copied", self.copied, ""),
            ("Brought up to date", self.upgraded, ""),
            ("A newer version stands beside the one you changed", self.offered, " (yours is untouched)"),
        )
        return "\n".join(f"{what}: {', '.join(names)}{rest}." for what, names, rest in kinds if names)


@dataclass
class _Manifest:
    """Fingerprints of what was delivered, and of what was offered beside a changed copy, by file name."""

    delivered: dict[str, str] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, workspace: Path) -> _Manifest:
        try:
            said = json.loads((workspace / KEPT / _MANIFEST).read_text(encoding="utf-8"))
            return cls(dict(said["delivered"]), dict(said["offered"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()  # with nothing remembered every copy counts as the reader's, which is safe

    def write(self, workspace: Path) -> None:
        with atomic_path(workspace / KEPT / _MANIFEST) as temporary:
            temporary.write_text(json.dumps(vars(self), indent=1, sort_keys=True), encoding="utf-8")


def copy_lessons(workspace: Path, lessons: Path) -> Delivery:
    """Copy the notebooks of the folder `lessons` into `workspace`; leave every copy alone that the reader changed.

    Raises NotADirectoryError when `workspace` is a file, FileNotFoundError when `lessons` holds no notebook.
    """
    sources = _lessons(lessons)
    if not sources:
        raise FileNotFoundError(f"There are no lessons in {lessons}: install kamlib again.")
    _prepare(workspace)
    manifest = _Manifest.read(workspace)
    done: dict[str, list[str]] = {"copied": [], "upgraded": [], "offered": []}
    for source in sources:
        kind, name = _deliver(source.read_bytes(), workspace / source.name, manifest)
        if kind:
            done[kind].append(name)
            manifest.write(workspace)  # at once: who is killed between two lessons has forgotten none
    manifest.write(workspace)
    return Delivery(**{kind: tuple(names) for kind, names in done.items()})


def _deliver(content: bytes, target: Path, manifest: _Manifest) -> tuple[str, str]:
    """Bring one lesson to `target`; return what was done ("" for nothing) and the file it was done to."""
    name, new = target.name, _fingerprint(content)
    before = manifest.delivered.get(name)
    if not target.exists():
        kind = "copied"
    elif (present := _fingerprint(target.read_bytes())) == new:
        manifest.delivered[name] = new
        return "", name
    elif present == before:
        kind = "upgraded"
    elif new in (before, manifest.offered.get(name)):
        return "", name
    else:
        beside = _offered_before(target, content) or _free(target, "new")
        if not beside.exists():
            _write(beside, content)
        manifest.offered[name] = new
        return "offered", beside.name
    _write(target, content)
    manifest.delivered[name] = new
    return kind, name


def reset_lesson(workspace: Path, lesson: str, lessons: Path) -> tuple[Path, Path | None]:
    """Put the course's version of one lesson ("02" or its whole name) back.

    Return the file and, if the reader's copy differed, where that was moved to. Raises ValueError when there is no such
    lesson.
    """
    stem = lesson.removesuffix(".ipynb")
    known = {path.stem: path for path in _lessons(lessons)}
    source = next((path for name, path in known.items() if stem and (name == stem or name.split("_")[0] == stem)), None)
    if source is None:
        raise ValueError(f"There is no lesson {lesson!r}: the lessons are {', '.join(known)}.")
    content, target, kept = source.read_bytes(), workspace / source.name, None
    if target.exists() and target.read_bytes() != content:
        kept = target.rename(_free(target, "mine"))
    manifest = _Manifest.read(workspace)
    _write(target, content)
    manifest.delivered[target.name] = _fingerprint(content)
    manifest.write(workspace)
    return target, kept


def choose(
    workspace: Path,
    *,
    client: Path | None = None,
    seed: str | None = None,
    data: str | None = None,
    lock_solutions: bool | None = None,
) -> WorkspaceChoice:
    """Write what is asked for, the company or whether solutions are kept; return what the workspace is about now.

    Where nothing is asked, what was chosen before stands. Raises ValueError when more than one company is asked for or
    the open data set is unknown, FileNotFoundError when the client's mapping is not there, and OSError, in a sentence,
    for a folder that cannot be written.
    """
    if sum(asked is not None for asked in (client, seed, data)) > 1:
        raise ValueError("Choose one company: a client's mapping, open data, or a seed of the teaching company.")
    there = (workspace / CHOICE_FILE).is_file()
    before = read_choice(workspace) if there else WorkspaceChoice()
    locked = before.solutions_locked if lock_solutions is None else lock_solutions
    if client is not None:
        path = client.expanduser().resolve()
        if path.suffix != ".toml":
            raise ValueError(f"{client} is no mapping: give the .toml file that `kam intake` wrote for it.")
        if not path.is_file():
            raise FileNotFoundError(f"There is no file {path}: `kam intake FILE --out {path.name}` writes one.")
        choice = WorkspaceChoice(str(path), None, locked)
    elif data is not None:
        if data not in LEDGERS:
            raise ValueError(f"There is no open data set {data!r}: there are {', '.join(LEDGERS)}.")
        choice = WorkspaceChoice(data, None, locked)
    elif seed is not None:
        choice = WorkspaceChoice("larkfield", seed.strip() or None, locked)
    else:
        choice = replace(before, solutions_locked=locked)
    _prepare(workspace)
    if choice != before or not there:
        write_choice(workspace, choice)
    return choice


def _prepare(workspace: Path) -> None:
    """Make the folder; raise OSError, in a sentence, where lessons cannot be kept in it."""
    if workspace.exists() and not workspace.is_dir():
        raise NotADirectoryError(f"{workspace} is a file: give a folder for the lessons.")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=workspace):
            pass
    except OSError as error:
        raise OSError(f"Nothing can be written to {workspace} ({error.strerror}): give another folder.") from None


def default_workspace() -> Path:
    """Return the workspace around the present folder, else ~/kamlib-lessons, which may not be there yet."""
    return find_workspace() or Path.home() / "kamlib-lessons"


def first_lesson(workspace: Path) -> str:
    """Return the file name of the lesson to open first."""
    return next((path.name for path in sorted(workspace.glob("[0-9][0-9]_*.ipynb"))), "")


def _lessons(folder: Path) -> list[Path]:
    """Return the notebooks of a folder, in order; what a killed copying left begins with a dot and is none."""
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def _offered_before(target: Path, content: bytes) -> Path | None:
    """Return the file beside `target` that holds this version already, where an offer was cut short."""
    offers = (path for path in _lessons(target.parent) if path.name.startswith(f"{target.stem}.new"))
    return next((path for path in offers if path.read_bytes() == content), None)


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with atomic_path(path) as temporary:
        temporary.write_bytes(content)


def _free(path: Path, word: str) -> Path:
    """Return a path beside `path` that no file has: 02_x.new.ipynb, then 02_x.new-2.ipynb, and so on."""

    def names() -> Iterator[Path]:
        yield path.with_name(f"{path.stem}.{word}{path.suffix}")
        for number in range(2, 10_000):
            yield path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")

    return next(candidate for candidate in names() if not candidate.exists())
