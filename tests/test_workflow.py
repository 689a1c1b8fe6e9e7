"""The public workflow and the status page it writes: three systems, oldest and newest versions, weekly without caches."""

import importlib.util
import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def status():
    specification = importlib.util.spec_from_file_location("status", ROOT / ".ci" / "status.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_workflow_covers_systems_versions_and_weeks(workflow):
    matrix = workflow["jobs"]["test"]["strategy"]["matrix"]
    assert {"ubuntu-latest", "macos-latest", "windows-latest"} == set(matrix["os"])
    assert {"pinned", "oldest", "newest"} == {*matrix["versions"], *(one["versions"] for one in matrix["include"])}
    # YAML 1.1 reads the key `on` as true.
    assert workflow[True]["schedule"] == [{"cron": "17 4 * * 1"}]
    steps = workflow["jobs"]["test"]["steps"]
    cache = next(step["with"]["enable-cache"] for step in steps if "setup-uv" in step.get("uses", ""))
    assert cache == "${{ github.event_name != 'schedule' }}"
    assert "uv run --no-sync pytest" in [step.get("run") for step in steps]


def test_every_file_the_workflow_names_is_there(workflow):
    runs = " ".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    scripts = set(re.findall(r"\.ci/\w+(?:\.py)?", runs))
    assert scripts == {".ci/status.py"}
    assert all((ROOT / script).is_file() for script in scripts)


def test_the_status_page_shows_each_lesson_on_each_machine(status, tmp_path):
    good = {"lesson": "00_start_here", "seconds": 2.34, "problem": ""}
    bad = {"lesson": "01_x", "seconds": 0.5, "problem": "NameError: <script>"}
    for name, lessons in (("Linux", [good, bad]), ("Windows", [good])):
        run = {"machine": name, "python": "3.11", "versions": {"pandas": "3.1"}, "measured": "now", "lessons": lessons}
        (tmp_path / f"{name}.json").write_text(json.dumps(run), encoding="utf-8")
    status.page(tmp_path, tmp_path / "index.html")
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text.count("<td class='seconds'>2.3</td>") == 2
    assert "failed: NameError: &lt;script&gt;" in text
    assert "<td>not there</td>" in text


def test_a_status_page_of_nothing_is_refused(status, tmp_path):
    with pytest.raises(SystemExit, match="no measurement"):
        status.page(tmp_path, tmp_path / "index.html")
