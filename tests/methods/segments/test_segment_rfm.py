import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.segments import CELLS, Thresholds, cell_summary, cells, quintiles, rfm, score

ROW = st.tuples(st.integers(0, 400), st.integers(1, 12), st.integers(-50, 50).map(float))
TABLES = st.lists(ROW, min_size=1, max_size=60).map(
    lambda rows: pd.DataFrame(rows, columns=["days_since_order", "order_count", "revenue"])
)


@given(TABLES, st.integers(2, 6), st.randoms())
def test_scores_do_not_depend_on_the_order_of_rows(table, bins, random):
    shuffled = table.loc[random.sample(range(len(table)), len(table))]
    assert quintiles(shuffled, bins) == quintiles(table, bins)
    pd.testing.assert_frame_equal(
        score(shuffled, quintiles(shuffled, bins)).sort_index(), score(table, quintiles(table, bins))
    )


@given(TABLES)
def test_equal_customers_score_equally_and_better_ones_no_less(table):
    scores = score(table, quintiles(table))
    assert scores.isin(range(1, 6)).all(axis=None)
    for measure, name, sign in (
        ("days_since_order", "recency_score", -1),
        ("order_count", "frequency_score", 1),
        ("revenue", "monetary_score", 1),
    ):
        by_value = scores[name].groupby(sign * table[measure]).agg(["min", "max"]).sort_index()
        assert (by_value["min"] == by_value["max"]).all()
        assert by_value["min"].is_monotonic_increasing


@given(TABLES)
def test_the_worst_of_each_measure_scores_one(table):
    scores = score(table, quintiles(table))
    assert (scores.loc[table["order_count"] == table["order_count"].min(), "frequency_score"] == 1).all()
    assert (scores.loc[table["days_since_order"] == table["days_since_order"].max(), "recency_score"] == 1).all()


@given(TABLES)
def test_days_are_scored_as_the_mirror_of_orders(table):
    mirrored = table.assign(order_count=-table["days_since_order"])
    scores = score(mirrored, quintiles(mirrored))
    assert scores["recency_score"].tolist() == scores["frequency_score"].tolist()


def test_without_ties_the_groups_are_fifths():
    table = pd.DataFrame({name: np.arange(100) for name in ("days_since_order", "order_count", "revenue")})
    scores = score(table, quintiles(table))
    assert all((scores[name].value_counts() == 20).all() for name in scores)
    assert scores.iloc[0].tolist() == [5, 1, 1]


def test_thresholds_are_beaten_strictly_in_both_directions():
    cuts = Thresholds((10, 20), (1, 5), (100, 200))
    table = pd.DataFrame(
        {
            "days_since_order": [9, 10, 19, 20, 21],
            "order_count": [1, 2, 5, 6, 0],
            "revenue": [100, 100.01, 200, 201, -5],
        }
    )
    assert score(table, cuts).T.to_numpy().tolist() == [[3, 2, 2, 1, 1], [1, 2, 2, 3, 1], [1, 2, 2, 3, 1]]


def test_ranking_by_first_would_change_with_the_rows_and_ours_does_not():
    # 4,000 customers of whom most bought once or twice: the usual recipe gives equal customers different scores.
    random = np.random.default_rng(0)
    orders = 1 + random.negative_binomial(0.9, 0.25, 4000)
    table = pd.DataFrame({"days_since_order": 1, "order_count": orders, "revenue": 1.0})
    shuffled = table.sample(frac=1, random_state=1)

    def by_rank(counts):
        return pd.qcut(counts.rank(method="first"), 5, labels=False).sort_index()

    changed = (by_rank(table["order_count"]) != by_rank(shuffled["order_count"])).mean()
    assert changed > 0.2
    assert score(shuffled, quintiles(shuffled)).sort_index().equals(score(table, quintiles(table)))


@pytest.mark.parametrize(
    "cuts",
    [((3, 2), (1, 2), (1, 2)), ((), (), ()), ((1,), (1, 2), (1, 2)), ((1, math.nan), (1, 2), (1, 2))],
)
def test_thresholds_refuse_what_cannot_score(cuts):
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(*cuts)


def test_thresholds_show_themselves_and_their_direction():
    shown = Thresholds((30, 90), (1, 5), (100, 200))._repr_html_()
    assert "fewest" in shown
    assert "days_since_order" in shown


def test_the_cells_cover_every_combination_exactly_once():
    for recency, twice in product(range(1, 6), range(2, 11)):
        size = twice / 2
        hits = [c for c in CELLS if c.recency[0] <= recency <= c.recency[1] and c.size[0] <= size <= c.size[1]]
        assert len(hits) == 1, (recency, size)
    every = pd.DataFrame(product(range(1, 6), repeat=3), columns=["recency_score", "frequency_score", "monetary_score"])
    assert set(cells(every)) == {cell.name for cell in CELLS}


def test_cells_refuse_scores_they_are_not_defined_for():
    scores = pd.DataFrame({"recency_score": [6], "frequency_score": [1], "monetary_score": [1]})
    with pytest.raises(ValueError, match="1 to 5"):
        cells(scores)
    with pytest.raises(ValueError, match="lack monetary_score"):
        cells(scores[["recency_score", "frequency_score"]])


@pytest.mark.parametrize("broken", [{"revenue": [math.nan]}, {"order_count": [math.inf]}])
def test_a_missing_measure_is_named(broken):
    table = pd.DataFrame({"days_since_order": [1.0], "order_count": [1.0], "revenue": [1.0]} | broken)
    with pytest.raises(ValueError, match=next(iter(broken))):
        quintiles(table)


def test_from_ledger_to_summary(orders, as_of):
    table = rfm(orders, as_of)
    assert table.index.name == "account_id"
    named = cells(score(table, quintiles(table)))
    summary = cell_summary(table, named)
    assert summary["accounts"].sum() == len(table) == orders["account_id"].nunique()
    assert summary["revenue"].sum() == pytest.approx(orders["revenue"].sum())
    assert summary[["account_share", "revenue_share"]].sum().tolist() == pytest.approx([1, 1])
    assert list(summary.index) == [cell.name for cell in CELLS]


def test_a_summary_of_other_accounts_is_refused(make_ledger, as_of):
    table = rfm(make_ledger(5), as_of)
    with pytest.raises(ValueError, match="different accounts"):
        cell_summary(table, pd.Series("steady", index=table.index[::-1]))


@pytest.mark.real
@pytest.mark.parametrize("ledger", ["sales", "net_of_refunds"])
def test_a_real_ledger(ledger, request):
    table = rfm(request.getfixturevalue(ledger), pd.Timestamp("2011-12-10"))
    scores = score(table, quintiles(table))
    assert (scores.loc[table["order_count"] == 1, "frequency_score"] == 1).all()
    assert (scores["frequency_score"] == 1).sum() == (table["order_count"] == 1).sum()
    assert cell_summary(table, cells(scores))["accounts"].sum() == len(table)
