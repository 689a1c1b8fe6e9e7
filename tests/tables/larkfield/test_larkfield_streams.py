"""One random stream per (seed, table): a new table never changes an old one."""

import pandas as pd
import pytest

from kamlib.tables.larkfield import (
    accounts,
    activities,
    company,
    deliveries,
    inside_views,
    knowledge,
    market,
    offers,
    opinions,
    orders,
    programmes,
    questionnaire,
    responses,
    standards,
    ties,
    wallet,
    winning,
    world,
)
from kamlib.tables.larkfield.shipped import csv_bytes
from kamlib.tables.larkfield.streams import stream


def test_streams_differ_by_seed_table_and_part_and_by_nothing_else():
    draws = {
        stream(seed, table, part).random()
        for seed in ("a", "b", 1)
        for table in ("orders", "wallet")
        for part in (0, 1)
    }
    assert len(draws) == 12
    assert stream("1", "orders").random() == stream(1, "orders").random()


def test_a_seed_that_ends_like_a_table_is_still_its_own():
    assert stream("a", "bc").random() != stream("ab", "c").random()


def test_a_stream_is_pinned_for_good():
    """These draws are what the shipped data stand on; they must never change."""
    assert stream("larkfield", "orders").random() == pytest.approx(PINNED, abs=1e-12)


PINNED = 0.8875160225371747


def _tables(hidden: world.World) -> dict[str, pd.DataFrame]:
    return {
        "accounts": accounts.make_accounts(hidden.market),
        "contacts": accounts.make_contacts(hidden.market, hidden.leaving),
        "orders": orders.make_orders(hidden),
        "activities": activities.make_activities(hidden.market, hidden.leaving),
        "wallet": wallet.make_wallet(hidden.market, hidden.leaving),
        "knowledge": knowledge.make_knowledge(hidden.market, hidden.leaving),
        "contracts": ties.make_contracts(hidden.market, hidden.leaving),
        "deliveries": deliveries.make_deliveries(hidden.market, orders.make_orders(hidden)),
        "programmes": programmes.make_programmes(hidden.market, hidden.leaving),
        "referrals": winning.make_referrals(hidden.market, hidden.leaving),
        **_voices(hidden),
    }


def _voices(hidden: world.World) -> dict[str, pd.DataFrame]:
    market_, leaving_ = hidden.market, hidden.leaving
    contacts, placed = accounts.make_contacts(market_, leaving_), orders.make_orders(hidden)
    views = opinions.make_opinions(market_, leaving_, contacts)
    invited = responses.make_responses(market_, views, contacts)
    staff = inside_views.make_staff_responses(market_)
    return {
        "items": questionnaire.make_items(),
        "responses": invited,
        "answers": responses.make_answers(market_, views, invited),
        "offers": offers.make_offers(),
        "staff_responses": staff,
        "visits": inside_views.make_visits(market_),
        "standards": standards.make_standards(market_, staff),
        "complaints": inside_views.make_complaints(market_, leaving_),
        "promises": inside_views.make_promises(market_, placed, deliveries.make_deliveries(market_, placed)),
    }


def test_tables_made_in_any_order_or_alone_are_the_same():
    whole = company.generate("streams", accounts=40, months=24)
    alone = _tables(world.make_world("streams", 40, 24))
    assert list(alone) == list(whole)
    for name, table in reversed(alone.items()):
        assert csv_bytes(table) == csv_bytes(whole[name])
    first = wallet.make_wallet(*_market_and_leaving())
    assert csv_bytes(first) == csv_bytes(whole["wallet"])


def _market_and_leaving():
    hidden = world.make_world("streams", 40, 24)
    return hidden.market, hidden.leaving


@pytest.mark.parametrize(
    ("greedy_for", "changes"),
    [
        ("activities", ["activities"]),
        ("answers", ["answers"]),
        # What managers believe becomes a standard.
        ("staff responses", ["staff_responses", "standards"]),
        ("mystery visits", ["visits"]),
        ("staff on their house", ["staff_responses"]),
        ("standards", ["standards"]),
        ("complaints", ["complaints"]),
        ("promises", ["promises"]),
        ("offers", ["answers"]),
        # Who answers decides whose answers there are.
        ("responses", ["responses", "answers"]),
        ("opinions", ["responses", "answers"]),
    ],
)
def test_a_table_that_draws_more_changes_no_other(monkeypatch, greedy_for, changes):
    """As a table added later would: one stream is used up, the rest must not notice."""
    before = company.generate("streams", accounts=40, months=30)
    whole = market.Market.stream

    def greedy(self, table):
        rng = whole(self, table)
        if table == greedy_for:
            rng.random(1_000)
        return rng

    monkeypatch.setattr(market.Market, "stream", greedy)
    after = company.generate("streams", accounts=40, months=30)
    changed = [name for name in before if csv_bytes(before[name]) != csv_bytes(after[name])]
    assert changed == changes
