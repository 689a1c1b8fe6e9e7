"""A picture of silences that ended: who has ordered since, by how long it had been silent. Used by lesson 04."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EDGES = (0, 30, 60, 90, 180, 365)
"""Days at which one band of silence ends and the next begins; the last band has no end."""


def came_back_bars(back: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw which share has ordered since, by days of silence then, with Wilson's 95 % interval; bands nobody was in are left out.

    `back` is that of `cohorts.came_back`. Without any account it says so.
    """
    ax = axes(ax, width=7.8, height=4.2)
    if back.empty:
        finding(ax, "Nobody had ordered yet on that day, so nobody was silent")
        ax.set_axis_off()
        return describe(ax, "No account had ordered by that day.", back)
    table = _bands(back)
    places = np.arange(len(table))
    share, low, high = (table[column].to_numpy(dtype=float) for column in ("share", "low", "high"))
    ax.bar(places, share, color=COLOURS["blue"], width=0.68)
    ax.errorbar(
        places,
        share,
        np.maximum([share - low, high - share], 0),
        fmt="none",
        ecolor=COLOURS["ink"],
        linewidth=1.2,
        capsize=3,
    )
    for place, value, top in zip(places, share, high, strict=True):
        ax.annotate(percent(value), (place, top), (0, 4), textcoords="offset points", ha="center", fontsize=9)
    ax.set_xticks(places, [f"{band}\n({n:,})" for band, n in zip(table.index, table["accounts"], strict=True)])
    ax.set(
        ylim=(0, 1.13),
        xlabel="days of silence on that day (in brackets: accounts)",
        ylabel="share that has ordered since",
    )
    ax.set_yticks(np.linspace(0, 1, 6))
    write_ticks(ax.yaxis, percent)
    ax.grid(axis="x", visible=False)
    words = _words(back)
    finding(ax, words)
    told = "; ".join(f"{band} days {percent(row['share'])} of {row['accounts']:,.0f}" for band, row in table.iterrows())
    return describe(
        ax, f"Share of {counted(len(back))} that has ordered since, by days of silence then: {told}.", table
    )


def _bands(back: pd.DataFrame) -> pd.DataFrame:
    from statsmodels.stats.proportion import proportion_confint

    names = [*(f"{start}–{end - 1}" for start, end in pairwise(EDGES)), f"{EDGES[-1]} or more"]
    band = np.digitize(back["days_since_order"], EDGES[1:])
    found = back["ordered_since"].groupby(band).agg(["size", "sum"])
    low, high = proportion_confint(found["sum"], found["size"], method="wilson")
    return pd.DataFrame(
        {
            "accounts": found["size"].to_numpy(),
            "ordered_since": found["sum"].to_numpy(),
            "share": (found["sum"] / found["size"]).to_numpy(),
            "low": np.clip(low.to_numpy(), 0, 1),
            "high": np.clip(high.to_numpy(), 0, 1),
        },
        index=pd.Index([names[place] for place in found.index], name="days of silence"),
    )


def _words(back: pd.DataFrame) -> str:
    silent = back[back["days_since_order"].between(EDGES[3], EDGES[-1] - 1)]
    if silent.empty:
        return (
            f"Nobody had been silent for {EDGES[3]} to {EDGES[-1] - 1} days; of all, {percent(back['ordered_since'].mean())} "
            "have ordered since"
        )
    return (
        f"Of {counted(len(silent))} silent for {EDGES[3]} to {EDGES[-1] - 1} days, {percent(silent['ordered_since'].mean())} "
        f"{'has' if len(silent) == 1 else 'have'} ordered since"
    )
