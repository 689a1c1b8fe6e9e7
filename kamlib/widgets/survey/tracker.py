"""Turn through the items of a survey, wave by wave: which changes are more than chance, and how the answer hangs on the rule.

One item looked at alone is often "significantly" changed; twenty looked at together need a stricter rule (lesson 09). The
explorer shows an item's waves with their intervals, and says what each rule makes of the last step.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, style
from kamlib.figures.house.drawing import CLEAR
from kamlib.methods.survey import mean_score, wave_changes
from kamlib.widgets.live import Choice, Explorer, Frame
from kamlib.widgets.segments.panels import heading

ALONE, TOGETHER = "each item alone", "all items together (Holm)"
SURE = 0.05


def wave_tracker(scores: pd.DataFrame, wave: pd.Series, clusters: pd.Series | None = None) -> Explorer:
    """Return an explorer of items over waves: `scores` has a row a respondent and a column an item, `wave` sorts in time.

    `clusters` (such as the parent of each contact) keeps intervals of changes honest. Raises ValueError for fewer than two
    waves.
    """
    painter = _Painter(scores, wave, clusters)
    items = [str(name) for name in scores]
    most = str(painter.changes["p"].fillna(1).idxmin())
    controls = [
        Choice("item", "Item", items, most),
        Choice("rule", "Tested", [ALONE, TOGETHER], ALONE),
    ]
    return Explorer("Did it really change?", controls, painter)


class _Painter:
    def __init__(self, scores: pd.DataFrame, wave: pd.Series, clusters: pd.Series | None) -> None:
        self.changes = wave_changes(scores, wave, clusters)
        self.waves = sorted(wave.dropna().unique())
        self.points = {
            str(name): [mean_score(column[wave == one]) for one in self.waves] for name, column in scores.items()
        }
        found = [(point.low, point.high, point.value) for points in self.points.values() for point in points]
        ends = np.array(found, dtype=float)
        low, high = np.nanmin(ends), np.nanmax(ends)
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        # The change stands right of the last wave, where no line comes by: it needs a ninth of the width.
        room = max(0.4, 0.125 * (len(self.waves) - 0.6))
        axes.set(xlim=(-0.4, len(self.waves) - 1 + room), ylim=(low - 0.1, high + 0.1), ylabel="mean answer")
        step = max(1, len(self.waves) // 8)
        axes.set_xticks(range(0, len(self.waves), step), [str(one) for one in self.waves[::step]])
        heading(axes, "mean of each wave with its 95 %; the last step coloured where it is more than chance")
        self.bars = [
            axes.plot([], [], color=COLOURS["pale"], linewidth=7, solid_capstyle="butt")[0] for _ in self.waves
        ]
        look: dict[str, Any] = {"markersize": 8, "markeredgecolor": "white"}
        self.line = axes.plot([], [], "-o", color=COLOURS["blue"], **look)[0]
        self.step = axes.plot([], [], "-o", color=COLOURS["grey"], linewidth=3, **look)[0]
        self.said = axes.annotate(
            "",
            (0, 0),
            (9, 0),
            textcoords="offset points",
            fontsize=10,
            fontweight="bold",
            va="center",
            bbox=CLEAR,
            zorder=4,
        )
        self.moving: list[Artist] = [*self.bars, self.line, self.step, self.said]

    def update(self, item: str, rule: str) -> Frame:
        """Draw one item's waves and judge its last step by one rule."""
        points = self.points[item]
        values = np.array([point.value for point in points])
        places = np.arange(len(points))
        for bar, place, point in zip(self.bars, places, points, strict=True):
            bar.set_data([place, place], [point.low, point.high])
        self.line.set_data(places, values)
        row = self.changes.loc[item].to_dict()
        p = float(row["p"] if rule == ALONE else row["p_adjusted"])
        sure = p < SURE
        tone = "vermilion" if sure and row["change"] < 0 else "green" if sure else "grey"
        self.step.set_data(places[-2:], values[-2:])
        self.step.set_color(COLOURS[tone])
        self.said.set_text(f"{row['change']:+.2f}".replace("-", "−"))
        self.said.xy = (places[-1], np.nan_to_num(values[-1], nan=np.nanmax(values)))
        alone, together = (int((self.changes[name] < SURE).sum()) for name in ("p", "p_adjusted"))
        count = len(self.changes)
        judged = "more than chance" if sure else "no more than chance makes"
        caption = (
            f"{item} changed by {row['change']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f}): {judged}, tested as "
            f"{rule}. Of {count:,} items {alone:,} changed when each is tested alone, {together:,} when all are."
        ).replace("-", "−")
        told = "; ".join(f"{one} {value:.2f}" for one, value in zip(self.waves, values, strict=True))
        return Frame(caption, f"{item} by wave: {told}. The last step is {judged} (p {p:.3f}, tested as {rule}).")
