"""Lesson 04's claims say what is true of any company, in whole sentences, with numbers that the exercises agree with."""

import re

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.claim import find_claim
from kamlib.course.exercise import exercises
from kamlib.course.naming import isolated
from kamlib.figures import alt_text
from kamlib.figures.house import percent, picture
from kamlib.methods import churn, cohorts
from kamlib.tables.company import Company

NUMBERS = ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6"]
AS_OF = pd.Timestamp("2024-12-31")
_STATED: dict = {}


def _orders(accounts: int, lines: int = 10, *, seed: int = 0, days: int = 700, **columns) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    account = np.repeat([f"K{number:02}" for number in range(accounts)], lines)
    back = random.integers(0, days, len(account))
    frame = pd.DataFrame(
        {
            "order_id": [f"O{number}" for number in range(len(account))],
            "account_id": pd.array(account, dtype="str"),
            "ordered_at": (AS_OF - pd.to_timedelta(back, unit="D")).astype("datetime64[us]"),
            "revenue": random.lognormal(4, 1, len(account)).round(2),
        }
    ).astype({"order_id": "str"})
    return frame.assign(**columns)


def _company(orders: pd.DataFrame, **tables: pd.DataFrame) -> Company:
    return Company("Client", "CHF", AS_OF, lambda: {"orders": orders, **tables})


def _accounts(names, **columns) -> pd.DataFrame:
    return pd.DataFrame({"account_id": names, "account_name": [f"<b>{name}" for name in names], **columns})


def _terms(accounts, started, ends) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "contract_id": [f"T{place}" for place in range(len(accounts))],
            "account_id": accounts,
            "kind": "frame",
            "started_at": pd.to_datetime(started),
            "ends_at": pd.to_datetime(ends),
        }
    )


K30 = [f"K{number:02}" for number in range(30)]
MADE = {
    "one account": lambda: _company(_orders(1)),
    "one order": lambda: _company(_orders(1, 1)),
    "three accounts": lambda: _company(_orders(3)),
    "seven accounts": lambda: _company(_orders(7)),
    "no articles, no margin": lambda: _company(_orders(30)),
    "margins": lambda: _company(_orders(30).assign(margin=lambda table: 0.3 * table["revenue"])),
    "no repeat purchases": lambda: _company(_orders(30, 1).assign(product_id="P1", category="C1")),
    "categories": lambda: _company(_orders(30, 6, days=1500).assign(category=lambda t: "C" + t["order_id"].str[-1])),
    "negative revenue": lambda: _company(_orders(30).assign(revenue=lambda table: -table["revenue"])),
    "negative margin": lambda: _company(_orders(30).assign(margin=lambda table: -table["revenue"])),
    "some negative": lambda: _company(
        _orders(30).assign(revenue=lambda t: t["revenue"].where(t["account_id"] > "K09", -9.0))
    ),
    "all equal": lambda: _company(_orders(30).assign(revenue=1.0, ordered_at=AS_OF)),
    "managers": lambda: _company(_orders(30, 3), accounts=_accounts(K30, manager=["Ann", "Bo"] * 15)),
    "one manager": lambda: _company(_orders(30, 3), accounts=_accounts(K30, manager="Ann")),
    "a manager of nobody": lambda: _company(_orders(30, 3), accounts=_accounts(["X"], manager="Ann")),
    "parents": lambda: _company(_orders(30, 3), accounts=_accounts(K30, parent_id=["G", None, "H"] * 10)),
    "contracts": lambda: _company(
        _orders(30, 4, days=1500),
        contracts=_terms(K30, ["2022-01-01"] * 30, ["2023-12-31", None, "2024-12-20"] * 10),
    ),
    "no contract yet": lambda: _company(_orders(30), contracts=_terms([], [], [])),
    "contracts of strangers": lambda: _company(_orders(30), contracts=_terms(["X"], ["2022-01-01"], [None])),
}


def _stated(company: Company, number: str):
    """The claim on a company, worked out once for all tests."""
    key = (id(company), number)
    if key not in _STATED:
        _STATED[key] = (company, find_claim(number).state(company))
    return _STATED[key][1]


def _whole(statement) -> None:
    said = [statement.headline, statement.may_say, statement.may_not_say, *statement.assumptions]
    wrong = r"\bnan\b|\binf\b|\bNone\b|not known|\{|\}|  |\b1 (accounts|customers|days|months)\b|\ba [aeiou]"
    for sentence in said:
        assert sentence.strip() == sentence
        assert sentence.endswith((".", "”")), sentence
        assert not re.search(wrong, sentence), sentence
    assert re.match(r"[A-Z0-9“\u2068]", statement.headline), statement.headline
    for ax in statement.draw():
        assert len(alt_text(ax)) > 30
        assert picture(ax, 40)[0].startswith(b"\x89PNG")
    for title, table in statement.lists.items():
        assert title
        assert len(table)
        assert table.index.name == "account_id"


@pytest.fixture(scope="module", params=[None, "class-42", "class-7"])
def taught(request):
    return kamlib.load("larkfield", seed=request.param)


@pytest.fixture(scope="module")
def made():
    return {kind: make() for kind, make in MADE.items()}


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("number", NUMBERS)
def test_on_any_company(made, kind, number):
    _whole(_stated(made[kind], number))


def test_the_numbers_are_those_of_the_exercises(taught):
    asked = exercises("04")
    assert f"{percent(asked['4.2'](taught))} (95% interval" in _stated(taught, "4.2").may_say
    assert f"brought {percent(asked['4.3'](taught))} of the revenue" in _stated(taught, "4.2").headline
    assert f"about {percent(asked['4.9'](taught))} of them" in _stated(taught, "4.6").headline
    lost = cohorts.retention(taught.orders, taught.as_of).table
    lost = (lost["became"] == "left")[lost["start"] > 0]
    card = taught.accounts.set_index("account_id")
    top = churn.by_group(lost, card["manager"], card["parent_id"])
    said = (
        f"{isolated(str(top.index[0]))} stands at the top of the list, with {top['left'].iloc[0]} of {top['n'].iloc[0]}"
    )
    assert said in _stated(taught, "4.5").may_say


def test_those_to_call_are_silent_beyond_their_rhythm_and_the_most_margin_first(taught):
    (called,) = _stated(taught, "4.6").lists.values()
    assert called["margin"].is_monotonic_decreasing
    assert (called["days_since_order"] > called["usual_days"]).all()
    assert (called["days_since_order"] < 270).all()


def test_whoever_is_silent_for_very_long_is_not_called_silent_but_gone():
    days = pd.to_datetime(["2021-01-01", "2021-02-01", "2021-03-01", "2024-12-01", "2024-12-11", "2024-12-30"])
    orders = pd.DataFrame(
        {"order_id": list("123456"), "account_id": list("AAABBB"), "ordered_at": days, "revenue": 1.0}
    )
    statement = find_claim("4.1").state(_company(orders))
    assert statement.headline.startswith("0 accounts of 2 are silent for longer than usual")
    assert "taken for gone here, not for silent: 1 account." in statement.assumptions[1]


def test_orders_moved_to_a_sister_are_no_loss():
    days = pd.to_datetime(["2023-06-01", "2023-06-01", "2024-06-01", "2024-06-01", "2022-01-01"])
    orders = pd.DataFrame({"order_id": list("12345"), "account_id": list("ACBCC"), "ordered_at": days, "revenue": 1.0})
    alone = _company(orders)
    together = _company(orders, accounts=_accounts(list("ABC"), parent_id=["G", "G", None]))
    assert find_claim("4.2").state(alone).headline.startswith("50% of 2 customers")
    assert find_claim("4.2").state(together).headline.startswith("100% of 2 customers")


def test_a_contract_that_lapsed_and_one_that_runs_on_are_set_against_the_orders():
    days = pd.to_datetime(["2021-01-01", "2024-12-01", "2021-01-01", "2021-01-01"])
    orders = pd.DataFrame({"order_id": list("1234"), "account_id": list("AABC"), "ordered_at": days, "revenue": 1.0})
    terms = _terms(list("ABC"), ["2021-01-01"] * 3, ["2023-12-31", None, "2023-12-31"])
    said = find_claim("4.1").state(_company(orders, contracts=terms)).may_say
    assert "By contract 2 accounts have left; of them 1 ordered in the last 90 days all the same" in said
    assert "And 1 account with a contract that still runs has not ordered for 365 days." in said


def test_a_short_file_is_compared_with_itself_and_not_with_a_year_it_does_not_hold():
    statement = find_claim("4.2").state(_company(_orders(30, days=200)))
    assert "so its last 100 days are compared with the 100 days before" in statement.assumptions[1]


def test_the_top_of_the_list_is_within_chance_where_branches_are_dealt_by_lot():
    random = np.random.default_rng(0)
    orders = _orders(90, 2, days=730)
    names = sorted(set(orders["account_id"]))
    branch = [f"B{place}" for place in random.permutation(len(names)) % 15]
    statement = find_claim("4.5").state(_company(orders, accounts=_accounts(names, region=branch)))
    assert "no rate is higher than chance (99.8 %) allows" in statement.headline
    assert "stands at the top of the list" in statement.may_say


def test_names_are_data():
    orders = _orders(9, 2, days=730)
    regions = ["<script>North", "South", "South"] * 3
    statement = find_claim("4.5").state(
        _company(orders, accounts=_accounts(sorted(set(orders["account_id"])), region=regions))
    )
    assert "<script>" not in statement._repr_html_()


def test_a_day_before_all_orders_is_one_sentence():
    company = Company("Client", "CHF", pd.Timestamp("2001-01-01"), lambda: {"orders": _orders(30)})
    with pytest.raises(ValueError, match="no order up to 1 January 2001"):
        find_claim("4.1").state(company)
