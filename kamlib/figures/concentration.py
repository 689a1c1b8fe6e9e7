"""Pictures of concentration: the Lorenz curve, and what the largest accounts bring. Used by lesson 02."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.methods.concentration import Concentration, accounts_in, lorenz, top_share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DRAWN_POINTS = 500


def lorenz_curve(concentration: Concentration, ax: Axes | None = None) -> Axes:
    """Draw the Lorenz curve against the line of equal accounts, and mark the largest fifth."""
    ax = axes(ax, width=5.6, height=5.2)
    revenue = concentration.table["revenue"]
    curve = _thinned(lorenz(revenue))
    ax.plot([0, 1], [0, 1], color=COLOURS["grey"], linewidth=1.2, linestyle="--")
    ax.plot(curve["account_share"], curve["revenue_share"], color=COLOURS["blue"])
    ax.fill_between(
        curve["account_share"], curve["revenue_share"], curve["account_share"], color=COLOURS["blue"], alpha=0.1
    )
    ax.axhline(0, color=COLOURS["grey"], linewidth=0.8)
    ax.text(0.16, 0.18, "all accounts equal", rotation=45, rotation_mode="anchor", color=COLOURS["grey"])
    fifth = top_share(revenue, 0.20)
    at = 1 - accounts_in(0.20, len(revenue)) / len(revenue)
    ax.plot([at, at], [1 - fifth, 1], color=COLOURS["vermilion"], linewidth=2.5)
    side, gap = ("right", -0.02) if at > 0.5 else ("left", 0.02)
    ax.text(at + gap, 1, f"largest fifth: {percent(fifth)}", ha=side, va="top", color=COLOURS["vermilion"])
    write_ticks(ax.xaxis, percent)
    write_ticks(ax.yaxis, percent)
    ax.set(xlabel="share of accounts, smallest first", ylabel="share of revenue", xlim=(0, 1))
    if np.isnan(fifth):
        finding(ax, "No curve: revenue does not add up to more than zero")
        return describe(ax, f"No Lorenz curve for {counted(len(revenue))}. {concentration.note}", curve)
    finding(ax, f"The largest fifth of {counted(len(revenue))} brings {percent(fifth)} of revenue")
    half = 1 - float(np.interp(0.5, curve["account_share"], curve["revenue_share"]))
    return describe(
        ax,
        f"Lorenz curve of {counted(len(revenue))}: the largest fifth brings {percent(fifth)} of revenue, the larger "
        f"half {percent(half)}; Gini {concentration.gini:.2f}, as concentrated as "
        f"{concentration.effective_accounts:,.0f} equal accounts.",
        curve,
    )


def top_shares_bars(concentration: Concentration, ax: Axes | None = None) -> Axes:
    """Draw the share of revenue that the largest accounts bring, with its 95 % interval, for each fraction."""
    ax = axes(ax, height=1.2 + 0.6 * max(len(concentration.top_shares), 2))
    accounts = len(concentration.table)
    table = concentration.intervals.filter(like="top_", axis="index").reset_index(drop=True)
    table.insert(0, "fraction", concentration.top_shares.index)
    table.insert(1, "accounts", [accounts_in(fraction, accounts) for fraction in table["fraction"]])
    table = table.sort_values("fraction", ascending=False, ignore_index=True)
    places = np.arange(len(table))
    ax.barh(places, table["estimate"], color=COLOURS["sky"], height=0.6)
    ax.hlines(places, table["low"], table["high"], color=COLOURS["ink"], linewidth=1.5)
    for place, row in table.iterrows():
        end = np.nanmax([row["estimate"], row["high"], 0.0])
        ax.annotate(
            percent(row["estimate"]), (end, place), (6, 0), textcoords="offset points", va="center", weight="bold"
        )
    labels = [f"top {percent(row['fraction'])}: {counted(row['accounts'])}" for _, row in table.iterrows()]
    ax.set_yticks(places, labels)
    write_ticks(ax.xaxis, percent)
    ax.set(
        xlabel="share of revenue (line: 95% interval)", xlim=(0, max(1.0, 1.12 * np.nan_to_num(table["high"].max())))
    )
    ax.grid(axis="y", visible=False)
    largest = table.iloc[0]
    finding(ax, f"The top {percent(largest['fraction'])} of accounts bring {percent(largest['estimate'])} of revenue")
    bars = ", ".join(f"{_named(row)} {percent(row['estimate'])}" for _, row in table[::-1].iterrows())
    known = np.isfinite(largest["low"])
    interval = f" 95% interval of the last: {percent(largest['low'])} to {percent(largest['high'])}." if known else ""
    return describe(ax, f"Share of revenue of the largest accounts: {bars}.{interval}", table)


def _named(row: pd.Series) -> str:
    return f"top {percent(row['fraction'])} ({row['accounts']:,.0f})"


def _thinned(curve: pd.DataFrame) -> pd.DataFrame:
    """Return at most some hundred points of a curve, both ends kept: more cannot be seen."""
    if len(curve) <= DRAWN_POINTS:
        return curve
    return curve.iloc[np.unique(np.linspace(0, len(curve) - 1, DRAWN_POINTS).round().astype(int))].reset_index(
        drop=True
    )
