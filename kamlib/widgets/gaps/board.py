"""Leave a source out, and ask for more that agree: on how many legs does a conclusion stand?

The triangulation board (lesson 10) with two controls. What rests on one source falls with it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kamlib.figures.gaps.board import SIGNS, TONES
from kamlib.figures.house import COLOURS, style
from kamlib.figures.house.drawing import shorten
from kamlib.methods.gaps.board import conclusion
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

NONE = "none"
MOST_ROWS = 10
_TOTALS = ("worse", "better", "asked")


def board_legs(table: pd.DataFrame) -> Explorer:
    """Return an explorer of a `gaps.board`: which source is left out, and how many must agree.

    Of more than 10 groups those that most sources call worse are drawn. Raises ValueError for a board without sources or groups.
    """
    sources = [str(name) for name in table if name not in _TOTALS]
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
        axes.set(xlim=(-0.5, len(sources) + 0.5), ylim=(len(groups) - 0.5, -0.5))
        axes.set_xticks(np.arange(len(sources) + 1), [*(shorten(name, 12) for name in sources), "together"], fontsize=9)
        axes.set_yticks(np.arange(len(groups)), groups)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        heading(axes, "against all other groups, at 95 %")
        self.cells: dict[str, list[tuple[Artist, Artist]]] = {}
        for column, source in enumerate(sources):
            self.cells[source] = []
            for row, verdict in enumerate(self.table[source]):
                tone = TONES[str(verdict)]
                patch = axes.add_patch(
                    Rectangle((column - 0.46, row - 0.42), 0.92, 0.84, edgecolor=COLOURS["pale"],
                              facecolor="none" if tone == "white" else COLOURS[tone])
                )  # fmt: skip
                ink = "white" if verdict in ("worse", "better") else COLOURS["ink"]
                said = axes.text(column, row, SIGNS[str(verdict)], ha="center", va="center", fontsize=9, color=ink)
                self.cells[source].append((patch, said))
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
            for pair in cells:
                pair[0].set_alpha(0.25 if source == without else 1.0)
                pair[1].set_alpha(0.0 if source == without else 1.0)
        said = self.table[kept]
        counts = pd.DataFrame({"worse": (said == "worse").sum(axis=1), "better": (said == "better").sum(axis=1)})
        ends = conclusion(counts, int(least))
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
