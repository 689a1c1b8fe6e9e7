"""Programmes, referrals and trials: they agree with who came and who left, and chance has the size it should."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, chi2, poisson

from kamlib.methods import equity
from kamlib.methods.equity.pilots import COUNTS
from kamlib.tables import larkfield
from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.leaving import Leaving, make_leaving
from kamlib.tables.larkfield.market import Market, make_market
from kamlib.tables.larkfield.pilots import BRANCH_YEARS, pilot_truth
from kamlib.tables.larkfield.programmes import make_programmes
from kamlib.tables.larkfield.shipped import csv_bytes
from kamlib.tables.larkfield.winning import make_referrals, winning_truth
from kamlib.tables.larkfield.world import make_world

TEN = [f"growth-{number}" for number in range(10)]
THIRTY = [f"growth-{number}" for number in range(30)]
GETTING = ["fairs", "agency", "introductions"]
KEEPING = ["year-end bonus", "visits to the silent"]
LOOKED_AFTER = {"year-end bonus": (60, 0.87), "visits to the silent": (24, 0.58), "second contact": (26, 0.86)}
COME_ANYWAY = {"fairs": 0.0, "agency": 0.0, "introductions": 1.6}


@cache
def hidden(seed: str) -> tuple[Market, Leaving]:
    market = make_market(seed, larkfield.ACCOUNTS, larkfield.MONTHS)
    return market, make_leaving(market)


@cache
def trials(seed: str) -> pd.DataFrame:
    return pilot_truth(make_world(seed, larkfield.ACCOUNTS, larkfield.MONTHS)).set_index("programme")


def lives(company) -> pd.DataFrame:
    """Return the day every account was opened and the day it left, by id; a second entry of another is marked."""
    opened = company["accounts"].set_index("account_id")["opened_at"]
    return company.hidden[["left_at", "duplicate_of"]].assign(opened_at=opened)


def test_whoever_was_brought_was_opened_in_the_history_and_soon_after_the_introduction(larkfield_company):
    referrals, life = larkfield_company["referrals"], lives(larkfield_company)
    assert 10 <= len(referrals) <= 60
    opened = life["opened_at"].reindex(referrals["account_id"]).to_numpy()
    assert (opened > np.datetime64("2021-01-01")).all()
    assert (opened <= larkfield.AS_OF).all()
    waited = (pd.Series(opened) - referrals["referred_at"]).dt.days
    assert waited.between(0, 60).all()
    assert referrals["referred_at"].is_monotonic_increasing
    assert referrals["account_id"].is_unique
    assert life["duplicate_of"].reindex(referrals["account_id"]).isna().all()


def test_whoever_brought_one_was_a_customer_for_two_months_and_had_not_left(larkfield_company):
    referrals, life = larkfield_company["referrals"], lives(larkfield_company)
    who = life.reindex(referrals["referred_by"]).reset_index()
    assert ((referrals["referred_at"] - who["opened_at"]).dt.days > 60).all()
    assert (who["left_at"].isna() | (who["left_at"] > referrals["referred_at"])).all()
    assert who["duplicate_of"].isna().all()
    assert (referrals["account_id"] != referrals["referred_by"]).all()


def test_the_truth_has_every_account_won_once_and_names_those_brought(larkfield_company):
    truth, life = larkfield_company.truth["winning"].set_index("account_id"), lives(larkfield_company)
    new = life[(life["opened_at"] > "2021-01-01") & life["duplicate_of"].isna()]
    assert truth.index.is_unique
    assert set(truth.index) == set(new.index)
    brought = set(truth.index[truth["way"] == "introductions"])
    assert brought == set(larkfield_company["referrals"]["account_id"])
    assert truth.loc[truth["way"] == "of its own accord", "would_have_come"].all()
    assert not truth.loc[truth["way"].isin(["fairs", "agency"]), "would_have_come"].any()


def test_four_in_ten_of_those_brought_would_have_come_anyway():
    won = pd.concat(winning_truth(*hidden(seed)) for seed in THIRTY)
    brought = won.loc[won["way"] == "introductions", "would_have_come"]
    assert abs(brought.mean() - 0.4) < 3 * np.sqrt(0.24 / len(brought))


def test_no_more_came_by_the_programmes_than_were_opened_in_the_year(larkfield_company):
    programmes, life = larkfield_company["programmes"], lives(larkfield_company)
    own = larkfield_company.truth["winning"].set_index("account_id")["way"]
    opened = life.loc[life["duplicate_of"].isna(), "opened_at"].dt.year
    for (year, name), rows in programmes.groupby([programmes["started_at"].dt.year, "programme"]):
        if name in GETTING:
            in_year = opened.index[(opened == year) & (life["opened_at"].reindex(opened.index) > "2021-01-01")]
            assert rows["responded"].tolist() == [(own.reindex(in_year) == name).sum()]
    came = programmes[programmes["aim"] == "getting"].groupby(programmes["started_at"].dt.year)["responded"].sum()
    assert (came <= opened.value_counts().reindex(came.index, fill_value=0)).all()


def test_programmes_are_told_year_by_year_and_turn_to_no_fewer_than_respond(larkfield_company):
    programmes = larkfield_company["programmes"]
    assert programmes["started_at"].dt.year.tolist() == [year for year in range(2021, 2026) for _ in range(5)]
    assert programmes["programme"].tolist() == [*GETTING, *KEEPING] * 5
    assert (programmes["ended_at"] - programmes["started_at"]).dt.days.isin([364, 365]).all()
    assert (programmes["approached"] >= programmes["responded"]).all()
    assert (programmes["spending"] > 0).all()


def test_who_was_kept_is_who_had_not_left_when_the_year_was_over(larkfield_company):
    programmes, life = larkfield_company["programmes"], lives(larkfield_company)
    life = life[life["duplicate_of"].isna()]
    bonus = programmes[programmes["programme"] == "year-end bonus"].set_index("started_at")
    visits = programmes[programmes["programme"] == "visits to the silent"].set_index("started_at")
    lost_of_silent = 0
    for begin in bonus.index:
        end = begin + pd.DateOffset(years=1)
        there = life[(life["opened_at"] < begin) & ~(life["left_at"] <= begin)]
        lost = (there["left_at"] < end).sum()
        for rows in (bonus, visits):
            approached, responded = rows.loc[begin, ["approached", "responded"]]
            assert 0 < approached <= len(there)
            assert approached - responded <= lost
        lost_of_silent += visits.loc[begin, "approached"] - visits.loc[begin, "responded"]
    # Those who fell silent leave, the larger half stays: an average over who stayed says so little.
    assert lost_of_silent / visits["approached"].sum() > 2 * (1 - bonus["responded"].sum() / bonus["approached"].sum())


@pytest.mark.parametrize("seed", TEN)
def test_as_counted_it_is_some_six_times_cheaper_to_keep(seed):
    assert 3 < equity.times_cheaper(make_programmes(*hidden(seed))) < 12


def test_the_youngest_accounts_bring_more_than_the_oldest():
    counted = pd.DataFrame(0.0, index=["account_years", "referrals"], columns=["young", "old"])
    for seed in THIRTY:
        market, leaving = hidden(seed)
        day = pd.Series(market.calendar.timestamps(market["opened"]), index=market.account_ids)
        gone = pd.Series(market.calendar.timestamps(leaving.day), index=market.account_ids)
        rates = equity.referral_rates(
            make_referrals(market, leaving), day, gone, market.calendar.start, larkfield.AS_OF
        )
        counted["young"] += rates.loc["first three years", counted.index]
        counted["old"] += rates.loc["8 years and more", counted.index]
    rate = counted.loc["referrals"] / counted.loc["account_years"]
    # Twice as often by the day, a little less where the first two months, in which nobody brings, count as well.
    assert 1.4 < rate["young"] / rate["old"] < 2.4
    spread = np.sqrt((1 / counted.loc["referrals"]).sum())
    assert np.log(rate["young"] / rate["old"]) > 3 * spread


def told_and_true() -> pd.DataFrame:
    """Return a row an arm of every trial of the thirty seeds: its count, and the mean and variance of its chance."""
    rows = []
    for seed in THIRTY:
        for name, row in trials(seed).iterrows():
            for arm, column in enumerate(COUNTS):
                more = row["ceiling"] * -np.expm1(-arm * row["saturation"])
                people, stay = LOOKED_AFTER.get(name, (0, 0.0))
                kept = binom(BRANCH_YEARS * people, stay + more / max(people, 1))
                law = kept if people else poisson(BRANCH_YEARS * (COME_ANYWAY[name] + more))
                rows.append((name, arm, row[column], law.mean(), law.var()))
    return pd.DataFrame(rows, columns=["programme", "arm", "count", "mean", "var"])


def test_trials_count_what_the_curves_say_give_or_take_chance():
    arms = told_and_true()
    nobody = arms["var"] == 0
    assert (arms.loc[nobody, "count"] == 0).all()
    assert set(arms.loc[nobody, "programme"]) == {"fairs", "agency"}
    arms = arms[~nobody]
    score = (arms["count"] - arms["mean"]) / np.sqrt(arms["var"])
    # Pooled, and programme by programme and arm by arm: no more chance than there is, and no less.
    for part in [score, *(score[arms["programme"] == name] for name in arms["programme"].unique())]:
        assert 0.001 < chi2.cdf((part**2).sum(), len(part)) < 0.999
        assert abs(part.sum()) < 3.5 * np.sqrt(len(part))
    assert score.groupby(arms["arm"]).mean().abs().max() < 3.5 / np.sqrt(150)


def test_curves_read_from_the_counts_are_those_of_the_truth_on_average():
    found, true = [], []
    for seed in THIRTY:
        for _, row in trials(seed).iterrows():
            usual = row["spending_usual"]
            curve = equity.pilot_curve(row)
            found.append(curve.share(2 * usual))
            true.append(-row["ceiling"] * np.expm1(-2 * row["saturation"]))
    assert np.sum(found) == pytest.approx(np.sum(true), rel=0.02)
    assert np.corrcoef(found, true)[0, 1] > 0.99


def test_a_programme_is_near_its_ceiling_or_brings_much_with_the_next_euro_and_keeps_no_more_than_would_leave():
    table = pd.concat(trials(seed) for seed in THIRTY)
    assert table["saturation"].between(0.2, 2.3).all()
    next_euro = (
        table["expected_value"] * table["ceiling"] * table["saturation"] * np.exp(-table["saturation"])
        / table["spending_usual"]
    )  # fmt: skip
    assert np.corrcoef(table["saturation"], np.log(next_euro))[0, 1] < -0.6
    assert 0.3 < (next_euro > 1).mean() < 0.8
    for name, (people, stay) in LOOKED_AFTER.items():
        assert (table.loc[name, "ceiling"] <= 0.9 * people * (1 - stay) + 1e-4).all()


def test_luck_has_no_direction():
    # Luck asks for no size of company, so that of many small ones will do.
    luck = pd.concat(pilot_truth(make_world(f"luck-{number}", 3, 6))["luck"] for number in range(80))
    assert abs(luck.mean() - 1) < 3 * luck.std() / np.sqrt(len(luck))
    assert luck.between(0.6, 1.4).all()
    assert luck.std() == pytest.approx(0.8 / np.sqrt(24), rel=0.1)


def test_the_same_seed_is_the_same_trial_and_another_is_another():
    again = pilot_truth(make_world(THIRTY[0], larkfield.ACCOUNTS, larkfield.MONTHS)).set_index("programme")
    pd.testing.assert_frame_equal(again, trials(THIRTY[0]))
    assert not again.equals(trials(THIRTY[1]))
    assert trials(THIRTY[0]).index.tolist() == list(COME_ANYWAY) + list(LOOKED_AFTER)


@pytest.mark.parametrize("seed", ["larkfield", *TEN[:3]])
def test_shipping_the_trials_loses_nothing(seed, tmp_path):
    table = trials(seed).reset_index()
    (tmp_path / "pilots.csv").write_bytes(csv_bytes(table))
    read = pd.read_csv(tmp_path / "pilots.csv", dtype=table.dtypes.to_dict())
    # As the shipped tables are read: some versions of pandas read the last bit of a number loosely.
    pd.testing.assert_frame_equal(read.round(4), table, check_exact=True)


@pytest.mark.parametrize(("accounts", "months"), [(1, 1), (1, 60), (3, 6), (3, 12), (20, 13), (60, 30)])
@pytest.mark.parametrize("seed", ["a", "b"])
def test_a_company_of_any_size_has_its_programmes_and_its_trials(seed, accounts, months):
    world = make_world(seed, accounts, months)
    table = pilot_truth(world)
    assert len(table) == 6
    assert table.notna().all(axis=None)
    assert (table[["ceiling", "saturation", "expected_value", "luck"]] > 0).all(axis=None)
    assert (table[list(COUNTS)] >= 0).all(axis=None)
    assert len(equity.pilot_costs(table.set_index("programme"))) == 6
    programmes = make_programmes(world.market, world.leaving)
    referrals = make_referrals(world.market, world.leaving)
    assert len(programmes) == 5 * (months // 12)
    assert CONTRACTS["programmes"].problems(programmes) == []
    assert CONTRACTS["referrals"].problems(referrals) == []
    assert (programmes["approached"] >= programmes["responded"]).all()
    assert programmes["spending"].notna().all()
    if accounts == 1:
        assert referrals.empty
