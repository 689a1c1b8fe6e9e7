"""A picture of what an alarm brings and costs, threshold by threshold. Used by lesson 04."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, axes, describe, finding, money, percent, short_money, write_ticks
from kamlib.methods.churn.alarm import AlarmCosts

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def alarm_cost_curve(costs: AlarmCosts, currency: str, ax: Axes | None = None, *, score: str = "score") -> Axes:
    """Draw the net value of calling the accounts with the highest scores, by how many are called; the best is marked.

    `score` says in words what the thresholds measure, such as "times its usual gap".
    """
    ax = axes(ax, width=7.8, height=4.4)
    table = costs.table
    best = table.iloc[int(table["net"].argmax())]
    ax.axhline(0, color=COLOURS["grey"], linewidth=1)
    few = len(table) <= 30
    ax.plot(table["calls"], table["net"], "-o" if few else "-", color=COLOURS["blue"], markersize=4)
    ax.plot([best["calls"]], [best["net"]], "D", color=COLOURS["vermilion"], markersize=8)
    ax.set_xlim(0, max(1, int(table["calls"].max())) * 1.02)
    ax.margins(y=0.14)
    ax.set(xlabel=f"accounts called, the highest first ({score})", ylabel=f"value of the calls, {currency}")
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    write_ticks(ax.xaxis, "{:,.0f}".format)
    write_ticks(ax.yaxis, lambda value: short_money(value, currency))
    everyone = table.iloc[-1]
    if not best["calls"]:
        words = "At these costs no threshold pays: calling nobody is best"
    else:
        words = (
            f"Calling from {_short(best['threshold'])} {score} up is best: {best['calls']:,.0f} call{'' if best['calls'] == 1 else 's'}, "
            f"{percent(best['precision'])} of them to leavers, {money(best['net'], currency, 0)}"
        )
        right = best["calls"] > 0.6 * table["calls"].max()
        ax.annotate(f"{_short(best['threshold'])} {score}: finds {percent(best['recall'])} of leavers",
                    (best["calls"], best["net"]), (-6 if right else 6, 9), textcoords="offset points", fontsize=9,
                    ha="right" if right else "left")  # fmt: skip
    finding(ax, words)
    recall = f", {percent(best['recall'])} of leavers found" if np.isfinite(best["recall"]) and best["calls"] else ""
    return describe(
        ax,
        f"{words}{recall}. Calling all {everyone['calls']:,.0f} brings {money(everyone['net'], currency, 0)}; "
        f"calling nobody {money(0, currency, 0)}. {costs.note}",
        table,
    )


def _short(threshold: float) -> str:
    return f"{threshold:,.0f}" if threshold >= 100 else f"{threshold:.3g}"
