"""A picture shown in a notebook, as a browser has it: its words, its table, and both saved."""

from harness import BROWSER, write_notebook

pytestmark = BROWSER

CELL = """
import pandas as pd
from kamlib.figures import axes, describe, show

accounts = ["Nordboden & Söhne", "=cmd()", "Ωmega <b>Flooring</b>"]
table = pd.DataFrame({"account": accounts, "revenue": [1200.5, 800, -90]})
ax = axes()
ax.barh(table["account"], table["revenue"])
ax.set_title("Two of three accounts bring all the revenue")
ax.set_xlabel("revenue (€)")
show(describe(ax, "Two of three accounts bring all of €1,910.50; one takes €90 back.", table))
"""


def test_a_shown_picture_speaks_and_can_be_saved(lab_page, tmp_path):
    with lab_page(write_notebook(tmp_path / "card.ipynb", CELL)) as sheet:
        page = sheet.page
        image = page.locator("figure img")
        assert image.get_attribute("alt") == "Two of three accounts bring all of €1,910.50; one takes €90 back."
        assert image.evaluate("(img) => img.naturalWidth") == 1440
        page.get_by_text("The table behind it").click()
        assert page.locator("figure td").filter(has_text="Ωmega <b>Flooring</b>").is_visible()
        with page.expect_download() as saved:
            page.get_by_text("Save table for a spreadsheet").click()
        assert saved.value.suggested_filename == "two_of_three_accounts_bring_all_the_revenue.csv"
        assert "'=cmd()" in saved.value.path().read_text(encoding="utf-8-sig")
        with page.expect_download() as saved:
            page.get_by_text("Save picture for slides").click()
        assert saved.value.path().read_bytes().startswith(b"\x89PNG")
        sheet.screenshot("card_light")
        sheet.theme("JupyterLab Dark")
        for part in ("figure summary", "figure td", "figure th", "figure a"):
            assert sheet.contrast(part) >= 4.5, part
        sheet.screenshot("card_dark")
        sheet.theme("JupyterLab Light")
