"""The machine itself: Python, memory, processors, proxy, console and clock."""

from __future__ import annotations

import os
import platform
import sys
import time
import urllib.request
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from kamlib.course.doctor.check import Check, fine, look, mend

LEAST_MEMORY, GOOD_MEMORY = 1.0, 4.0  # GB: one lesson with its kernel and a browser; several of them
_A_DAY = 86_400
_WRITTEN = 1_767_225_600  # 1 January 2026; some installers give every file a day long past


def python() -> Check:
    """Check the Python version against the one that kamlib asks for."""
    here = platform.python_version()
    try:
        wanted = metadata("kamlib")["Requires-Python"] or ">=3.11"
    except PackageNotFoundError:
        wanted = ">=3.11"
    from packaging.specifiers import SpecifierSet

    if not SpecifierSet(wanted).contains(here, prereleases=True):
        return mend("Python", f"{here} is here and {wanted} is wanted: install a newer Python and kamlib in it.")
    if sys.maxsize < 2**32:
        return look("Python", f"{here} is a 32-bit one, for which many packages are not made: install a 64-bit Python.")
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return look("Python", f"{here}; every start is slow until the variable PYTHONDONTWRITEBYTECODE is unset.")
    return fine("Python", f"{here}, in {sys.prefix}.")


def memory() -> Check:
    """Check how much memory there is, and how much of it is free."""
    import psutil

    known = psutil.virtual_memory()
    total = min(known.total, _limit() or known.total) / 1e9
    free = min(known.available / 1e9, total)
    said = f"{total:.1f} GB, {free:.1f} GB of them free"
    if total < LEAST_MEMORY:
        return mend("memory", f"{said}; a lesson wants {LEAST_MEMORY:g} GB: use a larger machine.")
    if total < GOOD_MEMORY or free < LEAST_MEMORY:
        return look(
            "memory", f"{said}; {GOOD_MEMORY:g} GB are comfortable: close other programs, open one lesson at a time."
        )
    return fine("memory", f"{said}.")


def processors() -> Check:
    """Check how many processors this process may use."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count < 2:
        return look("processors", "one; moving pictures will be slow: close other programs.")
    return fine("processors", f"{count}.")


def proxy() -> Check:
    """Check that no proxy setting sends this machine's talk with itself elsewhere."""
    found = urllib.request.getproxies()
    if not any(found.get(kind) for kind in ("http", "https", "all")):
        return fine("proxy", "none.")
    astray = [host for host in ("127.0.0.1", "localhost") if not urllib.request.proxy_bypass(host)]
    if astray:
        return look(
            "proxy",
            "one is set for this machine itself too: set NO_PROXY=localhost,127.0.0.1 or JupyterLab may not open.",
        )
    return fine("proxy", "one is set, and it leaves this machine's talk with itself alone.")


def letters() -> Check:
    """Check that the console and files read letters of any script."""
    console = (getattr(sys.stdout, "encoding", None) or "unknown").lower().replace("_", "-")
    if console.replace("-", "") not in ("utf8", "utf8sig", "cp65001"):
        return look(
            "letters",
            f"this console knows only those of {console}: set the variable PYTHONUTF8=1, or names may show as ?.",
        )
    return fine("letters", "the console shows those of any script.")


def clock() -> Check:
    """Check that the clock is not behind the day kamlib was installed, and not years ahead of it."""
    now, installed = time.time(), max(Path(__file__).stat().st_mtime, _WRITTEN)
    today = f"{datetime.fromtimestamp(now, UTC).astimezone():%d %B %Y, %H:%M}".lstrip("0")
    wrong = "set the clock, or the newest of two records cannot be told"
    if now < installed - _A_DAY:
        return look("clock", f"it says {today}, which is before kamlib was installed: {wrong}.")
    if now > installed + 20 * 365 * _A_DAY:
        return look("clock", f"it says {today}, twenty years after kamlib was installed: {wrong}.")
    return fine("clock", f"{today}.")


def _limit() -> int | None:
    """Return the memory a container is allowed, in bytes; None where there is no limit."""
    for path in (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")):
        if path.is_file() and (said := path.read_text().strip()).isdecimal():
            return int(said)
    return None
