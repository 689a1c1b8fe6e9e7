"""The decision of lesson 04: whom to call this month, and what rules for calling earn."""

import numpy as np
import pandas as pd
import pytest

from kamlib.tables import larkfield
from kamlib.tables.larkfield import AS_OF, CALL_MINUTES, KEEPING_HOURS


def gain(company, order: pd.Index, kind: str = "expected_gain") -> float:
    """Return what the calls bring, made in this order until the hours are gone."""
    calls = company.truth["calls_to_keep"].set_index("account_id").reindex(order)
    return float(calls.loc[calls["minutes"].cumsum() <= 60 * KEEPING_HOURS, kind].sum())


def seen(company) -> pd.DataFrame:
    """Return what a reader of the tables sees of each account: no truth in it."""
    orders, work = company["orders"], company["activities"]
    table = company["accounts"].set_index("account_id")
    month = pd.DateOffset(months=1)

    def revenue(after: int, until: int) -> pd.Series:
        rows = orders[(orders["ordered_at"] > AS_OF - after * month) & (orders["ordered_at"] <= AS_OF - until * month)]
        return rows.groupby("account_id")["revenue"].sum().reindex(table.index, fill_value=0.0)

    table["year"], table["before"] = revenue(12, 0), revenue(24, 12)
    table["half"], table["same_half"] = revenue(6, 0), revenue(18, 12)
    heads = orders[orders["quantity"] > 0].drop_duplicates("order_id").sort_values("ordered_at")
    days = heads["ordered_at"].groupby(heads["account_id"])
    table["silent"] = (AS_OF - days.max()).dt.days.reindex(table.index).fillna(9_999)
    table["usual_gap"] = days.diff().dt.days.groupby(heads["account_id"]).quantile(0.9)
    recent = work[work["performed_at"] > AS_OF - 6 * month]
    table["complaints"] = (recent["activity"] == "complaint").groupby(recent["account_id"]).sum()
    share = work[work["performed_at"] > AS_OF - 24 * month]
    table["quotes"] = pd.crosstab(share["account_id"], share["activity"], normalize="index")["quote"]
    return table.fillna({"complaints": 0, "quotes": 0.0})


def thoughtful(company) -> pd.Index:
    """Call those silent beyond their own rhythm, but not for long, or fallen by half; complaints weigh more."""
    table = seen(company)
    overdue = (table["silent"] > 1.2 * table["usual_gap"]) & table["silent"].between(30, 270)
    fallen = (table["half"] < 0.5 * table["same_half"]) & (table["silent"] < 270)
    sign = overdue * 1.0 + fallen * 0.5 + 0.5 * (table["complaints"] > 0) * (overdue | fallen)
    worth = table[["year", "before"]].max(axis=1) * sign * (table["quotes"] < 0.33)
    return worth[worth > 0].sort_values(ascending=False, kind="stable").index


def largest(company) -> pd.Index:
    return seen(company)["year"].sort_values(ascending=False, kind="stable").index


def longest_silent(company) -> pd.Index:
    return seen(company)["silent"].sort_values(ascending=False, kind="stable").index


def most_fallen(company) -> pd.Index:
    table = seen(company)
    return (table["year"] - table["before"]).sort_values(kind="stable").index


def best(company) -> pd.Index:
    calls = company.truth["calls_to_keep"].set_index("account_id")
    rate = (calls["expected_gain"] / calls["minutes"])[calls["expected_gain"] > 0]
    return rate.sort_values(ascending=False, kind="stable").index


RULES = {rule.__name__: rule for rule in (thoughtful, largest, longest_silent, most_fallen, best)}


def test_every_account_can_be_called(larkfield_company):
    calls = larkfield_company.truth["calls_to_keep"]
    assert calls["account_id"].tolist() == larkfield_company["accounts"]["account_id"].tolist()
    assert calls["minutes"].between(40, 160).all()
    assert CALL_MINUTES < calls["minutes"].mean() < 1.25 * CALL_MINUTES


def test_only_those_can_be_kept_who_leave_because_of_us(larkfield_company):
    calls = larkfield_company.truth["calls_to_keep"].set_index("account_id").join(larkfield_company.hidden)
    gains = calls[calls["expected_gain"] > 0]
    assert (gains["leaving_cause"] == "service").all()
    assert (gains["persuadable"] | (gains["left_at"] > AS_OF - pd.Timedelta(days=181))).all()
    stay = calls[calls["left_at"].isna() & calls["would_leave_at"].isna()]
    assert (stay["expected_gain"] <= 0).all()
    long_gone = calls[calls["left_at"] < AS_OF - pd.Timedelta(days=181)]
    assert (long_gone["expected_gain"] == 0).all()
    assert (calls.loc[calls["duplicate_of"].notna(), "expected_gain"] == 0).all()


def test_thought_earns_more_than_habits_and_far_less_than_the_truth(dozen):
    earned = pd.DataFrame({name: [gain(one, rule(one)) for one in dozen] for name, rule in RULES.items()})
    mean = earned.mean()
    assert mean["thoughtful"] > 2_000
    assert mean["thoughtful"] > mean.drop(["thoughtful", "best"]).max() + 2_000
    assert mean["thoughtful"] < 0.5 * mean["best"]
    assert (earned["thoughtful"] > earned["largest"]).mean() > 0.7
    assert (earned["thoughtful"] > 0).mean() > 0.7
    assert earned["longest_silent"].abs().max() < 0.15 * mean["best"]
    assert (earned["best"] > 5_000).all()


def test_luck_is_fair(dozen):
    calls = pd.concat(one.truth["calls_to_keep"] for one in dozen)
    for rows in (calls[calls["expected_gain"] > 0], calls[calls["expected_gain"] < 0]):
        assert rows["realised_gain"].sum() / rows["expected_gain"].sum() == pytest.approx(1, abs=0.25)
        assert (rows["realised_gain"] == 0).mean() > 0.3


@pytest.mark.parametrize(("accounts", "months"), [(1, 1), (3, 6), (60, 13)])
def test_a_small_company_can_be_played_too(accounts, months):
    truth = larkfield.truth("tiny", accounts=accounts, months=months)
    for name in ("calls_to_keep", "repricing"):
        assert np.isfinite(truth[name].select_dtypes("number")).all(axis=None)
    assert len(truth["calls_to_keep"]) == accounts
    assert len(truth["repricing"]) == 4 * accounts
