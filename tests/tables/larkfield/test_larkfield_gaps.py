"""The decision of lesson 01: what the answer to each question is truly worth, and what rules for asking earn."""

import numpy as np
import pandas as pd
import pytest

from kamlib.tables import larkfield
from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS
from kamlib.tables.larkfield import AS_OF, ASKING_MINUTES, HOURS, calls

CELL = ["account_id", "question"]
OWN_BOOKS = [3, 11, 12]
ELSEWHERE = [4, 9]


def gain(company, plan: pd.DataFrame) -> float:
    """Return what the answers are expected to earn when the plan is worked from the top until the hours are gone."""
    truth = company.truth["gaps"].set_index(CELL).reindex(pd.MultiIndex.from_frame(plan[CELL]))
    return float(truth.loc[truth["minutes_to_ask"].cumsum() <= 60 * HOURS, "expected_gain"].sum())


def seen(company) -> pd.DataFrame:
    """Return the gaps with what a reader of the tables sees of their account: no truth in it."""
    notes, orders, work = company["knowledge"], company["orders"], company["activities"]
    year = orders[orders["ordered_at"] > AS_OF - pd.Timedelta(days=365)]
    work = work[work["performed_at"] > AS_OF - pd.Timedelta(days=730)]
    accounts = company["accounts"][["account_id"]].set_index("account_id")
    accounts["revenue"] = year.groupby("account_id")["revenue"].sum()
    accounts["minutes"] = work.groupby("account_id")["minutes"].sum()
    accounts["silent"] = (AS_OF - orders.groupby("account_id")["ordered_at"].max()).dt.days
    accounts["quotes"] = pd.crosstab(work["account_id"], work["activity"], normalize="index")["quote"]
    accounts["coverage"] = notes["answer"].notna().groupby(notes["account_id"]).mean()
    accounts = accounts.fillna({"revenue": 0.0, "minutes": 0.0, "silent": 9_999, "quotes": 0.0})
    haste = notes["answered_at"] == notes["answered_at"].mode()[0]
    stale = notes["answered_at"] < AS_OF - pd.Timedelta(days=548)
    notes = notes.assign(gap=notes["answer"].isna() | stale, haste=haste)
    return notes[notes["gap"] | haste].merge(accounts.reset_index(), on="account_id")


def thoughtful(company) -> pd.DataFrame:
    """Ask what they buy from others where something can be won: live accounts, few hours for their size, few quotes."""
    table = seen(company)
    size = table["revenue"].clip(lower=1)
    usual = table["minutes"].sum() / (size**0.45).sum()
    neglect = (1.25 - table["minutes"] / (usual * size**0.45)).clip(0.05, 1)
    worth = neglect * size**0.7 * (table["silent"] < 150) * (table["quotes"] < 0.33)
    worth *= table["question"].isin(ELSEWHERE) + 1e-3 * table["question"].isin([1, 2, 6, 8, 10])
    return table.assign(worth=worth).sort_values("worth", ascending=False, kind="stable")


def largest(company) -> pd.DataFrame:
    table = seen(company)
    return table[table["gap"]].sort_values("revenue", ascending=False, kind="stable")


def emptiest(company) -> pd.DataFrame:
    table = seen(company)
    return table[table["gap"]].sort_values("coverage", kind="stable")


def easiest(company) -> pd.DataFrame:
    table = seen(company)
    return table[table["gap"]].assign(m=table["question"].map(ASKING_MINUTES)).sort_values("m", kind="stable")


def best(company) -> pd.DataFrame:
    gaps = company.truth["gaps"]
    rate = gaps["expected_gain"] / gaps["minutes_to_ask"]
    return gaps.assign(rate=rate).sort_values("rate", ascending=False, kind="stable")


def test_there_is_a_row_for_every_account_and_question(larkfield_company):
    gaps = larkfield_company.truth["gaps"]
    assert list(gaps.columns) == [*CELL, "minutes_to_ask", "expected_gain", "realised_gain"]
    assert len(gaps) == len(larkfield_company["accounts"]) * len(KNOWLEDGE_QUESTIONS)
    assert not gaps.duplicated(CELL).any()
    assert (gaps["minutes_to_ask"] >= 1).all()
    assert (gaps[["expected_gain", "realised_gain"]] >= 0).all(axis=None)


def test_a_right_answer_earns_nothing_again_and_second_entries_and_leavers_earn_nothing(larkfield_company):
    gaps = larkfield_company.truth["gaps"].merge(larkfield_company.truth["knowledge"], on=CELL)
    assert (gaps.loc[gaps["accurate"], "expected_gain"] == 0).all()
    hidden = larkfield_company.hidden
    nobody = hidden.index[hidden["duplicate_of"].notna() | hidden["left_at"].notna()]
    assert (gaps.loc[gaps["account_id"].isin(nobody), "expected_gain"] == 0).all()
    filled = gaps[gaps["state"] == "filled in"]
    assert filled["expected_gain"].sum() > 0.02 * gaps["expected_gain"].sum()


def test_what_our_own_books_say_is_quick_to_ask_and_earns_nothing(larkfield_company):
    gaps = larkfield_company.truth["gaps"]
    books = gaps["question"].isin(OWN_BOOKS)
    assert (gaps.loc[books, "expected_gain"] == 0).all()
    assert max(ASKING_MINUTES[one] for one in OWN_BOOKS) < min(
        minutes for one, minutes in ASKING_MINUTES.items() if one not in OWN_BOOKS
    )
    by_question = gaps.groupby("question")["expected_gain"].sum()
    assert by_question[ELSEWHERE].sum() > 0.4 * by_question.sum()


def test_open_neglected_wallets_pay_and_size_alone_does_not(several):
    gaps = pd.concat(
        one.truth["gaps"].merge(one.hidden.reset_index(), on="account_id").assign(seed=one.seed) for one in several
    )
    asked = gaps[gaps["question"].isin(ELSEWHERE) & gaps["left_at"].isna() & (gaps["wallet"] > 0)]
    low = asked["wallet_share"] < 0.5
    assert asked.loc[low, "expected_gain"].mean() > 3 * asked.loc[~low, "expected_gain"].mean()
    neglected = asked["neglect"] > 0.5
    rate = asked["expected_gain"] / asked["wallet"]
    assert rate[neglected].mean() > 1.5 * rate[~neglected].mean()


def test_an_old_wrong_answer_is_worse_than_none(several):
    gaps = pd.concat(one.truth["gaps"].merge(one.truth["knowledge"], on=CELL) for one in several)
    wrong = gaps[(gaps["question"].isin(ELSEWHERE)) & ~gaps["accurate"] & (gaps["expected_gain"] > 0)]
    typical = np.log(wrong["expected_gain"]).groupby(wrong["state"]).median()
    assert typical["stale"] > typical["unknown"]


def test_thought_earns_more_than_habits_and_far_less_than_the_truth(several):
    earned = pd.DataFrame({name: [gain(one, rule(one)) for one in several] for name, rule in RULES.items()})
    mean = earned.mean()
    assert mean["easiest"] < 0.01 * mean["best"]
    assert mean["emptiest"] < mean["largest"] < mean["thoughtful"] < 0.6 * mean["best"]
    assert mean["thoughtful"] > 1.3 * mean["largest"]
    assert (earned["best"] > 60_000).all()
    assert (earned.drop(columns="easiest") > 0).all(axis=None)


RULES = {"thoughtful": thoughtful, "largest": largest, "emptiest": emptiest, "easiest": easiest, "best": best}


def test_luck_is_fair_and_lumpy(several):
    gaps = pd.concat(one.truth["gaps"] for one in several)
    paying = gaps[gaps["expected_gain"] > 0]
    assert (paying["realised_gain"] / paying["expected_gain"]).mean() == pytest.approx(1, abs=0.08)
    assert 0.4 < (paying["realised_gain"] == 0).mean() < 0.75


def test_asking_takes_longer_than_planned_on_average(larkfield_company):
    gaps = larkfield_company.truth["gaps"]
    ratio = gaps["minutes_to_ask"] / gaps["question"].map(ASKING_MINUTES)
    assert 1.02 < ratio.mean() < 1.2
    assert ratio.between(0.4, 1.9).all()


def test_the_gaps_have_a_stream_of_their_own(monkeypatch):
    """Drawing more for the gaps must change no other truth."""
    from kamlib.tables.larkfield import market

    before = larkfield.truth("streams", accounts=40, months=24)
    whole = market.Market.stream

    def greedy(self, table):
        rng = whole(self, table)
        if table == "gaps":
            rng.random(1_000)
        return rng

    monkeypatch.setattr(market.Market, "stream", greedy)
    after = larkfield.truth("streams", accounts=40, months=24)
    assert [name for name in before if not before[name].equals(after[name])] == ["gaps"]


@pytest.mark.parametrize("accounts", [1, 3, 60])
def test_a_small_company_can_be_played_too(accounts):
    gaps = larkfield.truth("tiny", accounts=accounts, months=13)["gaps"]
    assert np.isfinite(gaps[["minutes_to_ask", "expected_gain", "realised_gain"]]).all(axis=None)


def test_the_telephone_says_the_truth_and_nothing_where_nobody_rang(larkfield_company):
    cells = larkfield_company["knowledge"].dropna(subset="answer")[CELL]
    checked = calls.check_answers(cells, larkfield_company.truth)
    assert len(checked) == len(cells)
    assert 0.4 < checked["accurate"].mean() < 0.9
    nobody = calls.check_answers(cells, {})
    assert list(nobody.columns) == [*CELL, "accurate"]
    assert nobody.empty
    assert nobody["accurate"].dtype == bool


def test_a_clerk_confirms_second_entries_in_either_direction(larkfield_company):
    twice = larkfield_company.hidden["duplicate_of"].dropna().reset_index()
    pairs = twice.set_axis(["account_id", "other_id"], axis=1)
    swapped = pairs.set_axis(["other_id", "account_id"], axis=1)
    strangers = pd.DataFrame({"account_id": ["A0001"], "other_id": ["A0007"]})
    assert len(calls.confirm_pairs(pd.concat([pairs, strangers]), larkfield_company.truth)) == len(pairs)
    assert len(calls.confirm_pairs(swapped, larkfield_company.truth)) == len(pairs)
    assert calls.confirm_pairs(pairs, {}).empty
