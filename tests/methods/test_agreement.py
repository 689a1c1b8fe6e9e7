"""Agreement: who rates the same agrees fully, chance gives about nothing, and names and order of ratings do not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kamlib.methods import agreement

RATINGS = st.lists(st.integers(1, 5), min_size=3, max_size=40)


@given(RATINGS, st.integers(2, 5))
def test_identical_raters_agree_fully(given_, raters):
    assume(len(set(given_)) > 1)
    table = pd.DataFrame({f"rater {number}": given_ for number in range(raters)})
    assert agreement.percent_agreement(table) == 1
    assert agreement.fleiss_kappa(table) == pytest.approx(1)
    for level in ("nominal", "ordinal", "interval"):
        assert agreement.krippendorff_alpha(table, level) == pytest.approx(1)
    for weights in ("none", "linear", "quadratic"):
        assert agreement.cohen_kappa(table["rater 0"], table["rater 1"], weights)["kappa"] == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=4, max_size=40))
def test_kappa_does_not_care_who_is_first_nor_how_ratings_are_called(pairs):
    table = pd.DataFrame(pairs, columns=["first", "second"])
    assume(table.stack().nunique() > 1)
    kappa = agreement.cohen_kappa(table["first"], table["second"])["kappa"]
    turned = agreement.cohen_kappa(table["second"], table["first"])["kappa"]
    renamed = table.map({1: "d", 2: "a", 3: "c", 4: "b"}.get)
    assert turned == pytest.approx(kappa, nan_ok=True)
    assert agreement.cohen_kappa(renamed["first"], renamed["second"])["kappa"] == pytest.approx(kappa, nan_ok=True)
    assert np.isnan(kappa) or kappa <= agreement.percent_agreement(table) + 1e-12


def test_raters_who_never_listen_agree_often_and_not_beyond_chance():
    random = np.random.default_rng(6)
    met = pd.DataFrame(random.random((4_000, 2)) < 0.9, columns=["a", "b"]).astype(int)
    assert agreement.percent_agreement(met) > 0.8
    assert abs(agreement.cohen_kappa(met["a"], met["b"])["kappa"]) < 0.05
    assert abs(agreement.krippendorff_alpha(met)) < 0.05


def test_a_kind_rater_is_error_among_many_and_none_among_these():
    random = np.random.default_rng(7)
    true = random.normal(5, 1, 60)
    ratings = pd.DataFrame(
        {name: true + kind + random.normal(0, 0.3, 60) for name, kind in (("a", 0), ("b", 0), ("c", 2))}
    )
    found = agreement.intraclass(ratings)["value"]
    assert found["ICC(3,1)"] > 0.85
    assert found["ICC(2,1)"] < 0.6
