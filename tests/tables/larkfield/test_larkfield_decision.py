"""The decision of lesson 02: which account gets which level of service, judged by what it truly brings."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import eye, kron

from kamlib.tables import larkfield
from kamlib.tables.larkfield import AS_OF, BUDGET, SERVICE_LEVELS

LEVELS = list(SERVICE_LEVELS)
COST = np.array(list(SERVICE_LEVELS.values()))


def margins(company, kind: str = "expected_margin") -> pd.DataFrame:
    """Accounts x levels."""
    return company.truth["service"].pivot(index="account_id", columns="level", values=kind)[LEVELS]


def gains(company, kind: str = "expected_margin") -> np.ndarray:
    """What each level adds to basic service, before its cost."""
    table = margins(company, kind)
    return table.sub(table["basic"], axis=0).to_numpy()


def best(net: np.ndarray) -> np.ndarray:
    """Return the level of each account that gains most within the budget (multiple-choice knapsack)."""
    accounts, levels = net.shape
    one_each = LinearConstraint(kron(eye(accounts), np.ones((1, levels))), 1, 1)
    affordable = LinearConstraint(np.tile(COST, accounts)[None, :], 0, BUDGET)
    found = milp(-net.ravel(), integrality=np.ones(net.size), bounds=Bounds(0, 1), constraints=[one_each, affordable])
    return found.x.reshape(net.shape).argmax(axis=1)


def seen(company) -> pd.DataFrame:
    """What a careful reader of the tables sees of each account: no truth in it."""
    orders, work = company["orders"], company["activities"]
    table = company["accounts"].set_index("account_id")
    year, half = pd.DateOffset(years=1), pd.DateOffset(months=6)

    def revenue(after: pd.Timestamp, until: pd.Timestamp) -> pd.Series:
        rows = orders[(orders["ordered_at"] > after) & (orders["ordered_at"] <= until)]
        return rows.groupby("account_id")["revenue"].sum().reindex(table.index, fill_value=0.0)

    recent, done = orders[orders["ordered_at"] > AS_OF - 2 * year], work[work["performed_at"] > AS_OF - 2 * year]
    table["revenue"] = revenue(AS_OF - year, AS_OF)
    table["half"], table["same_half"] = revenue(AS_OF - half, AS_OF), revenue(AS_OF - year - half, AS_OF - year)
    totals = recent.groupby("account_id")[["revenue", "margin"]].sum()
    table["rate"] = (totals["margin"] / totals["revenue"]).clip(0.1, 0.5)
    table["vinyl"] = (
        recent[recent["category"] == "Luxury vinyl"].groupby("account_id")["revenue"].sum() / totals["revenue"]
    )
    table["categories"] = recent.groupby("account_id")["category"].nunique()
    kinds = pd.crosstab(done["account_id"], done["activity"], normalize="index")
    table["quotes"], table["samples"] = kinds["quote"], kinds["sample"]
    table["minutes"] = done.groupby("account_id")["minutes"].sum()
    sold = orders[orders["quantity"] > 0]
    last = sold.groupby("account_id")["ordered_at"].max().reindex(table.index)
    table["active"] = AS_OF - last < pd.Timedelta(days=150)
    table["wallet"] = company["wallet"].groupby("account_id")["annual_spend"].sum()
    return table


def thoughtful(company) -> np.ndarray:
    """Spend where something can be won: open accounts with wallet elsewhere that we neglect, and those fading."""
    table = seen(company)
    revenue = table["revenue"].clip(lower=1)
    usual = table["minutes"].sum() / (revenue**0.45).sum()
    neglect = (1.25 - (table["minutes"] / (usual * revenue**0.45)).fillna(0)).clip(0.05, 1)
    share = (revenue / table["wallet"]).clip(0.1, 1).fillna(table["categories"].map({4: 0.5}).fillna(0.36))
    elsewhere = revenue / share - revenue
    curious = (table["vinyl"] > 0.4) | (table["samples"] > 0.2)
    openness = np.where(table["quotes"] > 0.33, 0.15, np.where(curious, 0.7, 0.4))
    win = elsewhere / (1 + elsewhere / 250_000) * neglect * openness * 0.75
    keep = np.where(table["half"] < 0.4 * table["same_half"], 0.2 * table["same_half"], 0.0)
    worth = ((win + keep) * table["rate"].fillna(0) * table["active"].astype(float)).to_numpy()
    part = np.where(table["account_type"] == "contractor", 0.35, 0.55)
    return best(np.column_stack([np.zeros(len(table)), part * worth, worth]) - COST)


def largest(company, level: str) -> np.ndarray:
    """Give one level to the largest by last year's revenue, as far as the budget goes."""
    choice = np.zeros(len(company["accounts"]), dtype=int)
    number = int(BUDGET // SERVICE_LEVELS[level])
    choice[np.argsort(-seen(company)["revenue"].to_numpy(), kind="stable")[:number]] = LEVELS.index(level)
    return choice


def value(company, choice: np.ndarray, kind: str = "expected_margin") -> float:
    """Return what a choice of levels gains against basic service for all, net of its cost, in euro."""
    return float((gains(company, kind) - COST)[np.arange(len(choice)), choice].sum())


def test_thought_beats_size_and_the_best_is_clearly_above(larkfield_company):
    size = value(larkfield_company, largest(larkfield_company, "key"))
    blanket = value(larkfield_company, largest(larkfield_company, "standard"))
    thought = value(larkfield_company, thoughtful(larkfield_company))
    optimum = value(larkfield_company, best(gains(larkfield_company) - COST))
    assert size < 0.3 * optimum
    assert thought > max(size, blanket, 0)
    assert thought > 0.1 * optimum
    assert optimum > thought + 100_000
    assert 250_000 < optimum < 500_000


def test_thought_is_worth_a_visible_amount_on_average(several):
    thought, size, blanket = (
        np.mean([value(company, choose(company)) for company in several])
        for choose in (thoughtful, lambda c: largest(c, "key"), lambda c: largest(c, "standard"))
    )
    assert thought > max(size, blanket) + 50_000


def test_the_budget_is_felt(larkfield_company):
    net = gains(larkfield_company) - COST
    choice = best(net)
    assert BUDGET - 4_500 <= COST[choice].sum() <= BUDGET
    assert net.max(axis=1).sum() > net[np.arange(len(net)), choice].sum() + 2_000
    assert 15 <= (choice == 2).sum() <= 33
    assert 10 <= (choice == 1).sum() <= 70
    assert BUDGET // SERVICE_LEVELS["key"] == 33


def test_with_luck_the_order_mostly_stands(larkfield_company):
    thought, size = thoughtful(larkfield_company), largest(larkfield_company, "key")
    assert value(larkfield_company, thought, "realised_margin") > value(larkfield_company, size, "realised_margin")


def test_what_service_does_is_not_proportional_to_size(larkfield_company):
    table, gain = margins(larkfield_company), gains(larkfield_company)[:, 2]
    big = table["basic"].rank(ascending=False).to_numpy() <= 33
    assert (gain[big] < 900).mean() > 0.2
    assert (gain[big] < COST[2]).mean() > 0.5
    middle = table["basic"].rank(pct=True).between(0.4, 0.85).to_numpy()
    assert (gain[middle] > COST[2]).sum() >= 3
    assert abs(np.corrcoef(gain, table["basic"])[0, 1]) < 0.55


def test_nothing_helps_those_who_left_and_service_never_harms(larkfield_company):
    table = margins(larkfield_company)
    gone = larkfield_company.hidden["left_at"].notna().reindex(table.index)
    assert (table[gone] == 0).all(axis=None)
    assert (table[~gone]["basic"] > 0).mean() > 0.95
    assert (np.diff(table.to_numpy(), axis=1) >= 0).all()


def test_some_need_attention_and_some_expertise(larkfield_company):
    gain = gains(larkfield_company)
    needs = larkfield_company.hidden["needs"].to_numpy()
    felt = gain[:, 2] > 3_000
    part = gain[felt, 1] / gain[felt, 2]
    assert part[needs[felt] == "attention"].min() > 0.4
    assert part[needs[felt] == "expertise"].max() < 0.2


def test_a_low_share_of_wallet_responds_more(larkfield_company):
    hidden, gain = larkfield_company.hidden, gains(larkfield_company)[:, 2]
    here = (hidden["left_at"].isna() & hidden["duplicate_of"].isna()).to_numpy()
    middle = margins(larkfield_company)["basic"].rank(pct=True).between(0.4, 0.9).to_numpy() & here
    low = (hidden["wallet_share"] < 0.35).to_numpy()
    assert gain[middle & low].mean() > 2 * gain[middle & ~low].mean()


def test_neglect_shows_in_the_hours_and_answers_to_service(several):
    """Minutes below what accounts of that size usually get tell, in part, who responds."""
    little, plenty = [], []
    for company in several:
        table, gain = seen(company), gains(company)[:, 2]
        hours = table["minutes"] / table["revenue"].clip(lower=1) ** 0.45
        middle = table["revenue"].rank(pct=True).between(0.4, 0.97) & table["active"]
        cut = hours[middle].median()
        little += list(gain[middle & (hours < cut)])
        plenty += list(gain[middle & (hours >= cut)])
    assert np.mean(little) > 1.25 * np.mean(plenty)


def test_luck_is_the_accounts_own_whatever_the_level(larkfield_company):
    expected, realised = margins(larkfield_company), margins(larkfield_company, "realised_margin")
    here = expected["basic"] > 100
    factor = (realised / expected)[here]
    assert factor.sub(factor["basic"], axis=0).abs().max(axis=None) < 1e-3
    assert 0.9 < factor["basic"].mean() < 1.1
    assert factor["basic"].min() < 0.55
    assert factor["basic"].max() > 1.45


def test_the_year_ahead_is_like_the_year_behind(larkfield_company):
    table = margins(larkfield_company)
    last = larkfield_company["orders"].query("ordered_at > '2024-12-31'").groupby("account_id")["margin"].sum()
    last = last.reindex(table.index, fill_value=0.0)
    assert 0.8 < table["basic"].sum() / last.sum() < 1.3
    both = (table["basic"] > 0) & (last > 0)
    assert np.corrcoef(np.log(table["basic"][both]), np.log(last[both]))[0, 1] > 0.5


def test_an_offer_is_wasted_on_those_who_would_stay(larkfield_company):
    hidden = larkfield_company.hidden
    here = hidden["left_at"].isna()
    staying = hidden[here & ~hidden["persuadable"]]
    assert (staying["offer_gain"] <= 0).all()
    assert staying["offer_gain"].sum() < -100_000
    assert hidden.loc[~here, "offer_gain"].eq(0).all()
    assert hidden.loc[hidden["persuadable"], "would_leave_at"].notna().all()
    assert (hidden["would_leave_at"].dropna() > AS_OF).all()


def test_an_offer_pays_for_some_who_would_leave(several):
    hidden = pd.concat(company.hidden for company in several)
    assert (hidden.loc[hidden["persuadable"], "offer_gain"] > 0).mean() > 0.3


def test_a_second_entry_gains_nothing(larkfield_company):
    twice = larkfield_company.hidden["duplicate_of"].notna().to_numpy()
    assert twice.sum() >= 4
    assert (gains(larkfield_company)[twice] == 0).all()


@pytest.mark.parametrize("accounts", [3, 10])
def test_a_small_company_can_be_played_too(accounts):
    service = larkfield.truth("tiny", accounts=accounts)["service"]
    assert list(service.columns) == ["account_id", "level", "expected_margin", "realised_margin"]
    assert np.isfinite(service[["expected_margin", "realised_margin"]]).all(axis=None)
