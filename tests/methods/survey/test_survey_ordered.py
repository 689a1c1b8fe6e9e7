"""Tests of the ordered answer: what must not change, what has no end, and what is refused in a sentence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods import survey

WORDS = ["angry", "content", "delighted"]


def told(seed: int, people: int = 200) -> tuple[pd.DataFrame, pd.Series]:
    """Two attributes and an answer that they move by 0.8 and −0.4 a point."""
    random = np.random.default_rng(seed)
    x = pd.DataFrame(random.integers(1, 8, (people, 2)).astype(float), columns=["speed", "price"])
    hidden = 0.8 * x["speed"] - 0.4 * x["price"] + random.logistic(size=people)
    return x, pd.Series(np.select([hidden < 0.5, hidden < 2.5], WORDS[:2], WORDS[2]))


def test_what_was_put_in_is_found_within_its_interval():
    x, answer = told(1, people=2000)
    found = survey.ordered_logit(x, answer, WORDS)
    assert found.converged
    assert "WARNING" not in found.note
    for name, put_in in {"speed": 0.8, "price": -0.4}.items():
        assert found.table.loc[name, "low"] < put_in < found.table.loc[name, "high"]
    np.testing.assert_allclose(found.thresholds, [0.5, 2.5], atol=0.3)
    assert found.thresholds.index.tolist() == ["angry | content", "content | delighted"]
    np.testing.assert_allclose(found.table["odds_ratio"], np.exp(found.table["coefficient"]))


@given(st.integers(0, 500), st.floats(1e-3, 1e6), st.floats(-1e3, 1e3))
@settings(max_examples=10, deadline=None)
def test_unit_and_origin_change_nothing_but_the_unit(seed, unit, shift):
    x, answer = told(seed)
    first = survey.ordered_logit(x, answer, WORDS)
    moved = survey.ordered_logit(x.assign(speed=x["speed"] * unit + shift * unit), answer, WORDS)
    assert moved.deviance == pytest.approx(first.deviance, abs=1e-4)
    of_speed = ["coefficient", "low", "high"]
    np.testing.assert_allclose(
        moved.table.loc["speed", of_speed].astype(float) * unit,
        first.table.loc["speed", of_speed].astype(float),
        atol=1e-3,
    )


@given(st.integers(0, 500))
@settings(max_examples=10, deadline=None)
def test_the_order_turned_round_turns_the_signs(seed):
    x, answer = told(seed)
    up, down = survey.ordered_logit(x, answer, WORDS), survey.ordered_logit(x, answer, WORDS[::-1])
    np.testing.assert_allclose(up.table["coefficient"], -down.table["coefficient"], atol=1e-3)
    np.testing.assert_allclose(up.table["low"], -down.table["high"], atol=1e-3)
    np.testing.assert_allclose(up.thresholds, -down.thresholds[::-1].to_numpy(), atol=1e-3)


def test_counts_say_how_many_a_row_stands_for():
    x, answer = told(3)
    rows = pd.concat([x, answer.rename("said")], axis=1).value_counts().rename("times").reset_index()
    rows.loc[len(rows)] = [1.0, 1.0, "angry", 0]
    counted = survey.ordered_logit(rows[["speed", "price"]], rows["said"], WORDS, counts=rows["times"])
    single = survey.ordered_logit(x, answer, WORDS)
    assert counted.answers == single.answers == len(x)
    np.testing.assert_allclose(counted.table, single.table, atol=1e-3)
    for wrong in (-1.0, 0.5, np.nan):
        with pytest.raises(ValueError, match="Counts are whole numbers from 0 up"):
            survey.ordered_logit(x, answer, WORDS, counts=pd.Series(wrong, index=x.index))


def test_two_answers_are_a_logistic_regression():
    """Oracle: statsmodels' Logit."""
    import statsmodels.api as sm

    x, answer = told(4)
    high = (answer == "delighted").astype(int)
    found = survey.ordered_logit(x, high)
    peer = sm.Logit(high, sm.add_constant(x)).fit(disp=False)
    np.testing.assert_allclose(found.table["coefficient"], peer.params[1:], atol=1e-4)
    np.testing.assert_allclose(found.table[["low", "high"]], peer.conf_int().iloc[1:], atol=1e-3)
    assert found.thresholds.iloc[0] == pytest.approx(-peer.params["const"], abs=1e-3)
    assert found.deviance == pytest.approx(-2 * peer.llf, abs=1e-5)


def test_numbers_ordered_categories_and_words_with_an_order_say_the_same():
    x, answer = told(5)
    words = survey.ordered_logit(x, answer, WORDS)
    ordered = survey.ordered_logit(x, pd.Series(pd.Categorical(answer, [*WORDS, "in love"], ordered=True)))
    numbers = survey.ordered_logit(x, answer.map({word: place / 1 for place, word in enumerate(WORDS)}))
    pd.testing.assert_frame_equal(ordered.table, words.table)
    pd.testing.assert_frame_equal(numbers.table, words.table)
    assert ordered.thresholds.index.tolist() == words.thresholds.index.tolist()
    assert numbers.thresholds.index.tolist() == ["0 | 1", "1 | 2"]


def test_who_left_one_out_does_not_count():
    x, answer = told(6)
    gaps = x.assign(speed=x["speed"].where(x.index != 0), level=x["price"] % 2, times=x["speed"] % 2)
    found = survey.ordered_logit(gaps, answer.where(answer.index != 1), WORDS)
    assert found.answers == len(x) - 2
    assert found.table.index.tolist() == ["speed", "price", "level", "times"]


def test_contacts_of_one_parent_make_the_interval_wider():
    x, answer = told(7)
    many, said = pd.concat([x] * 4, ignore_index=True), pd.concat([answer] * 4, ignore_index=True)
    parents = pd.Series(np.tile(np.arange(len(x)), 4))
    apart = survey.ordered_logit(many, said, WORDS).table
    together = survey.ordered_logit(many, said, WORDS, clusters=parents).table
    np.testing.assert_allclose(together["coefficient"], apart["coefficient"], atol=1e-6)
    assert ((together["high"] - together["low"]) > 1.6 * (apart["high"] - apart["low"])).all()
    nobodys = survey.ordered_logit(x, answer, WORDS, clusters=pd.Series(None, index=x.index, dtype=object)).table
    assert np.isfinite(nobodys).all(axis=None)
    with pytest.raises(ValueError, match="All respondents are of one cluster"):
        survey.ordered_logit(x, answer, WORDS, clusters=pd.Series("one", index=x.index))


@pytest.mark.parametrize("answer", [[1, 1, 1, 2, 2, 2, 3, 3, 3], [1, 1, 1, 1, 1, 1, 2, 2, 2]])
def test_answers_sorted_without_an_exception_have_odds_without_end(answer):
    x = pd.DataFrame({"speed": np.arange(9.0), "price": [3.0, 1, 2, 1, 3, 2, 2, 1, 3]})
    found = survey.ordered_logit(x, pd.Series(answer))
    assert not found.converged
    assert found.note.startswith("WARNING: speed sorts answers without one exception")
    assert found.table.isna().all(axis=None)
    assert found.thresholds.isna().all()
    assert "WARNING" in found._repr_html_()


def test_a_kind_of_customer_that_always_gives_the_best_answer_is_named():
    x, answer = told(8)
    loved = x.assign(founder=(x.index < 9).astype(float))
    found = survey.ordered_logit(loved, answer.where(x.index >= 9, "delighted"), WORDS)
    assert not found.converged
    assert found.note.startswith("WARNING: founder sorts")


def test_two_attributes_that_sort_only_together_are_both_named():
    random = np.random.default_rng(9)
    x = pd.DataFrame(random.normal(size=(60, 3)), columns=["speed", "price", "noise"])
    found = survey.ordered_logit(x, (x["speed"] - x["price"] > 0).astype(int))
    assert not found.converged
    assert "speed and price" in found.note


def test_a_climb_cut_short_is_told_and_raises_nothing(monkeypatch):
    from kamlib.methods.survey import ordered

    monkeypatch.setattr(ordered, "ROUNDS", 1)
    found = survey.ordered_logit(*told(10), WORDS)
    assert not found.converged
    assert "WARNING: the fit did not reach its best numbers" in found.note


def test_what_tells_nothing_is_a_sentence():
    x, answer = told(11)
    with pytest.raises(ValueError, match="Everybody answered 'content' alike"):
        survey.ordered_logit(x, answer.where(answer == "content"), WORDS)
    with pytest.raises(ValueError, match="Nobody answered all of it"):
        survey.ordered_logit(x, answer.where(answer == "nothing"), WORDS)
    with pytest.raises(ValueError, match="words without an order"):
        survey.ordered_logit(x, answer)
    with pytest.raises(ValueError, match="'delighted' is not in the order"):
        survey.ordered_logit(x, answer, WORDS[:2])
    with pytest.raises(ValueError, match="names an answer twice"):
        survey.ordered_logit(x, answer, [*WORDS, "angry"])
    with pytest.raises(ValueError, match="200 different answers"):
        survey.ordered_logit(x, pd.Series(np.arange(200.0)))
    with pytest.raises(ValueError, match="4 respondents answered all 2 attributes"):
        survey.ordered_logit(x.iloc[:4], pd.Series([1, 2, 3, 1]))


def test_attributes_that_tell_nothing_are_a_sentence():
    x, answer = told(12)
    with pytest.raises(ValueError, match="No attribute is given"):
        survey.ordered_logit(x[[]], answer, WORDS)
    with pytest.raises(ValueError, match="region holds no numbers"):
        survey.ordered_logit(x.assign(region="West"), answer, WORDS)
    with pytest.raises(ValueError, match="Everybody answered price alike"):
        survey.ordered_logit(x.assign(price=4.0), answer, WORDS)
    with pytest.raises(ValueError, match="say exactly what others say"):
        survey.ordered_logit(x.assign(both=x["speed"] + x["price"]), answer, WORDS)
