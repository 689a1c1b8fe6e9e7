"""One resolver finds lessons and data, in the package or beside it."""

import pytest

from kamlib.tables import resources


def test_the_shipped_folders_are_found():
    assert (resources.data_dir() / "larkfield" / "orders.csv").is_file()
    assert resources.notebooks_dir().is_dir()


def test_the_installed_package_comes_first(tmp_path):
    package = tmp_path / "kamlib"
    (tmp_path / "data").mkdir()
    package.mkdir()
    assert resources._find("data", package) == tmp_path / "data"
    (package / "data").mkdir()
    assert resources._find("data", package) == package / "data"


def test_neither_place_is_said_in_one_sentence(tmp_path):
    with pytest.raises(FileNotFoundError, match="install kamlib again"):
        resources._find("data", tmp_path / "kamlib")
