"""Tests of the sheet: every answer in its place, as it was ticked, and nothing that was not said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.survey import Codebook, careless, sheet

BOOK = Codebook.alike(["a", "b", "c"], 1, 7, reversed=["b"], missing=[99])
PLACES = st.tuples(st.sampled_from(["R1", "R2", "R10", "R3"]), st.sampled_from(["a", "b", "c", "other"]))


def answers(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["response_id", "item", "answer"])


@given(st.dictionaries(PLACES, st.sampled_from([1, 2, 3, 4, 5, 6, 7, 99]), min_size=1, max_size=16))
def test_every_answer_is_in_its_place_and_there_are_no_others(given_):
    wide = sheet(answers(*((who, what, answer) for (who, what), answer in given_.items())), BOOK)
    kept = {place: answer for place, answer in given_.items() if place[1] != "other"}
    assert list(wide.columns) == BOOK.names()
    assert wide.index.tolist() == list(dict.fromkeys(who for who, _ in kept))
    assert {(who, what): answer for (who, what), answer in wide.stack().items() if not np.isnan(answer)} == kept


def test_it_is_scored_by_the_codebook_and_not_before():
    wide = sheet(answers(("R1", "a", 99), ("R1", "b", 2)), BOOK)
    assert wide.loc["R1", ["a", "b"]].tolist() == [99, 2]
    scored = BOOK.scored(wide)
    assert scored["a"].isna().all()
    assert scored.loc["R1", "b"] == 6
    assert wide["c"].isna().all()
    assert len(careless(wide, BOOK)) == 1


def test_staff_have_their_own_id():
    wide = sheet(answers(("S1", "a", 3)).rename(columns={"response_id": "staff_id"}), BOOK, "staff_id")
    assert wide.index.name == "staff_id"
    assert wide.columns.name is None


def test_no_answers_make_a_sheet_without_rows():
    for none in (answers(), answers(("R1", "other", 1.0))):
        wide = sheet(none, BOOK)
        assert wide.shape == (0, 3)
        assert BOOK.scored(wide).shape == (0, 3)


def test_one_item_answered_twice_is_one_sentence():
    twice = answers(("R1", "a", 1), ("R2", "a", 3), ("R2", "b", 3), ("R2", "a", 3), ("R2", "a", 4))
    with pytest.raises(
        ValueError, match=r"^R2 answers a more than once, and 2 answers in all are one too many"
    ) as error:
        sheet(twice, BOOK)
    assert "\n" not in str(error.value)
    # What is not in the codebook is not looked at.
    assert sheet(twice, Codebook.alike(["b"], 1, 7)).to_numpy().tolist() == [[3]]


def test_answers_in_words_are_named_by_the_codebook():
    wide = sheet(answers(("R1", "a", "agree")), BOOK)
    with pytest.raises(ValueError, match="a has the answer 'agree', which is no number"):
        BOOK.scored(wide)


@pytest.mark.parametrize("lacking", ["response_id", "item", "answer"])
def test_a_column_that_is_not_there_is_named(lacking):
    with pytest.raises(ValueError, match=f"The answers have no column '{lacking}'"):
        sheet(answers(("R1", "a", 1)).drop(columns=lacking), BOOK)
