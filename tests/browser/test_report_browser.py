"""A client's report in a browser, and a lesson on that client: names do nothing, nothing leaves, and it reads well."""

from pathlib import Path

import pytest
from harness import BROWSER, CONTRAST, SCREENSHOTS
from hostile import COMPANY, NAMES, write_client

from kamlib.report.report import write_report

pytestmark = BROWSER
LESSON = Path(__file__).parents[2] / "notebooks" / "02_segmentation.ipynb"
SHOWN = [name for name in NAMES if "\u202e" not in name]
READABLE = ("h1", "h2", "h3", ".cover dt", ".cover dd", "nav a", "caption", "td", "tbody th", ".remark", ".assumed li")
STATUSES = (".answerable", ".proxy", ".save a", ".headline", ".say p", "figcaption")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return write_client(tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def report(client):
    return write_report("02", str(client), client.parent / "report.html")[0]


@pytest.fixture
def page(lab_site, report, request):
    """Open the report; afterwards no dialog may have opened and no request been made."""
    width = getattr(request, "param", 1280)
    context = lab_site.browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
    opened, dialogs, requests, faults = context.new_page(), [], [], []
    opened.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("request", lambda asked: requests.append(asked.url))
    opened.goto(report.as_uri())
    yield opened
    assert dialogs == []
    assert faults == []
    assert [url for url in requests if not url.startswith(("data:", report.as_uri()))] == []
    assert opened.evaluate("window.hit") is None
    context.close()


def test_names_do_nothing_and_are_read_as_they_are(page):
    assert page.locator("h1").inner_text() == COMPANY
    assert page.evaluate("document.querySelectorAll('script, svg, iframe, object, a[href*=\"evil\"]').length") == 0
    seen = page.locator("main").inner_text()
    named = [name for name in SHOWN if " ".join(name.split()) in " ".join(seen.split())]
    assert len(named) >= 7
    for name in named:
        assert page.get_by_text(name, exact=True).first.is_visible()
    page.evaluate("document.querySelectorAll('td, th, p, img').forEach((one) => one.click())")


def test_a_name_written_backwards_turns_nothing_else_round(page):
    """A direction mark in a name leaves the cells and the sentences around it in their own order."""
    cell = page.locator("td", has_text="gnihtyna").first
    assert cell.evaluate("(it) => getComputedStyle(it).unicodeBidi") == "isolate"
    for sentence in page.locator(".say p").all_inner_texts():
        assert "\u202e" not in sentence


def test_a_saved_table_is_guarded(page):
    with page.expect_download() as saved:
        page.locator("#finding-2-1 .save a").last.click()
    path = saved.value.path()
    assert saved.value.suggested_filename.endswith(".csv")
    text = path.read_bytes().decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'@SUM" in text
    assert "{{7331*1237}}" in text
    assert ",=" not in text
    assert ',"=' not in text


def test_every_picture_is_seen_and_has_words(page):
    images = page.evaluate("[...document.images].map((it) => [it.alt.length, it.complete && it.naturalWidth > 300])")
    assert len(images) >= 7
    assert all(words > 30 and shown for words, shown in images)


@pytest.mark.parametrize("page", [1280, 390], indirect=True)
def test_it_reads_well_on_a_screen_and_a_phone(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing hangs over the edge"
    for selector in (*READABLE, *STATUSES):
        if page.locator(selector).count():
            assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"report_{page.viewport_size['width']}.png", full_page=True)


def test_the_contents_lead_to_every_part(page):
    for link in page.locator("nav a").all():
        link.click()
        assert page.locator(link.get_attribute("href")).is_visible()


def test_on_paper_no_table_or_picture_is_cut(page):
    page.emulate_media(media="print")
    kept = page.evaluate("""() => [...document.querySelectorAll("figure, tr, table.short")].map(
      (it) => getComputedStyle(it).breakInside)""")
    assert set(kept) == {"avoid"}
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert not page.locator(".save").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_a_lesson_on_the_same_client(lab_page, client, tmp_path):
    loads, named = "company = kamlib.load()", f"company = kamlib.load({str(client)!r})"
    lesson = LESSON.read_text(encoding="utf-8")
    assert lesson.count(loads) == 1
    (tmp_path / "02_hostile.ipynb").write_text(lesson.replace(loads, named), encoding="utf-8")
    with lab_page(tmp_path / "02_hostile.ipynb") as sheet:
        sheet.page.wait_for_timeout(1000)
        assert sheet.page.evaluate("window.hit") is None, "no name ran"
        assert sheet.page.locator(".jp-OutputArea img[src=x], .jp-OutputArea svg[onload]").count() == 0
        outputs = sheet.page.locator(".jp-OutputArea-output")
        assert COMPANY in " ".join(outputs.all_inner_texts())
        said = outputs.filter(has_text="What you may say")
        assert any(name[:40] in " ".join(said.all_inner_texts()) for name in SHOWN), (
            "a formula in a name is not set as one"
        )
        said.first.scroll_into_view_if_needed()
        sheet.screenshot("hostile_lesson_02")
