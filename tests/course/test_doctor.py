"""The doctor finds what is broken, says what to do in a sentence, and is content with a machine that is well."""

import importlib.metadata
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kamlib.course import lab
from kamlib.course.doctor import Check, examination, examine, examining, installation, machine, places
from kamlib.course.doctor.check import FINE, LOOK, MEND
from kamlib.tables import resources


def is_plain(check: Check) -> bool:
    return check.said.endswith(".") and "\n" not in check.said and "Traceback" not in check.said


def test_this_machine_is_well_and_nothing_stays_behind(tmp_path, capsys):
    fine = examine(tmp_path / "lessons")
    said = capsys.readouterr().out
    assert fine, said
    assert "The lessons run on this machine." in said
    assert MEND not in said
    assert len(said.splitlines()) >= 18
    assert not list(tmp_path.iterdir())


def test_every_line_is_a_sentence_with_a_state(tmp_path):
    for check in examination(tmp_path):
        assert check.state in (FINE, LOOK, MEND)
        assert is_plain(check), check


def test_what_must_be_mended_is_told_last_and_the_answer_is_no(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(installation, "data", lambda: Check("data", MEND, "it is gone."))
    assert not examine(tmp_path)
    assert capsys.readouterr().out.rstrip().endswith("until this is mended: data.")


def test_a_check_that_breaks_stops_no_other(monkeypatch, tmp_path):
    def breaks():
        raise OSError("no such counter")

    monkeypatch.setattr(machine, "memory", breaks)
    by_name = {check.name: check for check in examination(tmp_path)}
    assert by_name["memory"] == Check("memory", LOOK, "this could not be checked (OSError: no such counter).")
    assert by_name["processors"].state in (FINE, LOOK)


def test_the_command_ends_with_an_error_where_something_must_be_mended(monkeypatch):
    from typer.testing import CliRunner

    from kamlib.cli import app

    for state, code in ((FINE, 0), (LOOK, 0), (MEND, 1)):
        monkeypatch.setattr(
            examining, "examination", lambda workspace, state=state: [Check("all", state, "said [red].")]
        )
        result = CliRunner().invoke(app, ["doctor"])
        assert result.exit_code == code
        assert f"{state:<14}  all: said [red]." in result.output


WITHOUT_PANDAS = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'")
sys.meta_path.insert(0, Missing())
from kamlib.course.doctor import installation
check = installation.data()
print(check.state, check.said)
"""


def test_it_runs_where_pandas_is_missing():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANDAS], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.startswith("must be mended No module named 'pandas'")


def test_a_missing_package_and_an_old_one_are_named(monkeypatch):
    true = importlib.metadata.version

    def version(name):
        if name == "seaborn":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.0" if name in ("pandas", "tornado") else true(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    check = installation.packages()
    assert check.state == MEND
    assert "seaborn is missing" in check.said
    assert "pandas is 1.0 and >=3.0" in check.said
    assert "pip install" in check.said
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "1.0" if name == "tornado" else true(name))
    behind = installation.packages()
    assert (behind.state, "tornado is 1.0" in behind.said) == (LOOK, True)


def test_without_an_installed_kamlib_that_is_said(monkeypatch):
    def requires(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", requires)
    assert installation.packages().state == LOOK


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A copy of lessons and data that a test may break."""
    for name in ("notebooks", "data"):
        shutil.copytree(resources._find(name), tmp_path / name)
    monkeypatch.setattr(resources, "_find", lambda name: tmp_path / name)
    return tmp_path


def orders_of(shipped: Path) -> Path:
    return shipped / "data" / "larkfield" / "orders.csv"


def test_lessons_and_data_that_are_whole_are_fine(shipped):
    assert installation.lessons().state == FINE
    check = installation.data()
    assert check.state == FINE, check
    assert "rows" in check.said


@pytest.mark.parametrize("content", [b"", b"{", b'{"nbformat": 4}', b"[]", b"\xff", b'{"nbformat": 4, "cells": []}'])
def test_a_broken_lesson_is_named(shipped, content):
    (shipped / "notebooks" / "00_start_here.ipynb").write_bytes(content)
    check = installation.lessons()
    assert (check.state, "00_start_here.ipynb" in check.said) == (MEND, True)


def test_lessons_that_are_not_there_are_missed(shipped, monkeypatch):
    for path in (shipped / "notebooks").glob("*.ipynb"):
        path.unlink()
    assert installation.lessons().state == MEND
    monkeypatch.undo()
    monkeypatch.setattr(resources, "_PACKAGE", shipped)
    monkeypatch.setattr(resources, "_find", lambda name: (_ for _ in ()).throw(FileNotFoundError("gone.")))
    assert installation.lessons().state == MEND
    assert installation.data().state == MEND


def test_a_data_file_that_is_cut_lost_empty_or_strange_is_found(shipped):
    orders = orders_of(shipped)
    whole_file = orders.read_bytes()
    for content in (whole_file[:-20], whole_file.splitlines(keepends=True)[0], b"a,b\n1,2\n", b"\xff\xfe\n", b""):
        orders.write_bytes(content)
        check = installation.data()
        assert check.state == MEND, content[:40]
        assert is_plain(check)
    orders.unlink()
    check = installation.data()
    assert (check.state, "orders.csv" in check.said) == (MEND, True)


def test_a_folder_that_cannot_be_written_must_be_mended(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    assert places.writable("workspace", tmp_path / "file").state == MEND
    assert places.writable("workspace", tmp_path).state == FINE
    assert places.writable("cache", tmp_path / "not" / "yet").state == FINE

    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(places.tempfile, "NamedTemporaryFile", refuse)
    for name, remedy in (("workspace", "another folder"), ("cache", "KAMLIB_CACHE_HOME")):
        check = places.writable(name, tmp_path)
        assert check.state == MEND
        assert "Permission denied" in check.said
        assert remedy in check.said


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at a folder nobody can write to")
def test_a_real_folder_that_nobody_can_write_to():
    assert places.writable("workspace", Path("/proc/kamlib")).state == MEND


@pytest.mark.parametrize(("gigabytes", "state"), [(0.05, MEND), (1.0, LOOK), (50.0, FINE)])
def test_room_on_the_disk(gigabytes, state, monkeypatch, tmp_path):
    usage = type(shutil.disk_usage(tmp_path))
    monkeypatch.setattr(places.shutil, "disk_usage", lambda folder: usage(0, 0, int(gigabytes * 1e9)))
    check = places.disk([tmp_path / "not" / "yet"])
    assert (check.state, "GB" in check.said) == (state, True)


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("OneDrive - School/lessons", "OneDrive"),
        ("Dropbox/kamlib-lessons", "Dropbox"),
        ("Library/Mobile Documents/lessons", "iCloud"),
        ("Google Drive/My Drive/x", "Google Drive"),
    ],
)
def test_a_workspace_in_a_synchronised_folder_gets_a_hint(folder, cloud, tmp_path):
    check = places.synced(tmp_path / folder)
    assert check.state == LOOK
    assert cloud in check.said


def test_a_workspace_elsewhere_gets_none(tmp_path, monkeypatch):
    assert places.synced(tmp_path / "inbox").state == FINE
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert places.synced(tmp_path / "inbox").state == LOOK
    monkeypatch.delenv("OneDrive")
    monkeypatch.setattr(places, "_file_system", lambda folder: "nfs4")
    assert "on a network" in places.synced(tmp_path).said


def test_a_port_that_is_taken_is_only_said(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(lab, "DEFAULT_PORT", taken.getsockname()[1])
        check = places.port()
    assert (check.state, "by itself" in check.said) == (FINE, True)
    assert places.port().said.endswith("is free.")


def test_a_machine_that_cannot_talk_to_itself_must_be_mended(monkeypatch):
    def refuse(*_, **__):
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(places.socket, "create_connection", refuse)
    check = places.port()
    assert (check.state, "firewall" in check.said) == (MEND, True)


def test_a_proxy_for_this_machine_itself_is_found(monkeypatch):
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert "NO_PROXY" in machine.proxy().said
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    assert machine.proxy().state == FINE


@pytest.mark.parametrize(
    ("total", "free", "state"), [(0.5, 0.3, MEND), (2.0, 1.5, LOOK), (16.0, 0.5, LOOK), (16, 9, FINE)]
)
def test_memory(total, free, state, monkeypatch):
    import psutil

    known = type("Known", (), {"total": total * 1e9, "available": free * 1e9})
    monkeypatch.setattr(psutil, "virtual_memory", lambda: known)
    monkeypatch.setattr(machine, "_limit", lambda: None)
    assert machine.memory().state == state
    monkeypatch.setattr(machine, "_limit", lambda: int(0.5e9))
    assert machine.memory().state == MEND, "a container's limit counts"


def test_one_processor_is_said(monkeypatch):
    monkeypatch.setattr(machine.os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert machine.processors().state == LOOK


def test_a_console_of_few_letters_is_said(monkeypatch):
    for encoding, state in (("utf-8", FINE), ("UTF8", FINE), ("cp1252", LOOK), (None, LOOK)):
        monkeypatch.setattr(machine.sys, "stdout", type("Console", (), {"encoding": encoding}))
        assert machine.letters().state == state


@pytest.mark.parametrize(("now", "state"), [(0, LOOK), (1_800_000_000, FINE), (5_000_000_000, LOOK)])
def test_a_clock_that_is_wrong_is_said(now, state, monkeypatch):
    monkeypatch.setattr(machine.time, "time", lambda: now)
    assert machine.clock().state == state


def test_an_old_python_must_be_mended(monkeypatch):
    monkeypatch.setattr(machine.platform, "python_version", lambda: "3.9.1")
    assert "3.9.1 is here and >=3.11 is wanted" in machine.python().said


def test_jupyterlab_without_its_widgets_must_be_mended(monkeypatch, tmp_path):
    monkeypatch.setattr(installation.sys, "prefix", str(tmp_path))
    assert installation.jupyterlab().state == LOOK
    (tmp_path / "share" / "jupyter" / "lab" / "static").mkdir(parents=True)
    (tmp_path / "share" / "jupyter" / "lab" / "static" / "index.html").touch()
    assert "@jupyter-widgets" in installation.jupyterlab().said
    assert installation.jupyterlab().state == MEND


def test_a_kernel_that_cannot_import_the_lessons_must_be_mended(monkeypatch):
    monkeypatch.setattr(installation, "_FIRST_WORDS", "import no_such_package")
    check = installation.kernel()
    assert check.state == MEND
    assert "No module named 'no_such_package'" in check.said


def test_no_browser_and_no_fonts_are_only_said(monkeypatch):
    monkeypatch.setattr(installation.shutil, "which", lambda name: None)
    monkeypatch.setattr(installation, "_BROWSER_PLACES", ())
    assert installation.browser().state == LOOK
    from kamlib.figures import house

    monkeypatch.setattr(house, "families", lambda: ("DejaVu Sans",))
    assert installation.fonts().state == LOOK
