"""The decision of lesson 03: which three accounts to reprice, serve cheaper or release, and what rules for it earn."""

import numpy as np
import pandas as pd

from kamlib.tables.larkfield import AS_OF, OVERHEAD_STAYS, REPRICING


def gains(company, kind: str = "expected_profit") -> pd.DataFrame:
    """Return accounts x options: profit against leaving the account as it is."""
    profit = company.truth["repricing"].pivot(index="account_id", columns="option", values=kind)
    return profit.sub(profit["leave_as_it_is"], axis=0)


def seen(company) -> pd.DataFrame:
    """Return what a reader of the tables sees of each account: no truth in it."""
    orders, work = company["orders"], company["activities"]
    table = company["accounts"].set_index("account_id")
    month = pd.DateOffset(months=1)
    year = orders[orders["ordered_at"] > AS_OF - 12 * month]
    half, same_half = (
        orders[orders["ordered_at"].between(AS_OF - (back + 6) * month, AS_OF - back * month)] for back in (0, 12)
    )
    table["revenue"] = year.groupby("account_id")["revenue"].sum()
    table["margin"] = year.groupby("account_id")["margin"].sum()
    table["rising"] = half.groupby("account_id")["revenue"].sum() / same_half.groupby("account_id")["revenue"].sum()
    table["silent"] = (AS_OF - orders.groupby("account_id")["ordered_at"].max()).dt.days
    done = work[work["performed_at"] > AS_OF - 12 * month]
    table["cost"] = done.groupby("account_id")["cost"].sum()
    two = work[work["performed_at"] > AS_OF - 24 * month]
    table["quotes"] = pd.crosstab(two["account_id"], two["activity"], normalize="index")["quote"]
    table = table.fillna({"revenue": 0.0, "margin": 0.0, "cost": 0.0, "quotes": 0.0})
    return table.assign(net=table["margin"] - table["cost"], price=paid(year))


def paid(year: pd.DataFrame) -> pd.Series:
    """Return what each account pays against the usual price of the same articles in the same quarter."""
    lines = year[year["quantity"] > 0]
    usual = lines.groupby(["product_id", lines["ordered_at"].dt.quarter])["unit_price"].transform("median")
    worth = (usual * lines["quantity"]).groupby(lines["account_id"]).sum()
    return lines.groupby("account_id")["revenue"].sum() / worth


def thoughtful(company) -> pd.Index:
    """Take the largest that pay less than others of their size, ask for few quotes and are not fading."""
    table = seen(company)
    table = table[(table["revenue"] > 20_000) & table["price"].notna()]
    size = np.log(table["revenue"])
    below = np.polyval(np.polyfit(size, table["price"], 2), size) - table["price"]
    fit = table[(below > 0.012) & (table["quotes"] < 0.25) & (table["rising"] > 0.8) & (table["silent"] < 60)]
    return fit.sort_values("revenue", ascending=False).index


def buying(company) -> pd.DataFrame:
    table = seen(company)
    return table[table["revenue"] > 0]


RULES = {
    "thoughtful": (thoughtful, "reprice"),
    "largest": (lambda c: buying(c).sort_values("revenue", ascending=False).index, "reprice"),
    "thinnest margin": (lambda c: (buying(c)["margin"] / buying(c)["revenue"]).sort_values().index, "reprice"),
    "release the worst": (lambda c: buying(c).sort_values("net").index, "release"),
    "release the costliest": (lambda c: buying(c).sort_values("cost", ascending=False).index, "release"),
}


def test_there_are_four_options_an_account(larkfield_company):
    table = larkfield_company.truth["repricing"]
    assert len(table) == 4 * len(larkfield_company["accounts"])
    assert (table.groupby("account_id")["option"].agg(tuple) == REPRICING).all()


def test_overhead_stays_when_an_account_goes(larkfield_company):
    profit = larkfield_company.truth["repricing"].pivot(index="account_id", columns="option", values="expected_profit")
    assert (profit["release"] <= 0).all()
    # The cost of serving is what release leaves behind, and margin is what stands above the whole of it.
    margin = profit["leave_as_it_is"] - profit["release"] / OVERHEAD_STAYS
    here = larkfield_company.hidden["left_at"].isna()
    basic = larkfield_company.truth["service"].query("level == 'basic'").set_index("account_id")["expected_margin"]
    assert np.allclose(margin, basic, atol=0.05)
    assert (profit[~here] == 0).all(axis=None)
    assert gains(larkfield_company)["release"].clip(lower=0).sum() < 1_500


def test_cheaper_service_suits_bargain_hunters_and_not_those_who_need_expertise(several):
    rows = pd.concat(gains(one).join(one.hidden) for one in several)
    rows = rows[rows["left_at"].isna() & rows["duplicate_of"].isna()]
    hunter, expert = rows["group"] == "bargain hunter", rows["needs"] == "expertise"
    assert rows.loc[hunter, "serve_cheaper"].mean() > rows.loc[~hunter, "serve_cheaper"].mean() + 500
    assert (rows.loc[expert & ~hunter, "serve_cheaper"] < 0).mean() > 0.8


def test_bargain_hunters_take_a_rise_ill(several):
    rows = pd.concat(gains(one).join(one.hidden) for one in several)
    rows = rows[rows["left_at"].isna() & (rows["wallet"] > 0)]
    hunter = rows["group"] == "bargain hunter"
    rate = rows["reprice"] / (rows["wallet"] * rows["wallet_share"])
    assert rate[hunter].mean() < rate[~hunter].mean() - 0.05
    assert 0.15 < (rate[~hunter] > 0).mean() < 0.7


def test_thought_earns_more_than_habits_and_less_than_the_truth(dozen):
    earned = pd.DataFrame(
        {name: [gains(one).loc[rule(one)[:3], act].sum() for one in dozen] for name, (rule, act) in RULES.items()}
    )
    top = pd.Series([gains(one).max(axis=1).nlargest(3).sum() for one in dozen])
    mean = earned.mean()
    assert 5_000 < mean["thoughtful"] < 0.7 * top.mean()
    assert (earned["thoughtful"] > 0).mean() > 0.7
    assert (mean.drop("thoughtful") < 0).all()
    assert mean["release the costliest"] < mean["largest"] < 0
    assert (top > 8_000).all()


def test_luck_is_the_same_under_every_option_but_for_the_answer_to_a_rise(larkfield_company):
    luck = gains(larkfield_company, "realised_profit")
    expected = gains(larkfield_company)
    same = np.sign(luck["serve_cheaper"]) == np.sign(expected["serve_cheaper"])
    assert same.mean() > 0.8
    assert luck["reprice"].std() > expected["reprice"].std()
