"""Files as clients send them: each is taken in with every line accounted for, or refused in one sentence."""

import os
import re
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from dirty import amounts, broken, days, ids, sheets, texts

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import propose, take_in

CASES = [case for family in (texts, sheets, days, amounts, ids, broken) for case in family.CASES]
# The list that a consultant's files are to be held against; a phrase without a file is a hole.
ASKED = """wrong delimiter; decimal comma; utf-16; cp850; cp949; BOM; CR newlines; duplicate headers; header in row 4;
totals row at the end; merged-cell Excel; several sheets; missing column; extra columns; mixed date formats;
day/month ambiguity; Excel serial dates; mixed time zones; future and 1900 dates;
text amounts with currency signs and brackets for negatives; "NA" as a region; leading zeros in ids;
ids read as floats; ids differing by case and space; negative, cancelled and zero lines; exact duplicates; empty file;
header only; one account; non-Latin names; markup and formulas in names; truncated gzip; wrong extension;
a directory given as a file; no permission"""
PHRASES = [" ".join(phrase.split()) for phrase in ASKED.split(";")]


def test_every_phrase_has_its_file():
    held = {case.phrase for case in CASES}
    assert [phrase for phrase in PHRASES if phrase not in held] == []
    assert len(CASES) >= 40


@contextmanager
def nobody(case):
    """An administrator may read everything, so a file that nobody may read is read as nobody."""
    if case.phrase != "no permission" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def one_sentence(error, case):
    text = str(error)
    assert "\n" not in text
    assert not re.search(r"Traceback|Error\b|Errno|Exception", text), text
    assert text[-1] in ".:?…", text
    assert "orders" in text, text
    assert re.search(case.refused, text), text


def attempt(action, case):
    try:
        return action()
    except (ValueError, OSError) as error:
        said = error
    assert case.refused, said
    assert type(said) in (ValueError, FileNotFoundError, PermissionError)
    one_sentence(said, case)
    return None


@pytest.fixture
def open_folder(tmp_path):
    """A folder that nobody may enter too."""
    folder = tmp_path
    for place in (folder, *folder.parents[:3]):
        if "pytest" in place.name:
            place.chmod(0o755)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.phrase}{': ' if case.name else ''}{case.name}")
def test_dirty_file(case, open_folder, frame):
    file = case.write(open_folder)
    with nobody(case):
        proposal = attempt(lambda: propose(file), case)
        if proposal is None:
            return
    assert set(case.asks) <= set(proposal.questions), proposal.questions
    assert set(proposal.questions) <= {*case.asks, "currency"}, proposal.questions
    mapping = replace(proposal.mapping, currency=case.currency)
    if case.without:
        source = replace(proposal.source, sheet=None, date_format=None, decimal=None)
        with pytest.raises(ValueError, match=case.without):
            take_in(replace(mapping, sources=(source,)))
    mapping = replace(mapping, sources=(replace(proposal.source, **case.answers),))
    taken = attempt(lambda: take_in(mapping), case)
    if taken is None:
        return
    assert not case.refused
    said = "\n".join(
        (
            taken.in_words(),
            *proposal.notes,
            *(f"{file.name} is read as {proposal.source.encoding}: {why}" for why in proposal.reasons.values()),
        )
    )
    balances(taken, case, frame)
    for words in case.says:
        assert re.search(words, said), said
    for finding in taken.findings:
        assert re.match(rf"{re.escape(file.name)}, .*\brows? \d.*: [\d,]+ rows? set aside, .+: .+\.$", finding), finding


def balances(taken, case, frame):
    ledger, orders = taken.ledger, frame(taken)
    ledger.check()
    assert ledger.reasons == case.reasons
    assert ledger.rows_in == len(case.lines)
    assert ledger.money_used == case.used
    assert ledger.money_set_aside == case.aside
    assert ledger.money_in == case.used + case.aside
    assert sum((Decimal(repr(value)) for value in orders["revenue"]), Decimal(0)) == case.used
    assert CONTRACTS["orders"].problems(orders) == []
    if case.accounts is not None:
        assert sorted(frame(taken, "accounts")["account_id"]) == sorted(case.accounts)
    if case.days is not None:
        assert [moment.date() for moment in orders["ordered_at"]] == list(case.days)


def test_na_stays_a_region(tmp_path, frame):
    case = next(case for case in ids.CASES if case.phrase == '"NA" as a region')
    proposal = propose(case.write(tmp_path))
    accounts = frame(take_in(replace(proposal.mapping, currency="EUR")), "accounts")
    assert set(accounts["region"]) == {"NA", "EU", "null"}


def test_a_decision_about_spellings_merges_or_keeps_apart(tmp_path, frame):
    case = next(case for case in ids.CASES if case.phrase == "ids differing by case and space")
    proposal = propose(case.write(tmp_path))
    found = {}
    for policy in ("trim", "exact", "merge"):
        policies = replace(proposal.mapping.policies, id_spelling=policy)
        taken = take_in(replace(proposal.mapping, currency="EUR", policies=policies))
        assert taken.ledger.money_used == case.used
        found[policy] = sorted(frame(taken, "accounts")["account_id"])
    assert found["trim"] == ["AB1", "B 2", "B2", "ab1"]
    assert found["exact"] == ["AB1", "B 2", "B2", "ab1", "ab1 "]
    assert found["merge"] == ["AB1", "B2"]


def test_a_case_is_made_where_it_is_told_to(tmp_path):
    made = [case.write(_folder(tmp_path, place)) for place, case in enumerate(CASES)]
    assert all(path.parent.parent == tmp_path for path in made)


def _folder(tmp_path, place) -> Path:
    (tmp_path / str(place)).mkdir()
    return tmp_path / str(place)
