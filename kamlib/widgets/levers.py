"""Move a price and a discount, and see what profit does under the response you believe in (lesson 00).

The curve is every volume that would leave profit as it was; the dot is where the assumed response lands.
"""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, money, percent, short_money, style, write_ticks
from kamlib.methods.levers import TAKEN_BY, Base, Pulled, pull
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider

_PRICES = [round(-0.10 + 0.01 * step, 2) for step in range(21)]
_DISCOUNTS = [round(0.01 * step, 2) for step in range(21)]
_RESPONSES = {0.0: "not at all", -0.5: "weakly", -1.5: "clearly", -3.0: "strongly", -5.0: "at once"}


def profit_levers(base: Base, currency: str) -> Explorer:
    """Return an explorer of what a price change and a discount do to a year's profit.

    `base` is the result of `methods.levers.base_year`.
    """
    controls: list[Control] = [
        Slider("price", "Price for everybody", _PRICES, -0.05, _signed),
        Slider("discount", f"Discount, taken by {percent(TAKEN_BY)}", _DISCOUNTS, 0.0, percent),
        Choice(
            "elasticity",
            "Customers answer",
            list(_RESPONSES),
            -1.5,
            lambda e: f"{_RESPONSES[e]} ({e:g})".replace("-", "−"),
        ),
    ]
    return Explorer("What does a price change do to profit?", controls, _Painter(base, currency))


class _Painter:
    """Profit now and then as two bars; the volume needed and the volume expected as two more."""

    def __init__(self, base: Base, currency: str) -> None:
        self.base, self.currency = base, currency
        reach = [
            pull(base, price=p, discount=d, elasticity=e).profit
            for p in (_PRICES[0], _PRICES[-1])
            for d in (_DISCOUNTS[0], _DISCOUNTS[-1])
            for e in _RESPONSES
        ]
        low, high = min(*reach, base.profit, 0.0), max(*reach, base.profit)
        room = 0.18 * (high - low or 1.0)
        with style():
            self.figure = Figure(layout="constrained")
            left, right = self.figure.subplots(1, 2)
        tones = [COLOURS["grey"], COLOURS["blue"]]
        self.profit = left.barh([0, 1], [base.profit, base.profit], height=0.55, color=tones)
        left.set_yticks([0, 1], ["profit today", "profit then"])
        left.set(xlim=(low - room, high + room), ylim=(1.6, -0.6), xlabel=f"{currency} a year")
        left.axvline(0, color=COLOURS["grey"], linewidth=1)
        write_ticks(left.xaxis, lambda value: short_money(value, currency))
        left.locator_params(axis="x", nbins=4)
        self.volume = right.barh([0, 1, 2], [1.0] * 3, height=0.55, color=[*tones, COLOURS["orange"]])
        right.set_yticks([0, 1, 2], ["volume today", "volume expected", "volume needed"])
        right.set(xlim=(0, 2.6), ylim=(2.6, -0.6), xlabel="share of today's volume")
        write_ticks(right.xaxis, percent)
        for axes in (left, right):
            axes.grid(axis="y", visible=False)
            axes.tick_params(axis="y", length=0)
        label = {"va": "center", "fontweight": "bold", "fontsize": 9, "color": COLOURS["ink"]}
        self.profit_texts = [left.text(0, place, "", **label) for place in (0, 1)]
        self.volume_texts = [right.text(0, place, "", **label) for place in (0, 1, 2)]
        self.moving: list[Artist] = [*self.profit, *self.volume, *self.profit_texts, *self.volume_texts]
        self.gap = 0.02 * (high - low or 1.0)

    def update(self, price: float, discount: float, elasticity: float) -> Frame:
        """Move the bars to these levers and say what they lead to."""
        then = pull(self.base, price=price, discount=discount, elasticity=elasticity)
        for bar, text, value in zip(self.profit, self.profit_texts, (self.base.profit, then.profit), strict=True):
            bar.set_width(value)
            text.set(x=max(value, 0) + self.gap, text=short_money(value, self.currency))
        shares = (1.0, then.volume / self.base.volume, then.break_even_volume / self.base.volume)
        for bar, text, share in zip(self.volume, self.volume_texts, shares, strict=True):
            drawn = min(max(share, 0.0), 2.15)
            bar.set_width(drawn)
            text.set(x=drawn + 0.04, text=percent(share) if share < 10 else "out of reach")
        return self._in_words(then, price, discount, elasticity)

    def _in_words(self, then: Pulled, price: float, discount: float, elasticity: float) -> Frame:
        did = f"Price {_signed(price)}" + (
            f", discount {percent(discount)} taken by {percent(TAKEN_BY)}" if discount else ""
        )
        moved = f"{money(abs(then.gain), self.currency, 0)} a year {'more' if then.gain >= 0 else 'less'}"
        change = then.break_even_change
        if not price and not discount:
            caption = f"Nothing is changed. Profit is {money(self.base.profit, self.currency, 0)} a year."
        elif change > 9:
            caption = f"{did}: a unit brings so little that no volume makes up for it. Expected: {moved}."
        else:
            need = f"{'at least' if change >= 0 else 'no more than'} {percent(abs(change), 1)} {'more' if change >= 0 else 'fewer'}"
            caption = (
                f"{did}: to lose nothing, we must {'sell' if change >= 0 else 'lose'} {need} units. Expected: {moved}."
            )
        expected = then.volume / self.base.volume - 1
        alt = (
            f"If customers answer {_RESPONSES[elasticity]}, volume changes by {_signed(expected)} and profit goes from "
            f"{money(self.base.profit, self.currency, 0)} to {money(then.profit, self.currency, 0)} a year."
        )
        return Frame(caption, alt)


def _signed(share: float) -> str:
    """Write a change.

    >>> _signed(0.05), _signed(-0.05), _signed(0.0)
    ('+5%', '−5%', 'unchanged')
    """
    if round(share, 4) == 0:
        return "unchanged"
    return f"{'+' if share > 0 else ''}{percent(share)}"
