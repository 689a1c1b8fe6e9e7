"""Contracts and ties: what counting them over a whole life makes of them, and what they truly do."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.hazard_regression import PHReg

from kamlib.tables import larkfield
from kamlib.tables.larkfield import market
from kamlib.tables.larkfield.leaving import MONTH
from kamlib.tables.larkfield.shipped import csv_bytes
from kamlib.tables.larkfield.ties import make_contracts
from kamlib.tables.larkfield.world import make_world

SIZES = 20


@pytest.fixture(scope="module")
def lives() -> pd.DataFrame:
    """15,000 accounts from five seeds: days observed, whether they left, size, ties planned, day of the first tie."""
    frames = []
    for seed in range(5):
        world = make_world(seed, 3_000, 60)
        hidden, days = world.market, world.market.calendar.days
        opened = np.maximum(hidden["opened"], 0)
        left = np.where(np.isnan(world.leaving.day), np.inf, world.leaving.day)
        terms = make_contracts(hidden, world.leaving)
        first = terms.groupby("account_id")["started_at"].min().reindex(hidden.account_ids)
        frame = pd.DataFrame(
            {
                "days": np.minimum(left, days) - opened,
                "left": left < days,
                "planned": hidden["ties"],
                "first": (first - hidden.calendar.start).dt.days.to_numpy() - opened,
            }
        )
        # Beyond this size nobody ever leaves, by construction: no comparison can be made there.
        real = (hidden["original"] < 0) & (hidden["size_rank"] <= 0.983)
        frame["size"] = SIZES * seed + np.minimum(SIZES * hidden["size_rank"], SIZES - 1).astype(int)
        frames.append(frame[real & (frame["days"] > 0)])
    return pd.concat(frames, ignore_index=True)


def hazard_ratio(lives: pd.DataFrame, tied: pd.Series, strata: pd.Series) -> tuple[float, float, float]:
    """Return estimate and 95 % limits of the hazard ratio of being tied, Cox with the Efron correction."""
    exposure = tied.to_numpy(float)[:, None]
    days, left = lives["days"].to_numpy(float), lives["left"].to_numpy(int)
    fit = PHReg(days, exposure, status=left, strata=strata.to_numpy(), ties="efron").fit()
    low, high = np.exp(fit.conf_int()[0])
    return float(np.exp(fit.params[0])), low, high


def test_counted_over_the_whole_life_ties_seem_to_hold(lives):
    estimate, _, high = hazard_ratio(lives, lives["first"].notna(), lives["size"])
    assert estimate < 0.5
    assert high < 0.55


@pytest.mark.parametrize("months", [12, 18, 24])
def test_from_a_landmark_on_they_hardly_do(lives, months):
    """By size alone the truth lies between 0.96 a tie planned and 1; between accounts of the same plans it is 1."""
    there = lives[lives["days"] > months * MONTH]
    tied = there["first"] <= months * MONTH
    estimate, low, high = hazard_ratio(there, tied, there["size"])
    assert low < 0.96 < high
    assert low < 1 < high
    assert 0.88 < estimate < 1.1
    planned = hazard_ratio(there, tied, 10 * there["size"] + there["planned"])
    assert planned[1] < 1 < planned[2]


def test_without_size_even_a_landmark_flatters_ties(lives):
    there = lives[lives["days"] > 24 * MONTH]
    tied = there["first"] <= 24 * MONTH
    seeds = there["size"] // SIZES
    assert hazard_ratio(there, tied, seeds)[2] < 0.95


def test_a_tie_begins_while_the_account_is_there(larkfield_company):
    terms = larkfield_company["contracts"].merge(larkfield_company.hidden.reset_index(), on="account_id")
    terms = terms.merge(larkfield_company["accounts"][["account_id", "opened_at"]], on="account_id")
    assert (terms["started_at"] >= terms["opened_at"]).all()
    assert not (terms["started_at"] >= terms["left_at"]).any()
    assert terms["started_at"].max() <= larkfield.AS_OF
    assert terms["duplicate_of"].isna().all()
    kinds = terms.groupby("account_id")["kind"].nunique()
    assert (kinds <= larkfield_company.hidden["ties"].reindex(kinds.index)).all()


def test_planned_ties_that_never_came_about_are_in_no_contract(larkfield_company):
    planned = larkfield_company.truth["ties"]
    assert (planned.groupby("account_id").size() == larkfield_company.hidden.query("ties > 0")["ties"]).all()
    assert planned["begun"].sum() == larkfield_company["contracts"]["contract_id"].nunique()
    begun = planned[planned["begun"]].set_index(["account_id", "tie"])["planned_at"].sort_index()
    first = larkfield_company["contracts"].groupby(["account_id", "kind"])["started_at"].min()
    pd.testing.assert_series_equal(begun, first, check_names=False)
    left = planned.merge(larkfield_company.hidden["left_at"].reset_index(), on="account_id")
    assert (left.loc[~left["begun"] & left["left_at"].notna(), "planned_at"] >= larkfield.AS_OF).sum() < len(left)
    assert (left["planned_at"] >= left["left_at"]).sum() > 10
    assert set(planned["start_effect"]) == {1.0}
    assert set(planned["plan_effect"]) == {0.96}


def test_framework_agreements_are_renewed_day_after_day_and_a_lapse_is_not_a_farewell(several):
    stayed = 0
    for company in several:
        terms = company["contracts"].query("kind == 'framework agreement'").merge(company.hidden, on="account_id")
        follows = terms.sort_values("started_at").groupby("contract_id")["ends_at"].shift() + pd.Timedelta(days=1)
        assert (terms["started_at"] == follows.reindex(terms.index))[follows.reindex(terms.index).notna()].all()
        assert terms["ends_at"].notna().all()
        assert (terms["annual_value"] >= 500).all()
        last = terms.groupby("contract_id")[["ends_at", "left_at"]].max()
        stayed += ((last["ends_at"] < larkfield.AS_OF) & last["left_at"].isna()).sum()
    assert stayed > 8


def test_some_open_contracts_outlive_the_custom(several):
    terms = pd.concat(company["contracts"].merge(company.hidden, on="account_id") for company in several)
    rest = terms[(terms["kind"] != "framework agreement") & (terms["left_at"] < "2025-06-01")]
    assert 0.15 < rest["ends_at"].isna().mean() < 0.5
    closed = rest.dropna(subset="ends_at")
    assert (closed["ends_at"] > closed["left_at"]).all()


@pytest.mark.parametrize("name", ["ties", "contracts", "calls_to_keep", "repricing"])
def test_new_tables_draw_from_streams_of_their_own(monkeypatch, name):
    """Whatever they draw, no table and no truth that stood before them changes by a byte."""

    def everything() -> dict[str, bytes]:
        made = larkfield.generate("streams", accounts=40, months=24)
        known = larkfield.truth("streams", accounts=40, months=24)
        tables = {f"tables/{key}": table for key, table in made.items()}
        return {key: csv_bytes(t) for key, t in (tables | {f"truth/{k}": t for k, t in known.items()}).items()}

    before, whole = everything(), market.Market.stream

    def greedy(self, table):
        rng = whole(self, table)
        if table == name:
            rng.random(1_000)
        return rng

    monkeypatch.setattr(market.Market, "stream", greedy)
    after = everything()
    changed = {key for key in before if before[key] != after[key]}
    assert changed
    assert changed <= {"tables/contracts", "truth/ties", "truth/calls_to_keep", "truth/repricing"}
