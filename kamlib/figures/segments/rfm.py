"""Pictures of RFM: the grid of recency and frequency scores, and the named cells. Used by lesson 02."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.figures.house.drawing import write_readably

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def rfm_grid(table: pd.DataFrame, scores: pd.DataFrame, bins: int = 5, ax: Axes | None = None) -> Axes:
    """Draw accounts and revenue by recency and frequency score, of an `rfm` table and its scores from 1 to `bins`."""
    import seaborn as sns

    ax = axes(ax, width=7.2, height=5.2)
    grid = range(1, bins + 1)
    keys = [scores["recency_score"], scores["frequency_score"]]
    grouped = table["revenue"].groupby(keys)
    accounts = grouped.size().unstack(fill_value=0).reindex(index=grid[::-1], columns=grid, fill_value=0)
    total = table["revenue"].sum()
    share = grouped.sum().unstack(fill_value=0).reindex(index=grid[::-1], columns=grid, fill_value=0.0)
    share = share / (total if total > 0 else np.nan)
    words = [
        ["" if n == 0 else f"{n:,}\n{percent(s)}" for n, s in zip(*rows, strict=True)]
        for rows in zip(accounts.to_numpy(), share.to_numpy(), strict=True)
    ]
    sns.heatmap(
        share.fillna(0),
        ax=ax,
        annot=np.array(words),
        fmt="",
        cmap="Blues",
        vmin=0,
        cbar=False,
        linewidths=1.5,
        xticklabels=[str(score) for score in grid],
        yticklabels=[str(score) for score in reversed(grid)],
    )
    write_readably(ax)
    ax.set_xlabel(f"frequency score ({bins}: most orders)")
    ax.set_ylabel(f"recency score ({bins}: ordered latest)")
    ax.tick_params(axis="y", rotation=0)
    often = scores["frequency_score"] >= bins - 1
    best, silent = often & (scores["recency_score"] >= bins - 1), often & (scores["recency_score"] <= 2)
    brings = table.loc[best, "revenue"].sum() / (total if total > 0 else np.nan)
    finding(
        ax, f"The {percent(best.mean())} of accounts that order often and lately bring {percent(brings)} of revenue"
    )
    return describe(
        ax,
        f"Grid of {counted(len(table))} by recency and frequency score, accounts and share of revenue in each: "
        f"{counted(best.sum())} with the two best scores of both, {percent(brings)} of revenue; "
        f"{counted(silent.sum())} with as many orders but silent for long (recency score 1 or 2).",
        pd.DataFrame({"accounts": accounts.stack(), "revenue_share": share.stack()}),
    )


def cell_bars(summary: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw each named cell's share of accounts beside its share of revenue; `summary` is a `cell_summary`."""
    ax = axes(ax, height=1.2 + 0.42 * len(summary))
    shares = summary[["account_share", "revenue_share"]].astype(float)
    places = np.arange(len(summary))
    for offset, column, colour, name in (
        (-0.2, "account_share", "grey", "share of accounts"),
        (0.2, "revenue_share", "blue", "share of revenue"),
    ):
        ax.barh(places + offset, shares[column], height=0.38, color=COLOURS[colour], label=name)
        for place, value in zip(places, shares[column], strict=True):
            end = max(0.0, np.nan_to_num(value))
            ax.annotate(
                percent(value), (end, place + offset), (4, 0), textcoords="offset points", va="center", fontsize=8.5
            )
    ax.axvline(0, color=COLOURS["grey"], linewidth=0.8)
    ax.set_yticks(places, [str(name) for name in summary.index])
    ax.invert_yaxis()
    ends = np.nan_to_num(shares.to_numpy())
    ax.set(xlabel="share of all accounts and of all revenue", xlim=(1.1 * min(0.0, ends.min()), 1.12 * ends.max()))
    write_ticks(ax.xaxis, percent)
    ax.grid(axis="y", visible=False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2, frameon=False)
    by_money = shares["revenue_share"].fillna(shares["account_share"])
    row = summary.iloc[int(by_money.argmax())]
    finding(
        ax,
        f"Cell “{row.name}”: {percent(row['account_share'])} of accounts, {percent(row['revenue_share'])} of revenue",
    )
    words = "; ".join(
        f"{name} {counted(part['accounts'])}, {percent(part['revenue_share'])} of revenue"
        for name, part in summary.iterrows()
    )
    return describe(ax, f"Accounts and revenue by RFM cell: {words}.", summary)
