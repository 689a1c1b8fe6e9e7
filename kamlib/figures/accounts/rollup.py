"""A picture of concentration as entered, with duplicates merged and with parents rolled up. Used by lesson 01."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.methods.accounts.rollup import RollUp

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BARS = (("top_10_share", "sky", "ten largest", -0.19), ("top_1_share", "blue", "largest", 0.19))


def rollup_levels(rollup: RollUp, ax: Axes | None = None) -> Axes:
    """Draw what the largest and the ten largest customers bring on each level, and how many customers there are."""
    ax = axes(ax, height=3.8)
    levels = rollup.levels
    first, last = levels.iloc[0], levels.iloc[-1]
    if not np.isfinite(levels["top_1_share"]).all():
        finding(ax, "No shares: revenue does not add up to more than zero")
        ax.set_axis_off()
        return describe(ax, f"No concentration of {counted(first['customers'])}: revenue is not above zero.", levels)
    places = np.arange(len(levels))
    for column, tone, label, offset in _BARS:
        ax.barh(places + offset, levels[column], height=0.36, color=COLOURS[tone], label=label)
        for place, share in zip(places, levels[column], strict=True):
            ax.annotate(
                percent(share), (share, place + offset), (4, 0), textcoords="offset points", va="center", fontsize=9
            )
    ax.set_yticks(places, [f"{name} ({row['customers']:,.0f})" for name, row in levels.iterrows()])
    ax.invert_yaxis()
    for place, number in zip(places, levels["effective_number"], strict=True):
        words = f"like {number:,.1f}\nequal ones"
        ax.annotate(words, (1.01, place), xycoords=("axes fraction", "data"), va="center", annotation_clip=False)
    ax.set(
        xlim=(0, 1.12 * max(0.9, float(levels["top_10_share"].max()))),
        xlabel="share of revenue (in brackets: number of customers)",
    )
    write_ticks(ax.xaxis, percent)
    ax.grid(axis="y", visible=False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2)
    before, after = percent(first["top_10_share"]), percent(last["top_10_share"])
    if first["customers"] == last["customers"]:
        finding(ax, f"{counted(first['customers'])}, no two of them one customer; the ten largest hold {after}")
    else:
        change = after if before == after else f"{after}, not {before}"
        finding(ax, f"{counted(first['customers'])}, {last['customers']:,.0f} customers: the ten largest hold {change}")
    words = "; ".join(
        f"{name}: {row['customers']:,.0f} customers, largest {percent(row['top_1_share'], 1)}, ten largest "
        f"{percent(row['top_10_share'], 1)}, like {row['effective_number']:,.1f} equal ones"
        for name, row in levels.iterrows()
    )
    return describe(ax, f"Concentration of revenue on three levels: {words}.", levels)
