"""What lives read from orders get right and wrong of who truly left."""

import pandas as pd
import pytest

from kamlib.methods.churn import kaplan_meier, lives
from kamlib.tables import larkfield


@pytest.fixture(scope="module")
def told(all_seeds) -> pd.DataFrame:
    """Lives of all seeds, with the truth beside them."""
    frames = []
    for company in all_seeds:
        table = lives(company["orders"], larkfield.AS_OF, company["accounts"]).table
        frames.append(table.join(company.hidden, on="account_id").assign(seed=company.seed))
    return pd.concat(frames, ignore_index=True)


def test_nine_in_ten_called_left_have_left_and_most_leavers_are_seen(told):
    left, truly = told["left"], told["left_at"].notna()
    assert 0.87 < truly[left].mean() < 0.96
    assert 0.78 < left[truly].mean() < 0.90
    long_gone = told["left_at"] < larkfield.AS_OF - pd.DateOffset(months=12)
    assert left[long_gone].mean() > 0.93


def test_part_of_those_called_left_by_mistake_only_moved_their_orders_to_a_sister(told):
    mistaken = told[told["left"] & told["left_at"].isna()]
    assert mistaken["moved_to"].notna().mean() > 0.2
    assert told.loc[told["moved_to"].notna(), "left"].mean() > 0.4


def test_the_curve_is_that_of_the_true_farewells_but_for_the_silence_before_them(told):
    """The last order comes before the farewell, so the curve falls a little early; it never flatters by much."""
    end = told["left_at"].fillna(larkfield.AS_OF)
    true = kaplan_meier((end - told["watched_from"]).dt.days.clip(lower=0) / (365.25 / 12), told["left_at"].notna())
    seen = kaplan_meier(told["duration"], told["left"])
    gap = (true.at([12, 24, 36, 48, 54]) - seen.at([12, 24, 36, 48, 54]))["all"]
    assert gap.between(0.0, 0.09).all()


def test_moved_orders_are_no_leaving_once_we_are_told_of_them(all_seeds):
    for company in all_seeds:
        moved = company.hidden["moved_to"].dropna()
        found = lives(company["orders"], larkfield.AS_OF, company["accounts"], parents=moved)
        assert not found.table["account_id"].isin(moved.index).any()
        takers = found.table[found.table["account_id"].isin(moved)]
        assert not takers["left"].any()
