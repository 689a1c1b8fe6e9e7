"""Picture of the triangulation board: what each source says of each group, and on how many legs a conclusion stands. For lesson 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding
from kamlib.figures.house.drawing import readable, shorten
from kamlib.methods.gaps.board import conclusion, sources_of

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

MOST_ROWS = 16
SIGNS = {"worse": "worse ▼", "better": "better ▲", "not told": "not told", "not asked": "not asked"}
TONES = {"worse": "vermilion", "better": "green", "not told": "pale", "not asked": "white"}


def board_map(table: pd.DataFrame, least: int = 2, ax: Axes | None = None) -> Axes:
    """Draw the result of `board`: a row a group, a column a source, words and colours for what it says.

    The row's end says what so many more sources say than say the opposite. Of more than 16 groups those that most call worse are drawn.
    """
    sources = sources_of(table)
    shown = table.assign(said=conclusion(table, least)).sort_values("worse", ascending=False, kind="stable")
    shown = shown.head(MOST_ROWS)
    ax = axes(ax, width=1.6 + 1.5 * (len(sources) + 1), height=1.4 + 0.5 * max(2, len(shown)))
    lay_out(ax, [shorten(name, 16) for name in sources], [shorten(str(name), 24) for name in shown.index])
    for row, verdicts in enumerate(shown[[*sources, "said"]].to_numpy()):
        for column, verdict in enumerate(verdicts[:-1]):
            cell(ax, column, row, str(verdict))
        ax.text(len(sources), row, str(verdicts[-1]), ha="center", va="center", weight="bold")
    worse = [str(name) for name in shown.index[shown["said"] == "worse"]]
    named = ", ".join(shorten(name, 24) for name in worse[:2])
    if worse:
        first = shown[shown["said"] == "worse"].iloc[0]
        against = f", {int(first['better'])} says better" if int(first["better"]) == 1 else ""
        finding(
            ax, f"{named}: worse than the rest, say {int(first['worse'])} of {int(first['asked'])} sources{against}"
        )
    else:
        finding(ax, f"No group is called worse by {least:,} sources more than call it better")
    told = "; ".join(
        f"{name}: {', '.join(f'{source} {said}' for source, said in zip(sources, row, strict=True))}"
        for name, row in zip(shown.index, shown[sources].to_numpy(), strict=True)
    )
    return describe(ax, f"What {len(sources):,} sources say of {len(table):,} groups. {told}.", table)


def lay_out(ax: Axes, sources: list[str], groups: list[str]) -> None:
    """Lay out an empty board: a column a source and one for what they say together, a row a group."""
    ax.set(xlim=(-0.5, len(sources) + 0.5), ylim=(len(groups) - 0.5, -0.5))
    ax.set_xticks(np.arange(len(sources) + 1), [*sources, "together"])
    ax.set_yticks(np.arange(len(groups)), groups)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.grid(visible=False)
    for side in ax.spines.values():
        side.set_visible(False)


def cell(ax: Axes, column: int, row: int, verdict: str) -> tuple[Artist, Artist]:
    """Draw what one source says of one group; return the colour and the words."""
    from matplotlib.patches import Rectangle

    tone = TONES[verdict]
    face = "none" if tone == "white" else COLOURS[tone]
    patch = Rectangle((column - 0.46, row - 0.42), 0.92, 0.84, facecolor=face, edgecolor=COLOURS["pale"])
    ink = readable("white" if tone == "white" else COLOURS[tone])
    return ax.add_patch(patch), ax.text(column, row, SIGNS[verdict], ha="center", va="center", fontsize=9, color=ink)
