"""Move the cuts that make an account recent, frequent or large, and see who falls into which named cell.

The cuts are visible and ours to set (lesson 02): the explorer moves the cut between the third and the fourth of five
scores on each measure, and leaves the others at the quintiles, pushed aside where the moved one passes them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from kamlib.figures.house import COLOURS, money, percent, short_money, write_ticks
from kamlib.methods.segments.rfm import (
    CELLS,
    LESS_IS_BETTER,
    SCORES,
    Thresholds,
    cell_summary,
    cells,
    quintiles,
    score,
)
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import CUT, Dots, Shares, heading, stops, two_panels

_LOOKS = {5: (COLOURS["blue"], "o"), 3.5: (COLOURS["orange"], "s"), 2: (COLOURS["grey"], "^")}
"""A cell's colour and marker by the highest mean of frequency and monetary score it takes in."""
_DAYS = (0, 30, 120, 365, 730, 1460, 2920)


def rfm_thresholds(table: pd.DataFrame, currency: str | None = None) -> Explorer:
    """Return an explorer of an `rfm` table's three cut-offs and the named cells they make.

    `table` is the result of `methods.segments.rfm.rfm`; `currency` is the code its revenue is in. Raises ValueError
    when the table has no accounts.
    """
    start = quintiles(table)
    middle = {name: getattr(start, name)[_upper(name)] for name in ("days_since_order", "order_count", "revenue")}
    amount = _amount(currency)
    controls = [
        _slider(table, middle, "days_since_order", "Ordered lately: less than … ago", lambda days: f"{days:,.0f} days"),
        _slider(table, middle, "order_count", "Orders often: more than", lambda count: f"{count:,.0f} orders"),
        _slider(table, middle, "revenue", "Brings much: more than", amount),
    ]
    return Explorer("Who falls into which cell?", controls, _Painter(table, start, currency))


def _slider(
    table: pd.DataFrame, middle: dict[str, float], name: str, label: str, write: Callable[[float], str]
) -> Slider:
    return Slider(name, label, stops(table[name], middle[name]), middle[name], write)


def _upper(measure: str) -> int:
    """Return which of the four ascending cuts parts the two best scores from the rest."""
    return 1 if measure in LESS_IS_BETTER else 2


def _amount(currency: str | None) -> Callable[[float], str]:
    return (lambda value: money(value, currency, 0)) if currency else "{:,.0f}".format


class _Painter:
    def __init__(self, table: pd.DataFrame, start: Thresholds, currency: str | None) -> None:
        self.table, self.start, self.amount = table, start, _amount(currency)
        # Every combination of scores is named once, so that a move looks the names up.
        every = pd.MultiIndex.from_product([range(1, 6)] * len(SCORES), names=list(SCORES.values())).to_frame(
            index=False
        )
        self.named = cells(every).to_numpy().reshape([5] * len(SCORES))
        self.figure, left, right = two_panels(1.15, 1)
        positive = table["revenue"][table["revenue"] > 0]
        self.floor = float(positive.min()) if len(positive) else 1.0
        looks = {cell.name: _LOOKS[cell.size[1]] for cell in CELLS}
        self.dots = Dots(
            left, np.sqrt(table["days_since_order"].clip(lower=0)), table["revenue"].clip(lower=self.floor), looks
        )
        left.set_yscale("log")
        top = max(float(table["revenue"].max()), self.floor)
        room = max(1.5, (150 / (top / self.floor)) ** 0.5)  # two decades at least, so that the axis has ticks to read
        left.set_ylim(self.floor / room, top * room)
        # Most accounts ordered lately: by the square root of the days they do not stand on top of each other.
        longest = max(float(table["days_since_order"].max()), 30.0)
        shown = [days for days in _DAYS if days <= longest]
        left.set_xlim(-0.03 * longest**0.5, 1.03 * longest**0.5)
        left.set_xticks(np.sqrt(shown), [f"{days:,}" for days in shown])
        left.set_xlabel("days since the last order")
        left.set_ylabel("revenue")
        write_ticks(left.yaxis, lambda value: short_money(value, currency) if currency else f"{value:,.10g}")
        heading(left, "an account a dot; the lines are the cuts")
        self.days_line, self.revenue_line = left.axvline(1, **CUT), left.axhline(1, **CUT)
        self.silent_line = left.axvline(1, **{**CUT, "linewidth": 0.8, "color": COLOURS["grey"]})
        self.shares = Shares(right, {name: tone for name, (tone, _) in looks.items()}, "revenue")
        lines = (self.days_line, self.silent_line, self.revenue_line)
        self.moving: list[Artist] = [*self.dots.moving, *lines, *self.shares.moving]

    def update(self, **cuts: float) -> Frame:
        """Move one cut of each measure, score again, and say what the cells hold."""
        thresholds = Thresholds(**{name: self._moved(name, cut) for name, cut in cuts.items()})
        scores = score(self.table, thresholds)[list(SCORES.values())].to_numpy() - 1
        named = pd.Series(self.named[tuple(scores.T)], index=self.table.index)
        summary = cell_summary(self.table, named).rename(columns={"revenue_share": "value_share"})
        self.dots.move(named.to_numpy())
        self.shares.move(summary)
        for line, place in ((self.days_line, 1), (self.silent_line, 2)):
            line.set_xdata([max(thresholds.days_since_order[place], 0) ** 0.5] * 2)
        self.revenue_line.set_ydata([max(cuts["revenue"], self.floor)] * 2)
        return self._words(summary, len(named))

    def _moved(self, measure: str, cut: float) -> tuple[float, ...]:
        """Return the measure's four cuts with one moved to `cut` and its neighbours pushed aside."""
        place = _upper(measure)
        given = getattr(self.start, measure)
        below, above = np.minimum(given[:place], cut), np.maximum(given[place + 1 :], cut)
        return (*below.tolist(), cut, *above.tolist())

    def _words(self, summary: pd.DataFrame, accounts: int) -> Frame:
        rows = {str(name): row for name, row in summary.to_dict("index").items()}
        best, lost = rows["champions"], rows["at risk"]

        def brings(row: dict[Hashable, Any]) -> str:
            share = "" if np.isnan(row["value_share"]) else f", {percent(row['value_share'])} of revenue"
            return f"{self.amount(row['revenue'])}{share}"

        caption = (
            f"Champions: {best['accounts']:,} of {accounts:,} accounts ({brings(best)}). "
            f"At risk, large once and silent for long: {lost['accounts']:,} ({brings(lost)})."
        )
        all_cells = "; ".join(
            f"{name} {row['accounts']:,} ({percent(row['value_share'])})" for name, row in rows.items()
        )
        edge = int((self.table["revenue"] < self.floor).sum())
        note = f" {edge:,} accounts without positive revenue stand on the lower edge." if edge else ""
        alt = f"{accounts:,} accounts by days since the last order and revenue. Cells, with their share of revenue"
        return Frame(caption + note, f"{alt}: {all_cells}.")
