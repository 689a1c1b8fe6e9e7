"""Spend on getting and on keeping, and watch the marginal cost: where the last customer costs more than one is worth, stop.

Averages decide nothing (Pfeifer 2005). The best spending on getting is where one more customer costs a lifetime value; the
best on keeping is where that lifetime value is largest (Blattberg and Deighton 1996; lesson 06).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist

from kamlib.figures.house import COLOURS, money, percent, write_ticks
from kamlib.methods.equity.balance import ResponseCurve, balance, lifetime_value
from kamlib.widgets.live import Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading, two_panels

_STOPS = 41


def two_budgets(
    acquisition: ResponseCurve, retention: ResponseCurve, margin: float, discount_rate: float, currency: str
) -> Explorer:
    """Return an explorer of spending a prospect on getting and a customer on keeping; `margin` is money a year.

    Raises ValueError as `equity.balance` does.
    """
    best = balance(acquisition, retention, margin, discount_rate)
    get, keep = _stops(best.acquisition_spending), _stops(best.retention_spending)
    controls: list[Control] = [
        Slider("get", "Spent on a prospect", get, get[_STOPS // 4], lambda amount: money(amount, currency)),
        Slider("keep", "Spent on a customer, a year", keep, keep[_STOPS // 4], lambda amount: money(amount, currency)),
    ]
    painter = _Painter(acquisition, retention, margin, discount_rate, currency)
    return Explorer(
        "Where does the next euro do the most?" if currency == "EUR" else "Where does more money do the most?",
        controls,
        painter,
    )


def _stops(best: float) -> list[float]:
    """Return amounts from nothing to well beyond the best, which is among them to the cent."""
    top = 2.2 * best if best > 0 else 1.0
    return sorted({round(top * place / (_STOPS - 1), 2) for place in range(_STOPS)} | {round(best, 2)})


class _Painter:
    def __init__(
        self, acquisition: ResponseCurve, retention: ResponseCurve, margin: float, discount_rate: float, currency: str
    ) -> None:
        self.acquisition, self.retention = acquisition, retention
        self.margin, self.discount, self.currency = margin, discount_rate, currency
        self.best = balance(acquisition, retention, margin, discount_rate)
        self.figure, left, right = two_panels(1, 1)
        reach = max(2.3 * self.best.acquisition_spending, 1.0), max(2.3 * self.best.retention_spending, 1.0)
        top = 2.4 * max(self.best.lifetime_value, 1.0)
        self.spending = np.linspace(0, reach[0], 160)
        won = np.array([acquisition.share(one) for one in self.spending])
        with np.errstate(divide="ignore", invalid="ignore"):
            average = np.where(won > 0, self.spending / won, np.nan)
        marginal = np.array([1 / acquisition.slope(one) for one in self.spending])
        left.plot(
            self.spending, np.minimum(average, 2 * top), color=COLOURS["grey"], label="average cost of a customer"
        )
        left.plot(
            self.spending, np.minimum(marginal, 2 * top), color=COLOURS["blue"], label="cost of one more customer"
        )
        left.axvline(self.best.acquisition_spending, color=COLOURS["green"], linewidth=1, linestyle="--")
        left.set(xlim=(0, reach[0]), ylim=(0, top), xlabel=f"spent on a prospect ({currency})")
        heading(left, "what one more customer costs, and is worth")
        left.legend(loc="upper left", fontsize=8, frameon=False)
        self.worth = left.plot([], [], color=COLOURS["vermilion"], linewidth=1.6)[0]
        self.at = left.plot([], [], "D", color=COLOURS["blue"], markersize=9, markeredgecolor="white")[0]
        keeping = np.linspace(0, reach[1], 160)
        values = np.array([lifetime_value(margin, retention, one, discount_rate) for one in keeping])
        right.plot(keeping, values, color=COLOURS["orange"])
        right.axvline(self.best.retention_spending, color=COLOURS["green"], linewidth=1, linestyle="--")
        room = 0.12 * max(float(values.max() - values.min()), 1.0)
        right.set(xlim=(0, reach[1]), ylim=(float(values.min()) - room, float(values.max()) + 2 * room))
        right.set(xlabel=f"spent on a customer, a year ({currency})")
        heading(right, "lifetime value of a customer won")
        self.kept = right.plot([], [], "D", color=COLOURS["orange"], markersize=9, markeredgecolor="white")[0]
        for axes in (left, right):
            write_ticks(axes.xaxis, "{:,.10g}".format)
            write_ticks(axes.yaxis, "{:,.10g}".format)
        behind: dict[str, Any] = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 1}
        self.said = left.text(0, 0, "", fontsize=9, va="bottom", bbox=behind, color=COLOURS["vermilion"])
        self.top, self.reach = top, reach
        self.moving: list[Artist] = [self.worth, self.at, self.kept, self.said]

    def update(self, get: float, keep: float) -> Frame:
        """Mark both budgets, and say what a prospect brings, what the last customer costs, and what the best would bring."""
        worth = lifetime_value(self.margin, self.retention, keep, self.discount)
        marginal = 1 / self.acquisition.slope(get)
        won, kept = self.acquisition.share(get), self.retention.share(keep)
        self.worth.set_data([0, self.reach[0]], [min(worth, self.top)] * 2)
        self.at.set_data([get], [min(marginal, 0.98 * self.top)])
        self.kept.set_data([keep], [worth])
        self.said.set(text="worth of a customer", x=0.99 * self.reach[0], y=min(worth, 0.93 * self.top))
        self.said.set_horizontalalignment("right")
        value = won * worth - get

        def euro(amount: float) -> str:
            return money(amount, self.currency)

        less = marginal > 1.005 * worth
        more = (
            "spend more on getting"
            if marginal < 0.995 * worth
            else "spend less on getting"
            if less
            else "getting is right"
        )
        cost = f"{euro(get / won)} on average" if won > 0 else "nothing, and none is won"
        ratio = ""
        if won > 0 and kept > 0 and keep > 0:
            ratio = f"{(get / won) / (keep / kept):.1f} times as dear to get as to keep, on average. "
        caption = (
            f"A prospect brings {euro(value)} (the best would: {euro(self.best.value)}). One more customer costs {euro(marginal)} and is "
            f"worth {euro(worth)}: {more}."
        )
        alt = (
            f"{percent(won, 1)} of prospects are won at {cost}, {percent(kept, 1)} of customers kept a year. {ratio}{caption} Best: "
            f"{euro(self.best.acquisition_spending)} on a prospect, {euro(self.best.retention_spending)} on a customer a year."
        )
        return Frame(caption, alt)
