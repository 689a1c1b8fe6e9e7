"""Move retention, discount and the cost of winning, and see when an account has paid itself back, if ever.

The line adds up what an account brings, discounted, less what winning it cost (lesson 05). A single sale is its first margin
and nothing after. Where the first margin comes at once or after a year is a choice that must be said: it moves the answer by
a whole margin.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, counted, money, percent, short_money, style
from kamlib.methods.equity.multiple import Timing, margin_multiple
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.scale import Scale
from kamlib.widgets.segments.panels import heading

YEARS = 15
_RETENTION = [round(0.40 + 0.02 * place, 2) for place in range(30)]
_DISCOUNT = [round(0.01 * place, 2) for place in range(1, 26)]
_COSTS = [round(0.25 * place, 2) for place in range(21)]
_TIMINGS: dict[Timing, str] = {"end": "after a year", "start": "at once"}


def worth_of_keeping(margin: float, currency: str) -> Explorer:
    """Return an explorer of what an account with a yearly `margin` (money) is worth, and when it has paid back its cost.

    Raises ValueError for a margin that is not above 0.
    """
    if not (math.isfinite(margin) and margin > 0):
        raise ValueError(f"A margin of {margin!r} a year: give what an average account leaves in a year, above 0.")
    controls: list[Control] = [
        Slider("retention", "Of accounts, kept each year", _RETENTION, 0.80, percent),
        Slider("discount", "Discount a year", _DISCOUNT, 0.10, percent),
        Slider("cost", "Winning it cost", _COSTS, 2.0, lambda part: short_money(part * margin, currency)),
        Choice("timing", "The first margin comes", list(_TIMINGS), "end", lambda timing: _TIMINGS[timing]),
    ]
    return Explorer("When has an account paid for itself?", controls, _Painter(margin, currency))


class _Painter:
    def __init__(self, margin: float, currency: str) -> None:
        self.margin, self.currency = margin, currency
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        axes.set(xlim=(-0.4, YEARS + 0.4), xlabel="years after it was won")
        heading(axes, f"what it has brought so far, discounted, less what winning it cost ({currency})")
        self.scale = Scale(axes, "y", lambda amount: short_money(amount, currency), widest=short_money(-1e6, currency))
        self.forever = axes.plot([], [], "--", color=COLOURS["green"], linewidth=1.4)[0]
        self.once = axes.plot([], [], ":", color=COLOURS["orange"], linewidth=1.8)[0]
        self.line = axes.plot([], [], "-o", color=COLOURS["blue"], markersize=5)[0]
        self.paid = axes.plot([], [], "D", color=COLOURS["vermilion"], markersize=10)[0]
        behind: dict[str, Any] = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 1}
        self.said = [axes.text(0, 0, "", fontsize=9, va="bottom", bbox=behind) for _ in range(3)]
        self.moving: list[Artist] = [
            *self.scale.moving, self.forever, self.once, self.line, self.paid, *self.said,
        ]  # fmt: skip

    def update(self, retention: float, discount: float, cost: float, timing: Timing) -> Frame:
        """Draw one account's value year by year and say what it is worth and when it has paid back."""
        spent = cost * self.margin
        brought = [0.0] + [
            self.margin * margin_multiple(retention, discount, timing, years) for years in range(1, YEARS + 1)
        ]
        # A margin at the start of a year is there before the year begins.
        so_far = np.array(brought[1:] if timing == "start" else brought) - spent
        years = np.arange(len(so_far))
        worth = self.margin * margin_multiple(retention, discount, timing)
        once = self.margin * (1.0 if timing == "start" else 1 / (1 + discount)) - spent
        low, high = min(-spent, so_far.min(), once, 0.0), max(worth - spent, once, 0.3 * self.margin)
        self.scale.move(low - 0.06 * (high - low), high + 0.14 * (high - low))
        self.line.set_data(years, self.scale(so_far))
        ends = [-0.4, YEARS + 0.4]
        self.forever.set_data(ends, [self.scale(worth - spent)] * 2)
        self.once.set_data(ends, [self.scale(once)] * 2)
        # Cents in binary miss zero by a last bit.
        paid = np.flatnonzero(so_far >= -1e-9 * self.margin)
        self.paid.set_data(years[paid[:1]], self.scale(so_far[paid[:1]]))
        for text, place, amount, word in zip(
            self.said,
            (YEARS, YEARS, int(paid[0]) if len(paid) else 0),
            (worth - spent, once, so_far[paid[0]] if len(paid) else low),
            ("all years to come", "one sale and no more", "paid back" if len(paid) else ""),
            strict=True,
        ):
            text.set(text=word, x=place, y=float(self.scale(amount)) + 0.012)
            text.set_horizontalalignment("right" if place > 0.6 * YEARS else "left")
        return self._words(worth, spent, once, int(paid[0]) if len(paid) else None, (retention, discount, timing))

    def _words(
        self, worth: float, spent: float, once: float, paid: int | None, at: tuple[float, float, Timing]
    ) -> Frame:
        def euro(amount: float) -> str:
            return money(amount, self.currency, 0)

        retention, discount, timing = at
        back = (
            "at once" if paid == 0 else f"after {counted(paid, 'year')}"
            if paid is not None
            else f"not within {YEARS} years" if worth > spent else "never"
        )  # fmt: skip
        better = "more" if worth - spent > once else "no more"
        caption = (
            f"It brings {euro(worth)} ({worth / self.margin:.2f} years' margins) and cost {euro(spent)}: {euro(worth - spent)} are left, "
            f"{better} than from one sale. Paid back {back}."
        )
        alt = (
            f"Kept {percent(retention)} a year, discounted at {percent(discount)}, first margin {_TIMINGS[timing]}: worth "
            f"{euro(worth)} in all years to come, less {euro(spent)} for winning it; a single sale would leave {euro(once)}. Paid back "
            f"{back}."
        )
        return Frame(caption, alt)
