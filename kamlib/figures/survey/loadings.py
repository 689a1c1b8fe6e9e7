"""A picture of what items measure together: items against factors, the strength of each loading as colour. For lesson 09."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kamlib.figures.house import axes, describe, finding
from kamlib.figures.house.drawing import shorten
from kamlib.methods.survey.factors import Factors

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORTH_READING = 0.4
"""Loadings below it are drawn pale and without a number."""


def loadings_map(result: Factors, ax: Axes | None = None) -> Axes:
    """Draw the loadings of the items (rows, in the order of their strongest factor) on the factors (columns)."""
    strongest = result.loadings.abs().to_numpy().argmax(axis=1)
    height = result.loadings.abs().to_numpy().max(axis=1)
    table = result.loadings.iloc[np.lexsort((-height, strongest))].rename_axis("item")
    rows, columns = table.shape
    ax = axes(ax, width=2.6 + 1.1 * max(2, columns), height=1.4 + 0.27 * max(4, rows))
    values = table.to_numpy()
    ax.imshow(values, cmap="RdBu", vmin=-1, vmax=1, aspect="auto")
    for row, column in zip(*np.nonzero(np.abs(values) >= WORTH_READING), strict=True):
        dark = abs(values[row, column]) > 0.65
        ax.text(column, row, f"{values[row, column]:.2f}".replace("-", "−"), ha="center", va="center", fontsize=9,
                color="white" if dark else "black")  # fmt: skip
    ax.set_xticks(range(columns), [str(name) for name in table.columns])
    ax.set_yticks(range(rows), [shorten(str(name)) for name in table.index])
    ax.grid(visible=False)
    clear = int(((np.abs(values) >= WORTH_READING).sum(axis=1) == 1).sum())
    factors = "1 factor" if columns == 1 else f"{columns} factors"
    finding(ax, f"{clear:,} of {rows:,} items belong to one of {factors} and no other")
    told = "; ".join(
        f"{name}: " + ", ".join(str(item) for item in table.index[np.abs(table[name]) >= WORTH_READING])
        for name in table.columns
    )
    return describe(
        ax, f"Loadings of {rows:,} items on {factors}; {WORTH_READING} or more: {told}. {result.note}", table
    )
