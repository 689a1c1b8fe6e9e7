"""Where files that can be made again are kept, and how a file is written so that nobody ever reads half of it.

Two folders. `cache_home` holds what kamlib made (clean Parquet, DuckDB's spill files); `data_home` holds the open data
it fetched. Both may be moved by an environment variable. Used from lesson 00 on; no lesson teaches it.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

CACHE_VARIABLE = "KAMLIB_CACHE_HOME"
DATA_VARIABLE = "KAMLIB_DATA_HOME"


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
    reader sees the old content or the new, never a mixture.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "orders.parquet"
    >>> with atomic_path(target) as path:
    ...     _ = path.write_text("all of it")
    >>> target.read_text()
    'all of it'
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
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
    old = target.with_name(f".{uuid.uuid4().hex[:12]}.{target.name}")
    os.replace(target, old)
    os.replace(temporary, target)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
