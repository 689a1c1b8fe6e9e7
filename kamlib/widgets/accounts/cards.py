"""Choose an account, and have its card in the hand: money by month, facts, people, and what we know and do not know.

The card is `methods.accounts.account_card`, drawn (lesson 01).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kamlib.figures.accounts.knowledge import SHORT, named
from kamlib.figures.house import COLOURS, money, short_money, style
from kamlib.figures.house.drawing import shorten
from kamlib.methods.accounts.audit import UNKNOWN
from kamlib.methods.accounts.card import AccountCard
from kamlib.methods.accounts.cards import MONTHS, Cards
from kamlib.tables.company import Company
from kamlib.widgets.live import Choice, Explorer, Frame
from kamlib.widgets.segments.panels import heading

MOST_ACCOUNTS = 1000
_LIGHTS = {"fresh": ("blue", "full"), "stale": ("orange", "bottom"), "unknown": ("grey", "none")}
_PEOPLE, _BOUGHT = 4, 2
_FACTS = {
    "group": (("parent",), 26),
    "type": (("type", "region"), 26),
    "manager": (("manager",), 26),
    "since": (("customer since",), 26),
    "12 months": (("revenue 12 months", "change"), 26),
    "12 before": (("revenue 12 before",), 26),
    "last order": (("last order",), 26),
    "days since": (("days since order",), 26),
}
"""The facts of a card as they stand in the picture: label, the card's own names, the most letters."""


def card_browser(company: Company) -> Explorer:
    """Return an explorer of account cards, the account with most revenue in the last twelve months first.

    Contacts and the knowledge audit are drawn where the company has them. Beyond 1,000 accounts the largest are listed.
    Raises ValueError when the company has neither accounts nor orders.
    """
    orders, accounts = company.or_empty("orders"), company.or_empty("accounts")
    cards = Cards(orders, accounts, company.as_of, company.currency, company.get("contacts"), company.get("knowledge"))
    if cards.ids.empty:
        raise ValueError(f"{company.name} has no accounts and no orders, so there is no card to show: bring either.")
    recent = orders[orders["ordered_at"] > company.as_of - pd.DateOffset(years=1)]
    revenue = recent.groupby("account_id")["revenue"].sum().reindex(cards.ids, fill_value=0.0)
    revenue = revenue.sort_values(ascending=False, kind="stable").head(MOST_ACCOUNTS)
    names = accounts.set_index("account_id")["account_name"].dropna().to_dict()
    labels = {}
    for account, value in revenue.items():
        words = [str(account), short_money(value, company.currency)]
        labels[str(account)] = " · ".join([shorten(names[account], 48), *words] if account in names else words)
    controls = [Choice("account", "Account", list(labels), next(iter(labels)), labels.__getitem__)]
    return Explorer("What do we have in the hand before a visit?", controls, _Painter(cards))


class _Painter:
    def __init__(self, cards: Cards) -> None:
        self.cards = cards
        with style():
            self.figure = Figure()
            months = self.figure.add_axes((0.03, 0.60, 0.58, 0.24))
            facts = self.figure.add_axes((0.03, 0.03, 0.58, 0.44))
            lights = self.figure.add_axes((0.66, 0.04, 0.33, 0.80))
        self.title = self.figure.text(0.03, 0.95, "", fontsize=12.5, fontweight="bold", va="center")
        self.moving: list[Artist] = [self.title, *self._facts(facts), *self._bars(months), *self._lights(lights)]

    def _facts(self, axes: Axes) -> list[Artist]:
        """Write the names of the facts, which stay, and return their values, the people and the articles, which move.

        Letters are what a frame costs most, so that whatever can stay does.
        """
        axes.set_axis_off()
        axes.set(xlim=(0, 1), ylim=(len(_FACTS) - 0.5, -0.5))
        grey: dict[str, Any] = {"va": "center", "fontsize": 8.5, "color": COLOURS["grey"]}
        ink: dict[str, Any] = {"va": "center", "fontsize": 8.5, "color": COLOURS["ink"]}
        for place, label in enumerate(_FACTS):
            axes.text(0, place, label, **grey)
        axes.text(0.56, 0, "people, last spoken to (days ago)", **grey)
        axes.text(0.56, 5, "buys most (12 months)", **grey)
        self.values = [axes.text(0.18, place, "", **ink) for place in range(len(_FACTS))]
        self.people = [axes.text(0.56, 1 + place, "", **ink) for place in range(_PEOPLE)]
        self.bought = [axes.text(0.56, 6 + place, "", **ink) for place in range(_BOUGHT)]
        return [*self.values, *self.people, *self.bought]

    def _bars(self, axes: Axes) -> list[Artist]:
        """Draw the frame of the months; heights are shares of the account's own best month, so the frame stands."""
        axes.set(xlim=(-0.6, MONTHS - 0.4), ylim=(-0.25, 1.25), yticks=[])
        ends = pd.period_range(end=self.cards.today.to_period("M"), periods=MONTHS, freq="M")
        shown = range(MONTHS - 1, -1, -6)
        axes.set_xticks(list(shown), [f"{ends[place]:%b %Y}" for place in shown], fontsize=8)
        axes.grid(visible=False)
        axes.axhline(0, color=COLOURS["grey"], linewidth=0.8)
        heading(axes, "revenue by month, the last twelve dark")
        tones = [COLOURS["sky"]] * (MONTHS - 12) + [COLOURS["blue"]] * 12
        self.months = axes.vlines(range(MONTHS), 0, 0, colors=tones, linewidth=9, capstyle="butt")
        self.best = axes.text(0, 1.06, "", ha="center", va="bottom", fontsize=8.5, color=COLOURS["ink"])
        return [self.months, self.best]

    def _lights(self, axes: Axes) -> list[Artist]:
        """Draw the thirteen questions, which stay, and return their lights and ages, which move."""
        axes.set(xlim=(0, 1), ylim=(len(SHORT) + 0.6, 0.4), xticks=[], yticks=[])
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        heading(axes, "● fresh  ◒ stale  ○ none")
        axes.set_title("months old", loc="right", fontsize=9, fontweight="normal", color=COLOURS["grey"])
        for number in SHORT:
            axes.text(0.09, number, named(number), va="center", fontsize=8.5, color=COLOURS["ink"])
        self.lamps = {
            state: axes.plot([], [], "o", fillstyle=fill, markersize=9, color=COLOURS[tone], linestyle="none")[0]
            for state, (tone, fill) in _LIGHTS.items()
        }
        self.ages = [axes.text(1, n, "", ha="right", va="center", fontsize=8, color=COLOURS["grey"]) for n in SHORT]
        return [*self.lamps.values(), *self.ages]

    def update(self, account: str) -> Frame:
        """Show the card of one account and say all that is on it."""
        card = self.cards[account]
        self.title.set_text(shorten(f"{card.name} ({card.account_id})", 62))
        words = dict(card.lines())
        for text, (keys, letters) in zip(self.values, _FACTS.values(), strict=True):
            text.set_text(shorten(", ".join(words[key] for key in keys if key in words) or "–", letters))
        people, bought = _people(card), _bought(card)
        if len(people) > _PEOPLE:
            people = [*people[: _PEOPLE - 1], f"and {len(people) - _PEOPLE + 1} more"]
        for texts, lines in ((self.people, people or ["none in this file"]), (self.bought, bought or ["nothing"])):
            for place, text in enumerate(texts):
                text.set_text(shorten(lines[place], 33) if place < len(lines) else "")
        heights = card.monthly.to_numpy(dtype=float)
        most = float(np.abs(heights).max()) or 1.0
        self.months.set_segments([[(x, 0), (x, max(-0.24, y / most))] for x, y in enumerate(heights)])
        best = int(heights.argmax())
        self.best.set_text(short_money(heights[best], card.currency) if heights[best] > 0 else "")
        self.best.set_position((min(max(best, 1), MONTHS - 2), max(heights[best] / most, 0) + 0.02))
        states = card.knowledge["state"].to_numpy()
        for state, lamps in self.lamps.items():
            numbers = 1 + np.flatnonzero(states == state)
            lamps.set_data(np.full(len(numbers), 0.035), numbers)
        for text, age in zip(self.ages, card.knowledge["age_days"], strict=True):
            text.set_text("" if np.isnan(age) else f"{age / (365.25 / 12):,.0f}")
        return _words(card)


def _people(card: AccountCard) -> list[str]:
    """Return the people at the account, the last spoken to first, each with the days since then."""
    return [
        f"{row['name']}, {row['role'] if isinstance(row['role'], str) else 'role not known'}: "
        + ("never" if pd.isna(row["days_ago"]) else f"{row['days_ago']:,.0f}")
        for row in card.contacts.to_dict("records")
    ]


def _bought(card: AccountCard) -> list[str]:
    return [f"{name}: {money(value, card.currency, 0)}" for name, value in card.products["revenue"].items()]


def _words(card: AccountCard) -> Frame:
    known = int((card.knowledge["state"] != UNKNOWN).sum())
    ask = [named(number) for number in card.gaps.index.astype(int)]
    caption = (
        f"{card.name}: we know {known} of {len(SHORT)} things, {len(SHORT) - len(ask)} of them lately. "
        f"{'Ask on the visit: ' + ask[0] + '.' if ask else 'Nothing needs asking.'}"
    )
    facts = "; ".join(f"{what} {words}" for what, words in card.lines())
    states = "; ".join(f"{named(number)} {state}" for number, state in zip(SHORT, card.knowledge["state"], strict=True))
    last = card.monthly.tail(12)
    written = [f"{month:%b %Y}" for month in pd.DatetimeIndex(last.index)]
    months = ", ".join(f"{m} {short_money(value, card.currency)}" for m, value in zip(written, last, strict=True))
    people = "; ".join(_people(card)) or "none in this file"
    return Frame(
        caption,
        f"{card.name} ({card.account_id}): {facts}. People, last spoken to (days ago): {people}. Buys most: "
        f"{'; '.join(_bought(card)) or 'nothing'}. Knowledge: {states}. Revenue by month: {months}.",
    )
