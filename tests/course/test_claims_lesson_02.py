"""Lesson 02's claims: numbers that the exercises agree with, and what is said where a file lacks something."""

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.claim import find_claim
from kamlib.course.exercise import exercises
from kamlib.course.naming import isolated
from kamlib.figures.house import money, percent
from kamlib.methods import segments
from kamlib.tables.company import Company

AS_OF = pd.Timestamp("2024-12-31")


def _orders(accounts: int, lines: int = 10, *, seed: int = 0, **columns) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    account = np.repeat([f"K{number:02}" for number in range(accounts)], lines)
    days = random.integers(0, 700, len(account))
    frame = pd.DataFrame(
        {
            "order_id": [f"O{number}" for number in range(len(account))],
            "account_id": pd.array(account, dtype="str"),
            "ordered_at": (AS_OF - pd.to_timedelta(days, unit="D")).astype("datetime64[us]"),
            "revenue": random.lognormal(4, 1, len(account)).round(2),
        }
    ).astype({"order_id": "str"})
    return frame.assign(**columns)


def _company(orders: pd.DataFrame) -> Company:
    return Company("Client", "CHF", AS_OF, lambda: {"orders": orders})


@pytest.fixture(scope="module", params=[None, "class-42", "class-7"])
def taught(request):
    return kamlib.load("larkfield", seed=request.param)


def _stated(company: Company, number: str):
    return find_claim(number).state(company)


def test_an_unknown_claim_lists_those_there_are():
    with pytest.raises(ValueError, match=r"no claim '2.9' in lesson 02; it has 2.1, 2.2"):
        find_claim("2.9")
    with pytest.raises(ValueError, match="in lesson 99; it has none"):
        find_claim("99.1")


def test_the_numbers_are_those_of_the_exercises(taught):
    asked = exercises("02")
    assert f"within the last {asked['2.1'](taught):,.0f} days" in _stated(taught, "2.1").may_say
    assert f"accounts brings {percent(asked['2.3'](taught))}" in _stated(taught, "2.2").headline
    assert f"brings {percent(asked['2.4'](taught))} of revenue" in _stated(taught, "2.2").headline
    # The exercise counts every line, the claim leaves out the few that were taken back.
    repeat = int(_stated(taught, "2.5").headline.partition("%")[0])
    assert repeat == pytest.approx(100 * asked["2.6"](taught), abs=1)


def test_the_quiet_are_named_largest_first(taught):
    table = segments.rfm(taught.orders, taught.as_of)
    quiet = segments.cells(segments.score(table, segments.quintiles(table))) == "at risk"
    names = taught.accounts.set_index("account_id")["account_name"]
    largest = names[table[quiet]["revenue"].nlargest(3).index]
    said = _stated(taught, "2.1").may_say
    places = [said.index(isolated(name)) for name in largest]
    assert places == sorted(places)


def test_a_parent_counts_once():
    accounts = pd.DataFrame({"account_id": ["K00", "K01", "K02"], "account_name": ["a", "b", "c"]})
    accounts["parent_id"], accounts["parent_name"] = ["G", "G", None], ["<b>Group", "<b>Group", None]
    orders = _orders(3, 1).assign(revenue=[30.0, 30.0, 40.0])
    company = Company("Client", "EUR", AS_OF, lambda: {"orders": orders, "accounts": accounts})
    statement = find_claim("2.2").state(company)
    assert statement.headline.startswith("The largest customer brings 60% of revenue")
    assert isolated("<b>Group") in statement.may_say
    assert "&lt;b&gt;Group" in statement._repr_html_()


def test_no_reliable_segmentation_is_a_finding(taught):
    statement = _stated(taught, "2.4")
    choice = segments.choose_k(segments.scale(segments.features(taught.orders, taught.as_of)))
    assert ("No reliable segmentation found" in statement.headline) == (choice.k is None)
    assert choice.note in statement.assumptions


def test_groups_that_are_there_are_described():
    small, large = _orders(40, 4, seed=1), _orders(40, 40, seed=2)
    large["account_id"] = "L" + large["account_id"]
    large["revenue"] *= 1000
    large["ordered_at"] = AS_OF
    statement = find_claim("2.4").state(_company(pd.concat([small, large], ignore_index=True)))
    assert statement.headline.startswith("The accounts fall into 2 groups")
    assert "Segment 1 (40 accounts)" in statement.may_say


def test_without_margins_a_quarter_of_revenue_is_assumed_and_said():
    orders = _orders(30)
    bare = find_claim("2.6").state(_company(orders))
    known = find_claim("2.6").state(_company(orders.assign(margin=0.25 * orders["revenue"])))
    assert bare.headline == known.headline
    assert any("25% of revenue is assumed" in sentence for sentence in bare.assumptions)


def test_a_short_file_is_not_blown_up_to_a_year():
    orders = _orders(30).assign(ordered_at=AS_OF - pd.Timedelta(days=10), margin=lambda table: table["revenue"])
    continuum = segments.continuum(orders)
    best = continuum.loc[segments.tiers(continuum) == "A", "value"].sum()
    statement = find_claim("2.6").state(_company(orders))
    assert "The file covers 10 days, taken as a whole year." in statement.assumptions
    assert f"margin of {money(best, 'CHF', 0)} a year" in statement.may_say


def test_a_day_before_all_orders_is_one_sentence():
    company = Company("Client", "CHF", pd.Timestamp("2001-01-01"), lambda: {"orders": _orders(30)})
    with pytest.raises(ValueError, match="no order up to 1 January 2001"):
        find_claim("2.1").state(company)
