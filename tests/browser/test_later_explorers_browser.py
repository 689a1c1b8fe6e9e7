"""The explorers of the lessons from 03 on in a browser: by keyboard, by ear, in the dark, on few accounts and on many."""

import pytest
from explored import LATER_EXPLORERS, in_light_and_dark, later_cells, moves_by_keyboard, of_three_accounts
from harness import BROWSER, write_notebook

pytestmark = BROWSER
FIRST_FRAME = ".kam-picture[data-frame]"
SAID = {
    "survival_landmark": "hazard ratio",
    "funnel_limits": "around a target of",
    "alarm_threshold": "of them leaving; a call costs €",
    "year_bridge": "price €",
    "whale_rates": "Profit added up from the best of",
    "worth_of_keeping": "a single sale would leave",
    "alive_path": "it jumps up at each purchase and falls with each day of silence",
    "model_compare": "points apart on whether it is alive",
    "five_points": "For comparison, a base of",
    "two_budgets": "of customers kept a year",
    "sample_and_silence": "without knowing the silent",
    "wave_tracker": "by wave: 1 ",
    "weight_limits": "design effect",
    "factor_loadings": "Items that load on each factor",
    "driver_measures": "Shares by ",
    "importance_cross": "Cross at performance",
    "kano_segments": "classes are not told apart",
    "tolerance_zones": "Zone of tolerance among",
    "board_legs": "more must say so than say the opposite",
}


@pytest.fixture(scope="module")
def sheet(lab_site, tmp_path_factory):
    notebook = tmp_path_factory.mktemp("later") / "later_explorers.ipynb"
    with lab_site.open(write_notebook(notebook, *later_cells(300)), height=9000) as opened:
        for place in range(len(LATER_EXPLORERS)):
            opened.page.locator(".kam-live").nth(place).locator(FIRST_FRAME).wait_for()
        yield opened


@pytest.mark.parametrize("name", LATER_EXPLORERS)
def test_a_later_explorer_moves_by_keyboard(sheet, name):
    live = sheet.page.locator(".kam-live").nth(list(LATER_EXPLORERS).index(name))
    moves_by_keyboard(sheet.page, live)
    assert SAID[name] in live.locator("img").get_attribute("alt")


def test_later_explorers_read_well_in_light_and_dark(sheet):
    in_light_and_dark(sheet, LATER_EXPLORERS, "select")


def test_later_explorers_of_three_accounts(lab_page, tmp_path):
    with lab_page(write_notebook(tmp_path / "few_later.ipynb", *later_cells(3)), height=9000) as sheet:
        for name, words in of_three_accounts(sheet, LATER_EXPLORERS).items():
            assert SAID[name] in words
