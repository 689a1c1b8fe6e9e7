"""Pictures of the knowledge audit: accounts by questions, and how well each question is known. Used by lesson 01."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import colormaps

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.figures.house.drawing import readable, shorten
from kamlib.methods.accounts.audit import FRESH, STALE, STATES, UNKNOWN, Audit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHORT = dict(
    enumerate(
        (
            "what they value in us",
            "what is hard with us",
            "what they spend with us",
            "our share of spending",
            "how sound they are",
            "their plans",
            "how they buy and work",
            "what else they buy",
            "what others sell them",
            "how they rate us",
            "what serving them costs",
            "what they earn us",
            "what replacing them takes",
        ),
        start=1,
    )
)
"""The thirteen questions in a few words, for the side of a picture; the table behind it holds them whole."""
TONES = {FRESH: COLOURS["blue"], STALE: COLOURS["orange"], UNKNOWN: COLOURS["pale"]}
MOST_COLUMNS = 40
_BINS = 15


def named(question: int) -> str:
    """Return a question's number and its few words.

    >>> named(6)
    '6 their plans'
    """
    return f"{question} {SHORT[question]}"


def knowledge_heatmap(audit: Audit, ax: Axes | None = None) -> Axes:
    """Draw questions by accounts, the best known account first: each cell fresh, stale or unknown.

    More than 40 accounts are drawn in 15 groups of equal size along that order, each with its share of fresh answers.
    """
    ax = axes(ax, width=8.2, height=5)
    accounts = len(audit.by_account)
    if not accounts:
        return _nobody(ax, audit)
    ranked = audit.by_account.sort_values(["coverage", "fresh_share"], ascending=False, kind="stable").index
    states = audit.cells.pivot(index="question", columns="account_id", values="state").loc[list(SHORT), ranked]
    if accounts <= MOST_COLUMNS:
        _single(ax, states)
    else:
        _grouped(ax, states)
    ax.set_yticks(np.arange(len(SHORT)), [named(number) for number in SHORT])
    ax.tick_params(length=0)
    ax.grid(visible=False)
    for side in ax.spines.values():
        side.set_visible(False)
    least = audit.by_question["fresh_share"].astype(float)
    worst, best = int(least.argmin()) + 1, int(least.argmax()) + 1
    if audit.coverage == 0:
        finding(ax, f"Nothing is known: no answer on any of {counted(accounts)}")
    else:
        finding(ax, f"{percent(audit.coverage)} of the answers are there, {percent(audit.fresh_share)} are fresh")
    return describe(
        ax,
        f"Heat map of 13 questions by {counted(accounts)}: {percent(audit.coverage)} of cells hold an answer, "
        f"{percent(audit.fresh_share)} one of at most {audit.stale_after_days:,} days. Least fresh: question "
        f"{named(worst)}, {percent(least[worst])}; most: {named(best)}, {percent(least.max())}.",
        states.T.set_axis([named(number) for number in SHORT], axis="columns").rename_axis("account_id"),
    )


def _single(ax: Axes, states: pd.DataFrame) -> None:
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    codes = states.replace({state: place for place, state in enumerate(STATES)}).to_numpy(dtype=float)
    tones = ListedColormap([TONES[state] for state in STATES])
    ax.pcolormesh(np.arange(codes.shape[1] + 1) - 0.5, np.arange(codes.shape[0] + 1) - 0.5, codes, cmap=tones, vmin=0,
                  vmax=2, edgecolors="white", linewidth=1)  # fmt: skip
    ax.invert_yaxis()
    names = [shorten(str(name), 12) for name in states.columns]
    ax.set_xticks(np.arange(codes.shape[1]), names, rotation=90 if len(names) > 6 else 0, fontsize=8)
    ax.set_xlabel("account, best known first")
    patches = [Patch(facecolor=TONES[state], label=state) for state in STATES]
    ax.legend(handles=patches, loc="upper center", bbox_to_anchor=(0.5, -0.22), ncols=3)


def _grouped(ax: Axes, states: pd.DataFrame) -> None:
    edges = np.linspace(0, states.shape[1], _BINS + 1).round().astype(int)
    fresh = (states == FRESH).to_numpy()
    share = np.column_stack([fresh[:, a:b].mean(axis=1) for a, b in pairwise(edges)])
    ax.pcolormesh(np.arange(_BINS + 1) - 0.5, np.arange(len(share) + 1) - 0.5, share, cmap="Blues", vmin=0, vmax=1,
                  edgecolors="white", linewidth=1)  # fmt: skip
    ax.invert_yaxis()
    for (row, column), value in np.ndenumerate(share):
        tone = readable(colormaps["Blues"](float(value)))
        ax.text(column, row, f"{100 * value:.0f}", ha="center", va="center", fontsize=8, color=tone)
    ax.set_xticks(np.arange(_BINS), [f"{b:,}" for b in edges[1:]], fontsize=8)
    ax.set_xlabel("% with a fresh answer; accounts up to this place, best known first")


def coverage_bars(audit: Audit, ax: Axes | None = None) -> Axes:
    """Draw for each question the share of accounts whose answer is fresh, stale or unknown."""
    ax = axes(ax, height=4.8)
    table = audit.by_question.assign(
        stale_share=audit.by_question["coverage"] - audit.by_question["fresh_share"],
        unknown_share=1 - audit.by_question["coverage"],
    )
    if audit.by_account.empty:
        return _nobody(ax, audit)
    places, left = np.arange(len(table)), np.zeros(len(table))
    for state in STATES:
        shares = table[f"{state}_share"].to_numpy(dtype=float)
        ax.barh(places, shares, left=left, height=0.7, color=TONES[state], label=state)
        for place, start, share in zip(places, left, shares, strict=True):
            if share >= 0.06:
                tone = "white" if state == FRESH else COLOURS["ink"]
                ax.text(
                    start + share / 2, float(place), percent(share), ha="center", va="center", fontsize=8.5, color=tone
                )
        left = left + shares
    ax.set_yticks(places, [named(number) for number in SHORT])
    ax.invert_yaxis()
    ax.set(xlim=(0, 1), xlabel=f"share of {counted(len(audit.by_account))}; stale: older than {_months(audit)}")
    write_ticks(ax.xaxis, percent)
    ax.grid(axis="y", visible=False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=3)
    least = int(table["coverage"].argmin()) + 1
    if audit.coverage == 0:
        finding(ax, f"Nothing is known: no answer on any of {counted(len(audit.by_account))}")
    else:
        finding(ax, f"Least known: {SHORT[least]}, for {percent(table['coverage'].min())} of accounts")
    words = "; ".join(
        f"{named(number)} {percent(row['coverage'])}, {percent(row['fresh_share'])} fresh"
        for number, row in zip(SHORT, table.to_dict("records"), strict=True)
    )
    return describe(ax, f"Share of {counted(len(audit.by_account))} with an answer, by question: {words}.", table)


def _months(audit: Audit) -> str:
    return f"{audit.stale_after_days / (365.25 / 12):.0f} months"


def _nobody(ax: Axes, audit: Audit) -> Axes:
    finding(ax, "There is no account to audit")
    ax.set_axis_off()
    return describe(ax, str(audit), audit.by_question)
