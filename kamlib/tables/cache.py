"""Where files that can be made again are kept, and how a file is written so that nobody ever reads half of it.

Two folders. `cache_home` holds what kamlib made (clean Parquet, DuckDB's spill files); `data_home` holds the open data
it fetched. Both may be moved by an environment variable. Used from lesson 00 on; no lesson teaches it.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

CACHE_VARIABLE = "KAMLIB_CACHE_HOME"
DATA_VARIABLE = "KAMLIB_DATA_HOME"
_LEFT_AFTER = 3600  # seconds after which nobody writes on at a temporary file


def cache_home() -> Path:
    """Return the folder of what kamlib can make again, from `KAMLIB_CACHE_HOME` or this machine's cache folder.

    >>> import os
    >>> cache_home() == Path(os.environ.get("KAMLIB_CACHE_HOME", cache_home()))
    True
    """
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named).expanduser().resolve()
    return platformdirs.user_cache_path("kamlib")


def data_home() -> Path:
    """Return the folder of open data: `KAMLIB_DATA_HOME`, else the folder `data` in the cache."""
    named = os.environ.get(DATA_VARIABLE)
    return Path(named).expanduser().resolve() if named else cache_home() / "data"


@contextmanager
def atomic_path(path: str | Path) -> Iterator[Path]:
    """Give a temporary path beside `path` (same ending); move it onto `path` on success, remove it on failure.

    What is written there may be a file or a folder. Two processes may write the same `path`: the last one wins, and a
    reader sees the old content or the new, never a mixture. What a killed process left is removed an hour later, by
    the next that writes the same `path`; its name begins with a dot, so no list of ours has it.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "orders.parquet"
    >>> with atomic_path(target) as path:
    ...     _ = path.write_text("all of it")
    >>> target.read_text()
    'all of it'
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_left(target)
    temporary = target.with_name(f".{uuid.uuid4().hex[:12]}.{target.name}")
    try:
        yield temporary
        if temporary.is_dir() and target.is_dir():
            _replace_folder(temporary, target)
        else:
            os.replace(temporary, target)
    finally:
        _remove(temporary)


def _replace_folder(temporary: Path, target: Path) -> None:
    # A folder that holds files cannot be renamed over; the old one steps aside first.
    old = target.with_name(f".{uuid.uuid4().hex[:12]}.was.{target.name}")
    os.replace(target, old)
    os.replace(temporary, target)
    _remove(old)


def _remove_left(target: Path) -> None:
    # Killed between its two renames, a folder's writer left nothing under the name: the old one steps back.
    if not target.exists():
        for old in target.parent.glob(f".????????????.was.{glob.escape(target.name)}"):
            os.replace(old, target)
            break
    # Whoever still writes one touches it more often than once an hour; only the dead leave one longer.
    mine = re.compile(r"\.[0-9a-f]{12}\.(was\.)?" + re.escape(target.name))
    for entry in os.scandir(target.parent):
        if mine.fullmatch(entry.name):
            with suppress(OSError):
                if time.time() - entry.stat().st_mtime > _LEFT_AFTER:
                    _remove(Path(entry.path))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def alone(path: str | Path) -> Iterator[None]:
    """Let one process at a time into the block, for all that name the same `path`; the file ".`name`.lock" holds the place.

    The system frees the place when its holder is killed. Where a file system knows no locks, all are let in.

    >>> import tempfile
    >>> with alone(Path(tempfile.mkdtemp()) / "02.json"):
    ...     "nobody else"
    'nobody else'
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(f".{target.name}.lock").open("ab") as place:
        with suppress(OSError):
            _wait_for(place.fileno())
        yield


def _wait_for(number: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX)
