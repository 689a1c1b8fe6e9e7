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


@given(st.integers(-5, 5), st.integers(1, 100))
def test_ends_of_any_scale_are_0_and_100(least, width):
    book = Codebook.alike(["a"], least, least + width)
    ends = on_hundred(pd.DataFrame({"a": [float(least), float(least + width)]}), book)["a"]
    np.testing.assert_allclose(ends, [0, 100], atol=1e-9)
