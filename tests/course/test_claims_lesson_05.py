"""The claims of lesson 05: how far an interval is to be trusted is said, with a number that somebody worked out."""

import pandas as pd
import pytest

import kamlib
from kamlib.course.claims.lesson_05 import sure
from kamlib.tables.company import Company


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def test_the_interval_s_shortfall_is_told_where_it_is_known(company):
    said = sure.sure.state(company).may_say
    assert "46% of accounts ended inside, fewer than promised." in said
    assert "Do not count on" not in said


def test_a_client_hears_how_the_teaching_company_s_interval_did(company):
    client = Company("Client", "EUR", company.as_of, lambda: {"orders": company.orders})
    said = sure.sure.state(client).may_say
    assert "Do not count on 80%" in said
    assert f"{sure.HELD:.0%} of accounts ended inside." in said


def test_no_account_is_inside_where_nobody_knows():
    client = Company("Client", "EUR", pd.Timestamp("2024-01-01"), dict)
    assert pd.isna(sure.inside(client, pd.DataFrame({"low": [1.0], "high": [2.0]}, index=["A"])))
