"""A picture of what one per cent of each lever does to a year's profit. Used by lesson 00."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kamlib.figures.house import COLOURS, axes, describe, finding, money, short_money, write_ticks
from kamlib.methods.levers import Base, one_percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def lever_bars(base: Base, currency: str, ax: Axes | None = None) -> Axes:
    """Draw what each lever, moved by one per cent to our good, adds to a year's profit, while the others stay."""
    ax = axes(ax, height=2.9)
    table = one_percent(base)
    places = np.arange(len(table))
    ax.barh(places, table["gain"], height=0.6, color=COLOURS["blue"])
    for place, gain in zip(places, table["gain"], strict=True):
        ax.annotate(
            short_money(gain, currency),
            (max(gain, 0.0), place),
            (6, 0),
            textcoords="offset points",
            va="center",
            weight="bold",
        )
    ax.set_yticks(places, [f"{lever} {change}" for lever, change in table["change"].items()])
    ax.invert_yaxis()
    ax.margins(x=0.14)
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))
    ax.set_xlabel(f"profit gained ({currency} a year)")
    gains = table["gain"]
    strongest = gains.idxmax()
    finding(ax, f"One per cent of {strongest} is worth {money(gains.max(), currency, 0)} a year")
    words = "; ".join(
        f"{lever} {change} {money(gain, currency, 0)}"
        for lever, change, gain in zip(table.index, table["change"], gains, strict=True)
    )
    return describe(ax, f"Profit gained a year by one per cent of each lever, the others as they are: {words}.", table)
