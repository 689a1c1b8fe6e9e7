"""JupyterLab as `kam lab` starts it, with a real browser. For the browser tests and for benchmarks/widgets.py."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kamlib.course.lab import Lab, running
from kamlib.course.workspace import choose

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
"""What every test file here takes for its `pytestmark`, so that all run in one worker."""
STDERR = '[data-mime-type="application/vnd.jupyter.stderr"]'
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  return Boolean(panel?.content?.widgets?.length && panel.sessionContext.isReady && kernel
    && kernel.connectionStatus === "connected" && kernel.status === "idle");
}"""
RUN = """() => {
  window.ran = undefined;
  window.jupyterapp.commands.execute("notebook:run-all-cells").then(
    (fine) => { window.ran = fine !== false; }, () => { window.ran = false; });
}"""
DRAWN = """() => [...document.querySelectorAll(
  '[data-mime-type="application/vnd.jupyter.widget-view+json"]')].every((view) => view.querySelector("button, select, input"))
  && [...document.querySelectorAll(".kam-picture")].every((picture) => picture.dataset.frame)"""
CONTRAST = """(element) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const pixel = (colour, over) => {
    canvas.fillStyle = over; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const chain = [];
  for (let node = element; node; node = node.parentElement) chain.unshift(node);
  const css = ([r, g, b]) => `rgb(${r},${g},${b})`;
  let ground = "rgb(255,255,255)";
  for (const node of chain) ground = css(pixel(getComputedStyle(node).backgroundColor, ground));
  const light = (colour) => {
    const [r, g, b] = [...pixel(colour, ground)].slice(0, 3)
      .map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [light(getComputedStyle(element).color), light(ground)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


@dataclass
class Sheet:
    """A notebook open in JupyterLab, all of its cells run."""

    page: Page
    strangers: list[str] = field(default_factory=list)

    def screenshot(self, name: str, selector: str = ".jp-NotebookPanel") -> Path:
        """Save what `selector` shows as build/screenshots/NAME.png."""
        path = SCREENSHOTS / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.locator(selector).first.screenshot(path=path)
        return path

    def theme(self, name: str) -> None:
        """Switch to "JupyterLab Light" or "JupyterLab Dark"."""
        self.page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        light = str("Light" in name).lower()
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")
        self.page.wait_for_timeout(500)  # the theme's style sheet comes after its name

    def contrast(self, selector: str) -> float:
        """Return the contrast of the text of `selector` with its ground, as WCAG 2 defines it."""
        return float(self.page.locator(selector).first.evaluate(CONTRAST))

    def run(self) -> None:
        """Run all cells; fail with what went wrong when one does."""
        self.page.evaluate(RUN)
        self.page.wait_for_function("() => window.ran !== undefined", timeout=300_000)
        fine = self.page.evaluate("() => window.ran")
        said = " ".join(self.page.locator(STDERR).all_inner_texts())
        assert fine, f"a cell failed: {said}"
        assert not said, f"a cell wrote to stderr: {said}"
        self.page.wait_for_function(DRAWN)


@dataclass(frozen=True)
class Site:
    """A workspace with JupyterLab on it and a browser beside."""

    workspace: Path
    lab: Lab
    browser: Browser

    @contextmanager
    def open(self, notebook: Path, *, width: int = 1280, height: int = 1000) -> Iterator[Sheet]:
        """Open `notebook` (copied into the workspace when it is not there), run it, and shut its kernel down after."""
        place = self.workspace / notebook.name
        if notebook.resolve() != place.resolve():
            shutil.copy(notebook, place)
        context = self.browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        sheet = Sheet(context.new_page())
        context.on("request", lambda request: _note(sheet, request.url))
        try:
            sheet.page.goto(f"{self.lab.address(place.name)}&reset", timeout=120_000)
            sheet.page.wait_for_function(READY, timeout=120_000)
            sheet.run()
            yield sheet
            assert not sheet.strangers, f"requests left this machine: {sheet.strangers}"
        finally:
            sheet.page.evaluate("() => window.jupyterapp?.serviceManager.sessions.shutdownAll()")
            context.close()


@contextmanager
def site(workspace: Path) -> Iterator[Site]:
    """Start JupyterLab on `workspace` and a browser, both with settings of their own, and stop both after."""
    executable = find_chromium()
    assert executable, "no Chromium on this machine"
    own = workspace.parent / f"{workspace.name}-jupyter"
    settings = own / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    choose(workspace)
    variables = {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
    }
    with (
        running(workspace, port=None, flags=("--LabApp.expose_app_in_browser=True",), variables=variables) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield Site(workspace, lab, browser)
        finally:
            browser.close()


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook of these code cells."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}},
    )
    nbformat.write(notebook, os.fspath(path))
    return path


def _note(sheet: Sheet, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        sheet.strangers.append(address)
