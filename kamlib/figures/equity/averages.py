"""A picture of what an account costs in each programme: as counted, in addition, the next one, and what it is worth. Lesson 06.

The average that is usually quoted, the average of those who came because of it, and the price of one more stand in one row,
for only the last says whether more money pays.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from kamlib.figures.equity.cheapest import COUNTED, cost_finding, costs_told
from kamlib.figures.house import (
    COLOURS,
    axes,
    describe,
    finding,
    legend_below,
    money,
    short_money,
    write_ticks,
)
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS, MOST_WRITTEN = 30, 10
"""So many programmes are drawn; up to so many have each amount written."""
SPAN_OF_LOG = 8
"""Where the largest amount is so many times the smallest, the axis is logarithmic."""
_LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "counted": ("as counted, over all", {"marker": "o", "markerfacecolor": "white", "color": COLOURS["grey"]}),
    "additional": ("over additional ones", {"marker": "D", "color": COLOURS["blue"]}),
    "next_one": ("the next one", {"marker": "s", "color": COLOURS["vermilion"]}),
}
_APART, _A_LETTER = 0.26, 0.062
"""How far apart the three costs of a programme lie, in rows, and how wide a letter of an amount is, in inches."""


def average_and_marginal(costs: pd.DataFrame, currency: str, ax: Axes | None = None) -> Axes:
    """Draw what an account costs in each programme, in three ways of counting, and where it is known what it is worth.

    `costs` has a row a programme: aim, counted, additional and next_one (money an account, as `equity.pilot_costs` returns
    them) and worth. A cost without end is an arrow, an amount that is not known is not drawn. Of more than 30 programmes
    the first 30 are drawn; the table behind holds all.
    """
    behind = costs
    costs = costs if "worth" in costs else costs.assign(worth=np.nan)
    shown = costs.head(MOST_ROWS).sort_values("aim", kind="stable", key=lambda aim: pd.factorize(aim)[0])
    rows = [*_placed(shown)]
    few = len(shown) <= MOST_WRITTEN
    amounts = shown[[*COUNTED, "worth"]].to_numpy(dtype=float)
    known = amounts[np.isfinite(amounts)]
    words = cost_finding(costs, currency)
    if not np.isfinite(amounts[:, :3]).any():
        ax = axes(ax, width=8.2, height=1.9)
        finding(ax, words)
        ax.set_axis_off()
        return describe(ax, f"{words}.", behind)
    ax = axes(ax, width=8.2, height=1.9 + (0.54 if few else 0.34) * max(2.5, len(rows) + 0.6 * shown["aim"].nunique()))
    finding(ax, words)
    _scale(ax, known, currency)
    for place, heading in _headings(shown):
        ax.text(0.008, place, heading, transform=ax.get_yaxis_transform(), weight="bold", va="center", fontsize=9)
    for place, row in rows:
        _row(ax, place, row, currency if few else "")
        worth = money(row["worth"], currency, 0)
        if np.isfinite(row["worth"]):
            ax.annotate(f"worth {worth}", (1, place), (12, 0), xycoords=ax.get_yaxis_transform(), va="center", fontsize=9,
                        textcoords="offset points", annotation_clip=False)  # fmt: skip
    ax.set_yticks([place for place, _ in rows], [shorten(str(name)) for name in shown.index])
    ax.set_ylim(rows[-1][0] + 0.6, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    left_out = f", the first {MOST_ROWS} of {len(costs):,} programmes" if len(costs) > MOST_ROWS else ""
    ax.set_xlabel(f"{currency} an account{', log axis' if ax.get_xscale() == 'log' else ''}{left_out}")
    _legend(ax, worth=bool(np.isfinite(amounts[:, 3]).any()), no_end=bool(np.isinf(amounts[:, :3]).any()) and not few)
    return describe(ax, f"{words}. {costs_told(costs, currency)}", behind)


def _placed(shown: pd.DataFrame) -> Iterator[tuple[float, dict[Hashable, Any]]]:
    """Give each programme its place from above, below the heading of its aim."""
    heads = 0
    for place, (row, new) in enumerate(zip(shown.to_dict("records"), ~shown["aim"].duplicated(), strict=True)):
        heads += int(new)
        yield place + 0.6 * heads, row


def _headings(shown: pd.DataFrame) -> Iterator[tuple[float, str]]:
    first = shown.reset_index(drop=True).drop_duplicates("aim")["aim"]
    for number, (place, aim) in enumerate(first.items()):
        yield place + 0.6 * number - 0.15, f"{aim} accounts"  # type: ignore[operator]


def _scale(ax: Axes, known: np.ndarray, currency: str) -> None:
    """Set the axis, logarithmic where amounts lie far apart, with room to the right of the last for it to be written."""
    low, high = float(known.min()), float(known.max())
    longest = max((short_money(amount, currency) for amount in known), key=len)
    room = _takes(ax, longest)
    if low > 0 and high / low > SPAN_OF_LOG:
        decades = math.log10(high / low) / (0.94 - room)
        ax.set_xscale("log")
        ax.set_xlim(low / 10 ** (0.06 * decades), high * 10 ** (room * decades))
        fits = 1 / (room * decades)
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if fits >= 3 else (1, 3) if fits >= 2 else (1,)))
        ax.xaxis.set_minor_locator(NullLocator())
    else:
        span = ((max(high, 0) - min(low, 0)) or 1.0) / (0.94 - room)
        ax.set_xlim(min(low, 0) - (0.06 * span if low < 0 else 0), max(high, 0) + room * span)
        ax.xaxis.set_major_locator(MaxNLocator(max(1, min(6, int(0.9 / room)))))
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))


def _row(ax: Axes, place: float, row: Mapping[Any, Any], currency: str) -> None:
    """Draw the three costs of a programme above each other and its worth across; amounts are written with a currency."""
    if np.isfinite(row["worth"]):
        ax.vlines(row["worth"], place - 0.42, place + 0.42, color=COLOURS["ink"], linewidth=2)
    far = ax.get_xlim()[1]
    across = _along(ax, row["worth"])
    for number, (name, (_, look)) in enumerate(_LOOKS.items()):
        amount, at = float(row[name]), place + _APART * (number - 1)
        if np.isnan(amount):
            continue
        without_end = np.isinf(amount)
        shape = {**look, "marker": ">" if without_end else look["marker"], "markersize": 8 if without_end else 6.5}
        x = far if without_end else amount
        ax.plot([x], [at], linestyle="none", clip_on=False, zorder=3, **shape)
        if not currency:
            continue
        said = "no end" if without_end else short_money(amount, currency)
        # What is written stands to the right, unless it would lie on the line of the worth.
        there, takes = _along(ax, x), _takes(ax, said)
        left = without_end or (there > takes and 0 <= across - there < takes)
        ax.annotate(said, (x, at), (-8 if left else 8, 0),
                    textcoords="offset points", ha="right" if left else "left", va="center", fontsize=8.5,
                    bbox={"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.6})  # fmt: skip


def _along(ax: Axes, amount: float) -> float:
    """Return where along the axis an amount lies: 0 at its left end, 1 at its right."""
    return float(ax.transAxes.inverted().transform(ax.transData.transform((amount, 0.0)))[0])


def _takes(ax: Axes, said: str) -> float:
    """Return how much of the axis an amount takes that is written beside its mark; names and worths leave half of the width."""
    inches = ax.get_window_extent().width / ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return min(0.4, (0.15 + _A_LETTER * len(said)) / (0.54 * inches))


def _legend(ax: Axes, *, worth: bool, no_end: bool) -> None:
    for words, look in _LOOKS.values():
        ax.plot([], [], linestyle="none", label=words, **look)
    if worth:
        ax.plot([], [], "|", color=COLOURS["ink"], markersize=12, markeredgewidth=2, label="an account's worth")
    if no_end:
        ax.plot([], [], ">", color=COLOURS["grey"], markersize=8, label="no end: nobody more came")
    legend_below(ax, ncols=2)
