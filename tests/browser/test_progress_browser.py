"""A reader's progress and a table's save link in a real notebook, light and dark."""

from harness import BROWSER, write_notebook

pytestmark = BROWSER

CELLS = (
    """
import kamlib
from kamlib.course import begin, check, hint, predict, progress
from kamlib.course.session import _session

company = kamlib.load()
begin("02", company)
""",
    "for answer in (len(company.orders), 33):\n    feedback = check('2.1', answer)\nfeedback",
    "hint('2.1')",
    "predict('2.a').guess(40)",
    "progress()",
    "company.orders.head(3)",
)


def test_progress_is_readable_and_a_table_can_be_saved(lab_page, tmp_path):
    with lab_page(write_notebook(tmp_path / "progress.ipynb", *CELLS)) as sheet:
        page = sheet.page
        shown = page.locator(".kam-standing")
        shown.wait_for()
        text = shown.inner_text()
        for part in ("2.1", "2 tries", "1 of 3 hints", "40", "not guessed yet"):
            assert part in text, part
        assert page.get_by_role("group", name="Your progress").count() == 1
        with page.expect_download() as saved:
            page.get_by_text("Save table (CSV)").click()
        assert (
            saved.value.path().read_text(encoding="utf-8-sig").startswith("order_id") or saved.value.suggested_filename
        )
        for theme in ("Light", "Dark"):
            sheet.theme(f"JupyterLab {theme}")
            for part in ("strong", "th", "td"):
                assert sheet.contrast(f".kam-standing {part}") >= 4.5, (theme, part)
            shown.scroll_into_view_if_needed()
            sheet.screenshot(f"progress_{theme.lower()}", ".kam-standing")
            sheet.screenshot(f"progress_page_{theme.lower()}")
        sheet.theme("JupyterLab Light")
