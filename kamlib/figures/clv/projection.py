"""A picture of a cohort under contract: what was seen, what the model projects, what a constant rate would. Lesson 05."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, legend_below, percent, write_ticks
from kamlib.methods.clv import ShiftedBetaGeometric

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def contract_projection(surviving: pd.Series, model: ShiftedBetaGeometric, seen: int, ax: Axes | None = None) -> Axes:
    """Draw the share still there by renewal: actual, projected, and at the constant rate of the `seen` renewals.

    `surviving` holds how many were there, indexed by renewals from 0; the model was fitted to 0 … `seen`.
    """
    ax = axes(ax, width=7.8, height=4.2)
    share = surviving / surviving.iloc[0]
    last = share.index[-1]
    times = np.arange(0, last + 1)
    rate = float(share.loc[seen]) ** (1 / seen)
    table = pd.DataFrame(
        {"actual": share, "projected": model.survival(times).to_numpy(), "constant rate": rate**times}, index=times
    )
    table.index.name = "renewals"
    ax.plot(times, table["actual"], "o", color=COLOURS["ink"], label="actual")
    ax.plot(times, table["projected"], "-", color=COLOURS["blue"], label="projected (shifted beta-geometric)")
    ax.plot(times, table["constant rate"], "--", color=COLOURS["vermilion"], label="at a constant rate")
    ax.axvline(seen, color=COLOURS["grey"], linewidth=1)
    ax.annotate("seen | not seen", (seen, 1.02), ha="center", fontsize=9, annotation_clip=False)
    ax.set(ylim=(0, 1.08), xlabel="renewals", ylabel="share still there")
    write_ticks(ax.yaxis, percent)
    legend_below(ax)
    end = table.iloc[-1]
    finding(
        ax,
        f"After {counted(last, 'renewal')} {percent(end['actual'])} are there: projected {percent(end['projected'])}, "
        f"at a constant rate {percent(end['constant rate'])}",
    )
    return describe(
        ax,
        f"Share still there by renewal, fitted to the first {seen}. After {last}: actual {percent(end['actual'], 1)}, projected "
        f"{percent(end['projected'], 1)}, at a constant rate {percent(end['constant rate'], 1)}.",
        table,
    )
