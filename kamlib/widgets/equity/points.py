"""Which inputs give 25 and 85? What points of retention are worth under a base, a discount and a timing of one's own.

"Five per cent more retention, 25 to 85 per cent more profit" is arithmetic on a customer's lifetime (Reichheld and Sasser
1990, in points of defection). The explorer shows that the same five points are worth almost anything, as the base, the
discount and the first margin are chosen (lesson 06).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from kamlib.figures.equity.points import CLAIMED
from kamlib.figures.house import COLOURS, percent, style, write_ticks
from kamlib.methods.equity.multiple import Timing, value_of_points
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading

TOP = 1.5
_BASES = [round(0.40 + 0.01 * place, 2) for place in range(58)]
_DISCOUNTS = [round(0.01 * place, 2) for place in range(2, 21)]
_POINTS = [round(0.01 * place, 2) for place in range(1, 11)]
_TIMINGS: dict[Timing, str] = {"end": "not counted", "start": "counted"}


def five_points() -> Explorer:
    """Return an explorer of by how much a customer's value rises when so many points fewer leave each year."""
    controls: list[Control] = [
        Slider("base", "Kept each year, today", _BASES, 0.85, percent),
        Slider("discount", "Discount a year", _DISCOUNTS, 0.10, percent),
        Slider("points", "Fewer leave, by", _POINTS, 0.05, lambda share: f"{round(100 * share)} points"),
        Choice("timing", "The first margin is", list(_TIMINGS), "end", lambda timing: _TIMINGS[timing]),
    ]
    return Explorer("Which inputs give 25 and 85?", controls, _Painter())


class _Painter:
    def __init__(self) -> None:
        @cache
        def curve(discount: float, points: float, timing: Timing) -> tuple[np.ndarray, np.ndarray]:
            bases = np.array([base for base in np.linspace(0.40, 0.995, 120) if base + points <= 1.0])
            return bases, np.array([value_of_points(points, float(base), discount, timing) for base in bases])

        self.curve = curve
        with style():
            self.figure = Figure(layout="constrained")
            axes = self.figure.subplots()
        axes.set(
            xlim=(0.40, 1.0), ylim=(0, TOP), xlabel="kept each year, before", ylabel="value of a customer rises by"
        )
        write_ticks(axes.xaxis, percent)
        write_ticks(axes.yaxis, percent)
        axes.axhspan(*CLAIMED, color=COLOURS["pale"], alpha=0.7, linewidth=0)
        heading(axes, "the band is the claim, 25 to 85 %; the line is what the arithmetic gives")
        self.line = axes.plot([], [], color=COLOURS["blue"])[0]
        self.spot = axes.plot([], [], "D", color=COLOURS["vermilion"], markersize=10, markeredgecolor="white")[0]
        self.drop = axes.plot([], [], ":", color=COLOURS["vermilion"], linewidth=1.2)[0]
        self.said = axes.text(0, 0, "", fontweight="bold", va="bottom")
        self.moving: list[Artist] = [self.line, self.drop, self.spot, self.said]

    def update(self, base: float, discount: float, points: float, timing: Timing) -> Frame:
        """Draw the gain by base, mark one base, and say which bases give the claim."""
        bases, gains = self.curve(discount, points, timing)
        self.line.set_data(bases, np.minimum(gains, 2 * TOP))
        # Nobody can keep more than all.
        here = min(base, round(1 - points, 2))
        gain = value_of_points(points, here, discount, timing)
        drawn = min(gain, 0.96 * TOP)
        self.spot.set_data([here], [drawn])
        self.drop.set_data([here, here], [0, drawn])
        right = here > 0.8
        self.said.set(text=f"+{percent(gain)}", x=here + (-0.012 if right else 0.012), y=min(drawn + 0.02, 0.9 * TOP))
        self.said.set_horizontalalignment("right" if right else "left")
        inside = bases[(gains >= CLAIMED[0]) & (gains <= CLAIMED[1])]
        reach = (
            f"from a base of {percent(float(inside.min()))} to {percent(float(inside.max()))}"
            if len(inside)
            else "from no base at all"
        )
        at_most = (
            "" if here == base else f" (more than {percent(here)} leaves no room for {round(100 * points)} points)"
        )
        caption = (
            f"{round(100 * points)} points more, from {percent(here)}{at_most}: a customer is worth {percent(gain)} more. The claim's "
            f"25 to 85 % come {reach}, discounted at {percent(discount)}, first margin {_TIMINGS[timing]}."
        )
        ends = ", ".join(
            f"{percent(one)} gives {percent(value_of_points(points, one, discount, timing))}"
            for one in (0.5, 0.7, 0.85)
            if one + points <= 1
        )
        return Frame(caption, f"{caption} For comparison, a base of {ends}.")
