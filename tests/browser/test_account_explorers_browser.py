"""The three explorers of lesson 01 in a browser: by keyboard, by ear, in the dark, on few accounts and on many."""

import pytest
from explored import ACCOUNT_EXPLORERS, account_cells, in_light_and_dark, moves_by_keyboard, of_three_accounts
from harness import BROWSER, write_notebook

pytestmark = BROWSER
FIRST_FRAME = ".kam-picture[data-frame]"


@pytest.fixture(scope="module")
def sheet(lab_site, tmp_path_factory):
    notebook = tmp_path_factory.mktemp("accounts") / "account_explorers.ipynb"
    with lab_site.open(write_notebook(notebook, *account_cells(300)), height=2600) as opened:
        for place in range(len(ACCOUNT_EXPLORERS)):
            opened.page.locator(".kam-live").nth(place).locator(FIRST_FRAME).wait_for()
        yield opened


@pytest.mark.parametrize("name", ACCOUNT_EXPLORERS)
def test_an_explorer_of_accounts_moves_by_keyboard(sheet, name):
    moves_by_keyboard(sheet.page, sheet.page.locator(".kam-live").nth(list(ACCOUNT_EXPLORERS).index(name)))


def test_every_account_is_on_the_list_and_its_card_is_heard(sheet):
    live = sheet.page.locator(".kam-live").nth(list(ACCOUNT_EXPLORERS).index("card_browser"))
    choice, picture = live.locator("select"), live.locator("img")
    assert choice.locator("option").count() == 300
    before = picture.get_attribute("src")
    choice.select_option(index=250)
    sheet.page.wait_for_function("([it, was]) => it.src !== was", arg=[picture.element_handle(), before])
    alt = picture.get_attribute("alt")
    for words in ("last order", "Buys most", "Knowledge: 1 what they value in us", "Revenue by month"):
        assert words in alt
    choice.select_option(index=0)


def test_explorers_of_accounts_read_well_in_light_and_dark(sheet):
    in_light_and_dark(sheet, ACCOUNT_EXPLORERS, "select")


def test_explorers_of_three_accounts(lab_page, tmp_path):
    with lab_page(write_notebook(tmp_path / "few_accounts.ipynb", *account_cells(3)), height=2600) as sheet:
        assert all(len(words) > 100 for words in of_three_accounts(sheet, ACCOUNT_EXPLORERS).values())
