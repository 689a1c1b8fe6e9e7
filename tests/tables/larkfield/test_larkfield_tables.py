"""Larkfield's tables keep their contracts, fit together, and are the same every time."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from kamlib.tables import larkfield
from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.shipped import csv_bytes


def digest(table: pd.DataFrame) -> str:
    return hashlib.sha256(csv_bytes(table)).hexdigest()


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_every_table_keeps_its_contract(larkfield_company, name):
    table = larkfield_company[name]
    assert CONTRACTS[name].problems(table) == []
    assert {column: str(dtype) for column, dtype in table.dtypes.items()} == CONTRACTS[name].dtypes()


def test_the_company_has_the_size_it_says(larkfield_company):
    accounts = larkfield_company["accounts"]
    assert len(accounts) == 300
    assert 50 <= accounts["parent_id"].nunique() <= 60
    assert accounts["account_id"].is_unique
    assert accounts["account_name"].is_unique
    assert accounts["region"].nunique() == 3
    assert 5 <= accounts["manager"].nunique() <= 7
    assert set(accounts["account_type"]) == {"distributor", "contractor"}
    orders = larkfield_company["orders"]
    assert 30_000 <= len(orders) <= 45_000
    assert orders["category"].nunique() == 4
    assert len(larkfield_company["knowledge"]) == 300 * 13


def test_rows_join_and_stay_within_the_history(larkfield_company):
    ids = set(larkfield_company["accounts"]["account_id"])
    for name in CONTRACTS:
        assert set(larkfield_company[name].get("account_id", [])) <= ids, name
    assert set(larkfield_company["referrals"]["referred_by"]) <= ids
    orders = larkfield_company["orders"]
    assert orders["ordered_at"].min() >= pd.Timestamp("2021-01-01")
    assert orders["ordered_at"].max() <= larkfield.AS_OF
    assert orders["ordered_at"].is_monotonic_increasing
    assert not orders.duplicated(["order_id", "order_line"]).any()
    assert (orders.groupby("order_id")["account_id"].nunique() == 1).all()
    assert (orders.groupby("order_id")["ordered_at"].nunique() == 1).all()
    assert larkfield_company["activities"]["performed_at"].max() <= larkfield.AS_OF


def test_no_order_precedes_the_account_or_falls_on_a_weekend(larkfield_company):
    orders = larkfield_company["orders"].merge(larkfield_company["accounts"], on="account_id")
    assert (orders["ordered_at"] >= orders["opened_at"]).all()
    assert (orders["ordered_at"].dt.day_of_week < 5).all()


def test_money_adds_up_to_the_cent(larkfield_company):
    orders = larkfield_company["orders"]
    assert np.allclose(orders["revenue"], (orders["quantity"] * orders["unit_price"]).round(2), atol=0.005)
    assert (orders["revenue"] * 100).round().sub(orders["revenue"] * 100).abs().max() < 1e-4
    sold = orders[orders["quantity"] > 0]
    assert (sold["margin"] <= sold["revenue"]).all()
    assert 0.2 < orders["margin"].sum() / orders["revenue"].sum() < 0.4
    back = orders[orders["quantity"] < 0]
    assert (back["revenue"] < 0).all()
    assert 0.005 < len(back) / len(orders) < 0.02


def test_revenue_is_concentrated_as_in_life(larkfield_company):
    revenue = larkfield_company["orders"].groupby("account_id")["revenue"].sum().sort_values(ascending=False)
    assert 0.65 <= revenue.iloc[:60].sum() / revenue.sum() <= 0.75
    assert 0.04 <= revenue.iloc[0] / revenue.sum() <= 0.08


def test_names_are_spelled_in_many_alphabets_and_are_data(larkfield_company):
    names = pd.concat([larkfield_company["accounts"]["account_name"], larkfield_company["contacts"]["contact_name"]])
    assert names.str.contains(r"[^\x00-\x7f]").mean() > 0.3
    assert names.str.contains("Å|å").any()
    assert names.str.contains("ł").any()
    assert names.str.contains("Ž|ž").any()
    assert not names.str.match(r"^[=+\-@\t\r]").any()


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    first, again, other = (larkfield.generate(seed, accounts=40) for seed in ("x", "x", "y"))
    for name in CONTRACTS:
        assert digest(first[name]) == digest(again[name])
        # Everybody is asked the same.
        assert (digest(first[name]) == digest(other[name])) == (name in ("items", "offers"))
    truth, twin = larkfield.truth("x", accounts=40), larkfield.truth("x", accounts=40)
    assert all(digest(truth[name]) == digest(twin[name]) for name in truth)


def test_a_number_is_a_seed_as_good_as_its_text():
    assert digest(larkfield.generate(42, accounts=20)["orders"]) == digest(
        larkfield.generate("42", accounts=20)["orders"]
    )


@pytest.mark.parametrize(("accounts", "months"), [(1, 1), (3, 60), (3, 6), (20, 13), (60, 120), (3_000, 24)])
def test_any_size_keeps_the_contracts(accounts, months):
    tables = larkfield.generate("size", accounts=accounts, months=months)
    for name, table in tables.items():
        assert CONTRACTS[name].problems(table) == [], name
    assert len(tables["accounts"]) == accounts
    assert tables["accounts"]["account_name"].is_unique
    truth = larkfield.truth("size", accounts=accounts, months=months)
    assert len(truth["service"]) == 3 * accounts
    assert truth["service"]["expected_margin"].notna().all()


@pytest.mark.parametrize(("accounts", "months", "word"), [(0, 60, "accounts is 0"), (3, 0, "months is 0")])
def test_a_company_without_accounts_or_months_is_refused(accounts, months, word):
    with pytest.raises(ValueError, match=word):
        larkfield.generate("x", accounts=accounts, months=months)


def test_the_truth_is_never_in_the_data(larkfield_company):
    told = {column for name in CONTRACTS for column in larkfield_company[name].columns}
    hidden = {column for frame in larkfield_company.truth.values() for column in frame.columns}
    # Of prospects on offer, of trials and of repairs, which are told; of features, what they were called when asked;
    # of offers, what they differ in (a level of service is another thing).
    kinds = (
        "attribute",
        "level",
        "account_type",
        "region",
        "programme",
        "aim",
        "contact_id",
        "response_id",
        "wave",
        "words",
        "dimension",
        "margin",
    )
    assert hidden & told == {"account_id", "category", "question", "annual_spend", "minutes", "cost", "item", *kinds}
    groups = set(larkfield_company.hidden["group"])
    for name in CONTRACTS:
        table = larkfield_company[name].select_dtypes("str")
        assert not any(table[column].isin(groups).any() for column in table), name


def test_no_name_needs_a_number(larkfield_company):
    accounts = larkfield_company["accounts"]
    assert not accounts["account_name"].str.contains(r"\d").any()
    assert not accounts["parent_name"].dropna().str.contains(r"\d").any()
    assert accounts.groupby("parent_id")["parent_name"].nunique().eq(1).all()
