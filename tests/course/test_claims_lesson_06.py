"""The claims of lesson 06 on companies that can answer and on those that cannot: no claim says more than its file."""

import numpy as np
import pandas as pd
import pytest

import kamlib
from kamlib.course.claims.lesson_06 import bucket, cheaper, fifth, points, referrals, tenure
from kamlib.figures import alt_text
from kamlib.tables.company import Company

EVERY = (cheaper.cheaper, points.points, fifth.fifth, tenure.tenure, referrals.brings, bucket.bucket)
AS_OF = pd.Timestamp("2024-12-31")


@pytest.fixture(scope="module")
def company():
    return kamlib.load("larkfield")


def client(orders, **tables):
    return Company("Client", "EUR", AS_OF, lambda: {"orders": orders, **tables})


def ledger(customers, days, seed=0):
    rng = np.random.default_rng(seed)
    when = AS_OF - pd.to_timedelta(rng.integers(0, days, 8 * customers), unit="D")
    return pd.DataFrame(
        {
            "order_id": [f"O{i}" for i in range(8 * customers)],
            "account_id": rng.choice([f"A{i}" for i in range(customers)], 8 * customers),
            "ordered_at": when.astype("datetime64[us]"),
            "revenue": rng.lognormal(4, 1, 8 * customers).round(2),
        }
    )


def test_as_counted_and_because_of_it_stand_side_by_side(company):
    said = cheaper.cheaper.state(company)
    assert "7.0 times as much" in said.headline
    assert "€254 for each account that stayed, and €4,444 for each that stayed because of it" in said.may_say
    assert len(said.draw()) == 1


def test_without_a_trial_the_claim_asks_for_one(company):
    mine = client(company.orders, programmes=company.programmes)
    said = cheaper.cheaper.state(mine).may_say
    assert "nobody has tried out: leave some accounts drawn by lot without it" in said


def test_a_lifetime_and_a_year_are_told_apart(company):
    said = points.points.state(company).may_say
    assert "raise an account's value by 39% (by 32% where the first margin is counted)" in said
    assert "1.4% of the margin" in said


def test_where_nearly_all_stay_there_is_no_room_for_five_points():
    everybody = pd.concat(
        [ledger(30, 365), ledger(30, 365).assign(ordered_at=lambda t: t["ordered_at"] - pd.Timedelta(days=365))]
    )
    first = pd.DataFrame(
        {"order_id": ["x"], "account_id": ["A0"], "ordered_at": [AS_OF - pd.Timedelta(days=729)], "revenue": [1.0]}
    )
    gone = first.assign(account_id="B0", order_id="y")
    said = points.points.state(client(pd.concat([everybody, first, gone], ignore_index=True))).may_say
    assert "there is no room for five points more" in said


def test_the_grid_holds_the_published_cells():
    grid = points.grid()
    assert grid.loc[[0.50, 0.85, 0.94], 0.10].round(2).tolist() == [0.20, 0.32, 0.53]
    assert round(grid.loc[0.94, 0.05], 2) == 0.93


def test_age_and_size_are_told_apart(company):
    said = tenure.tenure.state(company).may_say
    assert "22.3% of revenue in the first year and 16.2% in the 7th year and later" in said
    assert "no difference that this file could show" in said


def test_a_saving_that_is_there_is_said():
    rng = np.random.default_rng(1)
    accounts = [f"A{i}" for i in range(80)]
    opened = {
        name: AS_OF - pd.Timedelta(days=365 * int(age))
        for name, age in zip(accounts, rng.integers(1, 12, 80), strict=True)
    }
    rows, work = [], []
    for name in accounts:
        for year in range(5):
            when = AS_OF - pd.Timedelta(days=365 * year + 100)
            if when < opened[name]:
                continue
            age = (when - opened[name]).days // 365
            rows.append((f"{name}{year}", name, when, 1_000.0 * rng.lognormal(0, 0.5)))
            work.append(
                (f"W{name}{year}", name, when, "visit", 60.0, (200.0 if age == 0 else 80.0) * rng.lognormal(0, 0.1))
            )
    orders = pd.DataFrame(rows, columns=["order_id", "account_id", "ordered_at", "revenue"])
    diary = pd.DataFrame(work, columns=["activity_id", "account_id", "performed_at", "activity", "minutes", "cost"])
    cards = pd.DataFrame(
        {"account_id": accounts, "account_name": accounts, "opened_at": [opened[name] for name in accounts]}
    )
    assert (
        "old accounts do cost less here"
        in tenure.tenure.state(client(orders, activities=diary, accounts=cards)).may_say
    )


def test_few_referrals_are_called_few(company):
    said = referrals.brings.state(company).may_say
    # One of the 29 was brought by an account that had already left.
    assert "28 referrals" in said
    assert "too few to tell them apart" in said


def test_the_base_goes_where_as_many_leave_as_come(company):
    said = bucket.bucket.state(company)
    assert (
        "218 accounts bought in the last year. 14.0 come and 10.7% leave in a year: if that goes on, they settle at 131"
        in said.headline
    )
    assert "131" in alt_text(said.draw()[0])


@pytest.mark.parametrize("claimed", EVERY, ids=lambda one: one.number)
@pytest.mark.parametrize("orders", [ledger(40, 1_500), ledger(40, 200), ledger(2, 900), ledger(1, 5).head(1)])
def test_a_bare_ledger_gets_a_sentence_and_no_invented_number(claimed, orders):
    said = claimed.state(client(orders))
    assert said.headline
    assert "nan" not in f"{said.may_say} {said.may_not_say}".lower()
    for axes in said.draw():
        assert len(alt_text(axes)) > 20
