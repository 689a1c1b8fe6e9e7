"""Maps of attributes: what matters against what is good, staff against customers, and Kano's better and worse. For lesson 10."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, legend_below
from kamlib.figures.house.drawing import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NAMED = 14
_QUADRANTS = {
    "concentrate here": "vermilion",
    "keep up": "green",
    "low priority": "grey",
    "possible overkill": "orange",
}
_SPOTS = {
    "blind spot": "vermilion",
    "hidden strength": "green",
    "shared strength": "blue",
    "shared worry": "orange",
    "seen alike": "grey",
}
_CLASSES = {
    "must-be": "vermilion",
    "one-dimensional": "blue",
    "attractive": "green",
    "indifferent": "grey",
    "reverse": "orange",
    "questionable": "purple",
    "not known": "pale",
}


def importance_map(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the attributes of `importance_performance` with the cross, the diagonal, and hollow points where it is not sure."""
    ax = axes(ax, width=7.4, height=5.4)
    across, up = float(table["across"].iloc[0]), float(table["up"].iloc[0])
    ax.axvline(up, color=COLOURS["grey"], linewidth=1)
    ax.axhline(across, color=COLOURS["grey"], linewidth=1)
    _points(ax, table, "performance", "importance", "quadrant", _QUADRANTS, sure=table["sure"])
    ends = [*ax.get_xlim(), *ax.get_ylim()]
    ax.plot(
        [min(ends), max(ends)],
        [min(ends), max(ends)],
        ":",
        color=COLOURS["grey"],
        linewidth=1,
        scalex=False,
        scaley=False,
    )
    ax.set(xlabel="performance", ylabel="importance (dotted: as good as it matters)")
    here = table.index[table["quadrant"] == "concentrate here"]
    sure = int(table.loc[here, "sure"].sum())
    if len(here):
        finding(ax, f"{len(here):,} attributes matter more than most and are done worse, {sure:,} of them for sure")
    else:
        finding(ax, "Nothing that matters more than most is done worse than most")
    told = "; ".join(f"{name}: {row['quadrant']}" for name, row in table.iterrows())
    return describe(ax, f"Importance against performance of {len(table):,} attributes: {told}.", table)


def blind_spot_map(
    table: pd.DataFrame, names: tuple[str, str] = ("staff", "customers"), ax: Axes | None = None
) -> Axes:
    """Draw the items of `blind_spots`, what staff say against what customers say."""
    ax = axes(ax, width=7.4, height=5.4)
    _points(ax, table, names[1], names[0], "quadrant", _SPOTS)
    ends = [*ax.get_xlim(), *ax.get_ylim()]
    ax.plot(
        [min(ends), max(ends)],
        [min(ends), max(ends)],
        ":",
        color=COLOURS["grey"],
        linewidth=1,
        scalex=False,
        scaley=False,
    )
    ax.set(xlabel=f"what {names[1]} say", ylabel=f"what {names[0]} say (dotted: the same)")
    spots = table.index[table["quadrant"] == "blind spot"]
    shown = ", ".join(shorten(str(name), 30) for name in spots[:2])
    finding(ax, f"Blind spots of {names[0]}: {shown}" if len(spots) else f"No blind spot of {names[0]} is sure")
    told = "; ".join(f"{name}: {row['quadrant']}" for name, row in table.iterrows())
    return describe(ax, f"{names[0]} against {names[1]} on {len(table):,} items: {told}.", table)


def kano_map(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the features of `kano` by Better (what having it gains) and Worse (what missing it costs)."""
    ax = axes(ax, width=7.4, height=5.4)
    shown = table.assign(missing=-table["worse"])
    _points(ax, shown, "missing", "better", "class", _CLASSES, sure=table["told_apart"])
    ax.axvline(0.5, color=COLOURS["pale"], linewidth=1)
    ax.axhline(0.5, color=COLOURS["pale"], linewidth=1)
    ax.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04))
    ax.set(xlabel="share dissatisfied where it is missing (Worse)", ylabel="share satisfied where it is there (Better)")
    must = table.index[table["class"] == "must-be"]
    named = ", ".join(shorten(_written(name), 30) for name in must[:2])
    finding(ax, f"Must be there: {named}" if len(must) else "No feature is a must for most")
    told = "; ".join(f"{_written(name)}: {row['class']}" for name, row in table.iterrows())
    return describe(ax, f"Better and Worse of {len(table):,} features: {told}.", table)


def _written(name: object) -> str:
    return ", ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _points(
    ax: Axes, table: pd.DataFrame, x: str, y: str, kind: str, tones: dict[str, str], sure: pd.Series | None = None
) -> None:
    """Draw points coloured by kind, hollow where not sure, and named where names do not cover each other."""
    firm = np.ones(len(table), dtype=bool) if sure is None else sure.to_numpy(dtype=bool)
    for name, tone in tones.items():
        chosen = (table[kind] == name).to_numpy()
        if chosen.any():
            face = np.where(firm[chosen], COLOURS[tone], "white")
            ax.scatter(
                table[x][chosen], table[y][chosen], s=46, c=face, edgecolors=COLOURS[tone], linewidths=1.6, label=name
            )
    ax.margins(0.12)
    ax.autoscale_view()
    rare = table[kind].map(table[kind].value_counts())
    order = [int(place) for place in np.argsort(rare.to_numpy(), kind="stable")[: 3 * MOST_NAMED]]
    places = ax.transAxes.inverted().transform(ax.transData.transform(table[[x, y]].to_numpy(dtype=float)))
    named: list[_Label] = []
    for place in order:
        words = shorten(_written(table.index[place]), 22)
        across, up = (float(part) for part in places[place])
        if len(named) >= MOST_NAMED or not np.isfinite([across, up]).all():
            continue
        others = np.delete(places, place, axis=0)
        sides = [_Label(words, across, up, right) for right in ((True, False) if across > 0.6 else (False, True))]
        apart = [one for one in sides if not any(one.crosses(other) for other in named)]
        free = [one for one in apart if not one.covers(others)]
        # The rarest is what the picture is about: it is named even where its name covers a point.
        if not free and named:
            continue
        label = (free or apart)[0]
        named.append(label)
        ax.annotate(words, (table[x].iloc[place], table[y].iloc[place]), (-8 if label.leftwards else 8, 0), textcoords="offset points",
                    ha="right" if label.leftwards else "left", va="center", fontsize=9)  # fmt: skip
    legend_below(ax, ncols=3)


@dataclass(frozen=True)
class _Label:
    """A name beside its point, in shares of the picture: how far it reaches, and what it would cover."""

    words: str
    across: float
    up: float
    leftwards: bool

    @property
    def ends(self) -> tuple[float, float]:
        wide = 0.03 + 0.0125 * len(self.words)
        return (self.across - wide, self.across) if self.leftwards else (self.across, self.across + wide)

    def crosses(self, other: _Label) -> bool:
        (start, end), (other_start, other_end) = self.ends, other.ends
        return start < other_end and other_start < end and abs(self.up - other.up) < 0.05

    def covers(self, points: np.ndarray) -> bool:
        start, end = self.ends
        inside = (start < points[:, 0]) & (points[:, 0] < end) & (np.abs(points[:, 1] - self.up) < 0.03)
        return bool(inside.any()) or start < 0 or end > 1
