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
# or the path of a mapping file ending in .toml. Changed by `kam lab --client FILE`, `--data NAME` or `--seed WORD`.
"""


@dataclass(frozen=True)
class WorkspaceChoice:
    """A company by its name or its mapping file, and the seed where it is the teaching company."""

    company: str = "larkfield"
    seed: str | None = None


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
    company, seed = said.get("company", "larkfield"), said.get("seed")
    if not isinstance(company, str) or not (seed is None or isinstance(seed, str)):
        raise ValueError(f'{path}: company and seed must be text in quotes, such as company = "larkfield".')
    if company.endswith(".toml"):
        company = str((workspace / Path(company).expanduser()).resolve())
    return WorkspaceChoice(company, seed or None)


def write_choice(workspace: Path, choice: WorkspaceChoice) -> Path:
    """Write `choice` as the workspace's own and return the file.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = write_choice(folder, WorkspaceChoice("larkfield", "class-42"))
    >>> read_choice(folder)
    WorkspaceChoice(company='larkfield', seed='class-42')
    """
    lines = [f"company = {_quoted(choice.company)}"]
    if choice.seed:
        lines.append(f"seed = {_quoted(choice.seed)}")
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
