"""Leave a source out, and ask for more that agree: on how many legs does a conclusion stand?

The triangulation board (lesson 10) with two controls. What rests on one source falls with it.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.gaps.board import cell, lay_out
from kamlib.figures.house import style
from kamlib.figures.house.drawing import shorten
from kamlib.methods.gaps.board import conclusion, counted, sources_of
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

NONE = "none"
MOST_ROWS = 10


def board_legs(table: pd.DataFrame) -> Explorer:
    """Return an explorer of a `gaps.board`: which source is left out, and how many must agree.

    Of more than 10 groups those that most sources call worse are drawn. Raises ValueError for a board without sources or groups.
    """
    sources = sources_of(table)
    if not sources or not len(table):
        raise ValueError("The board is empty: it takes a source and a group at least.")
    stops = [float(number) for number in range(1, len(sources) + 1)]
    controls: list[Control] = [
        Choice("without", "Leave out", [NONE, *sources], NONE),
        Slider(
            "least",
            "More sources for it than against it",
            stops,
            stops[min(1, len(stops) - 1)],
            lambda value: f"{value:.0f}",
        ),
    ]
    return Explorer("On how many legs does it stand?", controls, _Painter(table, sources))


class _Painter:
    def __init__(self, table: pd.DataFrame, sources: list[str]) -> None:
        self.table = table.sort_values("worse", ascending=False, kind="stable").head(MOST_ROWS)
        self.sources = sources
        groups = [shorten(str(name), 18) for name in self.table.index]
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        lay_out(axes, [shorten(name, 12) for name in sources], groups)
        axes.tick_params(axis="x", labelsize=9)
        heading(axes, "against all other groups, at 95 %")
        self.cells = {
            source: [cell(axes, column, row, str(verdict)) for row, verdict in enumerate(self.table[source])]
            for column, source in enumerate(sources)
        }
        self.ends = [
            axes.text(len(sources), row, "", ha="center", va="center", weight="bold") for row in range(len(groups))
        ]
        self.moving: list[Artist] = [
            *self.ends,
            *(one for cells in self.cells.values() for pair in cells for one in pair),
        ]

    def update(self, without: str, least: float) -> Frame:
        """Fade one source, and say what the rest agree on."""
        kept = [source for source in self.sources if source != without]
        for source, cells in self.cells.items():
            for patch, words in cells:
                patch.set_alpha(0.25 if source == without else 1.0)
                words.set_alpha(0.0 if source == without else 1.0)
        ends = conclusion(counted(self.table[kept]), int(least))
        for text, end in zip(self.ends, ends, strict=True):
            text.set_text(str(end))
        worse = [str(name) for name in ends.index[ends == "worse"]]
        left = f" without {without}" if without != NONE else ""
        if worse:
            verdict = f"{', '.join(worse[:3])} {'is' if len(worse) == 1 else 'are'} worse than the rest"
        else:
            verdict = "no group is surely worse than the rest"
        caption = f"Of {len(kept)} sources{left}, where {int(least)} more must say so than say the opposite, {verdict}."
        told = "; ".join(f"{name} {end}" for name, end in ends.items())
        return Frame(caption, f"{caption} Together: {told}.")
