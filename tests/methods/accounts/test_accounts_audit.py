import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.accounts import accuracy, completeness, knowledge_audit, same_day_answers, sample_cells
from kamlib.tables.contracts import CONTRACTS, KNOWLEDGE_QUESTIONS

AS_OF = pd.Timestamp("2024-12-31")
ACCOUNTS = pd.DataFrame({"account_id": ["A", "B", "北京"]})
ROW = st.tuples(
    st.sampled_from(["A", "B", "C", "Z"]),
    st.integers(1, 13),
    st.sampled_from(["price", " ", None]),
    st.one_of(st.none(), st.integers(-50, 3000)),
    st.sampled_from(["visit", None]),
)


def knowledge(rows):
    table = pd.DataFrame(rows, columns=["account_id", "question", "answer", "age", "source"])
    table["answered_at"] = AS_OF - pd.to_timedelta(table.pop("age").astype(float), unit="D")
    return table[list(CONTRACTS["knowledge"].required)].astype(CONTRACTS["knowledge"].dtypes())


@settings(deadline=None)
@given(st.lists(ROW, max_size=40), st.integers(1, 2000))
def test_every_account_has_thirteen_cells_and_the_shares_agree(rows, limit):
    accounts = pd.DataFrame({"account_id": ["A", "B", "C"]})
    audit = knowledge_audit(knowledge(rows), accounts, AS_OF, stale_after_days=limit)
    cells = audit.cells
    assert len(cells) == 39
    assert set(cells["account_id"]) == {"A", "B", "C"}
    known = cells["state"] != "unknown"
    assert audit.coverage == pytest.approx(known.mean())
    assert audit.by_question["coverage"].mean() == pytest.approx(audit.coverage)
    assert audit.by_account["fresh_share"].mean() == pytest.approx(audit.fresh_share)
    assert (cells.loc[cells["state"] == "fresh", "age_days"] <= limit).all()
    assert not (cells.loc[cells["state"] == "stale", "age_days"] <= limit).any()
    assert cells.loc[~known, "age_days"].isna().all()
    assert not (cells["age_days"] < 0).any()


@settings(deadline=None)
@given(st.lists(ROW, max_size=40), st.integers(1, 2000), st.integers(0, 900))
def test_a_longer_limit_never_makes_an_answer_stale(rows, limit, longer):
    found = [
        knowledge_audit(knowledge(rows), ACCOUNTS, AS_OF, stale_after_days=days) for days in (limit, limit + longer)
    ]
    assert found[0].coverage == found[1].coverage
    assert found[0].fresh_share <= found[1].fresh_share


def test_the_latest_answer_counts_and_one_from_the_future_does_not():
    rows = [("A", 1, "old", 900, "visit"), ("A", 1, "new", 10, "call"), ("A", 2, "later", -1, "call")]
    rows += [("A", 3, "undated", None, None), ("B", 4, "today", 0, "call"), ("B", 5, "limit", 548, "call")]
    cells = knowledge_audit(knowledge(rows), ACCOUNTS, AS_OF).cells.set_index(["account_id", "question"])
    assert cells.loc[("A", 1)].tolist() == ["fresh", 10.0]
    assert cells.loc[("A", 2), "state"] == "unknown"
    assert cells.loc[("A", 3), "state"] == "stale"
    assert cells.loc[("B", 4)].tolist() == ["fresh", 0.0]
    assert cells.loc[("B", 5), "state"] == "fresh"


def test_an_empty_table_means_that_nothing_is_known():
    audit = knowledge_audit(knowledge([]), ACCOUNTS, AS_OF)
    assert (audit.cells["state"] == "unknown").all()
    assert audit.coverage == audit.fresh_share == 0
    assert (audit.by_question["coverage"] == 0).all()
    assert audit.by_question["text"].tolist() == list(KNOWLEDGE_QUESTIONS)
    assert (audit.by_account[["coverage", "fresh_share"]] == 0).all(axis=None)
    assert "0% hold an answer" in str(audit)
    assert not re.search(r"\bnan\b", audit._repr_html_(), re.IGNORECASE)
    assert sample_cells(audit, 5).empty


def test_no_accounts_are_said_and_do_not_raise():
    audit = knowledge_audit(knowledge([("A", 1, "x", 1, "y")]), ACCOUNTS.iloc[:0], AS_OF)
    assert audit.cells.empty
    assert math.isnan(audit.coverage)
    assert "no account to audit" in str(audit)
    with pytest.raises(ValueError, match="one day or more"):
        knowledge_audit(knowledge([]), ACCOUNTS, AS_OF, stale_after_days=0)


def test_completeness_counts_what_holds_something():
    contacts = pd.DataFrame({"name": ["a", "", None, "NA"], "spoken": [AS_OF, None, None, None], "n": [1, 2, 3, 4]})
    table = completeness({"contacts": contacts, "none": contacts.iloc[:0]}).set_index(["table", "column"])
    assert table.loc["contacts", "filled"].tolist() == [2, 1, 4]
    assert table.loc[("contacts", "name"), "share"] == 0.5
    assert table.loc["none", "share"].isna().all()
    assert completeness({}).empty


def test_cards_filled_in_on_one_day_come_first():
    rows = [(account, 1, "ok", 12, "manager") for account in "ABC"] + [("A", 2, "x", 30, None), ("A", 3, "y", 31, None)]
    table = same_day_answers(knowledge(rows))
    assert table["answers"].tolist() == [3, 1, 1]
    assert table["share"].sum() == pytest.approx(1)
    assert table["answered_at"][0] == AS_OF - pd.Timedelta(days=12)
    assert same_day_answers(knowledge([])).empty


@settings(deadline=None)
@given(st.lists(ROW, max_size=40), st.integers(0, 50), st.integers(0, 5))
def test_a_sample_is_of_known_cells_once_each_and_comes_again(rows, n, seed):
    audit = knowledge_audit(knowledge(rows), ACCOUNTS, AS_OF)
    known = int((audit.cells["state"] != "unknown").sum())
    drawn = sample_cells(audit, n, seed)
    assert len(drawn) == min(n, known)
    assert not drawn.duplicated(["account_id", "question"]).any()
    assert (drawn["state"] != "unknown").all()
    pd.testing.assert_frame_equal(drawn, sample_cells(audit, n, seed))


@settings(deadline=None)
@given(st.lists(st.booleans(), max_size=60))
def test_the_interval_holds_the_share(verdicts):
    row = accuracy(pd.DataFrame({"accurate": verdicts}, dtype=bool)).loc["all"]
    assert row["n"] == len(verdicts)
    assert 0 <= row["low"] <= row["high"] <= 1
    if verdicts:
        assert row["low"] <= row["share"] + 1e-12
        assert row["share"] <= row["high"] + 1e-12
        assert row["high"] - row["low"] > 0.01, "a few cells never prove certainty"
    else:
        assert np.isnan(row["share"])


def test_the_interval_is_wilsons():
    """Newcombe (1998), table I: 15 of 148 by the score method without continuity correction: .0624 to .1605."""
    row = accuracy(pd.DataFrame({"accurate": [True] * 15 + [False] * 133})).loc["all"]
    assert (round(row["low"], 4), round(row["high"], 4)) == (0.0624, 0.1605)


def test_accuracy_by_group_and_bad_input():
    checked = pd.DataFrame({"manager": ["x", "x", "y"], "accurate": [True, False, True]})
    assert accuracy(checked, by="manager")["accurate"].to_dict() == {"x": 1, "y": 1}
    assert accuracy(checked.iloc[:0], by="manager").empty
    with pytest.raises(ValueError, match="no column 'region'"):
        accuracy(checked, by="region")
    with pytest.raises(ValueError, match="no verdict"):
        accuracy(pd.DataFrame({"accurate": [True, None]}))
    with pytest.raises(ValueError, match="0 or more"):
        sample_cells(knowledge_audit(knowledge([]), ACCOUNTS, AS_OF), -1)
