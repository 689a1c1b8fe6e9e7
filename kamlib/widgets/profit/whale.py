"""Move what each kind of work costs, and see the whale curve rise and fall, and who becomes a loss-maker.

What an account earns hangs on what we say an hour for it costs (lesson 03): the best accounts hardly move, and the tail
of the curve falls, because the work goes to other accounts than the margin comes from.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, counted, money, percent, short_money, style, write_ticks
from kamlib.methods.profit import WhaleCurve, whale_curve
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

TIMES = [round(0.5 + 0.1 * step, 1) for step in range(26)]
"""From half of today's rate to three times of it."""
WORST = 3
_DEEPEST = 1.2
"""The picture ends so many times the highest peak below zero, however far the dearest work would take the curve."""


def whale_rates(
    minutes: pd.DataFrame,
    margin: pd.Series,
    rates: Mapping[str, float],
    expenses: pd.Series,
    currency: str,
    basis: str = "margin",
) -> Explorer:
    """Return an explorer of the whale curve with a slider for what a unit of each kind of work costs.

    `minutes` has account_id as index and a column a kind of work, in any unit; `rates` is what one unit of each costs
    today; `margin` (before cost to serve) and `expenses` (cost that no rate changes) are money by account_id. An
    account missing in one of them counts 0 there. `basis` says what margin stands on. Raises ValueError where a column
    has no rate, or an account stands in a table twice or has no finite number.
    """
    absent = [str(name) for name in minutes if str(name) not in rates]
    if absent:
        raise ValueError(
            f"There is no rate for {', '.join(absent)}; say what one unit of each kind of work costs today."
        )
    for table in (minutes, margin, expenses):
        if not table.index.is_unique:
            raise ValueError(
                "An account stands in the minutes, the margin or the expenses twice; add its rows up first."
            )
    kinds = [str(name) for name in minutes if rates[str(name)] > 0]
    controls = [
        Slider(_slider(place), f"A minute of {name} costs", TIMES, 1.0, _writer(rates[name], currency))
        for place, name in enumerate(kinds)
    ]
    today = np.array([float(rates[name]) for name in kinds])
    whose = margin.index.union(minutes.index).union(expenses.index)
    whose = whose[np.argsort(whose.astype(str), kind="stable")]  # in the order the curve wants them: sorted once
    left = margin.reindex(whose, fill_value=0.0) - expenses.reindex(whose, fill_value=0.0)
    cost = minutes.rename(columns=str)[kinds].reindex(whose, fill_value=0.0).to_numpy(dtype=float) * today
    return Explorer("What does the price of our work do to the whale?", controls, _Painter(left, cost, currency, basis))


def _slider(place: int) -> str:
    return f"rate_{place}"


def _writer(rate: float, currency: str) -> Callable[[float], str]:
    digits = max(2, 1 - math.floor(math.log10(rate * TIMES[0])))
    return lambda times: money(rate * times, currency, digits) + (" (today)" if times == 1 else "")


class _Painter:
    """`left` is what each account leaves before the work whose price moves, `cost` today's cost by kind of work."""

    def __init__(self, left: pd.Series, cost: np.ndarray, currency: str, basis: str) -> None:
        self.left, self.cost, self.currency = left, cost, currency
        self.what = "revenue less cost to serve" if basis.startswith("revenue") else "profit"
        self.today = self._curve(np.ones(cost.shape[1]))
        cheap, dear = (self._curve(np.full(cost.shape[1], times)) for times in (TIMES[0], TIMES[-1]))
        high = max(cheap.peak_profit, 0.0)
        low = min(0.0, dear.total)
        if high:
            low = max(low, min(-_DEEPEST * high, self.today.total))
        reach = (high - low) or 1.0
        count = len(left)
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        self.bottom = low - 0.1 * reach
        axes.set(xlim=(0, 1.02 * count), ylim=(self.bottom, high + 0.14 * reach))
        axes.set(xlabel="accounts, from most to least profitable", ylabel=f"{self.what}, added up ({currency})")
        axes.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10], integer=True))
        write_ticks(axes.xaxis, "{:,.0f}".format)
        write_ticks(axes.yaxis, lambda value: short_money(value, currency))
        heading(axes, "grey: today; dots: the peak; shaded: what the loss-makers take back")
        axes.axhline(0, color=COLOURS["grey"], linewidth=1)
        rank = np.arange(count + 1)
        axes.plot(rank, _height(self.today), color=COLOURS["grey"], linewidth=1.4, alpha=0.7)
        axes.plot([self.today.peak_at], [self.today.peak_profit], "o", color=COLOURS["grey"], markersize=6, alpha=0.7)
        self.shade = PolyCollection([], color=COLOURS["vermilion"], alpha=0.18, linewidths=0)
        axes.add_collection(self.shade)
        self.line = axes.plot([], [], color=COLOURS["blue"])[0]
        self.top = axes.plot([], [], "o", color=COLOURS["blue"], markersize=8, markeredgecolor="white")[0]
        look: dict[str, Any] = {"fontsize": 9, "fontweight": "bold"}
        self.peak = axes.text(0, 0, "", va="bottom", **look)
        self.end = axes.text(count, 0, "", ha="right", va="bottom", **look)
        self.gap = 0.025 * reach
        self.moving: list[Artist] = [self.shade, self.line, self.top, self.peak, self.end]

    def _curve(self, times: np.ndarray) -> WhaleCurve:
        return whale_curve(self.left - self.cost @ times)

    def update(self, **times: float) -> Frame:
        """Show the curve at other rates, by the sliders' names, and say who loses money there."""
        curve = self._curve(np.array([times[_slider(place)] for place in range(self.cost.shape[1])]))
        height, rank = _height(curve), np.arange(len(self.left) + 1)
        self.line.set_data(rank, height)
        self.top.set_data([curve.peak_at], [curve.peak_profit])
        tail = slice(curve.peak_at, None)
        below = np.column_stack([rank[tail], height[tail]])
        self.shade.set_verts([np.vstack([below, [(rank[-1], curve.peak_profit)]])] if len(curve.eroders) else [])
        place = curve.peak_at / len(self.left)
        self.peak.set(x=curve.peak_at, y=curve.peak_profit + self.gap)
        self.peak.set_horizontalalignment("left" if place < 0.2 else "right" if place > 0.8 else "center")
        self.peak.set_text(f"peak {self._short(curve.peak_profit)} after {curve.peak_at:,}")
        self.end.set_y(max(curve.total - 3 * self.gap, self.bottom + 0.3 * self.gap))
        self.end.set_text(f"end {self._short(curve.total)}" if len(curve.eroders) else "")
        return self._words(curve)

    def _words(self, curve: WhaleCurve) -> Frame:
        losing, before, everybody = len(curve.eroders), len(self.today.eroders), len(self.left)
        taken = money(curve.peak_profit - curve.total, self.currency, 0)
        total = money(curve.total, self.currency, 0)
        peak = f"peaks at {percent(curve.peak)} of its total" if curve.total > 0 else "does not end above zero"
        verb = "loses" if losing == 1 else "lose"
        caption = (
            f"{counted(losing)} of {everybody:,} {verb} money ({before:,} today) and take{'s' if losing == 1 else ''} "
            f"{taken} back: {self.what} {peak}, {total} in all ({money(self.today.total, self.currency, 0)} today)."
            if losing
            else f"None of {counted(everybody)} loses money ({before:,} today): {self.what} is {total} in all."
        )
        worst = zip(curve.eroders["account"].head(WORST), curve.eroders["profit"].head(WORST), strict=True)
        told = "; ".join(f"{name} {money(float(loss), self.currency, 0)}" for name, loss in worst)
        largest = f" Largest losses: {told}." if told else ""
        if self.what != "profit":
            caption += " Revenue stands in for margin: this is not profit."
        known = set(self.today.eroders["account"])
        joining = [str(name) for name in curve.eroders["account"] if name not in known]
        news = f" New among the loss-makers: {len(joining):,}, {', '.join(joining[:WORST])}." if joining else ""
        alt = (
            f"{self.what.capitalize()} added up from the best of {counted(everybody)}: "
            f"{money(curve.peak_profit, self.currency, 0)} after {curve.peak_at:,}, {total} after all; "
            f"{f'{losing:,} {verb} {taken}' if losing else 'nobody loses'}.{largest}{news}"
        )
        return Frame(caption + largest, alt)

    def _short(self, amount: float) -> str:
        return short_money(amount, self.currency)


def _height(curve: WhaleCurve) -> np.ndarray:
    return np.concatenate([[0.0], curve.table["cumulative"].to_numpy(dtype=float)])
