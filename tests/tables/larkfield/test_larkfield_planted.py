"""What is planted in the orders: each test would fail if its fact were taken out."""

from difflib import SequenceMatcher

import numpy as np
import pandas as pd
from scipy import stats

from kamlib.tables import larkfield
from kamlib.tables.larkfield.market import make_market
from kamlib.tables.larkfield.names import plain_letters

MONTH = pd.Timedelta(days=365.25 / 12)


def yearly(orders: pd.DataFrame, column: str = "revenue") -> pd.DataFrame:
    """Accounts x calendar years."""
    return orders.pivot_table(index="account_id", columns=orders["ordered_at"].dt.year, values=column, aggfunc="sum")


def test_building_is_quiet_in_winter_and_in_august(larkfield_company):
    orders = larkfield_company["orders"].drop_duplicates("order_id")
    month = orders["ordered_at"].dt.month.value_counts()
    busy = month[[4, 5, 6, 9, 10]].mean()
    assert month[8] < 0.72 * busy
    assert month[[12, 1, 2]].mean() < 0.8 * busy


def test_price_rises_hide_that_less_of_the_mature_floors_is_sold(several):
    for company in several:
        orders = company.orders_with_truth()
        steady = orders[orders["left_at"].isna() & orders["would_leave_at"].isna()]
        mature = steady[steady["category"].isin(["Carpet tile", "Sheet vinyl"])]
        price = mature.groupby(["product_id", mature["ordered_at"].dt.year])["unit_price"].mean().unstack()
        assert (price[2025] / price[2021]).median() > 1.15
    # Single years of big accounts are luck: over all companies volume falls, and prices hide it.
    orders = pd.concat(company["orders"] for company in several).query("category != 'Accessories'")
    year = orders["ordered_at"].dt.year
    squares, revenue = (orders.groupby([year, "category"])[name].sum().unstack() for name in ("quantity", "revenue"))
    for mature in ("Carpet tile", "Sheet vinyl"):
        assert squares.loc[2025, mature] < 0.85 * squares.loc[2021, mature]
        assert (
            revenue.loc[2025, mature]
            > 1.15 * squares.loc[2025, mature] / squares.loc[2021, mature] * revenue.loc[2021, mature]
        )
    assert squares.sum(axis=1)[2025] < 1.03 * squares.sum(axis=1)[2021]
    assert revenue.sum(axis=1)[2025] > 1.12 * revenue.sum(axis=1)[2021]


def test_the_same_account_buys_more_vinyl_and_less_of_the_mature_floors(several):
    """Articles bought in the first and in the last year: what an account buys of them drifts apart by category."""
    drift: dict[bool, list[float]] = {True: [], False: []}
    for company in several:
        orders = company["orders"].query("quantity > 0 and category != 'Accessories'")
        mean = orders.groupby(["account_id", "category", "product_id", orders["ordered_at"].dt.year])["quantity"].mean()
        both = np.log(mean.unstack()[[2021, 2025]].dropna())
        change = (both[2025] - both[2021]).groupby(["account_id", "category"]).mean().reset_index(name="change")
        for vinyl, rows in change.groupby(change["category"] == "Luxury vinyl"):
            drift[bool(vinyl)] += list(rows["change"])
    assert np.mean(drift[True]) > np.mean(drift[False]) + 0.15


def test_luxury_vinyl_grows_at_the_others_cost(larkfield_company):
    orders = larkfield_company["orders"]
    revenue = orders.pivot_table(
        index=orders["ordered_at"].dt.year, columns="category", values="revenue", aggfunc="sum"
    )
    share = revenue["Luxury vinyl"] / revenue.sum(axis=1)
    assert share[2025] > share[2021] + 0.04


def daily_revenue(orders: pd.DataFrame, account: str, day: pd.Timestamp) -> tuple[float, float]:
    """Revenue a day of one account before and after a day."""
    own = orders[orders["account_id"] == account]
    before = own["ordered_at"] < day
    start = pd.Timestamp("2021-01-01")
    return own[before]["revenue"].sum() / (day - start).days, own[~before]["revenue"].sum() / (
        larkfield.AS_OF - day
    ).days


def test_some_parents_only_move_orders_between_their_accounts(several):
    kept, grown, usual = [], [], []
    for company in several:
        hidden, orders = company.hidden, company["orders"]
        moved = hidden[hidden["moved_to"].notna()]
        parent = company["accounts"].set_index("account_id")["parent_id"]
        assert len(moved) >= 3
        assert (parent[moved.index].to_numpy() == parent[moved["moved_to"]].to_numpy()).all()
        assert moved["left_at"].isna().all()
        steady = hidden[hidden["left_at"].isna() & hidden["would_leave_at"].isna()]
        others = steady.index.difference(moved.index).difference(moved["moved_to"])
        old = company["accounts"].query("opened_at < '2021-01-01'")["account_id"]
        for giver, row in moved.iterrows():
            before, after = daily_revenue(orders, giver, row["moved_at"])
            kept.append(after / before)
            before, after = daily_revenue(orders, row["moved_to"], row["moved_at"])
            grown.append(after / before)
            pairs = [daily_revenue(orders, other, row["moved_at"]) for other in others.intersection(old)[:40]]
            usual += [after / before for before, after in pairs if before > 0]
    assert np.median(kept) < 0.3
    assert np.median(grown) > 1.25 * np.median(usual)


def test_leaving_clusters_by_parent(several):
    def pairs(parent: np.ndarray, day: np.ndarray) -> int:
        same = (parent[:, None] == parent[None, :]) & (np.abs(day[:, None] - day[None, :]) < 184)
        return int(np.triu(same, 1).sum())

    rng = np.random.default_rng(1)
    found, by_chance = 0, 0.0
    for company in several:
        frame = company["accounts"].merge(company.truth["accounts"], on="account_id")
        left = frame.dropna(subset=["parent_id", "left_at"])
        day = left["left_at"].to_numpy().astype("datetime64[D]").astype(float)
        parent = pd.factorize(left["parent_id"])[0]
        found += pairs(parent, day)
        by_chance += float(np.mean([pairs(parent, rng.permutation(day)) for _ in range(50)]))
    assert found > 1.5 * by_chance


def test_some_fall_silent_before_they_leave_and_some_do_not(several):
    silence: dict[bool, list[int]] = {True: [], False: []}
    for company in several:
        last = company["orders"].query("quantity > 0").groupby("account_id")["ordered_at"].max()
        left = company.hidden.query("left_at.notna() and duplicate_of.isna()")
        left = left.join(last, how="inner")
        busy = company["orders"].groupby("account_id")["order_id"].nunique()
        left = left[busy[left.index] > 20]
        for gradual, rows in left.groupby("gradual"):
            silence[bool(gradual)] += list((rows["left_at"] - rows["ordered_at"]).dt.days)
    assert np.median(silence[True]) > 60
    assert np.median(silence[False]) < 45
    assert min(silence[True] + silence[False]) >= 0


def test_those_who_fade_order_less_and_less(several):
    early = late = 0
    for company in several:
        orders = company.orders_with_truth().query("gradual and left_at.notna()").drop_duplicates("order_id")
        before = (orders["left_at"] - orders["ordered_at"]) / MONTH
        early += ((before > 12) & (before < 20)).sum()
        late += ((before > 0) & (before < 8)).sum()
    assert late < 0.55 * early


def test_attention_goes_to_those_already_leaving(several):
    fading = steady = 0
    for company in several:
        work = company["activities"].merge(company.truth["accounts"], on="account_id")
        work = work.query("gradual and left_at.notna()")
        before = (work["left_at"] - work["performed_at"]) / MONTH
        fading += ((before > 0) & (before < 5)).sum() / 5
        steady += ((before > 12) & (before < 18)).sum() / 6
    assert fading > 1.7 * steady


def test_leaving_has_no_constant_hazard(several):
    """Of accounts that leave by themselves more do so later: no geometric lifetime would do that."""
    frame = pd.concat(
        company["accounts"].merge(company.truth["accounts"], on="account_id").query("opened_at < '2021-01-01'")
        for company in several
    )
    alone = frame[frame["handed_over_at"].isna() & (frame["leaving_cause"] != "parent")]
    middle = pd.Timestamp("2023-07-01")
    early, late = (alone["left_at"] < middle).sum(), (alone["left_at"] >= middle).sum()
    assert late / (len(alone) - early) > 1.5 * early / len(alone)


def test_ties_follow_size(larkfield_company):
    hidden = larkfield_company.hidden
    revenue = larkfield_company["orders"].groupby("account_id")["revenue"].sum()
    real = hidden[hidden["duplicate_of"].isna()].join(revenue, how="inner")
    assert real["ties"].corr(real["revenue"], method="spearman") > 0.45


def test_one_representative_was_replaced_and_it_cost_orders(several):
    ratios = []
    for company in several:
        accounts, hidden = company["accounts"], company.hidden
        handed = hidden[hidden["handed_over_at"].notna()]
        newcomer = set(accounts.set_index("account_id").loc[handed.index, "manager"])
        assert len(newcomer) == 1
        assert handed["handed_over_at"].nunique() == 1
        assert 20 <= len(handed) <= 90
        day = handed["handed_over_at"].iloc[0]
        work = company["activities"]
        work = work[work["account_id"].isin(handed.index)]
        assert set(work.loc[work["performed_at"] >= day, "staff"]) == newcomer
        assert not newcomer & set(work.loc[work["performed_at"] < day, "staff"])
        orders = company["orders"].drop_duplicates("order_id")
        mine = orders["account_id"].isin(handed.index)
        after = orders["ordered_at"].between(day, day + 8 * MONTH)
        year_before = orders["ordered_at"].between(day - 12 * MONTH, day - 4 * MONTH)
        ratios.append(
            ((mine & after).sum() / (mine & year_before).sum(), (~mine & after).sum() / (~mine & year_before).sum())
        )
    theirs, others = np.array(ratios).mean(axis=0)
    assert theirs < 0.85 * others


def test_a_good_year_does_not_last(several):
    """Steady buyers have good and bad years beyond the chance of a few orders more, and fall back after a good one."""
    changes = []
    for company in several:
        orders = company.orders_with_truth().query("group == 'stockist' and left_at.isna()")
        busy = orders.groupby("account_id")["order_id"].nunique()
        orders = orders[orders["account_id"].isin(busy[busy > 75].index)]
        years = np.log(yearly(orders).dropna())
        changes.append(pd.DataFrame({"rise": years[2023] - years[2022], "next": years[2024] - years[2023]}))
    change = pd.concat(changes)
    assert len(change) > 40
    assert change["rise"].std() > 0.42
    assert change["rise"].corr(change["next"]) < -0.3
    best = change["rise"] > change["rise"].quantile(0.9)
    assert change["next"][best].mean() < change["next"][~best].mean() - 0.2


def test_the_biggest_accounts_do_not_earn_the_best_margin(larkfield_company):
    total = larkfield_company["orders"].groupby("account_id")[["revenue", "margin"]].sum().query("revenue > 0")
    total["rate"] = total["margin"] / total["revenue"]
    ranked = total.sort_values("revenue", ascending=False)
    assert ranked["rate"].iloc[:30].median() < ranked["rate"].iloc[100:].median() - 0.04
    assert ranked["margin"].idxmax() != ranked["rate"].idxmax()


def test_some_customers_are_entered_twice(larkfield_company):
    hidden, orders = larkfield_company.hidden, larkfield_company["orders"]
    accounts = larkfield_company["accounts"].set_index("account_id")
    twice = hidden["duplicate_of"].dropna()
    assert 4 <= len(twice) <= 8
    revenue = orders.groupby("account_id")["revenue"].sum()
    for second, first in twice.items():
        a, b = accounts.loc[first], accounts.loc[second]
        assert a["account_name"] != b["account_name"]
        typed = [plain_letters(row["account_name"]).lower() for row in (a, b)]
        assert SequenceMatcher(None, *typed).ratio() > 0.6
        assert pd.isna(b["parent_id"])
        assert a["region"] == b["region"]
        assert hidden.loc[second, "group"] == hidden.loc[first, "group"]
    shares = [revenue.get(s, 0.0) / (revenue.get(s, 0.0) + revenue[f]) for s, f in twice.items()]
    assert np.mean([0.05 < share < 0.6 for share in shares]) > 0.6


def gaps(company, group: str) -> pd.Series:
    """Coefficient of variation of the days between orders, accounts of one group with many orders."""
    orders = company.orders_with_truth().query("group == @group and quantity > 0").drop_duplicates("order_id")
    between = orders.groupby("account_id")["ordered_at"].diff().dt.days
    by_account = between.groupby(orders["account_id"]).agg(["mean", "std", "count"]).query("count > 25")
    return by_account["std"] / by_account["mean"]


def test_rhythms_are_no_poisson_process(larkfield_company):
    """Exponential gaps have a coefficient of variation of 1: stockists are steadier, project builders burstier."""
    assert gaps(larkfield_company, "stockist").median() < 0.8
    assert gaps(larkfield_company, "project builder").median() > 1.05


def test_sizes_are_neither_gamma_nor_lognormal():
    size = np.concatenate([make_market(seed, 1_500, 12)["size"] for seed in ("a", "b")])
    lognormal = stats.kstest(np.log(size), "norm", args=(np.log(size).mean(), np.log(size).std()))
    shape, _, scale = stats.gamma.fit(size, floc=0)
    assert lognormal.pvalue < 1e-3
    assert stats.kstest(size, "gamma", args=(shape, 0, scale)).pvalue < 1e-6


def features(company) -> pd.DataFrame:
    orders = company.orders_with_truth().query("quantity > 0 and duplicate_of.isna()")
    by = orders.groupby("account_id")
    known = orders.groupby(["account_id", "product_id"]).cumcount() > 0
    lines = by.size() / by["order_id"].nunique()
    table = pd.DataFrame({"lines": lines, "repeat": known.groupby(orders["account_id"]).mean()})
    vinyl = orders[orders["category"] == "Luxury vinyl"].groupby("account_id")["revenue"].sum()
    table["vinyl"] = (vinyl / by["revenue"].sum()).fillna(0.0)
    return table[by["order_id"].nunique() >= 8].join(company.hidden["group"])


def test_behavioural_groups_exist_but_only_weakly(larkfield_company):
    """Between-group share of variance: enough to find something, not enough to find it cleanly."""
    table = features(larkfield_company)
    assert table["group"].nunique() == 4
    for name in ("lines", "repeat", "vinyl"):
        between = table.groupby("group")[name].transform("mean").var() / table[name].var()
        assert 0.05 < between < 0.75, (name, between)


def test_children_of_one_parent_resemble_each_other(several):
    accounts = pd.concat(
        company["accounts"].dropna(subset="parent_id").assign(seed=company.seed) for company in several
    )
    common = accounts.groupby(["seed", "parent_id"])["region"].agg(lambda r: (r == r.mode()[0]).mean() * (len(r) > 2))
    assert common[common > 0].mean() > 0.65


def test_straight_rebuys_are_the_rule_for_stockists_and_not_for_project_builders(larkfield_company):
    repeat = features(larkfield_company).groupby("group")["repeat"].median()
    assert repeat["stockist"] > repeat["project builder"] + 0.08
