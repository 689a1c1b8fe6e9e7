import numpy as np
import pandas as pd
import pytest

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
    }


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
