"""The explorers of lesson 04 say what the methods say, at every stop, for one account and for many."""

import re

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import churn
from kamlib.methods.churn.turnover import LIMITS, OUTSIDE
from kamlib.widgets import alarm_threshold, funnel_limits, survival_landmark

NAMES = ("Vereinigte Bodenleger der Hansestadt Lübeck", "北京地板有限公司", "<b>=1+1</b> $x_y$", "Łąkobor")


def lives(accounts, ties=5.0, seed=1):
    """Accounts whose ties do nothing, told in parts: half leave within about 3.5 years, watched for up to ten."""
    random = np.random.default_rng(seed)
    names = np.array([f"{NAMES[place % 4]} {place}" for place in range(accounts)])
    life, watched = random.exponential(5, accounts), random.uniform(0.3, 10, accounts)
    table = pd.DataFrame({"account_id": names, "duration": np.minimum(life, watched), "left": life < watched})
    count = random.poisson(10 / ties, accounts) if ties else np.zeros(accounts, dtype=int)
    events = pd.DataFrame({"account_id": np.repeat(names, count), "time": random.uniform(0, 10, count.sum())})
    return churn.time_varying(table, events)


def groups(count, seed=2):
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 200, count)
    index = pd.Index([f"{NAMES[place % 4]} {place}" for place in range(count)], name="group")
    left = random.binomial(sizes, random.beta(3, 17, count))
    return pd.DataFrame({"n": sizes, "left": left, "rate": left / sizes}, index=index)


def silence(accounts, seed=3, unknown=0.1):
    """Scores that are higher for those who leave, some missing; who left; what each is worth."""
    random = np.random.default_rng(seed)
    ids = pd.Index([f"A{place}" for place in range(accounts)])
    left = random.random(accounts) < 0.2
    scores = pd.Series(random.gamma(2, 0.6 + 0.8 * left), ids).mask(random.random(accounts) < unknown)
    return scores, pd.Series(left, ids), pd.Series(random.lognormal(8, 1, accounts), ids)


def stops(explorer, name):
    return list(explorer._controls[name].stops)


# The landmark


def test_both_countings_are_those_of_the_methods():
    parts = lives(300)
    explorer = survival_landmark(parts)
    whole_life = parts.groupby("account_id")["held"].max()
    for age in stops(explorer, "age")[::3]:
        here = churn.landmark(parts, age)
        said = explorer.text(age=age, least=2)
        assert f"{len(here)} accounts reach the age of" in said
        assert f"{(here['held'] >= 2).sum()} with 2 ties or more by then" in said
        for tied in (here["held"] >= 2, here["account_id"].map(whole_life) >= 2):
            row = churn.cox(here.assign(tied=tied), "duration", "left", ["tied"]).table.loc["tied"]
            if tied.nunique() == 2 and row["hazard_ratio"] > 0.01:
                assert f"hazard ratio {row['hazard_ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})" in said


def test_the_gap_is_that_of_the_curves_and_vanishes_at_the_landmark():
    parts = lives(3000)
    said = survival_landmark(parts).text(age=2.0)
    here = churn.landmark(parts, 2)
    ever = here["account_id"].map(parts.groupby("account_id")["held"].max())
    gaps = []
    for tied in (here["held"] >= 1, ever >= 1):
        shares = churn.kaplan_meier(here["duration"], here["left"], tied).at(3).iloc[0]
        gaps.append(round(100 * shares[True]) - round(100 * shares[False]))
        assert f"{shares[True]:.0%} of {tied.sum():,} tied and {shares[False]:.0%} of {(~tied).sum():,} not" in said
    assert abs(gaps[0]) < 6 < 15 < gaps[1]
    assert "Still here 3 years later" in said
    assert f"in life they are more often still here, by {gaps[1]} points" in said


@pytest.mark.parametrize("accounts", [1, 3, 300])
def test_every_landmark_is_drawn(accounts):
    explorer = survival_landmark(lives(accounts), unit="months")
    assert 1 < len(stops(explorer, "age")) <= 16
    for age in stops(explorer, "age"):
        for least in stops(explorer, "least"):
            said = explorer.text(age=age, least=least)
            assert "nan" not in said
            assert "months later" in said or "month later" in said
    for age in stops(explorer, "age")[:: len(stops(explorer, "age")) - 1]:
        assert explorer.image(age=age)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"held": 0}, "0 with 1 tie or more by then. All are alike by then, so there is nobody to compare.\n"),
        ({"held": 3}, "168 with 1 tie or more by then. All are alike by then, so there is nobody to compare.\n"),
        ({"left": False}, "the tied are as often still here as the others"),
    ],
    ids=["no ties at all", "everybody tied", "nobody left"],
)
def test_files_without_a_comparison_are_drawn_and_said(change, words):
    explorer = survival_landmark(lives(300).assign(**change))
    assert words in explorer.text(age=2.0)
    assert "hazard ratio none: " in explorer.text(age=2.0)
    assert explorer.image()


def test_a_landmark_before_any_tie_still_shows_the_other_counting():
    said = survival_landmark(lives(300)).text(age=0.0)
    assert "0 with 1 tie or more by then. All are alike by then, so there is nobody to compare. By ties held" in said
    assert "more the tied are more often still here, by " in said


def test_only_numbers_of_ties_that_occur_can_be_chosen():
    parts = lives(300)
    assert stops(survival_landmark(parts.assign(held=parts["held"].clip(upper=2))), "least") == [1, 2]
    assert stops(survival_landmark(parts.assign(held=0)), "least") == [1]
    assert stops(survival_landmark(parts.assign(held=9)), "least") == [1, 2, 3, 4]


def test_a_move_of_the_landmark_fits_nothing(monkeypatch):
    explorer = survival_landmark(lives(60))

    def never(*args, **kwargs):
        raise AssertionError("a move must not fit anything")

    for name in ("cox", "kaplan_meier", "landmark"):
        monkeypatch.setattr(f"kamlib.widgets.churn.landmark.{name}", never)
    assert explorer.image(age=stops(explorer, "age")[-1])


# The funnel


def test_the_funnel_starts_at_all_together_and_judges_as_the_method_does():
    table = groups(40)
    explorer = funnel_limits(table)
    pooled = table["left"].sum() / table["n"].sum()
    assert f"{pooled:.1%} (all together)" in explorer.text()
    for target in stops(explorer, "target"):
        found = churn.funnel(table, target).table
        outside = found[found["verdict"] == OUTSIDE]
        said = explorer.text(target=target)
        assert f": {len(outside)} outside 99.8 %, " in said
        named = said.split("Beyond chance: ")[1].split(". A group")[0].split("; ") if len(outside) else []
        assert len(named) == min(5, len(outside))
        for words in named:
            name = words.rsplit(" ", 4)[0]
            row = outside.loc[name]
            assert words == f"{name} {row['rate']:.0%} of {row['n']} ({row['side']})"


def test_dots_change_their_verdict_with_the_target():
    explorer = funnel_limits(groups(40))
    found = set()
    for target in stops(explorer, "target"):
        explorer.image(target=target)
        drawn = {verdict: len(line.get_xdata()) for verdict, line in explorer._painter.dots.items()}
        assert sum(drawn.values()) == 40
        found.add(drawn[OUTSIDE])
    assert len(found) > 5


@pytest.mark.parametrize("target", [0.05, 0.1, 0.25])
def test_what_chance_allows_a_group_is_what_is_not_outside(target):
    """Every number of leavers that is said to be allowed lies within the limits, and the next beyond them."""
    table = pd.DataFrame({"n": [1000], "left": [round(1000 * target)]}, index=["all"])
    explorer = funnel_limits(table)
    for size in stops(explorer, "size")[::4]:
        words = re.search(r"has (.*) by chance", explorer.text(target=target, size=size))[1]
        least, most = map(int, re.findall(r"\d+", words)) if " to " in words else (int(words[:1] == "1"),) * 2
        low, high = churn.limits(size, target, LIMITS["95"])[0]
        assert low - 1e-9 <= least / size <= most / size <= high + 1e-9
        assert (most + 1) / size > high
        assert least == 0 or (least - 1) / size < low


@pytest.mark.parametrize("count", [1, 3, 300])
def test_every_target_and_size_is_drawn(count):
    explorer = funnel_limits(groups(count))
    for name in ("target", "size"):
        assert stops(explorer, name) == sorted(set(stops(explorer, name)))
        for stop in stops(explorer, name):
            said = explorer.text(**{name: stop})
            assert f"{count} group{'' if count == 1 else 's'}" in said
            assert "nan" not in said
        for stop in (stops(explorer, name)[0], stops(explorer, name)[-1]):
            assert explorer.image(**{name: stop})


@pytest.mark.parametrize("left", [0, 20])
def test_a_funnel_of_nobody_or_everybody_leaving_is_drawn(left):
    explorer = funnel_limits(pd.DataFrame({"n": [20, 20], "left": [left, left]}, index=NAMES[:2]))
    assert explorer._controls["target"].value == pytest.approx(0.03 if left == 0 else 0.9)
    for target in stops(explorer, "target"):
        assert explorer.image(target=target)
    with pytest.raises(ValueError, match="at least one customer"):
        funnel_limits(groups(2).iloc[:0])


# The alarm


def test_the_alarm_says_what_the_method_says_at_every_threshold():
    scores, truth, value = silence(300)
    explorer = alarm_threshold(scores, truth, value, "EUR")
    costs = churn.alarm_costs(scores, truth, explorer._controls["cost"].value, value, 0.2)
    table = costs.table.set_index("threshold")
    assert len(stops(explorer, "threshold")) > 20
    for threshold in stops(explorer, "threshold"):
        row = table.loc[threshold]
        said = explorer.text(threshold=threshold)
        assert f"{truth.sum() - row['caught']:,.0f} leaver" in said
        if row["calls"]:
            assert f": {row['calls']:,.0f} call" in said
            assert f"{row['caught']:,.0f} of them to leavers ({row['precision']:.0%})" in said
        assert f"€{abs(row['net']):,.0f} net" in said
    assert f"{table.loc[costs.best_threshold, 'calls']:,.0f} calls, €{costs.best_net:,.0f}." in said
    assert f"Calling everybody with a score brings €{costs.net_of_all:,.0f}" in said.replace("−", "")
    assert f"{scores.isna().sum()} accounts without a score are never called" in said
    assert explorer._painter.curve.axes.get_xlim()[1] == pytest.approx(1.03 * scores.notna().sum())


def test_cost_and_success_move_the_best_threshold():
    scores, truth, value = silence(300)
    explorer = alarm_threshold(scores, truth, value, "EUR")
    calls = []
    for cost in stops(explorer, "cost"):
        explorer.image(cost=cost)
        calls.append(float(explorer._painter.best.get_xdata()[0]))
    assert calls == sorted(calls, reverse=True)
    assert calls[0] > calls[-1]
    assert "no threshold pays" in explorer.text(cost=stops(explorer, "cost")[-1], success=0.02)


@pytest.mark.parametrize("accounts", [1, 3, 300])
def test_every_stop_of_the_alarm_is_drawn(accounts):
    explorer = alarm_threshold(*silence(accounts), "CHF")
    for name in ("threshold", "cost", "success"):
        assert stops(explorer, name) == sorted(set(stops(explorer, name)))
        for stop in stops(explorer, name):
            said = explorer.text(**{name: stop})
            assert "nan" not in said
            assert "CHF" in said
        for stop in (stops(explorer, name)[0], stops(explorer, name)[-1]):
            assert explorer.image(**{name: stop})


@pytest.mark.parametrize("case", ["no scores", "nobody leaves", "everybody leaves", "worth nothing", "all alike"])
def test_alarms_that_cannot_help_are_drawn_and_said(case):
    scores, truth, value = silence(40)
    scores = scores * np.nan if case == "no scores" else scores * 0 + 2 if case == "all alike" else scores
    truth = truth | (case == "everybody leaves") if case != "nobody leaves" else truth & False
    explorer = alarm_threshold(scores, truth, value * (case != "worth nothing"), "EUR")
    for threshold in stops(explorer, "threshold"):
        assert explorer.image(threshold=threshold)
        assert "nan" not in explorer.text(threshold=threshold)
    if case in ("no scores", "nobody leaves", "worth nothing"):
        assert "calling nobody is best" in explorer.text()
