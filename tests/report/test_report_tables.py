"""Tables in a report: short, as people read them; the saved ones whole and guarded."""

import base64
import datetime as dt
import re

import pandas as pd

from kamlib.report.cover import standing
from kamlib.report.set_aside import section
from kamlib.report.tables import Sheets, file_name
from kamlib.tables.company import Company, load
from kamlib.tables.intake import ClientMapping, Source, take_in

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


def test_the_cover_counts_no_total_twice_and_names_money_left_out(tmp_path):
    rows = "order,customer,day,amount,money\n1,A,2024-01-01,5,EUR\n2,A,2024-01-02,3,CHF\nSumme EUR,,,5,EUR\n"
    (tmp_path / "orders.csv").write_text(rows, encoding="utf-8")
    columns = (
        'order_id = "order"\naccount_id = "customer"\nordered_at = "day"\nrevenue = "amount"\ncurrency = "money"\n'
    )
    mapping = f'name = "Two"\ncurrency = "EUR"\n[orders]\nfile = "orders.csv"\ndate_format = "iso"\n[orders.columns]\n{columns}'
    (tmp_path / "two.toml").write_text(mapping, encoding="utf-8")
    company = load(tmp_path / "two.toml")
    said = standing(company, dt.date(2024, 2, 1))
    assert said["Money in the file"] == "€5.00; €5.00 in rows of totals, which add it up again"
    assert said["= used + set aside"] == "€5.00 + €0.00"
    assert said["In no figure here"].startswith("CHF 3.00 set aside in other currencies")
    assert "CHF 3.00 in 1 row = CHF 0.00 used + CHF 3.00 set aside" in section(company.intake).body


def test_a_survey_alone_has_no_currency_and_no_money_in_its_report(tmp_path, monkeypatch):
    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path / "cache"))
    sheet = tmp_path / "survey.csv"
    sheet.write_text("id,day,q1\n" + "".join(f"R{n},2025-03-0{n},{n}\n" for n in range(1, 6)), "utf-8")
    source = Source("responses", sheet, {"response_id": "id", "answered_at": "day"})
    intake = take_in(ClientMapping("Client", "EUR", (source,), "UTC"))
    company = Company(
        "Client", "EUR", intake.as_of, lambda: {"responses": pd.DataFrame({"response_id": ["R1"]})}, intake=intake
    )
    assert "Currency" not in standing(company, dt.date(2025, 4, 1))
    assert _heads(section(intake).body) == ["Table", "What became of the rows", "Rows"]
    assert "money" not in section(intake).body.split("The rules")[0].lower()
