"""What lesson 01 says of a company is what its methods compute, on every kind of company."""

import re
from pathlib import Path

import jupytext
import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.claim import claims
from kamlib.course.claims.lesson_01 import SAMPLE, audit_of, stakes_of
from kamlib.course.exercises.lesson_01 import ASSUMPTIONS
from kamlib.figures import money, percent
from kamlib.methods import accounts
from kamlib.tables import larkfield
from kamlib.tables.company import Company
from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS
from kamlib.tables.questions import QUESTIONS

SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "01_know_your_accounts.py"
SEEDS = [None, "class-42", "class-7"]
CLAIMS = {one.number: one for one in claims("01")}


@pytest.fixture(scope="module", params=SEEDS)
def company(request):
    return kamlib.load("larkfield", seed=request.param)


def bare(accounts: int = 4, name: str = "Åse & <b>Co</b>", **frames) -> Company:
    ids = [f"A{i}" for i in range(accounts)]
    orders = pd.DataFrame(
        {"order_id": ids, "account_id": ids, "ordered_at": pd.Timestamp("2023-12-01"), "revenue": 100.0}
    )
    names = pd.DataFrame({"account_id": ids, "account_name": [f"{name} {i}" for i in ids]})
    return Company("X", "GBP", pd.Timestamp("2024-01-01"), lambda: {"orders": orders, "accounts": names, **frames})


def note(account: str, question: int, answer: str | None, day: str | None) -> dict:
    return {
        "account_id": account,
        "question": question,
        "answer": answer,
        "answered_at": pd.Timestamp(day) if day else pd.NaT,
        "source": None,
    }


def test_there_is_a_claim_for_each_section_and_it_answers_a_question_of_the_lesson():
    assert list(CLAIMS) == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert [one.question for one in CLAIMS.values()] == [one.text for one in QUESTIONS["01"]]
    shown = re.findall(r'^may_say\("(.+)"\)$', SOURCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == list(CLAIMS)


def test_what_is_known_is_what_the_audit_finds(company):
    audit = audit_of(company)
    said = CLAIMS["1.1"].state(company)
    assert f"{len(audit.cells):,} questions about {len(audit.by_account):,} accounts" in said.may_say
    assert percent(audit.coverage) in said.headline
    assert percent(audit.fresh_share) in said.headline
    least = audit.by_question["coverage"].idxmin()
    assert f"question {least}: “{KNOWLEDGE_QUESTIONS[least - 1]}”" in said.may_say
    assert audit.coverage == pytest.approx(company.knowledge["answer"].notna().mean())


def test_what_is_true_is_what_the_calls_of_the_lesson_find(company):
    """The lesson draws its sample with the same words as the claim, so both show one number."""
    assert f"sample_cells(audit, {SAMPLE})" in SOURCE.read_text(encoding="utf-8")
    checked = larkfield.check_answers(accounts.sample_cells(audit_of(company), SAMPLE), company.truth)
    right = f"Of {len(checked):,} answers checked, {percent(checked['accurate'].mean())} were right."
    said = CLAIMS["1.2"].state(company)
    assert said.headline == right
    assert "19 December 2025" in said.may_say


def test_customers_are_counted_as_the_roll_up_counts_them(company):
    hidden = company.truth["accounts"].set_index("account_id")["duplicate_of"].dropna()
    merges = accounts.merge_map(company.accounts, list(hidden.items()))
    rolled = accounts.roll_up(company.orders, company.accounts, merges)
    said = CLAIMS["1.3"].state(company)
    assert f"are {len(rolled.customers):,} customers" in said.headline
    assert percent(rolled.customers["revenue_share"].iloc[0]) in said.headline
    assert f"{len(hidden):,} confirmed as one customer" in said.may_say


def test_the_first_gap_named_is_the_best_hour(company):
    gaps = accounts.gap_values(audit_of(company), stakes_of(company), ASSUMPTIONS)
    said = CLAIMS["1.5"].state(company)
    assert gaps["value_per_hour"].is_monotonic_decreasing
    assert money(gaps["value_per_hour"].iloc[0], company.currency) in said.may_say
    assert said.lists["Gaps to fill, the best hour first"].index[0] == gaps["account_id"].iloc[0]


@pytest.mark.parametrize("number", list(CLAIMS))
def test_every_claim_speaks_of_every_kind_of_company(number):
    notes = pd.DataFrame([note("A0", 1, "ok", "2023-12-01"), note("A1", 1, "n/a", None), note("A2", 1, None, None)])
    for company in (bare(), bare(1), bare(knowledge=notes), bare(knowledge=notes.iloc[:0]), kamlib.load("larkfield")):
        said = CLAIMS[number].state(company)
        for sentence in (said.headline, said.may_say, said.may_not_say, *said.assumptions):
            assert sentence.strip().endswith((".", "?", "”", "…"))
            assert not re.search(r"\bnan\b|None|\bNaT\b|inf\b|\{|\}", sentence), sentence
        assert "<b>Co" not in said._repr_html_().replace("<b>What", "")
        for axes in said.draw():
            assert axes is not None


def test_a_file_without_answers_says_that_nothing_is_written_not_that_nothing_is_known():
    said = CLAIMS["1.1"].state(bare())
    assert said.headline == "This file holds no answer to any of 52 questions about 4 accounts."
    assert "Ask for the record cards" in said.may_say
    assert CLAIMS["1.2"].state(bare()).headline == "There is no answer to check."


def test_where_nobody_rang_the_calls_are_listed_and_nothing_is_called_true():
    notes = pd.DataFrame([note(f"A{i}", 1, "price", "2023-12-01") for i in range(4)])
    said = CLAIMS["1.2"].state(bare(knowledge=notes))
    assert "Nobody has checked the answers yet" in said.headline
    assert len(said.lists["Answers to check by telephone"]) == 4
    assert "100% of all answers were written on one day, 1 December 2023" in said.may_say


def test_no_order_is_a_sentence():
    company = bare()
    company._frames["orders"] = company._frames["orders"].iloc[:0]
    with pytest.raises(ValueError, match="X has no order"):
        CLAIMS["1.3"].state(company)


def test_a_worthless_gap_is_called_worthless():
    company = bare()
    company._frames["orders"]["ordered_at"] = pd.Timestamp("2019-01-01")
    assert CLAIMS["1.5"].state(company).headline == "No gap is worth anything under these assumptions."


def test_the_prose_of_the_lesson_holds_no_number_of_a_company():
    """Numbers in the student's text are constants of the lesson: thirteen, 548 days … never one company's result."""
    cells = [cell for cell in jupytext.read(SOURCE).cells if cell.cell_type == "markdown"]
    prose = [cell.source for cell in cells if "trainer" not in cell.metadata.get("tags", [])]
    text = "\n".join(one for one in prose if not one.startswith("## References"))
    text = re.sub(r"\*\*Exercise \d\.\d\.\*\*|`[^`]*`|\((?:[A-Z][\w, ]+ )?\d{4}[^)]*\)|\b(?:19|20)\d\d\b", "", text)
    text = re.sub(
        r"lessons? \d\d|\(\d\d(?: and \d\d)?\)|^#+ .*$|sections? \d|questions? [\d, and]+", "", text, flags=re.M
    )
    numbers = set(re.findall(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d", text))
    nine = ASSUMPTIONS.loc[9]
    constants = {
        str(accounts.STALE_AFTER_DAYS),
        "365",  # a year, wherever one is meant
        "95",  # the level of the interval
        "100",  # names alike
        "50",  # accounts of exercise 1.3
        "40",  # calls of exercise 1.4, minutes to teach
        *("1,000", "600", "0.3"),  # the offer of section 5, and its chance
        *("5", "2"),  # the offer of exercise 1.7, in percent
        *(f"{100 * nine[one]:g}" for one in ("gain_share", "loss_share")),
        f"{nine['minutes']:g}",
        *("3", "11", "12", "4", "6", "9"),  # numbers of questions
        "20",  # minutes of the optional part
    }
    assert numbers - constants <= {"01", "1"}, "a number that another seed would make untrue"


@pytest.mark.parametrize("which", [None, "class-42"])
def test_what_the_lesson_prints_is_what_it_computes(which):
    """The sentences printed by cells are worked out again here, another way."""
    company = kamlib.load("larkfield", seed=which)
    known = company.knowledge["answer"].notna()
    audit = audit_of(company)
    assert audit.coverage == pytest.approx(known.mean())
    age = (company.as_of - company.knowledge["answered_at"]).dt.days
    assert audit.fresh_share == pytest.approx((known & (age <= accounts.STALE_AFTER_DAYS)).mean())
    candidates = accounts.duplicate_candidates(company.accounts)
    first = company.truth["accounts"].set_index("account_id")["duplicate_of"].dropna()
    pairs = {frozenset(pair) for pair in first.items()}
    found = {frozenset(pair) for pair in zip(candidates["account_id"], candidates["other_id"], strict=True)}
    assert len(larkfield.confirm_pairs(candidates, company.truth)) == len(pairs & found)
    stakes = stakes_of(company)
    lately = company.as_of - company.orders["ordered_at"] < pd.Timedelta(days=365)
    assert stakes.sum() == pytest.approx(company.orders.loc[lately, "revenue"].sum())
    gaps = accounts.gap_values(audit, stakes, ASSUMPTIONS)
    nine = gaps[gaps["question"] == 9].iloc[0]
    assumed, stake = ASSUMPTIONS.loc[9], stakes[nine["account_id"]]
    win = assumed["probability"] * assumed["gain_share"] * stake
    lose = (1 - assumed["probability"]) * assumed["loss_share"] * stake
    right = assumed["accuracy"]
    blind = max(0, win - lose)
    by_hand = max(0, right * win - (1 - right) * lose) + max(0, (1 - right) * win - right * lose) - blind
    assert nine["expected_value"] == pytest.approx(by_hand)
    assert np.isclose(nine["value_per_hour"], 60 * by_hand / assumed["minutes"])
