"""The account card and the market profile: what is on them, what is not known, and names that stay data."""

import re

import numpy as np
import pandas as pd
import pytest

from kamlib.methods.accounts import Cards, account_card, market_profile
from kamlib.tables import larkfield
from kamlib.tables.contracts import CONTRACTS

AS_OF = larkfield.AS_OF


@pytest.fixture(scope="module")
def tables():
    return larkfield.generate("class-1")


@pytest.fixture
def company(tables):
    return {name: tables[name] for name in ("orders", "accounts", "contacts", "knowledge")}


def empty(name):
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in CONTRACTS[name].dtypes().items()})


def only(orders):
    return orders[["order_id", "account_id", "ordered_at", "revenue"]]


def test_the_card_adds_up(company):
    largest = company["orders"].groupby("account_id")["revenue"].sum().idxmax()
    card = account_card(largest, as_of=AS_OF, currency="EUR", **company)
    own = company["orders"][company["orders"]["account_id"] == largest]
    year = own[own["ordered_at"] > AS_OF - pd.DateOffset(years=1)]
    assert card.facts["revenue_12_months"] == pytest.approx(year["revenue"].sum())
    assert card.monthly.tail(12).sum() == pytest.approx(year["revenue"].sum())
    assert card.monthly.index[-1] == pd.Timestamp("2025-12-01")
    assert len(card.monthly) == 24
    assert card.facts["days_since_order"] == (AS_OF - own["ordered_at"].max()).days
    assert card.products["revenue"].is_monotonic_decreasing
    assert card.products["revenue"].iloc[0] == pytest.approx(year.groupby("product_id")["revenue"].sum().max())
    assert len(card.contacts) == (company["contacts"]["account_id"] == largest).sum()
    assert len(card.knowledge) == 13
    assert set(card.gaps["state"]) <= {"stale", "unknown"}
    fresh = card.knowledge[card.knowledge["state"] == "fresh"]
    for row in fresh.itertuples():
        assert f"{row.text} (“{row.answer}”, {row.age_days:,.0f} days old)" in str(card)
    for words in ("revenue 12 months: €", "last order: ", "People", "to ask", "manager: "):
        assert words in str(card)


def test_a_card_from_all_tables_is_the_card_from_its_own_rows(company):
    cards = Cards(company["orders"], company["accounts"], AS_OF, "EUR", company["contacts"], company["knowledge"])
    assert len(cards.ids) == 300
    for account in cards.ids[::37]:
        one = account_card(account, as_of=AS_OF, currency="EUR", **company)
        assert str(one) == str(cards[account])
        pd.testing.assert_series_equal(one.monthly, cards[account].monthly, check_freq=False)


def test_a_card_stands_on_its_day(company):
    earlier = pd.Timestamp("2023-06-30")
    account = company["orders"]["account_id"].iloc[0]
    card = account_card(account, as_of=earlier, currency="EUR", **company)
    assert card.facts["last_order"] <= earlier
    assert card.monthly.index[-1] == pd.Timestamp("2023-06-01")
    assert not (card.knowledge["age_days"] < 0).any()
    assert not (card.contacts["days_ago"] < 0).any()


def test_orders_alone_make_a_card_and_an_account_alone_too(company):
    account = company["orders"]["account_id"].iloc[0]
    card = account_card(
        account, orders=only(company["orders"]), accounts=empty("accounts"), as_of=AS_OF, currency="SEK"
    )
    assert card.name == account
    assert (card.knowledge["state"] == "unknown").all()
    assert "SEK " in str(card)
    assert "nothing in this file" in str(card)
    assert not re.search(r"\bna[nt]\b", str(card), re.IGNORECASE)
    silent = account_card("A0001", orders=empty("orders"), accounts=company["accounts"], as_of=AS_OF, currency="EUR")
    assert "revenue_12_months" not in silent.facts
    assert silent.monthly.sum() == 0
    with pytest.raises(ValueError, match="no account 'Z'"):
        account_card("Z", as_of=AS_OF, currency="EUR", **company)


def test_markup_and_formulas_on_a_card_stay_text():
    evil = "<script>alert(1)</script>"
    accounts = pd.DataFrame(
        {"account_id": ["=1+1"], "account_name": [evil], "region": ["{{7*7}}"], "parent_name": ["<b>"]}
    )
    orders = pd.DataFrame({"account_id": ["=1+1"], "ordered_at": [AS_OF], "revenue": [-5.0], "product_id": ["<i>x"]})
    contacts = pd.DataFrame({"account_id": ["=1+1"], "contact_name": ["<u>"], "role": ["@SUM(A1)"]})
    known = pd.DataFrame(
        {"account_id": ["=1+1"], "question": [1], "answer": ["<img onerror=x>"], "answered_at": ["2020-01-01"]}
    )
    card = account_card(
        "=1+1", orders=orders, accounts=accounts, as_of=AS_OF, currency="EUR", contacts=contacts, knowledge=known
    )
    shown = card._repr_html_()
    for tag in ("<script", "<b>A", "<i>", "<u>", "<img"):
        assert tag not in shown
    for text in ("&lt;script&gt;", "=1+1", "{{7*7}}", "@SUM(A1)", "&lt;img onerror=x&gt;", "−€5.00"):
        assert text in shown
    assert evil in str(card)


def test_the_six_panels_say_what_they_stand_on(company):
    profile = market_profile(**company)
    assert list(profile.panels) == list(profile.basis) == ["who", "what", "why", "who_takes_part", "how", "where"]
    for key in ("who", "what", "where"):
        assert profile.panels[key]["revenue"].sum() == pytest.approx(company["orders"]["revenue"].sum())
        assert profile.panels[key]["share"].sum() == pytest.approx(1)
    first = company["knowledge"][company["knowledge"]["question"] == 1]
    told = int(first["answer"].notna().sum())
    assert profile.basis["why"] == f"From {told} of 300 accounts: question 1 of the audit."
    assert profile.panels["why"]["accounts"].sum() == told
    roles = company["contacts"].dropna(subset="role").groupby("role")["account_id"].nunique()
    assert profile.panels["who_takes_part"]["accounts"].to_dict() == roles.to_dict()
    assert "question 7" in profile.basis["how"]


def test_a_file_of_orders_answers_little_and_says_so(company):
    profile = market_profile(only(company["orders"]), empty("accounts"))
    assert all(panel is None for panel in profile.panels.values())
    assert all(words.startswith("This file cannot tell") for words in profile.basis.values())
    nothing = market_profile(empty("orders"), empty("accounts"), empty("contacts"), empty("knowledge"))
    assert all(panel is None for panel in nothing.panels.values())
    by_proxy = market_profile(company["orders"], empty("accounts"), empty("contacts"), empty("knowledge"))
    assert by_proxy.panels["how"]["share"].sum() == pytest.approx(1)
    assert by_proxy.basis["how"].startswith("By proxy")
    assert by_proxy.panels["why"] is None


def test_what_is_not_stated_is_a_row_and_revenue_below_zero_has_no_shares():
    orders = pd.DataFrame({"account_id": ["A", "B", "C"], "revenue": [5.0, 3.0, 2.0], "category": ["x", " ", None]})
    orders["ordered_at"], orders["order_id"] = AS_OF, ["1", "2", "3"]
    accounts = pd.DataFrame({"account_id": ["A", "B"], "region": ["NA", None]})
    panels = market_profile(orders, accounts).panels
    assert panels["where"]["share"].to_dict() == {"NA": 0.5, "not stated": 0.5}
    assert panels["what"]["accounts"].to_dict() == {"x": 1, "not stated": 2}
    below = market_profile(orders.assign(revenue=-1.0), accounts)
    assert np.isnan(below.panels["where"]["share"]).all()
    assert "nan" not in str(below)
    shown = market_profile(orders.assign(category="<b>"), accounts)._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
