import numpy as np
import pandas as pd
import pytest

from kamlib import figures
from kamlib.figures.house import alt_text, axes, picture, table_behind
from kamlib.methods import segments

AS_OF = pd.Timestamp("2024-12-31")
RESPONSE, COST = {"A": 0.08, "B": 0.02, "C": 0.0}, {"A": 40.0, "B": 10.0, "C": 0.0}


def ledger(accounts, below_zero=False):
    random = np.random.default_rng(accounts)
    account = np.sort(np.tile(np.arange(accounts), 8))
    product = random.integers(1, 9, len(account))
    revenue = random.lognormal(3, 1, len(account)) * random.lognormal(0, 1, accounts)[account]
    if below_zero:
        revenue[account == 0] *= -1
    return pd.DataFrame(
        {
            "order_id": [f"O{number}" for number in range(len(account))],
            "account_id": [f"A{number:04d}" for number in account],
            "ordered_at": AS_OF - pd.to_timedelta(random.integers(0, 700, len(account)), unit="D"),
            "product_id": [f"P{number}" for number in product],
            "category": [f"C{number % 3}" for number in product],
            "revenue": revenue.round(2),
        }
    ).astype({"order_id": "str", "account_id": "str", "product_id": "str", "category": "str"})


def pictures(orders):
    """Every picture of segments that a ledger can give, as (name, drawing of an Axes)."""
    table = segments.rfm(orders, AS_OF)
    scores = segments.score(table, segments.quintiles(table))
    continuum = segments.continuum(orders)
    tiers = segments.tiers(continuum)
    features = segments.features(orders, AS_OF)
    scaled = segments.scale(features)
    labels = segments.cluster(scaled, min(3, len(scaled)))
    summary = segments.cell_summary(table, segments.cells(scores))
    worth = segments.worth_of_tiers(continuum["value"], tiers, RESPONSE, COST, 20)
    count = segments.tier_count(continuum["value"], RESPONSE, COST, 20)
    choice = segments.choose_k(scaled, ks=(2, 3), resamples=20)
    return {
        "rfm_grid": lambda ax: figures.rfm_grid(table, scores, ax=ax),
        "cell_bars": lambda ax: figures.cell_bars(summary, ax=ax),
        "value_volume": lambda ax: figures.value_volume(continuum, tiers, "EUR", ax=ax),
        "cut_sensitivity": lambda ax: figures.cut_sensitivity(segments.cut_sensitivity(continuum), ax=ax),
        "cluster_choice": lambda ax: figures.cluster_choice(choice, ax=ax),
        "segment_profile": lambda ax: figures.segment_profile(segments.profile(features, labels), ax=ax),
        "buying_mix": lambda ax: figures.buying_mix(segments.behaviour(orders, AS_OF), ax=ax),
        "tier_worth": lambda ax: figures.tier_worth(worth, "EUR", ax=ax),
        "tier_worth by count": lambda ax: figures.tier_worth(count, "EUR", ax=ax),
    }


@pytest.mark.parametrize("below_zero", [False, True], ids=["sales", "one below zero"])
@pytest.mark.parametrize("accounts", [1, 3, 300])
def test_any_number_of_accounts_is_drawn_and_described(accounts, below_zero):
    for name, draw in pictures(ledger(accounts, below_zero)).items():
        ax = axes()
        assert draw(ax) is ax, name
        assert len(picture(ax, 50)[0]) > 1000, name
        assert "nan" not in alt_text(ax), name
        assert ax.get_title(loc="left"), name
        assert table_behind(ax) is not None, name


def test_the_grid_counts_accounts_and_revenue():
    table = pd.DataFrame(
        {"days_since_order": [1, 2, 900], "order_count": [9, 9, 1], "revenue": [60.0, 30, 10]}, index=["x", "y", "z"]
    )
    scores = pd.DataFrame(
        {"recency_score": [5, 5, 1], "frequency_score": [5, 4, 5], "monetary_score": [5, 4, 1]}, index=table.index
    )
    ax = figures.rfm_grid(table, scores)
    assert "67% of accounts that order often and lately bring 90% of revenue" in ax.get_title(loc="left")
    assert "2 accounts with the two best scores" in alt_text(ax)
    assert "1 account with as many orders but silent" in alt_text(ax)
    behind = table_behind(ax)
    assert behind["accounts"].sum() == 3
    assert behind.loc[(5, 5), "revenue_share"] == pytest.approx(0.6)


def test_the_words_hold_the_numbers():
    orders = ledger(300)
    drawn = {name: draw(None) for name, draw in pictures(orders).items()}
    continuum = segments.continuum(orders)
    tiers = segments.tiers(continuum)
    share = continuum.loc[tiers == "A", "value"].sum() / continuum["value"].sum()
    assert f"A 60 accounts with {share:.0%}" in alt_text(drawn["value_volume"])
    assert "value (revenue)" in alt_text(drawn["value_volume"])
    assert f"tier A holds {share:.0%} as set" in alt_text(drawn["cut_sensitivity"])
    assert "champions" in alt_text(drawn["cell_bars"])
    worth = segments.worth_of_tiers(continuum["value"], tiers, RESPONSE, COST, 20)["net"]
    assert f"{abs(worth.sum()):,.0f}" in alt_text(drawn["tier_worth"])
    labels = segments.behaviour(orders, AS_OF)["label"].value_counts()
    assert f"{labels.index[0]} {labels.iloc[0]:,}" in alt_text(drawn["buying_mix"])


def test_the_choice_shows_the_evidence_or_why_there_is_none():
    random = np.random.default_rng(0)
    blobs = np.array([[0, 0], [9, 0], [0, 9]])[np.arange(90) % 3] + random.standard_normal((90, 2))
    found = segments.choose_k(pd.DataFrame(blobs, columns=["x", "y"]), ks=(2, 3, 4), resamples=20)
    ax = figures.cluster_choice(found)
    assert ax.get_title(loc="left") == "3 segments are separated and stable"
    assert f"3: silhouette {found.table['silhouette'].iloc[1]:.2f}" in alt_text(ax)
    none = figures.cluster_choice(segments.choose_k(pd.DataFrame({"x": [1.0, 2, 3], "y": [1.0, 2, 3]})))
    assert none.get_title(loc="left") == "No reliable segmentation found"
    assert "too few accounts (3)" in alt_text(none)


def test_long_and_foreign_names_are_drawn():
    random = np.random.default_rng(0)
    labels = pd.Series(["Vereinigte Bodenleger der Hansestadt Lübeck", "北京地板有限公司", "บริษัท พื้น จำกัด"] * 20)
    table = pd.DataFrame(
        {
            "a_very_long_name_of_a_feature_that_nobody_can_read_at_once": random.normal(size=60),
            "毛利率": random.normal(size=60),
        }
    )
    table.iloc[::3, 0] += 3
    ax = figures.segment_profile(segments.profile(table, labels))
    assert len(picture(ax, 50)[0]) > 1000
    assert "Vereinigte Bodenleger der Hansestadt Lübeck" in alt_text(ax)


def test_a_profile_without_reliable_differences_says_so():
    table = pd.DataFrame({"x": [1.0, 2, 3, 4]})
    ax = figures.segment_profile(segments.profile(table, pd.Series([1, 1, 2, 2])))
    assert "no difference is reliable" in alt_text(ax)


def test_the_names_are_found_in_the_house():
    for name in ("lorenz_curve", "top_shares_bars", "rfm_grid", "tier_worth"):
        assert name in dir(figures)
        assert callable(getattr(figures, name))
