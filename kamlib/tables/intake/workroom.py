"""A folder in the cache for what one intake makes on its way, removed when it ends and, if it was killed, by the next.

What stands in it are a client's rows: they may not outlive the work. A lock that the system lets go of when a process
dies tells a living one's folder from a dead one's. No lesson teaches it.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kamlib.tables.cache import cache_home

try:
    import fcntl
except ImportError:  # Windows: there an open file cannot be removed, which tells as much
    fcntl = None  # type: ignore[assignment]

_LOCK = "in_use"
_UNLOCKED = 60.0  # seconds; a folder without a lock is a process that has just begun, or died so
_HALF_WRITTEN = re.compile(r"\.[0-9a-f]{12}\..+")
_WRITTEN_BY_NOW = 600.0


@contextmanager
def workroom() -> Iterator[Path]:
    """Give an empty folder in the cache, on the same disk as what is kept; it is gone afterwards.

    What killed processes left there is removed first.
    """
    sweep()
    home = cache_home() / "work"
    while True:
        folder = home / uuid.uuid4().hex[:12]
        folder.mkdir(parents=True)
        lock = (folder / _LOCK).open("w", encoding="utf-8")
        if _locked(lock) and (folder / _LOCK).exists():
            break
        lock.close()
    try:
        yield folder
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what processes that were killed left in the cache."""
    for folder in (cache_home() / "work").glob("*"):
        if folder.is_dir() and _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)
    for place in (cache_home(), cache_home() / "clients", cache_home() / "clients" / "names"):
        for path in place.glob(".*"):
            if path.is_file() and _HALF_WRITTEN.fullmatch(path.name) and _age(path) > _WRITTEN_BY_NOW:
                path.unlink(missing_ok=True)


def _is_left(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("r+", encoding="utf-8") as lock:
            if fcntl is not None:
                return _locked(lock)
        (folder / _LOCK).unlink()
    except FileNotFoundError:
        return _age(folder) > _UNLOCKED
    except OSError:
        return False
    return True


def _locked(lock: IO[str]) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - os.stat(path).st_mtime
    except OSError:
        return 0.0
