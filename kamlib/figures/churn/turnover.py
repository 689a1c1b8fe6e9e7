"""Pictures of groups against chance: the funnel of limits, and small groups pulled to the whole. Used by lesson 04."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below, percent, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.churn.turnover import INSIDE, OUTSIDE, WARNING, Funnel, Shrinkage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEW = 8
"""Up to so many groups, every one is named; beyond it, only those outside the limits."""
MOST_NAMED, IN_A_CROWD = 12, 5
"""Up to so many of them; where there are more, the furthest few, or names would cover each other."""
MOST_ROWS = 30
_TONES = {INSIDE: "blue", WARNING: "orange", OUTSIDE: "vermilion"}
_MARKS = {INSIDE: "o", WARNING: "D", OUTSIDE: "s"}


def funnel_plot(funnel: Funnel, ax: Axes | None = None) -> Axes:
    """Draw each group's rate against its number of customers, between the limits of what chance does to such a group."""
    ax = axes(ax, width=7.8, height=4.8)
    table, curve = funnel.table, funnel.curve
    for name, words, alpha in (("998", "chance, 99.8 %", 0.45), ("95", "chance, 95 %", 1.0)):
        low, high = curve[f"low_{name}"], curve[f"high_{name}"]
        ax.fill_between(curve["n"], low, high, color=COLOURS["pale"], alpha=alpha, linewidth=0, label=words)
    ax.axhline(funnel.target, color=COLOURS["ink"], linewidth=1)
    for verdict, tone in _TONES.items():
        rows = table[table["verdict"] == verdict]
        if len(rows):
            ax.plot(rows["n"], rows["rate"], _MARKS[verdict], color=COLOURS[tone], markersize=7, markeredgecolor="white",
                    label=f"{verdict} ({len(rows):,})", linestyle="none")  # fmt: skip
    furthest = (table["rate"] - funnel.target).abs() * np.sqrt(table["n"])
    named = table if len(table) <= FEW else table[table["verdict"] != INSIDE]
    named = named.loc[furthest[named.index].sort_values(ascending=False).index]
    named = named.head(MOST_NAMED if len(named) <= MOST_NAMED else IN_A_CROWD)
    widest = float(table["n"].max()) * 1.08
    # High enough to see the funnel close over a middling group, however tame the rates are.
    middling = float(table["high_998"].median())
    top = min(1.03, 1.12 * max(float(table["rate"].max()), middling, 1.5 * funnel.target, 0.05))
    _name(ax, named, widest, top)
    ax.set(xlim=(0, widest), ylim=(-0.02 * top, top))
    ax.set(xlabel="customers in the group", ylabel="share that left")
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    write_ticks(ax.yaxis, percent)
    write_ticks(ax.xaxis, "{:,.0f}".format)
    ax.annotate(f"target\n{percent(funnel.target, 1)}", (widest, funnel.target), (4, 0), textcoords="offset points",
                fontsize=9, va="center", annotation_clip=False)  # fmt: skip
    legend_below(ax)
    count, beyond = len(table), int((table["verdict"] == OUTSIDE).sum())
    finding(ax, _title(table, named, beyond))
    told = named[named["verdict"] != INSIDE].head(5)
    words = "; ".join(f"{name} {percent(row['rate'])} of {row['n']:,}" for name, row in told.iterrows())
    alt = f"Funnel plot of {count:,} groups around {percent(funnel.target, 1)}. {funnel.note}"
    return describe(ax, f"{alt} Outside: {words}." if words else alt, table)


def _title(table: pd.DataFrame, named: pd.DataFrame, beyond: int) -> str:
    spread = f"{percent(table['rate'].min())} to {percent(table['rate'].max())}"
    if len(table) == 1:
        return (
            f"{percent(table['rate'].iloc[0])} left, {'beyond' if beyond else 'within'} chance (99.8 %) of the target"
        )
    if not beyond:
        return f"From {spread} left, and none of the {len(table):,} groups is beyond chance (99.8 %)"
    found = [shorten(str(name), 22) for name in named.index[named["verdict"] == OUTSIDE][:2]]
    others = " and others" if beyond > len(found) else ""
    be = "is" if beyond == 1 else "are"
    return f"{beyond:,} of {len(table):,} groups {be} beyond chance (99.8 %): {', '.join(found)}{others}"


def _name(ax: Axes, named: pd.DataFrame, widest: float, top: float) -> None:
    """Write names beside their points, away from the nearer edge; names that would lie on another are left out."""
    taken: list[tuple[float, float]] = []
    for name, row in named.iterrows():
        place = (float(row["n"]) / widest, float(row["rate"]) / top)
        if any(abs(place[0] - x) < 0.3 and abs(place[1] - y) < 0.04 for x, y in taken):
            continue
        taken.append(place)
        right = place[0] > 0.72
        behind = {"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 1}
        ax.annotate(shorten(str(name), 20), (row["n"], row["rate"]), (-7 if right else 7, 0), fontsize=9, bbox=behind,
                    textcoords="offset points", ha="right" if right else "left", va="center")  # fmt: skip


def shrinkage_plot(shrinkage: Shrinkage, ax: Axes | None = None) -> Axes:
    """Draw each group's own rate and where it stands once small numbers are respected, the largest shrunk rate first.

    Of more than 30 groups the 15 at either end are drawn; the table behind holds all.
    """
    table = shrinkage.table.sort_values(["shrunk", "rate"], ascending=False, kind="stable")
    many = len(table) > MOST_ROWS
    shown = pd.concat([table.head(MOST_ROWS // 2), table.tail(MOST_ROWS // 2)]) if many else table
    ax = axes(ax, width=8.2, height=2.3 + 0.26 * max(len(shown), 3))
    places = np.arange(len(shown)) + (np.arange(len(shown)) >= MOST_ROWS // 2) * many
    ax.axvline(shrinkage.pooled_rate, color=COLOURS["ink"], linewidth=1, label="pooled rate")
    ax.hlines(places, shown["shrunk_low"], shown["shrunk_high"], color=COLOURS["pale"], linewidth=5)
    ax.hlines(places, shown["rate"], shown["shrunk"], color=COLOURS["grey"], linewidth=1)
    ax.plot(shown["rate"], places, "o", markerfacecolor="white", markeredgecolor=COLOURS["grey"], label="own rate")
    ax.plot(shown["shrunk"], places, "o", color=COLOURS["blue"], label="shrunk rate, with its 95 %")
    ax.set_yticks(places, [f"{shorten(str(name), 22)} ({row['n']:,.0f})" for name, row in shown.iterrows()])
    ax.set_ylim(places.max() + 0.7, -0.7)
    ax.set_xlim(left=min(0.0, float(shown["rate"].min())) - 0.01)
    ax.set_xlabel("share that left (in brackets: customers)")
    if many:
        ax.text(shrinkage.pooled_rate, MOST_ROWS // 2, f"  {len(table) - MOST_ROWS:,} groups between", va="center")
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    write_ticks(ax.xaxis, percent)
    ax.grid(axis="y", visible=False)
    legend_below(ax)
    raw = f"{percent(table['rate'].min())} to {percent(table['rate'].max())}"
    fair = f"{percent(table['shrunk'].min(), 1)} to {percent(table['shrunk'].max(), 1)}"
    if len(table) == 1:
        finding(ax, f"{percent(shrinkage.pooled_rate, 1)} left: one group alone has nothing to be compared with")
    elif np.isinf(shrinkage.strength):
        finding(ax, f"Rates from {raw} are what chance makes of {percent(shrinkage.pooled_rate, 1)}")
    else:
        finding(ax, f"Rates from {raw} shrink to {fair} once small numbers are respected")
    return describe(
        ax, f"Own and shrunk rates of {len(table):,} groups: own {raw}, shrunk {fair}. {shrinkage.note}", table
    )
