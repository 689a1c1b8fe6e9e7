"""A picture of hours of relationship work against margin, an account a point. Used by lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, money, percent, short_money, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.concentration import accounts_in
from kamlib.methods.profit import ReturnOnTime

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMED = 5
MANY = 30
ROOM = (60.0, 14.0)  # pixels that a name needs, across and up


def time_and_margin(result: ReturnOnTime, currency: str, ax: Axes | None = None) -> Axes:
    """Draw each account's hours against its margin before cost to serve; loss-makers apart, the costliest named."""
    ax = axes(ax, height=4.6)
    table = result.table
    losing = table["profit"] < 0
    size = max(14.0, min(50.0, 9000 / len(table)))
    groups = ((~losing, "blue", "o", "profit or even"), (losing, "vermilion", "X", "loss after cost to serve"))
    for chosen, colour, marker, label in groups:
        part = table[chosen]
        ax.scatter(
            part["hours"],
            part["margin"],
            s=size,
            color=COLOURS[colour],
            marker=marker,
            alpha=0.75,
            linewidths=0,
            label=f"{label}: {counted(len(part))}",
        )
    threshold = _scale(ax, table["margin"])
    _name(ax, table[losing].nsmallest(NAMED, "profit"))
    ax.axhline(0, color=COLOURS["grey"], linewidth=1)
    write_ticks(ax.xaxis, "{:,.10g}".format)
    # Decades below the threshold crowd around zero, where the axis is linear.
    write_ticks(ax.yaxis, lambda value: "" if 0 < abs(value) < threshold else short_money(value, currency))
    ax.set_xlabel("hours of work for the account\n(attention follows size and trouble: this is no cause)")
    what = "revenue" if result.basis.startswith("revenue") else "margin"
    ax.set_ylabel(f"{what} before cost to serve ({currency}{', logarithmic' if threshold else ''})")
    ax.legend(loc="best")
    first = accounts_in(0.20, len(table))
    top = table.iloc[:first]
    hours, margin = percent(top["share_of_hours"].sum()), percent(top["share_of_margin"].sum(min_count=1))
    takes = "The account" if first == 1 else f"The {first:,} accounts"
    verb = "s" if first == 1 else ""
    finding(ax, f"{takes} with most hours take{verb} {hours} of hours and bring{verb} {margin} of {what}")
    total = money(float(table["margin"].sum()), currency, 0)
    return describe(
        ax,
        f"{counted(len(table))}: {table['hours'].sum():,.0f} hours and {total} of {what}. "
        f"{takes} with most hours take{verb} {hours} of hours and bring{verb} {margin} of {what}. "
        f"After cost to serve {int(losing.sum()):,} of them all lose money. {result.warning}",
        table,
    )


def _scale(ax: Axes, margin: pd.Series) -> float:
    """Spread out many small accounts beside a few giants, also below zero; return from where it is logarithmic, or 0."""
    sizes = margin.abs()[margin != 0]
    if len(sizes) < MANY or sizes.max() < 20 * sizes.median():
        return 0.0
    threshold = float(10 ** np.floor(np.log10(sizes.quantile(0.1))))
    ax.set_yscale("symlog", linthresh=threshold)
    return threshold


def _name(ax: Axes, worst: pd.DataFrame) -> None:
    """Write the ids of accounts beside their points, leaving out one that would cover another."""
    taken: list[np.ndarray] = []
    for account, row in worst.iterrows():
        spot = ax.transData.transform((row["hours"], row["margin"]))
        if all(abs(spot[0] - x) > ROOM[0] or abs(spot[1] - y) > ROOM[1] for x, y in taken):
            name = shorten(str(account))
            ax.annotate(name, (row["hours"], row["margin"]), (5, 4), textcoords="offset points", fontsize=8)
            taken.append(spot)
