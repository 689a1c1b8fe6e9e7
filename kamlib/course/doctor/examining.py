"""All checks in the order they are told, and how they are printed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kamlib.course.doctor import installation, machine, places
from kamlib.course.doctor.check import FINE, LOOK, MEND, Check, look
from kamlib.course.terminal import console
from kamlib.course.workspace import default_workspace
from kamlib.tables.cache import cache_home

_STYLES = {FINE: "green", LOOK: "yellow", MEND: "bold red"}


def examine(workspace: Path | None = None) -> bool:
    """Print how this machine is, a line for each check; return whether nothing must be mended."""
    paper = console()
    checks = examination(workspace or default_workspace())
    for one in checks:
        paper.print(f"{one.state:<14}  ", style=_STYLES[one.state], end="")
        paper.print(f"{one.name}: {one.said}", soft_wrap=True)
    wanting = [one.name for one in checks if one.state == MEND]
    paper.print()
    if wanting:
        paper.print(f"The lessons will not run here until this is mended: {', '.join(wanting)}.", soft_wrap=True)
    else:
        hints = sum(one.state == LOOK for one in checks)
        also = f" {hints} of {len(checks)} lines are worth a look before a class." if hints else ""
        paper.print(f"The lessons run on this machine.{also}", soft_wrap=True)
    return not wanting


def examination(workspace: Path) -> list[Check]:
    """Return every check of this machine, for lessons in `workspace`; the kernel starts while the others are made."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        kernel = beside.submit(_safely, "kernel", installation.kernel)
        cache = cache_home()
        checks = [
            _safely("Python", machine.python),
            _safely("packages", installation.packages),
            _safely("JupyterLab", installation.jupyterlab),
            _safely("lessons", installation.lessons),
            _safely("data", installation.data),
            _safely("workspace", lambda: places.writable("workspace", workspace)),
            _safely("cache", lambda: places.writable("cache", cache)),
            _safely("disk", lambda: places.disk((workspace, cache))),
            _safely("kind of folder", lambda: places.synced(workspace)),
            _safely("memory", machine.memory),
            _safely("processors", machine.processors),
            _safely("port", places.port),
            _safely("proxy", machine.proxy),
            _safely("letters", machine.letters),
            _safely("clock", machine.clock),
            _safely("browser", installation.browser),
            _safely("fonts", installation.fonts),
        ]
        return [*checks[:3], kernel.result(), *checks[3:]]


def _safely(name: str, check: Callable[[], Check]) -> Check:
    """Return what a check says; one that breaks says so and stops no other."""
    try:
        return check()
    except Exception as error:
        return look(name, f"this could not be checked ({type(error).__name__}: {error}).")
