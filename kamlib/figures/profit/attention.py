"""A picture of hours of relationship work against margin, an account a point. Used by lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.transforms import Bbox

from kamlib.figures.house import (
    COLOURS,
    axes,
    counted,
    describe,
    finding,
    legend_below,
    money,
    percent,
    short_money,
    write_ticks,
)
from kamlib.figures.house.drawing import shorten
from kamlib.methods.concentration import accounts_in
from kamlib.methods.profit import ReturnOnTime
from kamlib.methods.profit.attention import NOT_WRITTEN_DOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMED = 5
MANY = 30
NAME_LENGTH = 22


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
    ax.axhline(0, color=COLOURS["grey"], linewidth=1)
    _name(ax, table[losing].nsmallest(NAMED, "profit"))
    write_ticks(ax.xaxis, "{:,.10g}".format)
    # Decades below the threshold crowd around zero, where the axis is linear.
    write_ticks(ax.yaxis, lambda value: "" if 0 < abs(value) < threshold else short_money(value, currency))
    assumed = result.warning == NOT_WRITTEN_DOWN
    caution = (
        "assumed from orders and lines: no finding"
        if assumed
        else "attention follows size and trouble: this is no cause"
    )
    ax.set_xlabel(f"hours of work for the account\n({caution})")
    what = "revenue" if result.basis.startswith("revenue") else "margin"
    ax.set_ylabel(f"{what} before cost to serve ({currency}{', logarithmic' if threshold else ''})")
    legend_below(ax, 52, ncols=2)
    first = accounts_in(0.20, len(table))
    top = table.iloc[:first]
    hours, share = percent(top["share_of_hours"].sum()), float(top["share_of_margin"].sum(min_count=1))
    takes = "The account" if first == 1 else f"The {first:,} accounts"
    verb = "s" if first == 1 else ""
    bring = f"bring{verb} {percent(share)} of {what}"
    if np.isnan(share):
        bring = f"bring{verb} no share of {what}: there is none in all"
    if assumed:
        finding(ax, "Nobody wrote the hours down: these are assumed from orders and lines")
    else:
        finding(ax, f"{takes} with most hours take{verb} {hours} of hours and {bring}")
    total = money(float(table["margin"].sum()), currency, 0)
    return describe(
        ax,
        f"{counted(len(table))}: {table['hours'].sum():,.0f} hours and {total} of {what}. "
        f"{takes} with most hours take{verb} {hours} of hours and {bring}. "
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
    """Write the ids of accounts beside their points, towards the middle, leaving out one that would cover another."""
    taken: list[Bbox] = []
    ax.autoscale_view()  # else places are read on the limits of an empty picture
    for account, row in worst.iterrows():
        name = shorten(str(account), NAME_LENGTH)
        x, y = ax.transData.transform((row["hours"], row["margin"]))
        right = x > ax.bbox.x0 + 0.55 * ax.bbox.width
        # A letter is about 6 pixels wide in this size, one of Chinese or Japanese twice that.
        wide = sum(12 if letter >= "\u2e80" else 6 for letter in name) + 6
        place = Bbox.from_bounds(x - wide if right else x, y - 4, wide, 20)
        if any(place.overlaps(other) for other in taken):
            continue
        taken.append(place)
        behind = {"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 0.5}
        ax.annotate(name, (row["hours"], row["margin"]), (-5 if right else 5, 4), textcoords="offset points",
                    fontsize=8, ha="right" if right else "left", bbox=behind)  # fmt: skip
