"""The explorers of lessons 08 to 10 say what the methods say, for a handful of answers and for many, in any letters."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from kamlib.methods import gaps, survey
from kamlib.widgets import (
    board_legs,
    driver_measures,
    factor_loadings,
    importance_cross,
    kano_segments,
    sample_and_silence,
    tolerance_zones,
    wave_tracker,
    weight_limits,
)
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


def silence(people: int):
    """Return a score, who answered, and how many were invited of each region and size."""
    random = np.random.default_rng(6)
    answered = pd.DataFrame(
        {
            "region": np.where(np.arange(people) % 3, "<i>North</i>", "West"),
            "size": np.where(np.arange(people) % 2, "北", "large"),
        }
    )
    margins = {"region": {"<i>North</i>": 60, "West": 90}, "size": {"北": 100, "large": 50}}
    return pd.Series(random.integers(1, 8, people).astype(float)), answered, margins


def moved(people: int):
    """Return a satisfaction and a group."""
    random = np.random.default_rng(7)
    return pd.Series(random.integers(1, 8, people).astype(float)), pd.Series(
        np.where(np.arange(people) % 2, "<b>a</b>", "b")
    )


def board_of(people: int, items: int) -> pd.DataFrame:
    group = pd.Series([f"<b>group</b> {place % max(items, 2)}" for place in range(people)])
    told = {
        f"source {number} with a long name": gaps.against_the_rest(ratings(people, 1, number).iloc[:, 0], group)
        for number in range(3)
    }
    return gaps.board(told)


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
        "weight_limits": weight_limits(*silence(people)),
        "factor_loadings": factor_loadings(ratings(max(people, 40), max(items, 3), 4)),
        "driver_measures": driver_measures(
            ratings(max(people, 40), min(max(items, 2), 12), 5), *moved(max(people, 40))
        ),
        "tolerance_zones": tolerance_zones(
            ratings(people, items),
            ratings(people, items, 2) - 1,
            ratings(people, items, 3),
            pd.Series(np.where(np.arange(people) % 2, "<i>small</i>", "北")),
            dict.fromkeys(ratings(1, items), "all of it"),
        ),
        "board_legs": board_legs(board_of(people, items)),
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


def test_weights_move_the_score_and_cost_answers():
    score = pd.Series([7.0] * 30 + [3.0] * 10)
    answered = pd.DataFrame({"region": ["North"] * 30 + ["West"] * 10})
    painter = weight_limits(score, answered, {"region": {"North": 50, "West": 50}})._painter
    plain, full, cut = (painter.found[at] for at in (("nothing", np.inf), ("region", np.inf), ("region", 1.5)))
    assert plain.mean == 6.0
    assert full.mean == pytest.approx(5.0)
    assert plain.effect == 1.0 < cut.effect < full.effect
    assert full.missed < 1e-6 < cut.missed
    assert full.mean < cut.mean < plain.mean


def test_the_two_divisions_agree_and_a_coefficient_may_not():
    random = np.random.default_rng(8)
    base = random.normal(size=400)
    items = pd.DataFrame(
        {
            "a": base + 0.3 * random.normal(size=400),
            "b": base + 0.3 * random.normal(size=400),
            "c": random.normal(size=400),
        }
    )
    shares = driver_measures(items, items["a"] + 0.2 * items["c"] + 0.1 * random.normal(size=400))._painter.shares[
        "everybody"
    ]
    assert (shares.sum() - 1).abs().max() < 1e-9
    assert shares.loc["b", "shapley"] > 0.2 > shares.loc["b", "beta"]


def test_more_factors_explain_more_and_turning_changes_nothing_of_it():
    random = np.random.default_rng(9)
    common = np.repeat(random.normal(size=(600, 3)), 4, axis=1)
    items = pd.DataFrame(common + random.normal(size=(600, 12)), columns=[f"item {place}" for place in range(12)])
    painter = factor_loadings(items)._painter
    left = {at: float(found.uniqueness.mean()) for at, found in painter.found.items()}
    turned = [
        left[3, words] for words in ("not turned", "varimax: factors independent", "oblimin: factors may correlate")
    ]
    assert max(turned) - min(turned) < 1e-6
    assert left[1, "not turned"] > left[3, "not turned"]


def test_a_zone_says_for_whom_it_is_not_enough():
    even = pd.DataFrame({"on time": [5.0] * 40 + [2.0] * 40})
    even = even + np.tile([0.0, 0.5], 40)[:, None]
    least, wanted = even * 0 + 4 + np.tile([0, 0.4, 0.2, 0.1], 20)[:, None], even * 0 + 6.5
    region = pd.Series(["North"] * 40 + ["West"] * 40)
    explorer = tolerance_zones(even, least, wanted, region, {"on time": "reliability"})
    assert "1 of 1 items are surely below what is just enough: on time" in explorer.text(whom="West", what="all")
    assert "0 of 1 items are surely below" in explorer.text(whom="North", what="reliability")
    with pytest.raises(ValueError, match="Nobody has a segment"):
        tolerance_zones(even, least, wanted, pd.Series([None] * 80), {})


def test_a_conclusion_falls_with_the_source_it_rests_on():
    verdicts = pd.DataFrame({"verdict": {"West": "worse", "North": "not told"}})
    calm = verdicts.assign(verdict="not told")
    explorer = board_legs(gaps.board({"survey": verdicts, "clock": verdicts, "calls": calm}))
    assert "West is worse than the rest" in explorer.text(without="none", least=2.0)
    assert "no group is surely worse than the rest" in explorer.text(without="clock", least=2.0)
    with pytest.raises(ValueError, match="The board is empty"):
        board_legs(gaps.board({}))


def coloured_within(explorer, texts, **at) -> int:
    """Return how many pixels with a colour lie on the words of an explorer's picture: a line that crosses them."""
    explorer.image(**at)
    canvas = explorer._picture.canvas
    pixels = np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)
    count = 0
    for text in texts:
        box = Text.get_window_extent(text)
        part = pixels[round(pixels.shape[0] - box.y1) : round(pixels.shape[0] - box.y0), round(box.x0) : round(box.x1)]
        count += int((part.max(axis=2) - part.min(axis=2) > 60).sum())
    return count


def test_no_line_crosses_what_is_written_of_the_silent():
    explorer = sample_and_silence(507)
    said = explorer._painter.said
    for rate in (0.05, 0.1, 0.3, 0.6, 1.0):
        for apart in (-0.3, -0.2, 0.0, 0.1, 0.2, 0.4, 0.6):
            assert coloured_within(explorer, said, rate=rate, apart=apart) == 0


@pytest.mark.parametrize("waves", [2, 6, 24])
def test_no_line_crosses_the_change_of_a_wave(waves):
    scores = ratings(40 * waves, 5)
    explorer = wave_tracker(scores, pd.Series(np.arange(40 * waves) % waves))
    for item in scores:
        assert coloured_within(explorer, [explorer._painter.said], item=item) == 0
        box = Text.get_window_extent(explorer._painter.said)
        assert box.x1 <= explorer._painter.figure.bbox.x1
        assert box.x0 > explorer._painter.figure.axes[0].transData.transform((waves - 1, 0))[0]


def test_a_share_stands_at_its_own_bar_and_the_words_say_more_than_the_bars():
    explorer = driver_measures(ratings(200, 4, 5), *moved(200))
    for measure in explorer._controls["measure"].stops:
        said = explorer.text(measure=measure).splitlines()[3]
        assert said.startswith("All of them together explain")
        assert measure not in said
        painter = explorer._painter
        for bar, text, mark in zip(painter.bars, painter.said, painter.usual, strict=True):
            end = bar.get_width()
            assert text.get_position()[0] - end < 1.5 * painter.room
            assert not text.get_position()[0] - 0.1 * painter.room < mark < text.get_position()[0]
