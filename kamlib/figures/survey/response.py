"""Pictures of who answered, and of what weights make of a score. For lesson 08."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below, percent, write_ticks
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
_LINES = {
    "as it came": ("blue", "o"),
    "weighted": ("orange", "s"),
    "everybody": ("vermilion", "D"),
}
"""How each kind of score is drawn: what those who answered say, what they say weighted, what everybody thinks."""


def response_bars(rates: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the response rates of `survey.response_rates` with their 95 % intervals, a row a group, the most willing on top.

    Groups of several kinds, such as regions and sizes, come with their kind as the first level of the index
    (`pd.concat({"region": …, "size": …})`): each kind then stands by itself, under its name.
    """
    ranked = rates.sort_values("rate", ascending=False, kind="stable")
    kinds = _kinds(rates)
    half = max(2, MOST_ROWS // 2 // max(1, len(kinds)))
    parts = {
        kind: _ends(ranked if kind is None else ranked[ranked.index.get_level_values(0) == kind], half)
        for kind in kinds
    }
    shown = pd.concat(list(parts.values())) if parts else ranked
    heads = [kind for kind in kinds if kind is not None]
    ax = axes(ax, height=1.6 + 0.4 * max(2, len(shown) + len(heads)))
    if shown.empty:
        finding(ax, "Nobody was invited, so nobody answered")
        ax.set_axis_off()
        return describe(ax, "No invitations.", rates)
    places = _rows(ax, parts)
    ax.hlines(places, shown["low"], shown["high"], color=COLOURS["pale"], linewidth=6)
    ax.plot(shown["rate"], places, "o", color=COLOURS["blue"], clip_on=False, zorder=3)
    every = float(rates["answered"].sum() / rates["invited"].sum())
    ax.axvline(every, color=COLOURS["grey"], linestyle="--", linewidth=1)
    for place, invited in zip(places, shown["invited"], strict=True):
        ax.annotate(f"of {invited:,.0f}", (1, place), (8, 0), textcoords="offset points", va="center", fontsize=9)
    ax.set(xlim=(0, 1), xlabel="share that answered (bar: 95 %; broken line: all)")
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, percent)
    finding(ax, _who(ranked, every))
    told = "; ".join(
        f"{_named(name)} {percent(row['rate'])} of {row['invited']:,.0f}" for name, row in shown.iterrows()
    )
    part = (
        ""
        if len(shown) == len(rates)
        else f" Of {len(rates):,} groups these are the {half} most and the {half} least willing{' of each kind' if heads else ''}."
    )
    return describe(ax, f"Share that answered, {percent(every)} in all: {told}.{part}", rates)


def _kinds(rates: pd.DataFrame) -> list[object]:
    """Return the kinds of groups in the order they come; one that has no name where there is but one level."""
    if rates.empty:
        return []
    return list(dict.fromkeys(rates.index.get_level_values(0))) if rates.index.nlevels > 1 else [None]


def _ends(ranked: pd.DataFrame, half: int) -> pd.DataFrame:
    return ranked if len(ranked) <= 2 * half else pd.concat([ranked.head(half), ranked.tail(half)])


def _rows(ax: Axes, parts: Mapping[object, pd.DataFrame]) -> np.ndarray:
    """Name a row a group, and before each kind of groups a row for its name; return the places of the groups."""
    names: list[str] = []
    heads: list[int] = []
    for kind, part in parts.items():
        if kind is not None:
            heads.append(len(names))
            names.append(shorten(f"by {kind}"))
        names += [shorten(_named(name)) for name in part.index]
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", length=0)
    for head in heads:
        ax.get_yticklabels()[head].set(fontweight="bold", color=COLOURS["grey"])
        if head:
            ax.axhline(head - 0.5, color=COLOURS["pale"], linewidth=1, zorder=0.5)
    ax.set_ylim(len(names) - 0.5, -0.5)
    return np.setdiff1d(np.arange(len(names)), heads)


def _named(name: object) -> str:
    return str(name[-1]) if isinstance(name, tuple) else str(name)


def _who(ranked: pd.DataFrame, every: float) -> str:
    most, least = ranked.iloc[0], ranked.iloc[-1]
    if len(ranked) > 1 and most["low"] > least["high"]:
        first, last = (shorten(_named(one.name)) for one in (most, least))
        return f"{first} answers most ({percent(most['rate'])}), {last} least ({percent(least['rate'])})"
    if len(ranked) == 1:
        return f"{percent(every)} of {ranked['invited'].sum():,.0f} answered"
    return f"{percent(every)} answered; the groups cannot be told apart"


def scores_by_wave(table: pd.DataFrame, score: str = "satisfaction", ax: Axes | None = None) -> Axes:
    """Draw a score by wave, a line a column: "as it came", "weighted" and, where it is known, what "everybody" thinks."""
    ax = axes(ax)
    told = table.dropna(axis=1, how="all")
    places = np.arange(len(told))
    for name in told:
        tone, mark = _LINES.get(str(name), ("grey", "."))
        ax.plot(places, told[name], f"-{mark}", color=COLOURS[tone], label=str(name))
    step = max(1, -(-len(told) // 8))
    ax.set_xticks(places[::step], [str(name) for name in told.index[::step]])
    ax.set_ylabel(shorten(score))
    if len(told.columns):
        legend_below(ax, 20, ncols=3)
    finding(ax, _title(told, score))
    lines = [
        f"{name}: "
        + ", ".join(f"{wave} {f'{value:.2f}'.replace('-', '−')}" for wave, value in told[name].dropna().items())
        for name in told
    ]
    return describe(ax, f"{score[:1].upper()}{score[1:]} by wave. {'; '.join(lines) or 'Nothing is known'}.", table)


def _title(told: pd.DataFrame, score: str) -> str:
    if told.empty or "as it came" not in told:
        return f"No wave tells {score}"
    if len(told) < 2:
        return f"One wave: {score} {told['as it came'].iloc[-1]:.2f} as it came"
    moved = told.iloc[-1] - told.iloc[-2]
    words = [f"{name}\u00a0{change:+.2f}".replace("-", "−") for name, change in moved.items() if np.isfinite(change)]
    return f"Since the wave before: {', '.join(words)}" if words else f"No change of {score} can be told"
