"""Tables in a report: short, as people read them; the saved ones whole and guarded."""

import base64
import re

import pandas as pd

from kamlib.report.tables import Sheets, file_name
from kamlib.tables.company import load

SHEETS = Sheets({"K1": "<b>One</b>", "K2": "K2"}, "CHF")


def _saved(shown: str) -> str:
    return base64.b64decode(re.search(r"base64,([^\"]+)", shown).group(1)).decode("utf-8-sig")


def _heads(shown: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', shown)


def _accounts(rows: int, **columns) -> pd.DataFrame:
    index = pd.Index([f"K{number}" for number in range(1, rows + 1)], name="account_id")
    return pd.DataFrame({"revenue": range(rows), **columns}, index=index)


def test_accounts_have_their_names_and_money_its_currency():
    shown = SHEETS.show(_accounts(2), "Accounts", "accounts")
    assert _heads(shown) == ["account id", "account name", "revenue (CHF)"]
    assert "&lt;b&gt;One&lt;/b&gt;" in shown
    assert "<b>" not in shown


def test_a_name_that_is_the_id_is_not_said_twice():
    assert _heads(Sheets({}, "CHF").show(_accounts(2), "Accounts", "a")) == ["account id", "revenue (CHF)"]


def test_a_long_table_is_short_to_read_and_whole_to_save():
    table = _accounts(30, basis="the same", **{f"c{number}": range(30) for number in range(9)})
    shown = SHEETS.show(table, "Accounts", "accounts")
    assert "Accounts: the first 8 of 30" in shown
    assert shown.count("<tr>") == 9
    assert len(_heads(shown)) == 8
    assert "basis" not in _heads(shown)
    saved = _saved(shown).splitlines()
    assert len(saved) == 31
    assert "basis" in saved[0]


def test_what_is_missing_is_a_dash_and_a_share_a_percent():
    table = pd.DataFrame({"k": [1, 2], "revenue_share": [0.5, None], "lines": pd.array([3, None], dtype="Int64")})
    shown = SHEETS.show(table, "Shares", "shares")
    assert "50.0%" in shown
    assert shown.count("–") == 2


def test_formulas_are_guarded_when_saved():
    saved = _saved(SHEETS.show(pd.DataFrame({"name": ["=1+1", "-2"]}), "Names", "names"))
    assert "'=1+1" in saved
    assert "\r\n-2" in saved


def test_a_file_name_holds_nothing_but_letters():
    assert file_name("../<x>", "Ω") == "x"
    assert file_name("Ω") == "table"


def test_tables_of_the_teaching_company_are_untouched_by_reading_them():
    accounts = load("larkfield").accounts
    before = accounts.copy()
    SHEETS.readable(accounts)
    pd.testing.assert_frame_equal(accounts, before)
