"""A picture of what five points fewer leaving are worth, by base and discount, and where the famous claim comes out. Lesson 06.

The claim is 25 to 85 % (Reichheld and Sasser 1990, "Zero defections"); the grid is arithmetic, `equity.value_of_points`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import colormaps

from kamlib.figures.house import COLOURS, axes, counted, describe, finding, percent
from kamlib.figures.house.drawing import readable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CLAIMED = (0.25, 0.85)
MOST_WRITTEN = (20, 12)
"""With more rows or columns than this, cells hold no numbers: they would be too small to read."""
MOST_TICKS = 14
TOP = 1.2
"""The gain from which on the tone is darkest."""


def worth_of_points_grid(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw by how much a customer's value rises for five points fewer leaving; cells within the claim are outlined.

    `table` holds gains (0.32 is +32 %), rows by the share kept before, columns by the discount a year. A cell that is not
    known stays blank.
    """
    gains = table.to_numpy(dtype=float)
    known = gains[np.isfinite(gains)]
    rows, columns = gains.shape
    ax = axes(ax, width=max(5.2, min(8.2, 2.2 + 0.75 * columns)), height=1.9 + 0.34 * min(14, max(3, rows)))
    words = _title(known)
    finding(ax, words)
    if not known.size:
        ax.set_axis_off()
        return describe(ax, f"{words} (0 of {gains.size:,} cells).", table)
    ax.pcolormesh(np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5, np.ma.masked_invalid(gains), cmap="Blues",
                  vmin=0, vmax=TOP, edgecolors="white", linewidth=1 if rows <= 30 else 0)  # fmt: skip
    _outline(ax, _within(gains))
    if rows <= MOST_WRITTEN[0] and columns <= MOST_WRITTEN[1]:
        for (row, column), gain in np.ndenumerate(gains):
            if np.isfinite(gain):
                ax.text(column, row, _signed(gain), ha="center", va="center", fontsize=9, color=_readable(gain))
    ax.invert_yaxis()
    ax.grid(visible=False)
    ax.tick_params(length=0)
    for name, axis, labels in (("y", ax.yaxis, table.index), ("x", ax.xaxis, table.columns)):
        step = -(-len(labels) // MOST_TICKS)
        axis.set_ticks(np.arange(len(labels))[::step], [_share(label) for label in labels[::step]])
        ax.spines[{"y": "left", "x": "bottom"}[name]].set_visible(False)
    claim = f"{_signed(CLAIMED[0])} to {_signed(CLAIMED[1])}"
    ax.set(xlabel=f"discount a year (outlined: {claim}, the claim)", ylabel="kept each year, before")
    return describe(
        ax,
        f"Heat map of {counted(known.size, 'cell')}: by how much a customer's value rises for five points fewer leaving, by "
        f"share kept before ({_share(table.index[0])} to {_share(table.index[-1])}) and discount a year "
        f"({_share(table.columns[0])} to {_share(table.columns[-1])}). {words}.",
        table.set_axis([f"discount {_share(label)}" for label in table.columns], axis="columns").rename_axis(
            "kept_share"
        ),
    )


def _within(gains: np.ndarray) -> np.ndarray:
    """Say which cells lie within the claim, as they are written: in whole per cent."""
    with np.errstate(invalid="ignore"):
        return (np.round(gains, 2) >= CLAIMED[0]) & (np.round(gains, 2) <= CLAIMED[1])


def _outline(ax: Axes, within: np.ndarray) -> None:
    """Draw a line around the cells within the claim: only where the neighbour is not."""
    around = np.pad(within, 1)
    for row, column in zip(*np.nonzero(within), strict=True):
        left, right, top, bottom = column - 0.5, column + 0.5, row - 0.5, row + 0.5
        sides = {(-1, 0): ([left, right], [top, top]), (1, 0): ([left, right], [bottom, bottom]),
                 (0, -1): ([left, left], [top, bottom]), (0, 1): ([right, right], [top, bottom])}  # fmt: skip
        for (down, aside), (x, y) in sides.items():
            if not around[row + 1 + down, column + 1 + aside]:
                ax.plot(x, y, color=COLOURS["vermilion"], linewidth=2.5, solid_capstyle="round", clip_on=False)


def _title(known: np.ndarray) -> str:
    if not known.size:
        return "There is nothing to show: no cell has a value"
    claim = f"within the claim, {percent(CLAIMED[0])} to {percent(CLAIMED[1])}"
    inside = int(_within(known).sum())
    low, high = _signed(known.min()), _signed(known.max())
    if known.size == 1:
        return f"Five points fewer leaving bring {low}: {'' if inside else 'not '}{claim}"
    lie = "lies" if inside == 1 else "lie"
    spread = low if low == high else f"{low} to {high}"
    return f"Five points fewer leaving bring {spread}; {inside or 'none'} of {known.size:,} cells {lie} {claim}"


def _readable(gain: float) -> str:
    """Return whether white or black is read better on the tone of a cell.

    >>> _readable(0.3), _readable(1.1)
    ('black', 'white')
    """
    return readable(colormaps["Blues"](min(max(gain / TOP, 0.0), 1.0)))


def _signed(gain: float) -> str:
    return f"{'+' if round(100 * gain) >= 0 else ''}{percent(gain)}"


def _share(label: object) -> str:
    """Write a share without decimals it does not have; what is no number is written as it stands.

    >>> _share(0.85), _share(0.025), _share("low")
    ('85%', '2.5%', 'low')
    """
    if not isinstance(label, int | float):
        return str(label)
    return percent(label, 0 if abs(100 * label - round(100 * label)) < 1e-6 else 1)
