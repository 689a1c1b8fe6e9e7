"""A picture of what items measure together: items against factors, the strength of each loading as colour. For lesson 09."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import colormaps

from kamlib.figures.house import axes, describe, finding
from kamlib.figures.house.drawing import readable, shorten
from kamlib.methods.survey.factors import Factors

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colorbar import Colorbar
    from matplotlib.image import AxesImage

WORTH_READING = 0.4
"""Loadings below it are drawn pale and without a number."""
SEEN_AGAINST = 0.1
"""From here on an item goes against a factor so far that its cell says so, by a minus: pale tones are taken for each other."""
TONES = colormaps["PuOr"].with_extremes(bad="#ECEFF2")
"""Purple for with the factor, orange for against it, which colour-blind readers tell apart; grey where there is no factor."""


def loadings_map(result: Factors, ax: Axes | None = None) -> Axes:
    """Draw the loadings of the items (rows, in the order of their strongest factor) on the factors (columns)."""
    strongest = result.loadings.abs().to_numpy().argmax(axis=1)
    height = result.loadings.abs().to_numpy().max(axis=1)
    table = result.loadings.iloc[np.lexsort((-height, strongest))].rename_axis("item")
    rows, columns = table.shape
    ax = axes(ax, width=3.2 + 1.1 * max(2, columns), height=1.4 + 0.27 * max(4, rows))
    values = table.to_numpy()
    image = ax.imshow(values, cmap=TONES, vmin=-1, vmax=1, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if words := written(value):
            ax.text(column, row, words, ha="center", va="center", fontsize=9, color=on_tone(value))
    colour_key(ax, image)
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


def written(value: float) -> str:
    """Return what stands in a cell: a loading worth reading, and a minus where a weak one goes against the factor.

    >>> written(0.52), written(-0.52), written(-0.2), written(0.2), written(float("nan"))
    ('0.52', '−0.52', '−', '', '')
    """
    if abs(value) >= WORTH_READING:
        return f"{value:.2f}".replace("-", "−")
    return "−" if value <= -SEEN_AGAINST else ""


def on_tone(value: float) -> str:
    """Return the colour of what stands in the cell of a loading.

    >>> on_tone(0.9), on_tone(-0.2)
    ('white', 'black')
    """
    return readable(TONES((min(max(value, -1.0), 1.0) + 1) / 2))


def colour_key(ax: Axes, image: AxesImage) -> Colorbar:
    """Draw beside a map of loadings which colour is what."""
    figure: Any = ax.get_figure(root=True)
    key = figure.colorbar(image, ax=ax, fraction=0.05, pad=0.02, ticks=[-1, 0, 1])
    key.ax.set_yticklabels(["−1 against", "0 nothing", "+1 with it"], fontsize=8)
    key.ax.tick_params(length=0)
    key.outline.set_visible(False)
    return key
