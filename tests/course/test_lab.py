"""JupyterLab as `kam lab` runs it: this Python, this machine only, no questions, a clean end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from kamlib.course.lab import running

PROGRAM = """
import sys
from pathlib import Path
from unittest.mock import patch
from kamlib.course.lab import open_lab
with patch("kamlib.tables.resources.notebooks_dir", lambda: Path(sys.argv[1])):
    open_lab(Path(sys.argv[2]), seed="class-42", browser=False)
"""


@pytest.fixture
def own(tmp_path):
    return {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
    }


def ask(lab, path, token=None):
    request = urllib.request.Request(
        f"http://127.0.0.1:{lab.port}{path}", headers={"Authorization": f"token {token or lab.token}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_it_runs_this_python_for_who_has_the_token_and_ends(tmp_path, own):
    other = tmp_path / "other" / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text('{"argv": ["another-python"], "display_name": "Another", "language": "python"}')
    with running(tmp_path, variables={**own, "JUPYTER_DATA_DIR": str(tmp_path / "other")}) as lab:
        specification = ask(lab, "/api/kernelspecs/python3")
        assert specification["spec"]["argv"][0] == sys.executable
        assert "tree/02%20x.ipynb?token=" in lab.address("02 x.ipynb")
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(lab, "/api/contents", token="wrong")
        assert refused.value.code == 403
        refused.value.close()
        settings = ask(lab, "/lab/api/settings/@jupyterlab/apputils-extension:notification")
        assert settings["settings"] == {"fetchNews": "false", "checkForUpdates": False} or (
            settings["schema"]["properties"]["fetchNews"]["default"] == "false"
            and settings["schema"]["properties"]["checkForUpdates"]["default"] is False
        )
        process = lab.process
    assert process.poll() is not None


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with (
            pytest.raises(ValueError, match=f"Port {taken.getsockname()[1]} cannot be used"),
            running(tmp_path, port=taken.getsockname()[1]),
        ):
            pass


def test_one_that_does_not_start_says_where_its_words_are(tmp_path, own):
    with (
        pytest.raises(RuntimeError, match=r"jupyterlab\.log"),
        running(tmp_path, flags=("--no-such-flag=1",), variables=own),
    ):
        pass


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_whole_command_brings_the_lessons_says_the_address_and_stops(tmp_path, own, number):
    course = tmp_path / "course"
    course.mkdir()
    (course / "00_start_here.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    mine = tmp_path / "mine"
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(course), str(mine)],
        stdout=subprocess.PIPE,
        env={**os.environ, **own},
        text=True,
    ) as process:
        lines = [process.stdout.readline() for _ in range(4)]
        assert lines[0] == f"Your lessons are in {mine}.\n"
        assert lines[1] == "Copied: 00_start_here.ipynb.\n"
        address = lines[2].removeprefix("JupyterLab: ").strip()
        with urllib.request.urlopen(address, timeout=30) as page:
            assert "/lab/tree/00_start_here.ipynb" in page.url
        started = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=30) == 0
        assert "JupyterLab has stopped." in process.stdout.read()
        assert time.monotonic() - started < 25
    assert "class-42" in (mine / "workspace.toml").read_text()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=5)
