"""Tests of the codebook: codes, scales and items that run backwards, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.survey import Codebook, Item, on_hundred

SCALE = st.integers(1, 7)


@given(st.lists(SCALE, min_size=1, max_size=30))
def test_turning_twice_changes_nothing_and_turning_once_keeps_the_scale(answers):
    book = Codebook.alike(["a"], 1, 7, reversed=["a"])
    frame = pd.DataFrame({"a": answers})
    once = book.scored(frame)
    assert once["a"].between(1, 7).all()
    pd.testing.assert_frame_equal(book.scored(once), frame.astype(float))


def test_codes_for_no_answer_are_no_numbers_and_empty_stays_empty():
    book = Codebook((Item("a", least=0, most=10, missing=(-99, 99)),))
    assert book.scored(pd.DataFrame({"a": [0, 99, None, -99, 10]}))["a"].isna().tolist() == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"b": [1]}, "There is no column 'a'"),
        ({"a": ["agree"]}, "a has the answer 'agree', which is no number"),
        ({"a": [1, 11]}, "a has the answer 11, and its scale goes from 1 to 7"),
        ({"a": [0]}, "a has the answer 0"),
    ],
)
def test_an_answer_that_cannot_be_is_a_sentence(answers, said):
    with pytest.raises(ValueError, match=said):
        Codebook.alike(["a"], 1, 7).scored(pd.DataFrame(answers))


def test_a_codebook_that_cannot_be_is_a_sentence():
    with pytest.raises(ValueError, match="from 7 to 1"):
        Item("a", least=7, most=1)
    with pytest.raises(ValueError, match="one code cannot be both"):
        Item("a", least=0, most=10, missing=(9,))
    with pytest.raises(ValueError, match="'a' is in the codebook twice"):
        Codebook((Item("a"), Item("a")))
    with pytest.raises(ValueError, match="'z' is to be reversed and is no item"):
        Codebook.alike(["a"], 1, 7, reversed=["z"])
    with pytest.raises(ValueError, match="has no item 'z'; it has a"):
        Codebook.alike(["a"], 1, 7)["z"]


def items(**columns) -> pd.DataFrame:
    """A table of two items; a column given as None is left out."""
    whole = {
        "item": ["p01", "p05"],
        "words": ["On time.", "We have to check."],
        "dimension": ["reliability", "reliability"],
        "least": [1.0, 1.0],
        "most": [7.0, 7.0],
        "reversed": [0, 1],
        "missing_codes": ["99", None],
    }
    return pd.DataFrame({name: values for name, values in (whole | columns).items() if values is not None})


def test_a_codebook_from_the_table_of_items_is_that_of_its_rows():
    assert Codebook.of(items()) == Codebook(
        (
            Item("p01", "On time.", 1, 7, "reliability", False, (99,)),
            Item("p05", "We have to check.", 1, 7, "reliability", True),
        )
    )
    assert Codebook.of(items().iloc[1:]).names() == ["p05"]
    assert Codebook.of(items().iloc[:0]).names() == []


def test_a_codebook_takes_what_is_there():
    bare = items(words=None, dimension=[None, None], reversed=None, missing_codes=None)
    assert Codebook.of(bare) == Codebook.alike(["p01", "p05"], 1, 7)


@pytest.mark.parametrize("written", ["98 99", "98, 99", "98;99", " 98.0 ; 99 "])
def test_codes_for_no_answer_may_be_parted_as_people_part_them(written):
    assert Codebook.of(items(missing_codes=[written, None]))["p01"].missing == (98, 99)
    assert Codebook.of(items(missing_codes=[99.0, np.nan]))["p01"].missing == (99,)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"least": None}, "The items have no column 'least': it takes item, least and most"),
        ({"item": ["p01", "p01"]}, "'p01' is in the codebook twice"),
        ({"item": ["p01", None]}, "One of the items has no code"),
        ({"most": [7.0, np.nan]}, "p05 has nothing as most, where a number is wanted"),
        ({"least": ["one", "1"]}, "p01 has 'one' as least, where a number is wanted"),
        ({"missing_codes": ["99 dk", None]}, "p01 has 'dk' as missing_codes"),
        ({"missing_codes": ["7", None]}, "p01 has 7 for no answer, and its scale from 1 to 7 holds it"),
        ({"most": [1.0, 7.0]}, "p01 has a scale from 1 to 1"),
    ],
)
def test_a_table_of_items_that_cannot_be_read_is_a_sentence(columns, said):
    with pytest.raises(ValueError, match=said) as error:
        Codebook.of(items(**columns))
    assert "\n" not in str(error.value)


@given(st.integers(-5, 5), st.integers(1, 100))
def test_ends_of_any_scale_are_0_and_100(least, width):
    book = Codebook.alike(["a"], least, least + width)
    ends = on_hundred(pd.DataFrame({"a": [float(least), float(least + width)]}), book)["a"]
    np.testing.assert_allclose(ends, [0, 100], atol=1e-9)
