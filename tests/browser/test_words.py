"""Glossary, bridge and tables in a browser: links lead to lessons, tables can be saved, both are readable in dark mode."""

from pathlib import Path

from harness import BROWSER, write_notebook

pytestmark = BROWSER
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
WORDS = "from kamlib.course import bridge, glossary\n\nglossary()"
BRIDGE = 'bridge("00")'
TABLE = """
import pandas as pd
from kamlib.figures import show

names = ["Nordboden & Söhne", "=cmd()", "<img src=x onerror=window.hit=1>"]
show(pd.DataFrame({"revenue": [1200.5, 800, -90]}, index=pd.Index(names, name="account")))
"""


def test_words_lead_to_lessons_and_tables_can_be_saved(lab_page, lab_site, tmp_path):
    lesson = NOTEBOOKS / "02_segmentation.ipynb"
    (lab_site.workspace / lesson.name).write_bytes(lesson.read_bytes())
    with lab_page(write_notebook(tmp_path / "words.ipynb", WORDS, BRIDGE, TABLE)) as sheet:
        page = sheet.page
        with page.expect_download() as saved:
            page.get_by_text("Save table (CSV)").click()
        assert saved.value.path().read_text(encoding="utf-8-sig").splitlines()[2] == "'=cmd(),800.0"
        assert page.get_by_role("rowheader", name="<img src=x").is_visible()
        assert page.evaluate("() => window.hit === undefined")
        for theme in ("Light", "Dark"):
            sheet.theme(f"JupyterLab {theme}")
            for part in ("td", "th", "td code", "td a", "a[download]", "caption"):
                assert sheet.contrast(f".jp-OutputArea {part}") >= 4.5, (theme, part)
            page.get_by_text("Save table (CSV)").scroll_into_view_if_needed()
            sheet.screenshot(f"words_{theme.lower()}")
        sheet.theme("JupyterLab Light")
        page.locator(".jp-OutputArea td a", has_text="02").first.click()
        page.locator(".lm-TabBar-tab.lm-mod-current", has_text="02_segmentation.ipynb").wait_for()
