"""What lessons 08 to 10 find against what is true, on three companies: benchmarks/truth_survey.py, with fewer seeds."""

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

import kamlib
from kamlib.tables.larkfield.questionnaire import LINK_ONLY_FROM

ROOT = Path(__file__).parents[3]
SEEDS = ("voice-1", "voice-2", "voice-3")


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("benchmark_of_survey_truth", ROOT / "benchmarks" / "truth_survey.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def companies():
    return {seed: kamlib.load("larkfield", seed=seed) for seed in SEEDS}


@pytest.fixture(scope="module")
def frames(benchmark, companies):
    return {seed: benchmark.true_frame(company) for seed, company in companies.items()}


@pytest.fixture(scope="module")
def waves(benchmark, frames):
    return {seed: benchmark.waves_of(frame) for seed, frame in frames.items()}


def test_weights_cure_what_region_and_size_spoilt_and_not_what_satisfaction_did(waves):
    """Over 200 companies 99 of a hundred intervals hold the truth before the link was sent, and none after."""
    every = pd.concat(waves.values())
    cured = every.index < LINK_ONLY_FROM
    assert (every["bias came"] > 0).all()
    assert every.loc[cured, "bias raked"].mean() < 0.6 * every.loc[cured, "bias came"].mean()
    assert every.loc[cured, "held raked"].mean() >= 0.8
    assert not every.loc[~cured, "held raked"].any()
    assert every.loc[~cured, "bias raked"].min() > 0.2


def test_calls_to_the_silent_come_nearer_than_any_weight(benchmark, companies, frames, waves):
    for seed, company in companies.items():
        found = benchmark.link_only(company, frames[seed], waves[seed], seed)
        assert abs(found["bias called"]) < waves[seed]["bias raked"].iloc[-1]
        assert found["bounds hold"]


def test_the_planted_fall_is_found(benchmark, companies, frames):
    found = benchmark.changes(companies[SEEDS[0]], frames[SEEDS[0]])
    assert found["item found"]
    assert found["reliability found"]
    assert found["items found"] >= 2
    assert found["alarms"] <= 3


def test_the_kind_rater_and_the_blind_spot_are_found(benchmark, companies):
    for company in companies.values():
        assert benchmark.raters(company)["kind rater"]
        assert benchmark.blind_spot(company)["blind spot"]


def test_features_are_told_by_those_they_are_for(benchmark, companies):
    for company in companies.values():
        found = benchmark.features(company)
        assert found["k1 right"]
        assert found["k3 right"]
        assert found["segments right"]


def test_straight_liners_are_flagged_and_hardly_anybody_else(benchmark, companies):
    for seed, company in companies.items():
        found = benchmark.careless(company, seed)
        assert found["straight flagged"] == found["straight planted"] > 20
        assert found["honest flagged"] <= 0.01 * found["honest"]
