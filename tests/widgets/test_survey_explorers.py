"""The explorers of lessons 08 to 10 say what the methods say, for a handful of answers and for many, in any letters."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import gaps, survey
from kamlib.widgets import importance_cross, kano_segments, sample_and_silence, wave_tracker
from kamlib.widgets.survey.tracker import ALONE, TOGETHER

NAMES = ("On the day that was named", "北京地板", "<b>=1+1</b> $x_y$", "Łąkobor")


def ratings(people: int, items: int, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    table = random.integers(1, 8, (people, items)).astype(float)
    return pd.DataFrame(table, columns=[f"{NAMES[place % 4]} {place}" for place in range(items)])


def every_stop(explorer):
    for control in explorer._controls.values():
        for stop in control.stops:
            yield {control.name: stop}


def explorers(people: int, items: int):
    wave = pd.Series(np.arange(people) % 3)
    pairs = {
        name: (pd.Series(np.arange(people) % 5 + 1), pd.Series((np.arange(people) * 3 + place) % 5 + 1))
        for place, name in enumerate(ratings(1, items))
    }
    return {
        "sample_and_silence": sample_and_silence(max(people, 10)),
        "wave_tracker": wave_tracker(ratings(people, items), wave),
        "importance_cross": importance_cross(ratings(people, items, 2), ratings(people, items, 3)),
        "kano_segments": kano_segments(pairs, pd.Series(np.where(np.arange(people) % 2, "<i>small</i>", "large"))),
    }


@pytest.mark.parametrize(("people", "items"), [(9, 1), (40, 3), (1500, 24)])
@pytest.mark.parametrize("name", list(explorers(9, 1)))
def test_every_stop_has_its_words_and_its_picture(name, people, items):
    explorer = explorers(people, items)[name]
    for number, at in enumerate(every_stop(explorer)):
        said = explorer.text(**at)
        assert len(said) > 60
        assert "nan" not in said.casefold().replace("finance", "")
        if number % 7 == 0:
            assert explorer.image(**at).startswith(b"\xff\xd8")


def test_more_answers_narrow_the_interval_and_leave_the_truth_where_it_is():
    explorer = sample_and_silence(5000)
    few, many = (explorer._painter._told(asked, 0.3, 0.2) for asked in (50, 5000))
    assert many.high - many.low < 0.3 * (few.high - few.low)
    assert few.truth == many.truth == pytest.approx(0.72 - 0.7 * 0.2)
    assert "misses the truth" in explorer.text(asked=5000, rate=0.3, apart=0.2)
    assert "holds the truth" in explorer.text(asked=5000, rate=0.3, apart=0.0)
    everybody = explorer._painter._told(5000, 1.0, 0.2)
    assert everybody.truth == 0.72
    assert everybody.high - everybody.low < 1e-9
    with pytest.raises(ValueError, match="give ten people or more"):
        sample_and_silence(3)


def test_the_tracker_judges_by_the_rule_that_is_chosen():
    random = np.random.default_rng(8)
    scores = pd.DataFrame(random.normal(5, 1, (400, 40)), columns=[f"i{place}" for place in range(40)])
    wave = pd.Series(np.repeat([1, 2], 200))
    table = survey.wave_changes(scores, wave)
    only_alone = table.index[(table["p"] < 0.05) & (table["p_adjusted"] >= 0.05)]
    explorer = wave_tracker(scores, wave)
    for item in only_alone:
        assert "more than chance, tested as each item alone" in explorer.text(item=item, rule=ALONE)
        assert "no more than chance makes, tested as all items" in explorer.text(item=item, rule=TOGETHER)
    assert len(only_alone)


def test_the_cross_sorts_as_the_method_does():
    importance, performance = ratings(200, 8, 5), ratings(200, 8, 6)
    explorer = importance_cross(importance, performance)
    for up in (3.1, 4.0, 4.9):
        wanted = gaps.importance_performance(importance, performance, (4.0, up))
        count = int((wanted["quadrant"] == "concentrate here").sum())
        assert f"{count} of 8 attributes ask for work" in explorer.text(up=up, across=4.0)


def test_a_segment_that_thinks_otherwise_is_named():
    likes = pd.Series([1] * 40 + [3] * 40)
    without = pd.Series([3] * 40 + [5] * 40)
    segment = pd.Series(["large"] * 40 + ["small"] * 40)
    said = kano_segments({"returns": (likes, without)}, segment).text(segment="small")
    assert "small (40 answers) differs on returns (must-be" in said or "puts every feature" in said
    with pytest.raises(ValueError, match="Nobody has a segment"):
        kano_segments({"returns": (likes, without)}, pd.Series([None] * 80))
