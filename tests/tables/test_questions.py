"""A verdict says what a file can answer, by proxy or not, before anything is computed."""

import pandas as pd
import pytest

import kamlib
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.questions.verdict import _smallest_effect


def _company(**frames):
    return Company("Test & <b>Sons</b>", "GBP", pd.Timestamp("2024-01-01"), lambda: frames)


def _orders(accounts: int, **more) -> pd.DataFrame:
    revenue = [10.0 * (1 + i % 7) for i in range(accounts)]
    ids = [f"A{i}" for i in range(accounts)]
    day = pd.Timestamp("2023-06-01")
    return pd.DataFrame({"order_id": ids, "account_id": ids, "ordered_at": day, "revenue": revenue, **more})


def _statuses(company):
    return [finding.status for finding in company.can_answer("02").findings]


def test_the_teaching_company_can_answer_everything():
    assert set(_statuses(kamlib.load("larkfield"))) == {"answerable"}


def test_a_bare_ledger_answers_by_proxy_and_says_what_to_ask_for():
    verdict = _company(orders=_orders(40)).can_answer("02")
    assert [one.status for one in verdict.findings] == [
        "answerable",
        "answerable",
        "by proxy",
        "answerable",
        "not",
        "by proxy",
    ]
    assert "Ask for the cost of goods" in verdict.findings[2].remark
    assert "factor of" in verdict.smallest_difference


def test_without_orders_nothing_is_answerable():
    verdict = _company(accounts=pd.DataFrame({"account_id": ["a"], "account_name": ["A"]})).can_answer("02")
    assert {one.status for one in verdict.findings} == {"not"}
    assert "no difference" in verdict.smallest_difference


@pytest.mark.parametrize("accounts", [1, 3, 7])
def test_few_accounts_are_told_to_be_few(accounts):
    assert "too few" in _company(orders=_orders(accounts)).can_answer("02").smallest_difference


@pytest.mark.parametrize("accounts", [8, 20, 267, 302, 389, 5_000])
def test_the_smallest_difference_is_found_at_every_size(accounts):
    """At 267, 302 and 389 customers the search of statsmodels itself gives an array, or a negative difference."""
    assert 2.8 * (4 / accounts) ** 0.5 < _smallest_effect(accounts) < 1.25 * 2.8 * (4 / accounts) ** 0.5
    assert "by a factor of" in _company(orders=_orders(accounts)).can_answer("02").smallest_difference


def test_a_group_counts_once():
    accounts = pd.DataFrame({"account_id": [f"A{i}" for i in range(40)], "account_name": "x", "parent_id": "P"})
    accounts.loc[20:, "parent_id"] = None
    said = _company(orders=_orders(40), accounts=accounts).can_answer("02").smallest_difference
    assert said.startswith("40 accounts, 21 of them independent")


def test_more_accounts_show_smaller_differences():
    def factor(accounts):
        said = _company(orders=_orders(accounts)).can_answer("02").smallest_difference
        return float(said.split("factor of ")[1].split(" ")[0])

    assert factor(4000) < factor(40)


def test_names_are_data_not_markup():
    company = _company(orders=_orders(3))
    assert "<b>" not in company._repr_html_()
    assert "<b>Sons" not in company.can_answer("02")._repr_html_()


def _know(company):
    return [finding.status for finding in company.can_answer("01").findings]


def test_lesson_01_is_answerable_on_the_teaching_company_and_asks_a_bare_ledger_for_its_cards():
    assert set(_know(kamlib.load("larkfield"))) == {"answerable"}
    accounts = pd.DataFrame({"account_id": ["A0"], "account_name": ["a"]})
    bare = _company(orders=_orders(40), accounts=accounts)
    assert _know(bare) == ["not", "not", "by proxy", "by proxy", "by proxy"]
    verdict = bare.can_answer("01")
    assert "Ask for what is written down about each account" in verdict.findings[0].remark
    assert "groups cannot" in verdict.findings[2].remark


def test_lesson_01_needs_orders_or_says_so():
    assert _know(_company(accounts=pd.DataFrame({"account_id": ["a"], "account_name": ["A"]}))) == ["not"] * 5


def test_lesson_01_says_what_a_card_without_dates_or_managers_can_tell():
    cards = pd.DataFrame({"account_id": ["A0"], "question": [1], "answer": ["price"]})
    undated = _company(orders=_orders(40), knowledge=cards)
    assert _know(undated)[:2] == ["not", "not"]
    dated = _company(orders=_orders(40), knowledge=cards.assign(answered_at=pd.Timestamp("2023-06-01")))
    assert _know(dated)[:2] == ["answerable", "by proxy"]


def test_a_missing_table_says_what_it_is_and_what_to_do():
    with pytest.raises(MissingTable, match=r"no table 'wallet' .*: map one in"):
        _ = _company(orders=_orders(3)).wallet


def test_an_unknown_attribute_lists_the_tables():
    with pytest.raises(AttributeError, match="its tables are accounts, contacts"):
        _ = _company(orders=_orders(3)).order


def test_an_unknown_lesson_is_a_sentence():
    with pytest.raises(ValueError, match="Lesson '99' asks nothing"):
        _company(orders=_orders(3)).can_answer("99")


def test_each_reader_gets_a_fresh_table():
    company = _company(orders=_orders(3))
    mine = company.orders
    mine["revenue"] = 0.0
    assert company.orders["revenue"].sum() > 0


@pytest.mark.parametrize("lesson", ["03", "04", "05", "06"])
def test_lessons_03_to_06_are_answerable_on_the_teaching_company_and_by_proxy_on_a_bare_ledger(lesson):
    assert {one.status for one in kamlib.load("larkfield").can_answer(lesson).findings} == {"answerable"}
    bare = [one.status for one in _company(orders=_orders(40)).can_answer(lesson).findings]
    assert "answerable" not in bare
    assert bare.count("not") == {"03": 2, "04": 2, "05": 0, "06": 5}[lesson]


def test_what_compares_one_year_with_the_next_needs_two_years_of_orders():
    def five_points(first_order):
        orders = _orders(40)
        orders.loc[0, "ordered_at"] = pd.Timestamp(first_order)
        return _company(orders=orders).can_answer("06").findings[1]

    as_of = _company(orders=_orders(1)).as_of
    long, short = five_points(as_of - pd.Timedelta(days=725)), five_points(as_of - pd.Timedelta(days=600))
    assert long.status == "by proxy"
    assert (short.status, short.remark) == ("not", "The file holds 601 days of orders: ask for 2 years.")


def test_gaps_in_a_number_are_named_and_a_column_of_gaps_is_none():
    company = kamlib.load("larkfield")
    frames = {name: company.get(name) for name in company.tables}
    frames["orders"].loc[frames["orders"].index[::30], "margin"] = float("nan")
    partly = _company(**frames).can_answer("03").findings
    assert (partly[0].status, partly[0].remark) == (
        "answerable", "Mind the gaps: margin is missing on 3% of the rows of orders."
    )  # fmt: skip
    assert partly[1].remark == ""
    frames["orders"]["margin"] = float("nan")
    assert _company(**frames).can_answer("03").findings[0].status == "by proxy"


def test_a_ledger_with_margins_and_articles_still_cannot_say_what_serving_costs():
    orders = _orders(40, margin=1.0, product_id="p", category="c", quantity=1.0, unit_price=10.0)
    verdict = _company(orders=orders).can_answer("03")
    assert [one.status for one in verdict.findings] == ["by proxy", "by proxy", "answerable", "by proxy", "not"]
    assert "an assumed cost of each" in verdict.findings[1].remark
    assert "Ask for the minutes" in verdict.findings[4].remark


def test_without_contracts_leaving_is_a_guess_and_ties_are_a_proxy():
    verdict = _company(orders=_orders(40, category="c")).can_answer("04")
    assert [one.status for one in verdict.findings] == [
        "by proxy",
        "by proxy",
        "by proxy",
        "by proxy",
        "not",
        "by proxy",
    ]
    assert "never proof of leaving" in verdict.findings[0].remark
    assert "groups are not known" in verdict.findings[1].remark
    assert "Ask for who answers for each account" in verdict.findings[4].remark
