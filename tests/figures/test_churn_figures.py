from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from kamlib import figures
from kamlib.figures.house import alt_text, axes, card, picture, table_behind
from kamlib.methods import churn, cohorts

AS_OF = pd.Timestamp("2024-12-31")
NAMES = ("Vereinigte Bodenleger der Hansestadt Lübeck", "北京地板有限公司", "<b>=1+1</b> $x_y$", "Łąkobor")


def orders(accounts, days=1000):
    random = np.random.default_rng(accounts)
    ids = np.repeat([f"A{number:03}" for number in range(accounts)], 12)
    ago = random.integers(0, days, len(ids))
    frame = pd.DataFrame({"account_id": ids, "revenue": random.lognormal(6, 1, len(ids)).round(2)})
    frame["ordered_at"] = AS_OF - pd.to_timedelta(ago, "D")
    return frame.astype({"account_id": "str", "ordered_at": "datetime64[us]"})


def groups(count):
    random = np.random.default_rng(count)
    sizes = random.integers(1, 200, count)
    names = pd.Index([f"{NAMES[n % 4]} {n}" for n in range(count)], name="group")
    return pd.DataFrame({"n": sizes, "left": random.binomial(sizes, random.beta(3, 17, count))}, index=names)


def pictures(count):
    lines, table = orders(count), groups(count)
    silence = cohorts.silence(lines, AS_OF)
    leaving = pd.Series(np.arange(len(silence)) % 3 == 0, index=silence.index)
    costs = churn.alarm_costs(silence["times_usual"], leaving, 50, 900, 0.3)
    return {
        "cohort_triangle": lambda ax: figures.cohort_triangle(cohorts.triangle(lines, AS_OF, 3), ax=ax),
        "retention_bridge": lambda ax: figures.retention_bridge(
            cohorts.retention(lines, AS_OF, resamples=20), "EUR", ax=ax
        ),
        "funnel_plot": lambda ax: figures.funnel_plot(churn.funnel(table), ax=ax),
        "shrinkage_plot": lambda ax: figures.shrinkage_plot(churn.shrink(table), ax=ax),
        "alarm_cost_curve": lambda ax: figures.alarm_cost_curve(costs, "EUR", ax=ax, score="usual gaps"),
        "survival_curves": lambda ax: figures.survival_curves(survival(count), ax=ax),
        "survival_curves by group": lambda ax: figures.survival_curves(survival(count, 8), unit="months", ax=ax),
        "came_back_bars": lambda ax: figures.came_back_bars(cohorts.came_back(lines, AS_OF), ax=ax),
        "exposure_effects": lambda ax: figures.exposure_effects(effects(count), truth=1, ax=ax),
    }


def survival(accounts, groups=0):
    random = np.random.default_rng(accounts)
    life, watched = random.exponential(6, accounts), random.uniform(0.5, 9, accounts)
    named = [f"{NAMES[place % 4]} {place}" for place in random.integers(0, groups, accounts)] if groups else None
    return churn.kaplan_meier(np.minimum(life, watched), life < watched, named)


def effects(rows):
    random = np.random.default_rng(rows)
    ratio = random.lognormal(0, 0.5, min(rows, 12))
    ways = pd.Index([f"{NAMES[place % 4]} {place}" for place in range(len(ratio))])
    return pd.DataFrame({"hazard_ratio": ratio, "low": ratio / 1.3, "high": ratio * 1.3}, index=ways)


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("name", list(pictures(1)))
def test_each_is_drawn_with_its_words_and_its_table(name, count):
    given = axes()
    assert pictures(count)[name](given) is given
    assert given.get_title(loc="left")
    assert any(letter.isdigit() for letter in alt_text(given))
    assert len(alt_text(given)) < 700
    assert table_behind(given) is not None
    assert picture(given, dpi=50)[0].startswith(b"\x89PNG")
    assert "<b>=1+1" not in card(given)


def test_the_bridge_draws_every_part_and_tells_the_rates():
    found = cohorts.retention(orders(40), AS_OF, resamples=20)
    ax = figures.retention_bridge(found, "EUR")
    heights = [bar.get_height() for bar in ax.patches]
    assert sum(heights[:-1]) == pytest.approx(heights[-1])
    assert heights[0] == found.parts["start"]
    assert "net revenue retention" in alt_text(ax)


def test_an_empty_file_has_a_picture_that_says_so():
    nothing = orders(1).iloc[:0]
    assert "no order" in alt_text(figures.cohort_triangle(cohorts.triangle(nothing, AS_OF)))
    bridge = figures.retention_bridge(cohorts.retention(nothing, AS_OF), "EUR")
    assert bridge.get_title(loc="left") == "Nothing to retain: nobody bought in the first stretch"


def test_the_funnel_names_who_is_beyond_chance():
    table = pd.DataFrame({"n": [10, 1000, 1000], "left": [3, 300, 100]}, index=["small", "large", "other"])
    ax = figures.funnel_plot(churn.funnel(table, 0.1))
    assert ax.get_title(loc="left") == "1 of 3 groups is beyond chance (99.8 %): large"
    assert "large 30% of 1,000" in alt_text(ax)


def test_equal_groups_are_said_to_be_chance():
    table = pd.DataFrame({"n": [20] * 5, "left": [2, 3, 4, 2, 3]}, index=list("abcde"))
    title = figures.shrinkage_plot(churn.shrink(table)).get_title(loc="left")
    assert title == "Rates from 10% to 20% are what chance makes of 14.0%"


def test_an_alarm_that_never_pays_says_so():
    costs = churn.alarm_costs(pd.Series([2.0, 1.0]), pd.Series([True, False]), 900, 100, 0.5)
    ax = figures.alarm_cost_curve(costs, "EUR")
    assert ax.get_title(loc="left") == "At these costs no threshold pays: calling nobody is best"


@pytest.mark.parametrize(("months", "unit"), [(1, "month"), (3, "quarter"), (12, "year")])
def test_the_triangle_names_its_period(months, unit):
    ax = figures.cohort_triangle(cohorts.triangle(orders(30), AS_OF, months))
    assert ax.get_ylabel() == f"first {unit} (how many)"
    assert f"by {unit}s since" in ax.get_xlabel()


def test_survival_says_when_half_have_left_or_who_is_still_here():
    half = figures.survival_curves(churn.kaplan_meier([1, 2, 3, 4, 5], [1] * 5))
    assert half.get_title(loc="left") == "Half of the accounts have left after 3 years"
    assert "(95 %: 1 to not known)" in alt_text(half)
    staying = figures.survival_curves(churn.kaplan_meier([1, 9.5, 9.5, 9.5], [1, 0, 0, 0]), unit="months")
    assert staying.get_title(loc="left") == "75% of the accounts are still here after 9.5 months"
    nobody = figures.survival_curves(churn.kaplan_meier([1, 2, 3], [0, 0, 0]))
    assert nobody.get_title(loc="left") == "None of 3 accounts has left, in up to 3 years"


def test_survival_names_its_groups_and_counts_who_was_watched():
    ax = figures.survival_curves(churn.kaplan_meier([1, 2, 3, 4], [1, 1, 0, 0], ["North", "North", "South", "South"]))
    title = "North: half left after 1 year; South: 100% are still here after 4 years"
    assert ax.get_title(loc="left") == title
    written = [text.get_text() for text in ax.texts]
    assert "North\nhalf left after 1 year" in written
    assert "South\nhalf not reached" in written
    numbers = [text for text in written if text.replace(",", "").isdigit()]
    ticks = [0, 1, 2, 3, 4]
    assert ax.get_xticks().tolist() == ticks
    assert numbers == [*("2", "2", "1", "0", "0"), *("2", "2", "2", "2", "1")]


def test_of_many_groups_the_six_largest_are_drawn():
    sizes = {f"g{number}": number for number in range(1, 10)}
    group = [name for name, size in sizes.items() for _ in range(size)]
    ax = figures.survival_curves(churn.kaplan_meier(range(1, 46), [True] * 45, group))
    assert ax.get_title(loc="left").endswith("(6 largest of 9 groups)")
    named = {text.get_text().split("\n")[0] for text in ax.texts if "half" in text.get_text()}
    assert named == {f"g{number}" for number in range(4, 10)}
    assert set(table_behind(ax)["group"]) == set(sizes)


def test_the_names_of_curves_that_end_together_do_not_lie_on_each_other():
    group = [f"group {number}" for number in range(6) for _ in range(4)]
    ax = figures.survival_curves(churn.kaplan_meier([1, 2, 3, 4] * 6, [True, False] * 12, group))
    picture(ax, dpi=100)
    boxes = sorted(
        (Text.get_window_extent(text) for text in ax.texts if "\nhalf" in text.get_text()), key=lambda box: box.y0
    )
    assert len(boxes) == 6
    for lower, upper in pairwise(boxes):
        assert upper.y0 > lower.y0 + 0.8 * lower.height


def test_who_loses_half_first_and_last_is_told_whatever_comes_later():
    """The first to lose half may be ahead at the end: the title is about halves."""
    early = churn.kaplan_meier([*range(1, 11), *range(3, 8), *[7] * 5], [*[True] * 6, *[False] * 4, *[True] * 10],
                               ["early"] * 10 + ["late"] * 10)  # fmt: skip
    assert early.median["median"].to_dict() == {"early": 5.0, "late": 7.0}
    assert early.at(7)["early"].iloc[0] > early.at(7)["late"].iloc[0]
    title = figures.survival_curves(early).get_title(loc="left")
    assert title == "early: half left after 5 years; late: half left after 7 years"


@pytest.mark.parametrize("count", [1, 3, 300])
def test_legends_are_whole(count):
    for name in ("funnel_plot", "shrinkage_plot"):
        ax = pictures(count)[name](None)
        picture(ax, 100)
        legend, frame = ax.get_legend().get_window_extent(), ax.get_figure().bbox
        assert frame.x0 <= legend.x0 < legend.x1 <= frame.x1, name
        assert frame.y0 <= legend.y0 < legend.y1 < ax.get_window_extent().y0, name


def test_one_group_alone_is_not_called_groups():
    table = pd.DataFrame({"n": [95], "left": [24]}, index=["only"])
    assert (
        figures.funnel_plot(churn.funnel(table)).get_title(loc="left")
        == "25% left, within chance (99.8 %) of the target"
    )
    assert "one group alone" in figures.shrinkage_plot(churn.shrink(table)).get_title(loc="left")


def test_calls_are_counted_in_whole_numbers():
    costs = churn.alarm_costs(pd.Series([2.0, 1.0]), pd.Series([True, False]), 50, 900, 0.5)
    ax = figures.alarm_cost_curve(costs, "EUR")
    assert "1 call, 100% of them to leavers" in ax.get_title(loc="left")
    assert all(tick == int(tick) for tick in ax.get_xticks())


def test_a_way_of_counting_that_misses_the_truth_is_named():
    ways = ["over the whole life", "from a landmark of 2 years", "as it changed"]
    columns = {"hazard_ratio": [0.52, 0.97, 1.01], "low": [0.43, 0.75, 0.85], "high": [0.63, 1.25, 1.2]}
    table = pd.DataFrame(columns, index=ways)
    ax = figures.exposure_effects(table, truth=1)
    assert ax.get_title(loc="left") == "Counted over the whole life, 0.52 misses the truth, 1.00; the others hold it"
    assert "as it changed 1.01 (0.85 to 1.20)" in alt_text(ax)
    assert "no difference, which is the truth" in [text.get_text() for text in ax.texts]
    assert ax.get_xscale() == "log"
    ax = figures.exposure_effects(table)
    assert ax.get_title(loc="left") == "0.52 over the whole life, 1.01 as it changed: the same accounts"
    ax = figures.exposure_effects(table, truth=0.96)
    assert "the truth, 0.96" in [text.get_text() for text in ax.texts]
    assert figures.exposure_effects(table[1:], truth=1).get_title(loc="left") == "Every interval holds the truth, 1.00"


def test_effects_that_no_axis_holds_are_said_in_words():
    table = pd.DataFrame(
        {"hazard_ratio": [np.nan, 1e-9, 30.0], "low": [np.nan, 0.0, 2.0], "high": [np.nan, np.inf, 400.0]},
        index=["over the whole life", "from a landmark", "as it changed"],
    )
    ax = figures.exposure_effects(table)
    assert "over the whole life no ratio: nothing to compare" in alt_text(ax)
    assert "from a landmark 0.00 (0.00 to above 20)" in alt_text(ax)
    low, high = ax.get_xlim()
    assert 0 < low < high < 30
    assert picture(ax, dpi=50)[0]
    assert "nothing to compare" in figures.exposure_effects(table[:1]).get_title(loc="left")
    with pytest.raises(ValueError, match="high is missing"):
        figures.exposure_effects(table.drop(columns="high"))
    with pytest.raises(ValueError, match="there is none"):
        figures.exposure_effects(table[:0])


def test_the_silent_of_three_months_to_a_year_stand_in_the_title_and_empty_bands_are_left_out():
    back = pd.DataFrame(
        {"days_since_order": [5, 100, 120, 364, 365], "ordered_since": [True, True, False, False, False]}
    )
    ax = figures.came_back_bars(back)
    assert ax.get_title(loc="left") == "Of 3 accounts silent for 90 to 364 days, 33% have ordered since"
    table = table_behind(ax)
    assert table.index.tolist() == ["0–29", "90–179", "180–364", "365 or more"]
    assert table["accounts"].tolist() == [1, 2, 1, 1]
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
    nobody = figures.came_back_bars(back.iloc[:0])
    assert nobody.get_title(loc="left").startswith("Nobody had ordered yet")
    assert figures.came_back_bars(back.iloc[:1]).get_title(loc="left").startswith("Nobody had been silent for 90")
