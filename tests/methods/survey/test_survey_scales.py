"""Tests of reliability, factors, drivers and careless answers: what must not change, and what must be noticed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import survey
from kamlib.methods.survey import Codebook


def answers(seed: int, items: int = 5, people: int = 120) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    common = random.normal(size=(people, 1))
    raw = 4 + 1.2 * common + random.normal(size=(people, items))
    return pd.DataFrame(raw.round().clip(1, 7), columns=[f"i{place}" for place in range(items)])


@given(st.integers(0, 1000), st.permutations(list(range(5))), st.floats(0.1, 10), st.floats(-5, 5))
@settings(max_examples=30)
def test_alpha_knows_neither_the_order_of_items_nor_the_unit(seed, order, unit, shift):
    scores = answers(seed)
    first = survey.reliability(scores)
    moved = survey.reliability(scores.iloc[:, order] * unit + shift)
    assert moved.alpha == pytest.approx(first.alpha, abs=1e-9)
    assert moved.standardised == pytest.approx(first.standardised, abs=1e-9)
    assert first.low < first.alpha < first.high


@given(st.integers(0, 1000), st.sets(st.integers(0, 4), min_size=1, max_size=2))
@settings(max_examples=30)
def test_items_that_run_backwards_are_named(seed, backwards):
    scores = answers(seed, people=400)
    names = [scores.columns[place] for place in backwards]
    scores[names] = 8 - scores[names]
    note = survey.reliability(scores).note
    assert note.startswith("WARNING")
    assert all((name in note) == (name in names) for name in scores)


def test_too_little_is_a_sentence():
    with pytest.raises(ValueError, match="1 items and 120 respondents"):
        survey.reliability(answers(1, items=1))
    with pytest.raises(ValueError, match="Everybody answered b alike"):
        survey.reliability(pd.DataFrame({"a": [1, 2, 3.0], "b": [4, 4, 4.0]}))
    with pytest.raises(ValueError, match="3 factors of 4 items"):
        survey.factors(answers(1, items=4), 3)
    twice = answers(1)
    with pytest.raises(ValueError, match="say exactly what others say"):
        survey.factors(twice.assign(again=twice["i0"] + twice["i1"]), 1)


@given(st.integers(0, 1000), st.integers(2, 6))
@settings(max_examples=25, deadline=None)
def test_shares_of_drivers_add_up_to_what_is_explained(seed, attributes):
    scores = answers(seed, items=attributes + 1)
    x, y = scores.iloc[:, :-1], scores.iloc[:, -1]
    found = survey.drivers(x, y, resamples=0)
    design = np.column_stack([np.ones(len(x)), x])
    left = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    explained = 1 - float((left**2).sum() / ((y - y.mean()) ** 2).sum())
    assert found.table["shapley"].sum() == pytest.approx(explained, abs=1e-9)
    assert found.table["johnson"].sum() == pytest.approx(explained, abs=1e-9)
    assert (found.table["shapley"] >= -1e-12).all()


def test_drivers_say_how_sure_they_are_and_when_attributes_cannot_be_told_apart():
    scores = answers(5, items=4, people=300)
    found = survey.drivers(scores.iloc[:, :3], scores["i3"], resamples=100)
    assert (found.table["low"] <= found.table["shapley"]).all()
    assert (found.table["shapley"] <= found.table["high"]).all()
    near = scores.assign(copy=scores["i0"] + 0.05 * np.random.default_rng(1).normal(size=len(scores)))
    warned = survey.drivers(near[["i0", "i1", "copy"]], near["i3"], resamples=0)
    assert "WARNING" in warned.note
    with pytest.raises(ValueError, match="the target alike"):
        survey.drivers(scores.iloc[:, :3], pd.Series(1.0, index=scores.index))


def test_contacts_of_one_parent_make_the_interval_wider():
    few = answers(3, items=4, people=40)
    many = pd.concat([few] * 5, ignore_index=True)
    parent = pd.Series(np.tile(np.arange(40), 5))
    wide, narrow = (
        survey.drivers(many.iloc[:, :3], many["i3"], clusters=clusters).table for clusters in (parent, None)
    )
    assert ((wide["high"] - wide["low"]) > 1.5 * (narrow["high"] - narrow["low"])).all()


def test_straight_lines_and_racing_are_flagged_and_contentment_is_not():
    book = Codebook.alike(["a", "b", "c"], 1, 7, reversed=["c"])
    told = pd.DataFrame({"a": [7, 7, 4], "b": [7, 7, 3], "c": [7, 1, None]}, index=list("xyz"))
    found = survey.careless(told, book, pace=pd.Series([20.0, 20.0, 0.7], index=list("xyz")))
    assert found["straight"].tolist() == [True, False, False]
    assert found["fast"].tolist() == [False, False, True]
    assert found["longest_run"].tolist() == [3, 2, 1]
    content = Codebook.alike(["a", "b"], 1, 7)
    assert not survey.careless(told[["a", "b"]], content)["straight"].any()


def test_suitability_shows_itself_with_its_items_and_in_words():
    random = np.random.default_rng(3)
    common = random.normal(size=(200, 1))
    scores = pd.DataFrame(common + random.normal(size=(200, 3)), columns=["on time", "<b>$5", "c"])
    found = survey.suitability(scores)
    shown = found._repr_html_()
    assert f"KMO {found.kmo:.2f}" in shown
    assert f"{found.by_item['on time']:.2f}" in shown
    assert "3 degrees of freedom, p below .001" in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


def test_a_fit_that_does_not_settle_ends_at_the_same_place_in_every_run():
    answers = pd.DataFrame(np.random.default_rng(1).integers(1, 8, (120, 12)).astype(float)).add_prefix("i")
    first, second = survey.factors(answers, 5, "oblimin"), survey.factors(answers, 5, "oblimin")
    assert not first.converged
    pd.testing.assert_frame_equal(first.loadings, second.loadings, check_exact=True)
