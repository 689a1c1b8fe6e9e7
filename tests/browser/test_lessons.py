"""The real lessons in a real browser: they run, their pictures have words, checks answer, and dark mode is readable."""

from pathlib import Path

import pytest
from harness import BROWSER

pytestmark = BROWSER
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PICTURE = ".jp-Notebook img.kam-picture"
EVERY_IMAGE = """() => [...document.querySelectorAll(".jp-OutputArea img")].map(
  (image) => ({ alt: image.alt, shown: image.complete && image.naturalWidth > 0 }))"""


@pytest.mark.parametrize(
    ("lesson", "pictures"),
    [
        ("00_start_here", 2),
        ("01_know_your_accounts", 9),
        ("02_segmentation", 12),
        ("03_account_profitability", 9),
        ("04_who_is_leaving", 12),
        ("05_lifetime_value", 5),
        ("06_do_loyal_customers_pay", 4),
        ("08_can_we_believe_who_answered", 4),
        ("09_what_do_the_answers_say", 3),
        ("10_where_do_we_fall_short", 4),
    ],
)
def test_a_lesson_runs_and_every_picture_has_its_words(lab_page, lesson, pictures):
    with lab_page(NOTEBOOKS / f"{lesson}.ipynb") as sheet:
        sheet.page.wait_for_function("(n) => document.querySelectorAll('.jp-OutputArea img').length >= n", arg=pictures)
        sheet.page.wait_for_timeout(1000)
        images = sheet.page.evaluate(EVERY_IMAGE)
        assert len(images) >= pictures
        assert all(image["shown"] and len(image["alt"]) > 30 for image in images)
        sheet.theme("JupyterLab Light")
        sheet.page.locator(PICTURE).first.scroll_into_view_if_needed()
        sheet.screenshot(f"{lesson}_light")
        sheet.theme("JupyterLab Dark")
        sheet.screenshot(f"{lesson}_dark")
        for text in (
            '.jp-OutputArea [role="status"]',
            ".jp-OutputArea .kam-caption",
            ".jp-OutputArea .kam-control label",
        ):
            if sheet.page.locator(text).count():
                assert sheet.contrast(text) >= 4.5, text


def test_a_wrong_answer_typed_by_a_student_is_named(lab_page):
    with lab_page(NOTEBOOKS / "00_start_here.ipynb") as sheet:
        cell = sheet.page.locator(".jp-CodeCell", has_text="answer_0_1").first
        cell.locator(".cm-content").click()
        sheet.page.keyboard.press("Control+a")
        sheet.page.keyboard.type(
            'answer_0_1 = len(orders[orders["ordered_at"] > company.as_of - pd.Timedelta(days=365)])\n'
        )
        sheet.page.keyboard.type('check("0.1", answer_0_1)')
        sheet.page.keyboard.press("Shift+Enter")
        said = cell.locator('[role="status"]')
        said.filter(has_text="That counts order lines").wait_for(timeout=20_000)
        sheet.screenshot("mistake_named", ".jp-CodeCell:has-text('answer_0_1')")
