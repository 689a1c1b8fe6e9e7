"""The column mapper in a browser: mapped and written by keyboard alone; what a file is named never runs; dark mode."""

from harness import BROWSER, write_notebook

from kamlib.tables.intake import read_mapping

pytestmark = BROWSER

MARKUP = "<img src=x onerror=window.hit=1>"
LINES = [
    "invoice,customer,date,amount,<img src=x onerror=window.hit=1>",
    *(f"I{day},C{day},2024-03-{day:02d},{day}0.50,<b>bold</b>" for day in range(1, 20)),
]
CELL = """
from kamlib import widgets

widgets.column_mapper("strange.csv", "strange.toml")
"""


def _tab_to(page, wanted):
    """Press Tab until the element that has the focus, `it`, is the wanted one."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => (it => {wanted})(document.activeElement)"):
            return
    raise AssertionError(f"Tab never reached: {wanted}")


def test_a_file_is_mapped_and_written_by_keyboard_alone(lab_page, lab_site, tmp_path):
    (lab_site.workspace / "strange.csv").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    written = lab_site.workspace / "strange.toml"
    written.unlink(missing_ok=True)
    with lab_page(write_notebook(tmp_path / "mapper.ipynb", CELL)) as sheet:
        page, form = sheet.page, sheet.page.locator(".kam-mapper")
        product = form.get_by_label("product_id")
        product.focus()
        assert product.input_value() == ""
        page.keyboard.press("End")
        assert product.input_value() == MARKUP
        form.get_by_text("first values: <b>bold</b>").wait_for()
        said = form.get_by_role("status")
        said.get_by_text("Say in which currency").wait_for()
        sheet.screenshot("mapper_asks", ".kam-mapper")
        _tab_to(page, "it.labels?.[0]?.textContent.includes('In which currency')")
        page.keyboard.type("EUR")
        _tab_to(page, "it.textContent === 'Write mapping'")
        page.keyboard.press("Enter")
        said.get_by_text("Next, in a terminal: kam intake strange.toml").wait_for()
        assert read_mapping(written).sources[0].columns["product_id"] == MARKUP
        assert read_mapping(written).currency == "EUR"
        assert page.evaluate("() => window.hit === undefined")
        assert form.locator("img, b").count() == 0
        page.keyboard.press("Enter")
        said.get_by_text("strange.toml is there already").wait_for()
        assert form.get_by_label("Write the mapping to").input_value() == "strange-2.toml"
        assert written.read_text(encoding="utf-8").count("EUR") == 1
        for theme in ("Light", "Dark"):
            sheet.theme(f"JupyterLab {theme}")
            for part in ("label strong", ".kam-meaning", "select", "input", ".kam-preview", ".kam-problem", "button"):
                assert sheet.contrast(f".kam-mapper {part}") >= 4.5, (theme, part)
            sheet.screenshot(f"mapper_{theme.lower()}", ".kam-mapper")
        sheet.theme("JupyterLab Light")
