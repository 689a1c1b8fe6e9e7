"""The wheel carries lessons and data: built, installed in a fresh environment outside the repository, and opened there."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OPEN = """
import json
import kamlib
from kamlib.course.workspace import copy_lessons
from kamlib.tables.resources import notebooks_dir
from pathlib import Path
company = kamlib.load()
print(json.dumps({
    "package": kamlib.__file__,
    "company": company.name,
    "tables": {name: len(getattr(company, name)) for name in company.tables},
    "lessons": copy_lessons(Path("lessons"), notebooks_dir()).copied,
}))
"""


def _run(*command: object, cwd: Path) -> str:
    # Away from the checkout's own environment and cache settings, as on a machine that never saw it.
    clean = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH", "UV_PROJECT")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not on the path: the wheel cannot be built")
    out = tmp_path_factory.mktemp("wheel")
    _run(uv, "build", "--wheel", "--quiet", "--out-dir", out, ROOT, cwd=out)
    return next(out.glob("kamlib-*.whl"))


def test_the_wheel_holds_every_lesson_and_all_data(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {
        f"kamlib/{path.relative_to(ROOT).as_posix()}"
        for pattern in ("notebooks/*.ipynb", "data/**/*.csv", "data/README.md")
        for path in ROOT.glob(pattern)
    }
    assert len(wanted) > 10
    assert wanted <= names
    package = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "kamlib").rglob("*.*") if "__pycache__" not in str(path)
    }
    assert package <= names, "a file of the package stays behind"


def test_an_installed_copy_opens_the_case_and_lists_the_lessons(wheel, tmp_path):
    uv = shutil.which("uv")
    pins = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]["constraint-dependencies"]
    (tmp_path / "pins.txt").write_text("\n".join(pins), encoding="utf-8")
    _run(uv, "venv", "--quiet", "--python", sys.executable, "fresh", cwd=tmp_path)
    python = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin") / "python"
    # Without bytecode: the environment is used once.
    install = (
        "pip",
        "install",
        "--quiet",
        "--no-compile-bytecode",
        "--constraint",
        "pins.txt",
        "--python",
        python,
        wheel,
    )
    _run(uv, *install, cwd=tmp_path)
    said = json.loads(_run(python, "-c", OPEN, cwd=tmp_path).splitlines()[-1])
    assert Path(said["package"]).is_relative_to(tmp_path)
    assert said["company"] == "Larkfield Floors"
    assert said["tables"]["accounts"] == 300
    assert said["lessons"] == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    help_ = _run(python.with_name("kam"), "--help", cwd=tmp_path)
    assert all(command in help_ for command in ("lab", "build", "intake", "report", "progress", "doctor", "sql"))
