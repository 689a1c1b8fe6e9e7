import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.segments import continuum, cut_sensitivity, tiers


def one_line_each(values, volumes):
    names = [f"A{number}" for number in range(len(values))]
    return pd.DataFrame(
        {"order_id": names, "account_id": names, "quantity": volumes, "revenue": values, "margin": values}
    ).astype({"quantity": float, "revenue": float, "margin": float})


@given(st.lists(st.tuples(st.integers(-5, 20), st.integers(0, 9)), min_size=1, max_size=40), st.randoms())
def test_equal_accounts_lie_alike_and_larger_ones_no_lower(rows, random):
    values, volumes = zip(*rows, strict=True)
    lines = one_line_each(values, volumes)
    table = continuum(lines)
    assert table["position"].between(0, 1).all()
    assert (table.groupby(["value", "volume"])["position"].nunique() == 1).all()
    best = table.sort_values(["value", "volume"]).iloc[-1]
    beaten = table[(table["value"] <= best["value"]) & (table["volume"] <= best["volume"])]
    assert (beaten["position"] <= best["position"]).all()
    shuffled = continuum(lines.sample(frac=1, random_state=random.randint(0, 99)))
    pd.testing.assert_frame_equal(shuffled, table)


def test_a_cut_at_eighty_percent_is_the_best_fifth():
    table = continuum(one_line_each(np.arange(300) ** 2, np.arange(300)))
    assert tiers(table).value_counts().to_dict() == {"C": 150, "B": 90, "A": 60}
    assert tiers(table, (0.9, 0.6, 0.3)).value_counts().to_dict() == {"B": 90, "C": 90, "D": 90, "A": 30}


def test_tiers_of_few_accounts():
    assert tiers(continuum(one_line_each([5], [1]))).tolist() == ["A"]
    assert tiers(continuum(one_line_each([5, 9, 1], [1, 2, 0]))).tolist() == ["B", "A", "C"]
    assert tiers(continuum(one_line_each([5, 5, 5], [1, 1, 1]))).nunique() == 1


def test_what_stands_in_for_volume_and_value_is_said():
    lines = one_line_each([5, 9], [1, 2])
    assert continuum(lines)[["volume_is", "value_is"]].iloc[0].tolist() == ["units", "margin"]
    bare = continuum(lines.drop(columns=["quantity", "margin"]))
    assert bare[["volume_is", "value_is"]].iloc[1].tolist() == ["orders (quantity absent)", "revenue (margin absent)"]
    lines.loc[0, ["quantity", "margin"]] = np.nan
    gaps = continuum(lines)
    assert gaps["value_is"].iloc[0] == "revenue (margin missing on 1 of 2 lines)"
    assert gaps["volume"].tolist() == [1, 1]


def test_sensitivity_counts_what_moves():
    lines = one_line_each(np.arange(1, 101), np.arange(1, 101))
    table = cut_sensitivity(continuum(lines), (0.80, 0.50), shift=0.05)
    assert len(table) == 2 * 3 * 3
    assert table.groupby(["cut", "moved"])["accounts"].sum().eq(100).all()
    assert table.groupby(["cut", "moved"])["value_share"].sum().to_numpy() == pytest.approx(1)
    assert table.groupby("moved")["changed"].max().to_dict() == {-0.05: 5, 0.0: 0, 0.05: 5}
    lower = table[(table["cut"] == "A/B") & (table["moved"] == -0.05) & (table["tier"] == "A")].iloc[0]
    assert lower["accounts"] == 25
    assert lower["value_share"] == pytest.approx(sum(range(76, 101)) / 5050)


def test_sensitivity_without_value_has_no_shares():
    table = cut_sensitivity(continuum(one_line_each([3, -3, 0], [1, 2, 3])))
    assert table["value_share"].isna().all()


@pytest.mark.parametrize("cuts", [(), (0.5, 0.8), (0.5, 0.5), (1.2, 0.5), (0.5, 0.0)])
def test_cuts_fall_between_one_and_zero(cuts):
    with pytest.raises(ValueError, match="cuts"):
        tiers(continuum(one_line_each([1, 2], [1, 2])), cuts)


def test_a_shift_may_not_make_cuts_cross():
    table = continuum(one_line_each([1, 2], [1, 2]))
    with pytest.raises(ValueError, match="cuts"):
        cut_sensitivity(table, (0.52, 0.50), shift=0.05)
    with pytest.raises(ValueError, match="shift"):
        cut_sensitivity(table, shift=0)


def test_a_ledger_of_any_size(orders):
    table = continuum(orders)
    assert len(table) == orders["account_id"].nunique()
    assert table["value"].sum() == pytest.approx(orders["margin"].sum())
    assert len(cut_sensitivity(table)) == 18


@pytest.mark.real
@pytest.mark.parametrize("ledger", ["sales", "net_of_refunds"])
def test_a_real_ledger_has_no_margin_and_says_so(ledger, request):
    lines = request.getfixturevalue(ledger)
    table = continuum(lines)
    assert table["value_is"].unique().tolist() == ["revenue (margin absent)"]
    found = tiers(table).value_counts()
    assert found["A"] == pytest.approx(0.2 * len(table), abs=5)
    assert cut_sensitivity(table)["value_share"].between(0, 1).all()
