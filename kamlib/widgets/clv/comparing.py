"""Ask several models about one account: where they agree, one may use any of them; where not, know why.

The BG/NBD lets a customer leave only right after a purchase, and so calls everybody alive who never came back (lesson 05).
Models that see the same purchases can differ most about those who bought least.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.artist import Artist

from kamlib.figures.house import COLOURS, percent, write_ticks
from kamlib.figures.house.drawing import CYCLE, shorten
from kamlib.methods.clv.purchasing import PurchaseModel
from kamlib.methods.clv.summary import summary
from kamlib.widgets.clv.telling import telling_accounts
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading, two_panels

_HORIZONS = {"month": [1, 3, 6, 12, 18, 24, 36], "week": [4, 13, 26, 52, 78, 104], "day": [30, 91, 182, 365, 730]}


def model_compare(
    models: Mapping[str, PurchaseModel], orders: pd.DataFrame, as_of: pd.Timestamp, unit: str = "month"
) -> Explorer:
    """Return an explorer of what each of `models` (by name, fitted in `unit`) says of one account.

    Raises ValueError without a model, or where no account bought.
    """
    table = summary(orders, as_of, unit).table
    if not models or table.empty:
        raise ValueError("There is no model or no account: give one or more fitted models, and orders up to this day.")
    accounts = telling_accounts(table)
    horizons = _HORIZONS[unit]
    once = next((name for name, words in accounts.items() if "bought once" in words), next(iter(accounts)))
    controls: list[Control] = [
        Choice("account", "Account", list(accounts), once, lambda one: shorten(accounts[one], 48)),
        Slider("ahead", "Purchases expected within", horizons, horizons[3], lambda n: f"{n} {unit}s"),
    ]
    return Explorer("What do the models say?", controls, _Painter(models, table.loc[list(accounts)], horizons, unit))


class _Painter:
    def __init__(
        self, models: Mapping[str, PurchaseModel], table: pd.DataFrame, horizons: list[int], unit: str
    ) -> None:
        self.unit, self.table = unit, table
        self.names = list(models)
        self.alive = pd.DataFrame({name: model.probability_alive(table) for name, model in models.items()})
        self.expected = {
            ahead: pd.DataFrame({name: model.expected_purchases(table, ahead) for name, model in models.items()})
            for ahead in horizons
        }
        self.figure, left, right = two_panels(1, 1)
        rows = list(range(len(self.names)))
        tones = [CYCLE[row % len(CYCLE)] for row in rows]
        for axes in (left, right):
            axes.set_ylim(len(rows) - 0.4, -0.6)
            axes.grid(axis="y", visible=False)
            axes.tick_params(axis="y", length=0)
        left.set_yticks(rows, [shorten(name, 16) for name in self.names])
        right.set_yticks(rows, [""] * len(rows))
        left.set(xlim=(0, 1.18))
        left.set_xticks([0, 0.5, 1])
        write_ticks(left.xaxis, percent)
        heading(left, "chance to be alive")
        heading(right, "purchases expected; 100 %: as until now")
        right.set(xlim=(0, 1.35))
        write_ticks(right.xaxis, percent)
        self.bars = [left.barh(rows, [0.0] * len(rows), height=0.6, color=tones),
                     right.barh(rows, [0.0] * len(rows), height=0.6, color=tones)]  # fmt: skip
        self.texts = [[axes.text(0, row, "", va="center", fontsize=10) for row in rows] for axes in (left, right)]
        self.usual = right.axvline(1, color=COLOURS["grey"], linewidth=1)
        self.moving: list[Artist] = [*self.bars[0], *self.bars[1], *self.texts[0], *self.texts[1]]

    def update(self, account: str, ahead: int) -> Frame:
        """Show what each model says of one account within one horizon."""
        row = self.table.loc[account].to_dict()
        alive, expected = self.alive.loc[account].to_dict(), self.expected[ahead].loc[account].to_dict()
        # What it would buy if it went on as it did: purchases so far, the first counted, over its time with us.
        usual = ahead * (row["frequency"] + 1) / max(row["T"], 1.0)
        for bars, texts, values, words in (
            (self.bars[0], self.texts[0], alive.values(), map(percent, alive.values())),
            (
                self.bars[1],
                self.texts[1],
                [one / usual for one in expected.values()],
                [f"{one:,.1f}" for one in expected.values()],
            ),
        ):
            for bar, text, value, word in zip(bars, texts, values, words, strict=True):
                drawn = float(min(value, 1.1))
                bar.set_width(drawn)
                text.set(text=word, x=drawn + 0.02)
        told = "; ".join(f"{name} {percent(alive[name])} alive, {expected[name]:.1f} purchases" for name in self.names)
        apart = max(alive.values()) - min(alive.values())
        caption = (
            f"{account}: {row['frequency'] + 1:,.0f} purchase days in {row['T']:,.0f} {self.unit}s, silent for "
            f"{row['T'] - row['recency']:,.1f}. The models are {round(100 * apart)} points apart on whether it is alive."
        )
        return Frame(caption, f"{caption} Within {ahead} {self.unit}s: {told}.")
