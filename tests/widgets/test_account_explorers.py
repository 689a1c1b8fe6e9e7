"""The explorers of lesson 01 say what the methods say, at every stop, for one account, for many and for none."""

import re

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import accounts as method
from kamlib.tables import larkfield
from kamlib.tables.company import Company
from kamlib.tables.contracts import CONTRACTS
from kamlib.widgets import card_browser, knowledge_map, rollup_before_after

AS_OF = larkfield.AS_OF
NAMES = ("Åsevik Golv AB", "北京地板有限公司", "<b>=1+1</b> $x_y$", "Vereinigte Bodenleger der Hansestadt Lübeck GmbH")


@pytest.fixture(scope="module")
def tables():
    return larkfield.generate("class-1")


@pytest.fixture(scope="module")
def company(tables):
    return Company("Class", "EUR", AS_OF, lambda: tables)


def stakes_of(tables):
    return tables["orders"].groupby("account_id")["revenue"].sum()


def small(count, **changes):
    """A company of so many accounts: names of all kinds, one order each, the first below zero."""
    ids = [f"A{number}" for number in range(count)]
    names = [NAMES[number % 4] for number in range(count)]
    orders = pd.DataFrame({"order_id": ids, "account_id": ids, "ordered_at": AS_OF, "revenue": 100.0})
    orders.loc[:0, "revenue"] = -50.0
    return {
        "accounts": pd.DataFrame({"account_id": ids, "account_name": names}, dtype="str"),
        "orders": orders,
    } | changes


def nothing(name="knowledge"):
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in CONTRACTS[name].dtypes().items()})


def test_the_map_starts_at_the_audit_and_says_its_numbers(tables):
    audit = method.knowledge_audit(tables["knowledge"], tables["accounts"], AS_OF)
    stakes = stakes_of(tables)
    explorer = knowledge_map(audit, tables["accounts"], stakes, "EUR")
    said = explorer.text()
    assert f"{audit.coverage:.0%} of cells hold an answer, {audit.fresh_share:.0%} one of at most 18 months" in said
    managers = tables["accounts"].set_index("account_id")["manager"]
    fresh = audit.by_account["fresh_share"].groupby(managers).mean()
    for manager, share in fresh.items():
        assert re.search(rf"{manager} \(\d+ accounts?\) {share:.0%} fresh", said), manager


def test_a_longer_life_of_answers_only_adds(tables):
    audit = method.knowledge_audit(tables["knowledge"], tables["accounts"], AS_OF)
    explorer = knowledge_map(audit, tables["accounts"], stakes_of(tables), "EUR")
    months = explorer._controls["months"].stops
    shares = [int(re.search(r"(\d+)% one of at most", explorer.text(months=month))[1]) for month in months]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1] <= round(100 * audit.coverage)
    for group in explorer._controls["group"].stops:
        assert explorer.image(group=group)
        sizes = re.findall(r"\((\d+) accounts?\)", explorer.text(group=group))
        assert sum(map(int, sizes)) == 300, group


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_accounts_and_no_knowledge_are_mapped(count):
    tables = small(count)
    audit = method.knowledge_audit(nothing(), tables["accounts"], AS_OF)
    explorer = knowledge_map(audit, tables["accounts"], pd.Series(dtype=float), "EUR")
    assert explorer.image()
    said = explorer.text()
    assert "nan" not in said
    assert ("0% of cells hold an answer" if count else "no account to audit") in said


def test_many_groups_are_taken_together():
    count = 40
    tables = small(count)
    accounts = tables["accounts"].assign(manager=[f"Manager {number}" for number in range(count)])
    audit = method.knowledge_audit(nothing(), accounts, AS_OF)
    explorer = knowledge_map(audit, accounts, stakes_of(tables), "EUR")
    assert "33 others (33 accounts)" in explorer.text(group="manager")
    assert explorer.image(group="manager")


def test_every_card_shows_what_the_method_says(company, tables):
    explorer = card_browser(company)
    ids = explorer._controls["account"].stops
    year = tables["orders"][tables["orders"]["ordered_at"] > AS_OF - pd.DateOffset(years=1)]
    revenue = year.groupby("account_id")["revenue"].sum()
    assert len(ids) == 300
    assert ids[0] == revenue.idxmax()
    for account in [*ids[:3], *ids[-3:]]:
        card = method.account_card(account, orders=tables["orders"], accounts=tables["accounts"], as_of=AS_OF,
                                   currency="EUR", contacts=tables["contacts"], knowledge=tables["knowledge"])  # fmt: skip
        said = explorer.text(account=account)
        for what, words in card.lines():
            assert f"{what} {words}" in said
        assert all(name in said for name in card.contacts["name"])
        for state in ("fresh", "stale", "unknown"):
            words = said.split("Knowledge: ")[1].split(". Revenue")[0]
            assert words.count(f" {state}") == (card.knowledge["state"] == state).sum()
        assert explorer.image(account=account)


def test_a_card_is_not_worked_out_from_all_rows_again(company, monkeypatch):
    explorer = card_browser(company)

    def never(*args, **kwargs):
        raise AssertionError("a move must not go through the tables again")

    monkeypatch.setattr(pd.DataFrame, "groupby", never)
    monkeypatch.setattr(pd.Series, "groupby", never)
    first, second = explorer._controls["account"].stops[:2]
    assert explorer.text(account=first) != explorer.text(account=second)


@pytest.mark.parametrize("count", [1, 4])
def test_cards_need_no_more_than_orders(count):
    tables = small(count)
    explorer = card_browser(Company("Client", "GBP", AS_OF, lambda: tables))
    for account in explorer._controls["account"].stops:
        assert explorer.image(account=account)
        said = explorer.text(account=account)
        assert "we know 0 of 13 things" in said
        assert not re.search(r"\bna[nt]\b", said, re.IGNORECASE)
    bare = card_browser(Company("Client", "GBP", AS_OF, lambda: {"orders": tables["orders"]}))
    assert "A0: we know 0 of 13 things" in bare.text(account="A0")
    with pytest.raises(ValueError, match="no accounts and no orders"):
        card_browser(Company("Client", "GBP", AS_OF, dict))


def test_the_levels_move_the_bars_and_the_numbers(tables):
    truth = larkfield.truth("class-1")["accounts"].set_index("account_id")["duplicate_of"].dropna()
    rolled = method.roll_up(tables["orders"], tables["accounts"], method.merge_map(tables["accounts"], truth.items()))
    explorer = rollup_before_after(rolled, "EUR")
    images = {explorer.image(level=level) for level in rolled.levels.index}
    assert len(images) == 3
    total = f"€{rolled.customers['revenue'].sum():,.2f}"
    for level, row in rolled.levels.iterrows():
        said = explorer.text(level=level)
        assert f"{row['customers']:,.0f} customers, revenue {total}, the ten largest {row['top_10_share']:.1%}" in said
        assert all(name in said for name in rolled.at(level)["name"].head(10))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_customers_and_revenue_below_zero_are_rolled_up(count):
    tables = small(count)
    explorer = rollup_before_after(method.roll_up(tables["orders"], tables["accounts"]), "EUR")
    for level in explorer._controls["level"].stops:
        assert explorer.image(level=level)
        said = explorer.text(level=level)
        assert f"{count} customer{'' if count == 1 else 's'}" in said
        assert "nan" not in said


def test_an_account_with_nothing_but_refunds_has_bars_below_the_line():
    tables = small(1)
    explorer = card_browser(Company("Client", "EUR", AS_OF, lambda: tables))
    explorer.image()
    ends = [segment[1][1] for segment in explorer._painter.months.get_segments()]
    assert min(ends) < 0 == max(ends)
    assert np.isfinite(ends).all()
