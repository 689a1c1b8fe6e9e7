"""Choose who counts as one customer, and see the largest ones and the concentration move.

As entered, duplicates merged, parents rolled up: the money stays the same, and who owns it changes (lesson 01).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from kamlib.figures.house import COLOURS, money, percent, short_money, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.accounts.rollup import LEVELS, RollUp
from kamlib.widgets.live import Choice, Explorer, Frame
from kamlib.widgets.segments.panels import heading, two_panels

SHOWN = 10
_ROWS = {"top_1_share": "largest", "top_10_share": "ten largest", "gini": "Gini"}


def rollup_before_after(rollup: RollUp, currency: str) -> Explorer:
    """Return an explorer of the ten largest customers and the concentration on each level of a `roll_up`."""
    controls = [Choice("level", "A customer is one of", list(LEVELS), LEVELS[0])]
    return Explorer(
        "How many customers do we have, and how large is the largest?", controls, _Painter(rollup, currency)
    )


class _Painter:
    def __init__(self, rollup: RollUp, currency: str) -> None:
        self.levels, self.currency = rollup.levels, currency
        self.tables = {level: rollup.at(level) for level in LEVELS}
        self.figure, left, right = two_panels(1.7, 1)
        self.places = list(range(SHOWN))
        ends = np.concatenate([[0.0], *(table["revenue"].head(SHOWN).to_numpy() for table in self.tables.values())])
        low, most = float(ends.min()), float(ends.max()) or 1.0
        self.gap = 0.02 * (most - low)
        left.set(xlim=(low, most + 14 * self.gap), ylim=(SHOWN - 0.4, -0.6), xlabel=currency)
        left.set_yticks([SHOWN / 2], ["m" * 13])  # keeps the room that the moving names need
        left.tick_params(axis="y", length=0, labelcolor="white")
        left.grid(axis="y", visible=False)
        write_ticks(left.xaxis, lambda value: short_money(value, currency))
        heading(left, "ten largest customers (and their accounts)")
        self.bars = left.hlines([0], 0, 0, colors=COLOURS["blue"], linewidth=13, capstyle="butt")
        look: dict[str, Any] = {"va": "center", "fontsize": 8.5, "color": COLOURS["ink"]}
        self.names = [left.text(low - self.gap, y, "", ha="right", clip_on=False, **look) for y in self.places]
        self.sums = [left.text(0, y, "", **look) for y in self.places]
        self.moving: list[Artist] = [self.bars, *self.names, *self.sums, *self._measures(right)]

    def _measures(self, axes: Axes) -> list[Artist]:
        """Draw the measures as entered, which stay, and return those of the level, which move."""
        places = np.arange(len(_ROWS))
        first = self.levels.loc[LEVELS[0], list(_ROWS)].to_numpy(dtype=float)
        axes.set(xlim=(-0.05, 1.08), ylim=(3.6, -0.6))
        axes.set_yticks(places, list(_ROWS.values()))
        axes.set_xticks([0, 0.5, 1])
        write_ticks(axes.xaxis, lambda value: f"{value:.1f}" if 0 < value < 1 else f"{value:.0f}")
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", visible=False)
        heading(axes, "as entered ○   here ●")
        axes.plot(first, places, "o", markersize=9, fillstyle="none", color=COLOURS["grey"], linestyle="none")
        self.discs = axes.plot([], [], "o", markersize=7, color=COLOURS["vermilion"])[0]
        self.numbers = [axes.text(0, y + 0.28, "", ha="center", va="center", fontsize=9) for y in places]
        self.sentence = axes.text(-0.02, 2.95, "", va="center", fontsize=9.5, linespacing=1.5)
        return [self.discs, *self.numbers, self.sentence]

    def update(self, level: str) -> Frame:
        """Show one level: who is large there, and how much hangs on them."""
        table, row = self.tables[level], self.levels.loc[level]
        largest = table.head(SHOWN)
        revenue = largest["revenue"].to_numpy(dtype=float)
        self.bars.set_segments([[(0, y), (x, y)] for x, y in zip(revenue, self.places, strict=False)])
        records = largest.to_dict("records")
        for place, (name, amount) in enumerate(zip(self.names, self.sums, strict=True)):
            there = place < len(records)
            one = records[place] if there else {}
            several = f" ({one['accounts']:,})" if there and one["accounts"] > 1 else ""
            name.set_text(shorten(str(one["name"]), 22 - len(several)) + several if there else "")
            amount.set_text(short_money(one["revenue"], self.currency) if there else "")
            amount.set_x(max(0.0, one["revenue"]) + self.gap if there else 0)
        measures = row[list(_ROWS)].to_numpy(dtype=float)
        told = np.isfinite(measures)
        self.discs.set_data(measures[told], np.arange(len(measures))[told])
        for text, value, name_of in zip(self.numbers, measures, _ROWS, strict=True):
            text.set_text(("" if np.isnan(value) else f"{value:.2f}") if name_of == "gini" else percent(value))
            text.set_x(min(max(0.0, float(np.nan_to_num(value))), 1.0))
        equal = f"{row['effective_number']:,.1f}" if np.isfinite(row["effective_number"]) else "not known"
        self.sentence.set_text(f"{_customers(row)},\nlike {equal} equal ones")
        return self._words(level, records, row, equal)

    def _words(self, level: str, records: list[Any], row: Any, equal: str) -> Frame:
        total = money(float(self.tables[level]["revenue"].sum()), self.currency)
        caption = (
            f"{level.capitalize()}: {_customers(row)}, revenue {total}, the ten largest "
            f"{percent(row['top_10_share'], 1)} of it; as concentrated as {equal} equal customers."
        )
        ten = "; ".join(f"{one['name']} {short_money(one['revenue'], self.currency)}" for one in records)
        return Frame(
            caption,
            f"{caption} Largest: {ten or 'nobody ordered'}. Gini {row['gini']:.2f}.".replace("nan", "not known"),
        )


def _customers(row: Any) -> str:
    return f"{row['customers']:,.0f} customer{'' if row['customers'] == 1 else 's'}"
