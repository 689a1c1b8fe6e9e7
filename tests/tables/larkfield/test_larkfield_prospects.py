"""Prospects: told apart by type and first order, by no region, and like Larkfield's own new accounts."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods.equity import newcomers, worth_of_newcomers
from kamlib.tables import larkfield
from kamlib.tables.larkfield.prospects import prospect_truth

SEEDS = [f"prospects-{number}" for number in range(10)]


def test_a_lot_is_the_same_each_time_it_is_drawn_and_another_with_another_seed():
    pd.testing.assert_frame_equal(prospect_truth("a"), prospect_truth("a"))
    assert not prospect_truth("a").equals(prospect_truth("b"))


def test_a_region_makes_no_difference_and_a_large_first_order_does():
    lots = pd.concat(prospect_truth(seed) for seed in SEEDS)
    one = prospect_truth("a").groupby(["account_type", "first_order"])["expected_value"].nunique()
    assert (one == 1).all()
    by_size = lots.groupby("first_order")["expected_value"].mean()
    assert by_size["large"] > 3 * max(by_size["small"], 0)


def test_luck_has_no_direction():
    lots = pd.concat(prospect_truth(seed) for seed in SEEDS)
    luck = lots["realised_value"] - lots["expected_value"]
    assert abs(luck.mean()) < 3 * luck.std() / np.sqrt(len(luck))


def test_they_bring_what_the_company_s_own_new_accounts_brought():
    past, offered = [], []
    for seed in SEEDS:
        tables = larkfield.generate(seed)
        new = newcomers(tables["orders"], larkfield.AS_OF, tables["activities"], tables["deliveries"])
        past.append(worth_of_newcomers(new[new["first_revenue"] >= larkfield.LARGE_ORDER], larkfield.DISCOUNT))
        lots = prospect_truth(seed)
        offered.append(lots.loc[lots["first_order"] == "large", "expected_value"].mean())
    assert np.mean(past) == pytest.approx(np.mean(offered), rel=0.35)
