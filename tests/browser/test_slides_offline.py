"""A lesson's slides in a browser without a network: nothing is asked for, everything fits, keys and clickers turn them."""

from pathlib import Path

import pytest
from harness import BROWSER, SCREENSHOTS
from playwright.sync_api import Page, expect

from kamlib.course.build import sources
from kamlib.course.editions.fitting import MOST
from kamlib.course.editions.page import page
from kamlib.course.editions.running import run
from kamlib.course.editions.slides import slides
from kamlib.course.editions.trainer import trainer_cells
from kamlib.tables.choice import WorkspaceChoice

pytestmark = BROWSER

SOURCES = sources(Path(__file__).parents[2] / "notebooks")
SHOWN = ".slide:not([hidden])"
MEASURED = """() => {
  const slide = document.querySelector(".slide:not([hidden])");
  const shown = slide.querySelector(".shown");
  const floor = document.querySelector("nav").getBoundingClientRect().top;
  const lines = [];
  let smallest = Infinity;
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    smallest = Math.min(smallest, parseFloat(getComputedStyle(node.parentElement).fontSize));
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const middle = (box.top + box.bottom) / 2;
      if (box.width > 1 && !lines.some((line) => Math.abs(line - middle) < 10)) lines.push(middle);
    }
  }
  const bottom = Math.max(...[...shown.querySelectorAll("*")].map((one) => one.getBoundingClientRect().bottom));
  const right = Math.max(...[...shown.querySelectorAll("*")].map((one) => one.getBoundingClientRect().right));
  return { lines: lines.length, smallest, tall: Math.max(slide.scrollHeight, shown.scrollHeight + slide.offsetTop),
    bottom, floor, right, wide: document.documentElement.scrollWidth,
    pictures: [...shown.querySelectorAll("img")].map((img) => [img.alt.length, img.naturalWidth, img.clientHeight]) };
}"""


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.stem)
def deck(request, tmp_path_factory) -> Path:
    """Return the file of a lesson's slides, its trainer's edition run anew."""
    cells = run(request.param.stem, trainer_cells(request.param), WorkspaceChoice())
    path = tmp_path_factory.mktemp("slides") / f"{request.param.stem}.html"
    path.write_text(page(request.param.stem, slides(cells, request.param.stem)), encoding="utf-8")
    return path


@pytest.fixture
def opened(lab_site, deck):
    """Open the slides offline at a size; fail afterwards if anything but the file itself was asked for."""
    contexts, asked = [], []

    def open_at(width: int, height: int) -> Page:
        context = lab_site.browser.new_context(viewport={"width": width, "height": height}, offline=True)
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        sheet = context.new_page()
        sheet.on("pageerror", lambda error: asked.append(f"error: {error}"))
        sheet.on("console", lambda said: asked.append(f"console: {said.text}"))
        sheet.goto(deck.as_uri())
        return sheet

    yield open_at
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("data:", deck.as_uri()))] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768)])
def test_every_slide_fits_and_every_picture_speaks(opened, deck, width, height):
    sheet = opened(width, height)
    count = sheet.locator(".slide").count()
    assert count >= 5
    for place in range(1, count + 1):
        expect(sheet.locator("#place")).to_have_text(f"{place} / {count}")
        assert sheet.locator(SHOWN).count() == 1
        assert not sheet.locator(f"{SHOWN} .notes").is_visible()
        seen = sheet.evaluate(MEASURED)
        assert 1 <= seen["lines"] <= MOST, (place, seen)
        assert seen["smallest"] >= 24, (place, seen)
        assert seen["tall"] <= height, (place, seen)
        assert seen["bottom"] <= seen["floor"], (place, seen)
        assert seen["right"] <= width, (place, seen)
        assert seen["wide"] <= width, (place, seen)
        for alt, natural, high in seen["pictures"]:
            assert alt >= 30
            assert natural > 0
            assert high >= height / 2, (place, seen)
        if width == 1280:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            sheet.screenshot(path=SCREENSHOTS / f"slides_{deck.stem}_{place:02}.png")
        sheet.keyboard.press("PageDown")
    expect(sheet.locator("#place")).to_have_text(f"{count} / {count}")


def test_keys_and_clickers_turn_the_slides(opened):
    sheet = opened(1280, 720)
    count = sheet.locator(".slide").count()

    def at(place: int) -> None:
        expect(sheet.locator("#place")).to_have_text(f"{place} / {count}")
        assert sheet.locator(f"#s{place}").is_visible()
        assert sheet.evaluate("() => document.getElementById('done').value") == place

    at(1)
    for key, place in (
        ("ArrowLeft", 1),
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("Space", 4),
        ("ArrowUp", 3),
        ("PageUp", 2),
        ("ArrowDown", 3),
        ("Shift+Space", 2),
        ("End", count),
        ("PageDown", count),
        ("Home", 1),
    ):
        sheet.keyboard.press(key)
        at(place)
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Tab")
    focused = sheet.evaluate("() => [document.activeElement.id, getComputedStyle(document.activeElement).outlineStyle]")
    assert focused == ["on", "solid"]
    sheet.keyboard.press("Enter")
    at(2)
    sheet.get_by_label("Slide before").click()
    at(1)
    sheet.keyboard.press("End")
    sheet.reload()
    at(count)


def test_notes_come_when_asked_and_print_is_one_slide_a_page(opened):
    sheet = opened(1280, 720)
    first = sheet.locator("#s1 .notes")
    expect(first).to_be_hidden()
    sheet.keyboard.press("n")
    expect(first).to_be_visible()
    assert "Trainer" in first.inner_text()
    assert first.evaluate("(notes) => parseFloat(getComputedStyle(notes).fontSize)") >= 24
    sheet.keyboard.press("n")
    expect(first).to_be_hidden()
    sheet.evaluate("() => { window.print = () => { window.printed = true; }; }")
    sheet.keyboard.press("p")
    assert sheet.evaluate("() => window.printed")
    assert _pages(sheet) == sheet.locator(".slide").count()
    sheet.keyboard.press("n")
    assert _pages(sheet) > sheet.locator(".slide").count()


def test_notes_in_a_second_window_turn_along_with_the_slides(opened):
    sheet = opened(1280, 720)
    sheet.keyboard.press("ArrowRight")
    with sheet.expect_popup() as second:
        sheet.keyboard.press("s")
    notes = second.value
    expect(notes.locator("#s2 .notes")).to_be_visible()
    expect(sheet.locator("#s2 .notes")).to_be_hidden()
    sheet.keyboard.press("PageDown")
    expect(notes.locator("#s3 .notes")).to_be_visible()
    notes.keyboard.press("End")
    count = sheet.locator(".slide").count()
    expect(sheet.locator("#place")).to_have_text(f"{count} / {count}")
    expect(sheet.locator(f"#s{count} .notes")).to_be_hidden()


def _pages(sheet: Page) -> int:
    return sheet.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
