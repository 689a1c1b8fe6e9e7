"""A picture of what accounts are worth, each with the interval in which it may lie. Used by lesson 05."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, money, short_money, write_ticks
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12


def value_intervals(worth: pd.DataFrame, currency: str, ax: Axes | None = None) -> Axes:
    """Draw value and interval of the most valuable accounts: `worth` has the columns value, low and high, a row an account.

    Of more than twelve the twelve most valuable are drawn; the table behind holds all.
    """
    table = worth.sort_values("value", ascending=False, kind="stable")
    shown = table.head(MOST)
    ax = axes(ax, width=7.8, height=1.6 + 0.3 * max(len(shown), 2))
    if shown.empty:
        finding(ax, "There is no account to value (0 accounts)")
        ax.set_axis_off()
        return describe(ax, "0 accounts.", table)
    places = np.arange(len(shown))[::-1]
    value, low, high = (shown[name].to_numpy(dtype=float) for name in ("value", "low", "high"))
    ax.hlines(places, low, high, color=COLOURS["grey"], linewidth=3)
    ax.plot(value, places, "o", color=COLOURS["blue"])
    ax.set_yticks(places, [shorten(str(name)) for name in shown.index])
    ax.set(xlabel=f"value, {currency}", ylim=(-0.6, len(shown) - 0.4))
    ax.margins(x=0.05)
    write_ticks(ax.xaxis, lambda amount: short_money(amount, currency))
    ax.grid(axis="y", visible=False)
    overlap = int((high[1:] >= value[0]).sum())
    words = f"The first account's value is {money(value[0], currency, 0)}"
    if len(shown) > 1:
        words += f"; {counted(overlap)} of the next {len(shown) - 1} may be worth as much"
    finding(ax, words)
    return describe(
        ax,
        f"Value of the {counted(len(shown))} worth most, of {len(table):,}, each with its interval. {words}; its own interval is "
        f"{money(low[0], currency, 0)} to {money(high[0], currency, 0)}.",
        table,
    )
