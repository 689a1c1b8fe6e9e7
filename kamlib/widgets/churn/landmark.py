"""Move the age from which on accounts are compared by what they held then, beside the same accounts counted unfairly.

Who stays long has more time to gather ties, so ties counted over the whole life seem to keep customers that they do
not keep (lesson 04). The explorer shows both countings of the same accounts; what one has and the other lacks is the
bias (Suissa 2008, "Immortal time bias in pharmaco-epidemiology").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kamlib.figures.house import COLOURS, counted, lasting, percent, style, write_ticks
from kamlib.methods.churn import cox, kaplan_meier, landmark
from kamlib.methods.churn.survival import Survival
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

MOST_TIES = 4
_STEPS = np.array([0.25, 0.5, 1, 2, 3, 6, 12, 30, 60, 90, 180, 365])
_MOST_STOPS = 14
_LEFT_BEHIND = 10
"""A landmark is offered as long as at least a tenth of the accounts were watched longer."""
_PLACES = (-0.085, -0.185, -0.275, -0.37)
"""Where the words below the curves stand, as shares."""
_WAYS = ("held at that age", "held at any time in life")


@dataclass(frozen=True)
class _Group:
    """One curve: the times and shares of its steps, and how many accounts it stands for."""

    time: np.ndarray
    share: np.ndarray
    accounts: int

    def at(self, time: float) -> float:
        return float(self.share[np.searchsorted(self.time, time, side="right") - 1])


@dataclass(frozen=True)
class _Counting:
    """The tied and the others, by one way of counting, and the ratio in words."""

    tied: _Group | None
    others: _Group | None
    ratio: str


def survival_landmark(parts: pd.DataFrame, *, unit: str = "years") -> Explorer:
    """Return an explorer of how accounts with ties and without stay, from an age on at which their ties are counted.

    `parts` is what `churn.time_varying` returns, times in `unit` (in the plural). Everything is worked out once.
    Raises ValueError as `churn.landmark` does.
    """
    found = _everything(parts)
    ages = sorted({age for age, _ in found})
    ties = sorted({least for _, least in found})
    start = ages[min(len(ages) // 3, len(ages) - 1)]
    controls: list[Control] = [
        Slider("age", "Compare from the age of", ages, start, lambda age: lasting(age, unit)),
        Choice("least", "Tied means", ties, ties[0], lambda least: f"{_ties(least)} or more"),
    ]
    return Explorer("Do ties keep accounts, or do accounts that stay gather ties?", controls, _Painter(found, unit))


def _ages(parts: pd.DataFrame) -> list[float]:
    """Return landmarks in even steps from 0, as far as enough accounts were watched."""
    watched = np.sort(parts.groupby("account_id")["stop"].max().to_numpy(dtype=float))
    last = float(watched[-1 - (len(watched) - 1) // _LEFT_BEHIND]) if len(watched) else 0.0
    fitting = _STEPS[last / _STEPS <= _MOST_STOPS]
    step = float(fitting[0]) if len(fitting) else last / _MOST_STOPS
    return [age for age in (round(step * place, 6) for place in range(_MOST_STOPS + 1)) if age < last] or [0.0]


def _everything(parts: pd.DataFrame) -> dict[tuple[float, int], tuple[_Counting, _Counting]]:
    """Return both countings for each landmark and each number of ties that makes an account tied."""
    most = min(MOST_TIES, int(parts["held"].max())) if len(parts) else 0
    whole_life = parts.groupby("account_id")["held"].max()
    found = {}
    for age in _ages(parts):
        here = landmark(parts, age)
        ever = here["account_id"].map(whole_life)
        for least in range(1, max(most, 1) + 1):
            found[age, least] = (_counting(here, here["held"] >= least), _counting(here, ever >= least))
    return found


def _counting(here: pd.DataFrame, tied: pd.Series) -> _Counting:
    curves = kaplan_meier(here["duration"], here["left"], tied.to_numpy())
    sizes = tied.value_counts()
    groups = {name: _group(curves, name, int(sizes[name])) for name in curves.groups}
    if len(groups) < 2:
        return _Counting(groups.get(True), groups.get(False), "none: one group is empty")
    fit = cox(here.assign(tied=tied), "duration", "left", ["tied"])
    row = fit.table.loc["tied"]
    if not fit.converged or not np.isfinite(row["hazard_ratio"]):
        return _Counting(groups[True], groups[False], "none: too few have left")
    words = f"{row['hazard_ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
    return _Counting(groups[True], groups[False], words)


def _group(curves: Survival, name: bool, accounts: int) -> _Group:
    rows = curves.table[curves.table["group"] == name]
    time, share = rows["time"].to_numpy(dtype=float), rows["survival"].to_numpy(dtype=float)
    return _Group(np.concatenate([[0.0], time]), np.concatenate([[1.0], share]), accounts)


class _Panel:
    """One way of counting: two curves, and below them what they say at the age asked for."""

    def __init__(self, axes: Axes, way: str, furthest: float, unit: str) -> None:
        axes.set(xlim=(0, furthest), ylim=(-0.42, 1.03), yticks=[0, 0.25, 0.5, 0.75, 1])
        axes.set_xlabel(f"{unit} from that age on")
        write_ticks(axes.yaxis, percent)
        heading(axes, f"tied or not by what was {way}")
        axes.axhline(0, color=COLOURS["grey"], linewidth=0.8)
        looks: tuple[dict[str, Any], ...] = (
            {"color": COLOURS["blue"]},
            {"color": COLOURS["orange"], "linestyle": (0, (5, 2))},
        )
        self.lines = [axes.plot([], [], drawstyle="steps-post", **look)[0] for look in looks]
        for place, look in zip(_PLACES[1:], looks, strict=False):
            axes.plot([0.02 * furthest, 0.08 * furthest], [place, place], **look)
        self.asked = axes.plot([], [], color=COLOURS["grey"], linewidth=1, linestyle=":")[0]
        # Letters take most of the time a frame takes: words that stay are drawn once, the moving texts are short.
        write: dict[str, Any] = {"fontsize": 9, "va": "center"}
        for place, words in zip(_PLACES, ("still here after", "tied", "not tied", "hazard ratio"), strict=True):
            axes.text((0.1 if place in _PLACES[1:3] else 0.02) * furthest, place, words, **write)
        self.texts = [axes.text(0.36 * furthest, place, "", **write) for place in _PLACES]
        self.moving: list[Artist] = [*self.lines, self.asked, *self.texts]

    def move(self, counting: _Counting, horizon: float, unit: str) -> None:
        """Show one counting, and what it says after `horizon`."""
        self.asked.set_data([horizon, horizon], [0, 1.03])
        for line, group in zip(self.lines, (counting.tied, counting.others), strict=True):
            line.set_data(([], []) if group is None else (group.time, group.share))
        shares = [_share(group, horizon) for group in (counting.tied, counting.others)]
        for text, words in zip(self.texts, (lasting(horizon, unit), *shares, counting.ratio), strict=True):
            text.set_text(words)


class _Painter:
    def __init__(self, found: dict[tuple[float, int], tuple[_Counting, _Counting]], unit: str) -> None:
        self.found, self.unit = found, unit
        groups = [group for both in found.values() for one in both for group in (one.tied, one.others) if group]
        furthest = max(float(group.time[-1]) for group in groups)
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots(1, 2, sharey=True)
        axes[0].set_ylabel("share still here")
        self.panels = [_Panel(ax, way, furthest, unit) for ax, way in zip(axes, _WAYS, strict=True)]
        self.moving: list[Artist] = [artist for panel in self.panels for artist in panel.moving]
        self.wanted = float(_STEPS[np.abs(_STEPS - 0.3 * furthest).argmin()])

    def update(self, age: float, least: int) -> Frame:
        """Show both countings from one age on, and say both gaps at a later age that all four curves reach."""
        both = self.found[age, least]
        groups = [group for one in both for group in (one.tied, one.others) if group]
        horizon = min([self.wanted, *(_down(float(group.time[-1])) for group in groups)])
        for panel, counting in zip(self.panels, both, strict=True):
            panel.move(counting, horizon, self.unit)
        fair, unfair = both
        accounts = sum(group.accounts for group in (fair.tied, fair.others) if group)
        tied = fair.tied.accounts if fair.tied else 0
        reach = f"{counted(accounts)} reach{'es' if accounts == 1 else ''} the age of {lasting(age, self.unit)}"
        caption = f"{reach}, {tied:,} with {_ties(least)} or more by then. {_gaps(fair, unfair, horizon, self.unit)}"
        told = "; ".join(
            f"by ties {way} {_share(one.tied, horizon)} tied and {_share(one.others, horizon)} not, "
            f"hazard ratio {one.ratio}"
            for way, one in zip(_WAYS, both, strict=True)
        )
        return Frame(caption, f"{reach}. Still here {lasting(horizon, self.unit)} later: {told}.")


def _down(time: float) -> float:
    """Return a time that is written in full in a digit behind the point, not above the one given."""
    return np.floor(10 * time) / 10 if time >= 1 else float(np.floor(100 * time) / 100)


def _share(group: _Group | None, horizon: float) -> str:
    return "nobody" if group is None else f"{percent(group.at(horizon))} of {group.accounts:,}"


def _gaps(fair: _Counting, unfair: _Counting, horizon: float, unit: str) -> str:
    """Say how far tied and others lie apart by both countings, or that there is nobody to compare."""
    known, also = (one.tied is not None and one.others is not None for one in (fair, unfair))
    later = f"after {lasting(horizon, unit)} more the tied are"
    ever = "by ties held at any time in life"
    if not known:
        rest = f" {ever.capitalize()}, {later} {_gap(unfair, horizon)}." if also else ""
        return f"All are alike by then, so there is nobody to compare.{rest}"
    rest = f"; {ever} they are {_gap(unfair, horizon)}" if also else ""
    return f"{later.capitalize()} {_gap(fair, horizon)}{rest}."


def _gap(counting: _Counting, horizon: float) -> str:
    """Say how many points more, or fewer, of the tied than of the others are still here."""
    tied, others = (round(100 * group.at(horizon)) if group else 0 for group in (counting.tied, counting.others))
    points = tied - others
    if not points:
        return "as often still here as the others"
    return (
        f"{'more' if points > 0 else 'less'} often still here, by {abs(points)} point{'' if abs(points) == 1 else 's'}"
    )


def _ties(count: int) -> str:
    return f"{count} tie{'' if count == 1 else 's'}"
