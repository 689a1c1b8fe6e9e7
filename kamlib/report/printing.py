"""The report as PDF: printed by a Chromium of this machine, where there is one. Used by the report of every lesson."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from kamlib.tables.cache import atomic_path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120


def find_chromium() -> str | None:
    """Return the path of a Chromium on PATH, or None."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def print_pdf(page: Path) -> Path:
    """Print an HTML file to a PDF beside it and return that; the old PDF stays whole until the new one is.

    Raises RuntimeError, one sentence, where there is no Chromium or it prints nothing.
    """
    browser = find_chromium()
    if browser is None:
        raise RuntimeError(
            f"There is no Chromium on this machine to print the PDF with; {page.name} is written: open it in any browser "
            "and print it from there."
        )
    target = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="kam-pdf-", ignore_cleanup_errors=True) as profile:
        made = Path(profile) / "report.pdf"
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
        quiet = ("--disable-dev-shm-usage", "--disable-component-update", "--disable-sync", "--disable-extensions")
        command = [browser, *flags, *quiet, f"--user-data-dir={profile}/profile", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={made}", page.resolve().as_uri()]
        # What fails here is said below, with the file that is there.
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                command, capture_output=True, timeout=SECONDS, check=False, env={**os.environ, "HOME": profile}
            )
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise RuntimeError(
                f"{Path(browser).name} could not print the PDF; {page.name} is written: open it in a browser and print it."
            )
        with atomic_path(target) as temporary:
            shutil.copyfile(made, temporary)
    return target
