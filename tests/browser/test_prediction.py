"""The predict-first widget in a browser: the truth is not there before the guess is locked, and then both stay."""

from harness import BROWSER, write_notebook

pytestmark = BROWSER

CELL = """
from kamlib.widgets import Prediction

locked = []
Prediction("Which share of revenue do the largest 20 % of accounts bring?", "percent", 0, 100,
           truth=lambda: 71.26, afterwards="80 is a figure of speech.", on_lock=locked.append)
"""


def test_a_guess_is_locked_by_keyboard_before_the_truth_is_shown(lab_page, tmp_path):
    with lab_page(write_notebook(tmp_path / "guess.ipynb", CELL)) as sheet:
        page, live = sheet.page, sheet.page.locator(".kam-live")
        slider = live.get_by_label("My guess")
        slider.wait_for()
        assert "71.3" not in page.content()
        assert live.get_by_role("group").get_attribute("aria-labelledby")
        slider.focus()
        for _ in range(10):
            page.keyboard.press("ArrowLeft")
        assert slider.get_attribute("aria-valuetext") == "40%"
        sheet.screenshot("prediction_before")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        answer = live.get_by_role("status")
        answer.get_by_text("71.3%").wait_for()
        assert "40%" in answer.inner_text()
        assert "31 points too low" in answer.inner_text()
        assert not slider.is_visible()
        assert answer.evaluate("(it) => it === document.activeElement"), "the focus goes to the answer"
        for theme in ("Light", "Dark"):
            sheet.theme(f"JupyterLab {theme}")
            for part in (".kam-title", ".kam-bar span", ".kam-bar strong", ".kam-answer p"):
                assert sheet.contrast(f".kam-live {part}") >= 4.5, (theme, part)
            sheet.screenshot(f"prediction_{theme.lower()}")
        sheet.theme("JupyterLab Light")
