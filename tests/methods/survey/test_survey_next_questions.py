"""What an event did beyond the others, whose low mean was luck, and what a name is worth: against oracles and planted truth."""

import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from kamlib.methods import survey


def test_the_difference_in_differences_is_that_of_a_regression_with_both():
    random = np.random.default_rng(1)
    rows = pd.DataFrame(
        {"wave": random.integers(1, 3, 300), "west": random.random(300) < 0.3, "score": random.normal(5, 1, 300)}
    )
    rows["score"] += -1.0 * (rows["west"] & (rows["wave"] == 2)) + 0.3 * (rows["wave"] == 2)
    found = survey.difference_in_differences(rows["score"], rows["wave"], rows["west"])
    design = pd.DataFrame({"later": rows["wave"] == 2, "west": rows["west"]}).astype(float)
    design["both"] = design["later"] * design["west"]
    fitted = sm.OLS(rows["score"], sm.add_constant(design)).fit(cov_type="HC3")
    assert found.loc["difference", "change"] == pytest.approx(fitted.params["both"])
    assert found.loc["others", "change"] == pytest.approx(fitted.params["later"])
    half = (found.loc["difference", "high"] - found.loc["difference", "low"]) / 2
    assert half == pytest.approx(1.96 * fitted.bse["both"], rel=0.02)
    assert found.loc["touched", "change"] - found.loc["others", "change"] == pytest.approx(
        found.loc["difference", "change"]
    )


def test_what_changed_for_everybody_is_no_effect():
    random = np.random.default_rng(2)
    wave = pd.Series(np.repeat([1, 2], 400))
    score = pd.Series(random.normal(5, 1, 800) + 0.8 * (wave == 2))
    found = survey.difference_in_differences(score, wave, pd.Series(np.tile([True, False], 400)))
    assert found.loc["touched", "p"] < 1e-6
    assert found.loc["difference", "low"] < 0 < found.loc["difference", "high"]


@pytest.mark.parametrize(
    ("wave", "touched", "says"),
    [
        ([1] * 8, [True] * 4 + [False] * 4, "There is one wave"),
        ([1, 1, 1, 2] * 2, [True] * 4 + [False] * 4, "Of those touched 1 answered in 2"),
        ([1, 1, 2, 2] * 2, [True] * 8, "Of the others 0 answered in 1"),
    ],
)
def test_too_few_are_refused_by_name(wave, touched, says):
    with pytest.raises(ValueError, match=says):
        survey.difference_in_differences(pd.Series(range(8)), pd.Series(wave), pd.Series(touched))


def people(seed: int, spread: float) -> pd.DataFrame:
    """Return the answers of customers of twelve managers, some with very few, in groups of three who are alike."""
    random = np.random.default_rng(seed)
    sizes = np.array([90, 60, 60, 45, 45, 30, 30, 15, 15, 9, 6, 3])
    true = 5 + random.normal(0, spread, 12)
    manager = np.repeat(np.arange(12), sizes)
    group = np.repeat(np.arange(sizes.sum() // 3), 3)
    score = true[manager] + random.normal(0, 0.7, group.max() + 1)[group] + random.normal(0, 0.7, len(manager))
    return pd.DataFrame({"score": score, "manager": manager, "group": group, "true": true[manager]})


def test_shrunken_means_are_the_predictions_of_the_mixed_model():
    rows = people(4, 0.6)
    found = survey.shrunken_means(rows["score"], rows["manager"], rows["group"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.MixedLM.from_formula(
            "score ~ 1", rows, groups="manager", re_formula="1", vc_formula={"group": "0 + C(group)"}
        )
        fitted = model.fit(reml=True)
    oracle = {who: float(effect.iloc[0] + fitted.fe_params.iloc[0]) for who, effect in fitted.random_effects.items()}
    assert found["shrunken"].to_dict() == pytest.approx(oracle, rel=1e-4)


def test_shrunken_means_are_nearer_to_the_truth_than_own_means_and_hold_it():
    own, shrunken, held, told = 0.0, 0.0, 0, 0
    for seed in range(30):
        rows = people(seed, 0.5)
        found = survey.shrunken_means(rows["score"], rows["manager"], rows["group"])
        true = rows.groupby("manager")["true"].first().reindex(found.index)
        own += float(((found["mean"] - true) ** 2).sum())
        shrunken += float(((found["shrunken"] - true) ** 2).sum())
        held += int(((found["low"] <= true) & (true <= found["high"])).sum())
        told += len(found)
        assert found["weight"].between(0, 1).all()
    assert shrunken < 0.75 * own
    assert held / told > 0.9


def test_managers_who_differ_by_chance_alone_are_all_expected_alike():
    apart = {"mean": 0.0, "shrunken": 0.0}
    for seed in range(20):
        scores = pd.Series(np.random.default_rng(seed).normal(5, 1, 200))
        found = survey.shrunken_means(scores, pd.Series(np.arange(200) % 8))
        for name in apart:
            apart[name] += float(found[name].max() - found[name].min())
    assert apart["shrunken"] < 0.3 * apart["mean"]


@pytest.mark.parametrize("groups", [["a"] * 6, ["a"] * 3 + ["b"] * 3, list("abcdef")])
def test_a_list_of_too_few_is_refused(groups):
    with pytest.raises(ValueError, match="tell nothing of how groups differ"):
        survey.shrunken_means(pd.Series([4.0, 5, 6, 5, 4, 6]), pd.Series(groups))


PROFILES = pd.DataFrame(
    {"name": ["none", "none", "house", "house"] * 2, "price": ["26", "34"] * 4, "seal": ["a"] * 4 + ["b"] * 4},
    index=[f"o{number}" for number in range(8)],
)


def rated(seed: int, people: int = 120, name: float = 0.9, euro: float = -0.15) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    told = name * (PROFILES["name"] == "house").to_numpy() + euro * PROFILES["price"].astype(float).to_numpy()
    return pd.DataFrame(
        9 + told + random.normal(0, 1, (people, 1)) + random.normal(0, 1, (people, 8)), columns=PROFILES.index
    )


def test_part_worths_do_not_care_how_high_somebody_rates():
    ratings = rated(1)
    one = survey.part_worths(ratings, PROFILES, price="price")
    other = survey.part_worths(ratings.add(np.arange(120) % 5, axis=0), PROFILES, price="price")
    pd.testing.assert_frame_equal(one, other)


def test_part_worths_are_differences_of_means_where_offers_are_balanced():
    ratings = rated(2)
    found = survey.part_worths(ratings, PROFILES)
    house = PROFILES["name"] == "house"
    by_hand = ratings.loc[:, house].mean(axis=None) - ratings.loc[:, ~house].mean(axis=None)
    assert found.loc[("name", "house"), "worth"] == pytest.approx(by_hand)
    assert "premium" not in found


def test_the_premium_holds_the_truth_as_often_as_promised():
    held = 0
    for seed in range(200):
        row = survey.part_worths(rated(seed, people=40), PROFILES, price="price").loc[("name", "house")]
        held += row["premium_low"] <= 6.0 <= row["premium_high"]
    assert 182 <= held <= 198


def test_a_price_that_is_not_sure_to_matter_gives_no_ends():
    found = survey.part_worths(rated(3, people=20, euro=0.0), PROFILES, price="price")
    assert found.loc[("name", "house"), ["premium_low", "premium_high"]].isna().all()


def test_offers_that_some_left_out_are_used():
    ratings = rated(5)
    ratings.iloc[::3, 2] = np.nan
    found = survey.part_worths(ratings, PROFILES, price="price")
    assert found.loc[("name", "house"), "low"] < 0.9 < found.loc[("name", "house"), "high"]


@pytest.mark.parametrize(
    ("profiles", "price", "says"),
    [
        (PROFILES.drop(index="o3"), None, "Of the offer 'o3' there is no profile"),
        (PROFILES.assign(twin=PROFILES["name"]), None, "one attribute follows from the others"),
        (PROFILES.assign(name="none", price="26", seal="a"), None, "differ in nothing"),
        (PROFILES, "name", "'name' is no attribute of numbers"),
    ],
)
def test_offers_that_tell_nothing_are_refused(profiles, price, says):
    with pytest.raises(ValueError, match=says):
        survey.part_worths(rated(6), profiles, price=price)
