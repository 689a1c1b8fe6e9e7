"""Run times of every lesson, and the status page that shows them for all machines of the weekly run.

uv run python .ci/status.py measure lessons.json      # run every lesson here, top to bottom
uv run python .ci/status.py page FOLDER index.html    # one table of every such file in the folder
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from html import escape
from importlib.metadata import version
from pathlib import Path

NAMED = ("jupyterlab", "pandas", "matplotlib", "statsmodels", "scikit-learn", "duckdb")
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1f2933}
table{border-collapse:collapse}th,td{padding:.35rem .8rem;border-bottom:1px solid #d9dee4;text-align:left}
td.seconds{text-align:right;font-variant-numeric:tabular-nums}.failed{color:#a13c00;font-weight:bold}"""


def measure(out: Path) -> bool:
    """Run every lesson in a workspace of its own, write the seconds each took, and return whether all went through."""
    from kamlib.course.workspace import choose
    from kamlib.tables.resources import notebooks_dir

    lessons = []
    for path in sorted(notebooks_dir().glob("[0-9][0-9]_*.ipynb")):
        with tempfile.TemporaryDirectory() as folder:
            choose(Path(folder))
            lessons.append({"lesson": path.stem, **_run(path, folder)})
        print(f"{lessons[-1]['lesson']}: {lessons[-1]['seconds']:.1f} s {lessons[-1]['problem']}".rstrip(), flush=True)
    machine = {
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in NAMED},
        "measured": datetime.now(UTC).isoformat(timespec="minutes"),
    }
    out.write_text(json.dumps(machine | {"lessons": lessons}, indent=1), encoding="utf-8")
    return bool(lessons) and not any(one["problem"] for one in lessons)


def _run(path: Path, folder: str) -> dict[str, object]:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = nbformat.read(os.fspath(path), as_version=4)
    start = time.perf_counter()
    try:
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
        problem = ""
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        problem = str(error).strip().splitlines()[-1]
    return {"seconds": round(time.perf_counter() - start, 1), "problem": problem}


def page(folder: Path, out: Path) -> None:
    """Write one page of every measurement in `folder`: a lesson a row, a machine a column."""
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.json"))]
    if not runs:
        raise SystemExit(f"There is no measurement in {folder}: run `measure` first.")
    names = sorted({one["lesson"] for run in runs for one in run["lessons"]})
    heads = "".join(f"<th scope='col'>{escape(run['machine'])}<br>Python {escape(run['python'])}</th>" for run in runs)
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>{''.join(_cell(run, name) for run in runs)}</tr>" for name in names
    )
    versions = "".join(
        f"<li>{escape(run['machine'])}, Python {escape(run['python'])}, {escape(run['measured'])}: "
        f"{escape(', '.join(f'{name} {number}' for name, number in run['versions'].items()))}</li>"
        for run in runs
    )
    out.write_text(
        "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>Run times of the lessons</title><style>{_STYLE}</style><h1>Run times of the lessons</h1>"
        "<p>Every lesson run top to bottom on fresh machines; seconds, the start of the kernel included.</p>"
        f"<table><thead><tr><th scope='col'>lesson</th>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"<h2>Versions</h2><ul>{versions}</ul></html>\n",
        encoding="utf-8",
    )


def _cell(run: dict, name: str) -> str:
    one = next((one for one in run["lessons"] if one["lesson"] == name), None)
    if one is None:
        return "<td>not there</td>"
    if one["problem"]:
        return f"<td class='failed'>failed: {escape(one['problem'])}</td>"
    return f"<td class='seconds'>{one['seconds']:.1f}</td>"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", out]:
            sys.exit(0 if measure(Path(out)) else 1)
        case ["page", folder, out]:
            page(Path(folder), Path(out))
        case _:
            sys.exit(__doc__)
