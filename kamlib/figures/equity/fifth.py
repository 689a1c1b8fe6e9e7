"""A picture of "80/20" by how long one looks: what the best fifth of customers hold in a month, a year, five years. Lesson 06."""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent, write_ticks
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CLAIMED = 0.80
MOST_ROWS, MOST_TOLD = 30, 10


def top_share_by_span(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the share of revenue that the best fifth of a span's customers hold, a bar a span, beside the 80 % of the saying.

    `table` has customers and top_fifth; its index names the spans in words, or counts days. A span without revenue has no
    share, and says so. Of more than 30 spans the first 30 are drawn.
    """
    shown = table.head(MOST_ROWS)
    ax = axes(ax, width=7.8, height=1.7 + (0.42 if len(shown) <= 12 else 0.27) * max(2, len(shown)))
    names = [span_in_words(span) for span in table.index]
    shares = table["top_fifth"].to_numpy(dtype=float)
    words = _title(names, shares)
    finding(ax, words)
    if not np.isfinite(shares).any():
        ax.set_axis_off()
        return describe(ax, f"{words} ({counted(len(table), 'span')}).", table)
    places = np.arange(len(shown))
    ax.barh(places, shares[: len(shown)], height=0.62, color=COLOURS["blue"])
    for place, share, customers in zip(places, shares, shown["customers"], strict=False):
        said = percent(share, _digits(shares)) if np.isfinite(share) else "not known: no revenue to share"
        inside = share > 0.15
        ax.annotate(said, (0 if inside or share < 0 else np.nan_to_num(share), place), (6, 0), textcoords="offset points",
                    va="center", weight="bold" if np.isfinite(share) else "normal", fontsize=9,
                    color="white" if inside else COLOURS["ink"])  # fmt: skip
        ax.annotate(counted(customers, "customer") if np.isfinite(customers) else "not known", (1, place), (8, 0),
                    xycoords=ax.get_yaxis_transform(), textcoords="offset points", va="center", fontsize=9,
                    annotation_clip=False)  # fmt: skip
    ax.axvline(CLAIMED, color=COLOURS["vermilion"], linestyle="--", linewidth=1.6)
    ax.annotate(f"the saying: {percent(CLAIMED)}", (CLAIMED, -0.9), (-5, -2), textcoords="offset points", ha="right",
                va="top", fontsize=9, color=COLOURS["vermilion"])  # fmt: skip
    ax.set_yticks(places, [shorten(name) for name in names[: len(shown)]])
    ax.set_ylim(len(shown) - 0.5, -0.9)
    known = shares[np.isfinite(shares)]
    ax.set_xlim(1.12 * min(0.0, float(known.min())), max(1.0, 1.12 * float(known.max())))
    ax.set_xlabel("share of a span's revenue that the best fifth of its customers hold")
    write_ticks(ax.xaxis, percent)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    told = "; ".join(f"{shorten(name)} {percent(share, 1)} ({counted(customers, 'customer')})" for name, share, customers in
                     zip(names[:MOST_TOLD], shares, table["customers"], strict=False))  # fmt: skip
    more = f"; and {counted(len(table) - MOST_TOLD, 'span')} more" if len(table) > MOST_TOLD else ""
    return describe(ax, f"{words}. Share of revenue of the best fifth of the customers, by span: {told}{more}.", table)


def span_in_words(span: object) -> str:
    """Name a span: a number counts days.

    >>> span_in_words(365), span_in_words(1826), span_in_words(91), span_in_words("first year")
    ('1 year', '5 years', '91 days', 'first year')
    """
    if not isinstance(span, Real):
        return str(span)
    years = float(span) / 365.25
    return (
        counted(round(years), "year")
        if years > 0.99 and abs(years - round(years)) < 0.01
        else counted(float(span), "day")
    )


def _digits(shares: np.ndarray) -> int:
    """Return how many decimals tell every share from the saying's."""
    return int(bool((np.abs(shares - CLAIMED) < 0.005).any()))


def _title(names: list[str], shares: np.ndarray) -> str:
    if not len(shares):
        return "There is no span to look at (0 spans)"
    known = np.flatnonzero(np.isfinite(shares))
    if not known.size:
        return "No span has revenue to share"
    digits, saying = _digits(shares), percent(CLAIMED)
    reached = int((shares[known] >= CLAIMED).sum())
    low, high = known[shares[known].argmin()], known[shares[known].argmax()]
    least, most = (f"{percent(shares[place], digits)}" for place in (low, high))
    if known.size == 1:
        return f"The best fifth hold {least} ({shorten(names[low])}): {'at least' if reached else 'not'} the {saying} of the saying"
    how = {0: f"never {saying}", known.size: f"always {saying} or more"}
    tail = how.get(reached, f"{saying} or more in {reached} of {known.size} spans")
    if least == most:
        return f"The best fifth hold {least} in each of {known.size} spans, {tail}"
    return f"The best fifth hold {least} ({shorten(names[low], 20)}) to {most} ({shorten(names[high], 20)}), {tail}"
