"""JupyterLab as `kam lab` runs it: this Python, this machine only, no questions, a clean end."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request

import pytest

from kamlib.course import lab as lab_module
from kamlib.course.lab import open_lab, running
from kamlib.tables import resources
from kamlib.tables.choice import WorkspaceChoice, read_choice

PROGRAM = """
import signal, sys
from pathlib import Path
from unittest.mock import patch
from kamlib.course.lab import open_lab
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background of a shell
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
        try:
            lines = [process.stdout.readline() for _ in range(5)]
            assert lines[0] == f"Your lessons are in {mine}.\n"
            assert lines[1] == "Copied: 00_start_here.ipynb.\n"
            assert (
                lines[2] == "They are about Larkfield Floors, the teaching company, with the numbers of 'class-42'.\n"
            )
            address = lines[3].removeprefix("JupyterLab: ").strip()
            with urllib.request.urlopen(address, timeout=30) as page:
                assert "/lab/tree/00_start_here.ipynb" in page.url
            started = time.monotonic()
            process.send_signal(number)
            assert process.wait(timeout=30) == 0
            assert "JupyterLab has stopped." in process.stdout.read()
            assert time.monotonic() - started < 25
        finally:
            process.kill()  # else a JupyterLab that did not stop would be waited for without end
    assert "class-42" in (mine / "workspace.toml").read_text()
    # Nobody listens there any more, or another JupyterLab that does not know our token.
    with pytest.raises(OSError, match=r"refused|403"):
        urllib.request.urlopen(address.replace("/lab/tree/00_start_here.ipynb", "/api/contents"), timeout=5)


@pytest.fixture
def opened(tmp_path, monkeypatch, capsys):
    """Call `kam lab` on a course of one lesson, without JupyterLab; return what it says."""
    course = tmp_path / "course"
    course.mkdir()
    (course / "00_start_here.ipynb").write_text("first edition")
    monkeypatch.setattr(resources, "notebooks_dir", lambda: course)

    @contextlib.contextmanager
    def none_running(home, port):
        yield types.SimpleNamespace(
            address=lambda name: f"address of {name}", process=types.SimpleNamespace(wait=lambda: None)
        )

    monkeypatch.setattr(lab_module, "running", none_running)

    def said(**asked):
        open_lab(tmp_path / "mine", browser=False, **asked)
        return capsys.readouterr().out

    said.mine, said.course = tmp_path / "mine", course
    return said


def test_solutions_are_locked_and_given_back_in_words(opened):
    assert "The solutions" not in opened(seed="class-42")
    assert "The solutions are locked: `kam lab --unlock-solutions`" in opened(lock_solutions=True)
    assert "The solutions are locked" in opened(), "what was chosen stands until it is changed"
    assert "The solutions are locked" in opened(seed="class-7"), "another seed does not unlock them"
    assert read_choice(opened.mine) == WorkspaceChoice("larkfield", "class-7", True)
    said = opened(lock_solutions=False)
    assert "The solutions are not locked." in said
    assert "'class-7'" in said
    assert read_choice(opened.mine) == WorkspaceChoice("larkfield", "class-7", False)


def test_a_reset_and_an_upgrade_are_said_and_the_readers_work_is_kept(opened):
    assert "Copied: 00_start_here.ipynb." in opened()
    (opened.mine / "00_start_here.ipynb").write_text("my work")
    assert "00_start_here.ipynb is as it was; yours is kept as 00_start_here.mine.ipynb." in opened(reset="00")
    (opened.mine / "00_start_here.ipynb").write_text("more work")
    (opened.course / "00_start_here.ipynb").write_text("second edition")
    said = opened(seed="class-42")
    assert "00_start_here.new.ipynb (yours is untouched)" in said
    assert "address of 00_start_here.ipynb" in said
    kept = {path.read_text() for path in opened.mine.glob("*.ipynb")}
    assert kept == {"my work", "more work", "second edition"}
    with pytest.raises(ValueError, match="There is no lesson '07'"):
        opened(reset="07")


def test_settings_that_a_kill_cut_short_are_mended(tmp_path, own):
    kernel = tmp_path / ".kamlib" / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": [')
    lab_module._write_settings(tmp_path / ".kamlib" / "jupyter")
    specification = json.loads((kernel / "kernel.json").read_text())
    assert specification["argv"][0] == sys.executable
    overrides = json.loads((tmp_path / ".kamlib" / "jupyter" / "settings" / "overrides.json").read_text())
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
