"""What is installed: packages at the versions asked for, JupyterLab, a kernel that answers, lessons, data, a browser.

What is wanted is read from the metadata of what is installed, so that no list here can go stale.
"""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.course.doctor.check import Check, fine, look, mend

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_FIRST_WORDS = "import kamlib.course.session"  # what every lesson imports; the server alone takes seconds
_PATIENCE = 30  # seconds a slow machine may take to start a kernel
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_MEND = "install kamlib again (`uv sync`, or `pip install --upgrade kamlib`)"


def packages() -> Check:
    """Check that every package kamlib needs is there, at a version it can use; and what those need in turn."""
    try:
        wanted = list(_needs("kamlib"))
    except importlib.metadata.PackageNotFoundError:
        return look("packages", "kamlib itself is not installed in this Python, so what it needs is not known.")
    wrong: list[str] = []
    others: list[str] = []
    seen = {"kamlib"}
    queue = [(requirement, True) for requirement in wanted]
    while queue:
        requirement, direct = queue.pop()
        try:
            here = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(here, prereleases=True):
            (wrong if direct else others).append(f"{requirement.name} is {here} and {requirement.specifier} is wanted")
        if requirement.name not in seen:
            seen.add(requirement.name)
            queue += [(further, False) for further in _needs(requirement.name)]
    if wrong:
        return mend("packages", f"{'; '.join(sorted(set(wrong)))}: {_MEND}.")
    if others:
        return look("packages", f"{'; '.join(sorted(set(others)))}: {_MEND}.")
    return fine(
        "packages", f"all {len(wanted)} that kamlib asks for, and the {len(seen) - 1 - len(wanted)} behind them."
    )


def _needs(name: str) -> Iterator[Requirement]:
    """Yield what an installed package needs on this machine, without its extras."""
    from packaging.requirements import Requirement

    for line in importlib.metadata.requires(name) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def jupyterlab() -> Check:
    """Check that JupyterLab and its pages are there, without starting it."""
    from importlib.util import find_spec

    missing = [name for name in ("jupyterlab", "jupyter_server", "ipykernel") if find_spec(name) is None]
    if missing:
        return mend("JupyterLab", f"{', '.join(missing)} cannot be found: {_MEND}.")
    pages = Path(sys.prefix) / "share" / "jupyter" / "lab" / "static" / "index.html"
    if not pages.is_file():
        return look("JupyterLab", f"its pages are not in {pages.parent}: if it does not open, {_MEND}.")
    widgets = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    unseen = [name for name in ("@jupyter-widgets", "anywidget") if not (widgets / name).is_dir()]
    if unseen:
        return mend("JupyterLab", f"it cannot show moving pictures ({', '.join(unseen)} is missing): {_MEND}.")
    return fine("JupyterLab", f"{importlib.metadata.version('jupyterlab')}, with what moving pictures need.")


def kernel() -> Check:
    """Check that a kernel of this Python starts, answers, and imports what every lesson does."""
    import asyncio

    return asyncio.run(_ask_a_kernel())


async def _ask_a_kernel() -> Check:
    from jupyter_client.manager import AsyncKernelManager

    manager = AsyncKernelManager(kernel_name="python3")
    manager.kernel_spec_manager.kernel_dirs = []  # this very Python, as `kam lab` runs it, and no other by that name
    await manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    try:
        client.start_channels()
        await client.wait_for_ready(timeout=_PATIENCE)
        said = await client.execute_interactive(_FIRST_WORDS, timeout=_PATIENCE, output_hook=lambda _: None)
        if said["content"]["status"] != "ok":
            why = said["content"].get("evalue", "")
            return mend("kernel", f"it starts, but what a lesson needs cannot be imported ({why}): {_MEND}.")
        return fine("kernel", "one of this Python starts, answers, and imports what a lesson needs.")
    except (RuntimeError, TimeoutError) as error:
        why = f"none answers within {_PATIENCE} seconds ({error})"
        return mend("kernel", f"{why}: ask who keeps this machine's firewall, or {_MEND}.")
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


def lessons() -> Check:
    """Check that the notebooks are there and each can be read."""
    from kamlib.tables.resources import notebooks_dir

    try:
        found = sorted(path for path in notebooks_dir().glob("*.ipynb") if not path.name.startswith("."))
        broken = [path.name for path in found if not _is_notebook(path)]
    except OSError as error:
        return mend("lessons", f"{str(error).rstrip('.')}.")
    if broken or not found:
        what = f"{', '.join(broken)} cannot be read" if broken else "there is none"
        return mend("lessons", f"{what}: {_MEND}.")
    return fine("lessons", f"{len(found)}, all can be read.")


def data() -> Check:
    """Check that the teaching company's tables are there, whole, and open."""
    from kamlib.tables.resources import data_dir

    try:
        files = sorted((data_dir() / "larkfield").rglob("*.csv"))
        cut = [path.name for path in files if not path.read_bytes().endswith(b"\n")]
        if cut:
            return mend("data", f"{', '.join(cut)} is cut short: {_MEND}.")
        from kamlib.tables import larkfield

        tables = {**larkfield.read_shipped(), **larkfield.read_shipped_truth()}
    except ImportError as error:
        return mend("data", f"{error}: {_MEND}.")
    except (OSError, ValueError, KeyError) as error:
        return mend("data", f"the teaching company does not open ({str(error).splitlines()[0].rstrip('.')}): {_MEND}.")
    empty = [name for name, table in tables.items() if table.empty]
    if empty:
        return mend("data", f"there is no row in {', '.join(empty)}: {_MEND}.")
    return fine("data", f"the teaching company opens: {len(files)} files, {sum(map(len, tables.values())):,} rows.")


def browser() -> Check:
    """Check for a Chromium, which prints a report as PDF; everything else does without."""
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    found = found or next((path for path in _BROWSER_PLACES if Path(path).is_file()), None)
    if found is None:
        return look(
            "browser", "no Chromium, Chrome or Edge was found: all works but `kam report --pdf`; print from another."
        )
    return fine("browser", f"{found} can print a report as PDF.")


def fonts() -> Check:
    """Check for fonts of other scripts, for names of customers in pictures."""
    from kamlib.figures.house import families

    further = families()[1:]
    if not further:
        return look(
            "fonts", "pictures show Latin, Greek and Cyrillic letters only: install a Noto Sans font for other names."
        )
    return fine("fonts", f"pictures can use {', '.join(further[:3])}{' and others' if len(further) > 3 else ''}.")


def _is_notebook(path: Path) -> bool:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return said["nbformat"] == 4 and bool(said["cells"])
    except (ValueError, KeyError, TypeError):
        return False
