"""A picture of what treating tiers differently gains, costs and leaves. Used by lesson 02."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, money, short_money, write_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def tier_worth(table: pd.DataFrame, currency: str, ax: Axes | None = None) -> Axes:
    """Draw gain, costs and what is left for each tier, or each number of tiers.

    `table` is the result of `worth_of_tiers` or of `tier_count`.
    """
    ax = axes(ax)
    places = np.arange(len(table))
    ax.bar(places, table["gain"], width=0.5, color=COLOURS["green"], label="margin gained")
    ax.bar(places, -table["service_cost"], width=0.5, color=COLOURS["orange"], label="cost of service")
    below = -table["service_cost"]
    ax.bar(
        places,
        -table["complexity_cost"],
        bottom=below,
        width=0.5,
        color=COLOURS["purple"],
        label="cost of running the tier",
    )
    ax.axhline(0, color=COLOURS["grey"], linewidth=1)
    ax.plot(places, table["net"], linestyle="none", marker="D", color=COLOURS["ink"], label="left over")
    for place, net in zip(places, table["net"], strict=True):
        ax.annotate(
            short_money(net, currency),
            (place + 0.27, net),
            (2, 3),
            textcoords="offset points",
            va="bottom",
            weight="bold",
        )
    ax.set_xticks(places, [str(name) for name in table.index])
    ax.set(xlabel="number of tiers" if table.index.name == "tiers" else "tier", xlim=(-0.6, len(table) - 0.25))
    ax.set_ylabel(f"{currency} a year")
    write_ticks(ax.yaxis, lambda value: short_money(value, currency))
    ax.use_sticky_edges = False  # bars would stick to zero, and the label there would meet the title
    ax.margins(y=0.12)
    ax.grid(axis="x", visible=False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=4, frameon=False)
    words = "; ".join(f"{name} {money(net, currency, 0)}" for name, net in table["net"].items())
    if table.index.name == "tiers":
        first = int(table["net"].argmax())
        best, left = table.index[first], float(table["net"].iloc[first])
        tiers = "1 tier leaves" if best == 1 else f"{best} tiers leave"
        finding(ax, f"{tiers} most: {money(left, currency, 0)} a year")
        return describe(ax, f"What is left a year after all costs, by number of tiers: {words}.", table)
    net = table["net"].sum()
    losing = [str(name) for name in table.index[table["net"] < 0]]
    tail = f"; {', '.join(losing)} cost{'s' if len(losing) == 1 else ''} more than gained" if losing else ""
    finding(ax, f"Treating tiers apart leaves {money(net, currency, 0)} a year{tail}")
    return describe(
        ax, f"Gain less service and complexity a year, by tier: {words}; together {money(net, currency, 0)}.", table
    )
