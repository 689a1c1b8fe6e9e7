"""Turn through segments: a feature that must be there for one may mean nothing to another.

Kano's classes of all customers together can hide two camps (lesson 10). The explorer draws Better and Worse of each feature
for one segment, beside those of everybody.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, percent, style, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.gaps.kano import kano
from kamlib.widgets.live import Choice, Explorer, Frame
from kamlib.widgets.segments.panels import heading

EVERYBODY = "everybody"
MOST_NAMED = 10


def kano_segments(pairs: dict[str, tuple[pd.Series, pd.Series]], segment: pd.Series) -> Explorer:
    """Return an explorer of Kano's Better and Worse by segment; `pairs` as `gaps.kano` takes them.

    Raises ValueError where no respondent has a segment.
    """
    if not segment.notna().any():
        raise ValueError("Nobody has a segment: give each respondent one, such as the region or type of its account.")
    whole, parts = kano(pairs), kano(pairs, segment)
    tables = {EVERYBODY: whole} | {
        str(name): part.droplevel("segment") for name, part in parts.groupby(level="segment")
    }
    names = list(tables)
    return Explorer("Must it be there for everybody?", [Choice("segment", "Segment", names, names[min(1, len(names) - 1)])],
                    _Painter(tables))  # fmt: skip


class _Painter:
    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.tables = tables
        features = list(tables[EVERYBODY].index)
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.08))
        axes.set(
            xlabel="share dissatisfied where it is missing (Worse)", ylabel="share satisfied where it is there (Better)"
        )
        write_ticks(axes.xaxis, percent)
        write_ticks(axes.yaxis, percent)
        heading(axes, "filled: the segment; hollow: everybody")
        axes.axhline(0.5, color=COLOURS["pale"], linewidth=1)
        axes.axvline(0.5, color=COLOURS["pale"], linewidth=1)
        everybody = tables[EVERYBODY]
        axes.plot(-everybody["worse"], everybody["better"], "o", markerfacecolor="white", markersize=9,
                  markeredgecolor=COLOURS["grey"], linestyle="none")  # fmt: skip
        self.ways = axes.plot([], [], color=COLOURS["grey"], linewidth=1)[0]
        self.dots = axes.plot([], [], "o", color=COLOURS["blue"], markersize=10, markeredgecolor="white")[0]
        look: dict[str, Any] = {"fontsize": 9, "va": "bottom"}
        self.names = [axes.text(0, 0, "", **look) for _ in features[:MOST_NAMED]]
        self.moving: list[Artist] = [self.ways, self.dots, *self.names]

    def update(self, segment: str) -> Frame:
        """Draw one segment's features, each with its way from where everybody puts it."""
        table, everybody = self.tables[segment], self.tables[EVERYBODY]
        table = table.reindex(everybody.index)
        x, y = -table["worse"].to_numpy(dtype=float), table["better"].to_numpy(dtype=float)
        gap = np.full(len(table), np.nan)
        self.ways.set_data(
            np.column_stack([-everybody["worse"].to_numpy(dtype=float), x, gap]).ravel(),
            np.column_stack([everybody["better"].to_numpy(dtype=float), y, gap]).ravel(),
        )
        self.dots.set_data(x, y)
        taken: list[tuple[float, float]] = []
        for text, name, left, up in zip(self.names, table.index, x, y, strict=False):
            free = bool(np.isfinite([left, up]).all()) and not any(
                abs(left - one) < 0.3 and abs(up - other) < 0.05 for one, other in taken
            )
            text.set_text(shorten(str(name), 26) if free else "")
            if free:
                taken.append((left, up))
                text.set_position((left, up + 0.03))
                text.set_horizontalalignment("right" if left > 0.6 else "left")
        both = pd.DataFrame({"here": table["class"], "all": everybody["class"]})
        other = [
            f"{name} ({here}, for everybody {whole})"
            for name, here, whole in both[both["here"] != both["all"]].itertuples(name=None)
        ]
        answers = int(table["answers"].max()) if table["answers"].notna().any() else 0
        different = f"differs on {'; '.join(other[:2])}" if other else "puts every feature where everybody does"
        unsure = int((~table["told_apart"].fillna(False).astype(bool)).sum())
        caption = (
            f"{segment} ({answers:,} answers) {different}. {unsure:,} of {len(table):,} classes are not told apart."
        )
        told = "; ".join(f"{name} {row['class']}" for name, row in table.iterrows())
        return Frame(caption, f"{segment}: {told}. {caption}")
