"""What moves satisfaction, by four measures and for part of the respondents: how much hangs on the measure, and how much on whom.

A single correlation counts what attributes share for each of them, a regression coefficient gives what they share to one of them;
Shapley's and Johnson's parts divide it (lesson 09).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, percent, points, style, write_ticks
from kamlib.figures.house.drawing import CLEAR, shorten
from kamlib.methods.survey.drivers import drivers
from kamlib.widgets.live import Choice, Explorer, Frame
from kamlib.widgets.segments.panels import heading

EVERYBODY = "everybody"
MEASURES = {
    "Shapley": "shapley",
    "Johnson": "johnson",
    "correlation squared, each alone": "alone",
    "regression coefficient squared": "beta",
}


def driver_measures(attributes: pd.DataFrame, target: pd.Series, group: pd.Series | None = None) -> Explorer:
    """Return an explorer of the shares of attributes in what moves `target`, for everybody and for each `group`.

    All have a row a respondent. A group in which too few answered everything is left out. Raises ValueError as `drivers` does.
    """
    painter = _Painter(attributes, target, group)
    controls = [
        Choice("measure", "Measured by", list(MEASURES), next(iter(MEASURES))),
        Choice("whom", "Among", list(painter.shares), EVERYBODY),
    ]
    return Explorer("What moves satisfaction?", controls, painter)


class _Painter:
    def __init__(self, attributes: pd.DataFrame, target: pd.Series, group: pd.Series | None) -> None:
        self.names = [str(name) for name in attributes]
        self.shares, self.explained = {}, {}
        self.shares[EVERYBODY], self.explained[EVERYBODY] = _shares(attributes, target)
        self.answers = {EVERYBODY: _complete(attributes, target)}
        for name, rows in {} if group is None else group.groupby(group).groups.items():
            part, said = attributes.loc[rows], target.loc[rows]
            if (count := _complete(part, said)) >= 5 * len(self.names):
                self.shares[str(name)], self.explained[str(name)] = _shares(part, said)
                self.answers[str(name)] = count
        most = max(float(shares.to_numpy().max()) for shares in self.shares.values())
        places = np.arange(len(self.names))
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        self.bars = axes.barh(places, np.zeros(len(places)), height=0.62, color=COLOURS["sky"])
        axes.set_yticks(places, [shorten(name) for name in self.names])
        self.room = 0.09 * most
        axes.set(xlim=(0, 1.14 * most), ylim=(len(places) - 0.5, -0.5), xlabel="share of what is explained")
        write_ticks(axes.xaxis, percent)
        axes.grid(visible=False, axis="y")
        heading(axes, "bar: the measure chosen; mark: Shapley among everybody")
        self.usual = self.shares[EVERYBODY]["shapley"]
        marks = axes.plot(self.usual, places, "|", color=COLOURS["ink"], markersize=16, markeredgewidth=2)
        look: dict[str, Any] = {"va": "center", "fontsize": 9, "bbox": CLEAR, "zorder": 4}
        self.said = [axes.text(0, place, "", **look) for place in range(len(places))]
        self.moving: list[Artist] = [*self.bars, *marks, *self.said]

    def update(self, measure: str, whom: str) -> Frame:
        """Draw the shares by one measure among some respondents."""
        shares = self.shares[whom][MEASURES[measure]]
        for bar, text, share, mark in zip(self.bars, self.said, shares, self.usual, strict=True):
            bar.set_width(share)
            # The number stands at the end of its bar; where the mark stands there, behind the mark.
            near = share - 0.1 * self.room <= mark <= share + 1.2 * self.room
            text.set(text=percent(share), x=(mark if near and mark > share else share) + 0.16 * self.room)
        ranked = shares.sort_values(ascending=False, kind="stable")
        explained = self.explained[whom]
        caption = (
            f"All of them together explain {percent(explained)} of the variance in how satisfied {self.answers[whom]:,} people are, and "
            f"leave {percent(1 - explained)} open. {self._against_usual(shares)}"
        )
        told = "; ".join(f"{name} {percent(share)}" for name, share in ranked.items())
        return Frame(caption, f"Shares by {measure} among {whom}: {told}.")

    def _against_usual(self, shares: pd.Series) -> str:
        """Say what the bars make of the order and of the sizes, held against the marks."""
        first, *_ = ranked = list(shares.sort_values(ascending=False, kind="stable").index)
        usual = list(self.usual.sort_values(ascending=False, kind="stable").index)
        moved = shares - self.usual
        most = str(moved.abs().idxmax())
        if abs(moved[most]) < 0.005:
            times = shares[first] / max(float(shares[ranked[-1]]), 0.001)
            return f"{first} counts {times:,.1f} times as much as {ranked[-1]}. Choose another measure: does that hold?"
        order = (
            "The first two stay the same" if ranked[:2] == usual[:2] else f"Now {' and '.join(ranked[:2])} come first"
        )
        way = "more" if moved[most] > 0 else "less"
        return f"{order}; {most} has {points(100 * abs(moved[most]))} {way} than its mark."


def _complete(attributes: pd.DataFrame, target: pd.Series) -> int:
    return int((attributes.notna().all(axis=1) & target.notna()).sum())


def _shares(attributes: pd.DataFrame, target: pd.Series) -> tuple[pd.DataFrame, float]:
    """Return the shares of each attribute by each measure, where each column adds up to 1, and what all explain."""
    result = drivers(attributes, target, resamples=0)
    found = result.table.reindex(attributes.columns)
    used = pd.concat([attributes, target.rename("\0target")], axis=1).dropna().astype(float)
    among = np.corrcoef(used.to_numpy(), rowvar=False)
    beta = np.linalg.solve(among[:-1, :-1], among[:-1, -1])
    table = pd.DataFrame(
        {
            "shapley": found["shapley"],
            "johnson": found["johnson"],
            "alone": found["correlation"] ** 2,
            "beta": pd.Series(beta**2, index=found.index),
        }
    )
    table.index = pd.Index([str(name) for name in table.index], name="attribute")
    return table / table.sum(), result.r_squared
