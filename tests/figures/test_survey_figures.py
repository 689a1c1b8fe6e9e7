"""Tests of the pictures of surveys and gaps: drawn at 1, 3 and 300, with any letters, with words and a table behind."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from kamlib import figures
from kamlib.figures.house import COLOURS, alt_text, axes, picture, table_behind
from kamlib.methods import gaps, survey

NAMES = ("Delivery comes on the promised day", "<b>=1+1</b> $x_y$", "北京地板", "Łąkobor")


def named(count: int) -> list[str]:
    return [f"{NAMES[place % 4]} {place}" for place in range(count)]


def ratings(items: int, people: int = 80, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    raw = 4 + random.normal(size=(people, 1)) + random.normal(size=(people, items))
    return pd.DataFrame(raw.round().clip(1, 7), columns=named(items))


def sources(groups: int) -> dict[str, pd.DataFrame]:
    values, group = pd.Series(np.arange(80.0) % 7), pd.Series([named(groups)[place % groups] for place in range(80)])
    return {
        f"source {number}": gaps.against_the_rest(values + number * (group.index % 3), group) for number in range(5)
    }


def promises(groups: int) -> pd.DataFrame:
    made = pd.Timestamp("2025-01-01") + pd.to_timedelta(np.arange(2 * groups), unit="D")
    taken = pd.to_timedelta(np.arange(2 * groups) % 9, unit="D")
    return pd.DataFrame(
        {
            "promised_at": made,
            "promised_for": made + pd.Timedelta(days=4),
            "delivered_at": (made + taken).where(np.arange(2 * groups) != 1),
            "place": named(groups) * 2,
        }
    )


def shrunken(groups: int) -> pd.DataFrame:
    scores = ratings(1, 5 * groups + 10).iloc[:, 0]
    return survey.shrunken_means(
        scores, pd.Series(named(groups)).reindex(np.arange(len(scores)) % groups).reset_index(drop=True)
    )


def pictures(items: int):
    got, wanted, least = ratings(items, seed=1), ratings(items, seed=2), ratings(items, seed=3) - 1
    wave = pd.Series(np.repeat([1, 2], 40))
    few = max(3, min(items, 8))
    answers = {
        name: (pd.Series(["like", "neutral"] * 20), pd.Series(["dislike", "neutral", "like", "must be"] * 10))
        for name in named(items)
    }
    table = survey.wave_changes(got, wave)
    return {
        "driver_shares": lambda ax: figures.driver_shares(
            survey.drivers(ratings(few), ratings(1, seed=9).iloc[:, 0], resamples=20), ax=ax
        ),
        "loadings_map": lambda ax: figures.loadings_map(survey.factors(ratings(few + 3), 2, "varimax"), ax=ax),
        "shrunken_scores": lambda ax: figures.shrunken_scores(shrunken(items + 2), ax=ax),
        "wave_chart": lambda ax: figures.wave_chart(
            survey.individuals_chart(pd.Series(np.arange(items + 1.0) % 4)), "Satisfaction", ax=ax
        ),
        "change_bars": lambda ax: figures.change_bars(table, ax=ax),
        "gap_profile": lambda ax: figures.gap_profile(gaps.paired_gap(got, wanted), ax=ax),
        "tolerance_profile": lambda ax: figures.tolerance_profile(gaps.tolerance(got, least, wanted), ax=ax),
        "importance_map": lambda ax: figures.importance_map(gaps.importance_performance(wanted, got), ax=ax),
        "blind_spot_map": lambda ax: figures.blind_spot_map(
            gaps.blind_spots(gaps.two_groups(got, wanted, ("staff", "customers"))), ax=ax
        ),
        "chain_lines": lambda ax: figures.chain_lines(
            gaps.gap_chain(
                wanted, ratings(items, 6, 4), pd.Series(5.0, wanted.columns).iloc[: max(1, items // 2)], got
            ),
            ax=ax,
        ),
        "board_map": lambda ax: figures.board_map(gaps.board(sources(items)), ax=ax),
        "promise_lines": lambda ax: figures.promise_lines(gaps.promise_gap(promises(items), "place"), ax=ax),
        "kano_map": lambda ax: figures.kano_map(gaps.kano(answers), ax=ax),
    }


@pytest.mark.parametrize("items", [1, 3, 300])
@pytest.mark.parametrize("name", list(pictures(1)))
def test_each_is_drawn_with_its_words_and_its_table(name, items):
    given = axes()
    assert pictures(items)[name](given) is given
    assert given.get_title(loc="left")
    assert len(alt_text(given)) > 40
    assert len(table_behind(given)) > 0
    data, _ = picture(given, dpi=60)
    assert data.startswith(b"\x89PNG")


def test_what_is_not_told_apart_is_grey_in_words_too():
    even = pd.DataFrame({"a": [1.0, 2, 3, 4]})
    ax = figures.gap_profile(gaps.paired_gap(even, even.iloc[::-1].reset_index(drop=True)))
    assert ax.get_title(loc="left").startswith("0 of 1 fall short")


def invited_and_answered(groups: int) -> pd.DataFrame:
    random = np.random.default_rng(4)
    group = np.repeat(named(groups), 40)
    willing = np.repeat(random.uniform(0.05, 0.95, groups), 40)
    people = pd.DataFrame({"group": group})
    return survey.response_rates(people, pd.Series(random.random(len(people)) < willing), "group")


def by_wave(waves: int, around: float = 5.0) -> pd.DataFrame:
    random = np.random.default_rng(5)
    table = pd.DataFrame(around + random.normal(0, 0.3, (waves, 3)), columns=["as it came", "weighted", "everybody"])
    return table.set_axis(pd.Index([f"{2000 + place // 2}-{place % 2 + 1}" for place in range(waves)], name="wave"))


def apart(ax, labels) -> bool:
    """Whether all texts that are seen lie inside the picture and none on another, after it was laid out."""
    picture(ax, 100)
    frame = ax.get_figure().bbox
    boxes = [Text.get_window_extent(text) for text in labels() if text.get_text() and text.get_visible()]
    inside = all(frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1 and box.y1 <= frame.y1 + 1 for box in boxes)
    return inside and all(not one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])


@pytest.mark.parametrize("groups", [1, 3, 24, 300])
def test_response_bars_hold_their_names_and_numbers(groups):
    rates = invited_and_answered(groups)
    ax = figures.response_bars(rates)
    ranked = rates.sort_values("rate", ascending=False, kind="stable")
    for name in (ranked.index[0], ranked.index[-1]):
        assert f"{name} {round(100 * ranked.loc[name, 'rate'])}% of 40" in alt_text(ax)
    assert ("Of 300 groups" in alt_text(ax)) == (groups == 300)
    assert len(table_behind(ax)) == groups
    title = ax.get_title(loc="left")
    assert "of 40 answered" in title if groups == 1 else "answers most" in title
    for labels in (lambda: ax.texts, ax.get_yticklabels, ax.get_xticklabels):
        assert apart(ax, labels)
    assert ax.get_window_extent().width > 0.35 * ax.get_figure().bbox.width


def test_groups_that_answer_alike_are_not_ranked_in_words():
    people = pd.DataFrame({"group": ["a", "b"] * 20})
    rates = survey.response_rates(people, pd.Series([True, True, False, False] * 10), "group")
    assert "cannot be told apart" in figures.response_bars(rates).get_title(loc="left")
    assert "Nobody was invited" in figures.response_bars(rates.head(0)).get_title(loc="left")


@pytest.mark.parametrize("around", [5.0, -2.0])
@pytest.mark.parametrize("waves", [1, 3, 6, 13, 23, 24, 300])
def test_scores_by_wave_say_each_number_and_keep_their_waves_apart(waves, around):
    table = by_wave(waves, around)
    ax = figures.scores_by_wave(table, "NPS <b>满意度</b> $x_y$ of a long question on the day that was named")
    last = f"{table.index[-1]} {table['weighted'].iloc[-1]:.2f}".replace(" -", " −")
    assert last in alt_text(ax)
    assert alt_text(ax).startswith("NPS <b>")
    assert len(table_behind(ax)) == waves
    assert apart(ax, ax.get_xticklabels)
    assert apart(ax, lambda: [ax.yaxis.label])
    assert ax.get_title(loc="left").startswith("One wave" if waves == 1 else "Since the wave before")


def test_a_score_that_nobody_knows_is_said_to_be_unknown():
    table = by_wave(4)
    assert "everybody" not in alt_text(figures.scores_by_wave(table.assign(everybody=np.nan)))
    assert "No wave tells" in figures.scores_by_wave(table * np.nan).get_title(loc="left")


def test_the_map_of_loadings_counts_as_the_claim_does():
    result = survey.factors(ratings(9), 2, "varimax")
    alone = int(((result.loadings.abs() >= 0.4).sum(axis=1) == 1).sum())
    assert figures.loadings_map(result).get_title(loc="left").startswith(f"{alone} of 9 items")


def test_drivers_are_drawn_and_told_in_one_unit():
    found = survey.drivers(ratings(4), ratings(1, seed=9).iloc[:, 0] + ratings(4).iloc[:, 0], resamples=60)
    table = table_behind(figures.driver_shares(found))
    assert table["share"].sum() == pytest.approx(1)
    assert (table["low"] <= table["share"] + 0.1).all()
    assert (table["share"] <= table["high"] + 0.02).all()
    np.testing.assert_allclose(table["high"] * found.r_squared, found.table["high"])


def test_only_falls_have_the_colour_of_alarm():
    table = pd.DataFrame(
        {
            "change": [-0.5, 0.5, 0.1],
            "low": [-0.8, 0.2, -0.2],
            "high": [-0.2, 0.8, 0.4],
            "p_adjusted": [0.01, 0.01, 0.7],
        },
        index=["fell", "rose", "chance"],
    )
    ax = figures.change_bars(table)
    drawn = {line.get_label(): (line.get_color(), list(line.get_xdata())) for line in ax.lines}
    assert drawn["fell for sure"] == (COLOURS["vermilion"], [-0.5])
    assert drawn["rose for sure"] == (COLOURS["green"], [0.5])
    assert drawn["may be chance"] == (COLOURS["grey"], [0.1])


@pytest.mark.parametrize("groups", [1, 3, 300])
def test_kinds_of_groups_stand_apart_under_their_names(groups):
    rates = pd.concat({"region": invited_and_answered(groups), "size": invited_and_answered(3)})
    ax = figures.response_bars(rates)
    names = [label.get_text() for label in ax.get_yticklabels()]
    first, second = names.index("by region"), names.index("by size")
    assert (first, second) == (0, len(names) - 4)
    dots = next(line for line in ax.lines if line.get_marker() == "o")
    assert {first, second}.isdisjoint(dots.get_ydata())
    assert len(dots.get_ydata()) == len(names) - 2 == len(ax.texts)
    for places in (range(first + 1, second), range(second + 1, len(names))):
        drawn = [rate for rate, place in zip(dots.get_xdata(), dots.get_ydata(), strict=True) if place in places]
        assert drawn == sorted(drawn, reverse=True)
    assert apart(ax, ax.get_yticklabels)
    assert apart(ax, lambda: ax.texts)
    assert len(table_behind(ax)) == groups + 3
    assert ("of each kind" in alt_text(ax)) == (groups == 300)
