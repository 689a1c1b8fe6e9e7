import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from kamlib.methods.segments import choose_k, cluster, features, scale
from kamlib.methods.segments.clustering import METHODS
from kamlib.methods.segments.reference import Reference, critical_width


def blobs(centres, accounts=150, spread=1.0, seed=0):
    """Points around `centres` with the number of the centre each came from."""
    random = np.random.default_rng(seed)
    centres = np.asarray(centres, dtype=float)
    origin = random.integers(0, len(centres), accounts)
    points = centres[origin] + spread * random.standard_normal((accounts, centres.shape[1]))
    return frame(points), origin


def frame(points):
    names = [f"A{row:04d}" for row in range(len(points))]
    return pd.DataFrame(points, index=names, columns=[f"f{number}" for number in range(points.shape[1])])


THREE = [[0, 0, 0], [7, 7, 0], [0, 7, 7]]


@pytest.mark.parametrize("method", METHODS)
def test_planted_groups_are_found(method):
    table, origin = blobs(THREE)
    choice = choose_k(scale(table), ks=range(2, 6), method=method, resamples=20)
    assert choice.k == 3
    assert "3 segments" in choice.note
    assert adjusted_rand_score(origin, cluster(scale(table), 3, method)) == 1
    assert choice.table.set_index("k").loc[3, "stability"] > 0.95


def test_other_planted_groups_are_found():
    for centres in (
        [[0, 0, 0], [4, 4, 4]],
        [[0, 0], [8, 0], [0, 8]],
        [[0, 0], [8, 0], [0, 8], [8, 8]],
        np.random.default_rng(5).normal(0, 5, (4, 4)),
    ):
        table, _ = blobs(centres, accounts=200)
        assert choose_k(scale(table), ks=range(2, 6), resamples=20).k == len(centres)


def without_groups(kind, seed, accounts=100):
    random = np.random.default_rng(seed)
    if kind == "uniform":
        return random.uniform(-1, 1, (accounts, 3))
    common = random.standard_normal((accounts, 1))
    points = 0.9 * common + 0.45 * random.standard_normal((accounts, 4))
    if kind == "long cloud":
        return points
    if kind == "one blob":
        return random.standard_normal((accounts, 3))
    # As RFM tables are: skewed money, counts of which most are one.
    points[:, 0] = np.log(np.maximum(np.round(np.exp(points[:, 0])), 1))
    return points


@pytest.mark.parametrize(("kind", "seeds"), [("uniform", 10), ("one blob", 4), ("long cloud", 4), ("counts", 4)])
def test_no_groups_no_segments(kind, seeds):
    # A guard on fixed seeds, no proof: over 100 runs of 150 accounts there were 0, 0, 2 and 11 false alarms.
    found = [choose_k(scale(frame(without_groups(kind, seed))), ks=(2, 3, 4), resamples=20) for seed in range(seeds)]
    assert [choice.k for choice in found] == [None] * seeds
    assert all(choice.note.startswith("No reliable segmentation found") for choice in found)


def test_shuffled_columns_would_call_a_long_cloud_segments():
    points = scale(frame(without_groups("long cloud", 1))).to_numpy()
    random = np.random.default_rng(0)
    shuffled = np.column_stack([random.permutation(column) for column in points.T])
    kept = Reference(points, random).draw()
    assert abs(np.corrcoef(shuffled, rowvar=False) - np.eye(4)).max() < 0.3
    assert np.corrcoef(kept, rowvar=False) == pytest.approx(np.corrcoef(points, rowvar=False), abs=0.12)
    assert kept.mean(axis=0) == pytest.approx(points.mean(axis=0), abs=0.1)
    assert kept.std(axis=0) == pytest.approx(points.std(axis=0), rel=0.1)


def test_the_reference_of_groups_has_none():
    points = scale(blobs(THREE)[0]).to_numpy()
    column = Reference(points, np.random.default_rng(0)).draw()[:, 0]
    assert critical_width(column) < 0.5 * critical_width(points[:, 0])


def test_a_giant_is_no_segment():
    points = np.random.default_rng(0).standard_normal((100, 3))
    points[0] = 40
    assert choose_k(scale(frame(points)), ks=range(2, 5), resamples=20).k is None


@pytest.mark.parametrize("method", METHODS)
def test_segments_are_numbered_by_size_and_ignore_the_order_of_rows(method):
    table, _ = blobs(THREE, spread=2.0)
    scaled = scale(table)
    found = cluster(scaled, 3, method)
    assert found.value_counts().sort_index().is_monotonic_decreasing
    assert found.index.equals(scaled.index)
    shuffled = cluster(scaled.sample(frac=1, random_state=3), 3, method)
    assert shuffled.sort_index().equals(found)


def test_the_choice_repeats_and_ignores_the_order_of_rows():
    scaled = scale(blobs(THREE, accounts=60)[0])
    one, other = (choose_k(part, ks=(2, 3), resamples=20) for part in (scaled, scaled.sample(frac=1, random_state=3)))
    pd.testing.assert_frame_equal(one.table, other.table)
    assert "3 segments" in one._repr_html_()


@pytest.mark.parametrize("accounts", [1, 3])
def test_few_accounts_have_no_segments(accounts):
    choice = choose_k(scale(frame(np.arange(2.0 * accounts).reshape(accounts, 2))))
    assert choice.k is None
    assert choice.table.empty
    assert "No reliable segmentation" in choice.note


def test_equal_accounts_have_no_segments():
    for points in (np.ones((100, 3)), np.repeat([[0.0, 0.0], [1.0, 1.0]], 50, axis=0)):
        choice = choose_k(scale(frame(points)))
        assert choice.k is None
        assert "almost all accounts are the same" in choice.note


def test_one_feature_can_show_groups():
    random = np.random.default_rng(0)
    clear = np.r_[random.normal(0, 1, 60), random.normal(9, 1, 60)][:, None]
    assert choose_k(scale(frame(clear)), ks=(2, 3), resamples=20).k == 2
    assert choose_k(scale(frame(random.uniform(0, 1, (120, 1)))), ks=(2, 3), resamples=20).k is None


def test_many_accounts_are_judged_on_a_sample():
    choice = choose_k(scale(blobs(THREE, accounts=2500)[0]), ks=(2, 3), resamples=20)
    assert choice.k == 3
    assert "2,000 of 2,500" in choice.note


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda table: cluster(table, 99), "k is 99"),
        (lambda table: cluster(table, 2, "magic"), "magic"),
        (lambda table: choose_k(table, resamples=3), "resamples is 3"),
        (lambda table: scale(table.assign(f0=np.nan)), "f0 have gaps"),
        (lambda table: scale(table, "other"), "other"),
        (lambda table: cluster(table.iloc[:0], 2), "no accounts"),
    ],
)
def test_bad_arguments_are_named(call, match):
    table, _ = blobs(THREE, accounts=20)
    with pytest.raises(ValueError, match=match):
        call(table)


def test_scaling_keeps_names_and_takes_the_units_away():
    table = pd.DataFrame({"money": [1e6, 2e6, 6e6], "days": [1.0, 5, 9], "flat": [2.0, 2, 2]}, index=["x", "y", "z"])
    for method in ("standard", "robust"):
        scaled = scale(table, method)
        pd.testing.assert_frame_equal(scaled, scale(table * [1000, 1, 1], method))
        assert scaled["flat"].tolist() == [0, 0, 0]
        assert scaled.columns.equals(table.columns)


def test_features_of_a_ledger(orders, as_of):
    table = features(orders, as_of)
    assert np.isfinite(table.to_numpy()).all()
    assert {"log_revenue", "log_orders", "days_since_order", "margin_rate", "categories"} <= set(table)
    assert table["margin_rate"].between(-1, 1).all()
    assert choose_k(scale(table), ks=(2, 3), resamples=20).note


def test_features_know_nothing_of_later_orders(make_ledger, as_of):
    lines = make_ledger(30)
    cut = as_of - pd.Timedelta(days=200)
    known = lines[lines["ordered_at"] <= cut]
    pd.testing.assert_frame_equal(features(lines, cut), features(known, cut))


def test_regularity_is_left_out_where_few_have_it(make_ledger, as_of):
    lines = make_ledger(60, lines=3)
    assert "gap_variation" not in features(lines, as_of)
    assert "gap_variation" in features(make_ledger(60, lines=200), as_of)


@pytest.mark.real
@pytest.mark.parametrize("ledger", ["sales", "net_of_refunds"])
def test_a_real_ledger_is_a_continuum(ledger, request):
    # It is stable (.9) at three and four segments and still hardly more separated than a continuum.
    scaled = scale(features(request.getfixturevalue(ledger), pd.Timestamp("2011-12-10")))
    choice = choose_k(scaled, ks=(3, 4, 5), resamples=20, seed=6)
    assert choice.k is None
    assert choice.table["stability"].iloc[:2].min() > 0.8
    assert "of 4,3" in choice.note
