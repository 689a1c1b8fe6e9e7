"""Where the lessons and the data stand: inside the installed package, else at the root of the repository.

A wheel carries both inside the package; an editable install does not copy them, so there they stay where they are
written. Everything that opens a shipped file asks here first. Taught nowhere: plumbing of every lesson.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def notebooks_dir() -> Path:
    """Return the folder of the student notebooks.

    Raises FileNotFoundError where neither an installed package nor a repository has one.
    """
    return _find("notebooks")


def data_dir() -> Path:
    """Return the folder of the shipped data.

    Raises FileNotFoundError where neither an installed package nor a repository has one.

    >>> (data_dir() / "larkfield").name
    'larkfield'
    """
    return _find("data")


def _find(name: str, package: Path = _PACKAGE) -> Path:
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"The folder {name!r} is neither inside the package ({package}) nor beside it; install kamlib again."
    )
