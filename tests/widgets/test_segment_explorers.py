"""The explorers of lesson 02 say what the methods say, at every stop, for one account and for many."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import segments
from kamlib.widgets import cluster_count, rfm_thresholds, value_volume_cut

AS_OF = pd.Timestamp("2025-12-31")


def orders_of(accounts, seed=1):
    random = np.random.default_rng(seed)
    lines = 1 + random.poisson(4, accounts)
    ids = np.repeat(np.arange(accounts), lines)
    revenue = random.lognormal(6, 1, len(ids)).round(2)
    return pd.DataFrame(
        {
            "order_id": [f"O{i}" for i in range(len(ids))],
            "account_id": [f"Kundin Ω {i:03}" for i in ids],
            "ordered_at": AS_OF - pd.to_timedelta(random.integers(0, 700, len(ids)), unit="D"),
            "quantity": 1.0,
            "revenue": revenue,
            "margin": revenue / 4,
        }
    )


def table_of(accounts, **columns):
    random = np.random.default_rng(2)
    found = {
        "days_since_order": random.integers(0, 500, accounts),
        "order_count": random.integers(1, 30, accounts),
        "revenue": random.lognormal(8, 1.5, accounts),
    }
    return pd.DataFrame(found | columns, index=pd.Index([f"A{i}" for i in range(accounts)], name="account_id"))


def test_thresholds_start_at_the_quintiles():
    table = table_of(300)
    named = segments.cells(segments.score(table, segments.quintiles(table)))
    said = rfm_thresholds(table, "EUR").text()
    for cell, count in named.value_counts().items():
        assert f"{cell} {count:,} (" in said
    assert f"Champions: {(named == 'champions').sum()} of 300 accounts (€" in said


@pytest.mark.parametrize("accounts", [1, 3, 300])
def test_every_stop_of_every_threshold_can_be_drawn(accounts):
    explorer = rfm_thresholds(table_of(accounts))
    for name, control in explorer._controls.items():
        assert list(control.stops) == sorted(set(control.stops))
        for stop in (control.stops[0], control.stops[-1]):
            assert f"of {accounts:,} accounts" in explorer.text(**{name: stop})
            assert explorer.image(**{name: stop})


def test_a_stricter_threshold_never_makes_more_champions():
    explorer = rfm_thresholds(table_of(300))
    stops = explorer._controls["revenue"].stops
    counts = [int(explorer.text(revenue=stop).split("champions ")[1].split(" ")[0]) for stop in stops]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_accounts_without_positive_revenue_are_spoken_of():
    said = rfm_thresholds(table_of(4, revenue=[-50.0, 0.0, 10.0, 500.0]), "GBP").text()
    assert "2 accounts without positive revenue stand on the lower edge" in said
    assert rfm_thresholds(table_of(2, revenue=[-5.0, -7.0])).image()


def test_clusters_are_looked_up_not_fitted_again(monkeypatch):
    scaled = segments.scale(segments.features(orders_of(60), AS_OF))
    choice = segments.choose_k(scaled, ks=range(2, 5), resamples=20)
    explorer = cluster_count(scaled, choice)

    def never(*args, **kwargs):
        raise AssertionError("a move of the slider must not fit anything")

    monkeypatch.setattr("kamlib.widgets.segments.clusters.cluster", never)
    for row in choice.table.itertuples():
        said = explorer.text(k=row.k)
        assert f"60 accounts in {row.k} clusters" in said
        assert f"stability {row.stability:.2f}" in said
        assert ("No number of clusters is reliable here" in said) == (choice.k is None)
        assert explorer.image(k=row.k)


@pytest.mark.parametrize("accounts", [1, 2, 3])
def test_too_few_accounts_for_clusters_are_drawn_and_said(accounts):
    scaled = segments.scale(segments.features(orders_of(accounts), AS_OF))
    explorer = cluster_count(scaled)
    assert "No reliable segmentation found" in explorer.text()
    assert explorer.image()


@pytest.mark.parametrize("accounts", [1, 3, 300])
def test_tiers_are_those_of_the_method_at_every_cut(accounts):
    continuum = segments.continuum(orders_of(accounts))
    explorer = value_volume_cut(continuum)
    for upper in explorer._controls["upper"].stops:
        for lower in explorer._controls["lower"].stops[:: 4 if accounts > 3 else 8]:
            counts = segments.tiers(continuum, (upper, lower)).value_counts()
            said = explorer.text(upper=upper, lower=lower)
            for tier in "ABC":
                assert f"tier {tier} {counts.get(tier, 0):,} accounts" in said
    assert explorer.image()


def test_what_hangs_on_a_cut_is_what_the_method_says():
    continuum = segments.continuum(orders_of(300))
    changed = segments.cut_sensitivity(continuum, (0.80, 0.50), shift=0.05).groupby("cut")["changed"].max()
    said = value_volume_cut(continuum).text()
    assert f"its cut changes the tier of up to {changed['A/B']}." in said
    assert f"at the lower cut change up to {changed['B/C']} accounts" in said


def test_a_continuum_without_accounts_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="no accounts"):
        value_volume_cut(segments.continuum(orders_of(2)).iloc[:0])
    with pytest.raises(ValueError, match="no accounts"):
        rfm_thresholds(table_of(0))
