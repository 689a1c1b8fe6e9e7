"""The whole company from one seed: its tables as the world sees them, and the truth behind them.

Larkfield Floors is invented. Every table has a random stream of its own, so a table that comes later never changes
one that stands; the truth is kept beside the data and never in it. Used by every lesson.
"""

import pandas as pd

from kamlib.tables.larkfield.accounts import make_accounts, make_contacts
from kamlib.tables.larkfield.activities import make_activities
from kamlib.tables.larkfield.cures import cure_truth
from kamlib.tables.larkfield.deliveries import make_deliveries
from kamlib.tables.larkfield.gaps import gap_truth
from kamlib.tables.larkfield.inside_views import make_complaints, make_promises, make_staff_responses, make_visits
from kamlib.tables.larkfield.keeping import keeping_truth
from kamlib.tables.larkfield.knowledge import knowledge_truth, make_knowledge
from kamlib.tables.larkfield.offers import make_offers, offer_truth
from kamlib.tables.larkfield.opinions import make_opinions, opinion_truth
from kamlib.tables.larkfield.orders import make_orders
from kamlib.tables.larkfield.outcomes import account_truth, service_truth, wallet_truth
from kamlib.tables.larkfield.pilots import pilot_truth
from kamlib.tables.larkfield.programmes import make_programmes
from kamlib.tables.larkfield.prospects import prospect_truth
from kamlib.tables.larkfield.questionnaire import feature_truth, make_items
from kamlib.tables.larkfield.repairs import repair_truth
from kamlib.tables.larkfield.repricing import repricing_truth
from kamlib.tables.larkfield.responses import make_answers, make_responses
from kamlib.tables.larkfield.standards import make_standards
from kamlib.tables.larkfield.ties import make_contracts, tie_truth
from kamlib.tables.larkfield.wallet import make_wallet
from kamlib.tables.larkfield.winning import make_referrals, winning_truth
from kamlib.tables.larkfield.world import make_world

DEFAULT_SEED = "larkfield"
ACCOUNTS = 300
MONTHS = 60


def generate(seed: str | int = DEFAULT_SEED, accounts: int = ACCOUNTS, months: int = MONTHS) -> dict[str, pd.DataFrame]:
    """Return Larkfield's tables by name, each with the columns and dtypes of its contract.

    `accounts` counts account ids, second entries of the same customer included; `months` end on AS_OF. Raises
    ValueError when either is below 1.

    >>> tables = generate(accounts=3, months=6)
    >>> list(tables)[-4:], len(tables["accounts"])
    (['visits', 'standards', 'complaints', 'promises'], 3)
    """
    world = make_world(seed, accounts, months)
    market, leaving = world.market, world.leaving
    orders, contacts = make_orders(world), make_contacts(market, leaving)
    deliveries = make_deliveries(market, orders)
    opinions = make_opinions(market, leaving, contacts)
    responses = make_responses(market, opinions, contacts)
    staff_responses = make_staff_responses(market)
    return {
        "accounts": make_accounts(market),
        "contacts": contacts,
        "orders": orders,
        "activities": make_activities(market, leaving),
        "wallet": make_wallet(market, leaving),
        "knowledge": make_knowledge(market, leaving),
        "contracts": make_contracts(market, leaving),
        "deliveries": deliveries,
        "programmes": make_programmes(market, leaving),
        "referrals": make_referrals(market, leaving),
        "items": make_items(),
        "responses": responses,
        "answers": make_answers(market, opinions, responses),
        "offers": make_offers(),
        "staff_responses": staff_responses,
        "visits": make_visits(market),
        "standards": make_standards(market, staff_responses),
        "complaints": make_complaints(market, leaving),
        "promises": make_promises(market, orders, deliveries),
    }


def truth(seed: str | int = DEFAULT_SEED, accounts: int = ACCOUNTS, months: int = MONTHS) -> dict[str, pd.DataFrame]:
    """Return the truth beside the data: a frame for each thing that no real file holds.

    `accounts` has a row for every account id: its group, who it duplicates, when and why it left or would leave, to
    whom its orders moved, ties, wallet, openness, neglect, and what a retention offer would gain.
    `service` has a row for every account id and level of service, with the margin (euro) of the twelve months after
    AS_OF before the cost of the service: `expected_margin`, and `realised_margin` with luck.
    `wallet` is the yearly spend by category with all suppliers; `knowledge` says of each noted answer whether it is
    known, stale, filled in or unknown, and whether it is right; `gaps` says what the answer would earn and how many
    minutes asking takes. `ties` has every tie planned, begun or not, and its true effects on leaving;
    `calls_to_keep` says what a retention call to each account would earn; `repricing` has the profit of every
    account if its price were raised, if it were served cheaper or released, and if nothing were done;
    `prospects` has twelve lots of new accounts on offer, what is asked for one, and what it brings in three years.
    `winning` says how every account won in the history came, and whether it would have come anyway; `pilots` has six
    programmes tried at three levels of spending: what the trials counted, and what more money does.
    `opinions` has what everybody would have said in every wave, asked or not, and how likely they were to answer;
    `repairs` has seven things that could be mended, what they cost and what they are worth; `features` says of each of Kano's
    features what it is to most; `cures` has four shortfalls and four cures, what each costs and what it is worth;
    `offers` says what an attribute of an offer is really worth to whom.

    >>> list(truth(accounts=3, months=6)["service"]["level"][:3])
    ['basic', 'standard', 'key']
    """
    world = make_world(seed, accounts, months)
    contacts = make_contacts(world.market, world.leaving)
    opinions = make_opinions(world.market, world.leaving, contacts)
    return {
        "accounts": account_truth(world),
        "service": service_truth(world),
        "wallet": wallet_truth(world.market),
        "knowledge": knowledge_truth(world.market, world.leaving),
        "gaps": gap_truth(world),
        "ties": tie_truth(world.market, world.leaving),
        "calls_to_keep": keeping_truth(world),
        "repricing": repricing_truth(world),
        "prospects": prospect_truth(seed),
        "winning": winning_truth(world.market, world.leaving),
        "pilots": pilot_truth(world),
        "opinions": opinion_truth(world.market, opinions, contacts),
        "repairs": repair_truth(world),
        "features": feature_truth(),
        "cures": cure_truth(world),
        "offers": offer_truth(),
    }
