"""JupyterLab and Chromium for the tests in this folder: one of each for a worker, all tests in one worker."""

import os

import pytest
from harness import Site, find_chromium, site


@pytest.fixture(scope="session")
def lab_site(tmp_path_factory) -> Site:
    """JupyterLab on a workspace of its own, and a browser; skipped, saying so, where there is no browser."""
    if find_chromium() is None:
        reason = "no Chromium on this machine (chromium, chromium-browser or google-chrome)"
        if os.environ.get("KAMLIB_REQUIRE_BROWSER") == "1":
            pytest.fail(f"KAMLIB_REQUIRE_BROWSER is set, but there is {reason}")
        pytest.skip(f"there is {reason}")
    workspace = tmp_path_factory.mktemp("lessons")
    with site(workspace) as opened:
        yield opened


@pytest.fixture
def lab_page(lab_site):
    """Open a notebook: `with lab_page(path) as sheet:` gives its page, run, and `sheet.screenshot(name)`."""
    return lab_site.open
