"""A picture of what stopping the loss-makers seems to save and really would. Used by lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, money, percent, short_money, write_ticks
from kamlib.methods.profit import Stopping

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def stopping_bars(stopping: Stopping, currency: str, ax: Axes | None = None) -> Axes:
    """Draw the loss on paper beside what stopping all loss-makers, or only those for whom it pays, would save."""
    ax = axes(ax, height=3.3)
    table = stopping.table
    if table.empty:
        finding(ax, "Nobody makes a loss: there is nothing to stop")
        ax.set_axis_off()
        return describe(ax, stopping.note, table)
    worth = int((table["saved"] > 0).sum())
    bars = {
        "loss on paper": (stopping.apparent, "grey"),
        "saved if all go": (stopping.saved, "green" if stopping.saved >= 0 else "vermilion"),
        f"saved if only {worth:,} go": (stopping.best, "green"),
    }
    places, amounts = np.arange(len(bars)), np.array([amount for amount, _ in bars.values()])
    ax.barh(places, amounts, height=0.6, color=[COLOURS[tone] for _, tone in bars.values()])
    for place, amount in zip(places, amounts, strict=True):
        ax.annotate(short_money(amount, currency), (max(amount, 0.0), place), (6, 0), textcoords="offset points",
                    va="center", weight="bold")  # fmt: skip
    ax.axvline(0, color=COLOURS["grey"], linewidth=1)
    ax.set_yticks(places, list(bars))
    ax.invert_yaxis()
    ax.margins(x=0.18)
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))
    ax.set_xlabel(f"{currency} a year, where {percent(stopping.fixed_share)} of the cost to serve stays")
    saves = "would save" if stopping.saved >= 0 else "would cost"
    words = f"{counted(len(table))} {'loses' if len(table) == 1 else 'lose'} {money(stopping.apparent, currency, 0)} on paper"
    finding(ax, f"{words}; letting all go {saves} {money(abs(stopping.saved), currency, 0)}")
    told = pd.Series({name: amount for name, (amount, _) in bars.items()}, name=currency).rename_axis("what")
    return describe(
        ax,
        f"{words}. Letting all go {saves} {money(abs(stopping.saved), currency, 0)}, letting go only the {worth:,} for whom "
        f"it pays saves {money(stopping.best, currency, 0)}. {stopping.note}",
        told.to_frame(),
    )
