"""Orders: every line Larkfield invoiced, from the demand of its accounts.

Distributors replenish steadily (Erlang gaps), contractors order in bursts around projects. Most orders repeat known
articles (straight rebuy), some swap one (modified rebuy), some are a new task. About one line in a hundred comes
back. Margins fall with discount, so the biggest accounts are not the most profitable ones.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.assortment import SLOTS, pick
from kamlib.tables.larkfield.catalogue import ACCESSORIES, CATEGORIES, PACK, Catalogue, volume
from kamlib.tables.larkfield.market import GROUPS, Market
from kamlib.tables.larkfield.rhythm import renewals
from kamlib.tables.larkfield.world import World

STRAIGHT, MODIFIED, NEW_TASK = 0, 1, 2
_TAKEN_BACK = 0.011


@dataclass(frozen=True)
class Orders:
    """Order heads as arrays: account, day, kind, the project they belong to, and the value aimed at."""

    account: np.ndarray
    day: np.ndarray
    kind: np.ndarray
    project: np.ndarray
    value: np.ndarray

    def take(self, which: np.ndarray) -> "Orders":
        """Return the orders at these places."""
        return Orders(*(getattr(self, name)[which] for name in ("account", "day", "kind", "project", "value")))


def make_orders(world: World, numbered_from: int = 1) -> pd.DataFrame:
    """Return the orders table (contract columns), sorted by day; order ids count from `numbered_from`."""
    market = world.market
    rng = market.stream("orders")
    heads = _heads(rng, world)
    lines = _lines(rng, world, heads)
    lines = _priced(market, lines, world.articles)
    lines = pd.concat([lines, _returns(rng, market, lines, world.articles, len(heads.day))], ignore_index=True)
    _to_second_entries(rng, market, lines)
    return _as_contract(market, lines, world.articles, numbered_from)


def _heads(rng: np.random.Generator, world: World) -> Orders:
    """Place the orders in time; a project spreads its orders over some weeks."""
    market, leaving, demand = world.market, world.leaving, world.demand
    calendar, months = market.calendar, market.calendar.months
    groups = market["group"]
    burst = np.array([g.burst for g in GROUPS])[groups]
    shape = np.array([g.shape for g in GROUPS])[groups]
    who, day = renewals(rng, demand.orders[:, :months] / burst[:, None], calendar.bounds[: months + 1], shape)
    extra = burst[who] - 1
    more = np.floor(rng.triangular(0, extra / 2, 2.5 * extra + 1e-9) + rng.random(len(who)))
    times = np.where(extra > 0, 1 + more, 1).astype(int)
    project = np.repeat(np.arange(len(who)), times)
    place = np.arange(len(project)) - np.repeat(np.cumsum(times) - times, times)
    gap = rng.triangular(3, 14, 45, len(project)) * place
    account, day = who[project], np.floor(day[project] + gap)
    day = _on_weekdays(calendar.start, day)
    gone = np.where(np.isnan(leaving.day), np.inf, leaving.day - leaving.silence)[account]
    opened = np.maximum(market["opened"], 0)[account]
    keep = (day >= opened) & (day < calendar.days) & (day < np.maximum(gone, opened + 1))
    month = calendar.month_of(day)
    kind = _kinds(rng, groups[account])
    scatter = np.where(kind == NEW_TASK, np.exp(rng.uniform(-1.1, 0.75, len(day))), rng.uniform(0.65, 1.35, len(day)))
    project_size = np.exp(rng.uniform(-0.5, 0.4, len(who)))[project]
    value = demand.value[account, month] * scatter * np.where(burst[account] > 2, project_size, 1.0)
    heads = Orders(account, day, kind, project, value).take(np.flatnonzero(keep))
    return heads.take(np.lexsort((heads.account, heads.day)))


def _kinds(rng: np.random.Generator, group: np.ndarray) -> np.ndarray:
    new_task = np.array([g.new_task for g in GROUPS])[group]
    modified = np.array([g.modified for g in GROUPS])[group]
    draw = rng.random(len(group))
    return np.where(draw < new_task, NEW_TASK, np.where(draw < new_task + modified, MODIFIED, STRAIGHT))


def _on_weekdays(start: pd.Timestamp, day: np.ndarray) -> np.ndarray:
    """Move Saturdays to Friday and Sundays to Monday."""
    weekday = (start.weekday() + day) % 7
    return day + np.where(weekday == 5, -1, 0) + np.where(weekday == 6, 1, 0)


def _lines(rng: np.random.Generator, world: World, heads: Orders) -> pd.DataFrame:
    """Fill every order with articles and split its value over them."""
    market, articles = world.market, world.articles
    usual = np.array([g.lines for g in GROUPS])[market["group"]]
    usual = usual + market.stream("lines").uniform(-1.0, 1.2, len(market))
    count = np.clip(np.round(usual[heads.account] + rng.uniform(-1, 1, len(heads.day))), 1, SLOTS).astype(int)
    order = np.repeat(np.arange(len(count)), count)
    slot = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    account, day, kind = heads.account[order], heads.day[order], heads.kind[order]
    article = world.assortment.at(account, slot, day)
    swapped = (kind == MODIFIED) & (slot == (rng.random(len(count)) * count).astype(int)[order])
    other = articles.of(articles.category[article], rng.random(len(order)))
    article = np.where(swapped, other, article)
    project = _project_articles(rng, market, heads, articles)
    article = np.where(kind == NEW_TASK, project[heads.project[order], slot], article)
    # The same article twice in one order is one line.
    _, first = np.unique(order * 1000 + article, return_index=True)
    first.sort()
    order, slot, account, day, article = (x[first] for x in (order, slot, account, day, article))
    weight = rng.uniform(0.6, 1.4, len(order)) / (slot + 1) ** 0.5
    weight *= np.where(articles.category[article] == ACCESSORIES, 0.45, 1.0)
    value = heads.value[order] * weight / np.bincount(order, weight, minlength=len(count))[order]
    return pd.DataFrame({"order": order, "account": account, "day": day, "article": article, "value": value})


def _project_articles(rng: np.random.Generator, market: Market, heads: Orders, articles: Catalogue) -> np.ndarray:
    """Draw the articles of every project once, so that all its orders share them; newer ones hold more luxury vinyl."""
    projects = int(heads.project.max(initial=-1)) + 1
    account, month = np.zeros(projects, dtype=int), np.zeros(projects, dtype=int)
    account[heads.project] = heads.account
    calendar = market.calendar
    month[heads.project] = calendar.month_of(heads.day)
    weights = (market.mix[account] + 0.04) * volume(calendar).T[month]
    return articles.of(pick(rng, weights, SLOTS), rng.random((projects, SLOTS)))


def _priced(market: Market, lines: pd.DataFrame, articles: Catalogue) -> pd.DataFrame:
    """Turn value into units, price, revenue and margin, in cents."""
    calendar = market.calendar
    account, article = lines["account"].to_numpy(), lines["article"].to_numpy()
    month = calendar.month_of(lines["day"].to_numpy())
    category = articles.category[article]
    discount = 1 - market["discount"][account]
    wanted = lines["value"].to_numpy() * volume(calendar)[category, month] / (articles.list_price[article] * discount)
    pack = PACK[category]
    quantity = np.maximum(np.round(wanted / pack), 1) * pack
    unit_price = np.round(articles.list_price[article] * calendar.price[month] * discount, 2)
    unit_cost = np.round(articles.unit_cost[article] * calendar.cost[month], 2)
    revenue = np.round(quantity * unit_price, 2)
    return lines.assign(
        quantity=quantity,
        unit_price=unit_price,
        unit_cost=unit_cost,
        revenue=revenue,
        margin=np.round(revenue - quantity * unit_cost, 2),
    )


def _returns(
    rng: np.random.Generator, market: Market, lines: pd.DataFrame, articles: Catalogue, orders: int
) -> pd.DataFrame:
    """Take back part of about one line in a hundred, some days later, on a note of its own."""
    chosen = rng.random(len(lines)) < _TAKEN_BACK
    part = rng.uniform(0.1, 1.0, len(lines))
    after = rng.triangular(4, 10, 45, len(lines))
    back = lines[chosen].copy()
    back["day"] = _on_weekdays(market.calendar.start, np.floor(back["day"].to_numpy() + after[chosen]))
    pack = PACK[articles.category[back["article"].to_numpy()]]
    back["quantity"] = -np.maximum(np.floor(back["quantity"] * part[chosen] / pack), 1) * pack
    back["revenue"] = np.round(back["quantity"] * back["unit_price"], 2)
    back["margin"] = np.round(back["revenue"] - back["quantity"] * back["unit_cost"], 2)
    back["order"] = orders + np.arange(len(back))
    return back[back["day"] < market.calendar.days]


def _to_second_entries(rng: np.random.Generator, market: Market, lines: pd.DataFrame) -> None:
    """Book some orders of a customer who was entered twice under its second id, from the day that was opened."""
    entries = np.flatnonzero(market["original"] >= 0)
    draw = rng.random(int(lines["order"].max()) + 1 if len(lines) else 0)
    for entry in entries:
        own = lines["account"].to_numpy() == market["original"][entry]
        late = lines["day"].to_numpy() >= market["opened"][entry]
        lines.loc[own & late & (draw[lines["order"].to_numpy()] < 0.4), "account"] = entry


def _as_contract(market: Market, lines: pd.DataFrame, articles: Catalogue, numbered_from: int) -> pd.DataFrame:
    """Return the lines with the columns and dtypes of the contract, numbered in the order of their days."""
    day, order, article = (lines[name].to_numpy() for name in ("day", "order", "article"))
    place = np.lexsort((np.arange(len(lines)), order, day))
    lines, day, order, article = lines.iloc[place], day[place], order[place], article[place]
    new = np.r_[True, order[1:] != order[:-1]] if len(order) else np.zeros(0, dtype=bool)
    number = np.cumsum(new) - 1
    starts = np.flatnonzero(new)
    ids = np.array([f"O{n:06d}" for n in range(numbered_from, numbered_from + len(starts))], dtype=object)
    table = pd.DataFrame(
        {
            "order_id": ids[number],
            "order_line": np.arange(len(order)) - starts[number] + 1,
            "account_id": market.account_ids[lines["account"].to_numpy()],
            "ordered_at": market.calendar.timestamps(day),
            "product_id": articles.product_id[article],
            "category": np.array(CATEGORIES, dtype=object)[articles.category[article]],
            **{name: lines[name].to_numpy() for name in ("quantity", "unit_price", "revenue", "margin")},
        }
    )
    return table.astype(CONTRACTS["orders"].dtypes())
