"""Lesson 02's claims say what is true of any company, in whole sentences, with numbers that the exercises agree with."""

import re

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.build import sources
from kamlib.course.claim import claims, find_claim, lessons_with_claims
from kamlib.course.exercise import exercises
from kamlib.course.naming import isolated
from kamlib.figures import alt_text
from kamlib.figures.house import money, percent, picture
from kamlib.methods import segments
from kamlib.tables.company import Company
from kamlib.tables.questions import QUESTIONS
from kamlib.tables.resources import notebooks_dir

NUMBERS = ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]
AS_OF = pd.Timestamp("2024-12-31")
_STATED: dict = {}


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


def _small(kind: str) -> Company:
    articles = {"product_id": pd.array(["P1"] * 300, dtype="str")}
    made = {
        "one account": lambda: _orders(1),
        "one order": lambda: _orders(1, 1),
        "three accounts": lambda: _orders(3),
        "seven accounts": lambda: _orders(7),
        "no articles, no margin": lambda: _orders(30),
        "no repeat purchases": lambda: _orders(30, 1).assign(product_id="P1", category="C1"),
        "articles only": lambda: _orders(30).assign(**articles),
        "categories only": lambda: _orders(30).assign(category="C1"),
        "negative revenue": lambda: _orders(30).assign(revenue=lambda table: -table["revenue"]),
        "negative margin": lambda: _orders(30).assign(margin=lambda table: -table["revenue"], quantity=1.0),
        "some negative": lambda: _orders(30).assign(
            revenue=lambda t: t["revenue"].where(t["account_id"] > "K09", -9.0)
        ),
        "all equal": lambda: _orders(30).assign(revenue=1.0, ordered_at=AS_OF),
    }
    return _company(made[kind]())


SMALL = [
    "one account",
    "one order",
    "three accounts",
    "seven accounts",
    "no articles, no margin",
    "no repeat purchases",
    "articles only",
    "categories only",
    "negative revenue",
    "negative margin",
    "some negative",
    "all equal",
]


def _stated(company: Company, number: str):
    """The claim on a company, worked out once for all tests."""
    key = (id(company), number)
    if key not in _STATED:
        _STATED[key] = (company, find_claim(number).state(company))
    return _STATED[key][1]


def _whole(statement) -> None:
    said = [statement.headline, statement.may_say, statement.may_not_say, *statement.assumptions]
    for sentence in said:
        assert sentence.strip() == sentence
        assert sentence.endswith((".", "”")), sentence
        assert not re.search(r"\bnan\b|\binf\b|None|not known|\{|\}|  | 1 accounts| 1 days", sentence), sentence
    assert statement.headline[0].isupper() or statement.headline[0].isdigit()
    for ax in statement.draw():
        assert len(alt_text(ax)) > 30
        assert picture(ax, 40)[0].startswith(b"\x89PNG")
    for title, table in statement.lists.items():
        assert title
        assert len(table)
        assert table.index.name == "account_id"


def test_there_is_a_claim_a_section():
    assert "02" in lessons_with_claims()
    assert [one.number for one in claims("02")] == NUMBERS
    assert [one.question for one in claims("02")] == [one.text for one in QUESTIONS["02"]]


def test_an_unknown_claim_lists_those_there_are():
    with pytest.raises(ValueError, match=r"no claim '2.9' in lesson 02; it has 2.1, 2.2"):
        find_claim("2.9")
    with pytest.raises(ValueError, match="in lesson 99; it has none"):
        find_claim("99.1")


@pytest.mark.parametrize("claim", claims("02"), ids=lambda one: one.number)
def test_references_are_whole_and_stand_in_the_lesson(claim):
    lesson = (notebooks_dir() / "02_segmentation.ipynb").read_text(encoding="utf-8")
    plain = " ".join(re.sub(r'\\n",\s*"|\*', " ", lesson).split())
    for reference in claim.references:
        assert reference.rstrip(".") in plain
        assert re.search(r"\((18|19|20)\d\d\)\.", reference)


@pytest.fixture(scope="module", params=[None, "class-42", "class-7"])
def taught(request):
    return kamlib.load("larkfield", seed=request.param)


@pytest.mark.parametrize("number", NUMBERS)
def test_on_the_teaching_company(taught, number):
    _whole(_stated(taught, number))


@pytest.fixture(scope="module")
def small():
    return {kind: _small(kind) for kind in SMALL}


@pytest.mark.parametrize("kind", SMALL)
@pytest.mark.parametrize("number", NUMBERS)
def test_on_any_company(small, kind, number):
    _whole(_stated(small[kind], number))


@pytest.fixture(scope="module", params=["online_retail", "northwind", "cdnow"])
def published(request, real_data):
    return kamlib.load(request.param)


@pytest.mark.real
@pytest.mark.parametrize("number", NUMBERS)
def test_on_real_ledgers(published, number):
    _whole(_stated(published, number))


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
    _whole(statement)


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


def test_the_lesson_shows_every_claim():
    source = next(path for path in sources(notebooks_dir()) if path.stem.startswith("02"))
    shown = re.findall(r'^may_say\("(.+)"\)$', source.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert shown == NUMBERS
