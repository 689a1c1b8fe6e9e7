"""JupyterLab on the reader's workspace: started, announced, and stopped cleanly.

It runs with this very Python, whatever other kernels the machine has, and asks the reader nothing. Behind `kam lab`.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from kamlib.course.workspace import KEPT, choose, copy_lessons, default_workspace, first_lesson, reset_lesson
from kamlib.tables.cache import atomic_path

DEFAULT_PORT = 8888
_PATIENCE = 120  # seconds a slow machine may take to start
_OVERRIDES = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


@dataclass(frozen=True)
class Lab:
    """A JupyterLab under way: its process, where it listens, and the token that lets one in."""

    process: subprocess.Popen[bytes]
    port: int
    token: str

    def address(self, notebook: str = "") -> str:
        """Return the address that opens JupyterLab, at `notebook` when one is named."""
        tree = f"/tree/{quote(notebook)}" if notebook else ""
        return f"http://127.0.0.1:{self.port}/lab{tree}?token={self.token}"


def open_lab(
    workspace: Path | None = None,
    client: Path | None = None,
    seed: str | None = None,
    data: str | None = None,
    reset: str | None = None,
    browser: bool = True,
    port: int | None = None,
    lock_solutions: bool | None = None,
) -> None:
    """Bring the lessons to `workspace`, start JupyterLab there, and stay until it ends or Ctrl-C is pressed.

    Without `workspace`: the workspace around the present folder, else ~/kamlib-lessons. `client` (a mapping file),
    `seed` or `data` choose the company anew; `reset` puts one lesson back as the course has it; `lock_solutions` keeps
    the solutions from a class, or gives them back. Raises ValueError or OSError, in a sentence, before anything starts.
    """
    from kamlib.tables.resources import notebooks_dir

    home = (workspace or default_workspace()).expanduser().resolve()
    choice = choose(home, client=client, seed=seed, data=data, lock_solutions=lock_solutions)
    delivery = copy_lessons(home, notebooks_dir())
    print(f"Your lessons are in {home}.")
    if words := delivery.in_words():
        print(words)
    if reset:
        lesson, yours = reset_lesson(home, reset, notebooks_dir())
        print(f"{lesson.name} is as it was" + (f"; yours is kept as {yours.name}." if yours else "."))
    print(f"They are about {choice.in_words()}.")
    if choice.solutions_locked:
        print("The solutions are locked: `kam lab --unlock-solutions` gives them back.")
    elif lock_solutions is False:
        print("The solutions are not locked.")
    try:
        with running(home, port=port) as lab:
            address = lab.address(first_lesson(home))
            print(f"JupyterLab: {address}\nCtrl-C here stops it.", flush=True)
            if browser:
                webbrowser.open(address)
            lab.process.wait()
    except KeyboardInterrupt:
        print("\nJupyterLab has stopped.")


@contextmanager
def running(
    workspace: Path, *, port: int | None = None, flags: tuple[str, ...] = (), variables: Mapping[str, str] | None = None
) -> Iterator[Lab]:
    """Run JupyterLab on `workspace` inside a `with` block, and stop it however the block ends.

    `flags` and `variables` are added to the command and its environment. Raises ValueError when the port is taken and
    RuntimeError when JupyterLab does not start. A request to terminate us arrives in the block as Ctrl-C does.
    """
    kept = workspace / KEPT / "jupyter"
    _write_settings(kept)
    token, log = secrets.token_hex(24), kept / "jupyterlab.log"
    environment = {**os.environ, **(variables or {}), "JUPYTER_TOKEN": token}
    # First on the path, so that no kernel of another Python on this machine goes by the same name.
    environment["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(kept), os.environ.get("JUPYTER_PATH"))))
    before = signal.signal(signal.SIGTERM, _interrupt)
    lab = None
    try:
        for candidates in ((DEFAULT_PORT, 0), (0,), (0,)) if port is None else ((port,),):
            chosen = _free_port(candidates)
            command = [*_command(workspace, chosen, kept), *flags]
            with log.open("wb") as output:
                process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
            lab = Lab(process, chosen, token)
            if _answers(lab):
                break
            if b"could not be started because" not in log.read_bytes():  # another program took the port in the meantime
                raise RuntimeError(f"JupyterLab did not start; what it said is in {log}.")
            _stop(process)
        else:
            raise RuntimeError(f"JupyterLab found no free port; what it said is in {log}.")
        yield lab
    finally:
        signal.signal(signal.SIGTERM, before)
        if lab is not None:
            _stop(lab.process)


def _command(workspace: Path, port: int, kept: Path) -> list[str]:
    """Return the command that starts JupyterLab: on this machine only, without news, prompts or an extension shop."""
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        *root,
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={workspace}",
        "--ServerApp.answer_yes=True",
        "--ServerApp.log_level=WARN",
        "--LabApp.extension_manager=readonly",
        "--LabApp.news_url=None",
        f"--LabApp.app_settings_dir={kept / 'settings'}",
    ]


def _write_settings(kept: Path) -> None:
    """Write a kernel that is this Python, and settings under which JupyterLab asks nothing."""
    from ipykernel.kernelspec import RESOURCES, get_kernel_dict

    kernel = kept / "kernels" / "python3"
    specification = kernel / "kernel.json"
    if not specification.exists():  # it is written last, so where it is the pictures are whole
        shutil.copytree(RESOURCES, kernel, dirs_exist_ok=True)
    for path, content in ((specification, get_kernel_dict()), (kept / "settings" / "overrides.json", _OVERRIDES)):
        with atomic_path(path) as temporary:
            temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _free_port(ports: tuple[int, ...]) -> int:
    """Return the first of `ports` that is free; 0 stands for any that is."""
    for port in ports:
        with socket.socket() as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
            return int(probe.getsockname()[1])
    raise ValueError(f"Port {ports[0]} cannot be used: another program has it, or it is no port. Leave --port out.")


def _answers(lab: Lab) -> bool:
    """Wait until JupyterLab answers; return False when it ends instead, or takes too long."""
    question = urllib.request.Request(
        f"http://127.0.0.1:{lab.port}/api/status", headers={"Authorization": f"token {lab.token}"}
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and lab.process.poll() is None:
        try:
            with direct.open(question, timeout=5):
                return True
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    return False


def _interrupt(signal_number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End JupyterLab, its kernels first; by force when it does not listen."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
