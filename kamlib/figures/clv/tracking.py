"""Pictures of a model held against what it has not seen: in total over time, and by how often customers bought. Lesson 05."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, legend_below, percent, write_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def tracking_plot(tracked: pd.DataFrame, split: float, unit: str = "month", ax: Axes | None = None) -> Axes:
    """Draw actual and expected repeat purchases, added up, with the end of calibration (`split`, in periods) marked.

    `tracked` is that of `clv.tracked`. Without a whole period it says so.
    """
    ax = axes(ax, width=7.8, height=4.2)
    if tracked.empty:
        finding(ax, f"The file is shorter than 1 {unit}: there is nothing to track")
        ax.set_axis_off()
        return describe(ax, f"The file is shorter than 1 {unit}.", tracked)
    ax.plot(tracked.index, tracked["actual"], "-", color=COLOURS["ink"], label="actual")
    ax.plot(tracked.index, tracked["expected"], "--", color=COLOURS["blue"], label="expected by the model")
    ax.axvline(split, color=COLOURS["vermilion"], linewidth=1.2, label="end of calibration")
    ax.set(xlabel=f"{unit}s since the first purchase of all", ylabel="repeat purchases, added up")
    ax.set_ylim(0, max(1.0, float(tracked.to_numpy().max())) * 1.08)
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    write_ticks(ax.yaxis, "{:,.0f}".format)
    legend_below(ax)
    # Whole periods only: the one in which calibration ends belongs to neither side.
    begins = min(int(np.ceil(split)), int(tracked.index[-1]))
    actual, expected = (tracked.to_numpy(dtype=float)[-1] - tracked.to_numpy(dtype=float)[begins - 1]).tolist()
    words = (
        f"In whole {unit}s after calibration {counted(actual, 'purchase')} were made; the model expected "
        f"{expected:,.0f}"
    )
    finding(ax, words)
    return describe(
        ax,
        f"Repeat purchases added up over {counted(len(tracked), unit)}, actual and expected; calibration ends after "
        f"{split:.1f}. {words}.",
        tracked,
    )


def holdout_bars(by_frequency: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw actual and expected purchases after calibration of an average customer, by repeat purchases before.

    `by_frequency` is that of `Holdout.by_frequency`; its last row holds so many or more.
    """
    ax = axes(ax, width=7.8, height=4.2)
    if by_frequency.empty:
        finding(ax, "Nobody bought before, so there is nobody to follow (0 customers)")
        ax.set_axis_off()
        return describe(ax, "0 customers bought in the calibration.", by_frequency)
    places = np.arange(len(by_frequency))
    ax.bar(places - 0.2, by_frequency["actual"], 0.38, color=COLOURS["ink"], label="actual")
    ax.bar(places + 0.2, by_frequency["expected"], 0.38, color=COLOURS["blue"], label="expected")
    names = [f"{value:.0f}" for value in by_frequency.index]
    if len(names) > 1:
        names[-1] += " or more"
    ax.set_xticks(places, [f"{name}\n({n:,})" for name, n in zip(names, by_frequency["customers"], strict=True)])
    ax.set(xlabel="repeat purchases in the calibration (in brackets: customers)", ylabel="purchases after, on average")
    ax.grid(axis="x", visible=False)
    legend_below(ax, 52)
    total = (by_frequency[["actual", "expected"]].multiply(by_frequency["customers"], axis=0)).sum()
    missed = (total["expected"] - total["actual"]) / total["actual"] if total["actual"] else float("nan")
    words = f"The model expects {total['expected']:,.0f} purchases, {total['actual']:,.0f} were made"
    if np.isfinite(missed):
        words += f" ({percent(missed)})" if missed < 0 else f" (+{percent(missed)})"
    finding(ax, words)
    told = "; ".join(f"{name}: {row['actual']:.2f} and {row['expected']:.2f}" for name, (_, row) in
                     zip(names, by_frequency.iterrows(), strict=True))  # fmt: skip
    return describe(
        ax, f"{words}. Purchases after by repeat purchases before, actual and expected: {told}.", by_frequency
    )
