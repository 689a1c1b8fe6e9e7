"""A picture of buying behaviour: every account's mix of rebuys and new tasks. Used by lesson 02."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.methods.segments.buying import MODIFIED, NEW, NO_ARTICLES, STRAIGHT, TOO_FEW

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def buying_mix(behaviour: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw each account's shares of straight rebuy, modified rebuy and new task, the most habitual accounts first."""
    ax = axes(ax)
    told = behaviour[~behaviour["label"].isin((TOO_FEW, NO_ARTICLES))]
    classes = _classes(told)
    untold = len(behaviour) - len(told)
    counts = behaviour["label"].value_counts()
    basis = re.sub(", [0-9]+ buying roles? known", "", behaviour["basis"].iloc[0])
    words = "; ".join(f"{label} {count:,}" for label, count in counts.items())
    alt = f"{counted(len(behaviour))} by what most of their order lines are ({basis}): {words}."
    ax.set(xlabel="accounts, most habitual first", ylabel="share of order lines after the first day")
    if told.empty:
        reason = behaviour["label"].iloc[0]
        finding(ax, f"How accounts buy: {reason}")
        ax.text(0.5, 0.5, reason, ha="center", va="center", transform=ax.transAxes)
        return describe(ax, alt, behaviour)
    shares = pd.DataFrame(classes).sort_values(next(iter(classes)), ascending=False, kind="stable")
    edges, bottom = np.arange(len(shares) + 1), np.zeros(len(shares))
    for (name, column), colour in zip(shares.items(), ("blue", "orange", "vermilion"), strict=False):
        top = bottom + column.to_numpy()
        ax.stairs(top, edges, baseline=bottom, fill=True, color=COLOURS[colour], label=str(name))
        bottom = top
    if untold:
        ax.axvspan(len(shares), len(behaviour), color=COLOURS["pale"], label=f"{TOO_FEW}: {counted(untold)}", zorder=0)
    ax.set(xlim=(0, len(behaviour)), ylim=(0, 1))
    ax.grid(visible=False)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    write_ticks(ax.yaxis, percent)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2, frameon=False)
    first = next(iter(classes))
    habitual = int((told["label"] == first).sum())
    middle = percent(float(shares[first].median()))
    finding(ax, f"For {habitual:,} of {counted(len(told))} at least half of the lines are a {first}")
    return describe(ax, f"{alt} The middle account's share of {first} is {middle}.", behaviour)


def _classes(told: pd.DataFrame) -> dict[str, pd.Series]:
    if told["modified_rebuy"].notna().any():
        return {STRAIGHT: told["straight_rebuy"], MODIFIED: told["modified_rebuy"], NEW: told["new_task"]}
    if told["straight_rebuy"].notna().any():
        return {STRAIGHT: told["repeat"], f"{MODIFIED} or {NEW}": 1 - told["repeat"]}
    return {f"{STRAIGHT} or {MODIFIED}": told["repeat"], NEW: 1 - told["repeat"]}
