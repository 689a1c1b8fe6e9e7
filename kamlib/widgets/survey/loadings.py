"""How many factors, and turned how? Which items go together, as the number of factors and their rotation change.

The sum of what factors explain does not change when they are turned; what each of them means does (lesson 09).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import style
from kamlib.figures.house.drawing import shorten
from kamlib.figures.survey.loadings import TONES, WORTH_READING, colour_key, on_tone, written
from kamlib.methods.survey.factors import Factors, Rotation, factors
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

MOST_FACTORS = 6
_ROTATIONS: dict[str, Rotation] = {
    "not turned": "none",
    "varimax: factors independent": "varimax",
    "oblimin: factors may correlate": "oblimin",
}


def factor_loadings(scores: pd.DataFrame, number: int = 5) -> Explorer:
    """Return an explorer of the factors of `scores` (a row a respondent, a column an item, in the order they are drawn).

    It starts at `number` factors, or as many as so many items carry. Raises ValueError as `factors` does.
    """
    items = len(scores.columns)
    counts = [count for count in range(1, min(MOST_FACTORS, items - 1) + 1) if (items - count) ** 2 >= items + count]
    if not counts:
        raise ValueError(f"{items} items carry no factor: three are the least.")
    painter = _Painter(scores, counts)
    controls: list[Control] = [
        Slider("number", "Factors", counts, min(number, counts[-1]), "{:d}".format),
        Choice("turned", "Turned by", list(_ROTATIONS), list(_ROTATIONS)[-1]),
    ]
    return Explorer("What goes together?", controls, painter)


class _Painter:
    def __init__(self, scores: pd.DataFrame, counts: list[int]) -> None:
        self.items = [str(name) for name in scores]
        self.most = counts[-1]
        self.found: dict[tuple[int, str], Factors] = {
            (count, words): factors(scores, count, kind if count > 1 else "none")
            for count in counts
            for words, kind in _ROTATIONS.items()
        }
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        step = max(1, len(self.items) // 30)
        axes.set_yticks(range(0, len(self.items), step), [shorten(name, 28) for name in self.items[::step]], fontsize=8)
        axes.set_xticks(range(self.most), [f"factor {place + 1}" for place in range(self.most)], fontsize=8)
        axes.grid(visible=False)
        axes.tick_params(length=0)
        heading(axes, "purple: the item goes with the factor; orange, with a −: against it; grey: no such factor")
        nothing = np.full((len(self.items), self.most), np.nan)
        self.image = axes.imshow(nothing, cmap=TONES, vmin=-1, vmax=1, aspect="auto", interpolation="nearest")
        colour_key(axes, self.image)
        few = len(self.items) <= 30
        self.words = [
            axes.text(column, row, "", ha="center", va="center", fontsize=7)
            for row in range(len(self.items) if few else 0)
            for column in range(self.most)
        ]
        self.moving: list[Artist] = [self.image, *self.words]

    def update(self, number: int, turned: str) -> Frame:
        """Draw the loadings of so many factors, and say how clearly items belong to one of them."""
        found = self.found[number, turned]
        loadings = np.full((len(self.items), self.most), np.nan)
        loadings[:, :number] = found.loadings.to_numpy()
        self.image.set_data(loadings)
        for text, value in zip(self.words, loadings.ravel(), strict=False):
            words = written(value)
            text.set(text=words, color=on_tone(value) if words else "black")
        strong = np.abs(loadings[:, :number]) >= WORTH_READING
        alone = int((strong.sum(axis=1) == 1).sum())
        explained = 1 - float(found.uniqueness.mean())
        fitted = "" if found.converged else " The fit did not settle: take fewer factors."
        between = found.correlations.to_numpy()[np.triu_indices(number, 1)]
        together = (
            f" Factors correlate up to {np.abs(between).max():.2f}."
            if number > 1 and turned.startswith("oblimin")
            else ""
        )
        caption = (
            f"{number} {'factor explains' if number == 1 else 'factors explain'} {explained:.0%} of the variance of {len(self.items):,} "
            f"items, {turned}. {alone:,} items load on just one factor ({WORTH_READING:g} or more).{together}{fitted}"
        )
        first = "; ".join(
            f"factor {k + 1}: " + (", ".join(np.array(self.items)[strong[:, k]][:8]) or "no item")
            for k in range(number)
        )
        return Frame(caption, f"Items that load on each factor, {turned}: {first}. {caption}")
