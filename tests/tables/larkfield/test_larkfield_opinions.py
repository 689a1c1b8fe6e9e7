"""The survey as it comes back: what is planted is there, bytes do not depend on other tables, and any size can be made."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from kamlib.tables.larkfield import inside_views, opinions, responses
from kamlib.tables.larkfield.accounts import make_accounts, make_contacts
from kamlib.tables.larkfield.deliveries import make_deliveries
from kamlib.tables.larkfield.orders import make_orders
from kamlib.tables.larkfield.questionnaire import (
    DIMENSIONS,
    DONT_KNOW,
    EVENT_REGION,
    EVENT_WAVE,
    ITEMS,
    KIND_RATER,
    LINK_ONLY_FROM,
)
from kamlib.tables.larkfield.world import World, make_world


@dataclass(frozen=True)
class Asked:
    """One company, who was invited, what they answered, and what everybody would have said."""

    world: World
    invited: pd.DataFrame
    answers: pd.DataFrame
    truth: pd.DataFrame


def asked(seed: str, accounts: int = 300, months: int = 60) -> Asked:
    world = make_world(seed, accounts, months)
    contacts = make_contacts(world.market, world.leaving)
    views = opinions.make_opinions(world.market, world.leaving, contacts)
    invited = responses.make_responses(world.market, views, contacts)
    truth = opinions.opinion_truth(world.market, views, contacts)
    regions = make_accounts(world.market).set_index("account_id")[["region"]]
    truth = truth.assign(came=invited["answered_at"].notna(), region=truth["account_id"].map(regions["region"]))
    return Asked(world, invited, responses.make_answers(world.market, views, invited), truth)


@pytest.fixture(scope="module")
def seeds() -> list[Asked]:
    return [asked(f"opinions-{number}") for number in range(6)]


def test_every_answer_belongs_to_a_questionnaire_that_came_back(seeds):
    one = seeds[0]
    came = one.invited[one.invited["answered_at"].notna()]
    assert set(one.answers["response_id"]) == set(came["response_id"])
    assert not one.answers.duplicated(["response_id", "item"]).any()
    assert (came["answered_at"] >= came["invited_at"]).all()
    assert one.invited.loc[one.invited["answered_at"].isna(), ["seconds", "comment"]].isna().all(axis=None)
    assert 0.3 < len(came) / len(one.invited) < 0.55


def test_answers_stay_on_their_scales(seeds):
    answers = seeds[0].answers
    kind = answers["item"].str[0]
    service = answers[answers["item"].str.fullmatch(r"[pem]\d\d")]
    assert set(service["answer"]) <= {*range(1, 8), DONT_KNOW}
    assert set(answers.loc[answers["item"].isin(["recommend", "repurchase"]), "answer"]) <= set(range(11))
    points = answers[kind == "i"].groupby("response_id")["answer"].agg(["sum", "size"])
    assert (points["sum"] == 100).all()
    assert (points["size"] == len(DIMENSIONS)).all()


def test_items_worded_the_other_way_round_run_backwards(seeds):
    sheet = seeds[0].answers.pivot(index="response_id", columns="item", values="answer").replace(DONT_KNOW, np.nan)
    for item in ITEMS:
        with_all = sheet[f"p{item.code}"].corr(sheet["overall"])
        assert (with_all < -0.15) if item.reversed else (with_all > 0.15), item.code


def test_answering_flatters_us_and_in_the_last_wave_by_satisfaction_itself(seeds):
    def flattery(one: Asked, wave: str) -> float:
        rows = one.truth[one.truth["wave"] == wave]
        return float(rows.loc[rows["came"], "satisfied"].mean() - rows["satisfied"].mean())

    too_kind = {wave: np.mean([flattery(one, wave) for one in seeds]) for wave in ("2023-2", "2024-2", LINK_ONLY_FROM)}
    assert 0.08 < too_kind["2023-2"] < 0.35
    assert too_kind[LINK_ONLY_FROM] > too_kind["2024-2"] + 0.2
    # Within region and size, answering told nothing of satisfaction before, and does so then.
    for wave, at_least in (("2023-2", -0.08), (LINK_ONLY_FROM, 0.15)):
        inside = []
        for one in seeds:
            rows = one.truth[one.truth["wave"] == wave]
            rank = pd.Series(one.world.market["size_rank"], index=one.world.market.account_ids)
            cell = rows["region"] + pd.cut(rows["account_id"].map(rank), 4).astype(str)
            gap = rows["satisfied"] - rows["satisfied"].groupby(cell).transform("mean")
            inside.append(gap[rows["came"]].mean() - gap[~rows["came"]].mean())
        assert np.mean(inside) > at_least
        assert wave == LINK_ONLY_FROM or abs(np.mean(inside)) < 0.08


def test_one_region_falls_when_its_warehouse_moves_and_the_others_do_not(seeds):
    for one in seeds:
        by_wave = one.truth.groupby(["region", "wave"])["satisfied"].mean().unstack()
        before, after = by_wave["2024-1"], by_wave[EVENT_WAVE]
        fall = (after - before).drop(EVENT_REGION)
        assert after[EVENT_REGION] - before[EVENT_REGION] < -0.4
        assert (fall.abs() < 0.2).all()


def test_some_tick_one_box_all_the_way_down_in_no_time(seeds):
    one = seeds[0]
    ticks = one.answers[one.answers["item"].str.match(r"p\d\d")]
    alike = ticks.groupby("response_id")["answer"].nunique() == 1
    seconds = one.invited.set_index("response_id")["seconds"]
    assert 0.02 < alike.mean() < 0.08
    assert seconds[alike.index[alike]].median() < 0.4 * seconds[alike.index[~alike]].median()


def test_staff_overrate_being_told_of_delays(seeds):
    for one in seeds[:3]:
        staff = inside_views.make_staff_responses(one.world.market)
        believed = staff[staff["item"].str.match(r"bp\d\d")].groupby("item")["answer"].mean()
        got = one.answers[one.answers["item"].str.match(r"p\d\d") & (one.answers["answer"] != DONT_KNOW)]
        gap = believed.rename(lambda name: name.removeprefix("b")) - got.groupby("item")["answer"].mean()
        backwards = [f"p{item.code}" for item in ITEMS if item.reversed]
        assert gap.drop(backwards).idxmax() == "p09"


def test_the_kind_rater_passes_more_of_the_same_calls(seeds):
    for one in seeds:
        visits = inside_views.make_visits(one.world.market)
        assert (visits.groupby("visit_id")["rater"].nunique() == 2).all()
        assert visits.groupby("rater")["met"].mean().idxmax() == KIND_RATER


def test_complaints_are_noticed_where_they_arose_or_further_down(seeds):
    for one in seeds:
        table = inside_views.make_complaints(one.world.market, one.world.leaving)
        steps = {step: place for place, step in enumerate(inside_views.STEPS)}
        assert (table["noticed_in"].map(steps) >= table["arose_in"].map(steps)).all()
        further = (table["noticed_in"] != table["arose_in"]).mean()
        assert 0.5 < further < 0.95
        assert (table["settled_at"].dropna() >= table.loc[table["settled_at"].notna(), "raised_at"]).all()


def test_the_west_promises_what_it_cannot_keep_since_the_move(seeds):
    one = seeds[0]
    orders = make_orders(one.world)
    deliveries = make_deliveries(one.world.market, orders)
    promises = inside_views.make_promises(one.world.market, orders, deliveries)
    region = make_accounts(one.world.market).set_index("account_id")["region"]
    late = (promises["delivered_at"] > promises["promised_for"])[promises["delivered_at"].notna()]
    west = promises["account_id"].map(region).eq(EVENT_REGION)
    after = promises["promised_at"] >= "2024-06-17"
    assert late[west & after].mean() > 0.5
    assert late[west & ~after].mean() < 0.35
    assert late[~west].mean() < 0.35


@pytest.mark.parametrize(("accounts", "months"), [(1, 1), (3, 6), (20, 40)])
def test_a_small_company_is_asked_too(accounts, months):
    one = asked("small", accounts, months)
    market = one.world.market
    orders = make_orders(one.world)
    deliveries = make_deliveries(market, orders)
    assert list(one.answers.columns) == ["response_id", "item", "answer"]
    assert len(inside_views.make_promises(market, orders, deliveries)) <= orders["order_id"].nunique()
    assert len(inside_views.make_complaints(market, one.world.leaving).columns) == 6


def test_the_same_seed_says_the_same():
    first, second = asked("again", 40), asked("again", 40)
    pd.testing.assert_frame_equal(first.answers, second.answers)
    pd.testing.assert_frame_equal(first.invited, second.invited)
