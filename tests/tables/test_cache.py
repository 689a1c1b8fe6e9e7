"""Where made and fetched files live, and that nobody ever reads half of one."""

from pathlib import Path

import pytest

from kamlib.tables import cache


def test_variables_move_both_folders(monkeypatch, tmp_path):
    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path / "made"))
    monkeypatch.delenv("KAMLIB_DATA_HOME", raising=False)
    assert cache.cache_home() == tmp_path / "made"
    assert cache.data_home() == tmp_path / "made" / "data"
    monkeypatch.setenv("KAMLIB_DATA_HOME", str(tmp_path / "fetched"))
    assert cache.data_home() == tmp_path / "fetched"


def test_without_a_variable_the_platform_says_where(monkeypatch):
    monkeypatch.delenv("KAMLIB_CACHE_HOME")
    assert cache.cache_home().name == "kamlib"


def write_half(target):
    with cache.atomic_path(target) as path:
        path.write_text("half of the n")
        raise RuntimeError("power cut")


def test_failure_keeps_the_old_file_and_leaves_nothing_behind(tmp_path):
    target = tmp_path / "deep" / "orders.parquet"
    with cache.atomic_path(target) as path:
        path.write_text("old")
    with pytest.raises(RuntimeError, match="power cut"):
        write_half(target)
    assert target.read_text() == "old"
    assert [entry.name for entry in target.parent.iterdir()] == ["orders.parquet"]


def test_the_temporary_path_keeps_the_ending(tmp_path):
    with cache.atomic_path(tmp_path / "orders.csv.xz") as path:
        assert path.parent == tmp_path
        assert path.name.endswith("orders.csv.xz")
        path.touch()


def test_a_folder_replaces_a_folder(tmp_path):
    for content in ("old", "new"):
        with cache.atomic_path(tmp_path / "parts") as folder:
            folder.mkdir()
            (folder / f"{content}.parquet").touch()
    assert [path.name for path in (tmp_path / "parts").iterdir()] == ["new.parquet"]
    assert [path.name for path in Path(tmp_path).iterdir()] == ["parts"]


def test_a_folder_whose_writer_was_killed_between_two_renames_comes_back(tmp_path):
    target = tmp_path / "slides"
    aside = tmp_path / ".0123456789ab.was.slides"
    aside.mkdir()
    (aside / "00.html").write_text("the old one")
    with cache.atomic_path(tmp_path / "slides") as temporary:
        assert (target / "00.html").is_file(), "the next writer puts it back before it begins"
        temporary.mkdir()
        (temporary / "00.html").write_text("the old one")
    assert (target / "00.html").read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["slides"]
