"""The claims of every lesson that a bare ledger can answer say what is true of any company, in whole sentences."""

import re

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.build import sources
from kamlib.course.claim import Statement, claims, find_claim, lessons_with_claims
from kamlib.figures import alt_text
from kamlib.figures.house import picture
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.questions import QUESTIONS
from kamlib.tables.resources import notebooks_dir

LESSONS = [lesson for lesson in lessons_with_claims() if lesson != "01"]  # 01 asks what is known, not what was bought
CLAIMS = [one for lesson in LESSONS for one in claims(lesson)]
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


def _stated(company: Company, number: str) -> Statement | None:
    """The claim on a company, worked out once for all tests; None where it refuses in a sentence."""
    key = (id(company), number)
    if key not in _STATED:
        try:
            stated = find_claim(number).state(company)
        except (ValueError, MissingTable) as refusal:
            stated, refused = None, str(refusal)
        assert stated or (refused.endswith(".") and "\n" not in refused), refused
        _STATED[key] = (company, stated)
    return _STATED[key][1]


def _whole(statement: Statement | None) -> None:
    if statement is None:
        return
    said = [statement.headline, statement.may_say, statement.may_not_say, *statement.assumptions]
    for sentence in said:
        assert sentence.strip() == sentence
        assert sentence.endswith((".", "”", ")")), sentence
        assert not re.search(r"\bnan\b|\binf\b|None|not known|\{|\}|  | 1 accounts| 1 days|\b1 rows", sentence), (
            sentence
        )
    assert statement.headline[0].isupper() or statement.headline[0].isdigit()
    for ax in statement.draw():
        assert len(alt_text(ax)) > 30
        assert picture(ax, 40)[0].startswith(b"\x89PNG")
    for title, table in statement.lists.items():
        assert title
        assert len(table)
        assert table.index.name in ("account_id", "group")


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_question_of_a_lesson_has_its_claim(lesson):
    assert {one.question for one in claims(lesson)} == {one.text for one in QUESTIONS[lesson]}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.number)
def test_references_are_whole_and_stand_in_the_lesson(claim):
    number = claim.number.partition(".")[0].zfill(2)
    lesson = next(notebooks_dir().glob(f"{number}_*.ipynb")).read_text(encoding="utf-8")
    plain = " ".join(re.sub(r'\\n",\s*"|\*', " ", lesson).split())
    for reference in claim.references:
        assert reference.rstrip(".") in plain
        assert re.search(r"\((18|19|20)\d\d\)\.", reference)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_shows_every_claim(lesson):
    source = next(path for path in sources(notebooks_dir()) if path.stem.startswith(lesson))
    shown = re.findall(r'^may_say\("(.+)"\)$', source.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert shown == [one.number for one in claims(lesson)]


@pytest.fixture(scope="module", params=[None, "class-42", "class-7"])
def taught(request):
    return kamlib.load("larkfield", seed=request.param)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.number)
def test_on_the_teaching_company(taught, claim):
    statement = _stated(taught, claim.number)
    assert statement is not None
    _whole(statement)


@pytest.fixture(scope="module")
def small():
    return {kind: _small(kind) for kind in SMALL}


@pytest.mark.parametrize("kind", SMALL)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.number)
def test_on_any_company(small, kind, claim):
    _whole(_stated(small[kind], claim.number))


@pytest.fixture(scope="module", params=["online_retail", "northwind", "cdnow"])
def published(request, real_data):
    return kamlib.load(request.param)


@pytest.mark.real
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.number)
def test_on_real_ledgers(published, claim):
    _whole(_stated(published, claim.number))
