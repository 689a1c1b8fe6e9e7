"""Move the alarm's threshold, and what a call costs and achieves, and see what the calls bring (lesson 04).

Which threshold is best hangs on cost and success far more than on how well the score foretells: the best one is marked
beside the chosen one, and moves.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, counted, money, percent, short_money, write_ticks
from kamlib.methods.churn.alarm import AlarmCosts, alarm_costs
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.scale import Scale
from kamlib.widgets.segments.panels import heading, two_panels

_SUCCESS = [0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0]
_PARTS = (0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3)
"""What a call may cost, as parts of what a kept account is worth."""
_START_PART, _START_SUCCESS, _START_CALLED = 0.03, 0.2, 0.25
_MOST_STOPS = 45
_ROWS = ("called", "leaving, called", "leaving, missed")


def alarm_threshold(scores: pd.Series, truth: pd.Series, value: pd.Series, currency: str) -> Explorer:
    """Return an explorer of the threshold at which an alarm rings, what a call costs, and how often it keeps a leaver.

    `scores`, `truth` (was it leaving?) and `value` (money an account kept is worth) are by account_id, as for
    `churn.alarm_costs`, which raises ValueError for what makes no sense. Without any score nobody can be called.
    """
    first = alarm_costs(scores, truth, 0.0, value, 1.0)
    thresholds = _thresholds(first.table)
    costs = [_rounded(_typical(value.reindex(scores.index)) * part) for part in _PARTS]
    calls = first.table.set_index("threshold")["calls"]
    start = min(thresholds, key=lambda it: abs(float(calls[it]) - _START_CALLED * len(scores)))
    controls = [
        Slider("threshold", "Call from a score of", thresholds, start, _score),
        Slider("cost", "A call costs", costs, costs[_PARTS.index(_START_PART)], lambda cost: _amount(cost, currency)),
        Slider("success", "A call keeps of the leavers", _SUCCESS, _START_SUCCESS, percent),
    ]
    return Explorer("From which score on should we call?", controls, _Painter(scores, truth, value, currency))


def _thresholds(table: pd.DataFrame) -> list[float]:
    """Return thresholds that call in even steps from everybody to nobody."""
    places = np.unique(np.linspace(0, len(table) - 1, _MOST_STOPS).round().astype(int))
    return [float(threshold) for threshold in table["threshold"].to_numpy()[places][::-1]]


def _typical(value: pd.Series) -> float:
    worth = value[value > 0]
    return float(worth.median()) if len(worth) else 1000.0


def _rounded(amount: float) -> float:
    return float(f"{amount:.2g}")


def _amount(cost: float, currency: str) -> str:
    return money(cost, currency, 0 if cost >= 10 else 2)


def _score(threshold: float) -> str:
    """Write a threshold.

    >>> _score(2.345), _score(1234.0), _score(math.inf)
    ('2.35', '1,234', 'none: nobody is called')
    """
    if math.isinf(threshold):
        return "none: nobody is called"
    return f"{threshold:,.0f}" if abs(threshold) >= 100 else f"{threshold:.3g}"


class _Painter:
    def __init__(self, scores: pd.Series, truth: pd.Series, value: pd.Series, currency: str) -> None:
        self.currency, self.accounts = currency, len(scores)
        self.scored = int(scores.notna().sum())
        self.leaving = int(truth.reindex(scores.index).sum())

        @cache
        def costs_of(cost: float, success: float) -> AlarmCosts:
            return alarm_costs(scores, truth, cost, value, success)

        self.costs_of = costs_of
        self.figure, left, right = two_panels(1.5, 1)
        left.set_xlim(0, 1.03 * max(self.scored, 1))
        left.set_xlabel("accounts called, the highest score first")
        write_ticks(left.xaxis, "{:,.0f}".format)
        left.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=True))
        heading(left, f"value of the calls less their cost, {currency}")
        self.scale = Scale(
            left, "y", lambda amount: short_money(amount, currency), widest=short_money(-250_000, currency)
        )
        self.curve = left.plot([], [], color=COLOURS["blue"])[0]
        self.best = left.plot([], [], "D", color=COLOURS["vermilion"], markersize=9, markeredgecolor="white")[0]
        self.chosen = left.plot([], [], "o", color=COLOURS["ink"], markersize=9, markeredgecolor="white")[0]
        behind = {"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 1}
        look: dict[str, Any] = {"fontsize": 9, "fontweight": "bold", "ha": "center", "bbox": behind}
        self.notes = [left.text(0, 0, "", color=COLOURS[tone], va=va, **look)
                      for tone, va in (("vermilion", "bottom"), ("ink", "top"))]  # fmt: skip
        tones = [COLOURS[tone] for tone in ("blue", "green", "vermilion")]
        self.bars = right.barh(range(len(_ROWS)), [0] * len(_ROWS), height=0.55, color=tones)
        right.set_yticks(range(len(_ROWS)), list(_ROWS))
        right.set(xlim=(0, 1.2 * max(self.accounts, 1)), ylim=(len(_ROWS) - 0.4, -0.6), xlabel="accounts")
        right.tick_params(axis="y", length=0)
        right.grid(axis="y", visible=False)
        right.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10], integer=True))
        write_ticks(right.xaxis, "{:,.0f}".format)
        heading(right, f"found, of {_plural(self.leaving, 'leaver')}")
        self.counts = [right.text(0, y, "", va="center", fontweight="bold", fontsize=9) for y in range(len(_ROWS))]
        self.moving: list[Artist] = [
            *self.scale.moving, self.curve, self.best, self.chosen, *self.notes, *self.bars, *self.counts,
        ]  # fmt: skip

    def update(self, threshold: float, cost: float, success: float) -> Frame:
        """Move the curve to these costs and the mark to this threshold, and say what both bring."""
        costs = self.costs_of(cost, success)
        table = costs.table
        net = table["net"].to_numpy(dtype=float)
        here = table.iloc[int(np.flatnonzero(table["threshold"] >= threshold)[-1])]
        best = table.iloc[int(net.argmax())]
        # What calling everybody would lose must not flatten what calling few can earn.
        low, high = max(float(net.min()), -3 * max(float(net.max()), -0.2 * float(net.min()))), float(net.max())
        low = min(low, float(here["net"]))
        room = 0.16 * (high - low)
        self.scale.move(low - room, high + room)
        self.curve.set_data(table["calls"], self.scale(net))
        both = here["threshold"] == best["threshold"]
        words = ("best and chosen" if both else "best", "" if both else "chosen")
        self._mark(self.best, self.notes[0], best, words[0])
        self._mark(self.chosen, self.notes[1], here, words[1])
        found = (here["calls"], here["caught"], self.leaving - here["caught"])
        for bar, text, count in zip(self.bars, self.counts, found, strict=True):
            bar.set_width(count)
            text.set(x=count + 0.02 * self.accounts, text=f"{count:,.0f}")
        return self._words(here, best, costs, (cost, success))

    def _mark(self, mark: Line2D, note: Text, row: pd.Series, words: str) -> None:
        """Put a mark on the curve with what it brings; without `words` it has none."""
        place, edge = float(self.scale(row["net"])), row["calls"] / max(self.scored, 1)
        mark.set_data([row["calls"]] if words else [], [place] if words else [])
        note.set_text(f"{words} {short_money(row['net'], self.currency)}" if words else "")
        note.set_position((row["calls"], place + (0.04 if mark is self.best else -0.045)))
        note.set_horizontalalignment("left" if edge < 0.12 else "right" if edge > 0.88 else "center")

    def _words(self, here: pd.Series, best: pd.Series, costs: AlarmCosts, price: tuple[float, float]) -> Frame:
        missed = _plural(self.leaving - here["caught"], "leaver")
        net = money(here["net"], self.currency, 0)
        called = f"Nobody is called: {missed} missed, {net} net."
        if here["calls"]:
            called = (
                f"Calling from {_score(here['threshold'])} up: {_plural(here['calls'], 'call')}, "
                f"{here['caught']:,.0f} of them to leavers ({percent(here['precision'])}), {missed} missed, {net} net."
            )
        top = money(best["net"], self.currency, 0)
        if not best["calls"]:
            finest = "At these costs no threshold pays: calling nobody is best."
        elif best["threshold"] == here["threshold"]:
            finest = "No threshold brings more."
        else:
            finest = f"Best is {_score(best['threshold'])}: {_plural(best['calls'], 'call')}, {top}."
        everyone = money(costs.net_of_all, self.currency, 0)
        silent = self.accounts - self.scored
        unknown = f" {counted(silent)} without a score {'is' if silent == 1 else 'are'} never called." if silent else ""
        alt = (
            f"{counted(self.accounts)}, {self.leaving:,} of them leaving; a call costs "
            f"{_amount(price[0], self.currency)} and keeps {percent(price[1])} of the leavers. {called} {finest} "
            f"Calling everybody with a score brings {everyone}.{unknown}"
        )
        return Frame(f"{called} {finest}", alt)


def _plural(count: float, what: str) -> str:
    return f"{count:,.0f} {what}{'' if count == 1 else 's'}"
