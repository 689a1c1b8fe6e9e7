"""What several tests share: where the published open data stand, and a cache of the run's own."""

import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does: speed is measured in benchmarks/.
# The same examples on every run, so that a submission is judged by its change; `--hypothesis-profile explore` draws new ones.
settings.register_profile("kamlib", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("kamlib")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where KAMLIB_NO_SKIP is set nothing may be left out: a skip is a failure that gives its reason."""
    report = yield
    if os.environ.get("KAMLIB_NO_SKIP") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """Keep every test's cache out of the reader's own."""
    os.environ["KAMLIB_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _own_display():
    """A lesson that begins sets how pandas shows numbers; the next test must not see it."""
    yield
    pd.reset_option("display.float_format")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of published open data, or skip and say why."""
    home = os.environ.get("KAMLIB_DATA_HOME")
    if not home:
        pytest.skip("KAMLIB_DATA_HOME is not set: the published open data are not on this machine")
    return Path(home)
