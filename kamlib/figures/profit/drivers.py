"""A picture of how far each driver of profit swings it: the tornado. Used by lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import (
    COLOURS,
    axes,
    describe,
    finding,
    legend_below,
    money,
    percent,
    short_money,
    write_ticks,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def tornado(table: pd.DataFrame, currency: str, ax: Axes | None = None) -> Axes:
    """Draw profit as each driver alone moves down and up by its swing, widest first; `table` is `tornado`'s."""
    ax = axes(ax, height=1.7 + 0.42 * len(table))
    today = float(table["profit"].iloc[0])
    places = np.arange(len(table))
    ends = {"profit_down": ("orange", "driver lower"), "profit_up": ("blue", "driver higher")}
    for column, (colour, label) in ends.items():
        ax.barh(places, table[column] - today, left=today, height=0.6, color=COLOURS[colour], label=label)
    for place, (down, up) in enumerate(zip(table["profit_down"], table["profit_up"], strict=True)):
        if down == up:
            ax.annotate("does not move it", (today, place), (5, 0), textcoords="offset points", va="center",
                        fontsize=9, color=COLOURS["grey"])  # fmt: skip
            continue
        for value, side in ((min(down, up), "right"), (max(down, up), "left")):
            ax.annotate(
                short_money(value, currency),
                (value, place),
                (-5 if side == "right" else 5, 0),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=9,
            )
    ax.axvline(today, color=COLOURS["ink"], linewidth=1)
    names = [str(name).replace("_", " ") for name in table.index]
    swings = [f"±{percent(swing, 0 if swing >= 0.1 else 1)}" for swing in table["swing"]]
    ax.set_yticks(places, [f"{_short(name)} {swing}" for name, swing in zip(names, swings, strict=True)])
    ax.invert_yaxis()
    ax.margins(x=0.3)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))
    ax.set_xlabel(f"profit ({currency}), one driver moved at a time")
    legend_below(ax, ncols=2)
    width = money(float(table["width"].iloc[0]), currency, 0)
    tied = int(np.isclose(table["width"], table["width"].iloc[0]).sum())
    words = f"Profit hangs alike on {tied} drivers" if tied > 1 else f"Profit hangs most on {names[0]}"
    finding(ax, f"{words}: {width} from low to high")
    words = "; ".join(
        f"{name} {swing} {money(down, currency, 0)} to {money(up, currency, 0)}"
        for name, swing, down, up in zip(names, swings, table["profit_down"], table["profit_up"], strict=True)
    )
    return describe(ax, f"Profit of {money(today, currency, 0)} as one driver moves down and up: {words}.", table)


def _short(name: str) -> str:
    return "cost to serve" if name.startswith("cost to serve") else name
