"""Choose a year, and see what led to it from the year before: price, cost, volume, mix, new and leaving accounts.

The same change reads differently by account and by owner (orders moved between an owner's accounts are neither new nor
leaving), and in revenue and in margin (lesson 03).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, money, short_money, style
from kamlib.methods.profit import Bridge, bridge, two_years
from kamlib.methods.profit.accounts import margin_known
from kamlib.methods.profit.price_volume import EFFECTS
from kamlib.widgets.live import Choice, Control, Explorer, Frame
from kamlib.widgets.scale import Scale
from kamlib.widgets.segments.panels import heading

YEAR = pd.Timedelta(days=365)
A_LITTLE = pd.Timedelta(days=31)
"""A file that begins so soon after a year began still holds that year."""
AHEAD = 600_000
"""Up to so many order lines, every bridge is worked out beforehand: some seconds; beyond, each when first asked for."""
ACCOUNTS, OWNERS = "accounts", "owners, each with all its accounts"
_MEANT = {"cost": "cost of goods", "new": "new", "leaving": "leaving"}


def year_bridge(orders: pd.DataFrame, as_of: pd.Timestamp, parents: pd.Series | None, currency: str) -> Explorer:
    """Return an explorer of the bridge to each year of 365 days that ends at `as_of`, or whole years before it.

    `orders` is the contract table and `parents` maps account_id to parent_id, or is None. A year is offered where the
    file holds the year before it too; where it holds no such pair, the last year is set against what there is, and the
    words say so.
    """
    years = _years(orders, as_of)
    measures = ["margin", "revenue"] if margin_known(orders) else ["revenue"]
    owned = parents is not None and bool(parents.notna().any())
    controls: list[Control] = [Choice("year", "The year to", years, years[0], "{:%d %b %Y}".format)]
    if owned:
        controls.append(Choice("customer", "Counted by", [ACCOUNTS, OWNERS], ACCOUNTS))
    if len(measures) > 1:
        controls.append(Choice("measure", "Counted in", measures, measures[0]))
    painter = _Painter(orders, parents if owned else None, measures[0], currency)
    if len(orders) <= AHEAD:
        for year in years:
            for customer in [ACCOUNTS, OWNERS] if owned else [ACCOUNTS]:
                for measure in measures:
                    painter.bridge_of(year, customer, measure)
    return Explorer("What led from one year to the next?", controls, painter)


def _years(orders: pd.DataFrame, as_of: pd.Timestamp) -> list[pd.Timestamp]:
    """Return the last days of the years that the file holds with the year before, the newest first."""
    last, found = as_of.normalize(), []
    first = orders["ordered_at"].min()
    while not pd.isna(first) and first <= last - 2 * YEAR + A_LITTLE:
        if all(len(part) for part in two_years(orders, last)):
            found.append(last)
        last -= YEAR
    return found or [as_of.normalize()]


class _Painter:
    def __init__(self, orders: pd.DataFrame, parents: pd.Series | None, measure: str, currency: str) -> None:
        self.currency, self.measure = currency, measure
        self.first = orders["ordered_at"].min()

        @cache
        def bridge_of(year: pd.Timestamp, customer: str, measure: str) -> Bridge | None:
            before, after = two_years(orders, year)
            if before.empty or after.empty:
                return None
            return bridge(before, after, parents if customer == OWNERS else None, measure)

        self.bridge_of = bridge_of
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        self.rows = len(EFFECTS) + 1
        axes.set_yticks(range(self.rows), [*(_MEANT.get(name, name) for name in EFFECTS), "change"])
        axes.set_ylim(self.rows - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", visible=False)
        axes.spines["left"].set_visible(False)
        heading(axes, f"what each added or took, {currency}; below, what they add up to")
        self.scale = Scale(axes, "x", lambda amount: short_money(amount, currency), widest=short_money(-1e6, currency))
        self.bars = axes.barh(range(self.rows), [0] * self.rows, height=0.6)
        self.joints = axes.vlines([0], 0, 0, color=COLOURS["grey"], linewidth=0.8)
        look: dict[str, Any] = {"va": "center", "fontsize": 10}
        self.sums = [
            axes.text(0, row, "", fontweight="bold" if row == self.rows - 1 else "normal", **look)
            for row in range(self.rows)
        ]
        self.nothing = axes.text(0.53, self.rows / 2, "", **look)
        self.moving: list[Artist] = [self.nothing, *self.scale.moving, *self.bars, self.joints, *self.sums]

    def update(self, year: pd.Timestamp, customer: str = ACCOUNTS, measure: str | None = None) -> Frame:
        """Show one bridge and say what it leads from, to, and over."""
        found = self.bridge_of(year, customer, measure or self.measure)
        amounts = np.full(self.rows, np.nan)
        if found is not None:
            amounts[-1] = found.after - found.before
            for row, name in enumerate(EFFECTS):
                amounts[row] = found.effects.get(name, np.nan)
        self._draw(amounts)
        self.nothing.set_text("" if found else "no year before to compare with")
        if found is None:
            words = f"One of two years holds no orders, that to {year:%d %b %Y} or the one before: there is no change to tell."
            return Frame(words, words)
        return self._words(found, year, customer)

    def _draw(self, amounts: np.ndarray) -> None:
        """Draw the effects one after another from zero, and their sum from zero."""
        told = np.nan_to_num(amounts)
        levels = np.append(np.cumsum(told[:-1]), told[-1])
        starts = np.append(levels[:-1] - told[:-1], 0.0)
        low, high = min(0.0, levels.min(), starts.min()), max(0.0, levels.max(), starts.max())
        reach = high - low
        self.scale.move(low - 0.04 * reach, high + 0.2 * reach)
        ends = np.sort(self.scale(np.column_stack([starts, levels])), axis=1)
        for row, (bar, text, amount) in enumerate(zip(self.bars, self.sums, amounts, strict=True)):
            bar.set_x(ends[row, 0])
            bar.set_width(ends[row, 1] - ends[row, 0])
            tone = "blue" if row == self.rows - 1 else "green" if amount >= 0 else "vermilion"
            bar.set_facecolor(COLOURS[tone])
            sign = "+" if amount > 0 else ""
            text.set_text(f"{sign}{short_money(amount, self.currency)}" if np.isfinite(amount) else "")
            text.set_x(ends[row, 1] + 0.008)
        places = self.scale(levels[:-1])
        self.joints.set_segments([[(place, row - 0.3), (place, row + 1.3)] for row, place in enumerate(places)])

    def _words(self, found: Bridge, year: pd.Timestamp, customer: str) -> Frame:
        change = found.after - found.before
        first, last, moved = (money(amount, self.currency, 0) for amount in (found.before, found.after, abs(change)))
        went = f"up by {moved}" if change > 0 else f"down by {moved}" if change < 0 else "unchanged"
        most = str(found.effects.abs().idxmax())
        effect = money(found.effects[most], self.currency, 0)
        cause = f" {_MEANT.get(most, most).capitalize()} moved it most: {effect}." if found.effects[most] else ""
        whole = "" if self.first <= year - 2 * YEAR + A_LITTLE else (
            f" The file begins on {self.first:%d %b %Y}: the year before is not whole, so this is no change of a year."
        )  # fmt: skip
        to = f"in the year to {year:%d %b %Y}"
        caption = f"{found.measure.capitalize()} went from {first} to {last} {to}, {went}.{cause}{whole}"
        effects = "; ".join(
            f"{_MEANT.get(str(name), str(name))} {money(amount, self.currency, 0)}"
            for name, amount in found.effects.items()
        )
        accounts = f"{len(found.table):,} {customer.split(',', maxsplit=1)[0]}"
        return Frame(
            caption,
            f"{accounts}, {found.measure} {first} before and {last} after, {went}: {effects}.{whole}",
        )
