"""The three explorers of lesson 02 in a browser: by keyboard, by ear, in the dark, on few accounts and on many."""

import pytest
from explored import EXPLORERS, cells, in_light_and_dark, of_three_accounts
from harness import BROWSER, write_notebook

pytestmark = BROWSER
FIRST_FRAME = ".kam-picture[data-frame='1']"


@pytest.fixture(scope="module")
def sheet(lab_site, tmp_path_factory):
    notebook = tmp_path_factory.mktemp("explorers") / "explorers.ipynb"
    with lab_site.open(write_notebook(notebook, *cells(300, *EXPLORERS)), height=2600) as opened:
        for place in range(len(EXPLORERS)):
            opened.page.locator(".kam-live").nth(place).locator(FIRST_FRAME).wait_for()
        yield opened


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_moves_by_keyboard(sheet, name):
    page, live = sheet.page, sheet.page.locator(".kam-live").nth(list(EXPLORERS).index(name))
    sliders = live.locator("input[type=range]")
    for place in range(sliders.count()):
        slider = sliders.nth(place)
        assert live.locator("label").nth(place).get_attribute("for") == slider.get_attribute("id")
        if place == 0:
            slider.focus()
        else:
            page.keyboard.press("Tab")
        assert slider.evaluate("(it) => it === document.activeElement"), "Tab goes from one slider to the next"
        before = _seen(live, slider)
        page.keyboard.press("ArrowRight")
        page.wait_for_function("([it, was]) => it.src !== was", arg=[live.locator("img").element_handle(), before[0]])
        after = _seen(live, slider)
        assert all(new != old for new, old in zip(after, before, strict=True)), (before, after)
        assert live.locator("output").nth(place).inner_text() == slider.get_attribute("aria-valuetext")
    assert live.locator("[aria-live=polite]").inner_text()
    assert not live.locator(".kam-problem").is_visible()


def _seen(live, slider):
    return [
        live.locator("img").get_attribute("src"),
        live.locator("img").get_attribute("alt"),
        slider.get_attribute("aria-valuetext"),
    ]


def test_frames_do_not_queue(sheet):
    """Thirty quick moves end at the newest place, with far fewer pictures than moves."""
    page, live = sheet.page, sheet.page.locator(".kam-live").first
    drawn = int(live.locator("img").get_attribute("data-frame"))
    moves = live.locator("input[type=range]").first.evaluate("""(slider) => {
      slider.value = 0;
      for (let place = 1; place <= 30; place++) {
        slider.value = place;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return 30;
    }""")
    page.wait_for_function(
        "([it, least]) => Number(it.dataset.frame) >= least", arg=[live.locator("img").element_handle(), drawn + 2]
    )
    page.wait_for_timeout(500)
    assert int(live.locator("img").get_attribute("data-frame")) - drawn == 2 < moves


def test_explorers_read_well_in_light_and_dark(sheet):
    in_light_and_dark(sheet, EXPLORERS)


def test_explorers_on_three_accounts(lab_page, tmp_path):
    notebook = write_notebook(tmp_path / "few.ipynb", *cells(3, *EXPLORERS))
    with lab_page(notebook, height=2600) as sheet:
        for name, words in of_three_accounts(sheet, EXPLORERS).items():
            assert ("profit" if name == "profit_levers" else "3 accounts") in words
