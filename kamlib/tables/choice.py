"""The company a workspace's lessons are about: kept in the file workspace.toml, so that no lesson holds a path.

`kam lab` writes it, `kamlib.load()` reads it. Taught in lesson 00.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kamlib.tables.cache import atomic_path

CHOICE_FILE = "workspace.toml"
_HEAD = """# The company that the lessons in this folder are about: "larkfield", the name of an open data set,
# or the path of a mapping file ending in .toml. Changed by `kam lab --client FILE`, `--data NAME` or `--seed WORD`;
# whether a trainer keeps the solutions, by `kam lab --lock-solutions` or `--unlock-solutions`.
"""


@dataclass(frozen=True)
class WorkspaceChoice:
    """A company by its name or its mapping file, the seed of the teaching company, and whether solutions are kept."""

    company: str = "larkfield"
    seed: str | None = None
    solutions_locked: bool = False

    def in_words(self) -> str:
        """Say which company it is, without the path of a client's file.

        >>> WorkspaceChoice(seed="class-42").in_words()
        "Larkfield Floors, the teaching company, with the numbers of 'class-42'"
        """
        if self.company.endswith(".toml"):
            return f"the client of {Path(self.company).name}"
        if self.company != "larkfield":
            return f"the open data {self.company}"
        return "Larkfield Floors, the teaching company" + (f", with the numbers of {self.seed!r}" if self.seed else "")


def find_workspace(start: Path | None = None) -> Path | None:
    """Return the nearest folder, from `start` (default: here) upwards, that is a workspace, or None."""
    here = (start or Path.cwd()).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / CHOICE_FILE).is_file()), None)


def read_choice(workspace: Path) -> WorkspaceChoice:
    """Return what the workspace chose; a mapping file's path comes back whole.

    Raises ValueError, in a sentence, when workspace.toml cannot be read as one.
    """
    path = workspace / CHOICE_FILE
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read ({error}): mend it, or delete it and run `kam lab` again.") from None
    company, seed, locked = said.get("company", "larkfield"), said.get("seed"), said.get("lock_solutions", False)
    if not isinstance(company, str) or not (seed is None or isinstance(seed, str)):
        raise ValueError(f'{path}: company and seed must be text in quotes, such as company = "larkfield".')
    if not isinstance(locked, bool):
        raise ValueError(f"{path}: lock_solutions is true or false, without quotes.")
    if company.endswith(".toml"):
        company = str((workspace / Path(company).expanduser()).resolve())
    return WorkspaceChoice(company, seed or None, locked)


def write_choice(workspace: Path, choice: WorkspaceChoice) -> Path:
    """Write `choice` as the workspace's own and return the file.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = write_choice(folder, WorkspaceChoice("larkfield", "class-42"))
    >>> read_choice(folder)
    WorkspaceChoice(company='larkfield', seed='class-42', solutions_locked=False)
    """
    lines = [f"company = {_quoted(choice.company)}"]
    if choice.seed:
        lines.append(f"seed = {_quoted(choice.seed)}")
    if choice.solutions_locked:
        lines.append("lock_solutions = true")
    path = workspace / CHOICE_FILE
    with atomic_path(path) as temporary:
        temporary.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for one character that TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def chosen() -> tuple[str | None, str | None]:
    """Return the company and the seed that the workspace around the present folder chose; nothing outside of one."""
    workspace = find_workspace()
    if workspace is None:
        return None, None
    choice = read_choice(workspace)
    return choice.company, choice.seed
