"""What leaving goes with: against statsmodels, lives told in parts, clusters, and fits that cannot settle."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.churn import cox


def accounts(count=300, seed=0, rounded=True):
    random = np.random.default_rng(seed)
    size, tied = random.normal(size=count), random.random(count) < 0.4
    life = random.exponential(12 * np.exp(-0.5 * size + 0.7 * tied))
    watched = random.uniform(1, 30, count)
    months = np.minimum(life, watched)
    return pd.DataFrame(
        {
            "months": np.ceil(months) if rounded else months,
            "left": life <= watched,
            "size": 100 + 7 * size,
            "tied": tied,
            "parent_id": random.integers(0, count // 3, count).astype(str),
        }
    )


@pytest.mark.parametrize("rounded", [True, False])
@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_it_is_the_fit_of_statsmodels(rounded, ties):
    from statsmodels.duration.hazard_regression import PHReg

    table = accounts(rounded=rounded)
    x = table[["size", "tied"]].astype(float)
    theirs = PHReg(table["months"], x - x.mean(), status=table["left"], ties=ties).fit()
    ours = cox(table, "months", "left", ["size", "tied"], ties=ties)
    np.testing.assert_allclose(ours.table["coefficient"], theirs.params, rtol=1e-5)
    np.testing.assert_allclose(ours.table["standard_error"], theirs.bse, rtol=1e-4)
    np.testing.assert_allclose(ours.table["p"], theirs.pvalues, rtol=1e-3)
    assert ours.log_likelihood == pytest.approx(theirs.llf, rel=1e-9)
    assert ours.converged


def test_clusters_are_the_sandwich_of_statsmodels():
    from statsmodels.duration.hazard_regression import PHReg

    table = accounts(rounded=False)
    x = table[["size", "tied"]].astype(float)
    model = PHReg(table["months"], x - x.mean(), status=table["left"])
    theirs = model.fit(groups=table["parent_id"].astype(int).to_numpy())
    ours = cox(table, "months", "left", ["size", "tied"], clusters="parent_id")
    np.testing.assert_allclose(ours.table["standard_error"], theirs.bse, rtol=1e-4)
    assert "Intervals take" in ours.note


def test_a_twin_in_the_same_cluster_adds_no_knowledge():
    table = accounts().assign(alone=lambda rows: np.arange(len(rows)))
    twins = pd.concat([table, table], ignore_index=True)
    once = cox(table, "months", "left", ["size", "tied"], ties="breslow", clusters="alone")
    twice = cox(twins, "months", "left", ["size", "tied"], ties="breslow", clusters="alone")
    pd.testing.assert_frame_equal(once.table, twice.table, rtol=1e-6)
    unaware = cox(twins, "months", "left", ["size", "tied"], ties="breslow").table["standard_error"]
    assert (unaware < 0.8 * twice.table["standard_error"]).all()


def test_an_account_without_a_cluster_stands_for_itself():
    table = accounts().assign(parent_id=None, own=lambda rows: np.arange(len(rows)))
    without = cox(table, "months", "left", ["size"], clusters="parent_id")
    pd.testing.assert_frame_equal(without.table, cox(table, "months", "left", ["size"], clusters="own").table)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000))
def test_a_life_told_in_parts_is_the_same_life(seed):
    table = accounts(80, seed).assign(begin=0.0)
    cut = np.random.default_rng(seed).integers(0, 20, len(table)).astype(float)
    split = cut < table["months"]
    early = table[split].assign(months=cut[split], left=False)[cut[split] > 0]
    late = table.assign(begin=np.where(split, cut, 0.0))
    parts = pd.concat([early, late], ignore_index=True)
    whole = cox(table, "months", "left", ["size", "tied"])
    told = cox(parts, "months", "left", ["size", "tied"], start="begin")
    np.testing.assert_allclose(told.table, whole.table, rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(told.proportional, whole.proportional, rtol=1e-5, atol=1e-8)
    assert told.log_likelihood == pytest.approx(whole.log_likelihood, rel=1e-9)
    assert told.concordance == pytest.approx(whole.concordance)


def test_units_change_the_coefficient_and_nothing_else():
    table = accounts()
    small = cox(table, "months", "left", ["size", "tied"])
    large = cox(table.assign(size=table["size"] * 1e6), "months", "left", ["size", "tied"])
    assert large.log_likelihood == pytest.approx(small.log_likelihood)
    assert large.table.loc["size", "coefficient"] * 1e6 == pytest.approx(small.table.loc["size", "coefficient"])
    assert large.concordance == small.concordance


def test_a_ratio_that_changes_over_a_life_is_found_and_a_steady_one_is_not():
    random = np.random.default_rng(5)
    early = random.random(3000) < 0.5
    # The hazard of the first kind is three times the other's until 5, and a third of it afterwards.
    first, later = random.exponential(np.where(early, 5, 15)), random.exponential(np.where(early, 30, 10))
    life = np.where(first < 5, first, 5 + later)
    table = pd.DataFrame(
        {"months": np.minimum(life, 25), "left": life < 25, "early": early, "any": random.random(3000)}
    )
    fit = cox(table, "months", "left", ["early", "any"])
    assert fit.proportional.loc["early", "p"] < 1e-6
    assert fit.proportional.loc["early", "correlation"] < -0.2
    assert fit.proportional.loc["any", "p"] > 0.05
    assert "The ratio of early changes over a life" in fit.note


def test_where_no_one_of_a_kind_left_it_does_not_settle_and_says_so():
    table = accounts().assign(safe=lambda rows: ~rows["left"])
    fit = cox(table, "months", "left", ["size", "safe"])
    assert not fit.converged
    assert "The ratio of safe grows without end" in fit.note


@pytest.mark.parametrize("far", [1e3, 1e9])
def test_a_value_far_out_stops_no_fit(far):
    table = accounts(60, 3).assign(begin=0.0)
    table.loc[table["months"].idxmin(), "size"] = far
    table["safe"] = ~table["left"]
    fit = cox(table, "months", "left", ["size", "safe"], start="begin", clusters="parent_id")
    assert not fit.converged
    assert "grows without end" in fit.note


def test_columns_that_say_the_same_get_one_ratio():
    table = accounts().assign(twice=lambda rows: 2 * rows["size"], constant=1)
    fit = cox(table, "months", "left", ["size", "twice", "constant", "tied"])
    assert fit.table["coefficient"].isna().tolist() == [False, True, True, False]
    assert not fit.converged
    assert "No ratio for twice, constant" in fit.note
    alone = cox(table, "months", "left", ["size", "tied"])
    pd.testing.assert_frame_equal(fit.table.loc[["size", "tied"]], alone.table)
    nothing = cox(table, "months", "left", ["constant"])
    assert nothing.concordance == 0.5
    assert not nothing.converged


def test_where_nobody_left_nothing_is_claimed():
    fit = cox(accounts().assign(left=False), "months", "left", ["size"])
    assert not fit.converged
    assert fit.note == "None of 300 rows ends in leaving: there is nothing to explain yet."
    assert fit.table.isna().all(axis=None)


def test_few_that_left_and_few_clusters_are_said():
    table = accounts(20).assign(parent_id=["a", "b"] * 10)
    note = cox(table, "months", "left", ["size", "tied"], clusters="parent_id").note
    assert "That is few for 2 columns" in note
    assert "They are few, so the intervals are too narrow" in note
    one = cox(table.assign(parent_id="a"), "months", "left", ["size"], clusters="parent_id")
    assert one.table["standard_error"].isna().all()


@pytest.mark.parametrize(
    ("changes", "arguments", "message"),
    [
        ({}, {"ties": "exact"}, "Ties are 'exact'; give 'efron' or 'breslow'"),
        ({}, {"covariates": ["sise"]}, "The table has no column sise"),
        ({}, {"covariates": []}, "name each column once, at least one"),
        ({}, {"covariates": ["size", "size"]}, "name each column once, at least one"),
        ({}, {"covariates": ["parent_id"]}, "parent_id is not a number; make a column of 0 and 1"),
        ({"size": np.nan}, {}, "20 of 20 rows have no size"),
        ({}, {"start": "months"}, "20 rows do not end after they start"),
        ({}, {"clusters": "owner"}, "The table has no column owner"),
        ({"left": "yes"}, {}, "Left holds something else than True and False"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(changes, arguments, message):
    given_ = {"covariates": ["size"]} | arguments
    with pytest.raises(ValueError, match=message) as error:
        cox(accounts(20).assign(**changes), "months", "left", **given_)
    assert "\n" not in str(error.value)


def test_a_name_is_data_in_the_page():
    assert "<i>" not in cox(accounts().rename(columns={"size": "<i>"}), "months", "left", ["<i>"])._repr_html_()
