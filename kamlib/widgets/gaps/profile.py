"""Turn through segments and dimensions: where the perception lies in its zone of tolerance, and for whom below it.

The zone goes from what is just enough to what is desired (lesson 10). A mean over everybody can lie within it while one region
lies below: the marks show the segment chosen, the small ones everybody.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, style
from kamlib.figures.house.drawing import shorten
from kamlib.methods.gaps import tolerance
from kamlib.widgets.live import Choice, Explorer, Frame
from kamlib.widgets.segments.panels import heading

EVERYBODY, ALL = "everybody", "all"
MOST_ROWS = 12
_TONES = {"below": "vermilion", "within": "blue", "above": "green", "not told": "grey"}


def tolerance_zones(
    perception: pd.DataFrame,
    least: pd.DataFrame,
    desired: pd.DataFrame,
    segment: pd.Series,
    dimensions: Mapping[str, str],
    clusters: pd.Series | None = None,
) -> Explorer:
    """Return an explorer of the zone of tolerance by segment and dimension.

    Perception, least and desired have a row a respondent and the same items as columns; `segment` and `clusters` go by
    respondent, `dimensions` by item. Of a dimension with more than 12 items, and of all, those with the least adequacy are drawn.
    Raises ValueError where nobody has a segment.
    """
    if not segment.notna().any():
        raise ValueError("Nobody has a segment: give each respondent one, such as the region of its account.")
    groups = {EVERYBODY: perception.index} | {
        str(name): rows for name, rows in segment.dropna().groupby(segment.dropna()).groups.items()
    }
    tables = {
        name: tolerance(perception.reindex(rows), least.reindex(rows), desired.reindex(rows), clusters)
        for name, rows in groups.items()
    }
    named = list(dict.fromkeys(dimensions[str(item)] for item in perception if str(item) in dimensions))
    segments = list(tables)
    controls = [
        Choice("whom", "Among", segments, segments[-1]),
        Choice("what", "Items", [ALL, *named], named[0] if named else ALL),
    ]
    return Explorer("Is it enough, and for whom?", controls, _Painter(tables, dimensions))


class _Painter:
    def __init__(self, tables: dict[str, pd.DataFrame], dimensions: Mapping[str, str]) -> None:
        self.tables = tables
        self.of = pd.Series(
            [dimensions.get(str(item), "") for item in tables[EVERYBODY].index], tables[EVERYBODY].index
        )
        ends = pd.concat([table[["least", "desired", "perception"]] for table in tables.values()]).to_numpy(dtype=float)
        low, high = (np.nanmin(ends), np.nanmax(ends)) if np.isfinite(ends).any() else (0.0, 1.0)
        room = 0.06 * max(high - low, 0.5)
        with style():
            self.figure = Figure()
            # Names change with the dimension: their room is fixed, so that the picture does not jump.
            axes = self.figure.add_axes((0.37, 0.13, 0.61, 0.78))
        axes.set(xlim=(low - room, high + room), ylim=(MOST_ROWS - 0.4, -0.6), xlabel="points of the scale")
        axes.set_yticks([])
        axes.grid(visible=False, axis="y")
        heading(axes, "bar: enough to desired; large mark: segment, small: all")
        self.zones = axes.barh(np.arange(MOST_ROWS), np.zeros(MOST_ROWS), height=0.42, color=COLOURS["pale"])
        self.usual = axes.plot([], [], "o", color=COLOURS["ink"], markersize=4)[0]
        self.marks = {
            where: axes.plot([], [], "o", color=COLOURS[tone], markersize=10)[0] for where, tone in _TONES.items()
        }
        self.names = [
            axes.text(-0.015, 0, "", fontsize=9, ha="right", va="center", transform=axes.get_yaxis_transform())
            for _ in range(MOST_ROWS)
        ]
        self.moving: list[Artist] = [*self.zones, self.usual, *self.marks.values(), *self.names]

    def update(self, whom: str, what: str) -> Frame:
        """Draw the zones of one segment, for the items of one dimension or those of all that fall short most."""
        table = self.tables[whom]
        chosen = table[(self.of == what).to_numpy()] if what != ALL else table
        shown = chosen.sort_values("adequacy", kind="stable").head(MOST_ROWS)
        everybody = self.tables[EVERYBODY].reindex(shown.index)
        places = (np.arange(len(shown)) + 0.5) * MOST_ROWS / max(len(shown), 1) - 0.5
        for place, (bar, text) in enumerate(zip(self.zones, self.names, strict=True)):
            there = place < len(shown)
            row = shown.iloc[place] if there else None
            known = row is not None and bool(np.isfinite([row["least"], row["desired"]]).all())
            bar.set_x(float(row["least"]) if known and row is not None else 0.0)
            bar.set_width(float(row["desired"] - row["least"]) if known and row is not None else 0.0)
            text.set_text(shorten(str(shown.index[place]), 36) if there else "")
            if there:
                bar.set_y(places[place] - 0.21)
                text.set_y(places[place])
        self.usual.set_data(everybody["perception"], places)
        for where, marks in self.marks.items():
            here = (shown["where"] == where).to_numpy()
            marks.set_data(shown["perception"][here], places[here])
        below = [str(name) for name in chosen.index[chosen["where"] == "below"]]
        named = (
            f": {', '.join(shorten(name, 40) for name in below[:2])}{' and others' if len(below) > 2 else ''}"
            if below
            else ""
        )
        within, above = (int((chosen["where"] == where).sum()) for where in ("within", "above"))
        caption = (
            f"Among {whom}, {len(below):,} of {len(chosen):,} items are surely below what is just enough{named}. "
            f"{within:,} lie within the zone, {above:,} above what is desired."
        )
        told = "; ".join(f"{name} {row['perception']:.1f} ({row['where']})" for name, row in shown.iterrows())
        return Frame(caption, f"Zone of tolerance among {whom}, items of {what}: {told}. {caption}")
